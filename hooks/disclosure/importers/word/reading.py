"""From the bytes of a Word document to its paragraphs and tables. Only what a reader of the document sees is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal
from xml.etree.ElementTree import Element

from disclosure.attachments import office
from disclosure.attachments.model import UnreadableError
from disclosure.attachments.package import Package, elements
from disclosure.importers.word.blocks import Block, Document, Loss, Paragraph, Piece, Table
from disclosure.importers.word.numbering import Numbering, numbering
from disclosure.importers.word.styles import Look, Styles
from disclosure.importers.word.tree import child, children, number, optional_tree, tree, value
from disclosure.importers.word.words import BREAK, Words

_ALIGN: dict[str, Literal["centre", "right"]] = {"center": "centre", "right": "right", "end": "right"}
_THROUGH = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"}
_CONTENTS = re.compile(r"(?:toc|目录)[ ]?(?:[1-9]|heading)?", re.IGNORECASE)
"""Names of the styles of a table of contents."""
_PAGE = re.compile(r"[\s\d—–－ⅠⅡⅢⅣⅤivxlIVXL第共页/-]*")
"""What headers and footers hold besides words: the number of the page."""
MAX_CELLS = 20_000
MAX_SPREAD = 2_000_000
"""Characters of all tables when merged cells are spread out."""
_MOST_COLUMNS = 60


def read_document(data: bytes) -> Document:
    """The flow of a document. Raises UnreadableError."""
    package = Package(data)
    name = office.require(package, r"word/document\d*\.xml", "正文")
    body = child(tree(package, name), "body")
    if body is None:
        raise UnreadableError("damaged", "里面没有正文", "请用原来的软件打开，另存一份再导入")
    styles = Styles(optional_tree(package, r"word/styles\d*\.xml"))
    lists = numbering(optional_tree(package, r"word/numbering\d*\.xml"), styles)
    reader = _Reader(styles, lists, _links(package, name), dict(_notes(package)))
    blocks = tuple(reader.flow(body))
    asides = [text for pattern in ("header", "footer") for text in _edges(package, pattern, reader.losses)]
    if reader.contents:
        what, mend = f"有目录（{reader.contents} 行），没有导入", "网页按标题自动生成目录，不用补"
        reader.losses.append(Loss("文件里", what, mend))
    return Document(blocks, tuple(reader.losses), (*reader.asides, *asides))


def _links(package: Package, name: str) -> dict[str, str]:
    folder, _, file = name.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels"
    if relations not in package:
        return {}
    found = elements(package, relations, "Relationship")
    return {one.get("Id", ""): one.get("Target", "") for _, one, _ in found if one.get("TargetMode") == "External"}


def _notes(package: Package) -> Iterator[tuple[str, str]]:
    for pattern, kind in ((r"word/footnotes\d*\.xml", "脚注"), (r"word/endnotes\d*\.xml", "尾注")):
        for note in optional_tree(package, pattern):
            text = "".join(found.text or "" for found in note.iter("t"))
            yield f"{kind}{note.get('id', '')}", text


def _edges(package: Package, name: str, losses: list[Loss]) -> list[str]:
    """The words of headers or footers, which stand on every page and are no part of the text."""
    place = "页眉" if name == "header" else "页脚"
    texts: dict[str, None] = {}
    for part in package.matching(rf"word/{name}\d*\.xml"):
        for paragraph in tree(package, part).iter("p"):
            text = "".join(found.text or "" for found in paragraph.iter("t")).strip()
            if text and not _PAGE.fullmatch(text):
                texts[text] = None
    losses += [Loss(place, f"有文字{office.sample(text)}，没有导入", "要公开的，请写进正文") for text in texts]
    return list(texts)


@dataclass(slots=True)
class _Reader:
    styles: Styles
    lists: Numbering
    links: dict[str, str]
    notes: dict[str, str]
    losses: list[Loss] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    contents: int = 0
    """Lines of a table of contents, which is left out."""
    paragraphs: int = 0
    tables: int = 0
    cells: int = 0
    spread: int = 0
    forms: set[str] = field(default_factory=set)
    """Unknown forms of numbers that have been told."""

    def flow(self, element: Element) -> Iterator[Block]:
        """The paragraphs and tables inside the body or what only wraps them."""
        for one in children(element):
            if one.tag == "p":
                yield from self.paragraph(one)
            elif one.tag == "tbl":
                self.tables += 1
                yield self.table(one, self.tables)
            elif one.tag in _THROUGH:
                yield from self.flow(one)
            elif one.tag == "altChunk":
                self.losses.append(Loss("文件里", "插有另一个文件，没有导入", "请在 Word 里打开，另存一份再导入"))

    def paragraph(self, element: Element, where: str = "") -> list[Paragraph]:
        """One paragraph, or several where it holds line ends; none where it is empty."""
        properties = child(element, "pPr")
        look = self.styles.look(properties)
        place = 0 if where else self.paragraphs + 1
        words = Words(self.styles, self.links, self.notes, where or f"第 {place} 段", look.bold)
        words.take(element)
        self.asides += words.asides
        label = self.lists.label(*look.numbering) if look.numbering else None
        is_empty = not "".join(piece.text for piece in words.pieces).strip()
        if _CONTENTS.fullmatch(look.style) and not is_empty:
            self.contents += 1
            return []
        if is_empty and not where and words.losses:  # a picture alone stands below a paragraph that people can find
            near = f"第 {place - 1} 段后面" if place > 1 else "开头"
            words.losses = [Loss(near, one.what, one.mend) for one in words.losses]
        self.losses += words.losses
        if is_empty:
            return []
        self.paragraphs += 0 if where else 1
        if label and label.unknown:
            what = f"的自动编号（{label.unknown}）认不出来"
            self.losses.append(Loss(words.where, what, "请在正文里补上编号"))
        lines = _lines(words.pieces)
        size, red = _size(words, look), _is_red(words, look)
        first = Paragraph(
            place,
            lines[0],
            label=label.text + label.gap if label and not label.bullet else "",
            item=("-" if label.bullet else "1" if label.counted else "") if label else "",
            depth=look.numbering[1] if look.numbering else 0,
            align=_ALIGN.get(look.alignment, "left"),
            level=look.level,
            size=size,
            red=red,
            style=look.style.lower(),
        )
        rest = [Paragraph(place, line, align=first.align, size=size, red=red) for line in lines[1:]]
        return [first, *rest]

    def table(self, element: Element, place: int, where: str = "") -> Table:
        """A table; what is merged is spread out, a table inside a cell becomes text."""
        where = where or f"第 {place} 张表"
        rows: list[list[str]] = []
        lines: list[Paragraph] = []
        merged = 0
        above: dict[int, str] = {}
        for row in _rows(element):
            texts = [""] * max(0, min(number(row, "trPr", "gridBefore") or 0, _MOST_COLUMNS))
            for cell in _cells(row):
                span = max(1, min(number(cell, "tcPr", "gridSpan") or 1, _MOST_COLUMNS))
                vertical = value(cell, "tcPr", "vMerge")
                column = len(texts)
                found = list(self._cell(cell, where))
                goes_on = vertical is not None and vertical != "restart"
                text = above.get(column, "") if goes_on else _joined(found)
                lines += found
                merged += (span > 1 and not goes_on) + (vertical == "restart")
                texts += [text] * span
                self.cells += span
                self.spread += span * len(text)
                if self.cells > MAX_CELLS or self.spread > MAX_SPREAD:
                    raise UnreadableError("too-large", "表格太大", "大的表格请作为附件公开，正文里只写说明")
                above[column] = text
            rows.append(texts)
        width = max((len(row) for row in rows), default=0)
        full = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
        return Table(place, full, tuple(lines), merged)

    def _cell(self, cell: Element, where: str) -> Iterator[Paragraph]:
        for one in children(cell):
            if one.tag == "p":
                yield from self.paragraph(one, where)
            elif one.tag == "tbl":
                self.losses.append(Loss(where, "的格子里还有表格，只导入了文字", "请核对，需要的改成单独的表格"))
                yield from self.table(one, 0, where).lines
            elif one.tag in _THROUGH:
                yield from self._cell(one, where)


def _rows(element: Element) -> Iterator[Element]:
    for one in children(element):
        if one.tag == "tr":
            yield one
        elif one.tag in _THROUGH:
            yield from _rows(one)


def _cells(row: Element) -> Iterator[Element]:
    for one in children(row):
        if one.tag == "tc":
            yield one
        elif one.tag in _THROUGH:
            yield from _cells(one)


def _joined(paragraphs: Sequence[Paragraph]) -> str:
    return " ".join(paragraph.text.strip(" \u3000") for paragraph in paragraphs)


def _lines(pieces: Sequence[Piece]) -> list[tuple[Piece, ...]]:
    """The pieces line by line, neighbours of one weight joined, without blanks at the ends and empty lines."""
    joined = [
        Piece("".join(piece.text for piece in run), bold) for bold, run in groupby(pieces, lambda piece: piece.bold)
    ]
    lines: list[list[Piece]] = [[]]
    for piece in joined:
        for place, text in enumerate(piece.text.split(BREAK)):
            if place:
                lines.append([])
            if text:
                lines[-1].append(Piece(text, piece.bold))
    found = [_stripped(line) for line in lines]
    return [line for line in found if line]


def _stripped(line: list[Piece]) -> tuple[Piece, ...]:
    while line and not line[0].text.strip(" \u3000"):
        line = line[1:]
    if line:
        line = [Piece(line[0].text.lstrip(" \u3000"), line[0].bold), *line[1:]]
    while line and not line[-1].text.strip(" \u3000"):
        line = line[:-1]
    if line:
        line = [*line[:-1], Piece(line[-1].text.rstrip(" \u3000"), line[-1].bold)]
    return tuple(line)


def _size(words: Words, look: Look) -> float:
    """The size of most characters."""
    counts: dict[float, int] = {}
    for length, size in words.sizes:
        counts[size or look.size] = counts.get(size or look.size, 0) + length
    return max(counts, key=lambda size: counts[size]) if counts else look.size


def _is_red(words: Words, look: Look) -> bool:
    total = sum(length for length, _ in words.sizes)
    return words.reds * 2 > total or (look.red and not words.reds)
