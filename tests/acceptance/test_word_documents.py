"""Real documents in the usual layouts, given to the import as Word files; and the hostile Word files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx.document import Document as WordDocument

from acceptance.bad_inputs import cases
from acceptance.state_council import ISSUERS, Document, documents
from disclosure.importers.word import prepare_draft, terms
from disclosure.importers.word.layout import recognise
from disclosure.importers.word.markdown import to_markdown
from disclosure.importers.word.parts import Layout
from disclosure.importers.word.reading import read_document
from disclosure.markup import to_text
from unit.documents import CENTRE, RIGHT, blank, line, saved
from unit.small_site import TODAY, write_vocabulary

KNOWN = {*ISSUERS, "国务院办公厅"}
LAYOUTS = ("red", "web", "plain")
"""With a red head and a 版记; as on web pages, the number below the title; everything at the left, without any look."""
MISPRINTED = {("000014349/2004-00206", "成文日期")}
"""The catalogue says 17, the document itself 二十七."""
OTHERWISE_NAMED = {("国令第707号", "发文字号")}
"""Orders are registered by 国令; the page itself says 中华人民共和国国务院令."""
LEAST = {
    "red": {"标题": 40, "发文字号": 39, "发文机关": 40, "成文日期": 39},
    "web": {"标题": 40, "发文字号": 39, "发文机关": 40, "成文日期": 39},
    "plain": {"标题": 39, "发文字号": 39, "发文机关": 40, "成文日期": 39},
}
"""How many of the forty are recognised without doubt, at least."""


def parted(document: Document) -> tuple[list[str], list[str]]:
    """(the lines of the title, the lines of the text) of a document as it was published."""
    number = document.document_number
    lines = list(document.paragraphs)
    place = next((place for place, one in enumerate(lines) if number in terms.tight(one)), None)
    if place is None:
        return [], lines
    before = lines[place].replace(number, "").strip()
    return [*lines[:place], *([before] if before else [])], lines[place + 1 :]


def written(document: Document, layout: str) -> WordDocument:
    """The document as a Word file in a layout."""
    word = blank()
    title, text = parted(document)
    middle = None if layout == "plain" else CENTRE
    if layout == "red" and title:
        line(word, "000012")
        line(word, f"{document.issuer.replace('、', '　')}文件", CENTRE, size=42, red=True)
        line(word, document.document_number, CENTRE)
    for one in title:
        line(word, one, middle, size=22)
    if layout != "red" and title:
        line(word, document.document_number, middle)
    for place, one in enumerate(text):
        is_order = not title and (place < 2 or one == document.title)
        is_end = terms.day_of(one) is not None or one in document.issuer
        line(word, one, middle if is_order else RIGHT if is_end and layout != "plain" else None)
    if layout == "red":
        line(word, "抄送：党中央各部门，全国人大常委会办公厅。")
        line(word, "国务院办公厅秘书局　　　　　2018年11月9日印发")
    return word


def fields(document: Document) -> dict[str, str]:
    """What the import should find."""
    known = document.entry
    return {term: str(known[term]) for term in ("标题", "发文字号", "发文机关", "成文日期")}


def wrong(document: Document, layout: Layout) -> Iterator[str]:
    """The fields for which something else is taken without doubt; known differences of the catalogue left out."""
    for term, value in fields(document).items():
        found = layout.sure(term)
        known = (document.index_number, term) in MISPRINTED or (value, term) in OTHERWISE_NAMED
        if found and found != value and not known:
            yield f"{document.title} {term}: {found}"


def squeezed(text: str) -> str:
    """The characters that are no blanks."""
    return "".join(text.split())


def unnumbered(lines: list[str]) -> str:
    """The characters of the lines; without numbers such as 1. at their beginning, which lists draw themselves."""
    return "".join(re.sub(r"^\d{1,3}\.", "", squeezed(one)) for one in lines)


@pytest.mark.parametrize("name", LAYOUTS)
def test_real_documents_are_recognised(shared: Path, name: str) -> None:
    """国务院的四十件真实文件，三种版式：认出的几乎全对，没有一项认错，正文一个字不少。"""
    right = dict.fromkeys(LEAST[name], 0)
    faults: list[str] = []
    for document in documents(shared):
        layout = recognise(read_document(saved(written(document, name))), KNOWN)
        for term, value in fields(document).items():
            right[term] += layout.sure(term) == value
        faults += wrong(document, layout)
        title, text = parted(document)
        body = to_text(to_markdown(layout.body).text).split("\n")
        if title:
            assert squeezed("".join(title)) == squeezed(layout.parts["标题"].value), document.title
            assert unnumbered(body) == unnumbered(text), document.title
    assert faults == []
    assert {term: count for term, count in right.items() if count < LEAST[name][term]} == {}, right


REFUSED = {
    "F22": "留有修订痕迹",
    "F23": "有批注",
    "F24": "有隐藏文字",
    "F27": "实体声明",
    "F38": "是旧版的 Word 文档（.doc）",
    "F39": "是 PDF",
    "KF04": "密级标志",
    "KF05": "有公民身份号码",
}


@pytest.mark.parametrize("case_id", REFUSED)
def test_a_hostile_document_is_not_imported(shared: Path, tmp_path: Path, case_id: str) -> None:
    """修订、批注、隐藏文字、实体、旧格式、改名、密级：不导入，说得出为什么。"""
    inputs = shared / "badinputs"
    letters = case_id.rstrip("0123456789")
    (case,) = [case for case in cases(inputs, letters) if case.id == case_id]
    write_vocabulary(tmp_path)
    found = prepare_draft(tmp_path, inputs / case.file, TODAY, organ="xzfb", kind="notice", jobs=1)
    assert found.draft is None
    assert REFUSED[case_id] in found.faults[0].report
