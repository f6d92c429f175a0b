"""Each 章、条、款、项 has one address that derives from its number; adding text elsewhere changes none of them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.markup import to_html
from disclosure.outline import in_han, number_of, outline

SAME_EVERY_TIME = settings(derandomize=True, database=None, deadline=None, max_examples=60)
LAW = """各乡镇人民政府：
现将《测例县档案办法》印发给你们。
测例县人民政府
2026年3月1日
测例县档案办法
第一章 总则
第一条　为了管理档案，制定本办法。
本办法所称档案，见第三条。
第二条　下列材料归档：
（一）公文；
（二）照片：
1.底片；
2.数码照片。
（三）其他材料。
前款材料应当整理。
第二章　保管
第一节 库房
第三条　库房应当防火。
第三条之一　库房应当防潮。
第三条规定的库房每年检查一次。
第二节 借阅
第四条　借阅应当登记。
附件2
第一条　本表由档案馆印制。"""


def addresses(html: str) -> dict[str, str]:
    """The words of each element that has an address."""
    whole = re.findall(r'<(p|h\d) id="([^"]+)">(.*?)</\1>', html)
    return {anchor: unescape(re.sub(r"<[^>]*>", "", inner)) for _, anchor, inner in whole}


def test_a_law_has_the_addresses_of_its_parts() -> None:
    """章、节、条、款、项各有地址；目没有，也不算一款；说到某条的句子不是条；附件里的条加上附件的编号。"""
    found = addresses(outline(to_html(LAW)).html)
    assert {anchor: words[:6] for anchor, words in found.items()} == {
        "zhang-1": "第一章 总则",
        "tiao-1": "第一条　为了",
        "tiao-1-kuan-2": "本办法所称档",
        "tiao-2": "第二条　下列",
        "tiao-2-kuan-1-xiang-1": "（一）公文；",
        "tiao-2-kuan-1-xiang-2": "（二）照片：",
        "tiao-2-kuan-1-xiang-3": "（三）其他材",
        "tiao-2-kuan-2": "前款材料应当",
        "zhang-2": "第二章　保管",
        "zhang-2-jie-1": "第一节 库房",
        "tiao-3": "第三条　库房",
        "tiao-3-1": "第三条之一　",
        "tiao-3-1-kuan-2": "第三条规定的",
        "zhang-2-jie-2": "第二节 借阅",
        "tiao-4": "第四条　借阅",
        "fujian-2": "附件2",
        "fujian-2-tiao-1": "第一条　本表",
    }


def test_lines_of_parts_become_headings_only_where_the_office_marked_none() -> None:
    """没有标标题的正文，“第一章 总则”自动成为标题，下级低一级；标了的照标的。"""
    found = outline(to_html(LAW))
    assert re.findall(r"<(h\d)[^>]*><a[^>]*>([^<]*)", found.html) == [
        ("h2", "第一章 总则"),
        ("h2", "第二章　保管"),
        ("h3", "第一节 库房"),
        ("h3", "第二节 借阅"),
    ]
    marked = outline(to_html(f"## 通知\n{LAW}"))
    assert re.findall(r"<(h\d)", marked.html) == ["h2"]
    assert "zhang-2-jie-1" in addresses(marked.html)


def test_a_link_to_a_part_reads_once() -> None:
    """条的编号本身就是链接；没有编号的款，链接的名称说明是第几款，没有可见的字。"""
    html = outline(to_html(LAW)).html
    assert (
        '<p id="tiao-1"><a class="anchor" id="tiao-1-kuan-1" href="#tiao-1">第一条</a>　为了管理档案，制定本办法。</p>'
        in html
    )
    assert '<a class="anchor" href="#tiao-1-kuan-2" aria-label="第一条第二款"></a></p>' in html


DOCUMENT = """## 一、总体要求
全面公开。
## 二、主要任务
（三）编制目录。
（四）更新指南。
## 背景
## 背景"""


def test_a_document_without_articles_has_addresses_too() -> None:
    """一、（三）等层次按自己的编号；没有编号的标题按文字，重复的加序号。"""
    found = list(addresses(outline(to_html(DOCUMENT)).html))
    assert found[:4] == ["bufen-1", "bufen-2", "bufen-2-xiang-3", "bufen-2-xiang-4"]
    assert re.fullmatch(r"biaoti-[0-9a-f]{8}", found[4])
    assert found[5] == f"{found[4]}-2"


@SAME_EVERY_TIME
@given(st.lists(st.integers(1, 400), min_size=1, max_size=25, unique=True).map(sorted), st.integers(1, 4))
def test_every_article_has_the_address_of_its_number(numbers: list[int], paragraphs: int) -> None:
    """不论条号怎样间断、每条有几款，第X条的地址总是 tiao-X，一个地址只有一处。"""
    lines = []
    for number in numbers:
        lines += [f"第{in_han(number)}条　甲。", *(["乙。"] * (paragraphs - 1))]
    html = outline(to_html("\n".join(lines))).html
    found = re.findall(r' id="([^"]+)"', html)
    each = [[f"tiao-{n}", *(f"tiao-{n}-kuan-{k}" for k in range(1, paragraphs + 1))] for n in numbers]
    assert found == [anchor for anchors in each for anchor in anchors]
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(found)


PIECES = st.sampled_from(
    [*LAW.split("\n"), *DOCUMENT.split("\n"), "- 第一条　甲", "> 第二条　乙", "| 第三条 |", "**第五条** 丙"]
)


@SAME_EVERY_TIME
@given(st.lists(PIECES, max_size=30))
def test_no_order_of_lines_gives_one_address_twice_or_changes_a_word(lines: list[str]) -> None:
    """随便怎样排列，地址不重复，页内链接都指到地方，文字一个不变。"""
    plain = to_html("\n".join(lines))
    html = outline(plain).html
    found = re.findall(r' id="([^"]+)"', html)
    assert len(found) == len(set(found))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(found)
    assert re.sub(r"<[^>]*>", "", html) == re.sub(r"<[^>]*>", "", plain)


def test_text_before_and_after_leaves_addresses_alone() -> None:
    """前面加一段、后面加一条，原来的地址都还是原来的内容。"""
    before = addresses(outline(to_html(LAW)).html)
    longer = LAW.replace("现将", "经研究同意。\n现将").replace("附件2", "第五条　本办法自印发之日起施行。\n附件2")
    after = addresses(outline(to_html(longer)).html)
    assert before.items() <= after.items()
    assert set(after) - set(before) == {"tiao-5"}


def test_a_second_text_with_the_same_numbers_is_told_apart() -> None:
    """一份通知印发两个办法，第二个办法的条加上 wen-2。"""
    html = outline(to_html("第一条　甲。\n第二条　乙。\n第一条　丙。\n第二条　丁。")).html
    assert list(addresses(html)) == ["tiao-1", "tiao-2", "wen-2-tiao-1", "wen-2-tiao-2"]


@pytest.mark.parametrize(
    "line",
    [
        "第三条规定的条件",
        "第二章所称职权，见附件。",
        "第十条、第十一条不适用。",
        "附件的格式另行规定。",
        "第百百条　无",
    ],
)
def test_a_sentence_about_a_part_is_no_part(line: str) -> None:
    """说到某条、某章、附件的句子没有地址。"""
    assert outline(to_html(line)).html == to_html(line)


def test_numbers_in_words_and_in_figures() -> None:
    """1 到 999 写成汉字再读回来不变；阿拉伯数字也读。"""
    assert [number_of(in_han(number)) for number in range(1, 1000)] == list(range(1, 1000))
    assert [in_han(number) for number in (10, 11, 20, 101, 110, 119)] == [
        "十",
        "十一",
        "二十",
        "一百零一",
        "一百一十",
        "一百一十九",
    ]
    assert [number_of(text) for text in ("12", "一二", "百百", "一千零二")] == [12, 12, 0, 1002]


def test_only_long_texts_have_a_table_of_contents() -> None:
    """短文没有目录；长文列出两级标题；没有标题而条多的，列出各条。"""
    assert outline(to_html(LAW)).contents == ()
    chapters = "\n".join(f"## 第{in_han(n)}章 {'甲' * n}\n### 第一节 乙\n{'丙' * 200}\n#### 丁" for n in range(1, 7))
    listed = [(place.text, place.depth) for place in outline(to_html(chapters)).contents]
    assert listed[:3] == [("第一章 甲", 0), ("第一节 乙", 1), ("第二章 甲甲", 0)]
    assert len(listed) == 12
    articles = outline(to_html("\n".join(f"第{in_han(n)}条　{'丙' * 100}。" for n in range(1, 13))))
    assert [place.anchor for place in articles.contents] == [f"tiao-{n}" for n in range(1, 13)]
