"""An offline copy opened from its folder: the way in, the line that says its age, the search; none of it over http."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser.audit import TAGS
from browser.firefox import Tab
from browser.serving import Serve
from browser.watch import WatchedPages
from disclosure.publication import MARK
from sites.copies import demo_copy
from sites.once import demo_site
from unit.copy_samples import FILES, contents, packed, project

pytestmark = pytest.mark.browser

CHINA = timezone(timedelta(hours=8))
FRESH, LAST_DAY = datetime(2026, 11, 16, tzinfo=CHINA), datetime(2027, 2, 15, 23, 59, tzinfo=CHINA)
TOO_LATE, WRONG_CLOCK = datetime(2027, 2, 16, tzinfo=CHINA), datetime(2000, 1, 1, tzinfo=CHINA)
OLD = "本副本已于2027年2月15日到期，请向示例县人民政府办公室（000-00000000）索取新的副本。"
WRONG = "这台电脑的日期早于副本的日期，请先校准，才能知道副本是否到期。"
SHIFT = """new Promise(done => new PerformanceObserver(
    (list, observer) => { observer.disconnect(); done(list.getEntries().map(one => one.value)); }
).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done([]), 300))"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the demo site."""
    return demo_copy(tmp_path_factory)


@pytest.fixture(scope="module")
def counted(copy: Path) -> str:
    """Return the sentence that every page of the copy says."""
    count = json.loads((copy / "release.json").read_bytes())["entries"]
    assert count > 300
    return f"本副本截至2026年11月15日，共{count}条。"


def said(page: Page) -> list[str]:
    """Return what the line at the foot says: its sentences, then its link."""
    bar = page.locator(".copy-bar")
    expect(bar).to_be_visible()
    return [text.strip() for text in bar.locator("span, strong, a").all_inner_texts()]


def axe_faults(page: Page) -> list[str]:
    """Return what axe finds."""
    options = {"runOnly": TAGS, "resultTypes": ["violations"], "preload": False}
    return [fault["id"] for fault in Axe().run(page, options=options).response["violations"]]


def test_its_data_is_the_site_byte_for_byte(copy: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """副本里的网站与发布的网站逐字节相同，只少生成器自己的标记。"""
    site = contents(demo_site(tmp_path_factory).site)
    del site[MARK]
    assert contents(copy / "data") == site
    assert len(site) > 1000


def test_a_copy_is_opened_and_searched(copy: Path, counted: str, page_watch: WatchedPages) -> None:
    """双击打开.html 就到首页，下方写明截至哪天、共多少条；检索找到“三公”经费；到核验页点得到；不向外请求。"""
    watch = page_watch()
    page = watch.page
    page.clock.set_fixed_time(FRESH)
    page.goto((copy / "打开.html").as_uri())
    page.wait_for_url(f"{copy.as_uri()}/data/index.html")
    assert said(page) == [counted, "核验本副本"]
    assert page.locator(".copy-bar-old").count() == 0
    assert sum(page.evaluate(SHIFT)) < 0.01
    page.locator("input[name=q]:visible").fill("“三公”经费")
    page.keyboard.press("Enter")
    expect(page.locator("#search-count")).to_have_text(re.compile(r"^找到 \d+ 条$"))
    assert page.locator("#search-hits > li").count() > 0
    page.locator("#search-hits > li a").first.click()
    assert said(page) == [counted, "核验本副本"]
    page.get_by_role("link", name="核验本副本").click()
    page.wait_for_url((copy / "核验.html").as_uri())
    watch.assert_clean(f"{copy.as_uri()}/")


def test_on_a_touch_screen_it_says_its_age_and_nothing_leads_out(
    copy: Path, counted: str, page_watch: WatchedPages
) -> None:
    """打开.html?kiosk 到触摸屏首页；下方写明截至哪天，但没有通向核验页的链接：选文件夹的窗口会露出电脑里的文件。"""
    watch = page_watch()
    page = watch.page
    page.clock.set_fixed_time(FRESH)
    page.goto(f"{(copy / '打开.html').as_uri()}?kiosk")
    page.wait_for_url(f"{copy.as_uri()}/data/kiosk.html*")
    expect(page.locator(".kiosk-bar")).to_be_visible()
    expect(page.locator(".copy-bar")).to_be_visible()
    expect(page.locator(".copy-bar a")).to_be_hidden()
    assert page.locator(".copy-bar").inner_text().strip() == counted
    assert page.url.startswith(f"{copy.as_uri()}/data/kiosk.html")


def test_its_age_is_told_by_the_clock_of_the_computer(copy: Path, counted: str, page_watch: WatchedPages) -> None:
    """到期当天不提醒，第二天起提醒并说明向谁索取；时钟早于副本也说明；窄屏深色也没有无障碍问题。"""
    for clock, warning in ((LAST_DAY, []), (TOO_LATE, [OLD]), (WRONG_CLOCK, [WRONG])):
        watch = page_watch(viewport={"width": 390, "height": 844}, color_scheme="dark")
        watch.page.clock.set_fixed_time(clock)
        watch.page.goto(f"{copy.as_uri()}/data/about.html")
        assert said(watch.page) == [counted, *warning, "核验本副本"]
        assert watch.page.evaluate("document.documentElement.scrollWidth") <= 390
        watch.assert_clean(f"{copy.as_uri()}/")
        assert axe_faults(watch.page) == []


def test_nothing_of_it_elsewhere(
    copy: Path, tmp_path_factory: pytest.TempPathFactory, serve: Serve, page_watch: WatchedPages
) -> None:
    """在服务器上、在生成的文件夹里都没有这一行，也不去找 release.js；哪怕服务器上放的是整个副本。"""
    site = demo_site(tmp_path_factory).site
    for base in (serve(site), f"{serve(copy)}data/", f"{site.as_uri()}/"):
        watch = page_watch()
        watch.page.goto(f"{base}index.html")
        watch.page.wait_for_load_state("networkidle")
        assert watch.page.locator(".copy-bar").count() == 0
        assert f"{base}assets/copy.js" in watch.requests
        assert [address for address in watch.requests if "release.js" in address] == []
        watch.assert_clean(base)


def test_firefox_says_the_same(copy: Path, counted: str, firefox: Tab) -> None:
    """Firefox 里从文件夹打开也一样。"""
    firefox.open((copy / "打开.html").as_uri())
    shown = "(document.querySelector('.copy-bar span') || {}).textContent"
    assert firefox.comes_true(f"{shown} === '{counted}'")
    assert firefox.evaluate("location.href") == f"{copy.as_uri()}/data/index.html"
    firefox.assert_clean(f"{copy.as_uri()}/")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a copy of a site that has pages for touch screens, and nothing else that matters."""
    script = (Path(__file__).parents[2] / "overrides" / "assets" / "copy.js").read_bytes()
    page = b'<!DOCTYPE html><meta charset="utf-8"><script src="assets/copy.js" defer></script>'
    project(tmp_path, {**FILES, "index.html": page, "kiosk.html": page, "assets/copy.js": script})
    return packed(tmp_path, tmp_path / "copy").out


def test_the_way_in(small: Path, page_watch: WatchedPages) -> None:
    """没有脚本也进得去；?kiosk 进触摸屏页面；页面本身说明是什么副本，没有无障碍问题。"""
    opened = (small / "打开.html").as_uri()
    for options, query, target in (
        ({"java_script_enabled": False}, "", "index.html"),
        ({}, "?kiosk", "kiosk.html?kiosk"),
        ({}, "?kiosk=off", "kiosk.html?kiosk=off"),
        ({}, "?kiosks", "index.html"),
    ):
        watch = page_watch(**options)
        watch.page.goto(opened + query)
        watch.page.wait_for_url(f"{small.as_uri()}/data/{target}")
        watch.assert_clean(f"{small.as_uri()}/")
    watch = page_watch()
    text = (small / "打开.html").read_text(encoding="utf-8")
    still = small / "still.html"  # the same page, held back from going on
    still.write_text(re.sub(r"<script>.*</script>", "", text, flags=re.DOTALL), encoding="utf-8", newline="\n")
    watch.page.goto(still.as_uri())
    shown = watch.page.inner_text("main")
    for wanted in ("第 1 版", "2026年11月15日，共 3 条信息、1 个附件", "2027年2月15日", "触摸屏"):
        assert wanted in shown
    watch.assert_clean(f"{small.as_uri()}/")
    assert axe_faults(watch.page) == []


def test_what_a_strange_copy_says_stays_text(small: Path, page_watch: WatchedPages) -> None:
    """release.js 被换成别的内容：字样只作文字显示，不成样子的不显示，不出错。"""
    release = json.loads((small / "release.json").read_bytes())
    release["site"]["contact"] = "<img src=x onerror=alert(1)>"
    markup = f"本副本已于2027年2月15日到期，请向{release['site']['contact']}索取新的副本。"
    bad = ("null", "{}", "[]", '{"released_on":"2026-11-15","expires_on":"<b>","entries":1}', "7")
    for argument, wanted in ((json.dumps(release), 1), *((one, 0) for one in bad)):
        (small / "release.js").write_text(f"self.disclosureCopy && self.disclosureCopy({argument});", encoding="utf-8")
        watch = page_watch()
        watch.page.clock.set_fixed_time(TOO_LATE)
        watch.page.goto(f"{small.as_uri()}/data/index.html")
        watch.page.wait_for_function("!('disclosureCopy' in window)")
        assert watch.page.locator(".copy-bar").count() == wanted
        assert watch.page.locator(".copy-bar img").count() == 0
        if wanted:
            assert watch.page.locator(".copy-bar strong").inner_text() == markup
        watch.assert_clean(f"{small.as_uri()}/")
