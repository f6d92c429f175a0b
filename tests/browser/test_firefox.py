"""The Firefox of the tests is the one readers have: pages from a folder may not read other files."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser.firefox import FirefoxError, Tab
from browser.serving import Serve

pytestmark = pytest.mark.browser

POLICY = "default-src 'none'; script-src 'self'; img-src 'self' data:; connect-src 'self'"
PAGE = f"""<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">
<link rel="icon" href="data:,"><title>政务公开</title><input id="q"><script src="page.js"></script>"""
SCRIPT = """window.read = fetch('page.js').then(() => '读到', () => '不许读');
document.addEventListener('keydown', event => { window.last = event.key; });
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a page in it, under a name with spaces and Chinese."""
    place = tmp_path / "公开 站"
    place.mkdir()
    (place / "index.html").write_text(PAGE, encoding="utf-8", newline="\n")
    (place / "page.js").write_text(SCRIPT, encoding="utf-8", newline="\n")
    return place


def test_files_are_closed_to_pages_of_a_folder(folder: Path, firefox: Tab) -> None:
    """从文件夹打开的页面能装脚本，不能读别的文件，与读者的浏览器一样。"""
    firefox.open((folder / "index.html").as_uri())
    assert firefox.evaluate("document.title") == "政务公开"
    assert firefox.evaluate("window.read") == "不许读"
    assert [error for error in firefox.errors if "page.js" not in error] == []
    assert len(firefox.errors) == 1


def test_page_of_a_server_is_clean(folder: Path, firefox: Tab, serve: Serve) -> None:
    """从网上打开的页面读得到自己的文件，没有报错，没有向外的请求。"""
    base = serve(folder)
    firefox.open(f"{base}index.html")
    assert firefox.evaluate("window.read") == "读到"
    firefox.assert_clean(base)
    assert set(firefox.requests) == {f"{base}index.html", f"{base}page.js", "data:,"}


def test_keys_arrive(folder: Path, firefox: Tab) -> None:
    """打字和按键都到页面上，扩展区的字也不坏。"""
    firefox.open((folder / "index.html").as_uri())
    firefox.type("#q", "三公 52号𬭎")
    assert firefox.evaluate("document.querySelector('#q').value") == "三公 52号𬭎"
    firefox.press("Enter")
    assert firefox.comes_true("window.last === 'Enter'")
    assert not firefox.comes_true("false", seconds=0.1)


def test_faults_are_seen(folder: Path, firefox: Tab) -> None:
    """页面里抛出的错、被策略拦下的东西、向外的请求，都看得见。"""
    script = "setTimeout(() => { throw new Error('抛'); }); console.error('错');"
    (folder / "page.js").write_text(script, encoding="utf-8", newline="\n")
    outside = PAGE + '<img src="http://outside.example/a.png"><script>alert(1)</script>'
    (folder / "index.html").write_text(outside, encoding="utf-8", newline="\n")
    firefox.open((folder / "index.html").as_uri())
    assert firefox.comes_true("document.readyState === 'complete'")
    said = "\n".join(firefox.errors)
    for sign in ("错", "抛", "an inline script", "http://outside.example/a.png"):
        assert sign in said
    with pytest.raises(AssertionError):
        firefox.assert_clean(folder.as_uri())
    with pytest.raises(FirefoxError, match="ReferenceError: absent is not defined"):
        firefox.evaluate("absent")


def test_picture_shows_something(folder: Path, firefox: Tab) -> None:
    """截图是一张 PNG。"""
    firefox.open((folder / "index.html").as_uri())
    assert firefox.screenshot().startswith(b"\x89PNG\r\n")
