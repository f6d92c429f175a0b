"""One policy page in a real browser: addresses of its parts, the table of contents, the citation, the downloads."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser.serving import Serve
from browser.watch import WatchedPages
from sites.once import demo_site

pytestmark = pytest.mark.browser

RULES = "entry/990000080/2026-00002.html"
SHOWN = "one => one.checkVisibility()"
SIGN = "one => getComputedStyle(one, '::after').opacity"
BLOCKED = "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo site."""
    return demo_site(tmp_path_factory).site


def test_a_policy_can_be_quoted_and_linked_by_its_parts(demo: Path, serve: Serve, page_watch: WatchedPages) -> None:
    """点条号得到这一条的网址，标出这一条；目录宽屏在旁边、窄屏收起；复制得到引用；下载得到文件。"""
    base = serve(demo)
    watch = page_watch(viewport={"width": 1280, "height": 900})
    page = watch.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(base + RULES)
    article = page.get_by_role("link", name="第五条", exact=True)
    assert article.evaluate(SIGN) == "0"
    article.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert article.evaluate(SIGN) == "1"
    page.keyboard.press("Enter")
    assert page.url == f"{base}{RULES}#tiao-5"
    target = page.locator(":target")
    assert target.inner_text().startswith("第五条")
    assert target.evaluate("one => getComputedStyle(one).backgroundColor !== 'rgba(0, 0, 0, 0)'")

    side, top = page.locator(".contents--side"), page.locator(".contents--top")
    assert [side.evaluate(SHOWN), top.evaluate(SHOWN)] == [True, False]
    side.get_by_role("link", name="第三章 建设和监管").click()
    assert page.url.endswith("#zhang-3")
    assert side.evaluate("one => one.getBoundingClientRect().top >= 0"), "the table of contents stays in sight"
    page.set_viewport_size({"width": 320, "height": 640})
    assert [side.evaluate(SHOWN), top.evaluate(SHOWN)] == [False, True]
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    assert not top.get_by_role("link").first.is_visible()
    top.locator("summary").click()
    assert top.get_by_role("link", name="第四章 附则").is_visible()

    sentence = page.locator("#cite-sentence").inner_text()
    assert sentence.startswith("示例县自然资源局：《示例县自然资源局关于印发")
    page.get_by_role("button", name="复制引用").click()
    page.locator(".copied", has_text="已经复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == sentence
    page.evaluate(BLOCKED)
    page.get_by_role("button", name="复制文号").click()
    page.locator(".copied", has_text="请按 Ctrl+C").wait_for()
    assert page.evaluate("getSelection().toString()") == "示自然资〔2026〕19号"
    with page.expect_download() as loading:
        page.get_by_role("link", name="Markdown 文本").click()
    assert loading.value.suggested_filename == "990000080-2026-00002.md"
    assert "第五条" in loading.value.path().read_text("utf-8")
    watch.assert_clean(base)


def test_the_document_and_the_bare_page_work_from_a_folder(demo: Path, page_watch: WatchedPages) -> None:
    """关掉脚本、从文件夹打开：引用是可以选取的字，没有不管用的按钮；文档也打得开，样式有效。"""
    watch = page_watch(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = watch.page
    page.goto(f"{(demo / RULES).as_uri()}")
    assert page.locator("#cite-sentence").is_visible()
    assert page.get_by_role("button", name="复制").count() == 0
    page.goto(f"{(demo / RULES).with_suffix('.htm').as_uri()}")
    assert page.locator("h1").evaluate("one => getComputedStyle(one).textAlign") == "center"
    assert page.locator("#tiao-5").inner_text().startswith("第五条")
    watch.assert_clean(demo.as_uri())
