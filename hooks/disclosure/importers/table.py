"""A sheet as plain text: rows of cells under the names of their columns, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from disclosure.problem import Severity, one_line, quote
from disclosure.source.characters import describe, first_forbidden

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CELLS = 2_000_000
MAX_CELL = 32_767
"""As many characters as a cell of Excel holds."""


class Typed(str):  # noqa: SLOT000 - a text with a mark
    """The text of a cell that a program holds as a number or a date: 120.50 has become 120.5, 0012 has become 12."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a sheet; `sheet` is empty in a CSV file, `row` counts from 1, `column` is the name of the column."""

    sheet: str = ""
    row: int = 0
    column: str = ""
    unit: str = "行"
    """What is counted: 行, or 项 of a list."""

    def __str__(self) -> str:
        sheet = f"工作表{quote(self.sheet)}" if self.sheet else ""
        row = f"第 {self.row} {self.unit}" if self.row else ""
        return f"{sheet}{row}{quote(self.column) if self.column else ''}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, in a sheet, in its mapping, or in the entry that would come of it."""

    file: str
    place: Place
    message: str
    mend: str = ""
    rule: str = ""
    severity: Severity = "error"

    @property
    def report(self) -> str:
        """One line for people."""
        where = f"{self.file} {self.place}" if str(self.place) else self.file
        mark = f"[{self.rule}] " if self.rule else ""
        mark += "提醒：" if self.severity == "warning" else ""
        return one_line(f"{where}: {mark}{self.message}{'，' if self.mend else ''}{self.mend}")


class UnreadableError(Exception):
    """A file that cannot be read as a table at all; the text says why and what to do."""

    def __init__(self, message: str, mend: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Row:
    """One row; empty cells are left out."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one sheet that hold something."""

    file: str
    sheet: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...] = ()
    unit: str = "行"

    def place(self, row: int = 0, column: str = "") -> Place:
        """A place in this sheet."""
        return Place(self.sheet, row, column, self.unit)


def build(file: str, sheet: str, header_row: int, lines: Sequence[tuple[int, Sequence[str]]]) -> Table:
    """The table of lines of text, (number of the row, cells from the first column on); columns are named by one row."""
    cells = dict(lines)
    header = tuple(" ".join(cell.split()) for cell in cells.get(header_row, ()))
    if not any(header):
        where = str(Place(sheet, header_row))
        raise UnreadableError(f"{where}是空的，应当是列名", "请在对照表里用“表头行”写明列名在第几行")
    faults = [
        Fault(file, Place(sheet, header_row, name), "这个列名写了两次", "请改成不同的名称") for name in _twice(header)
    ]
    rows: list[Row] = []
    for number, texts in lines:
        if number <= header_row or not any(text.strip() for text in texts):
            continue
        found: dict[str, str] = {}
        for position, raw in enumerate(texts):
            text = raw.strip(" \t\r\n\u3000")
            if not text:
                continue
            name = header[position] if position < len(header) else ""
            if not name:
                what = f"第 {position + 1} 列有内容{quote(text)}，这一列却没有列名"
                faults.append(Fault(file, Place(sheet, number), what, "请补上列名，或者删去这一列"))
                continue
            faults += text_faults(file, Place(sheet, number, name), text)
            found[name] = text
        rows.append(Row(number, found))
    if not rows:
        raise UnreadableError("列名下面一行内容也没有", "请核对是不是选错了文件或者工作表")
    return Table(file, sheet, header, tuple(rows), tuple(faults))


def _twice(names: Sequence[str]) -> list[str]:
    return sorted({name for name in names if name and names.count(name) > 1})


def text_faults(file: str, place: Place, text: str) -> list[Fault]:
    """What no text of a cell may hold."""
    if character := first_forbidden(text):
        return [Fault(file, place, f"有不允许的字符：{describe(character)}", "请在表格里删去，重新输入这一格")]
    if len(text) > MAX_CELL:
        return [Fault(file, place, f"这一格有 {len(text)} 个字", "请把长篇文字改为附件")]
    return []
