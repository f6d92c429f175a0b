"""Workbooks (.xlsx): the cells of each visible sheet as a reader sees them, row by row; hidden ones apart.

Read from the XML itself, sheet by sheet and without keeping the sheet: openpyxl's fast way of reading does not tell
which rows and columns are hidden, its full way wants fifty times the memory of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.attachments import office
from disclosure.attachments.cells import format_of, shown
from disclosure.attachments.model import Extracted, Finding, Part
from disclosure.attachments.package import Nothing, Package, elements, local, plain, resolved
from disclosure.problem import quote

_LETTERS = re.compile(r"[A-Z]{1,3}")
_TRUE = {"1", "true", "on"}


def read_xlsx(data: bytes) -> tuple[Extracted, list[Part]]:
    """The text by sheets with findings, and the texts that a reader does not see."""
    package = Package(data)
    workbook = office.require(package, r"xl/workbook\d*\.xml", "工作簿")
    findings = list(office.findings(package))
    persons, words = office.properties(package)
    book = _Book(package, workbook)
    parts: list[Part] = []
    concealed = [words]
    for name, is_hidden, target in book.sheets:
        sheet = _Sheet(book)
        package.parse(target, sheet)
        place = f"工作表{quote(name)}"
        if is_hidden and (sheet.rows or sheet.hidden):
            findings.append(Finding("hidden-sheet", f"{place}是隐藏的，里面有内容", "请取消隐藏看过，不公开的删去"))
            concealed.append(Part(place, "\n".join([*sheet.rows, *sheet.hidden])))
        elif not is_hidden:
            if sheet.rows:
                parts.append(Part(place, "\n".join(sheet.rows)))
            if sheet.hidden:
                what = f"{place}有隐藏的行或者列，里面有内容"
                findings.append(Finding("hidden-text", what, "请取消隐藏和筛选看过，不公开的删去"))
                concealed.append(Part(place, "\n".join(sheet.hidden)))
    drawn = [
        text
        for name in package.matching(r"xl/(?:drawings/drawing|charts/chart)\d*\.xml")
        for text in _drawn(package, name)
    ]
    if drawn:
        parts.append(Part("图形", "\n".join(drawn)))
    findings += _comments(package)
    return Extracted(tuple(parts), (*findings, *persons)), concealed


def _drawn(package: Package, name: str) -> Iterator[str]:
    yield from (text for _, _, text in elements(package, name, "t") if text.strip())


def _comments(package: Package) -> Iterator[Finding]:
    names = package.matching(r"xl/(?:comments\d*|comments/comment\d*)\.xml")
    count = sum(len(elements(package, name, "comment")) for name in names)
    if count:
        yield Finding("comment", f"有批注（{count} 条）", "请删除全部批注；要公众看的，写进表里")


class _Book:
    """What all sheets share: their names, texts and number formats."""

    def __init__(self, package: Package, name: str) -> None:
        found = elements(package, name, "sheet", "workbookPr")
        folder, _, file = name.rpartition("/")
        relations = elements(package, f"{folder}/_rels/{file}.rels", "Relationship")
        targets = {one.get("Id", ""): resolved(name, one.get("Target", "")) for _, one, _ in relations}
        self.from_1904 = any(one.get("date1904") in _TRUE for kind, one, _ in found if kind == "workbookPr")
        self.sheets = [
            (one.get("name", ""), one.get("state", "visible") != "visible", targets.get(one.get("id", ""), ""))
            for kind, one, _ in found
            if kind == "sheet" and "/chartsheets/" not in f"/{targets.get(one.get('id', ''), '')}"
        ]
        self.texts = _Shared.of(package)
        self.formats = list(_formats(package))


def _formats(package: Package) -> Iterator[str]:
    """The number format of each style of cells."""
    for name in package.matching(r"xl/styles\d*\.xml"):
        styles = _Styles()
        package.parse(name, styles)
        yield from (format_of(number, styles.own) for number in styles.cells)


class _Styles(Nothing):
    def __init__(self) -> None:
        self.own: dict[int, str] = {}
        self.cells: list[int] = []
        self._in_cells = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Note formats of the workbook and which one a style has."""
        name, values = local(tag), plain(attributes)
        number = values.get("numFmtId", "0")
        if name == "numFmt" and number.isdecimal():
            self.own[int(number)] = values.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self.cells.append(int(number) if number.isdecimal() else 0)

    def end(self, tag: str) -> None:
        """Styles of cells end before other styles begin."""
        if local(tag) == "cellXfs":
            self._in_cells = False


class _Shared(Nothing):
    """The texts of cells, which stand in one table; without pronunciations."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._collecting = self._spoken = False

    @classmethod
    def of(cls, package: Package) -> list[str]:
        """The table of a workbook; it may have none."""
        shared = cls()
        for name in package.matching(r"xl/sharedStrings\d*\.xml"):
            package.parse(name, shared)
        return shared.texts

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin a text, or what is not to be read."""
        del attributes
        name = local(tag)
        if name == "si":
            self._pieces = []
        elif name == "rPh":
            self._spoken = True
        elif name == "t":
            self._collecting = not self._spoken

    def data(self, text: str) -> None:
        """Collect."""
        if self._collecting:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        """Keep a text that is complete."""
        name = local(tag)
        if name == "t":
            self._collecting = False
        elif name == "rPh":
            self._spoken = False
        elif name == "si":
            self.texts.append("".join(self._pieces))


class _Sheet(Nothing):
    """The rows of a sheet: cells apart by tabs."""

    def __init__(self, book: _Book) -> None:
        self.rows: list[str] = []
        self.hidden: list[str] = []
        self._book = book
        self._columns: list[tuple[int, int]] = []
        self._row_hidden = False
        self._cells: tuple[list[str], list[str]] = ([], [])
        """The seen and the hidden cells of the row."""
        self._type = self._style = ""
        self._place = 0
        self._pieces: list[str] = []
        self._collecting = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Note what is hidden, and begin rows, cells and values."""
        name = local(tag)
        if name == "c":
            self._type, self._style = attributes.get("t", "n"), attributes.get("s", "0")
            letters = _LETTERS.match(attributes.get("r", ""))
            self._place = _number(letters[0]) if letters else self._place + 1
            self._pieces = []
        elif name in {"v", "t"}:
            self._collecting = True
        elif name == "row":
            self._row_hidden = attributes.get("hidden") in _TRUE
            self._cells, self._place = ([], []), 0
        elif name == "col" and attributes.get("hidden") in _TRUE:
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdecimal() and last.isdecimal():
                self._columns.append((int(first), int(last)))

    def data(self, text: str) -> None:
        """Collect the value of a cell."""
        if self._collecting:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        """Keep cells and rows that are complete."""
        name = local(tag)
        if name in {"v", "t"}:
            self._collecting = False
        elif name == "c":
            if (text := self._text("".join(self._pieces))).strip():
                self._cells[self._is_hidden()].append(text)
        elif name == "row":
            for cells, rows in zip(self._cells, (self.rows, self.hidden), strict=True):
                if cells:
                    rows.append("\t".join(cells))

    def _is_hidden(self) -> bool:
        return self._row_hidden or any(first <= self._place <= last for first, last in self._columns)

    def _text(self, raw: str) -> str:
        if self._type == "s":
            number = int(raw) if raw.strip().isdecimal() else -1
            return self._book.texts[number] if 0 <= number < len(self._book.texts) else ""
        if self._type == "b":
            return "TRUE" if raw == "1" else "FALSE"
        if self._type == "n":
            style = int(self._style) if self._style.isdecimal() else 0
            shape = self._book.formats[style] if style < len(self._book.formats) else "General"
            return shown(raw, shape, from_1904=self._book.from_1904)
        return "" if self._type == "e" else raw


def _number(letters: str) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
