"""A reader's way through a built site in a real browser: served below a path, and opened from a disk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Dialog, Page

from browser.serving import SUB_PATH, Serve
from browser.watch import Watch, WatchedPages
from sites.once import small_project
from sites.page import pages_of
from sites.project import SMALL, tree_of

pytestmark = pytest.mark.browser

WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 390, "height": 844}
NARROWEST = {"width": 320, "height": 640}
POLICY = "测例县人民政府关于印发测例县政务公开办法的通知"
HOSTILE = "entry/980000010/2026-00004.html"
LONG = "entry/980000510/2026-00001.html"


@dataclass(frozen=True)
class Opened:
    """A site as a reader has it: the folder, and the address of its first page's folder."""

    folder: Path
    base: str


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site."""
    return small_project(tmp_path_factory).site


@pytest.fixture(params=["http", "file"])
def opened(request: pytest.FixtureRequest, small: Path, serve: Serve) -> Opened:
    """The small site, served below a path or lying on a disk."""
    return Opened(small, serve(small) if request.param == "http" else f"{small.as_uri()}/")


def has_no_overflow(page: Page) -> bool:
    """Tell whether the page can be read without scrolling sideways."""
    return bool(page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth"))


def comes_true(page: Page, expression: str) -> bool:
    """Wait for up to two seconds until something holds on a page."""
    for _ in range(40):
        if page.evaluate(expression):
            return True
        page.wait_for_timeout(50)
    return False


def heading(page: Page) -> str:
    """The title that the page shows."""
    return page.locator("main h1").inner_text()


def fetched(opened: Opened, watch: Watch, text: str) -> tuple[str, bytes]:
    """Follow a link to an attachment; return its address and what the reader gets.

    From a disk the browser may show the file, with a viewer of its own, instead of storing it; what it asked for is
    then read from the disk. Until then the pages must have been clean.
    """
    watch.assert_clean(opened.base)
    link = watch.page.locator("main .attachments").get_by_role("link", name=text)
    if opened.base.startswith("http"):
        with watch.page.expect_download() as starting:
            link.click()
        return unquote(starting.value.url), starting.value.path().read_bytes()
    address = str(link.get_attribute("href"))
    target = Path(normpath(Path(unquote(urlsplit(watch.page.url).path)).parent / unquote(address)))
    with watch.page.context.expect_event("request", lambda request: request.url == target.as_uri()):
        link.click()
    return str(target), target.read_bytes()


def follow(watch: Watch, text: str, *, exact: bool = True) -> None:
    """Follow the first link of the content with a text, as a reader does."""
    with watch.page.expect_navigation():
        watch.page.locator("main").get_by_role("link", name=text, exact=exact).first.click()
    assert has_no_overflow(watch.page), watch.page.url


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["宽屏", "窄屏"])
def test_way_from_home_to_an_attachment(opened: Opened, page_watch: WatchedPages, size: dict[str, int]) -> None:
    """从首页到法定内容的一项、旧的一页、条目，再下载附件；不报错，不向别处取东西。"""
    watch = page_watch(viewport=size)
    page = watch.page
    page.goto(f"{opened.base}index.html")
    assert heading(page) == "测例县政府信息公开"
    follow(watch, "行政法规、规章和规范性文件")
    assert heading(page) == "（一）行政法规、规章和规范性文件"
    follow(watch, "较早：第1页")
    assert heading(page) == "（一）行政法规、规章和规范性文件（第1页）"
    assert page.locator("ul.listing > li").count() == 5
    follow(watch, "测例县人民政府关于加强信息公开工作的意见")
    assert "本文件部分内容已被修改" in page.locator("main").inner_text()
    follow(watch, POLICY)
    assert heading(page) == POLICY
    said = page.locator("main").inner_text()
    address, content = fetched(opened, watch, "测例县政务公开办法（正式版）")
    assert address.endswith("/files/xzf/2026-00001.pdf")
    assert content == (SMALL / "catalogue/xzf/files/2026-00001.pdf").read_bytes()
    assert sha256(content).hexdigest() in said


WAYS = (
    ("index.html", "县财政局", "测例县财政局"),
    ("index.html", "全部目录", "全部目录"),
    ("index.html", "依申请公开", "依申请公开"),
    ("catalogue.html", "𬭎街道", "测例县𠮷镇𬭎街道办事处"),
    ("catalogue.html", "2026年公开", "2026年公开"),
    ("catalogue.html", "预算", "预算"),
    ("entry/980000010/2025-00002.html", POLICY, POLICY),
    ("entry/980000010/2026-00002.html", POLICY, POLICY),
    ("entry/980000010/2026-00010.html", "到全部目录查找别的信息", "全部目录"),
    ("on-request.html", "政府信息公开指南", "政府信息公开指南"),
    ("entry/980000020/2026-00006.html", "对违反会计法行为的处罚", "对违反会计法行为的处罚"),
)


def test_links_between_pages(opened: Opened, page_watch: WatchedPages) -> None:
    """机构、目录、依申请公开、年度、种类、相关文件、撤回说明，都点得到。"""
    watch = page_watch(viewport=NARROW)
    for start, text, title in WAYS:
        watch.page.goto(opened.base + start)
        follow(watch, text)
        assert heading(watch.page) == title, (start, text)
    watch.assert_clean(opened.base)


def test_menu_leads_to_every_column(opened: Opened, page_watch: WatchedPages) -> None:
    """在最深的页面上，菜单的每一项都打得开，并标出当前栏目。"""
    watch = page_watch(viewport=WIDE)
    page = watch.page
    page.goto(f"{opened.base}{LONG}")
    names = page.locator("header nav a").all_inner_texts()
    assert names == [
        "首页",
        *("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开"),
        "全部目录",
    ]
    for name in names:
        with page.expect_navigation():
            page.locator("header nav").get_by_role("link", name=name, exact=True).click()
        assert page.locator("header nav a[aria-current]").all_inner_texts() == [name]
    watch.assert_clean(opened.base)


ALIKE = re.compile(
    r"column/item-(?!01)|kind/(?!policy)|topic/(?!1)|year/(?!2026)|three-public/year/(?!2025)"
    r"|manual/(?!index|rules|budget|power-list)|kiosk/(?!index|organ)|(?:en|zh-hant)/(?!index|catalogue|entry/980000020)"
    r"|404\.html"
)
"""Pages that differ from another only in their words; in another language or script the words may be wider.

404.html is made for wrong addresses at any depth: it names its files by the public address, which a test does not have.
"""


def test_every_page_fits_a_narrow_screen(small: Path, serve: Serve, page_watch: WatchedPages) -> None:
    """每一样的页面在 320 像素宽时都不用横向滚动，没有报错；别的宽度见 test_accessibility.py。"""
    base = serve(small)
    watch = page_watch(viewport=NARROWEST)
    wide = []
    for address in sorted(path.relative_to(small).as_posix() for path in small.rglob("*.html")):
        if ALIKE.match(address):
            continue
        watch.page.goto(base + address)
        wide += [] if has_no_overflow(watch.page) else [address]
    assert wide == []
    watch.assert_clean(base)


@pytest.mark.parametrize("address", ["index.html", "column/item-01.html", LONG, "on-request.html"])
def test_keyboard_reaches_the_content_first(opened: Opened, page_watch: WatchedPages, address: str) -> None:
    """按一次 Tab 到“跳到正文”，看得见；按回车，焦点到正文。"""
    watch = page_watch(viewport=WIDE)
    page = watch.page
    page.goto(opened.base + address)
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.inner_text() == "跳到正文"
    assert comes_true(page, "document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#content') !== null")
    watch.assert_clean(opened.base)


def test_every_control_can_be_reached_and_seen(opened: Opened, page_watch: WatchedPages) -> None:
    """只用 Tab 键能走遍首页的全部链接和检索框，焦点处都有看得见的框。"""
    watch = page_watch(viewport=WIDE)
    page = watch.page
    page.goto(f"{opened.base}index.html")
    controls = "[...document.querySelectorAll('a[href], input, button')].filter(one => one.getClientRects().length)"
    links = page.evaluate(f"{controls}.length")
    seen = []
    for _ in range(links):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(f"{controls}.indexOf(document.activeElement)"))
        style = "getComputedStyle(document.activeElement)"
        assert page.evaluate(f"{style}.outlineStyle !== 'none' && parseFloat({style}.outlineWidth) >= 2")
    assert seen == list(range(links))


def test_wide_table_scrolls_by_itself(opened: Opened, page_watch: WatchedPages) -> None:
    """窄屏上宽表在自己的框里滚动，用键盘也能滚。"""
    watch = page_watch(viewport=NARROWEST)
    page = watch.page
    page.goto(f"{opened.base}{LONG}")
    region = page.get_by_role("region", name="表格")
    assert region.evaluate("box => box.scrollWidth > box.clientWidth")
    region.focus()
    page.keyboard.press("ArrowRight")
    assert comes_true(page, "document.activeElement.scrollLeft > 0")
    assert has_no_overflow(page)


def test_reading_without_scripts(opened: Opened, page_watch: WatchedPages) -> None:
    """浏览器关掉脚本，照样从首页走到附件。"""
    watch = page_watch(viewport=NARROW, java_script_enabled=False)
    page = watch.page
    page.goto(f"{opened.base}index.html")
    for text in ("行政法规、规章和规范性文件", "较早：第1页", "测例县人民政府关于加强信息公开工作的意见", POLICY):
        page.locator("main").get_by_role("link", name=text, exact=True).first.click()
    assert heading(page) == POLICY
    address, content = fetched(opened, watch, "公开事项名单")
    assert address.endswith("/files/xzf/名单〔2026〕.csv")
    assert content == (SMALL / "catalogue/xzf/files/名单〔2026〕.csv").read_bytes()


def test_hostile_texts_do_not_run(opened: Opened, page_watch: WatchedPages) -> None:
    """标题、概述、主题词、正文里的程序在任何页面上都不执行，只显示为文字。"""
    watch = page_watch(viewport=WIDE)
    page = watch.page
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    showing = [address for address, found in pages_of(tree_of(opened.folder)).items() if "window.XSS" in found.source]
    assert {HOSTILE, "column/item-01.html", "organ/xzf-p3.html", "kind/policy.html"} <= set(showing)
    for address in showing:
        page.goto(opened.base + address)
        assert page.evaluate("window.XSS") is None, address
        scripts: list[str] = page.evaluate(
            "[...document.scripts].map(one => one.hasAttribute('data-early') ? '' : one.src || one.text)"
        )
        ours = (f"{opened.base}assets/", f"{opened.base}lists/")
        assert scripts.count("") == 1, address  # the one that stands in each page
        assert [script for script in scripts if script and not script.startswith(ours)] == [], address
        assert page.locator("img:not([src^='data:image/png;base64,']), [onerror], [onmouseover]").count() == 0, address
    page.goto(opened.base + HOSTILE)
    for element in page.locator("main h1, main .prose p, main .prose strong").all():
        element.hover()
    page.get_by_text("点我").click()
    assert page.evaluate("window.XSS") is None
    assert dialogs == []
    assert "<script>window.XSS=1;alert(1)</script>“甲”&amp;'乙'" in heading(page)
    assert "<script>window.XSS=4;alert(1)</script>" in page.locator("main").inner_text()
    watch.assert_clean(opened.base)


def test_rare_characters_arrive_whole(opened: Opened, page_watch: WatchedPages) -> None:
    """扩展区的字在标题、正文、窗口标题里都完整，附件的中文名也打得开。"""
    watch = page_watch(viewport=WIDE)
    page = watch.page
    page.goto(f"{opened.base}{LONG}")
    for text in (page.title(), heading(page), page.locator("main").inner_text()):
        assert "𠮷镇" in text
        assert "𬭎" in text
    page.goto(f"{opened.base}entry/980000510/2026-00003.html")
    address, content = fetched(opened, watch, "公告全文")
    assert address.endswith("/files/jiedao/通知/公告（一）.txt")
    assert content.decode("utf-8") == "𬭎街道办事处公告全文。\n"


def test_nothing_is_looked_for_outside_the_folder(small: Path, serve: Serve, page_watch: WatchedPages) -> None:
    """网站放在子路径下，所有请求都在这个路径里，都找得到。"""
    base = serve(small)
    assert base.endswith(SUB_PATH)
    watch = page_watch(viewport=WIDE)
    failed: list[str] = []
    watch.page.on("response", lambda response: failed.append(response.url) if not response.ok else None)
    for address in ("index.html", "column/statutory-p2.html", "entry/980000020/2026-00004.html", "about.html"):
        watch.page.goto(base + address)
    assert failed == []
    wanted = {"index.html", "assets/site.css"}
    assert {f"{base}{name}" for name in wanted} <= set(watch.requests)
    watch.assert_clean(base)
