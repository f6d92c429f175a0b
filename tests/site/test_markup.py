"""The markup of every page is valid, by a strict reading of our own: see sites/markup.py."""

from __future__ import annotations

import pytest

from browser.sorting import largest_pages
from disclosure.captions import captioned
from sites.markup import faults
from sites.once import demo_site, small_project

VIEWS = ("zh-hant/", "en/")
"""The same pages in other words: a few of the demo's are read."""


def test_every_page_of_the_small_site_is_valid(tmp_path_factory: pytest.TempPathFactory) -> None:
    """小样站每一页的标记都合乎 HTML 标准，表格有标题，标题有层次，引用的编号都在。"""
    tree = small_project(tmp_path_factory).tree()
    pages = {name: text for name, text in tree.items() if name.endswith(".html") and not name.startswith(VIEWS)}
    found = {name: said for name, text in pages.items() if (said := faults(text.decode()))}
    assert found == {}
    assert len(pages) > 50


def test_every_sort_of_page_is_valid(tmp_path_factory: pytest.TempPathFactory) -> None:
    """演示站每种页面各一篇，标记都合乎 HTML 标准。"""
    catalogue, site = demo_site(tmp_path_factory)
    pages = largest_pages(site, catalogue).values()
    assert {page: said for page in pages if (said := faults((site / page).read_text(encoding="utf-8")))} == {}


WHOLE = """<!doctype html><html lang="zh-CN"><head><title>页</title></head><body><nav aria-label="栏目"></nav>
<main><h1>题</h1>{}</main></body></html>"""
WRONG = {
    "<p><div>块</div></p>": "unexpected-end-tag",
    "<span><p>块</p></span>": "<p> in <span> “块”",
    "<center>旧</center>": "<center>: no such element",
    '<p align="left">旧</p>': "<p align>: no such attribute",
    '<input type="checkbox" autocomplete="off" aria-label="选">': "<input autocomplete>: no such attribute",
    '<a href="a"><button type="button">按</button></a>': "<button> inside <a>",
    "<button>按</button>": "<button>: no type “按”",
    '<a rel="noopener">无</a>': "<a>: attributes of a link without one",
    "<ul><p>块</p></ul>": "<p> in <ul>",
    "<dl><dd>一</dd><dt>二</dt></dl>": "<dl>: terms and descriptions out of order",
    "<details><p>一</p></details>": "<details>: no summary first",
    '<img src="a.png">': "<img>: no alt",
    '<p id="a">一</p><p id="a">二</p>': "#a: 2 times",
    '<label for="b">名</label>': "<label for>: no #b",
    '<a href="#c">去</a>': "<a>: no #c",
    "<h3>跳级</h3>": "<h3> after <h1> “跳级”",
    "<h1>又一个</h1>": "2 h1",
    '<nav aria-label="栏目"></nav>': "<nav>: name “栏目” 2 times",
    "<nav></nav>": "<nav>: name “” 1 times",
    '<table><tr><th scope="col">甲</th></tr></table>': "<table>: no caption “甲”",
    "<table><caption>表</caption><tr><th>甲</th></tr></table>": "<th>: no scope “甲”",
    '<table><caption>表</caption><colgroup><col></colgroup><tr><th scope="col">甲</th><td>乙</td></tr></table>': (
        "<tbody>: rows of [1, 2] columns “表甲乙”"
    ),
    '<div tabindex="1">一</div>': "<div> tabindex 1",
    "<main></main>": "not one main",
}


@pytest.mark.parametrize("piece", WRONG)
def test_what_is_wrong_is_found(piece: str) -> None:
    """每一种写错的标记都查得出；对的不报。"""
    assert faults(WHOLE.format("<h2>节</h2>")) == []
    assert any(WRONG[piece] in fault for fault in faults(WHOLE.format(piece)))


def test_tables_of_running_texts_get_captions() -> None:
    """正文里的表格各有标题和名称，列标题有范围；表格不止一个时编号，列多时只说前六列。"""
    table = (
        '<table>\n<thead>\n<tr>\n<th class="left">“甲”<strong>"乙"</strong></th>\n<th></th>\n</tr>\n</thead>\n</table>'
    )
    made = captioned(f"<p>前</p>{table}")
    assert '<div class="scroll" tabindex="0" role="region" aria-label="表格：“甲”&quot;乙&quot;">' in made
    assert '<caption class="unseen">表格：“甲”"乙"</caption>' in made
    assert '<th scope="col" class="left">' in made
    again = captioned('<div class="scroll" tabindex="0"><table><tr><th scope="col">甲</th></tr></table></div>' * 2)
    assert [again.count(piece) for piece in ("<div", "</div>", "表格1：甲", "表格2：甲", "scope=")] == [2, 2, 2, 2, 2]
    many = captioned(f"<table><tr>{'<th>列</th>' * 7}</tr></table>")
    assert "表格：列、列、列、列、列、列等<" in many
    assert captioned("<p>无表</p>") == "<p>无表</p>"
