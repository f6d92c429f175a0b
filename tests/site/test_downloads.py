"""The text of each entry to take away: Markdown for any program, a document for Word and WPS."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import html5lib

from disclosure.markup import to_html
from sites.page import Page
from sites.project import Tree

POLICY = "entry/980000010/2026-00001"
HOSTILE = "entry/980000010/2026-00004"
LIVE = {"script", "img", "iframe", "object", "embed", "form", "link", "base"}


def texts(tree: Tree, end: str) -> dict[str, str]:
    """The files with an ending, by address."""
    return {address: content.decode() for address, content in tree.items() if address.endswith(end)}


def test_every_text_can_be_taken_away(tree: Tree, pages: dict[str, Page]) -> None:
    """有正文的条目，页面上有两个下载链接，文件名是索引号；没有正文的没有。"""
    with_text = {
        address for address, page in pages.items() if address.startswith("entry/") and 'id="text"' in page.source
    }
    assert with_text
    for end in (".md", ".htm"):
        assert {f"{address.removesuffix(end)}.html" for address in texts(tree, end)} == with_text
    page = pages[f"{POLICY}.html"]
    stored = [found["download"] for tag, found in page.tags if tag == "a" and found.get("download")]
    assert stored == ["980000010-2026-00001.md", "980000010-2026-00001.htm"]


def test_documents_are_strict_html_that_runs_and_fetches_nothing(tree: Tree) -> None:
    """文档没有语法错误，没有程序，不取用任何东西；策略只允许自带的样式；附件链接找得到。"""
    linked = set()
    for address, text in texts(tree, ".htm").items():
        document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
        names = [element.tag for element in document.iter()]
        assert not LIVE & set(names), address
        style = document.find("head/style").text
        digest = b64encode(sha256(style.encode()).digest()).decode()
        policies = [found.get("content") for found in document.iter("meta") if "Policy" in found.get("http-equiv", "")]
        assert policies == [f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"], (
            address
        )
        targets = {found.get("href") for found in document.iter("a")}
        inside = {target for target in targets if not re.match(r"#|https?:|mailto:", target)}
        found = {normpath(join(dirname(address), unquote(target))) for target in inside}
        assert found <= tree.keys(), address
        linked |= found
    assert "files/xzf/2026-00001.pdf" in linked
    assert f"{HOSTILE}.htm" in tree


def test_markdown_says_what_the_page_says(tree: Tree, pages: dict[str, Page]) -> None:
    """Markdown 文件的正文和页面上的一样；别的程序会当作 HTML 的都转义了。"""
    for address, text in texts(tree, ".md").items():
        assert not re.search(r"(?<!\\)<", text), address
        shown = re.sub(r"\s", "", pages[f"{address.removesuffix('.md')}.html"].main_text)
        lines = [
            line for line in text.split("\n") if line and line[0] not in "|>" and "](" not in line and "**" not in line
        ]
        said = [re.sub(r"^(?:#+ | *- (?:[^：]*：)?| *\d+\. )", "", line) for line in lines]
        plain = [re.sub(r"\s", "", re.sub(r"\\(.)", r"\1", line)) for line in said]
        assert plain
        assert [line for line in plain if line not in shown] == [] or address == f"{HOSTILE}.md", address
    policy = tree[f"{POLICY}.md"].decode()
    assert policy.startswith("# 测例县人民政府关于印发测例县政务公开办法的通知\n\n- 索引号：980000010/2026-00001\n")
    assert "- [测例县政务公开办法（正式版）](../../files/xzf/2026-00001.pdf)" in policy
    assert "<h2>测例县人民政府" in to_html(policy)
