"""PDF documents: the text layer of each page, and what a PDF for the public should not hold.

Reads with PDFium, which is native code: to be run where a crash does no harm (`workers.map_guarded`).
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from disclosure.attachments.model import Extracted, Finding, Part, UnreadableError
from disclosure.attachments.pdf_objects import active_findings

MAX_PAGES = 3000
_SCAN_TEXT, _SCAN_AREA = 20, 0.5
"""A page with less text than so many characters, and a picture on more than so much of it, is a scan."""
_RESCAN = "请换成文字版 PDF，或者用识别软件做成双层 PDF"
_LISTED = 5
_MAX_NOTE = 20_000
_NOTES = {
    pdfium.FPDF_ANNOT_TEXT,
    pdfium.FPDF_ANNOT_HIGHLIGHT,
    pdfium.FPDF_ANNOT_UNDERLINE,
    pdfium.FPDF_ANNOT_STRIKEOUT,
    pdfium.FPDF_ANNOT_CARET,
}
_RADICALS = str.maketrans(
    "⺁⺄⺊⺌⺎⺐⺒⺓⺛⺜⺝⺟⺠⺩⺫⺶⺼⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳⼾",
    "厂乙卜小兀尢巳幺旡日月母民王目羊肉虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟户",
)
"""Radicals to the characters of the same shape (Unicode, EquivalentUnifiedIdeograph.txt): fonts draw both with one
glyph, so that a text layer often has the one for the other. The radicals from U+2F00 on fold by NFKC, but for 户, which
would become 戶."""
_KANGXI = re.compile("[\u2f00-\u2fd5]")
_BROKEN_WORD = re.compile("[\u00ad\u0002\ufffe]\n?")
"""A hyphen at the end of a line that belongs to no word, as PDFium writes it."""
_WRAPPED = re.compile(r"(?<=[\u3400-\u9fff\U00020000-\U000323af，、]) *\n(?=[\u3400-\u9fff\U00020000-\U000323af])")
"""The end of a line between Chinese characters, where a sentence may go on."""
_FULL_LINE, _LEAST_LINE = 0.8, 16
"""A line goes on in the next if it is nearly as long as the longest of the page, and no cell of a table or heading."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\ufeff]")


def read_pdf(data: bytes) -> tuple[Extracted, list[Part]]:
    """The text by pages with findings, and the texts that a reader does not see."""
    document = _open(data)
    try:
        return _read(document, data)
    finally:
        document.close()


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
            raise UnreadableError("encrypted", "PDF 已加密，公众打不开", "请去掉密码和限制") from None
        raise UnreadableError("damaged", "PDF 已损坏，打不开", "请重新放入完整的文件") from None
    if pages > MAX_PAGES:
        document.close()
        raise UnreadableError("too-large", f"PDF 有 {pages} 页，超过 {MAX_PAGES} 页", "请分成几个文件")
    if not pages:
        document.close()
        raise UnreadableError("damaged", "PDF 已损坏，一页也没有", "请重新放入完整的文件")
    return document


def _read(document: pypdfium2.PdfDocument, data: bytes) -> tuple[Extracted, list[Part]]:
    findings: list[Finding] = []
    if pdfium.FPDF_GetSecurityHandlerRevision(document) >= 0:
        findings.append(Finding("encrypted", "PDF 已加密，限制了复制或者打印", "请去掉限制"))
    findings += active_findings(data)
    findings += _embedded(document)
    parts: list[Part] = []
    scans: list[int] = []
    notes = 0
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
            text = tidy(page.get_textpage().get_text_bounded())
        except pypdfium2.PdfiumError:
            findings.append(Finding("damaged", f"PDF 已损坏，第{number}页打不开", "请重新放入完整的文件"))
            break
        if text.strip():
            parts.append(Part(f"第{number}页", text))
        if _is_scan(page, text):
            scans.append(number)
        notes += _notes(page)
        page.close()
    if notes:
        findings.append(Finding("comment", f"PDF 有批注（{notes} 条）", "请删除全部批注后再保存"))
    findings += _unsearchable(parts, scans)
    words = document.get_metadata_dict()
    if author := words.get("Author", "").strip():
        findings.append(Finding("author", author))
    concealed = Part("文件属性", "\n".join(words.get(name, "") for name in ("Title", "Subject", "Keywords")))
    return Extracted(tuple(parts), tuple(findings)), [concealed]


def tidy(text: str) -> str:
    """A text layer as people would write it: radicals as characters, no stray signs, line feeds where a line ends."""
    text = _BROKEN_WORD.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _KANGXI.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text.translate(_RADICALS))
    return _unwrapped(_CONTROL.sub("", text))


def _unwrapped(text: str) -> str:
    """Lines that were broken only because the page ends there, in one: a sentence is read and copied without gaps."""
    full = max(_LEAST_LINE, _FULL_LINE * max(map(len, text.split("\n"))))

    def join(found: re.Match[str]) -> str:
        line = found.start() - text.rfind("\n", 0, found.start()) - 1
        return "" if line >= full else found[0]

    return _WRAPPED.sub(join, text)


def _unsearchable(parts: list[Part], scans: list[int]) -> Iterator[Finding]:
    if not parts:
        yield Finding("no-text", "PDF 里没有文字，公众检索不到", _RESCAN)
    elif scans:
        pages = "、".join(map(str, scans[:_LISTED])) + ("等" if len(scans) > _LISTED else "")
        yield Finding("no-text", f"PDF 第{pages}页是扫描件，公众检索不到", _RESCAN)
    text = "".join(part.text for part in parts)
    strange = sum(unicodedata.category(char) in {"Co", "Cn", "Cs"} or char == "\ufffd" for char in text)
    if strange * 3 > len(text) > 0:
        yield Finding("no-text", "PDF 的文字层是乱码，公众检索不到", "请从原来的文档重新导出 PDF")


def _is_scan(page: pypdfium2.PdfPage, text: str) -> bool:
    if len(text.strip()) >= _SCAN_TEXT:
        return False
    whole = page.get_width() * page.get_height()
    return any(_area(one) > whole * _SCAN_AREA for one in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _area(thing: pypdfium2.PdfObject) -> float:
    left, bottom, right, top = thing.get_bounds()
    return float((right - left) * (top - bottom))


def _embedded(document: pypdfium2.PdfDocument) -> Iterator[Finding]:
    count = document.count_attachments()
    if count > 0:
        names = "、".join(document.get_attachment(i).get_name() for i in range(min(count, 3)))
        yield Finding("embedded", f"PDF 内含 {count} 个附件（{names}）", "请删去，另作附件公开")


def _notes(page: pypdfium2.PdfPage) -> int:
    """How many notes of a reviewer stand on a page."""
    found = 0
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MAX_NOTE)):
        note = pdfium.FPDFPage_GetAnnot(page, number)
        if note and pdfium.FPDFAnnot_GetSubtype(note) in _NOTES:
            found += pdfium.FPDFAnnot_GetStringValue(note, b"Contents", None, 0) > ctypes.sizeof(ctypes.c_ushort)
        pdfium.FPDFPage_CloseAnnot(note)
    return found
