"""The examples of the manual: catalogue/.examples/<kind>/{good.yml,bad.yml,bad.txt}, laid over the demo and checked.

Each example is filed under the organ whose code begins its 索引号, as `catalogue/<organ>/<kind>/example.yml`.
"""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

from disclosure import vocabulary
from disclosure.publication import check

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "catalogue" / ".examples"
GOOD = "good.yml"
ACCOUNTS = ("budget", "final-account")
TODAY = date(2026, 11, 15)
_NUMBER = re.compile(r"^索引号: *[\"']?([0-9A-Z]+)/", re.MULTILINE)


def slugs() -> list[str]:
    """The kinds that have examples."""
    return sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def printed(name: str, root: Path) -> dict[str, str]:
    """Lay the demo out in an empty folder; what the check says about the example called `name`, by kind.

    What it says about the demo's own entries stands under the empty name. Good examples are checked together: they may
    point at each other. Bad ones are checked one by one: what is wrong with one may keep another from being looked at.
    """
    shutil.copytree(ROOT / "catalogue", root / "catalogue", ignore=shutil.ignore_patterns(".*"))
    words, _ = vocabulary.load(root)
    assert words
    organ_of = {organ.code: organ.slug for organ in words.organs}
    said = dict.fromkeys(["", *slugs()], "")
    laid: dict[str, str] = {}
    for slug in slugs():
        text = (FOLDER / slug / name).read_text(encoding="utf-8")
        found = _NUMBER.search(text)
        assert found, f"{slug}/{name} 没有写索引号"
        place = f"catalogue/{organ_of[found[1]]}/{slug}/example.yml"
        laid[place] = slug
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_text(text, encoding="utf-8", newline="\n")
        if name != GOOD:
            _note(root, laid, said, slug)
            (root / place).unlink()
    if name == GOOD:
        _note(root, laid, said, "")
    return said


def _note(root: Path, laid: dict[str, str], said: dict[str, str], slug: str) -> None:
    """Check, with the accounts of the demo set aside where they cannot matter: they are most of the work."""
    aside = root / "aside"
    accounts = [] if not slug or slug in ACCOUNTS else [path for kind in ACCOUNTS for path in root.glob(f"*/*/{kind}")]
    moved = [(path, aside / str(number)) for number, path in enumerate(accounts)]
    aside.mkdir(exist_ok=True)
    for path, place in moved:
        path.rename(place)
    problems = check(root, TODAY).problems
    for path, place in moved:
        place.rename(path)
    for problem in problems:
        said[laid.get(problem.path, "")] += f"{problem.report}\n"
