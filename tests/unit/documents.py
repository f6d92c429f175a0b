"""Word documents in the layout of GB/T 9704—2012, made by python-docx, with real automatic numbering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_USED = {"Normal", "TableNormal", "ListBullet", "ListNumber", *(f"Heading{level}" for level in range(1, 5))}
"""The styles that the tests use; the template of python-docx has a hundred and sixty more, slow to read each time."""


@cache
def _template() -> bytes:
    document = docx.Document()
    styles = document.styles.element
    for one in list(styles):
        if one.tag.endswith("}latentStyles") or (one.tag.endswith("}style") and one.styleId not in _USED):
            styles.remove(one)
    return saved(document)


def blank() -> Document:
    """An empty document."""
    return docx.Document(BytesIO(_template()))


def line(  # noqa: PLR0913 - what a line may look like
    document: Document,
    text: str,
    align: WD_ALIGN_PARAGRAPH | None = None,
    *,
    size: float = 16,
    red: bool = False,
    style: str | None = None,
) -> Paragraph:
    """A paragraph of one run."""
    paragraph = document.add_paragraph(style=style)
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    if red:
        run.font.color.rgb = RGBColor(0xFF, 0, 0)
    if align is not None:
        paragraph.alignment = align
    return paragraph


def saved(document: Document) -> bytes:
    """The bytes of a document."""
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def put(folder: Path, document: Document | bytes, name: str = "通知.docx") -> Path:
    """Write a document; give its path."""
    path = folder / name
    path.write_bytes(document if isinstance(document, bytes) else saved(document))
    return path


def notice(  # noqa: PLR0913 - the parts of a document
    *,
    mark: str = "示例县财政局文件",
    number: str = "示财发〔2026〕18号",
    title: Sequence[str] = ("示例县财政局", "关于做好2026年预算公开工作的通知"),
    text: Sequence[str] = ("各乡镇人民政府，县直各部门：", "为了做好预算公开工作，现将有关事项通知如下。"),
    signed: Sequence[str] = ("示例县财政局", "2026年11月9日"),
    rest: Sequence[str] = (),
) -> Document:
    """A notice of the usual layout; empty parts are left out."""
    document = blank()
    if mark:
        line(document, mark, CENTRE, size=42, red=True)
    if number:
        line(document, number, CENTRE)
    for one in title:
        line(document, one, CENTRE, size=22)
    for one in text:
        line(document, one)
    for one in signed:
        line(document, one, RIGHT)
    for one in rest:
        line(document, one)
    return document


def numbering(document: Document, levels: Sequence[Mapping[str, str]], *nums: str, name: int = 90) -> list[int]:
    """Define a list of these levels (form, text and, if wanted, start, suff, restart, isLgl); give the ids of its nums.

    For each of `nums` one num is made; its text is the XML of what it says otherwise, such as a new start.
    """
    part = document.part.numbering_part.element
    lines = []
    for place, level in enumerate(levels):
        more = "".join(f'<w:{key} w:val="{level[key]}"/>' for key in ("lvlRestart", "isLgl", "suff") if key in level)
        lines.append(
            f'<w:lvl w:ilvl="{place}"><w:start w:val="{level.get("start", "1")}"/>'
            f'<w:numFmt w:val="{level["form"]}"/>{more}<w:lvlText w:val="{level["text"]}"/></w:lvl>'
        )
    abstract = f'<w:abstractNum xmlns:w="{_WORD}" w:abstractNumId="{name}">{"".join(lines)}</w:abstractNum>'
    part.insert(0, parse_xml(abstract))
    ids = []
    for place, more in enumerate(nums or ("",)):
        own = name * 10 + place
        text = f'<w:num xmlns:w="{_WORD}" w:numId="{own}"><w:abstractNumId w:val="{name}"/>{more}</w:num>'
        part.append(parse_xml(text))
        ids.append(own)
    return ids


def numbered(document: Document, text: str, num: int, level: int = 0) -> Paragraph:
    """A paragraph with an automatic number."""
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr xmlns:w="{_WORD}"><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')
    )
    return paragraph
