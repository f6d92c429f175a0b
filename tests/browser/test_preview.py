"""The preview in a real browser: pages follow what is saved, the panel says what is wrong, nothing else moves."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.watch import WatchedPages
from sites.once import small_project
from sites.previewing import Preview

ENTRY, FILE = "entry/980000010/2026-00001.html", "xzf/policy/2026-00001.yml"


def test_a_page_follows_its_file(page_watch: WatchedPages, tmp_path_factory: pytest.TempPathFactory) -> None:
    """保存以后页面自己刷新，停在原来的地方；改坏了，面板说明哪个文件、哪一行；别的页面改了，这一页不动。"""
    project = small_project(tmp_path_factory).copy(tmp_path_factory.mktemp("seen") / "site")
    preview = Preview(project)
    try:
        watched = page_watch(viewport={"width": 390, "height": 500})
        page = watched.page
        page.goto(preview.server.url + ENTRY)
        panel = page.locator(".preview-panel")
        expect(panel).to_have_attribute("data-state", "fine")
        expect(page.locator(".preview-head [role=status]")).to_contain_text(f"{preview.news()['entries']} 个条目，")
        page.evaluate("window.scrollTo(0, 400)")
        project.edit(FILE, "请认真贯彻执行。", "请抓好落实。")
        page.get_by_text("请抓好落实。").first.wait_for()
        expect(page.locator(".preview-last a")).to_have_attribute("href", f"/{ENTRY}")
        page.wait_for_timeout(100)
        assert page.evaluate("window.scrollY") == 400
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        page.evaluate("window.stayed = true")
        project.notice(88)
        expect(page.locator(".preview-last")).to_have_text("刚新增：新公告")
        project.edit(FILE, "成文日期: 2026-03-02", "成文日期: 2026年3月2日")
        line = page.locator(".preview-errors li")
        sentence = "“2026年3月2日”不是规定的日期写法，请写成 2026-03-02"
        expect(line).to_contain_text(f"catalogue/{FILE} 第 16 行：成文日期：{sentence}成文日期: 2026年3月2日")
        expect(page.locator(".preview-stale")).to_have_text(f"catalogue/{FILE} 有错误，上面是它改坏以前的样子。")
        page.get_by_role("button", name="收起").click()
        expect(line).to_be_hidden()
        project.edit(FILE, "成文日期: 2026年3月2日", "成文日期: 2026-03-02")
        expect(panel).to_have_attribute("data-state", "fine")
        page.goto(preview.server.url + "_preview/")
        expect(page.locator(".preview-saved li").first).to_contain_text(f"catalogue/{FILE}")
        page.evaluate("window.stayed = true")
        project.edit(FILE, "请抓好落实。", "请认真贯彻执行。")
        preview.settled(preview.news()["serial"] - 1)
        page.wait_for_timeout(200)
        assert page.evaluate("window.stayed")
        watched.assert_clean(preview.server.url)
    finally:
        preview.close()
