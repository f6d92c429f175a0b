"""Nothing that axe finds, by keyboard, with large letters, in any window: one page of every sort of the demo site.

`python tests/accessibility.py` looks at all combinations. Here each sort of page is seen in every look, in every
width, and with and without its scripts, and each look in every width.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser

from browser.audit import Audit, auditing, marked
from browser.looks import LOOKS, resize
from browser.sorting import all_sorts, largest_pages
from sites.once import demo_site

pytestmark = pytest.mark.browser

SORTS = all_sorts()
WIDE, NARROW, NARROWEST = WIDTHS = (1280, 390, 320)
WITH_SHELL = frozenset({"home", "list", "entry policy", "search"})
"""Sorts on which the rules about what is painted look at the header and footer, too: these are alike on all."""

ONLINE = frozenset({"missing"})
"""Without scripts this page finds its style sheet on a server alone, where wrong addresses are."""


class Sorted(NamedTuple):
    """The built demo site, and the address of a page of each sort."""

    site: Path
    pages: dict[str, str]


class State(NamedTuple):
    """How a page is seen."""

    scripts: bool
    look: str
    width: int


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Sorted:
    """Sort the pages of the demo site."""
    catalogue, site = demo_site(tmp_path_factory)
    return Sorted(site, largest_pages(site, catalogue))


@pytest.fixture(scope="module")
def audit(browser: Browser) -> Iterator[Audit]:
    """One window for all pages."""
    with auditing(browser) as opened:
        yield opened


def states(sort: str) -> list[State]:
    """The four states in which a sort is seen: they turn from sort to sort, so that the sorts share all pairs out."""
    turn = SORTS.index(sort)
    looks = list(LOOKS)
    return [
        State(
            number < len(looks) // 2 or sort in ONLINE,
            looks[(turn + number) % len(looks)],
            WIDTHS[(turn // len(looks) + number) % 3],
        )
        for number in range(len(looks))
    ]


def is_painted(sort: str, number: int) -> bool:
    """Tell whether what is painted is measured in a state: in two looks of each sort, with scripts and without.

    It takes nearly all of axe's time, and colours come from variables that all sorts share.
    """
    return sort in WITH_SHELL or (number + SORTS.index(sort) // len(LOOKS)) % 2 == 0


def test_all_pairs_are_seen() -> None:
    """每种页面遇到每种外观、每种宽度、有无脚本，每种外观遇到每种宽度、有无脚本。"""
    chosen = {sort: states(sort) for sort in SORTS}
    for sort, seen in chosen.items():
        assert {state.look for state in seen} == set(LOOKS)
        assert {state.width for state in seen} == set(WIDTHS)
        assert {state.scripts for state in seen} == {True, False} or sort in ONLINE
    every = [state for seen in chosen.values() for state in seen]
    assert len({(state.look, state.width) for state in every}) == len(LOOKS) * len(WIDTHS)
    assert len({(state.look, state.scripts) for state in every}) == len(LOOKS) * 2
    painted = [state for sort, seen in chosen.items() for number, state in enumerate(seen) if is_painted(sort, number)]
    assert len({(state.look, state.width) for state in painted}) == len(LOOKS) * len(WIDTHS)
    assert min(sum(state.look == look for state in painted) for look in LOOKS) > len(SORTS) // 3


def test_every_sort_of_page_is_looked_at(demo: Sorted) -> None:
    """演示站里每种页面都有，没有归不了类的。"""
    assert sorted(demo.pages) == SORTS


@pytest.mark.parametrize("sort", SORTS)
def test_everybody_can_use_a_page(sort: str, demo: Sorted, audit: Audit) -> None:
    """各种页面都没有无障碍问题；用键盘都走得到、看得见；放大文字不用横向滚动；不晃动。"""
    opened: bool | None = None
    faults: list[str] = []
    for number, state in enumerate(states(sort)):
        if opened != state.scripts:
            faults += audit.errors if opened is not None else []
            audit.open(demo.site / demo.pages[sort], scripts=state.scripts)
            opened = state.scripts
            faults += marked([state.scripts], audit.inspect("moving"))
        audit.show(state.look, state.width)
        faults += marked(state, audit.axe(shell=sort in WITH_SHELL, paint=is_painted(sort, number)))
        faults += marked(state, audit.inspect("overflowing", "cut", "squeezed", "stopping"))
    faults += enlarged(audit)
    assert faults + (audit.errors if sort not in ONLINE else []) == []


def enlarged(audit: Audit) -> list[str]:
    """Return what is wrong with the open page in letters twice as large and in a window magnified four times."""
    audit.show("light", WIDE)
    with audit.letters(200):
        found = marked(["200%"], audit.inspect("overflowing", "cut", "squeezed"))
    audit.page.set_viewport_size({"width": WIDE // 4, "height": 256})
    found += marked(["400%"], audit.inspect("overflowing", "cut", "squeezed", "stopping"))
    resize(audit.page, WIDE)
    return found


FAULTY = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>页</title><style>
#bare:focus { outline: none } #faint:focus { outline: 3px solid #eee } #away { left: -900px; position: absolute }
#under, #over { background: #fff; height: 90px; left: 0; position: absolute; top: 400px; width: 300px }
#wide { width: 1500px } #cut { height: 1em; overflow: hidden; width: 3em } #moves { transition: color 1s }
a { outline-color: #00f; outline-width: 3px } a:focus { outline-style: solid }
</style><main><h1>题</h1><a href="a" id="good">好</a> <a href="a" id="bare">无框</a> <a href="a" id="faint">淡框</a>
<a href="a" id="away">看不到</a><p id="under"><a href="a">被盖住</a></p><p id="wide">宽</p><p id="cut">写不下的文字</p>
<p id="moves">动</p><p style="color:#999">太淡</p><img src="data:," id="silent"></main><div id="over"></div></html>"""


def test_what_is_wrong_is_found(tmp_path: Path, audit: Audit) -> None:
    """故意写坏的一页：没有框、框太淡、在屏幕外、被盖住、太宽、被截断、会动、颜色太淡、没有替代文字，都查得出。"""
    page = tmp_path / "页.html"
    page.write_text(FAULTY, encoding="utf-8")
    audit.open(page, scripts=True)
    audit.show("light", WIDE)
    said = audit.inspect("stopping")
    assert [fault.partition("” ")[2] for fault in said] == [
        "has no ring",
        "has a faint ring, 1.16:1",
        "is off the screen",
        "is covered by something",
    ]
    assert audit.inspect("overflowing")[0].startswith("scrolls sideways: 15")
    assert audit.inspect("cut", "moving") == ["cut off: p#cut “写不下的文字”", "would move: p#moves “动”"]
    assert {fault.partition(":")[0] for fault in audit.axe()} >= {"color-contrast", "image-alt"}


SEARCHED = "input[type=search]:visible"
"""The box for searching: the home page has its own."""


def test_what_opens_can_be_used_too(demo: Sorted, audit: Audit) -> None:
    """检索提示、检索结果、显示设置、窄屏菜单、展开的内容，打开以后同样没有问题。"""
    page, faults = audit.page, []
    audit.open(demo.site / "index.html", scripts=True)
    audit.show("dark", WIDE)
    page.fill(SEARCHED, "预算")
    page.wait_for_selector("[role=option]")
    faults += marked(["提示"], audit.axe())
    page.keyboard.press("Escape")
    page.focus("[aria-controls=display-panel]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#display-panel:not([hidden])")
    faults += marked(["显示设置"], audit.axe())
    audit.show("elder", NARROWEST)
    faults += marked(["窄屏的显示设置"], audit.inspect("overflowing", "cut", "squeezed"))
    page.keyboard.press("Escape")
    audit.show("light", NARROW)
    page.focus(".menu-button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#menu:popover-open")
    faults += marked(["菜单"], audit.axe())
    audit.open(demo.site / "search.html", scripts=True, query="?q=%E9%A2%84%E7%AE%97")
    audit.show("contrast", NARROW)
    page.wait_for_selector("main mark")
    faults += marked(["结果"], [*audit.axe(), *audit.inspect("overflowing", "stopping")])
    assert "条" in page.locator("#search-count[role=status]").inner_text()
    audit.open(demo.site / demo.pages["powers versions"], scripts=True)
    audit.show("light", NARROWEST)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    faults += marked(["展开"], [*audit.axe(shell=False), *audit.inspect("overflowing", "cut", "squeezed", "stopping")])
    assert faults == []


@pytest.mark.parametrize(("address", "width"), [("index.html", NARROW), ("about.html", NARROWEST)])
def test_tab_goes_through_all_controls_in_order(address: str, width: int, demo: Sorted, audit: Audit) -> None:
    """按 Tab 键从头到尾走遍页面上看得见的每个控件，次序与内容一致；系统强制配色时焦点处也有框。"""
    audit.open(demo.site / address, scripts=True)
    audit.show("light", width)
    count = audit.page.evaluate("inspection.stops().length")
    seen = []
    for _ in range(count):
        audit.page.keyboard.press("Tab")
        seen.append(audit.page.evaluate("inspection.stops().indexOf(document.activeElement)"))
    assert seen == list(range(count))
    audit.page.emulate_media(forced_colors="active")
    assert audit.inspect("stopping") == []
    audit.page.emulate_media(forced_colors="none")
