"""Ways out of the site and into it: links to others, wrong addresses, the application form; served and from a disk."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser.serving import Serve
from browser.watch import WatchedPages
from sites.once import small_project

pytestmark = pytest.mark.browser

TOP = "/gk/"
"""The folder of the public address of the small site."""
OUTSIDE = "https://www.rfc-editor.org/rfc/rfc8493"
NARROW = {"viewport": {"width": 320, "height": 640}}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site."""
    return small_project(tmp_path_factory).site


def faults(page: Page) -> list[str]:
    """What axe finds in the state that a page is in; the pages as they open are looked at with all others."""
    options = {"runOnly": TAGS, "resultTypes": ["violations"], "preload": False}
    return [fault["id"] for fault in Axe().run(page, options=options).response["violations"]]


def fits(page: Page) -> bool:
    """Whether the page can be read without scrolling sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_leaving_is_announced(small: Path, page_watch: WatchedPages) -> None:
    """点开不是政府网站的链接先提示：焦点在提示里，可以退回原处，也可以继续；政府网站直接打开。"""
    watch = page_watch(**NARROW)
    page = watch.page
    page.route(re.compile("^https:"), lambda route: route.fulfill(body="<title>外面</title>", content_type="text/html"))
    page.goto(f"{small.as_uri()}/copies.html")
    notice, link = page.get_by_role("dialog"), page.locator("main a", has_text="RFC 8493")
    assert link.inner_text() == "RFC 8493（外部网站）"
    assert link.get_attribute("rel") == "noopener noreferrer"
    link.focus()
    page.keyboard.press("Enter")
    expect(notice).to_be_visible()
    assert "即将离开“测例县人民政府”网站" in notice.inner_text()
    assert OUTSIDE in notice.inner_text()
    assert faults(page) == []
    for name in ("继续访问", "留在本网站"):
        expect(notice.get_by_text(name)).to_be_focused()
        page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(notice).to_be_hidden()
    expect(link).to_be_focused()
    link.click()
    notice.get_by_role("button", name="留在本网站").click()
    expect(notice).to_be_hidden()
    link.click()
    page.mouse.click(2, 2)
    expect(notice).to_be_hidden()
    watch.assert_clean(small.as_uri())
    link.click()
    notice.get_by_role("link", name="继续访问").click()
    page.wait_for_url(OUTSIDE)
    page.go_back()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.goto(f"{small.as_uri()}/links.html")
    assert fits(page)
    page.get_by_role("link", name="https://www.gov.cn").first.click()
    page.wait_for_url("https://www.gov.cn/**")


def test_without_scripts_the_mark_says_it(small: Path, page_watch: WatchedPages) -> None:
    """不运行脚本时，链接旁的文字说明是外部网站，提示不出现，申请表的各部分都在。"""
    page = page_watch(java_script_enabled=False).page
    page.goto(f"{small.as_uri()}/copies.html")
    expect(page.locator(".out-mark").first).to_be_visible()
    assert not page.locator("dialog").is_visible()
    page.goto(f"{small.as_uri()}/application.html")
    assert [part.is_visible() for part in page.locator("[data-part]").all()] == [True, True]
    assert not page.get_by_role("button", name="打印申请表").is_visible()


def test_wrong_addresses_lead_on(small: Path, serve: Serve, page_watch: WatchedPages) -> None:
    """网址错在两层文件夹以下，样式、检索和链接仍然可用；从文件夹打开这一页也一样。"""
    base = serve(small, TOP)
    watch = page_watch(**NARROW)
    page = watch.page
    wrong = f"{base}entry/990000010/none.html"
    answer = page.goto(wrong)
    assert answer
    assert answer.status == 404
    assert page.locator("main h1").inner_text() == "页面没有找到"
    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
    assert fits(page)
    assert [one for one in watch.console_errors if wrong not in one] == []
    page.locator("main input[type=search]").fill("政务公开")
    page.locator("main input[type=search]").press("Enter")
    page.wait_for_url(f"{base}search.html?q=*")
    page.goto(f"{base}none")
    page.locator("main").get_by_role("link", name="站点地图").click()
    page.wait_for_url(f"{base}sitemap.html")
    assert fits(page)
    page.goto(f"{small.as_uri()}/404.html")
    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
    page.locator("main").get_by_role("link", name="全部目录").click()
    page.wait_for_url(f"{small.as_uri()}/catalogue.html")


def pages_of_print(page: Page) -> list[str]:
    """The text of each sheet of paper."""
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    return [sheet.get_textpage().get_text_range() for sheet in document]


def test_application_is_printed_and_forgotten(small: Path, page_watch: WatchedPages) -> None:
    """申请表空白的、填好的都印在一张纸上；回车不提交，离开以后不留下填写的内容。"""
    watch = page_watch(**NARROW)
    page = watch.page
    address = f"{small.as_uri()}/application.html"
    page.goto(address)
    assert fits(page)
    blank = pages_of_print(page)
    assert len(blank) == 1
    assert all(text in blank[0] for text in ("受理机关", "统一社会信用代码", "身份证明号码", "申请人签名或者盖章"))
    assert "检索" not in blank[0]
    page.get_by_label("受理机关", exact=True).select_option("测例县人民政府")
    expect(page.locator("p[data-place]")).to_contain_text("寄送地址：")
    page.get_by_label("公民", exact=True).check()
    assert [part.is_visible() for part in page.locator("[data-part]").all()] == [True, False]
    page.get_by_label("姓名").fill("张三")
    page.get_by_label("便于查询的其他特征性描述").fill("第一行\n" * 12)
    grown = page.get_by_label("便于查询的其他特征性描述")
    assert grown.evaluate("one => one.scrollHeight <= one.offsetHeight")
    page.get_by_label("姓名").press("Enter")
    filled = pages_of_print(page)
    assert len(filled) == 1
    assert all(text in filled[0] for text in ("张三", "测例县人民政府", "寄送地址", "第一行"))
    assert "统一社会信用代码" not in filled[0]
    assert page.url == address
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    page.goto(f"{small.as_uri()}/on-request.html")
    page.go_back()
    expect(page.get_by_label("姓名")).to_have_value("")
    page.get_by_label("姓名").fill("张三")
    page.get_by_role("button", name="清空").click()
    expect(page.get_by_label("姓名")).to_have_value("")
    expect(page.get_by_label("受理机关", exact=True)).to_be_focused()
    watch.assert_clean(small.as_uri())
