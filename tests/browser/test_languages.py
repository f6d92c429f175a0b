"""The other languages in a browser: scripts speak them too, and a reader who searches stays in them."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browser.serving import Serve
from browser.watch import WatchedPages
from sites.once import demo_site

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HAN = re.compile(r"[\u4e00-\u9fff]")


def test_a_reader_stays_in_a_language(
    tmp_path_factory: pytest.TempPathFactory, page_watch: WatchedPages, serve: Serve
) -> None:
    """英文检索页的控件都是英文，结果留在英文页面，可以换到繁体；繁体检索、筛选的标题是繁体；没有报错，axe 没有发现。"""
    base = serve(demo_site(tmp_path_factory).site)
    watched = page_watch(viewport={"width": 390, "height": 844})
    page = watched.page
    page.goto(f"{base}en/search.html?q=预算")
    page.wait_for_selector("#search-hits a.title")
    assert re.fullmatch(r"Found \d+ items", page.inner_text("#search-count"))
    page.click("#search-toggle")
    named = "button:visible, legend:visible, #search-filters label:visible, #search-pages a:visible"
    shown = [text for text in page.locator(named).all_inner_texts() if HAN.search(text)]
    assert len(shown) < page.locator(named).count() / 2, shown
    assert not any(word in "".join(shown) for word in ("筛选", "搜索", "公开类别", "有效性", "条"))
    assert (page.get_attribute("#search-results a.title", "href") or "").startswith(f"{base}en/entry/")
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}, "preload": False})
    assert found.response["violations"] == []
    page.click("#search-hits a.title")
    assert page.evaluate("document.documentElement.dataset.view") == "en/"
    page.click('.languages a[lang="zh-Hant"]')
    address = unquote(page.url.removeprefix(base))
    assert address.startswith("zh-hant/entry/")
    assert page.evaluate("document.documentElement.lang") == "zh-Hant"
    page.click(".view-note a")
    assert unquote(page.url.removeprefix(base)) == address.removeprefix("zh-hant/")
    page.goto(f"{base}zh-hant/search.html?q=預算")
    page.wait_for_selector("#search-hits a.title")
    assert re.fullmatch(r"找到 \d+ 條", page.inner_text("#search-count"))
    expect(page.locator("#search-hits a.title").first).to_contain_text("預算")
    titles = page.locator("#search-hits a.title").all_inner_texts()
    assert not re.search("[预县务会]", "".join(titles)), titles
    assert "預算" in page.locator("#search-hits .title mark").all_inner_texts()
    address = page.get_attribute("#search-hits a.title", "href") or ""
    first = titles[0]
    assert page.get_attribute("#search-hits .excerpt", "lang") == "zh-CN"
    page.goto(address)
    assert first in page.inner_text("h1")
    for typed in ("預算", "预算"):
        page.goto(f"{base}zh-hant/column/statutory.html?q={typed}")
        expect(page.locator("#list-found .title").first).to_contain_text("預算")
        assert "符合條件的" in page.inner_text("#list-count")
    watched.assert_clean(base)


def test_titles_are_there_without_a_server(tmp_path_factory: pytest.TempPathFactory, page_watch: WatchedPages) -> None:
    """从文件夹打开的繁体列表，按标题排列，标题都是繁体，链接到繁体页面；名录读不到时说明是哪个文件。"""
    base = f"{demo_site(tmp_path_factory).site.as_uri()}/"
    page = page_watch().page
    page.route("**/zh-hant/lists/2025.js", lambda route: route.abort())
    page.goto(f"{base}zh-hant/kind/policy.html?order=title")
    expect(page.get_by_role("alert")).to_contain_text("zh-hant/lists/2025.js")
    page.unroute("**/zh-hant/lists/2025.js")
    page.reload()
    page.wait_for_selector("#list-found .title")
    titles = page.locator("#list-found .title").all_inner_texts()
    assert "關於" in "".join(titles)
    assert "关于" not in "".join(titles)
    assert all("/zh-hant/entry/" in link.evaluate("a => a.href") for link in page.locator("#list-found .title").all())
