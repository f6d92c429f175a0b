"""The pages of the money in a real browser: sorting by keyboard, reading without scripts, charts in every look."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from browser.serving import Serve
from browser.watch import WatchedPages
from sites.once import demo_site

pytestmark = pytest.mark.browser

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}
NARROWEST = {"width": 320, "height": 640}
YEAR = "three-public/year/2025.html"
ORGAN = "three-public/czj.html"
ACCOUNTS = ("entry/990000060/2026-00011.html", "entry/990000010/2026-00007.html", "entry/990000060/2026-00005.html")
SPILLED = """svg => [...svg.querySelectorAll('text')].filter(text => {
    const frame = svg.getBoundingClientRect(), box = text.getBoundingClientRect();
    return box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 2;
}).map(text => text.textContent)"""
CONTRAST = """element => {
    const numbers = colour => colour.match(/[0-9.]+/g).slice(0, 3).map(Number);
    const light = colour => numbers(colour).map(value => value / 255)
        .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
        .reduce((sum, value, place) => sum + value * [0.2126, 0.7152, 0.0722][place], 0);
    const style = getComputedStyle(element);
    const own = element.tagName === 'text' ? style.fill : style.stroke;
    const pair = [light(own), light(getComputedStyle(document.body).backgroundColor)].sort((a, b) => b - a);
    return (pair[0] + 0.05) / (pair[1] + 0.05);
}"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo site lies."""
    return demo_site(tmp_path_factory).site


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, demo: Path, serve: Serve) -> str:
    """Where the demo site is read: below a path of a server, or on a disk."""
    return serve(demo) if request.param == "http" else f"{demo.as_uri()}/"


def column(table: Locator, number: int) -> list[str]:
    """The texts of one column of a table, without its sum."""
    return [text.strip() for text in table.locator(f"tbody tr > :nth-child({number})").all_inner_texts()]


def amounts(table: Locator, number: int) -> list[float]:
    """The amounts of one column."""
    return [float(text.rstrip("%")) for text in column(table, number)]


def test_table_is_sorted_by_keyboard(base: str, page_watch: WatchedPages) -> None:
    """只用键盘就能按任一栏排序，先降后升，读屏软件知道次序，合计行不动，焦点不丢。"""
    watch = page_watch(viewport=WIDE)
    page = watch.page
    page.goto(base + YEAR)
    table = page.locator("table[data-sortable]").first
    organs, total = column(table, 1), table.locator("tfoot").inner_text()
    heading = table.locator("thead th").nth(2)
    heading.get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert heading.get_attribute("aria-sort") == "descending"
    assert amounts(table, 3) == sorted(amounts(table, 3), reverse=True)
    page.keyboard.press("Space")
    assert heading.get_attribute("aria-sort") == "ascending"
    assert amounts(table, 3) == sorted(amounts(table, 3))
    assert page.evaluate("document.activeElement.textContent") == "决算数"
    assert sorted(column(table, 1)) == sorted(organs)
    assert table.locator("tfoot").inner_text() == total
    change = table.locator("thead th").nth(4)
    change.get_by_role("button").click()
    assert amounts(table, 5) == sorted(amounts(table, 5), reverse=True)
    assert table.locator("[aria-sort]").count() == 1
    watch.assert_clean(base)


def test_what_is_not_known_comes_last(base: str, page_watch: WatchedPages) -> None:
    """没有的数和“—”升序降序都排在最后。"""
    page = page_watch(viewport=WIDE).page
    page.goto(base + YEAR)
    table = page.locator("table[data-sortable]").nth(1)
    button = table.locator("thead th").nth(6).get_by_role("button")
    for _ in range(2):
        button.click()
        shown = column(table, 7)
        known = [text for text in shown if text != "—"]
        assert 0 < len(known) < len(shown)
        assert shown[: len(known)] == known


def test_orders_are_links_without_scripts(base: str, page_watch: WatchedPages) -> None:
    """关掉脚本，表照样能看，按金额、按增减额的次序点链接就有，没有点不动的按钮。"""
    page = page_watch(viewport=NARROW, java_script_enabled=False).page
    page.goto(base + YEAR)
    assert page.locator("table button").count() == 0
    first = column(page.locator("table[data-sortable]").first, 1)
    page.get_by_role("link", name="按金额，从高到低").click()
    table = page.locator("table[data-sortable]").first
    assert sorted(column(table, 1)) == sorted(first)
    assert amounts(table, 3) == sorted(amounts(table, 3), reverse=True)
    page.get_by_role("link", name="按增减额", exact=False).click()
    assert amounts(page.locator("table[data-sortable]").first, 5) == sorted(
        amounts(page.locator("table[data-sortable]").first, 5), reverse=True
    )


@pytest.mark.parametrize("address", [*ACCOUNTS, ORGAN, YEAR, "three-public/index.html", "accounts/index.html"])
def test_charts_keep_within_their_place(demo: Path, page_watch: WatchedPages, address: str) -> None:
    """各种宽度下，图里的字不出框，页面不横向滚动，字号不随图缩小。"""
    page = page_watch(viewport=WIDE).page
    page.goto(f"{demo.as_uri()}/{address}")
    for size in (WIDE, NARROW, NARROWEST):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth"), size
        for svg in page.locator("svg.chart").all():
            assert svg.evaluate(SPILLED) == [], size
            height = float(svg.evaluate("svg => svg.getBoundingClientRect().height"))
            assert height == float(svg.get_attribute("height") or 0), size
            assert svg.evaluate("svg => parseFloat(getComputedStyle(svg.querySelector('text')).fontSize)") >= 13, size


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_can_be_told_from_the_ground(demo: Path, page_watch: WatchedPages, scheme: str) -> None:
    """浅色深色两种样子，图形与底色的对比不低于3比1，文字不低于4.5比1。"""
    page = page_watch(viewport=WIDE, color_scheme=scheme).page
    for address in (ACCOUNTS[0], ORGAN):
        page.goto(f"{demo.as_uri()}/{address}")
        assert_contrast(page, "svg.chart rect", 3)
        assert_contrast(page, "svg.chart line", 3)
        assert_contrast(page, "svg.chart text", 4.5)


def assert_contrast(page: Page, selector: str, least: float) -> None:
    """Every look among the elements stands out from the ground of the page."""
    looks = page.locator(selector).evaluate_all("all => [...new Set(all.map(one => one.getAttribute('class')))]")
    assert looks
    for look in looks:
        assert page.locator(f"{selector}.{look}").first.evaluate(CONTRAST) >= least, look


def test_charts_print(demo: Path, page_watch: WatchedPages) -> None:
    """打印时图在，字是黑的；目录、下载链接不打印。"""
    page = page_watch(viewport=WIDE, color_scheme="dark").page
    page.goto(f"{demo.as_uri()}/{ACCOUNTS[0]}")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("svg.chart").first.is_visible()
    assert page.locator("svg.chart text").first.evaluate("text => getComputedStyle(text).fill") == "rgb(0, 0, 0)"
    assert not page.locator("nav.contents").is_visible()
    assert not page.locator("p.downloads").first.is_visible()


def test_charts_keep_their_lines_in_high_contrast(demo: Path, page_watch: WatchedPages) -> None:
    """系统用高对比度颜色时，两种条仍分得清。"""
    page = page_watch(viewport=WIDE, forced_colors="active").page
    page.goto(f"{demo.as_uri()}/{ACCOUNTS[0]}")
    fills = [
        page.locator(f"svg.chart rect.chart-{look}").first.evaluate("r => getComputedStyle(r).fill") for look in "ab"
    ]
    assert fills[0] != fills[1]


def test_two_organs_stand_side_by_side(demo: Path, page_watch: WatchedPages) -> None:
    """两个机关由键盘选，数字与表里的相同，相差算得对，没有公开的照说，选择写在网址里，打开网址就是这两个。"""
    watch = page_watch(viewport=NARROWEST)
    page = watch.page
    page.goto(f"{demo.as_uri()}/accounts/compare.html")
    first, second = page.get_by_label("第一个机关"), page.get_by_label("第二个机关")
    first.select_option(label="县教育局")
    second.select_option(label="县财政局")
    beside = page.locator("table.beside")
    assert beside.locator("thead th").all_inner_texts() == ["项目", "县教育局", "县财政局", "相差"]
    body = beside.locator("tbody").nth(1)
    assert body.locator("th").first.inner_text() == "2025年"
    spent = [cell.strip() for cell in body.locator("tr").nth(4).locator("td").all_inner_texts()]
    data = page.locator('table[data-compare] tr[data-year="2025"]')
    filed = [data.filter(has_text=name).locator("td").nth(4).inner_text() for name in ("县教育局", "县财政局")]
    assert spent[:2] == filed
    assert Decimal(spent[2]) == Decimal(filed[0]) - Decimal(filed[1])
    assert beside.locator("tbody").first.get_by_text("未公开").count() == 6
    assert page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth")
    page.reload()
    assert page.locator("table.beside thead th").all_inner_texts()[1:3] == ["县教育局", "县财政局"]
    page.emulate_media(media="print")
    assert not first.is_visible()
    assert beside.is_visible()
    watch.assert_clean(f"{demo.as_uri()}/")


def test_comparisons_fit_and_are_whole_without_scripts(demo: Path, page_watch: WatchedPages) -> None:
    """关掉脚本，在最窄的屏上，比较的各页不横向滚动，图里的字不出框，要看的数都在。"""
    page = page_watch(viewport=NARROWEST, java_script_enabled=False).page
    told = {
        "accounts/2026-amount.html": "支出预算最多的是",
        "accounts/compare.html": "各机关历年预算和决算",
        "powers/versions.html": "内容有改动",
        "validity/index.html": "什么时候到期",
        "entry/990000020/2024-00009.html": "被修改",
    }
    for address, words in told.items():
        page.goto(f"{demo.as_uri()}/{address}")
        assert words in page.locator("main").inner_text(), address
        assert page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth"), address
        assert [svg.evaluate(SPILLED) for svg in page.locator("svg.chart").all() if svg.evaluate(SPILLED)] == [], (
            address
        )
