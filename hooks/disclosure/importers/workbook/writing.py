"""Workbooks to be filled in: text cells only, the closed lists to choose from, help at every head, an example.

Whatever a cell says is text (format @, quotePrefix), so that no program makes a formula, a date or a shorter number of
it. The same content gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from disclosure.importers.workbook.form import CHOOSE_FROM, Form, Head
from disclosure.importers.workbook.layout import ABOUT, CHOICES, EXAMPLE, Sheet
from disclosure.importers.workbook.records import Rows

REQUIRED = "*"
"""Behind the head of a column that must be filled in."""
_STYLE = "_style"
"""All properties of a cell at once; setting them one by one takes ten times as long."""
_FILLED_DOWN_TO = 5000
"""Rows with a list to choose from."""
_HEAD, _NEEDED = PatternFill("solid", fgColor="DDE6F0"), PatternFill("solid", fgColor="FBE3C8")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_WIDEST, _NARROWEST = 60, 10
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CHANGED = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_LONGEST_COMMENT = 900


def book_bytes(form: Form, rows: Rows, example: Rows) -> bytes:
    """The bytes of a workbook with these rows, and with an example on a sheet of its own."""
    writer = _Writer(form)
    for sheet in form.sheet.all:
        writer.sheet(sheet, rows.get(sheet.name, []))
    writer.example(example)
    writer.about()
    writer.lists()
    target = BytesIO()
    writer.book.save(target)
    return _steady(target.getvalue())


class _Writer:
    """Writes the sheets of one workbook."""

    def __init__(self, form: Form) -> None:
        self.book = Workbook()
        self.book.remove(self.book.worksheets[0])
        self._form = form
        self._lists: dict[tuple[str, ...], tuple[str, str]] = {}
        """The closed lists, each once: where they stand on their sheet, and their title."""
        self._style: StyleArray | None = None

    def sheet(self, sheet: Sheet, rows: Sequence[Mapping[str, str]]) -> None:
        """A sheet to be filled in, with rows that are already there."""
        target: Worksheet = self.book.create_sheet(sheet.name)
        heads = self._form.heads(sheet)
        for column, head in enumerate(heads, 1):
            letter = get_column_letter(column)
            dimension = target.column_dimensions[letter]
            dimension.number_format, dimension.alignment = "@", _WRAPPED
            dimension.width = _width([head.name, *(row.get(head.name, "") for row in rows[:50])])
            self._put(target, 1, column, head.name + (REQUIRED if head.is_required else ""))
            cell = target.cell(1, column)
            cell.font = Font(bold=True)
            cell.fill = _NEEDED if head.is_required else _HEAD
            if text := head.help:
                cell.comment = Comment(text[:_LONGEST_COMMENT], "填写说明", height=160, width=320)
            if head.choices and not head.many:
                self._offer(target, letter, head)
        for number, row in enumerate(rows, 2):
            for column, head in enumerate(heads, 1):
                self._put(target, number, column, row.get(head.name, ""))
        target.freeze_panes = "B2"

    def _put(self, target: Worksheet, row: int, column: int, text: str) -> None:
        """A text as text, whatever it begins with; characters that a file cannot hold are refused by openpyxl."""
        if not text:
            return  # the column says that what is written here will be text
        cell = target.cell(row, column, _ESCAPE.sub("_x005F_", text))
        cell.data_type = "s"
        if self._style is None:
            cell.number_format, cell.alignment, cell.quotePrefix = "@", _WRAPPED, True
            self._style = getattr(cell, _STYLE)
        setattr(cell, _STYLE, copy(self._style))

    def _offer(self, target: Worksheet, letter: str, head: Head) -> None:
        """Let people choose from a list."""
        if head.choices not in self._lists:
            place = get_column_letter(len(self._lists) + 1)
            self._lists[head.choices] = (f"'{CHOICES}'!${place}$2:${place}${len(head.choices) + 1}", head.name)
        offer = DataValidation(type="list", formula1=self._lists[head.choices][0], allow_blank=True)
        offer.showErrorMessage, offer.errorStyle = True, "stop"
        offer.errorTitle, offer.error = "不在可用的值里", CHOOSE_FROM
        offer.add(f"{letter}2:{letter}{_FILLED_DOWN_TO}")
        target.add_data_validation(offer)

    def lists(self) -> None:
        """The sheet of the lists, a column each."""
        target: Worksheet = self.book.create_sheet(CHOICES)
        for column, (values, (_, title)) in enumerate(self._lists.items(), 1):
            for row, value in enumerate((title, *values), 1):
                self._put(target, row, column, value)
            target.cell(1, column).font = Font(bold=True)
            target.column_dimensions[get_column_letter(column)].width = _width([title, *values])
        target.freeze_panes = "A2"

    def example(self, rows: Rows) -> None:
        """The sheet with an example, all sheets one below the other; only the columns that are filled in."""
        target: Worksheet = self.book.create_sheet(EXAMPLE)
        self._put(target, 1, 1, "这个工作表只给人看，导入时不读。")
        place = 1
        for sheet in (one for one in self._form.sheet.all if rows.get(one.name)):
            heads = [head for head in self._form.heads(sheet) if any(row.get(head.name) for row in rows[sheet.name])]
            self._put(target, place + 2, 1, f"工作表“{sheet.name}”")
            target.cell(place + 2, 1).font = Font(bold=True)
            place += 3
            for column, head in enumerate(heads, 1):
                self._put(target, place, column, head.name)
                target.cell(place, column).fill = _HEAD
            for row in rows[sheet.name]:
                place += 1
                for column, head in enumerate(heads, 1):
                    self._put(target, place, column, row.get(head.name, ""))
        for column in range(1, target.max_column + 1):
            target.column_dimensions[get_column_letter(column)].width = 24

    def about(self) -> None:
        """The sheet that says what the workbook is, to people and to the program."""
        target: Worksheet = self.book.create_sheet(ABOUT)
        for row, (name, text) in enumerate(self._form.about, 1):
            self._put(target, row, 1, name)
            self._put(target, row, 2, text)
        target.cell(1, 1).font = Font(bold=True)
        target.column_dimensions["A"].width, target.column_dimensions["B"].width = 24, 100


def _width(texts: Sequence[str]) -> int:
    """Room for the longest line, a Chinese character counting two."""
    longest = max((sum(2 if ord(sign) > 0xFF else 1 for sign in line) for line in _lines(texts)), default=0)  # noqa: PLR2004
    return min(max(longest + 3, _NARROWEST), _WIDEST)


def _lines(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        yield from text.split("\n")


def _steady(book: bytes) -> bytes:
    """The same workbook without the moment at which it was made."""
    target = BytesIO()
    with ZipFile(BytesIO(book)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _CHANGED.sub(b"", content)
            part = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type, part.external_attr = ZIP_DEFLATED, 0o600 << 16
            new.writestr(part, content)
    return target.getvalue()
