"""The examples of the manual: catalogue/.examples/<kind>/{good.yml,bad.yml,bad.txt}, laid over the demo and checked.

Each example is filed under the organ whose code begins its 索引号, as `catalogue/<organ>/<kind>/example.yml`.
"""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

from disclosure import vocabulary
from disclosure.publication import CheckResult, check

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "catalogue" / ".examples"
GOOD = "good.yml"
COMPARED = ("final-account",)
"""A kind that the check compares with an entry of another kind: with the budget of the year."""
TODAY = date(2026, 11, 15)
_NUMBER = re.compile(r"^索引号: *[\"']?([0-9A-Z]+)/", re.MULTILINE)


def slugs() -> list[str]:
    """The kinds that have examples."""
    return sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def printed(name: str, root: Path) -> dict[str, str]:
    """Lay the demo out in an empty folder; what the check says about the example called `name`, by kind.

    What it says about the demo's own entries stands under the empty name. The examples are checked together: good ones
    may point at each other. Of the bad ones those that would be compared with another are checked by themselves.
    """
    shutil.copytree(ROOT / "catalogue", root / "catalogue", ignore=shutil.ignore_patterns(".*"))
    words, _ = vocabulary.load(root)
    assert words
    organ_of = {organ.code: organ.slug for organ in words.organs}
    said = dict.fromkeys(["", *slugs()], "")
    alone = [] if name == GOOD else [slug for slug in slugs() if slug in COMPARED]
    for group in ([slug for slug in slugs() if slug not in alone], *([slug] for slug in alone)):
        laid = {}
        for slug in group:
            text = (FOLDER / slug / name).read_text(encoding="utf-8")
            found = _NUMBER.search(text)
            assert found, f"{slug}/{name} 没有写索引号"
            place = root / "catalogue" / organ_of[found[1]] / slug / "example.yml"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8", newline="\n")
            laid[place] = slug
        for slug, text in _checked(root, laid).items():
            said[slug] += text
        for path in laid:
            path.unlink(missing_ok=True)
    return said


def _checked(root: Path, laid: dict[Path, str]) -> dict[str, str]:
    """What the check says about each of the files that were laid.

    One that cannot be read as an entry keeps the check from saying that something is missing, in whatever file. So
    those that can be read are checked once more without it.
    """
    result = check(root, TODAY)
    assert result.catalogue
    read = {root / entry.path for entry in result.catalogue.entries}
    said = _by_kind(result, root, laid)
    if laid.keys() <= read:
        return said
    for path in laid.keys() - read:
        path.unlink()
    return said | _by_kind(check(root, TODAY), root, {path: slug for path, slug in laid.items() if path in read})


def _by_kind(result: CheckResult, root: Path, laid: dict[Path, str]) -> dict[str, str]:
    said = dict.fromkeys(["", *laid.values()], "")
    for problem in result.problems:
        said[laid.get(root / problem.path, "")] += f"{problem.report}\n"
    return said
