"""The touch-screen mode, opened from a folder: by touch alone to an entry, no way out, back to the start by itself."""

from __future__ import annotations

import re

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import segno
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser.firefox import Tab
from browser.watch import Watch, WatchedPages
from disclosure.catalogue import Catalogue
from sites.once import demo_site

pytestmark = pytest.mark.browser

UPRIGHT = {"viewport": {"width": 1080, "height": 1920}, "has_touch": True}
LYING = {"viewport": {"width": 1280, "height": 900}, "has_touch": True}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PUBLIC = "https://www.shilixian.example/zwgk/"
NOTICE = "[role=alertdialog]"
TOO_SMALL = """() => Array.from(document.querySelectorAll("a[href], button, summary, select, input")).filter(one => {
  const covers = getComputedStyle(one, "::after"); // a tile or a line of a list is touched as a whole
  const whole = covers.position === "absolute" && covers.content !== "none" ? one.closest("li") : one;
  const box = (one.type === "checkbox" ? one.closest("label") : whole).getBoundingClientRect();
  return one.getClientRects().length && !one.closest(".unseen, .skip") && (box.width < 48 || box.height < 48)
    && getComputedStyle(one).clipPath === "none";
}).map(one => one.outerHTML)"""
LEADING_OUT = """top => Array.from(document.querySelectorAll("a, area, form")).filter(one => {
  const address = one.href || one.action;
  const isPage = () => address.startsWith(top) && /\\.html$/.test(new URL(address).pathname);
  return one.target || one.download || (address && !isPage());
}).map(one => one.outerHTML)"""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The catalogue of the demo site."""
    return demo_site(tmp_path_factory).catalogue


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The demo site on a disk."""
    return f"{demo_site(tmp_path_factory).site.as_uri()}/"


def opened(page: Page, address: str) -> Page:
    """Go to a page and wait for the bar."""
    page.goto(address)
    return ready(page)


def ready(page: Page) -> Page:
    """Wait for the bar and the timer of the touch screen."""
    expect(page.locator(".kiosk-bar")).to_be_visible()
    page.wait_for_load_state()
    return page


def where(page: Page, base: str) -> str:
    """The page that is shown, without what the address says besides."""
    return page.url.removeprefix(base).split("?")[0].split("#")[0]


def with_attachment(catalogue: Catalogue) -> str:
    """An entry with a file."""
    return next(catalogue.address_of(entry) for entry in catalogue.entries if entry.attachments)


def assert_sound(watch: Watch) -> None:
    """Everything is large enough for a finger, nothing is wider than the screen, axe finds nothing."""
    page = watch.page
    assert page.evaluate(TOO_SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    options = {"runOnly": TAGS, "resultTypes": ["violations"], "preload": False}
    found = Axe().run(page, options=options).response["violations"]
    assert [f"{fault['id']}: {node['html'][:200]}" for fault in found for node in fault["nodes"]] == []


def test_three_touches_lead_to_an_entry(base: str, page_watch: WatchedPages) -> None:
    """竖屏上三次触摸：机构、年度、信息；后退、大字、首页都管用，处处手指点得准。"""
    watch = page_watch(**UPRIGHT)
    page = opened(watch.page, f"{base}index.html?kiosk")
    assert where(page, base) == "kiosk.html"  # whatever page turns the mode on
    back, large = (page.get_by_role("button", name=name, exact=True) for name in ("后退", "大字"))
    expect(back).to_be_disabled()
    assert_sound(watch)
    page.get_by_role("link", name="县财政局", exact=True).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("示例县财政局")
    large.tap()
    expect(page.locator("html")).to_have_class(re.compile("kiosk--large"))
    page.get_by_role("link", name="2025年", exact=True).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("县财政局2025年公开")
    ready(page)
    assert_sound(watch)
    page.locator(".listing a").first.tap()
    page.wait_for_url("**/entry/**")
    ready(page)
    expect(page.locator("html")).to_have_class(re.compile("kiosk--large"))
    expect(page.locator("#public-address")).to_contain_text(PUBLIC + where(page, base))
    assert page.evaluate(TOO_SMALL) == []
    back.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("县财政局2025年公开")
    page.get_by_role("link", name="首页", exact=True).last.tap()
    page.wait_for_url("**/kiosk.html*")
    expect(back).to_be_disabled()
    watch.assert_clean(base)


def test_there_is_no_way_out(base: str, catalogue: Catalogue, page_watch: WatchedPages) -> None:
    """没有通向外面的链接、文件和表单；后来添上的、按住修饰键点的、新窗口、右键菜单，也都不行。"""
    watch = page_watch(**LYING)
    page = opened(watch.page, f"{base}kiosk.html?kiosk")
    for address in (with_attachment(catalogue), "powers/index.html", "on-request.html", "organ/czj.html"):
        opened(page, f"{base}{address}")
        assert page.evaluate(LEADING_OUT, base) == [], address
        assert "report-error.html" in (page.locator(".colophon").text_content() or ""), (
            address
        )  # the address stays readable
    opened(page, f"{base}{with_attachment(catalogue)}")
    page.locator(".attachments").get_by_role("link", name="扫码取得").first.tap()
    expect(page.locator("#public-address")).to_be_in_viewport()
    before = page.url
    page.evaluate("""() => {
      const add = (tag, attributes) => {
        const made = Object.assign(document.createElement(tag), attributes);
        document.querySelector("main").prepend(made);
      };
      add("a", { id: "web", href: "https://example.com/", textContent: "外" });
      add("a", { id: "file", href: "../../powers/powers.csv", textContent: "表" });
      add("a", { id: "folder", href: "../../../", textContent: "夹" });
      add("a", { id: "copy", href: "../../../核验.html", textContent: "核验" });
      add("a", { id: "code", href: "javascript:window.escaped=1", textContent: "码" });
      add("a", { id: "off", href: "../../kiosk.html?kiosk=off", target: "_blank", textContent: "关" });
      add("form", { id: "form", action: "https://example.com/", method: "get" });
      document.addEventListener("contextmenu", event => { window.menuRefused = event.defaultPrevented; });
    }""")
    for place in ("web", "file", "folder", "copy", "code"):
        page.locator(f"#{place}").tap()
    page.locator("#off").click(modifiers=["Control"])
    page.locator("#web").click(button="middle")
    page.locator("#web").focus()
    page.keyboard.press("Enter")
    page.evaluate("document.querySelector('#form').requestSubmit()")
    page.locator("h1").click(button="right")
    assert page.evaluate("[window.menuRefused, window.escaped]") == [True, None]
    assert page.url == before
    page.locator("#off").tap()
    page.wait_for_url("**/kiosk.html*")
    ready(page)  # no link leaves the mode
    assert len(page.context.pages) == 1
    watch.assert_clean(base)


def test_it_returns_to_the_start(base: str, page_watch: WatchedPages) -> None:
    """九十秒没人碰，倒数二十秒回首页，大字复原；倒数时碰一下就留下，而且碰不到下面的东西。"""
    watch = page_watch(**UPRIGHT)
    page = watch.page
    page.clock.install()
    opened(page, f"{base}kiosk.html?kiosk")
    page.goto(f"{base}organ/czj.html")
    ready(page)
    page.get_by_role("button", name="大字").tap()
    page.clock.run_for(89_000)
    expect(page.locator(NOTICE)).to_have_count(0)
    page.mouse.wheel(0, 50)
    page.wait_for_timeout(100)
    page.clock.run_for(89_000)
    expect(page.locator(NOTICE)).to_have_count(0)
    page.clock.run_for(6_000)
    expect(page.locator(NOTICE)).to_contain_text("15 秒后回到首页")
    expect(page.get_by_role("button", name="继续查阅")).to_be_focused()
    page.touchscreen.tap(300, 1900)  # where the bar has 首页
    expect(page.locator(NOTICE)).to_have_count(0)
    assert where(page, base) == "organ/czj.html"
    page.clock.run_for(95_000)
    expect(page.locator(NOTICE)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(NOTICE)).to_have_count(0)
    page.clock.run_for(112_000)
    page.wait_for_url("**/kiosk.html*")
    ready(page)
    expect(page.locator("html")).not_to_have_class(re.compile("kiosk--large"))
    page.clock.run_for(200_000)
    expect(page.locator(NOTICE)).to_have_count(0)  # nowhere to return to
    watch.assert_clean(base)


def test_keys_on_the_screen_search(base: str, page_watch: WatchedPages) -> None:
    """检索不用输入法：机关代字、数字、括号都在屏上，退格、清空管用。"""
    watch = page_watch(**UPRIGHT)
    page = opened(watch.page, f"{base}kiosk.html?kiosk")
    page.get_by_role("link", name="检索", exact=True).tap()
    field, keys = page.locator("#search-query"), page.get_by_role("region", name="触摸输入")
    expect(keys).to_be_visible()
    expect(field).to_have_attribute("inputmode", "none")
    for key in ("示政发", "〔", "2", "0", "2", "6", "〕", "1", "年", "退格"):
        keys.get_by_role("button", name=key, exact=True).tap()
    expect(field).to_have_value("示政发〔2026〕1")
    expect(page.locator("#search-hits h3 a").first).to_be_visible()
    expect(page.locator("#search-count")).to_have_text(re.compile("找到 [1-9]"))
    assert_sound(watch)
    assert page.evaluate(LEADING_OUT, base) == []
    keys.get_by_role("button", name="清空").tap()
    expect(field).to_have_value("")
    keys.get_by_role("button", name="预算", exact=True).tap()
    expect(page.locator("#search-hits mark").first).to_have_text("预算")
    page.locator("#search-hits h3 a").first.tap()
    page.wait_for_url("**/entry/**")
    ready(page)
    watch.assert_clean(base)


def test_others_notice_nothing(base: str, page_watch: WatchedPages) -> None:
    """别的读者只多一个小脚本；没有脚本时触摸页也是完整的页面；只有 ?kiosk=off 能退出。"""
    watch = page_watch(**LYING)
    page = watch.page
    page.goto(f"{base}search.html")
    expect(page.locator("#keypad")).to_be_hidden()
    assert [url for url in watch.requests if "/assets/kiosk/" in url] == []
    opened(page, f"{base}kiosk.html?kiosk")
    opened(page, f"{base}search.html")
    page.goto(f"{base}kiosk.html?kiosk=off")
    for address in ("kiosk.html", "index.html"):
        page.goto(f"{base}{address}")
        expect(page.locator("html")).not_to_have_class(re.compile("kiosk"))
        expect(page.locator(".kiosk-bar")).to_have_count(0)
    watch.assert_clean(base)
    plain = page_watch(**LYING, java_script_enabled=False).page
    plain.goto(f"{base}kiosk.html?kiosk")
    plain.get_by_role("link", name="县财政局", exact=True).click()
    plain.get_by_role("link", name="2025年", exact=True).click()
    expect(plain.locator(".listing > li")).not_to_have_count(0)


def test_firefox_keeps_the_mode(base: str, firefox: Tab) -> None:
    """Firefox 从文件夹打开时各页之间什么也记不住，触摸屏方式由网址带着走，检索、后退以后也在。"""

    def arrives(page: str) -> bool:
        return firefox.comes_true(
            f"location.pathname.endsWith({page!r}) && document.querySelector('.kiosk-bar') !== null"
        )

    firefox.open(f"{base}index.html?kiosk")
    assert arrives("/kiosk.html")
    firefox.evaluate("document.querySelector('.kiosk-bar button[aria-pressed]').click()")
    firefox.evaluate("document.querySelector('.tiles a[href$=\"kiosk/czj.html\"]').click()")
    assert arrives("/kiosk/czj.html")
    assert firefox.evaluate("document.documentElement.classList.contains('kiosk--large')")
    firefox.evaluate("document.querySelector('.kiosk-bar').lastChild.click()")
    assert arrives("/search.html")
    firefox.evaluate("document.querySelector('[data-insert=\"预算\"]').click()")
    assert firefox.comes_true("document.querySelector('#search-hits h3 a') !== null")
    firefox.evaluate("document.querySelector('#search-hits h3 a').click()")
    assert firefox.comes_true("location.pathname.includes('/entry/') && document.querySelector('.kiosk-bar') !== null")
    firefox.evaluate("history.back()")
    assert arrives("/search.html")
    assert firefox.errors == []


def test_paper_bears_address_and_code(base: str, catalogue: Catalogue, page_watch: WatchedPages) -> None:
    """打印出来的信息是 A4，没有导航，末尾有网址和二维码，二维码每一格都对；屏幕上不显示。"""
    watch: Watch = page_watch(**LYING)
    entry = next(entry for entry in catalogue.newest_first if entry.slug == "policy")
    address = catalogue.address_of(entry)
    watch.page.goto(f"{base}{address}")
    expect(watch.page.locator("#public-address")).to_be_hidden()
    document = pypdfium2.PdfDocument(watch.page.pdf(prefer_css_page_size=True))
    assert {tuple(round(side) for side in page.get_size()) for page in document} <= {(595, 842), (596, 842), (595, 843)}
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert PUBLIC + address in re.sub(r"\s", "", text)
    assert "跳到正文" not in text
    assert "全部目录" not in text
    codes = [(page, image) for page in document for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])]
    assert len(codes) == 1
    page, image = codes[0]
    assert read_code(page, image.get_bounds()) == wanted_code(PUBLIC + address)
    watch.assert_clean(base)


def wanted_code(text: str) -> list[list[int]]:
    """The modules of a code."""
    code = segno.make(text, error="m", mask=0, mode="byte", micro=False, boost_error=False)
    return [list(row) for row in code.matrix]


def read_code(page: pypdfium2.PdfPage, bounds: tuple[float, float, float, float], scale: int = 4) -> list[list[int]]:
    """Look at the middle of each module of a printed code of 37 modules a side."""
    left, bottom, right, top = bounds
    picture = page.render(scale=scale, grayscale=True).to_numpy()
    height = page.get_size()[1]
    xs = [int((left + (right - left) * (x + 0.5) / 37) * scale) for x in range(37)]
    ys = [int((height - top + (top - bottom) * (y + 0.5) / 37) * scale) for y in range(37)]
    return [[int(np.asarray(picture[y, x]).mean() < 128) for x in xs] for y in ys]
