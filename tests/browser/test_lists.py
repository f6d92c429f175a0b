"""Lists in a real browser: narrowing, order, views, the address, keyboard, from a server and from a folder."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Page, expect

from browser.serving import Serve
from browser.watch import WatchedPages
from disclosure.catalogue import Catalogue
from disclosure.kinds import Entry
from sites.once import demo_site

pytestmark = pytest.mark.browser

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}
LIST = "kind/policy.html"
LONG = "column/statutory.html"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Catalogue, Path]:
    """The catalogue of the demo site and where the site lies."""
    return demo_site(tmp_path_factory)


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, demo: tuple[Catalogue, Path], serve: Serve) -> str:
    """Where the demo site is read: below a path of a server, or on a disk."""
    return serve(demo[1]) if request.param == "http" else f"{demo[1].as_uri()}/"


@pytest.fixture
def folder(demo: tuple[Catalogue, Path]) -> str:
    """Where the demo site lies on a disk."""
    return f"{demo[1].as_uri()}/"


def policies(catalogue: Catalogue) -> list[Entry]:
    """What the list of policies holds, newest first."""
    return [entry for entry in catalogue.newest_first if entry.slug == "policy"]


def shown(page: Page) -> list[str]:
    """The titles that are seen."""
    return page.locator(".title:visible").all_inner_texts()


def counted(page: Page) -> str:
    """What is said about the number of entries."""
    return page.locator("#list-count").inner_text()


def test_conditions_order_and_address(base: str, demo: tuple[Catalogue, Path], page_watch: WatchedPages) -> None:
    """按机构、有效性、文字缩小范围，条数和目录里数出来的一样；次序、网址、后退、转发都对。"""
    entries = policies(demo[0])
    issuing = Counter(entry.organ_slug for entry in entries).most_common(1)[0][0]
    own = [entry for entry in entries if entry.organ_slug == issuing]
    states = Counter(str(entry.optional("validity")) for entry in own)
    watch = page_watch(viewport=WIDE)
    page = watch.page
    page.goto(base + LIST)
    as_made = (shown(page), counted(page))
    assert len(entries) > len(own) > 1
    assert len(states) > 1
    organ, validity = page.get_by_label("机构", exact=True), page.get_by_label("有效性")
    assert f"（{len(own)}）" in organ.locator(f'option[value="{issuing}"]').inner_text()
    organ.select_option(issuing)
    expect(page.locator("#list-count")).to_contain_text(f"共 {len(entries)} 条，符合条件的 {len(own)} 条")
    assert shown(page) == [entry.title for entry in own][:30]
    said = {text for text in validity.locator("option").all_inner_texts() if "（0）" not in text and text != "全部"}
    assert said == {f"{name}（{number}）" for name, number in states.items()}
    assert f"机构={issuing}" in unquote(page.url)
    page.get_by_label("排列", exact=True).select_option("title")
    expect(page.locator("#list-order")).to_have_value("title")
    page.wait_for_function("document.querySelector('.title').offsetParent === null")
    assert sorted(shown(page)) == sorted(entry.title for entry in own)[:30]
    address = page.url
    page.get_by_label("标题、文号里有").fill("没有这样的 文件")
    expect(page.locator("#list-count")).to_contain_text("符合条件的 0 条")
    there = page.get_by_role("link", name="在正文和附件里检索这些字").get_attribute("href") or ""
    assert unquote(there).endswith("search.html?q=没有这样的+文件&种类=policy")
    page.locator("#list-found").get_by_role("button", name="清除条件").click()
    expect(page.locator("#list-static")).to_be_visible()
    assert (shown(page), counted(page)) == as_made
    page.goto(address)
    expect(page.locator("#list-count")).to_contain_text(f"符合条件的 {len(own)} 条")
    expect(page.get_by_label("机构", exact=True)).to_have_value(issuing)
    number = next(str(entry.optional("document_number")) for entry in entries if entry.optional("document_number"))
    page.goto(f"{base}{LIST}?q={quote(number.replace('〔', '[').replace('〕', ']'))}&order=__proto__&page=99&机构=<b>")
    wanted = [entry.title for entry in entries if str(entry.optional("document_number")) == number]
    expect(page.locator("#list-count")).to_contain_text(f"符合条件的 {len(wanted)} 条")
    assert shown(page) == wanted
    page.get_by_label("年度").select_option(str(entries[0].published_at.year))
    page.go_back()
    expect(page.get_by_label("年度")).to_have_value("")
    watch.assert_clean(base)


def test_table_and_pages(folder: str, demo: tuple[Catalogue, Path], page_watch: WatchedPages) -> None:
    """表格有题名、行列标头，用键盘按栏排序，焦点不丢；翻页到底，每条都出现一次；显示方式记得住。"""
    watch = page_watch(viewport=WIDE)
    page = watch.page
    page.goto(folder + LONG)
    everything = [
        entry.title
        for entry in demo[0].newest_first
        if demo[0].vocabulary.ancestry[demo[0].category_of(entry).slug][0].slug == "statutory"
    ]
    page.get_by_role("button", name="表格").click()
    table = page.get_by_role("table")
    expect(table).to_be_visible()
    assert page.locator("[hidden]:visible").count() == 0  # the pages of the list as it was made stay out of the way
    assert table.locator("caption").inner_text().startswith("法定主动公开内容")
    assert page.get_by_role("button", name="表格").get_attribute("aria-pressed") == "true"
    assert page.locator("tbody th[scope=row]").count() == 30
    seen = shown(page)
    while (following := page.locator("#list-found span[aria-current] + a")).count():
        following.click()
        expect(page.locator("#list-count")).to_be_focused()
        seen += shown(page)
    assert seen == everything
    heading = page.get_by_role("columnheader", name="标题").get_by_role("button")
    heading.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="标题")).to_have_attribute("aria-sort", "ascending")
    expect(page.get_by_role("columnheader", name="标题").get_by_role("button")).to_be_focused()
    page.goto(folder + LONG)
    expect(page.get_by_role("table")).to_be_visible()  # the view is remembered
    page.get_by_role("button", name="紧凑").click()
    expect(page.locator("#list-static")).to_have_class("listing listing--compact")
    watch.assert_clean(folder)


def test_without_scripts_and_when_files_are_missing(
    folder: str, demo: tuple[Catalogue, Path], page_watch: WatchedPages
) -> None:
    """没有脚本时是普通的分页列表，没有用不了的控件；数据文件读不到时用一句话说明，列表还在。"""
    plain = page_watch(java_script_enabled=False, viewport=NARROW).page
    plain.goto(folder + LONG)
    assert plain.locator("#list-tools").is_hidden()
    assert plain.locator("#list-static > li").count() >= 30
    plain.get_by_role("link", name="较早：").click()
    assert "第" in plain.locator("h1").inner_text()
    watch = page_watch(viewport=NARROW)
    page = watch.page
    page.route("**/lists/2025.js", lambda route: route.abort())
    page.goto(folder + LIST)
    page.get_by_role("button", name="筛选和排列").click()
    page.get_by_label("排列", exact=True).select_option("oldest")
    expect(page.get_by_role("alert")).to_contain_text("列表文件 lists/2025.js 没有读到")
    assert page.locator("#list-static").is_visible()
    page.unroute("**/lists/2025.js")
    page.get_by_label("排列", exact=True).select_option("title")
    expect(page.locator("#list-count")).to_contain_text(f"共 {len(policies(demo[0]))} 条")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_what_is_new_is_marked_by_the_readers_day(
    folder: str, demo: tuple[Catalogue, Path], page_watch: WatchedPages
) -> None:
    """“刚刚更新”按读者打开页面的日期算，七天以内才标；日期在后面的不标。"""
    entries = policies(demo[0])
    newest = entries[0].published_at.date()
    page = page_watch(viewport=WIDE).page
    page.clock.set_fixed_time(f"{newest}T12:00:00")
    page.goto(folder + LIST)
    recent = sum(0 <= (newest - entry.published_at.date()).days < 7 for entry in entries)
    assert page.locator("#list-static .badge--fresh").count() == recent > 0
    page.clock.set_fixed_time("2020-01-01T12:00:00")
    page.reload()
    assert page.locator(".badge--fresh").count() == 0
