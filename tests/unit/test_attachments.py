"""The text of attached files of every type: what a reader sees, in reading order, with its place."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx as word
import openpyxl
import pytest

from disclosure.attachments import Extracted, Part, extract
from disclosure.attachments.cells import shown
from disclosure.attachments.model import pack, unpack
from unit.attached_files import (
    PERSON,
    cell,
    core,
    docx,
    jpeg,
    ofd,
    package,
    paragraph,
    pdf,
    pdf_of,
    png,
    row,
    rows,
    run,
    story,
    stream,
    text_object,
    xlsx,
)


def texts(extracted: Extracted) -> list[tuple[str, str]]:
    """(place, text) of the parts."""
    return [(part.place, part.text) for part in extracted.parts]


def kinds(extracted: Extracted) -> list[str]:
    """What the findings are about, in order."""
    return [finding.kind for finding in extracted.findings]


def test_pdf_gives_the_text_of_each_page() -> None:
    """PDF 按页给出文字，扩展B区的字、字母、换行不走样，空白页没有文字。"""
    found = extract(pdf(["示例县𠮷镇𣲗水河ABC 12\n第二行", "", "第三页"]), "pdf")
    assert texts(found) == [("第1页", "示例县𠮷镇𣲗水河ABC 12\n第二行"), ("第3页", "第三页")]
    assert kinds(found) == []


def test_pdf_lines_of_a_sentence_are_joined() -> None:
    """一句话因为排到页边才换行的，接成一行；标题、表格、句末、短行、字母的换行不动。"""
    lines = [
        "关于示例县工作的通知",
        "各乡镇人民政府，县直各有关单位：为做好本年度工作，现将有关事项通",
        "知如下，请结合本地区、本单位实际认真贯彻执行，有什么问题，",
        "及时报告。请各单位于每月月底以前报送工作进展情况和下一步的打算。",
        "联系人",
        "张三",
    ]
    joined = [lines[0], "".join(lines[1:4]), *lines[4:]]
    assert texts(extract(pdf(["\n".join(lines)]), "pdf")) == [("第1页", "\n".join(joined))]
    cells = "序号\n单位名称\n金额"
    assert texts(extract(pdf([cells]), "pdf")) == [("第1页", cells)]


def test_pdf_radicals_become_characters() -> None:
    """文字层里写成部首的字，还原成通用的字；断词的连字符、零宽字符去掉。"""
    found = extract(pdf(["⻚⾯⻔⼾⻓", "财\u200b政"]), "pdf")
    assert texts(found) == [("第1页", "页面门户长"), ("第2页", "财政")]


def test_word_document_made_by_a_library() -> None:
    """通行的软件库做出来的文档：标题、段落、表格、页眉页脚都在，次序不乱。"""
    document = word.Document()
    document.sections[0].header.paragraphs[0].text = "示例县人民政府"
    document.sections[0].footer.paragraphs[0].text = "第1页"
    document.add_heading("一、总则", 1)
    document.add_paragraph("第一段。").add_run("接着写。").bold = True
    table = document.add_table(2, 2)
    for place, text in zip([(0, 0), (0, 1), (1, 0), (1, 1)], ["项目", "金额", "合计", "1.50"], strict=True):
        table.cell(*place).text = text
    document.add_paragraph("表后。")
    target = BytesIO()
    document.save(target)
    assert texts(extract(target.getvalue(), "docx")) == [
        ("页眉", "示例县人民政府\n"),
        ("", "一、总则\n第一段。接着写。\n项目\t金额\n合计\t1.50\n表后。\n"),
        ("页脚", "第1页\n"),
    ]


def test_word_text_boxes_notes_and_marks() -> None:
    """文本框接在所在的段落后面，不打断句子，也不重复；脚注、尾注、换行、制表符都在，域代码和拼音不在。"""
    box = f"<w:txbxContent>{paragraph('框里的字')}</w:txbxContent>"
    twice = f"<w:Choice>{box}</w:Choice><w:Fallback>{box}</w:Fallback>"
    anchor = f"<w:r><w:AlternateContent>{twice}</w:AlternateContent></w:r>"
    ruby = f"<w:r><w:ruby><w:rt>{run('yīn')}</w:rt><w:rubyBase>{run('音')}</w:rubyBase></w:ruby></w:r>"
    marks = "<w:r><w:t>左</w:t><w:tab/><w:t>右</w:t><w:br/><w:t>下</w:t><w:noBreakHyphen/></w:r>"
    field = "<w:r><w:instrText>PAGE \\* MERGEFORMAT</w:instrText></w:r>"
    body = paragraph("前半", anchor, "后半") + paragraph(ruby, field) + paragraph(marks)
    note = f'<w:footnote w:id="1">{paragraph("脚注的字")}</w:footnote>'
    found = extract(docx(body, {"word/footnotes.xml": story("footnotes", note)}), "docx")
    assert texts(found) == [("", "前半后半\n框里的字\n音\n左\t右\n下-\n"), ("脚注", "脚注的字\n")]


def test_what_was_deleted_or_hidden_in_word_is_no_public_text() -> None:
    """删去的、移走的、隐藏的、批注里的文字不算公开的文字，各有一句话；插入的算。"""
    changed = (
        '<w:del w:author="张三"><w:r><w:delText>五百</w:delText></w:r></w:del>'
        '<w:moveFrom w:author="张三"><w:r><w:t>移走</w:t></w:r></w:moveFrom>'
        f'<w:ins w:author="李四">{run("五十")}</w:ins>'
    )
    body = paragraph("拨款", changed, "万元", run(f"内部掌握{PERSON}", "<w:vanish/>"))
    comment = f'<w:comment w:author="王五">{paragraph("不宜公开")}</w:comment>'
    found = extract(docx(body, {"word/comments.xml": story("comments", comment)}), "docx")
    assert texts(found) == [("", "拨款五十万元\n")]
    assert kinds(found) == ["hidden-text", "tracked", "comment", "identity"]
    assert "张三 2 处、李四 1 处" in found.findings[1].what
    assert PERSON not in str(found.findings)


def test_workbook_made_by_a_library() -> None:
    """通行的软件库做出来的工作簿：逐表逐行，数字、日期照看到的样子，公式取算好的值，错误值没有。"""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "收入"
    sheet.append(["项目", "金额", "占比", "日期", "编码"])
    sheet.append(["税收", 1234.5, 0.256, date(2026, 3, 5), 7])
    for place, shape in {"B2": "#,##0.00", "C2": "0.0%", "D2": 'yyyy"年"m"月"d"日"', "E2": "0000"}.items():
        sheet[place].number_format = shape
    sheet.append([True, None, "=1+1", "#N/A", 0.1 + 0.2])
    book.create_sheet("空表")
    book.create_sheet("支出")["C7"] = "教育"
    target = BytesIO()
    book.save(target)
    found = extract(target.getvalue(), "xlsx")
    assert texts(found) == [
        ("工作表“收入”", "项目\t金额\t占比\t日期\t编码\n税收\t1234.50\t25.6%\t2026年3月5日\t0007\nTRUE\t0.3"),
        ("工作表“支出”", "教育"),
    ]
    assert [finding.what for finding in found.findings] == ["openpyxl"]


@pytest.mark.parametrize(
    ("stored", "shape", "seen"),
    [
        ("1234.5", "General", "1234.5"),
        ("0.30000000000000004", "General", "0.3"),
        ("110000000000000000", "0", "110000000000000000"),
        ("2.345", "0.00", "2.35"),
        ("-2.345", "#,##0.00;[Red]-#,##0.00", "-2.35"),
        ("2.5", "0.##", "2.5"),
        ("0.125", "0%", "13%"),
        ("7", "000", "007"),
        ("46086", "yyyy-mm-dd", "2026-03-05"),
        ("46086", "yyyy/m", "2026-03"),
        ("46086", 'm"月"d"日"', "3月5日"),
        ("46086.75", "yyyy-mm-dd hh:mm", "2026-03-05 18:00"),
        ("0.75", "h:mm", "18:00"),
        ("1E400", "0.00", "1E400"),
        ("1E-999999999", "0.00", "1E-999999999"),
        ("1E30", "0.00", "1" + "0" * 30),
        ("NaN", "0.00", "NaN"),
        ("99999999", "yyyy-mm-dd", "99999999"),
        ("不是数", "0.00", "不是数"),
    ],
)
def test_a_cell_is_shown_as_the_sheet_shows_it(stored: str, shape: str, seen: str) -> None:
    """单元格里的数按格式显示：小数位、百分号、前导零、日期；读不懂的照原样。"""
    assert shown(stored, shape, from_1904=False) == seen


def test_dates_from_1904() -> None:
    """按1904年起算的工作簿，日期差四年。"""
    assert shown("1", "yyyy-mm-dd", from_1904=True) == date(1904, 1, 2).isoformat()


def test_shared_texts_of_a_workbook() -> None:
    """共用的文字取得到，富文本接起来，读音不取；编号越界的没有文字。"""
    shared = "<sst><si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r><rPh><t>yi</t></rPh></si></sst>"
    cells = [f'<c r="{place}" t="s"><v>{number}</v></c>' for place, number in (("A1", 1), ("B1", 0), ("C1", 9))]
    found = extract(xlsx({"表": rows(row(1, *cells))}, {"xl/sharedStrings.xml": shared}), "xlsx")
    assert texts(found) == [("工作表“表”", "乙丙\t甲")]


def test_hidden_parts_of_a_workbook_are_no_public_text() -> None:
    """隐藏的工作表、行、列不算公开的文字，有话说；里面的身份号码照样查。"""
    columns = '<cols><col min="2" max="3" hidden="1"/></cols>'
    seen = columns + rows(row(1, cell("A1", "姓名"), cell("B1", PERSON)), row(2, cell("A2", "张某"), hidden=True))
    book = xlsx({"名单": seen, "底表": rows(row(1, cell("A1", "底数")))}, hidden=["底表"])
    found = extract(book, "xlsx")
    assert texts(found) == [("工作表“名单”", "姓名")]
    assert kinds(found) == ["hidden-text", "hidden-sheet", "identity"]


def test_drawn_words_of_a_workbook() -> None:
    """图形和图表里的文字也检索得到。"""
    drawing = "<xdr xmlns:a='a'><a:t>说明框</a:t></xdr>"
    found = extract(xlsx({"表": rows(row(1, cell("A1", "甲")))}, {"xl/drawings/drawing1.xml": drawing}), "xlsx")
    assert texts(found)[1] == ("图形", "说明框")


def test_ofd_gives_the_text_of_each_page() -> None:
    """OFD 按页给出文字：同一行挨着的接起来，隔开的留空，换行换行；模板里的文字每页都有。"""
    line = text_object("示例县", 20, 20) + text_object("人民政府", 35, 20) + text_object("2026年", 80, 20)
    pages = [line + text_object("第二行", 20, 40), text_object("𠮷镇")]
    found = extract(ofd(pages, template=text_object("页眉", 20, 5)), "ofd")
    assert texts(found) == [("第1页", "页眉\n示例县人民政府 2026年\n第二行"), ("第2页", "页眉\n𠮷镇")]
    assert kinds(found) == []


def test_ofd_pages_are_in_the_order_of_the_document() -> None:
    """OFD 的页序按文档说的，不按文件名；绝对路径、大小写不同的路径也找得到。"""
    listed = '<Page ID="2" BaseLoc="/doc_0/pages/B.xml"/><Page ID="1" BaseLoc="Pages/A.xml"/>'
    page = "<Page><Content><Layer><TextObject><TextCode>{}</TextCode></TextObject></Layer></Content></Page>"
    parts = {
        "OFD.xml": "<OFD><DocBody><Author>张三</Author><DocRoot>/Doc_0/Document.xml</DocRoot></DocBody></OFD>",
        "Doc_0/Document.xml": f"<Document><Pages>{listed}</Pages></Document>",
        "Doc_0/Pages/A.xml": page.format("后"),
        "Doc_0/Pages/B.xml": page.format("先"),
    }
    found = extract(package(parts), "ofd")
    assert texts(found) == [("第1页", "先"), ("第2页", "后")]
    assert [(finding.kind, finding.what) for finding in found.findings] == [("author", "张三")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("extension", ["txt", "csv"])
def test_plain_text_in_the_codes_that_programs_write(encoding: str, extension: str) -> None:
    """文本和 CSV：UTF-8、GB 18030、带标记的 UTF-16 都读得出。"""
    assert texts(extract("姓名,𠮷镇\r\n张某,甲".encode(encoding), extension)) == [("", "姓名,𠮷镇\r\n张某,甲")]


@pytest.mark.parametrize("extension", ["png", "jpg", "doc", "xls", "wps", "et", "pptx"])
def test_what_cannot_be_read_is_said(extension: str) -> None:
    """图片、旧版格式没有文字，说明检索不到。"""
    found = extract({"png": png(10, 10), "jpg": jpeg()}.get(extension, b"\xd0\xcf\x11\xe0"), extension)
    assert found.parts == ()
    assert kinds(found) == ["no-text"]


def test_scans_are_told_from_pages_with_text() -> None:
    """没有文字层的说检索不到；个别页是扫描件的，说是第几页；双层 PDF 不说。"""
    layer = "双层 PDF 的文字层在图片下面，写得足够长，可以检索"
    assert "没有文字" in extract(pdf(["", ""], scan=True), "pdf").findings[0].what
    assert "第2、3页是扫描件" in extract(pdf([layer, "", "- 3 -"], scan=True), "pdf").findings[0].what
    assert kinds(extract(pdf([layer], scan=True), "pdf")) == []


def test_words_in_the_properties_are_looked_at_too() -> None:
    """文件属性里的关键词也查身份号码和手机号码，但不算公开的文字。"""
    found = extract(docx(paragraph("正文"), {"docProps/core.xml": core(keywords=PERSON, creator="张三")}), "docx")
    assert texts(found) == [("", "正文\n")]
    assert [(finding.kind, finding.what) for finding in found.findings] == [
        ("author", "张三"),
        ("identity", "文件属性"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"身份证号：{PERSON}",
        "１１０１０１１９０００１０１００１４",
        "110101-19000101-0014",
        "110101190\u200b001010014",
        "1101011900\u00a001010014",
        f"{PERSON[:9]}\n{PERSON[9:]}",
    ],
)
def test_identity_numbers_in_every_dress(text: str) -> None:
    """身份号码分成两行、加连接线、夹零宽字符、写成全角，都认得出，话里没有号码。"""
    found = extract(text.encode(), "txt")
    assert "identity" in kinds(found)
    assert not any(digit in finding.what for finding in found.findings for digit in ("0014", "００１４"))


@pytest.mark.parametrize("text", ["110101190001010010", "91110000600037341L", "24372000000000000001", "1\n2\n" * 30])
def test_other_long_numbers_are_no_identity_numbers(text: str) -> None:
    """校验码不对的、信用代码、发票号码，不冤枉。"""
    assert kinds(extract(text.encode(), "txt")) == []


def test_places_are_told_once_each_and_not_without_end() -> None:
    """同一处只说一次，最多说二十处。"""
    found = extract(f"{PERSON} {PERSON}\n".encode() * 30, "csv")
    assert [finding.what for finding in found.findings] == [f"第{n}行" for n in range(1, 21)]


def test_objects_packed_in_streams_are_seen() -> None:
    """动作藏在压缩的对象流里，名称用转义写，也查得出；正文里写着同样的字不算。"""
    hidden = stream(b"7 0 8 40 <</S/J#61vaScript/JS(app.alert\\(1\\))>> <<>>", b"/Type/ObjStm/N 2/First 9")
    assert kinds(extract(pdf(["值班"], extra=[hidden]), "pdf")) == ["active"]
    assert kinds(extract(pdf(["值班"], catalog=b"/Lang(/S/JavaScript)"), "pdf")) == []


def test_pages_that_cannot_be_opened_are_damage() -> None:
    """列在目录里而打不开的页，是损坏。"""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    kids = pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R 9 0 R]/Count 2>>", page])
    assert "damaged" in kinds(extract(kids, "pdf"))


def test_a_result_is_kept_unchanged() -> None:
    """结果存取一次，一字不差，不成对的代理项也不出错。"""
    found = Extracted((Part("第1页", "𠮷\ud800\n"),), extract(png(1, 1), "png").findings)
    assert unpack(pack(found)) == found
