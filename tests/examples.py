"""The examples of the manual: catalogue/.examples/<kind>/{good.yml,bad.yml,bad.txt}, laid over the demo and checked.

Each example is filed under the organ whose code begins its 索引号, as `catalogue/<organ>/<kind>/example.yml`. All good
ones are checked together, and all bad ones together: the check of one must not depend on another.
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
TODAY = date(2026, 11, 15)
_NUMBER = re.compile(r"^索引号: *[\"']?([0-9A-Z]+)/", re.MULTILINE)


def slugs() -> list[str]:
    """The kinds that have examples."""
    return sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def printed(name: str, root: Path) -> dict[str, str]:
    """Lay the demo and the examples called `name` out in an empty folder; what the check says, by kind.

    What it says about other files stands under the empty name.
    """
    shutil.copytree(ROOT / "catalogue", root / "catalogue", ignore=shutil.ignore_patterns(".*"))
    words, _ = vocabulary.load(root)
    assert words
    organ_of = {organ.code: organ.slug for organ in words.organs}
    kind_of: dict[str, str] = {}
    for slug in slugs():
        text = (FOLDER / slug / name).read_text(encoding="utf-8")
        found = _NUMBER.search(text)
        assert found, f"{slug}/{name} 没有写索引号"
        place = f"catalogue/{organ_of[found[1]]}/{slug}/example.yml"
        kind_of[place] = slug
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_text(text, encoding="utf-8", newline="\n")
    said: dict[str, str] = dict.fromkeys(["", *slugs()], "")
    for problem in check(root, TODAY).problems:
        said[kind_of.get(problem.path, "")] += f"{problem.report}\n"
    return said
