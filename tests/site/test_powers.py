"""The pages of powers in a built site: addresses that stay, states that are said, texts that stay texts."""

from __future__ import annotations

import csv
import io

import pytest

from sites.page import Page, pages_of
from sites.project import Project, Tree, differing

LIST = "czj/power-list/2026-00006.yml"
ENTRY = "entry/980000020/2026-00006.html"
LICENCE, PENALTY, ENDED = (f"power/czj/0100-{code}-00100.html" for code in "ABK")
NEW_LIST = """标题: 测例县财政局权责清单（新版）
索引号: 980000020/2026-00090
发布日期: 2026-10-20
事项:
  - 职权编码: "0100-A-00100"
    职权名称: {name}
    职权类型: 行政许可
    设定依据: [《中华人民共和国会计法》第三十六条]
    实施主体: 测例县财政局
    责任事项: [受理责任：一次性告知]
    追责情形: [不依法受理的]
"""


def test_every_power_has_a_page_with_its_tags(pages: dict[str, Page]) -> None:
    """每项职权有自己的页面和内容页标签，从清单、机构、类型都能点到。"""
    page = pages[LICENCE]
    assert page.title == "代理记账机构执业资格审批 - 县财政局 - 测例县人民政府"
    assert page.meta("ArticleTitle") == ["代理记账机构执业资格审批"]
    assert page.meta("PubDate") == ["2026-03-20 00:00"]
    assert page.meta("ContentSource") == ["测例县财政局"]
    for address in (ENTRY, "powers/organ-czj.html", "powers/type-1.html", "adjustments/index.html"):
        assert LICENCE in {pages[address].target(link)[0] for link in pages[address].inner_links}, address
    for target in (ENTRY, "powers/index.html", "powers/organ-czj.html", "powers/type-1.html"):
        assert target in {page.target(link)[0] for link in page.inner_links}, target


def test_the_drawing_stands_beside_its_text(pages: dict[str, Page]) -> None:
    """有流程的画成图，图有名称；每个环节和去向另有文字。"""
    page = pages[LICENCE]
    (svg,) = [found for tag, found in page.tags if tag == "svg"]
    assert svg["role"] == "img"
    assert set(svg["aria-labelledby"].split()) <= set(page.ids)
    assert "需要补正的：到第 2 步“补正”" in page.main_text
    assert not [tag for tag, _ in pages[ENDED].tags if tag == "svg"]


def test_a_newer_list_wins_and_nothing_is_lost(project: Project) -> None:
    """公布新版以后，同一编码的页面网址不变、内容换新；新版没有列的，页面还在，说明已不在现行清单。"""
    before = project.tree()
    project.write("czj/power-list/2026-00090.yml", NEW_LIST.format(name="代理记账机构审批"))
    project.build()
    tree = project.tree()
    pages = pages_of(tree)
    assert {LICENCE, PENALTY, ENDED} <= set(pages)
    new = pages[LICENCE].main_text
    assert "代理记账机构审批" in new
    assert "与后一版不同的有：职权名称、子项、设定依据、承办机构、行使层级、监督电话、流程" in new
    assert "代理记账机构执业资格审批" in new
    left = pages[PENALTY].main_text
    assert "未列入现行清单测例县财政局现行的权责清单里没有这项职权" in left
    assert "已取消2026-02-01 取消" in pages[ENDED].main_text
    assert "已有新版测例县财政局权责清单（新版）" in pages[ENTRY].main_text
    assert "现行职权 1 项" in pages["powers/index.html"].main_text
    changed = {path for path in differing(before, tree) if path.startswith("entry/")}
    assert changed == {ENTRY, "entry/980000020/2026-00090.html"}


def test_hostile_texts_stay_texts(project: Project) -> None:
    """名称、环节、条件、原因里的标签、脚本和模板记号只是文字，下载的表里没有公式。"""
    evil = "=<script>window.XSS=1</script>{{ 7*7 }}QXBODYXQ"
    project.edit(LIST, "代理记账机构执业资格审批", f"'{evil}'")
    project.edit(LIST, "- 审查\n", f"- '{evil}'\n")
    project.edit(LIST, "到: 审查}", f"到: '{evil}'}}")
    project.edit(LIST, "条件: 材料齐全的", f"条件: '{evil}'")
    project.edit(LIST, "原因: 减少跑动", f"原因: '{evil}'")
    project.build()
    tree = project.tree()
    for address, page in pages_of(tree).items():
        if address == "404.html":  # names its files by the public address
            continue
        scripts = [found.get("src", "") for tag, found in page.tags if tag == "script" and "data-early" not in found]
        names = {page.resolve(source) for source in scripts}
        assert not [name for name in names if name not in tree], address
        assert page.faults == [], address
    page = Page(LICENCE, tree[LICENCE])
    assert page.main_text.count(evil) > 4
    assert page.meta("ArticleTitle") == [evil]
    assert evil in Page("adjustments/index.html", tree["adjustments/index.html"]).main_text
    assert table(tree)[1][2] == f"'{evil}"


def table(tree: Tree) -> list[list[str]]:
    """The downloaded table."""
    return list(csv.reader(io.StringIO(tree["powers/powers.csv"].decode("utf-8-sig"), newline="")))


def test_the_table_can_be_downloaded(tree: Tree, pages: dict[str, Page]) -> None:
    """全部职权可以下载成表，一项一行，网页一栏指向的页面都在。"""
    heads, *rows = table(tree)
    assert [row[heads.index("职权编码")] for row in rows] == ["0100-A-00100", "0100-B-00100", "0100-K-00100"]
    assert rows[0][heads.index("流程")].splitlines()[0] == "受理（窗口；1个工作日）：材料齐全的→审查；需要补正的→补正"
    assert all(row[-1] in pages for row in rows)
    links = {link.value for link in pages["powers/index.html"].links}
    assert "../powers/powers.csv" in links


@pytest.mark.parametrize("code", ["CON", "1/../2", "a.b", "A" * 300])
def test_odd_codes_have_pages_of_their_own(project: Project, code: str) -> None:
    """怪编码也有页面，网址在 power/ 里面；写法不合规定的，检查时就拒绝。"""
    if ".." in code:
        project.edit(LIST, '"0100-A-00100"', f"'{code}'")
        assert "[bad-code]" in project.run("check", "--today", "2026-11-15").stdout
        return
    project.edit(LIST, '"0100-A-00100"', f"'{code}'")
    project.build()
    made = [address for address in project.tree() if address.startswith("power/czj/")]
    assert len(made) == 3
    assert all(len(address.rpartition("/")[2]) <= 130 for address in made)


def test_without_lists_there_are_no_pages(project: Project) -> None:
    """没有权责清单时，没有汇总的页面，首页也没有入口。"""
    (project.root / "catalogue" / LIST).unlink()
    project.build()
    assert not [address for address in project.tree() if address.startswith(("power", "adjustments"))]
