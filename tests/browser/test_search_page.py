"""The search page and the search box in a real browser, with a plain engine that goes through all documents."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from browser.plain_engine import plain_engine
from browser.serving import Serve
from browser.watch import Watch, WatchedPages
from disclosure.catalogue import Catalogue
from sites.once import demo_site

pytestmark = pytest.mark.browser

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DEEP = "entry/990000010/2026-00007.html"
HOSTILE = (
    "<img src=x onerror=window.XSS=1>",
    '"><script>window.XSS=1</script>',
    "javascript:window.XSS=1",
    "(.*)+[a-z]{1,}\\d$^",
    "{{ 7*7 }} ${window.XSS=1} QXBODYXQ",
    "%E9%A2 & + # ? = 100%",
    "\U0001f600 \u202eabc",
)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The catalogue of the demo site."""
    return demo_site(tmp_path_factory).catalogue


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo site lies, below a folder with a name that must be escaped in addresses."""
    return demo_site(tmp_path_factory).site


@pytest.fixture(scope="module")
def engine(catalogue: Catalogue) -> str:
    """The script with the plain engine."""
    return plain_engine(catalogue)


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, demo: Path, serve: Serve) -> str:
    """Where the demo site is read: below a path of a server, or on a disk."""
    return serve(demo) if request.param == "http" else f"{demo.as_uri()}/"


@pytest.fixture
def on_disk(demo: Path) -> str:
    """The demo site on a disk."""
    return f"{demo.as_uri()}/"


Searching = Callable[..., Watch]


@pytest.fixture
def searching(page_watch: WatchedPages, engine: str) -> Searching:
    """Open a watched page with the plain engine."""

    def open_page(script: str = engine, **options: object) -> Watch:
        watch = page_watch(**{"viewport": WIDE, **options})
        watch.page.context.add_init_script(script)
        return watch

    return open_page


def field(page: Page) -> Locator:
    """The field of the search page."""
    return page.locator("#search-query")


def total(page: Page, sentence: str | re.Pattern[str] = re.compile(r"找到 \d+ 条")) -> int:
    """Wait for the number of results; return it."""
    expect(page.locator("#search-count")).to_have_text(sentence)
    return int(re.sub(r"\D", "", page.locator("#search-count").inner_text()) or 0)


def said(page: Page) -> dict[str, list[str]]:
    """What the address says about the search."""
    return parse_qs(urlsplit(page.url).query)


def titles(page: Page) -> list[str]:
    """The titles of the hits shown."""
    return page.locator("#search-hits h3 a").all_inner_texts()


def facet(page: Page, name: str, value: str) -> Locator:
    """The check box of a value."""
    return page.get_by_role("group", name=name, exact=True).get_by_role("checkbox", name=re.compile(f"^{value} "))


def comes_true(page: Page, expression: str) -> bool:
    """Wait for up to five seconds until something holds on a page."""
    for _ in range(100):
        if page.evaluate(expression):
            return True
        page.wait_for_timeout(50)
    return False


def searches(page: Page) -> list[str]:
    """What the engine was asked so far."""
    return list(page.evaluate("plain.searches"))


def test_typing_searches_and_submitting_keeps(base: str, searching: Searching) -> None:
    """输入时自动检索，只留一条历史；按回车也查；后退回到输入之前。"""
    watch = searching()
    page = watch.page
    page.goto(f"{base}search.html")
    expect(field(page)).to_be_focused()
    page.keyboard.type("预")
    assert total(page) > 20
    page.keyboard.type("算")
    expect(page).to_have_title(re.compile("^预算 - 全文检索 - "))
    assert total(page) > 20
    assert said(page) == {"q": ["预算"]}
    page.keyboard.press("Enter")
    field(page).fill("预算 教育局")
    page.keyboard.press("Enter")
    expect(page.locator("#search-hits mark").first).to_be_visible()
    assert said(page) == {"q": ["预算 教育局"]}
    assert page.title().startswith("预算 教育局 - 全文检索 - ")
    page.go_back()
    expect(field(page)).to_have_value("预算")
    assert total(page) > 20
    page.go_back()
    expect(field(page)).to_have_value("")
    expect(page.locator("#search-body")).to_be_hidden()
    page.go_forward()
    expect(field(page)).to_have_value("预算")
    assert total(page) > 20
    watch.assert_clean(base)


def test_facets_dates_and_order(base: str, searching: Searching) -> None:
    """勾选、日期、排序都写进网址，条数随之变化；发给别人打开，看到的一样；后退逐步还原。"""
    watch = searching()
    page = watch.page
    page.goto(f"{base}search.html?q=预算")
    everything = total(page)
    counted = int(facet(page, "机构", "县财政局").locator("xpath=..").locator(".count").inner_text().split()[0])
    facet(page, "机构", "县财政局").check()
    assert total(page, f"找到 {counted} 条") < everything
    expect(facet(page, "机构", "县财政局")).to_be_focused()
    expect(facet(page, "机构", "县教育局")).to_be_visible()
    facet(page, "机构", "县教育局").check()
    both = total(page, re.compile(f"找到 (?!{counted} )"))
    assert both > counted
    page.locator("#search-from").fill("2025-01-01")
    newer = total(page, re.compile(f"找到 (?!{both} )"))
    assert newer < both
    page.locator("#search-sort").select_option("发布日期")
    expect(page.locator("#search-hits li")).not_to_have_count(0)
    days = page.locator("#search-hits time").all_inner_texts()
    assert days == sorted(days, reverse=True)
    assert min(days) >= "2025-01-01"
    assert said(page) == {"q": ["预算"], "机构": ["czj", "jyj"], "from": ["2025-01-01"], "sort": ["date"]}
    other = searching()
    other.page.goto(page.url)
    assert total(other.page) == newer
    assert titles(other.page) == titles(page)
    expect(facet(other.page, "机构", "县教育局")).to_be_checked()
    expect(other.page.locator("#search-from")).to_have_value("2025-01-01")
    page.go_back()
    expect(page.locator("#search-sort")).to_have_value("relevance")
    page.go_back()
    assert total(page, f"找到 {both} 条")
    expect(page.locator("#search-from")).to_have_value("")
    for one in (watch, other):
        one.assert_clean(base)


def test_chosen_conditions_are_taken_back(on_disk: str, searching: Searching) -> None:
    """已选条件是按钮，点了就去掉，焦点到条数；“清除条件”一次去掉全部。"""
    page = searching().page
    page.goto(f"{on_disk}search.html?q=预算&机构=czj&年度=2025&to=2026-01-01")
    narrow = total(page)
    chosen = page.get_by_role("list", name="已选条件").get_by_role("button")
    assert chosen.all_inner_texts() == ["机构：县财政局", "年度：2025", "发布日期到 2026-01-01", "清除条件"]
    page.get_by_role("button", name="去掉条件：年度：2025").click()
    assert total(page, re.compile(f"找到 (?!{narrow} )")) > narrow
    expect(page.locator("#search-count")).to_be_focused()
    page.get_by_role("button", name="清除全部条件").click()
    expect(chosen).to_have_count(0)
    assert said(page) == {"q": ["预算"]}


def test_categories_show_their_levels(on_disk: str, searching: Searching) -> None:
    """公开类别分级显示，勾上一级含下级；长的列表先收起，点“更多”展开。"""
    page = searching().page
    page.goto(f"{on_disk}search.html?q=预算")
    total(page)
    group = page.get_by_role("group", name="公开类别", exact=True)
    assert group.locator("> ul > li > ul > li").count() > 3
    more = page.get_by_role("group", name="机构", exact=True).get_by_role("button", name=re.compile("更多"))
    before = page.get_by_role("group", name="机构", exact=True).get_by_role("checkbox").count()
    more.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="收起 机构")).to_be_focused()
    assert page.get_by_role("group", name="机构", exact=True).get_by_role("checkbox").count() > before
    facet(page, "公开类别", "财政预算、决算信息").check()
    assert total(page, re.compile(r"找到 (?!56 )\d+")) > 5
    assert group.locator("ul ul ul li").count() > 1


def test_pages_of_results(base: str, searching: Searching) -> None:
    """结果分页，页码是真正的网址，翻页后焦点到条数，后退回到上一页；没有的页说明白。"""
    watch = searching()
    page = watch.page
    page.goto(f"{base}search.html?q=预算")
    found = total(page)
    first = titles(page)
    assert len(first) == 10
    pager = page.get_by_role("navigation", name="结果分页")
    assert pager.get_by_role("link", name="第2页").get_attribute("href")
    pager.get_by_role("link", name="下一页").click()
    expect(pager.locator("[aria-current]")).to_have_text("第2页")
    expect(page.locator("#search-count")).to_be_focused()
    assert not set(first) & set(titles(page))
    assert said(page)["page"] == ["2"]
    last = -(-found // 10)
    pager.get_by_role("link", name=f"第{last}页").click()
    expect(page.locator("#search-hits > li")).to_have_count(found - 10 * (last - 1))
    page.go_back()
    expect(pager.locator("[aria-current]")).to_have_text("第2页")
    page.goto(f"{base}search.html?q=预算&page=99")
    page.get_by_role("link", name="第一页").click()
    expect(page.locator("#search-hits > li")).to_have_count(10)
    assert titles(page) == first
    watch.assert_clean(base)


def test_hits_lead_to_entries_and_attachments(base: str, searching: Searching) -> None:
    """标题通到条目，附件处通到附件；失效废止的有标记；匹配处有标记。"""
    watch = searching()
    page = watch.page
    page.goto(f"{base}search.html?q=县级政府预算&机构=czj")
    total(page)
    link = page.locator("#search-hits a.place").first
    assert re.search(r"/files/czj/[^/]+$", str(link.get_attribute("href")))
    expect(page.locator("#search-hits h3 mark").first).to_have_text("县级政府预算")
    title = titles(page)[0]
    page.get_by_role("link", name=title, exact=True).click()
    expect(page.locator("main h1")).to_have_text(title)
    page.go_back()
    total(page)
    page.goto(f"{base}search.html?q=预算")
    total(page)
    last = page.locator("#search-hits h3 a").last
    last.click()
    expect(page.locator("main .crumbs")).to_be_visible()
    expect(page.locator("#search-query")).to_have_count(0)
    page.go_back()
    total(page)
    expect(last).to_be_in_viewport()
    page.goto(f"{base}search.html?q=办法&有效性=repealed")
    total(page)
    expect(page.locator("#search-hits .badge--repealed").first).to_have_text("废止")
    watch.assert_clean(base)


def test_composing_does_not_search(on_disk: str, searching: Searching) -> None:
    """用拼音输入，字没选定之前不检索，选定以后才检索；检索页和页头的框都这样。"""
    page = searching().page
    for address in ("search.html", DEEP):
        page.goto(on_disk + address)
        (field(page) if address == "search.html" else page.get_by_role("combobox")).focus()
        keyboard = page.context.new_cdp_session(page)
        for words in ("y", "yu", "yu s", "yu suan"):
            composed = {"text": words, "selectionStart": len(words), "selectionEnd": len(words)}
            keyboard.send("Input.imeSetComposition", composed)
        page.wait_for_timeout(500)
        assert searches(page) == []
        keyboard.send("Input.insertText", {"text": "预算"})
        assert comes_true(page, "plain.searches.length > 0")
        assert searches(page) == ["预算"]


def test_late_answers_do_not_overwrite_newer_ones(on_disk: str, searching: Searching) -> None:
    """前一次查得慢，后一次的结果已经显示，就不再被前一次的盖掉；不要的检索被中止。"""
    page = searching().page
    page.goto(f"{on_disk}search.html")
    page.evaluate("plain.waits = [1500, 0]")
    field(page).fill("预算")
    field(page).press("Enter")
    expect(page.locator("#search-count")).to_have_text("正在检索…")
    assert page.locator("#search-results").get_attribute("aria-busy") == "true"
    field(page).fill("应急预案")
    field(page).press("Enter")
    shown = total(page)
    page.wait_for_timeout(1600)
    assert total(page) == shown
    assert searches(page) == ["预算", "应急预案"]
    assert page.evaluate("plain.aborted") == 1
    expect(page.locator("#search-results")).not_to_have_attribute("aria-busy", "true")


def test_nothing_found_is_helped(base: str, searching: Searching) -> None:
    """没有找到时，说明每个词单独能查到多少、去掉哪个条件能查到多少，点了就查；并指到目录和依申请公开。"""
    watch = searching()
    page = watch.page
    page.goto(f"{base}search.html?q=预算 火星殖民&机构=czj")
    expect(page.locator("#search-count")).to_have_text("没有找到")
    advice = page.locator("#search-advice")
    expect(advice.locator("li").first).to_have_text(re.compile(r"“预算” \d+ 条"))
    expect(advice.locator("li").nth(1)).to_have_text("“火星殖民” 0 条")
    assert advice.get_by_role("link", name="火星殖民").count() == 0
    for name, target in (("全部目录", "catalogue.html"), ("依法申请公开", "on-request.html")):
        assert page.locator("#search-nothing").get_by_role("link", name=name).get_attribute("href") == target
    alone = int(advice.locator("li .count").first.inner_text().removesuffix(" 条"))
    advice.get_by_role("link", name="“预算”").click()
    assert total(page) == alone
    expect(page.locator("#search-nothing")).to_be_hidden()
    page.goto(f"{base}search.html?q=预算&机构=czj&年度=1999")
    expect(advice.locator("li")).to_have_text(
        [re.compile(r"去掉“年度：1999” \d+ 条"), re.compile(r"去掉全部条件 \d+ 条")]
    )
    advice.get_by_role("link", name="去掉“年度：1999”").click()
    assert total(page) > 10
    assert said(page) == {"q": ["预算"], "机构": ["czj"]}
    watch.assert_clean(base)


def test_empty_searches_are_answered(on_disk: str, searching: Searching) -> None:
    """没有输入、只输标点，都有一句话；日期前后颠倒也说明，不查。"""
    page = searching().page
    page.goto(f"{on_disk}search.html")
    page.get_by_role("button", name="搜索").click()
    expect(page.locator("#search-count")).to_have_text("请输入要检索的词。")
    for words in ("！？……", "《》", "-"):
        field(page).fill(words)
        field(page).press("Enter")
        expect(page.locator("#search-count")).to_have_text(re.compile("检索词里没有可以查找的字"))
    field(page).fill("预算")
    field(page).press("Enter")
    total(page)
    page.locator("#search-to").fill("2024-01-01")
    total(page)
    asked = len(searches(page))
    page.locator("#search-from").fill("2025-01-01")
    expect(page.get_by_role("alert")).to_contain_text("起始日期晚于截止日期")
    assert len(searches(page)) == asked


def test_troubles_are_said(on_disk: str, searching: Searching) -> None:
    """索引文件缺失、损坏时用一句话说明是哪个文件，可以再试；一部分读不到，其余照常显示。"""
    page = searching().page
    page.goto(f"{on_disk}search.html")
    broken = "检索数据 search/2026/columns.js 没有读到。"
    page.evaluate("said => { plain.refuses = said; }", broken)
    field(page).fill("预算")
    field(page).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text(broken)
    expect(page.locator("#search-body")).to_be_hidden()
    page.evaluate("plain.refuses = ''; plain.problems = ['检索数据 search/2026/g/1a/00.js 已经损坏，结果可能不全。']")
    page.get_by_role("button", name="再试一次").click()
    assert total(page) > 10
    expect(page.get_by_role("alert")).to_have_text("检索数据 search/2026/g/1a/00.js 已经损坏，结果可能不全。")
    page.evaluate("plain.problems = []; plain.exact = false")
    field(page).fill("预算 ")
    field(page).press("Enter")
    total(page, re.compile(r"^约 \d+ 条$"))
    expect(page.locator("#search-approximate")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_hidden()


def test_missing_program_or_manifest_is_said(on_disk: str, demo: Path, page_watch: WatchedPages, engine: str) -> None:
    """检索程序或者总表读不到，页头的框和检索页都说明，之后还能再试。"""
    watch = page_watch(viewport=WIDE)
    watch.page.context.add_init_script(engine + "\nplain.refusesToOpen = '检索总表 search/manifest.js 没有读到。';")
    page = watch.page
    page.goto(f"{on_disk}search.html?q=预算")
    expect(page.get_by_role("alert")).to_contain_text("检索总表 search/manifest.js 没有读到。")
    page.evaluate("plain.refusesToOpen = ''")
    page.get_by_role("button", name="再试一次").click()
    assert total(page) > 10
    page.goto(on_disk + DEEP)
    page.get_by_role("combobox").fill("预算")
    expect(page.get_by_role("option")).to_have_text("检索总表 search/manifest.js 没有读到。")
    bare = page_watch(viewport=WIDE).page
    bare.route(re.compile(r"/assets/search/(?!start|box|page)"), lambda route: route.abort())
    bare.goto(f"{on_disk}search.html?q=预算")
    expect(bare.get_by_role("alert")).to_contain_text(re.compile(r"检索程序的文件 assets/search/\w+\.js 没有读到"))
    assert demo.is_dir()


def test_fault_of_the_program_is_not_shown_raw(on_disk: str, searching: Searching) -> None:
    """程序自己的错不把英文原样给读者看，但控制台里有。"""
    watch = searching()
    page = watch.page
    page.goto(f"{on_disk}search.html")
    page.evaluate("() => { disclosureSearch.view.hitOf = null; }")
    field(page).fill("预算")
    field(page).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("检索程序出了错，没有查成。")
    page.wait_for_function("() => !document.querySelector('[aria-busy]')")
    assert set(watch.page_errors) == {"view.hitOf is not a function"}  # typing asks once more than Enter, if it is slow


def test_hostile_words_are_words(on_disk: str, searching: Searching) -> None:
    """标签、脚本、正则、网址记号都只当文字，原样在框里，网址来回不变。"""
    watch = searching()
    page = watch.page
    answered = re.compile("没有找到|找到|没有可以查找")
    for words in HOSTILE:
        page.goto(f"{on_disk}search.html")
        field(page).fill(words)
        field(page).press("Enter")
        expect(page.locator("#search-count")).to_have_text(answered)
        assert said(page)["q"] == [words]
        page.reload()
        expect(field(page)).to_have_value(words)
        expect(page.locator("#search-count")).to_have_text(answered)
        page.goto(on_disk + DEEP)
        page.get_by_role("combobox").fill(words)
        expect(page.get_by_role("option").first).to_be_visible()
        page.get_by_role("combobox").press("Enter")
        page.wait_for_url(re.compile("search\\.html"))
        expect(field(page)).to_have_value(words)
        assert page.evaluate("window.XSS") is None, words
        assert page.locator("img, main script").count() == 0, words
        watch.assert_clean(on_disk)


def test_strange_addresses_do_no_harm(on_disk: str, searching: Searching) -> None:
    """网址里写坏的条件不起作用，或者显示出来可以去掉；一万个字也不出错。"""
    watch = searching()
    page = watch.page
    page.goto(f"{on_disk}search.html?q=预算&from=x&to=2024-13-45&sort=z&page=-3&__proto__=1&constructor=2&没有=3")
    plain = total(page)
    page.goto(f"{on_disk}search.html?q=预算")
    assert total(page) == plain
    page.goto(f"{on_disk}search.html?q=预算&机构=没有的机构")
    page.get_by_role("button", name="去掉条件：机构：没有的机构").click()
    assert total(page) == plain
    field(page).fill("预算" * 5000)
    field(page).press("Enter")
    expect(page.locator("#search-count")).to_have_text("没有找到")
    assert page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth")
    page.evaluate("history.pushState(null, '', '?q=%ED%A0%80')")
    page.reload()
    expect(page.locator("#search-count")).to_have_text(re.compile("."))
    watch.assert_clean(on_disk)


def test_box_by_keyboard(base: str, searching: Searching) -> None:
    """任何页面的页头都能边输边查：上下键选，读屏软件知道选中哪一个，回车打开，Esc 先收起再清空；用到时才取程序。"""
    watch = searching()
    page = watch.page
    page.goto(base + DEEP)
    assert page.evaluate("plain.opens") == 0
    box = page.get_by_role("combobox", name="检索政府信息")
    box.focus()
    assert comes_true(page, "plain.opens === 1")
    page.keyboard.type("预算", delay=30)
    options = page.get_by_role("option")
    expect(options.last).to_have_text(re.compile(r"查看全部 \d+ 条结果"))
    expect(page.locator(".finder [role=status]")).to_have_text(re.compile(r"找到 \d+ 条，可以用上下箭头键选择。"))
    assert box.get_attribute("aria-expanded") == "true"
    assert searches(page)[-1] == "预算"
    assert len(searches(page)) < 3
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator('[role=option][aria-selected="true"]')
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    expect(chosen).to_have_count(1)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("预算")
    assert box.get_attribute("aria-expanded") == "false"
    page.keyboard.press("ArrowDown")
    hit = page.locator(".finder-hit").first
    expect(hit).to_be_visible()
    title = hit.locator(".title").inner_text()
    for _ in range(options.count()):
        if hit.get_attribute("aria-selected") == "true":
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/entry/"))
    expect(page.locator("main h1")).to_have_text(title)
    watch.assert_clean(base)


def test_box_by_mouse_and_form(base: str, searching: Searching) -> None:
    """点提示打开，点别处收起；直接按回车到检索页，手写页面和首页的框也一样。"""
    watch = searching()
    page = watch.page
    page.goto(f"{base}about.html")
    box = page.get_by_role("combobox")
    box.fill("预算")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.locator("main h1").click()
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.fill("财政")
    page.get_by_role("option", name="县财政局").first.click()
    page.wait_for_url(re.compile(r"search\.html\?q="))
    expect(field(page)).to_have_value("县财政局")
    assert page.get_by_role("search").count() == 1
    page.goto(f"{base}index.html")
    assert page.get_by_role("search").count() == 1
    home = page.get_by_role("combobox", name="检索标题、文号、索引号、正文和附件")
    home.fill("应急 预案")
    home.press("Enter")
    page.wait_for_url(re.compile(r"search\.html\?q="))
    expect(field(page)).to_have_value("应急 预案")
    assert total(page) > 1
    watch.assert_clean(base)


def test_box_forgets_late_answers(on_disk: str, searching: Searching) -> None:
    """框里的旧答案来晚了不显示；离开框以后不再弹出来。"""
    page = searching().page
    page.goto(on_disk + DEEP)
    page.evaluate("plain.waits = [1200, 0]")
    box = page.get_by_role("combobox")
    box.fill("预算")
    assert comes_true(page, "plain.searches.length === 1")
    box.fill("火星殖民")
    expect(page.get_by_role("option")).to_have_text("没有找到，查看怎样检索")
    page.wait_for_timeout(1300)
    expect(page.get_by_role("option")).to_have_text("没有找到，查看怎样检索")
    page.evaluate("plain.waits = [600]")
    box.fill("预算")
    assert comes_true(page, "plain.searches.length === 3")
    page.locator("main h1").click()
    page.wait_for_timeout(700)
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_without_scripts(base: str, page_watch: WatchedPages) -> None:
    """关掉脚本，页头的框照样通到检索页，那里说明怎样查找。"""
    page = page_watch(viewport=NARROW, java_script_enabled=False).page
    page.goto(base + DEEP)
    page.locator("#finder-query").fill("预算")
    page.get_by_role("button", name="搜索").click()
    assert urlsplit(page.url).path.endswith("/search.html")
    assert said(page) == {"q": ["预算"]}
    assert "您的浏览器没有开启" in page.locator("main").inner_text()
    page.locator("main .remark").get_by_role("link", name="全部目录").click()
    expect(page.locator("main h1")).to_have_text("全部目录")


def test_phone_keeps_filters_behind_a_button(on_disk: str, searching: Searching) -> None:
    """手机上筛选收在按钮里，按钮写明已选几个，够大；页面不横向滚动。"""
    page = searching(viewport=NARROW, has_touch=True).page
    page.goto(f"{on_disk}search.html?q=预算&机构=czj&年度=2025")
    total(page)
    button = page.get_by_role("button", name="筛选（2）")
    assert button.get_attribute("aria-expanded") == "false"
    expect(page.locator("#search-facets")).to_be_hidden()
    button.click()
    expect(facet(page, "年度", "2025")).to_be_checked()
    assert page.locator(".facet label").first.evaluate("label => label.getBoundingClientRect().height") >= 44
    assert page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth")
    page.goto(on_disk + DEEP)
    page.get_by_role("combobox").fill("预算")
    expect(page.get_by_role("listbox")).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth")


def test_what_an_engine_lacks_is_not_offered(catalogue: Catalogue, on_disk: str, searching: Searching) -> None:
    """引擎不会的事情（日期、排除）页面上不出现。"""
    page = searching(plain_engine(catalogue, can={"dates": False, "exclusion": False, "sort": False})).page
    page.goto(f"{on_disk}search.html?q=预算")
    total(page)
    expect(page.locator("#search-dates")).to_be_hidden()
    expect(page.locator("#search-sorting")).to_be_hidden()
    page.get_by_text("怎样检索").click()
    expect(page.get_by_text("不要某个词")).to_be_hidden()
    expect(page.get_by_text("中间有空格的一整句话")).to_be_visible()
    slow = searching(plain_engine(catalogue, can={"instant": False})).page
    slow.goto(on_disk + DEEP)
    slow.get_by_role("combobox").fill("财政局")
    expect(slow.get_by_role("option")).to_have_text(["县财政局 机构", "检索“财政局”"])
    assert searches(slow) == []
    slow.keyboard.press("Enter")
    assert total(slow) > 5


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (NARROW, "dark")], ids=["宽屏浅色", "窄屏深色"])
def test_axe_finds_nothing(on_disk: str, searching: Searching, size: dict[str, int], scheme: str) -> None:
    """检索页有结果、没有结果、出错时，框展开时，都没有无障碍问题。"""
    page = searching(viewport=size, color_scheme=scheme).page
    faults: list[Any] = []

    def look() -> None:
        found = (
            Axe()
            .run(page, options={"runOnly": TAGS, "resultTypes": ["violations"], "preload": False})
            .response["violations"]
        )
        faults.extend((fault["id"], [node["html"][:150] for node in fault["nodes"]]) for fault in found)

    page.goto(f"{on_disk}search.html?q=预算&机构=czj")
    total(page)
    if size is NARROW:
        page.locator("#search-toggle").click()
    page.get_by_text("怎样检索").click()
    look()
    page.goto(f"{on_disk}search.html?q=预算 火星殖民&机构=czj")
    expect(page.locator("#search-advice li").first).to_be_visible()
    page.evaluate("plain.problems = ['检索数据 search/2026/g/1a/00.js 已经损坏。']")
    field(page).press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    look()
    page.goto(on_disk + DEEP)
    page.get_by_role("combobox").fill("财政")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    look()
    assert faults == []
