"""The search of the demo site as a reader meets it: its own index and engine, over http and from a folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from browser.serving import Serve
from browser.watch import WatchedPages
from sites.once import demo_site

pytestmark = pytest.mark.browser

WIDE = {"width": 1280, "height": 900}
ENTRY = "entry/990000010/2026-00007.html"
RARE = "\U00023c97"
"""A character of a place name that stands in one attachment only."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo site lies, below a folder with a name that must be escaped in addresses."""
    return demo_site(tmp_path_factory).site


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, demo: Path, serve: Serve) -> str:
    """Where the demo site is read: below a path of a server, or on a disk."""
    return serve(demo) if request.param == "http" else f"{demo.as_uri()}/"


def found(page: Page, words: str) -> int:
    """Search on the search page; return the number of results."""
    page.locator("#search-query").fill(words)
    page.locator("#search-query").press("Enter")
    expect(page).to_have_title(re.compile(f"^{re.escape(words)} - "))
    expect(page.locator(".search-results")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator("#search-count")).to_have_text(re.compile(r"找到 \d+ 条|没有找到"))
    return int(re.sub(r"\D", "", page.locator("#search-count").inner_text()) or 0)


def test_what_readers_look_for_is_found(base: str, page_watch: WatchedPages) -> None:
    """“三公”经费、文号、生僻字、附件里的一句话都找得到，匹配处有标记，附件写明第几页；没有的找不到。"""
    watch = page_watch(viewport=WIDE)
    page = watch.page
    page.goto(f"{base}search.html")
    assert found(page, "“三公”经费") > 10
    expect(page.locator("#search-hits h3 mark").first).to_have_text(re.compile("三公"))
    assert found(page, "52号") > 0
    assert found(page, "示财[2026]8号") == found(page, "示财〔2026〕8号") > 0
    for words in (RARE, "波形护栏立柱埋深抽检60根"):
        assert found(page, words) == 1
        place = page.locator("#search-hits a.place")
        expect(place).to_have_text(re.compile(r"^附件《.+》第\d页$"))
        assert str(place.get_attribute("href")).endswith("/files/jtj/X012-jiaogong-yanshou.pdf")
        expect(page.locator("#search-hits .excerpt mark").first).to_have_text(words)
    assert found(page, "火星殖民 预算") == 0
    expect(page.locator("#search-advice")).to_contain_text("“火星殖民” 0 条")
    watch.assert_clean(base)


def test_box_and_conditions(base: str, page_watch: WatchedPages) -> None:
    """从条目页的框到检索页，勾选、按日期排序，条数与勾选项旁的数一致，网址在新窗口里一样。"""
    watch = page_watch(viewport=WIDE)
    page = watch.page
    page.goto(base + ENTRY)
    page.get_by_role("combobox").fill("应急预案")
    expect(page.get_by_role("option").last).to_have_text(re.compile(r"查看全部 \d+ 条结果"))
    expect(page.locator(".finder-hit mark").first).to_have_text("应急预案")
    page.get_by_role("combobox").press("Enter")
    page.wait_for_url(re.compile(r"search\.html\?q="))
    for name in ("种类", "年度"):
        box = page.get_by_role("group", name=name, exact=True).get_by_role("checkbox").first
        expect(box).to_be_visible()
        count = box.locator("xpath=..").locator(".count").inner_text().split()[0]
        box.check()
        expect(page.locator("#search-count")).to_have_text(f"找到 {count} 条")
    page.locator("#search-sort").select_option("发布日期")
    page.wait_for_url(re.compile("sort=date"))
    expect(page.locator("#search-results")).not_to_have_attribute("aria-busy", "true")
    count = page.locator("#search-count").inner_text()
    other = page_watch(viewport=WIDE)
    other.page.goto(page.url)
    expect(other.page.locator("#search-count")).to_have_text(count)
    days = other.page.locator("#search-hits time").all_inner_texts()
    assert days
    assert days == sorted(days, reverse=True)
    for one in (watch, other):
        one.assert_clean(base)


@pytest.mark.parametrize("files", ["manifest", ".*/columns", ".*/g/.*", ".*/t/.*"])
def test_damaged_index_is_said(demo: Path, serve: Serve, page_watch: WatchedPages, files: str) -> None:
    """索引的任何一种文件损坏，都写明是哪个文件，不会没有反应，也不会说“没有找到”而不说明。"""

    def spoil(route: Route) -> None:
        route.fulfill(content_type="text/javascript", body="disclosureSearch.receive(")

    page = page_watch(viewport=WIDE).page
    page.route(re.compile(rf"/zwgk/search/{files}\.js(\?again)?$"), spoil)
    page.goto(f"{serve(demo)}search.html?q=应急预案")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("检索文件")
    expect(alert).to_contain_text(re.compile(r"search/\S+\.js"))
