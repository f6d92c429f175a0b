"""Official documents (GB/T 9704—2012): each part is found with its place; what is unsure stays open."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from docx.document import Document

from disclosure.importers.word import terms
from disclosure.importers.word.layout import recognise
from disclosure.importers.word.markdown import to_markdown
from disclosure.importers.word.parts import Layout
from disclosure.importers.word.reading import read_document
from unit.documents import CENTRE, RIGHT, blank, line, notice, saved

KNOWN = {"示例县人民政府", "示例县人民政府办公室", "示例县财政局", "示例县教育局", "国务院"}


def layout_of(document: Document) -> Layout:
    """The parts of a document."""
    return recognise(read_document(saved(document)), KNOWN)


def values(layout: Layout) -> dict[str, str]:
    """The parts by their terms; those that are unsure with the reason."""
    return {term: f"{part.value} ？{part.doubt}" if part.doubt else part.value for term, part in layout.parts.items()}


def body(layout: Layout) -> list[str]:
    """The lines of the body."""
    return to_markdown(layout.body).text.split("\n")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026年11月9日", date(2026, 11, 9)),
        ("２０２６ 年 １１ 月 ９ 日", date(2026, 11, 9)),
        ("二〇二六年十一月九日", date(2026, 11, 9)),
        ("二○二四年二月二十九日", date(2024, 2, 29)),
        ("二零一零年十月三十一日", date(2010, 10, 31)),
        ("2026年2月30日", None),
        ("2026年11月", None),
        ("自2026年11月9日起", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    """成文日期的各种写法；没有这一天的不算。"""
    assert terms.day_of(text) == day


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("示财发〔2026〕18号", "示财发〔2026〕18号"),
        ("示财发[2026]018号", "示财发〔2026〕18号"),
        ("示财发（２０２６）第18号", "示财发〔2026〕18号"),
        ("示财发 【2026】 18 号", "示财发〔2026〕18号"),
        ("示财（综）〔2026〕3号", "示财（综）〔2026〕3号"),
        ("根据示财发〔2026〕18号文件", ""),
        ("第18号", ""),
    ],
)
def test_numbers(text: str, number: str) -> None:
    """发文字号改成六角括号、去掉虚位和“第”字；不是独占一行的不算。"""
    assert terms.number_in(text) == number


def test_every_part_of_a_notice() -> None:
    """版头、主体、版记各项：各在第几段，凭什么认出；版头版记不进正文。"""
    document = blank()
    for text in ("000012", "特急"):
        line(document, text)
    line(document, "示例县人民政府办公室文件", CENTRE, size=42, red=True)
    line(document, "示政办发[2026]018号　　　　　签发人：张三　李四")
    line(document, "示例县人民政府办公室", CENTRE, size=22)
    line(document, "关于印发示例县公共场所 管理办法的通知", CENTRE, size=22)
    line(document, "各乡镇人民政府，县政府各部门：")
    line(document, "现印发给你们，请遵照执行。")
    line(document, "附件：1. 公共场所目录")
    line(document, "2. 申请表")
    line(document, "示例县人民政府办公室", RIGHT)
    line(document, "二〇二六年十一月九日", RIGHT)
    line(document, "（此件主动公开）")
    line(document, "示例县公共场所管理办法", CENTRE)
    line(document, "第一条　制定本办法。")
    table = document.add_table(2, 2)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells],
        ["抄送：", "县委各部门，县人大常委会办公室。", "示例县人民政府办公室", "2026年11月10日印发"],
        strict=True,
    ):
        cell.text = text
    found = layout_of(document)
    assert {term: (part.value, part.where, part.doubt) for term, part in found.parts.items()} == {
        "份号": ("000012", "第 1 段，版头左上角", ""),
        "紧急程度": ("特急", "第 2 段，版头左上角", ""),
        "签发人": ("张三李四", "第 4 段，与发文字号在一行", ""),
        "发文字号": ("示政办发〔2026〕18号", "第 4 段，独占一行", ""),
        "发文机关标志": ("示例县人民政府办公室", "第 3 段，红色大字", ""),
        "标题": ("示例县人民政府办公室关于印发示例县公共场所管理办法的通知", "第 5、6 段，居中", ""),
        "抄送": ("县委各部门，县人大常委会办公室", "表格里，版记", ""),
        "印发机关": ("示例县人民政府办公室", "表格里，版记", ""),
        "印发日期": ("2026-11-10", "表格里，版记", ""),
        "发文机关署名": ("示例县人民政府办公室", "第 11、12 段，成文日期上面", ""),
        "成文日期": ("2026-11-09", "第 12 段，署名下面", ""),
        "附注": ("此件主动公开", "第 13 段，成文日期下面", ""),
        "公开方式": ("主动公开", "第 13 段，“（此件主动公开）”", ""),
        "发文机关": ("示例县人民政府办公室", "版头、标题、署名里的机关名称", ""),
        "主送机关": ("各乡镇人民政府，县政府各部门", "第 7 段，正文的第一行", ""),
    }
    assert found.annexes == ("公共场所目录", "申请表")
    assert body(found) == [
        *("各乡镇人民政府，县政府各部门：", "现印发给你们，请遵照执行。", "附件：1. 公共场所目录", "2.申请表"),
        *("示例县人民政府办公室", "二〇二六年十一月九日", "（此件主动公开）"),
        *("## 示例县公共场所管理办法", "第一条　制定本办法。"),
    ]


CASES: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    (
        "联合行文",
        {
            "mark": "示例县财政局　示例县教育局文件",
            "title": ("关于下达2026年教育经费的通知",),
            "signed": ("示例县财政局　　示例县教育局", "2026年11月9日"),
        },
        {"发文机关": "示例县财政局、示例县教育局", "标题": "关于下达2026年教育经费的通知", "成文日期": "2026-11-09"},
    ),
    (
        "没有版头，文号在标题下面",
        {"mark": "", "number": "", "title": ("示例县财政局关于公开预算的", "通 知", "示财发〔2026〕18号")},
        {"发文机关": "示例县财政局", "发文字号": "示财发〔2026〕18号", "标题": "示例县财政局关于公开预算的通知"},
    ),
    (
        "信函格式，没有主送",
        {"mark": "示例县财政局", "title": ("关于报送材料的函",), "text": ("现将材料报上，请审阅。",)},
        {"发文机关": "示例县财政局", "标题": "关于报送材料的函", "发文机关标志": "示例县财政局"},
    ),
    (
        "令",
        {
            "mark": "示例县人民政府令",
            "number": "第3号",
            "title": (),
            "text": ("《示例县消防办法》已经通过，现予公布，自2027年1月1日起施行。",),
            "signed": ("县长　王五", "2026年11月9日"),
        },
        {"发文字号": "示例县人民政府令第3号", "发文机关": "示例县人民政府", "成文日期": "2026-11-09"},
    ),
    (
        "公告",
        {"mark": "示例县财政局公告", "number": "2026年第2号", "title": (), "text": ("现将有关事项公告如下。",)},
        {"发文字号": "示例县财政局公告2026年第2号", "标题": "示例县财政局公告", "发文机关": "示例县财政局"},
    ),
    (
        "纪要",
        {"mark": "示例县人民政府常务会议纪要", "number": "第5期", "title": (), "signed": ()},
        {
            "标题": "示例县人民政府常务会议纪要",
            "发文字号": "示例县人民政府常务会议纪要第5期 ？纪要的编号不是规定的发文字号写法",
            "发文机关": "示例县人民政府",
        },
    ),
    (
        "署名与标题不一致",
        {"signed": ("示例县教育局", "2026年11月9日")},
        {
            "成文日期": "2026-11-09 ？署名“示例县教育局”与标题、版头的发文机关不一致",
            "发文机关": "示例县财政局",
        },
    ),
    (
        "没有署名",
        {"mark": "", "title": ("预算公开的说明",), "signed": ("2026年11月9日",)},
        {"标题": "预算公开的说明 ？结尾不像公文标题", "成文日期": "2026-11-09 ？上面没有发文机关署名"},
    ),
    (
        "题注里的日期",
        {"title": ("示例县财政局关于印发预算办法的决定", "（2026年11月8日局务会议通过）"), "signed": ()},
        {"成文日期": "2026-11-08 ？没有署名和日期，只有题注"},
    ),
    (
        "公开属性写在版记",
        {"rest": ("信息公开选项：主动公开", "抄送：县委。", "示例县财政局办公室　2026年11月10日印发", "共印50份")},
        {"公开方式": "主动公开", "抄送": "县委", "印发日期": "2026-11-10"},
    ),
]


@pytest.mark.parametrize(("options", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_forms_of_documents(options: dict[str, Any], expected: dict[str, str]) -> None:
    """联合行文、信函、令、公告、纪要，以及对不上、缺了的：认出的写明，拿不准的写明为什么。"""
    found = values(layout_of(notice(**options)))
    assert {term: found.get(term) for term in expected} == expected


def test_the_title_of_what_an_order_promulgates() -> None:
    """令后面居中的办法名称是标题，令的正文和办法都在正文里。"""
    document = notice(
        mark="示例县人民政府令",
        number="第3号",
        title=(),
        text=("现公布《示例县消防办法》，自2027年1月1日起施行。",),
        signed=("县长　王五", "2026年11月9日"),
    )
    line(document, "示例县消防办法", CENTRE)
    line(document, "第一条 制定本办法。")
    found = layout_of(document)
    assert values(found)["标题"] == "示例县消防办法"
    assert body(found)[0] == "现公布《示例县消防办法》，自2027年1月1日起施行。"
    assert body(found)[-2:] == ["## 示例县消防办法", "第一条 制定本办法。"]


def test_the_date_of_the_document_not_of_what_it_passes_on() -> None:
    """转发的文件里还有别的署名和日期，取发文机关自己的。"""
    document = notice(
        title=("示例县财政局转发示例县教育局关于经费管理意见的通知",),
        rest=("示例县教育局关于经费管理的意见", "具体意见如下。", "示例县教育局", "2026年10月1日"),
    )
    assert values(layout_of(document))["成文日期"] == "2026-11-09"


@pytest.mark.parametrize(
    ("mark", "where"),
    [("机密★1年", "第 1 段"), ("秘 密", "第 1 段"), ("绝密", "第 1 段"), ("内部资料，注意保存", "第 1 段")],
)
def test_a_mark_of_secrecy_refuses_the_document(mark: str, where: str) -> None:
    """有密级标志的不导入，没有星号的也认得；正文里说到保密的不算。"""
    document = blank()
    line(document, mark)
    line(document, "示例县财政局文件", CENTRE, red=True)
    assert layout_of(document).refusal == f"{where}有密级或者内部文件的标志"
    assert layout_of(notice(text=("涉及国家秘密的，按照机密级管理。",))).refusal == ""


def test_a_document_that_says_it_is_not_to_be_disclosed() -> None:
    """附注写明不予公开的不导入。"""
    found = layout_of(notice(rest=("（此件不予公开）",)))
    assert found.refusal == "第 9 段写明不公开（“（此件不予公开）”）"


def test_tables_of_the_text_stay_tables() -> None:
    """红头、版记用表格排的拆成行；正文里的表格提到文件、印发，还是表格。"""
    document = blank()
    head = document.add_table(2, 2)
    for row, name in enumerate(("示例县财政局", "示例县教育局")):
        head.cell(row, 0).text = name
    head.cell(0, 1).merge(head.cell(1, 1)).text = "文件"
    line(document, "示财发〔2026〕18号", CENTRE)
    line(document, "关于清理文件的通知", CENTRE)
    line(document, "现列表如下。")
    table = document.add_table(2, 2)
    for place, text in enumerate(("文件", "印发", "办法", "2026年1月5日印发")):
        table.cell(place // 2, place % 2).text = text
    found = layout_of(document)
    assert values(found)["发文机关标志"] == "示例县财政局、示例县教育局"
    assert body(found) == ["现列表如下。", "| 文件 | 印发 |", "|---|---|", "| 办法 | 2026年1月5日印发 |"]


def test_nothing_of_a_document_disappears() -> None:
    """认不出版头的文件，每一段都留在正文里。"""
    document = blank()
    texts = ["一、开头就是正文", "没有标题的短句", "示例县", "——摘要", "第二段话。"]
    for text in texts:
        line(document, text)
    found = layout_of(document)
    assert "\n".join(body(found)).replace("## ", "").split("\n") == texts
    assert "标题" not in found.parts
