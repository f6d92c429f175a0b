"""Word documents as text: automatic numbers, headings, lists, tables; what is not taken over is named."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from docx.document import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure.importers.word.blocks import Paragraph, Piece
from disclosure.importers.word.counting import spelled
from disclosure.importers.word.markdown import to_markdown
from disclosure.importers.word.reading import read_document
from disclosure.markup import to_text
from unit.attached_files import docx as packed
from unit.attached_files import paragraph, relations, run, story
from unit.documents import CENTRE, blank, line, numbered, numbering, saved

HAN, DIGIT = "chineseCounting", "decimal"


def text_of(document: Document | bytes) -> list[str]:
    """The lines of the Markdown of a document."""
    return to_markdown(read_document(document if isinstance(document, bytes) else saved(document)).blocks).text.split(
        "\n"
    )


def losses_of(document: Document | bytes) -> list[str]:
    """What is said about things that were not taken over."""
    found = read_document(document if isinstance(document, bytes) else saved(document))
    return [loss.report for loss in (*found.losses, *to_markdown(found.blocks).losses)]


@pytest.mark.parametrize(
    ("form", "numbers", "expected"),
    [
        ("chineseCounting", (1, 10, 11, 20, 99, 100, 105), "一 十 十一 二十 九十九 一○○ 一○五"),
        (
            "chineseCountingThousand",
            (10, 12, 101, 110, 1000, 1010, 1234),
            "十 十二 一百零一 一百一十 一千 一千零一十 一千二百三十四",
        ),
        ("japaneseCounting", (3, 10, 21, 100, 111), "三 十 二十一 百 百十一"),
        ("ideographDigital", (7, 10, 2024), "七 一〇 二〇二四"),
        ("chineseLegalSimplified", (1, 10, 11, 25), "壹 壹拾 壹拾壹 贰拾伍"),
        ("ideographTraditional", (1, 10), "甲 癸"),
        ("decimalEnclosedCircle", (1, 20, 21, 50), "① ⑳ ㉑ ㊿"),
        ("decimalFullWidth", (12,), "１２"),
        ("decimalZero", (3, 12), "03 12"),
        ("upperRoman", (4, 9, 14, 40), "IV IX XIV XL"),
        ("lowerLetter", (1, 26, 27), "a z aa"),
    ],
)
def test_numbers_are_spelled_as_word_shows_them(form: str, numbers: Sequence[int], expected: str) -> None:
    """Word 的各种编号写法，一个一个对上。"""
    assert " ".join(spelled(number, form) or "?" for number in numbers) == expected


def test_unknown_forms_and_numbers_have_no_spelling() -> None:
    """认不出的写法、超出范围的数，不写错的号。"""
    assert spelled(1, "thaiCounting") is None
    assert spelled(11, "ideographTraditional") is None
    assert spelled(-1, "decimal") is None
    assert spelled(0, "upperLetter") is None


def test_automatic_numbers_become_the_text_that_was_seen() -> None:
    """一、（一）1.（1）逐级编号，重新开始，接着上面编，第几章第几条不随章重来。"""
    document = blank()
    levels = [
        {"form": HAN, "text": "%1、", "suff": "nothing"},
        {"form": HAN, "text": "（%2）", "suff": "tab"},
        {"form": DIGIT, "text": "%3."},
        {"form": DIGIT, "text": "（%4）"},
        {"form": HAN, "text": "%1.%3.%5", "isLgl": "1"},
    ]
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride>'
    first, again = numbering(document, levels, "", anew)
    for text, num, level in [
        ("总体要求", first, 0),
        ("坚持目标导向。", first, 1),
        ("压实责任。", first, 1),
        ("甲项", first, 2),
        ("乙项", first, 2),
        ("细目", first, 3),
        ("五级", first, 4),
        ("主要任务", first, 0),
        ("从头编号。", first, 1),
        ("另起", again, 0),
        ("再续", first, 0),
    ]:
        numbered(document, text, num, level)
    articles = [
        {"form": "japaneseCounting", "text": "第%1章", "suff": "space"},
        {"form": "chineseCountingThousand", "text": "第%2条", "lvlRestart": "0", "start": "100"},
    ]
    (law,) = numbering(document, articles, name=91)
    for text, level in [("总则", 0), ("制定本办法。", 1), ("附则", 0), ("施行。", 1)]:
        numbered(document, text, law, level)
    assert text_of(document) == [
        *(
            "### 一、总体要求",
            "（一）坚持目标导向。",
            "（二）压实责任。",
            "1. 甲项",
            "2. 乙项",
            "（1）细目",
            "1.2.1 五级",
        ),
        *("### 二、主要任务", "（一）从头编号。", "### 三、另起", "### 四、再续"),
        *("## 第一章 总则", "第一百条 制定本办法。", "## 第二章 附则", "第一百零一条 施行。"),
    ]
    assert losses_of(document) == []


def test_numbers_of_styles_and_lists_inside_lists() -> None:
    """样式带的编号、项目符号、下一级，numId 为 0 的不编号。"""
    document = blank()
    for style in ("List Bullet", "List Bullet", "List Number", "List Number"):
        line(document, f"内容{style[-1]}", style=style)
    plain = line(document, "不编号的一段。", style="List Number")
    properties = plain._p.get_or_add_pPr()
    properties.get_or_add_numPr().get_or_add_numId().val = 0
    (nested,) = numbering(document, [{"form": "bullet", "text": "•"}, {"form": DIGIT, "text": "%2."}])
    for text, level in [("外", 0), ("内一", 1), ("内二", 1), ("外", 0)]:
        numbered(document, text, nested, level)
    assert text_of(document) == [
        *("- 内容t", "- 内容t", "", "1. 内容r", "2. 内容r", "不编号的一段。"),
        *("- 外", "    1. 内一", "    2. 内二", "- 外"),
    ]


def test_a_form_that_is_not_known_is_told() -> None:
    """认不出的编号写法：不写错号，说出是哪一段。"""
    document = blank()
    (num,) = numbering(document, [{"form": "hebrew1", "text": "%1."}])
    numbered(document, "第一段", num)
    assert text_of(document) == ["第一段"]
    assert losses_of(document) == ["第 1 段的自动编号（hebrew1）认不出来，请在正文里补上编号"]


def test_headings_by_number_style_and_place() -> None:
    """居中的题目、第几章、一、短句、标题样式成为各级标题；带句号的、右边的、附件字样不是。"""
    document = blank()
    line(document, "示例县公共场所管理办法", CENTRE)
    line(document, "第一章 总则", CENTRE)
    line(document, "第一条 制定本办法。")
    line(document, "附件1")
    document.add_heading("样式标题", 2)
    line(document, "一、这是一句话。")
    line(document, "二、短的题目")
    assert text_of(document) == [
        *("## 示例县公共场所管理办法", "### 第一章 总则", "第一条 制定本办法。", "附件1", "#### 样式标题"),
        *("一、这是一句话。", "#### 二、短的题目"),
    ]


def test_typed_numbers_are_a_list_where_several_follow() -> None:
    """手打的 1. 2. 连着几项的成为列表；单独一个的不是，照公文的写法不空格；别的符号不当作列表、标题。"""
    document = blank()
    for text in (
        "附件：1. 目录",
        "2. 申请表",
        "完。",
        "1. 甲",
        "2. 乙",
        "3. 丙",
        "10. 单独",
        "- 破折",
        "# 井号",
        "1.甲",
    ):
        line(document, text)
    assert text_of(document) == [
        *("附件：1. 目录", "2.申请表", "完。", "1. 甲", "2. 乙", "3. 丙", "10.单独", "\\- 破折", "\\# 井号", "1.甲"),
    ]


def test_bold_is_kept_where_it_means_something() -> None:
    """整段加粗、编号的段首加粗是排版；句子中间加粗的保留。"""
    document = blank()
    for pieces in (
        [("申请人", False), ("应当", True), ("说明理由。", False)],
        [("（一）加强领导。", True), ("各单位要落实。", False)],
        [("整段都是粗的。", True)],
        [("前面 ", False), (" 两头空格 ", True), ("后面*星号*", False)],
    ):
        own = document.add_paragraph()
        for text, bold in pieces:
            own.add_run(text).bold = bold
    assert text_of(document) == [
        "申请人**应当**说明理由。",
        "（一）加强领导。各单位要落实。",
        "整段都是粗的。",
        "前面 **两头空格** 后面\\*星号\\*",
    ]


def test_merged_cells_are_spread_out_and_told() -> None:
    """合并的单元格拆开，每一格都填上，并且说出来；格子里的竖线不拆表。"""
    document = blank()
    table = document.add_table(3, 3)
    for row, texts in enumerate([["项目", "金额", ""], ["甲|乙", "1.20", "备注"], ["", "2.00", ""]]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2)).text = "金额"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "甲|乙"
    document.add_table(1, 2).cell(0, 0).text = "另一张"
    assert text_of(document) == [
        *("| 项目 | 金额 | 金额 |", "|---|---|---|", "| 甲\\|乙 | 1.20 | 备注 |", "| 甲\\|乙 | 2.00 |  |"),
        *("", "| 另一张 |  |", "|---|---|"),
    ]
    assert losses_of(document) == [
        "第 1 张表有合并的单元格 2 处，已拆开，每一格都填了同样的内容，请核对，合计、表头重复的可以删去"
    ]


_PICTURE = "<w:drawing><a:blip xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'/></w:drawing>"
_BOX = "<w:pict><w:txbxContent><w:p><w:r><w:t>印章说明</w:t></w:r></w:p></w:txbxContent></w:pict>"
_MATH = (
    "<m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'><m:r><m:t>x=1</m:t></m:r></m:oMath>"
)
_NOTES = story("footnotes", '<w:footnote w:id="2"><w:p><w:r><w:t>据实测</w:t></w:r></w:p></w:footnote>')
_STYLES = story("styles", '<w:style w:type="paragraph" w:styleId="C1"><w:name w:val="toc 1"/></w:style>')
_RAISED = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{}</w:t></w:r>'


def test_nothing_that_is_left_out_is_left_unsaid() -> None:
    """图片、文本框、公式、脚注、嵌入对象、删除线、上标、符号字、目录、页眉：在哪里、是什么、怎么办，一样不少。"""
    body = "".join(
        [
            paragraph("开头"),
            f'<w:p><w:pPr><w:pStyle w:val="C1"/></w:pPr>{run("一、总则	1")}</w:p>',
            paragraph(f"<w:r>{_PICTURE}</w:r>"),
            paragraph("文字", f"<w:r>{_BOX}</w:r>", _MATH),
            paragraph("数据", '<w:r><w:footnoteReference w:id="2"/></w:r>', "<w:r><w:object/></w:r>"),
            paragraph(run("删去的字", "<w:strike/>"), "面积5m", _RAISED.format("2"), "，", _RAISED.format("注")),
            paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Zi" w:char="F0FF"/></w:r>', "项"),
            paragraph("造\ue123字"),
        ]
    )
    header = story("hdr", paragraph("内部传阅") + paragraph("— 1 —"))
    data = packed(
        body,
        {
            "word/footnotes.xml": _NOTES,
            "word/styles.xml": _STYLES,
            "word/header1.xml": header,
            "word/_rels/document.xml.rels": relations(),
        },
    )
    assert text_of(data) == ["开头", "文字", "数据", "删去的字面积5m²，注", "☑〓项", "造〓字"]
    assert losses_of(data) == [
        "第 1 段后面有图片，请另存为附件；图片里的文字请写进正文",
        "第 2 段有文本框“印章说明”，里面的文字没有导入，请把要公开的文字移到正文里",
        "第 2 段有公式“x=1”，请在正文里用文字写出，或者另存为图片作附件",
        "第 3 段有脚注“据实测”，要公开的，请写进正文",
        "第 3 段嵌有别的文件或者公式，请在正文里写出，或者另存为附件",
        "第 4 段的“删去的字”画有删除线，导入后没有删除线，请核对要不要这些字",
        "第 4 段的“注”是上标，导入后成为普通文字，请核对，会误读的请改写",
        "第 5 段有符号字体的字（Zi F0FF），已用“〓”代替，请对照原文改正",
        "第 6 段有自造字（私用区字符） U+E123，已用“〓”代替，请对照原文改正，字库里没有的改用拼音或者图片",
        "页眉有文字“内部传阅”，没有导入，要公开的，请写进正文",
        "文件里有目录（1 行），没有导入，网页按标题自动生成目录，不用补",
    ]


def test_links_line_ends_and_blanks() -> None:
    """网址的链接保留，别的链接说出来；段内换行另起一段；看不见的字符、多余的空格不带进来。"""
    target = {"word/_rels/document.xml.rels": relations(("r1", "hyperlink", "https://www.example.gov.cn/a", True))}
    link = f'<w:hyperlink xmlns:r="http://x" r:id="r1">{run("公告全文")}</w:hyperlink>'
    body = paragraph("见", link, "。") + paragraph(run("上一行"), "<w:r><w:br/></w:r>", run("　下\u200b一\xa0行  完"))
    assert text_of(packed(body, target)) == ["见[公告全文](https://www.example.gov.cn/a)。", "上一行", "下一 行 完"]
    assert losses_of(packed(body, target)) == []
    elsewhere = {"word/_rels/document.xml.rels": relations(("r1", "hyperlink", "file:///c:/a.docx", True))}
    assert losses_of(packed(body, elsewhere)) == [
        "第 1 段的“公告全文”带有链接，链接没有导入，要保留的，请在正文里写出网址"
    ]


TRICKY = st.text(alphabet="文字一1、（）。 .*_#[]()<>&|`~\\!+-=:/http", min_size=1, max_size=24)


@given(texts=st.lists(st.tuples(TRICKY, st.booleans()), min_size=1, max_size=4))
@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_readers_see_what_the_document_said(texts: list[tuple[str, bool]]) -> None:
    """无论文档里写了什么符号，页面上读到的与文档里的一样。"""
    pieces = tuple(Piece(text, bold) for text, bold in texts)
    block = Paragraph(1, pieces)
    shown = re.sub(" {2,}", " ", block.text).strip()
    if not shown:
        return
    seen = to_text(to_markdown([block]).text)
    heading = to_markdown([block]).text.startswith("## ")
    assert seen in {shown, re.sub(r"^([1-9]\d{0,2}\.) ", r"\1", shown)} or heading, to_markdown([block]).text


WORDS = st.text(alphabet="县财政局公开信息办法规定一二三，、；", min_size=2, max_size=12).map(
    lambda text: f"为{text}了。"
)
PLAIN = st.one_of(WORDS, st.tuples(WORDS, WORDS).map(lambda both: f"{both[0]}**{both[1]}**完。"))
BULLETS = st.lists(WORDS, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {item}" for item in items))
NUMBERS = st.lists(WORDS, min_size=1, max_size=3).map(
    lambda items: "\n".join(f"{place}. {item}" for place, item in enumerate(items, 1))
)
TABLES = st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=3).map(
    lambda rows: "\n".join(["| 甲 | 乙 |", "|---|---|", *(f"| {left} | {right} |" for left, right in rows)])
)
CHAPTER = st.tuples(
    st.sampled_from(["## 总体要求", "## 保障措施"]),
    st.lists(st.one_of(PLAIN, BULLETS, NUMBERS, TABLES, st.lists(WORDS, min_size=1, max_size=3)), max_size=3),
)


def written(blocks: Sequence[tuple[str, Sequence[str | list[str]]]]) -> tuple[str, Document]:
    """Our Markdown of these chapters, and a document of the same with real headings, lists and numbers."""
    document = blank()
    lines: list[str] = []
    name = 100
    for heading, texts in blocks:
        document.add_heading(heading.removeprefix("## "), 1)
        lines.append(heading)
        for text in texts:
            name += 1
            if isinstance(text, list):  # （一）（二）, numbered by Word
                (num,) = numbering(document, [{"form": HAN, "text": "（%1）", "suff": "nothing"}], name=name)
                for place, own in enumerate(text, 1):
                    numbered(document, own, num)
                    lines.append(f"（{'一二三'[place - 1]}）{own}")
                continue
            if lines[-1][:1] in {"-", "|", "1", "2", "3"} and text[:1] in {"-", "|", "1"}:
                lines.append("plain")
                document.add_paragraph("plain")
            lines += text.split("\n")
            _add(document, text.split("\n"), name)
    return "\n".join(lines), document


def _add(document: Document, lines: list[str], name: int) -> None:
    if lines[0].startswith("|"):
        rows = [row.strip("| ").split(" | ") for row in (lines[0], *lines[2:])]
        table = document.add_table(len(rows), 2)
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                table.cell(place, column).text = text
    elif lines[0].startswith(("- ", "1. ")):
        level = {"form": "bullet", "text": "•"} if lines[0][0] == "-" else {"form": DIGIT, "text": "%1."}
        (num,) = numbering(document, [level], name=name)
        for text in lines:
            numbered(document, text.partition(" ")[2], num)
    else:
        own = document.add_paragraph()
        for place, text in enumerate(lines[0].split("**")):
            own.add_run(text).bold = place % 2 == 1


@given(blocks=st.lists(CHAPTER, min_size=1, max_size=3))
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_markdown_comes_back_from_word(blocks: list[tuple[str, list[str | list[str]]]]) -> None:
    """我们的正文写成 Word（真的标题、列表、编号、表格），再导入，一字不差。"""
    text, document = written(blocks)
    assert "\n".join(text_of(document)) == text
