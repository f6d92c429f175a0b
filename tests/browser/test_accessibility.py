"""Nothing that axe finds: one page of every sort of the demo site, wide and light, narrow and dark."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from disclosure.catalogue import address_of
from disclosure.kinds import KINDS
from disclosure.pages import FAMILIES
from sites.once import demo_site

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = {
    "宽屏浅色": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "窄屏深色": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}
SORTS = sorted({"home", "catalogue", "article", "list", *FAMILIES, *(f"entry {slug}" for slug in KINDS)} - {"entry"})
LONG = 60_000  # bytes of a page


@dataclass(frozen=True)
class Sorted:
    """The built demo site, and for each sort of page the one with the most in it that is not too long to look at."""

    site: Path
    largest: dict[str, str]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Sorted:
    """Sort the pages of the demo site."""
    catalogue, site = demo_site(tmp_path_factory)
    kind_of = {catalogue.address_of(entry): entry.slug for entry in catalogue.entries}
    withdrawn = {address_of(record.index_number) for record in catalogue.withdrawn}
    largest: dict[str, tuple[bool, int, str]] = {}
    for path in sorted(site.rglob("*.html")):
        address = path.relative_to(site).as_posix()
        sort = _sort(address, kind_of, withdrawn)
        size = path.stat().st_size
        # Of pages that are too long the shortest: axe takes long over them.
        rank = (size <= LONG, size if size <= LONG else -size, address)
        largest[sort] = max(largest.get(sort, rank), rank)
    return Sorted(site, {sort: address for sort, (_, _, address) in largest.items()})


def _sort(address: str, kind_of: dict[str, str], withdrawn: set[str]) -> str:
    folder = address.partition("/")[0]
    if address in withdrawn:
        return "withdrawn"
    if address in kind_of:
        return f"entry {kind_of[address]}"
    if address in {"index.html", "catalogue.html"}:
        return "home" if address == "index.html" else "catalogue"
    if "/" not in address:
        return {"search.html": "search", "kiosk.html": "kiosk"}.get(address, "article")
    return folder if folder in FAMILIES else "list"


def test_every_sort_of_page_is_looked_at(demo: Sorted) -> None:
    """演示站里每种页面都有，没有归不了类的。"""
    assert sorted(demo.largest) == SORTS


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("sort", SORTS)
def test_axe_finds_nothing(sort: str, look: str, demo: Sorted, browser: Browser) -> None:
    """各种页面都没有无障碍问题。"""
    context = browser.new_context(locale="zh-CN", **LOOKS[look])  # type: ignore[arg-type]
    page = context.new_page()
    page.goto((demo.site / demo.largest[sort]).as_uri())
    found = Axe().run(page, options={"runOnly": TAGS, "resultTypes": ["violations"]}).response["violations"]
    context.close()
    said = [
        f"{fault['id']}: {node['html'][:200]} {node['failureSummary']}" for fault in found for node in fault["nodes"]
    ]
    assert said == []
