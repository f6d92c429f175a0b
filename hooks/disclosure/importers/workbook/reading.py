"""Reading our own workbooks and CSV files: which kind they are for, and the rows of their sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from openpyxl.workbook import Workbook

from disclosure.importers.csv_file import lines_in_csv
from disclosure.importers.table import Fault, Place, Row, Typed, UnreadableError, text_faults
from disclosure.importers.workbook.form import KIND, KIND_COLUMN, MARK, SCOPES, VERSION, Form, kind_in
from disclosure.importers.workbook.layout import ABOUT, CHOICES, EXAMPLE, NUMBER, ORGAN, Sheet
from disclosure.importers.workbook.writing import REQUIRED
from disclosure.importers.xlsx import hidden_sheets, lines_in, open_workbook
from disclosure.problem import quote
from disclosure.vocabulary import Vocabulary

_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_BLANK = " \t\r\n\u3000"
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?E\+[0-9]{2}", re.IGNORECASE)
_CSV = (".csv", ".txt")


@dataclass(frozen=True, slots=True)
class Filled:
    """A workbook of ours as text."""

    form: Form
    tables: dict[str, list[Row]]
    """The rows by the name of their sheet; sheets that are not there are left out."""
    heads: dict[str, frozenset[str]]
    """The columns that each sheet has."""
    faults: tuple[Fault, ...]


def read_form(data: bytes, file: str, words: Vocabulary) -> Filled | None:
    """The rows of a workbook or CSV file of ours; None for one of somebody else. Raises UnreadableError."""
    if file.lower().endswith(_CSV):
        return _read_csv(data, file, words)
    book = open_workbook(data)
    said = _said(book)
    if MARK not in said:
        return None
    if said[MARK] != VERSION:
        raise UnreadableError(
            f"是第 {said[MARK] or '？'} 版的填报表，这里只认第 {VERSION} 版", "请用 template 重新做一份"
        )
    kind = kind_in(said.get(KIND, ""))
    if kind is None:
        raise UnreadableError(f"“{ABOUT}”里写的种类{quote(said.get(KIND, ''))}没有", "请用 template 重新做一份")
    scopes = tuple(name for name in said.get(SCOPES, "").split("、") if name)
    form = Form(kind, words, words.organ_by_slug.get(said.get(ORGAN, "").partition("（")[0]), scopes)
    faults: list[Fault] = list(hidden_sheets(book, file))
    tables: dict[str, list[Row]] = {}
    heads: dict[str, frozenset[str]] = {}
    for sheet in form.sheet.all:
        if sheet.name not in book.sheetnames:
            if sheet is form.sheet:
                raise UnreadableError(f"没有工作表{quote(sheet.name)}", "请不要改工作表的名称")
            continue
        found = lines_in(book[sheet.name], file, 1)
        faults += [
            replace(fault, place=replace(fault.place, column=fault.place.column.removesuffix(REQUIRED)))
            for fault in found.faults
        ]
        tables[sheet.name], heads[sheet.name] = _rows(file, sheet, found.lines, faults)
    for name in book.sheetnames:
        if book[name].sheet_state == "visible" and name not in {*tables, ABOUT, CHOICES, EXAMPLE}:
            faults.append(Fault(file, Place(name), "不是填报表的工作表，没有读", "不要的请删去", severity="warning"))
    return Filled(form, tables, heads, tuple(faults))


def _said(book: Workbook) -> dict[str, str]:
    if ABOUT not in book.sheetnames:
        return {}
    rows = book[ABOUT].iter_rows(max_row=12, max_col=2, values_only=True)
    return {str(name): str(text or "") for name, text, *_ in ([*row, None] for row in rows) if name}


def _rows(
    file: str, sheet: Sheet, lines: Sequence[tuple[int, Sequence[str]]], faults: list[Fault]
) -> tuple[list[Row], frozenset[str]]:
    """The rows that say something, and the columns that the sheet has."""
    known = set(sheet.heads) | {KIND_COLUMN}
    header = [" ".join(cell.split()).removesuffix(REQUIRED).strip() for cell in (lines[0][1] if lines else ())]
    twice = sorted({name for name in header if name and header.count(name) > 1})
    strange = [name for name in header if name and name not in known]
    faults += [Fault(file, Place(sheet.name, 1, name), "这个列名写了两次", "请改成不同的名称") for name in twice]
    faults += [
        Fault(file, Place(sheet.name, 1, name), "没有这一列", "请不要改列名；多出来的列请删去") for name in strange
    ]
    if NUMBER not in header:
        faults.append(Fault(file, Place(sheet.name, 1), f"没有{quote(NUMBER)}这一列", "请不要删去，也不要改列名"))
    rows = [row for number, texts in lines[1:] if (row := _row(file, sheet, header, number, texts, faults))]
    return rows, frozenset(header)


def _row(  # noqa: PLR0913, PLR0917 - a row and what is known of it
    file: str, sheet: Sheet, header: list[str], number: int, texts: Sequence[str], faults: list[Fault]
) -> Row | None:
    cells: dict[str, str] = {}
    for position, raw in enumerate(texts):
        text = raw.strip(_BLANK)
        if not text:
            continue
        name = header[position] if position < len(header) else ""
        if not name:
            what = f"第 {position + 1} 列有内容{quote(text)}，这一列却没有列名"
            faults.append(Fault(file, Place(sheet.name, number), what, "请删去"))
            continue
        faults += text_faults(file, Place(sheet.name, number, name), text)
        cells[name] = Typed(text) if isinstance(raw, Typed) else raw.strip("\r").lstrip(_BLANK).rstrip(" \t\u3000")
    return Row(number, cells) if cells else None


def _read_csv(data: bytes, file: str, words: Vocabulary) -> Filled | None:
    """One sheet only, that of the entries; the column 种类 says what it is for."""
    lines = lines_in_csv(data)
    header = [cell.strip().removesuffix(REQUIRED) for cell in (lines[0][1] if lines else ())]
    if KIND_COLUMN not in header or NUMBER not in header or ORGAN not in header:
        return None
    place = header.index(KIND_COLUMN)
    named = {cells[place].strip() for _, cells in lines[1:] if len(cells) > place} - {""}
    kinds = [kind_in(name) for name in sorted(named)]
    if len(kinds) != 1 or kinds[0] is None:
        raise UnreadableError(f"“{KIND_COLUMN}”一列写的是{quote('、'.join(sorted(named)))}", "请各行写同一个种类")
    form = Form(kinds[0], words)
    faults: list[Fault] = []
    plain = [(number, [Typed(_unguarded(cell)) for cell in cells]) for number, cells in lines]
    rows, heads = _rows(file, form.sheet, plain, faults)
    rows = [Row(row.number, {name: text for name, text in row.cells.items() if name != KIND_COLUMN}) for row in rows]
    faults = [Fault(one.file, Place("", one.place.row, one.place.column), one.message, one.mend) for one in faults]
    faults += _spoilt(file, lines)
    return Filled(form, {form.sheet.name: [row for row in rows if row.cells]}, {form.sheet.name: heads}, tuple(faults))


def _unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def _spoilt(file: str, lines: Sequence[tuple[int, Sequence[str]]]) -> Iterator[Fault]:
    for number, cells in lines[1:]:
        for name, cell in zip(lines[0][1], cells, strict=False):
            place = Place("", number, name.removesuffix(REQUIRED))
            if _SCIENTIFIC.fullmatch(cell):
                yield Fault(file, place, f"{quote(cell)}是科学记数，末尾几位已经丢失", "请改用 .xlsx 填报")
            elif cell.startswith("="):
                yield Fault(file, place, "以等号开头，是公式", "请改成公式算出来的值")
