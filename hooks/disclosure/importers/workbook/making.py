"""Making workbooks and CSV files for a kind, empty or filled with entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from disclosure.importers.workbook.form import KIND_COLUMN, Form
from disclosure.importers.workbook.layout import LABEL, NUMBER, ORGAN
from disclosure.importers.workbook.records import Rows, rows_of
from disclosure.importers.workbook.writing import REQUIRED, book_bytes
from disclosure.kinds import Entry
from disclosure.source import read, read_bytes
from disclosure.views.download import csv_bytes


@dataclass(frozen=True, slots=True)
class Exported:
    """A file for people to fill in, and what it does not show."""

    content: bytes
    entries: int
    left_out: tuple[str, ...] = ()
    """The sheets that a CSV file has no room for."""


def template(form: Form, example: Entry | None, root: Path, *, is_csv: bool = False) -> Exported:
    """An empty workbook; `example` is an entry of the catalogue to be shown, if there is one."""
    rows: Rows = {sheet.name: [] for sheet in form.sheet.all}
    for sheet in form.sheet.all:
        if sheet.form == "form":
            rows[sheet.name] = [{LABEL: line.label} for line in sheet.lines]
    if is_csv:
        return _csv(form, rows, 0)
    shown = _rows_of_entry(form, root, example) if example else _example_of_fields(form)
    return Exported(book_bytes(form, rows, shown), 0)


def export(form: Form, entries: Sequence[Entry], root: Path, *, is_csv: bool = False) -> Exported:
    """A workbook with these entries, all of the kind of the form."""
    rows: Rows = {sheet.name: [] for sheet in form.sheet.all}
    for entry in entries:
        for name, found in _rows_of_entry(form, root, entry).items():
            rows[name] += found
    if is_csv:
        return _csv(form, rows, len(entries))
    return Exported(book_bytes(form, rows, _example_of_fields(form)), len(entries))


def _csv(form: Form, rows: Rows, count: int) -> Exported:
    heads = form.heads(form.sheet)
    lines = [[KIND_COLUMN, *(head.name + (REQUIRED if head.is_required else "") for head in heads)]]
    filled = rows[form.sheet.name] or [{}]
    lines += [[form.kind.label, *(row.get(head.name, "") for head in heads)] for row in filled]
    others = tuple(sheet.name for sheet in form.sheet.all if sheet is not form.sheet)
    return Exported(csv_bytes(lines), count, others)


def _rows_of_entry(form: Form, root: Path, entry: Entry) -> Rows:
    data = read(read_bytes(root / entry.path), entry.path).data or {}
    organ = form.words.organ_by_slug[entry.organ_slug]
    return rows_of(form.sheet, data, entry.index_number, organ.name)


def _example_of_fields(form: Form) -> Rows:
    """A row of each sheet that is filled in with the examples of its fields."""
    number = form.words.site.index_format.example(form.words.organs[0].code)
    found: Rows = {}
    for sheet in form.sheet.all:
        row = {column.name: column.example for column in sheet.columns}
        own = {NUMBER: number, ORGAN: form.words.organs[0].name, sheet.key: sheet.lines[0].label if sheet.lines else ""}
        found[sheet.name] = [row | {name: text for name, text in own.items() if name in sheet.heads}]
    return found
