"""The first look at the site, and the looks a reader can choose: light, dark, high contrast, 长辈版."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.serving import Serve
from browser.watch import WatchedPages
from sites.once import demo_site, small_project

pytestmark = pytest.mark.browser

WANTED = ("政策文件", "预算", "“三公”经费", "权责清单", "应急预案", "办事指南", "政府信息公开年报", "依申请公开")
"""What a first-time visitor looks for."""
SEEN = """([names, height]) => names.filter(name => ![...document.querySelectorAll("a")].some(link =>
  link.textContent.trim() === name && link.checkVisibility() && link.getBoundingClientRect().height > 0 &&
  link.getBoundingClientRect().bottom <= height))"""
"""Names that no link bears which is seen without scrolling."""
CHOSEN = "['scheme', 'contrast', 'version'].map(part => document.documentElement.getAttribute('data-' + part))"
COLOURS = """() => {
  const probe = document.body.appendChild(document.createElement("i"));
  return ["ink", "ink-soft", "blue", "red", "line", "edge", "paper"].map(name => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color.match(/[0-9]+/g).slice(0, 3).map(Number);
  });
}"""
SMALL_TARGETS = """() => [...document.querySelectorAll("header a, header button, header input, main button")]
  .filter(one => one.checkVisibility() && !one.closest(".skip")).filter(one => one.offsetHeight < 52)
  .map(one => one.textContent || one.id)"""
BLOCKED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"


def contrast(one: list[int], other: list[int]) -> float:
    """Give the contrast of two colours (WCAG 2.2): 1 to 21."""

    def luminance(colour: list[int]) -> float:
        parts = [part / 255 for part in colour]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def contrasts(page: Page) -> list[float]:
    """Give the contrast of ink, soft ink, blue, red, lines and edges with the paper, as they are now."""
    *inks, paper = page.evaluate(COLOURS)
    return [contrast(ink, paper) for ink in inks]


def test_first_look_shows_what_people_look_for(
    tmp_path_factory: pytest.TempPathFactory, page_watch: WatchedPages
) -> None:
    """首页不滚动就看得到预算、“三公”、权责清单、应急预案、政策；手机上的菜单不用脚本、用键盘也打得开。"""
    base = demo_site(tmp_path_factory).site.as_uri() + "/"
    watch = page_watch(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page = watch.page
    page.goto(f"{base}index.html")
    assert page.evaluate(SEEN, [WANTED, 900]) == []
    assert not page.get_by_role("button", name="菜单", exact=True).is_visible()
    assert not page.get_by_role("button", name="显示设置").is_visible()  # of no use without scripts
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate(SEEN, [WANTED, 844]) == []
    menu = page.get_by_role("navigation", name="栏目")
    assert not menu.is_visible()
    page.get_by_role("button", name="菜单", exact=True).press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "关闭菜单"
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    page.get_by_role("button", name="菜单", exact=True).click()
    with page.expect_navigation():
        menu.get_by_role("link", name="全部目录").click()
    watch.assert_clean(base)


@pytest.mark.parametrize("storage", ["有存储", "不许存储"])
def test_choice_of_look_is_kept(
    tmp_path_factory: pytest.TempPathFactory, serve: Serve, page_watch: WatchedPages, storage: str
) -> None:
    """深色、高对比度、长辈版：用键盘选，换页、不许存储时也记得；对比度、字号、按钮大小都够。"""
    folder: Path = small_project(tmp_path_factory).site
    base = serve(folder)
    watch = page_watch(viewport={"width": 1280, "height": 900}, color_scheme="light")
    page = watch.page
    if storage == "不许存储":
        page.add_init_script(BLOCKED)
    page.goto(f"{base}index.html")
    assert page.evaluate(CHOSEN) == [None, None, None]
    light = contrasts(page)
    assert min(light[:4]) >= 4.5
    assert light[5] >= 3
    settings = page.get_by_role("button", name="显示设置")
    settings.press("Enter")
    assert settings.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跟随系统"
    page.get_by_role("button", name="高对比度").press("Space")
    assert min(contrasts(page)) >= 7
    page.get_by_role("button", name="深色").press("Space")
    assert page.locator("#display-said").inner_text() == "已换成深色"
    assert min(contrasts(page)) >= 7
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "显示设置"
    page.get_by_role("button", name="长辈版").press("Enter")
    page.goto(f"{base}catalogue.html")
    assert page.evaluate(CHOSEN) == ["dark", "high", "elder"]
    assert page.get_by_role("button", name="长辈版").get_attribute("aria-pressed") == "true"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 16 * 1.35
    assert page.evaluate(SMALL_TARGETS) == []
    settings.press("Enter")
    page.get_by_role("button", name="高对比度").press("Space")
    page.get_by_role("button", name="长辈版").press("Space")
    page.goto(f"{base}index.html")
    assert page.evaluate(CHOSEN) == ["dark", "normal", None]
    dark = contrasts(page)
    assert min(dark[:4]) >= 4.5
    assert dark[5] >= 3
    watch.assert_clean(base)
