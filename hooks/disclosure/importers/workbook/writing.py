"""Workbooks to be filled in: text cells only, the closed lists to choose from, help at every head, an example.

Whatever a cell says is text (format @, quotePrefix), so that no program makes a formula, a date or a shorter number of
it. The same content gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from disclosure.importers.workbook.form import CHOOSE_FROM, Form, Head
from disclosure.importers.workbook.layout import ABOUT, CHOICES, EXAMPLE, Sheet
from disclosure.importers.workbook.records import Rows

REQUIRED = "*"
"""Behind the head of a column that must be filled in."""
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
    book = Workbook()
    book.remove(book.worksheets[0])
    lists = _Lists()
    for sheet in form.sheet.all:
        _write_sheet(book.create_sheet(sheet.name), form, sheet, rows.get(sheet.name, []), lists)
    _write_example(book.create_sheet(EXAMPLE), form, example)
    _write_about(book.create_sheet(ABOUT), form)
    lists.write(book.create_sheet(CHOICES))
    target = BytesIO()
    book.save(target)
    return _steady(target.getvalue())


class _Lists:
    """The closed lists, a column each; equal ones are one."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, ...], str] = {}
        self._titles: list[str] = []

    def range_of(self, values: tuple[str, ...], title: str) -> str:
        """Where the values will stand."""
        if values not in self._lists:
            letter = get_column_letter(len(self._lists) + 1)
            self._lists[values] = f"'{CHOICES}'!${letter}$2:${letter}${len(values) + 1}"
            self._titles.append(title)
        return self._lists[values]

    def write(self, sheet: Worksheet) -> None:
        for column, (values, title) in enumerate(zip(self._lists, self._titles, strict=True), 1):
            for row, value in enumerate((title, *values), 1):
                _put(sheet, row, column, value)
            sheet.cell(1, column).font = Font(bold=True)
            sheet.column_dimensions[get_column_letter(column)].width = _width([title, *values])
        sheet.freeze_panes = "A2"


def _put(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """A text as text, whatever it begins with; characters that a file cannot hold are refused by openpyxl."""
    cell = sheet.cell(row, column)
    if text:
        cell.value = _ESCAPE.sub("_x005F_", text)
        cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = True
    cell.alignment = _WRAPPED


def _write_sheet(
    target: Worksheet, form: Form, sheet: Sheet, rows: Sequence[Mapping[str, str]], lists: _Lists
) -> None:
    for column, head in enumerate(form.heads(sheet), 1):
        letter = get_column_letter(column)
        dimension = target.column_dimensions[letter]
        dimension.number_format = "@"
        dimension.alignment = _WRAPPED
        dimension.width = _width([head.name, *(row.get(head.name, "") for row in rows[:50])])
        _put(target, 1, column, head.name + (REQUIRED if head.is_required else ""))
        cell = target.cell(1, column)
        cell.font = Font(bold=True)
        cell.fill = _NEEDED if head.is_required else _HEAD
        if text := head.help:
            cell.comment = Comment(text[:_LONGEST_COMMENT], "填写说明", height=160, width=320)
        if head.choices and not head.many:
            _offer(target, letter, lists.range_of(head.choices, head.name))
    for number, row in enumerate(rows, 2):
        for column, head in enumerate(form.heads(sheet), 1):
            _put(target, number, column, row.get(head.name, ""))
    target.freeze_panes = "B2"


def _offer(target: Worksheet, letter: str, values: str) -> None:
    offer = DataValidation(type="list", formula1=values, allow_blank=True, showErrorMessage=True)
    offer.errorTitle, offer.error, offer.errorStyle = "不在可用的值里", CHOOSE_FROM, "stop"
    offer.add(f"{letter}2:{letter}{_FILLED_DOWN_TO}")
    target.add_data_validation(offer)


def _write_example(target: Worksheet, form: Form, example: Rows) -> None:
    row = 1
    _put(target, row, 1, "这个工作表只给人看，导入时不读。")
    for sheet in form.sheet.all:
        rows = example.get(sheet.name, [])
        if not rows:
            continue
        row += 2
        _put(target, row, 1, f"工作表“{sheet.name}”")
        target.cell(row, 1).font = Font(bold=True)
        heads = [head for head in form.heads(sheet) if any(one.get(head.name) for one in rows)]
        row += 1
        for column, head in enumerate(heads, 1):
            _put(target, row, column, head.name)
            target.cell(row, column).fill = _HEAD
        for one in rows:
            row += 1
            for column, head in enumerate(heads, 1):
                _put(target, row, column, one.get(head.name, ""))
    for column in range(1, target.max_column + 1):
        target.column_dimensions[get_column_letter(column)].width = 24


def _write_about(target: Worksheet, form: Form) -> None:
    for row, (name, text) in enumerate(form.about, 1):
        _put(target, row, 1, name)
        _put(target, row, 2, text)
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
