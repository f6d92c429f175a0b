"""Looks at every sort of page in every look and width, with and without scripts, and validates the whole site.

`python tests/accessibility.py --date YYYY-MM-DD [--site DIR] [--only SORT…] [--vnu vnu.jar]`

Writes tests/bench/RESULTS-access.md and prints what was found; the exit code is 1 when anything was. It takes some ten
minutes. The Nu checker (vnu.jar, needs Java; `npm install vnu-jar` brings it) is asked when `--vnu` says where it is;
the strict reading of tests/sites/markup.py needs nothing and is always made.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path

TESTS = Path(__file__).resolve().parent
sys.path[:0] = [place for place in (str(TESTS), str(TESTS.parent / "hooks")) if place not in sys.path]

try:
    from playwright.sync_api import Browser, sync_playwright

    from browser.audit import TAGS, Audit, auditing, marked
    from browser.looks import LOOKS
    from browser.provision import browser_path, ensure_chinese_font, flags, this_machine
    from browser.sorting import largest_pages
    from disclosure.publication import build, check
    from sites.markup import faults
    from sites.project import ROOT, TODAY
except ModuleNotFoundError as missing:
    sys.exit(f"这个 Python 里没有 {missing.name}，请用项目 .venv 里的 Python 运行。")

RESULTS = TESTS / "bench/RESULTS-access.md"
ONLINE = ("missing",)
"""Sorts that find their style sheet without scripts on a server alone."""
WIDTHS = (1280, 390, 320)
STATES = tuple(product((True, False), LOOKS, WIDTHS))


def examined(audit: Audit, page: Path, sort: str) -> list[str]:
    """Return what is wrong with a page of a sort in any of STATES."""
    found, opened = [], None
    for scripts, look, width in STATES:
        if sort in ONLINE and not scripts:
            continue
        if opened != scripts:
            audit.open(page, scripts=scripts)
            opened = scripts
            found += marked([scripts], audit.inspect("moving"))
        audit.show(look, width)
        state = ("有脚本" if scripts else "无脚本", look, width)
        found += marked(state, audit.axe())
        found += marked(state, audit.inspect("overflowing", "cut", "squeezed", "stopping"))
    return found


def all_examined(browser: Browser, site: Path, pages: Mapping[str, str]) -> dict[str, list[str]]:
    """Return what is wrong with each of the pages, by sort, and say how far it is."""
    with auditing(browser) as audit:
        found = {}
        for sort, address in pages.items():
            found[sort] = examined(audit, site / address, sort)
            print(f"{sort}: {len(found[sort])}", *found[sort], sep="\n  ")  # noqa: T201 - a program for the terminal
        return found


def read_strictly(site: Path) -> tuple[int, list[str]]:
    """Return how many pages the site has and what is wrong with their markup."""
    paths = sorted(site.rglob("*.html"))
    said = (
        f"{path.relative_to(site)}: {fault}" for path in paths for fault in faults(path.read_text(encoding="utf-8"))
    )
    return len(paths), list(said)


def validated(jar: Path, site: Path) -> list[str]:
    """Return the errors that the Nu checker finds in all pages of a site."""
    command = [
        "java",
        "-Xss4m",
        "-jar",
        str(jar),
        "--errors-only",
        "--format",
        "json",
        "--skip-non-html",
        "--stdout",
        str(site),
    ]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    messages = json.loads(done.stdout)["messages"]
    return [f"{one.get('url', '')}: {one['message']}" for one in messages]


def report(day: str, pages: Mapping[str, str], found: Mapping[str, Sequence[str]], markup: Sequence[str]) -> str:
    """Return the report as Markdown; `markup` are lines about the validity of the whole site."""
    rows = [f"| {sort} | {pages[sort]} | {len(STATES)} | {len(faults_of)} |" for sort, faults_of in found.items()]
    looks = "、".join(look.title for look in LOOKS.values())
    return "\n".join(
        [
            "# 无障碍检查结果",
            "",
            (
                f"{day}，演示站，命令 `python tests/accessibility.py`。每种页面一篇（不太长的里面内容最多的一篇），"
                f"{looks} × {'、'.join(map(str, WIDTHS))} 像素 × 有、无脚本，共 {len(STATES)} 种状态；每种状态查："
                f"axe-core 的 {'、'.join(TAGS)} 各规则，不横向滚动，文字不被截断，"
                "键盘焦点处处停得到、看得见、不被遮住，"
                "要求减少动态效果时没有动画。"
            ),
            "",
            *(f"- {line}" for line in markup),
            f"- 页面 {len(found)} 种，状态 {len(found) * len(STATES)} 个，问题 {sum(map(len, found.values()))} 个。",
            "",
            "| 种类 | 页面 | 状态 | 问题 |",
            "|---|---|---:|---:|",
            *rows,
            "",
        ]
    )


def main() -> int:
    """Read the arguments, look, write the report; 1 when anything was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--date", required=True, help="the day of the run")
    parser.add_argument("--site", type=Path, help="a built site; without it the demo site is built anew")
    parser.add_argument("--only", nargs="+", default=[], metavar="SORT")
    parser.add_argument("--vnu", type=Path, help="the Nu checker")
    parser.add_argument("--results", type=Path, default=RESULTS)
    options = parser.parse_args()
    result = check(ROOT, TODAY)
    if result.catalogue is None or not result.passed:
        sys.exit("演示数据没有通过检查，先运行 python3 hooks check。")
    machine = this_machine()
    ensure_chinese_font(machine)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = (options.site or Path(folder) / "site").resolve()
        if not options.site:
            build(ROOT, site, result.catalogue)
        sorts = largest_pages(site, result.catalogue)
        pages = {sort: address for sort, address in sorts.items() if sort in (options.only or sorts)}
        browser = playwright.chromium.launch(executable_path=browser_path(machine), args=flags(machine))
        found = all_examined(browser, site, pages)
        browser.close()
        count, strict = read_strictly(site)
        errors = validated(options.vnu, site) if options.vnu else []
    markup = [f"自带的严格检查（tests/sites/markup.py）读了全部 {count} 页，问题 {len(strict)} 个。"]
    markup += [f"Nu 检验器读了全部 {count} 页，错误 {len(errors)} 个。"] if options.vnu else []
    options.results.write_text(report(options.date, pages, found, markup), encoding="utf-8", newline="\n")
    print(*strict, *errors, *markup, sep="\n")  # noqa: T201 - a program for the terminal
    return int(any(found.values()) or bool(strict or errors))


if __name__ == "__main__":
    sys.exit(main())
