"""Rewrites the expected texts of the tests to what the program prints now, and says which changed.

`python tests/bless.py`, then read the difference in git: every changed sentence must be better than the old one.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent
sys.path[:0] = [place for place in (str(TESTS), str(TESTS.parent / "hooks")) if place not in sys.path]

try:
    from examples import FOLDER as EXAMPLES
    from examples import printed
    from rules.cases import EXPECTED, Case, find_cases
    from sites.blessing import bless as bless_small_site
except ModuleNotFoundError as missing:
    sys.exit(f"这个 Python 里没有 {missing.name}，请用项目 .venv 里的 Python 运行。")


def bless_case(case: Case) -> str | None:
    """Write what the check of a bad case prints. Returns what to tell about the case, if anything."""
    with tempfile.TemporaryDirectory() as folder:
        printed = case.printed(Path(folder))
    if case.is_good:
        return f"应当没有问题，却有：{case.name}\n{printed.rstrip()}" if printed else None
    if f" [{case.rule}] " not in printed:
        return f"没有查出自己的规则，没有改写：{case.name}\n{printed.rstrip()}"
    if printed == case.expected:
        return None
    what = "改写" if case.expected else "新写"
    (case.folder / EXPECTED).write_text(printed, encoding="utf-8", newline="\n")
    return f"{what}：{case.name}"


def bless_examples() -> list[str]:
    """Write what the check says about the bad examples of the manual. Returns the kinds whose text changed."""
    with tempfile.TemporaryDirectory() as folder:
        said = printed("bad.yml", Path(folder))
    changed = []
    for slug, text in said.items():
        path = EXAMPLES / slug / "bad.txt"
        if slug and (not path.exists() or path.read_text(encoding="utf-8") != text):
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append(slug)
    return changed


def main() -> int:
    """Go through all cases and the small site; 1 when a case has a fault that no rewriting mends."""
    cases = find_cases()
    told = [text for case in cases if (text := bless_case(case))]
    told += [f"改写：catalogue/.examples/{slug}" for slug in bless_examples()]
    pages = bless_small_site()
    told += [f"改写：sites/small/expected/{name}" for name in pages]
    print("\n".join([*told, f"看了 {len(cases)} 个用例和小样站的页面。"]))  # noqa: T201 - a program for the terminal
    return int(any(not text.startswith(("改写", "新写")) for text in told))


if __name__ == "__main__":
    sys.exit(main())
