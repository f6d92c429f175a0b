"""Reading what people changed in a workbook of ours: new entries, changes of entries, everything that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from disclosure import catalogue, vocabulary
from disclosure.catalogue import Catalogue
from disclosure.editing import Numbers, entry_text
from disclosure.fields import explain
from disclosure.importers.result import Changed, Made, NewFile, Result, changed_file, from_problem, judged
from disclosure.importers.table import Fault, Place, Row, UnreadableError
from disclosure.importers.workbook.cells import TOO_LONG
from disclosure.importers.workbook.layout import NUMBER, ORGAN, Sheet
from disclosure.importers.workbook.merging import merged, plain
from disclosure.importers.workbook.reading import Filled, read_form
from disclosure.importers.workbook.records import Read, Reader, rows_of
from disclosure.kinds import Entry
from disclosure.problem import errors, one_line, quote
from disclosure.rules import Context
from disclosure.source import read, read_bytes
from disclosure.vocabulary import Organ

_NEW = re.compile(r"新[0-9]{0,4}")
"""What stands in 索引号 for an entry that has none yet."""


def prepare_form(root: Path, path: Path, today: date, *, jobs: int | None = None) -> Result | None:
    """What the import of a workbook of ours would do; None for a table of somebody else, which wants a mapping.

    Never raises for bad input but OSError.
    """
    words, problems = vocabulary.load(root)
    if words is None:
        return Result(problems=tuple(problems))
    try:
        filled = read_form(read_bytes(path), path.name, words)
    except UnreadableError as error:
        return Result(faults=(Fault(path.name, Place(), error.message, error.mend),))
    if filled is None:
        return None
    rows = len(filled.tables[filled.form.sheet.name])
    loaded = catalogue.load(root, words, jobs=jobs)
    if faulty := errors(loaded.problems):
        return Result(problems=tuple(catalogue.placed(root, faulty)), rows=rows)
    if any(fault.severity == "error" for fault in filled.faults):
        return Result(faults=filled.faults, rows=rows)
    result = _Import(root, path.name, filled, loaded.catalogue).result(Context(root, words, today))
    return replace(result, faults=(*filled.faults, *result.faults), rows=rows)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An entry as it shall be."""

    read: Read
    data: dict[str, Any]
    organ: Organ
    there: Entry | None
    path: str


class _Import:
    """One workbook against one catalogue."""

    def __init__(self, root: Path, file: str, filled: Filled, found: Catalogue) -> None:
        self._root, self._file, self._found = root, file, found
        self._form, self._heads = filled.form, filled.heads
        self._rows = filled.tables[filled.form.sheet.name]
        self._sheet = _only(filled.form.sheet, filled.heads)
        self._reader = Reader(self._sheet, filled.tables, file)
        self._faults: list[Fault] = []
        self._numbers = Numbers(found)

    def result(self, context: Context) -> Result:
        """Everything that would change and everything that is wrong."""
        wanted = [one for row in self._unlike() if (one := self._wanted(row))]
        self._faults += self._left_over()
        made: list[tuple[_Wanted, Entry]] = []
        unchanged = 0
        for one in wanted:
            if one.there and one.data == self._data(one.there):
                unchanged += 1
            elif entry := self._tried(one):
                made.append((one, entry))
        if all(fault.severity == "warning" for fault in self._faults):
            self._faults += judged(
                self._file, self._found, context, [Made(entry, one.read.places) for one, entry in made]
            )
        files = tuple(self._new(one, entry) for one, entry in made if not one.there)
        changes = tuple(self._changed(one, entry) for one, entry in made if one.there)
        return Result(files, changes, faults=tuple(self._faults), unchanged=unchanged)

    def _unlike(self) -> Iterator[Row]:
        """The rows of the entries, each number once."""
        seen: dict[str, int] = {}
        numbers = [row.cells.get(NUMBER, "") for row in self._rows]
        is_unclear = numbers.count("") > 1 and self._reader.has("")
        for row, number in zip(self._rows, numbers, strict=True):
            place = Place(self._sheet.name, row.number, NUMBER)
            if number in seen and number:
                self._faults.append(Fault(self._file, place, f"{quote(number)}与第 {seen[number]} 行重复", "请核对"))
                continue
            if number in seen and is_unclear:
                what = "有几个新条目都没有写索引号，分不清下级工作表的各行属于哪一个"
                self._faults.append(Fault(self._file, place, what, "请写“新1”“新2”，下级各行照写"))
            seen.setdefault(number, row.number)
            yield row

    def _wanted(self, row: Row) -> _Wanted | None:
        read_row = self._reader.entry(row)
        self._faults += read_row.faults
        number = read_row.number
        there = self._found.by_number.get(number)
        organ = self._organ(read_row, there)
        if organ is None:
            return None
        if there:
            if wrong := self._other_place(there, organ):
                self._faults.append(Fault(self._file, Place(self._sheet.name, row.number, NUMBER), *wrong))
                return None
            old = self._data(there)
            data = merged(old, self._base(there, old, number), read_row.data)
            return _Wanted(read_row, {**data, NUMBER: old[NUMBER]}, organ, there, there.path)
        year = str(read_row.data.get("发布日期", ""))[:4]
        taken, path = self._numbers.take(organ, self._form.kind.slug, year)
        if number and not _NEW.fullmatch(number):
            if number in self._found.withdrawn_numbers:
                place = Place(self._sheet.name, row.number, NUMBER)
                what = f"{quote(number)}是撤回了的条目的索引号"
                self._faults.append(Fault(self._file, place, what, "索引号不再使用；新的条目请不写"))
                return None
            taken = number
        return _Wanted(read_row, {NUMBER: taken, **plain(read_row.data)}, organ, None, path)

    def _organ(self, read_row: Read, there: Entry | None) -> Organ | None:
        words, name = self._form.words, read_row.organ
        if not name:
            if there:
                return words.organ_by_slug[there.organ_slug]
            if self._form.organ:
                return self._form.organ
        organ = words.organ_by_slug.get(name) or words.organ_by_name.get(name)
        if organ is None:
            what = f"{quote(name)}不是已登记的机构" if name else "没有填写"
            place = Place(self._sheet.name, read_row.row.number, ORGAN)
            self._faults.append(Fault(self._file, place, what, "请从下拉的列表里选一个机构"))
        return organ

    def _other_place(self, there: Entry, organ: Organ) -> tuple[str, str] | None:
        if there.slug != self._form.kind.slug:
            return f"这个索引号是{there.label}的（{there.path}），不是{self._form.kind.label}", "请核对索引号"
        if there.organ_slug != organ.slug:
            owner = self._form.words.organ_by_slug[there.organ_slug].name
            return f"这个条目属于{owner}，表里写的是{organ.name}", "表格不能换机构；请核对"
        return None

    def _data(self, there: Entry) -> dict[str, Any]:
        return dict(read(read_bytes(self._root / there.path), there.path).data or {})

    def _base(self, there: Entry, old: Mapping[str, Any], number: str) -> dict[str, Any]:
        """What the sheets would say of an entry as it is, in the columns that they have."""
        rows = rows_of(self._form.sheet, old, number, there.organ_slug)
        tables = {
            name: [Row(place, shown) for place, cells in enumerate(found, 2) if (shown := self._shown(name, cells))]
            for name, found in rows.items()
            if name in self._heads
        }
        return Reader(self._sheet, tables, self._file).entry(tables[self._sheet.name][0]).data

    def _shown(self, sheet: str, cells: Mapping[str, str]) -> dict[str, str]:
        heads = self._heads[sheet]
        return {
            name: text.lstrip(" \t\r\n\u3000").rstrip(" \t\u3000")
            for name, text in cells.items()
            if name in heads and text.strip(" \t\r\n\u3000")
        }

    def _tried(self, one: _Wanted) -> Entry | None:
        """The entry, if its model takes the data."""
        places = one.read.places
        for loc, place in places.items():
            if _at(one.data, loc) == TOO_LONG:
                self._faults.append(
                    Fault(self._file, place, "这一格的原文放不进表格", "请改回原样，或者直接改条目文件")
                )
        try:
            entry = self._form.kind.model_validate(one.data)
        except ValidationError as error:
            found = explain(error, self._form.kind, one.path)
            self._faults += [from_problem(self._file, problem, places) for problem in found]
            return None
        return entry.filed(one.path, one.organ.slug)

    def _new(self, one: _Wanted, entry: Entry) -> NewFile:
        origin = f"由“{self._file}”第 {one.read.row.number} 行导入；以后直接改这个文件，或者导出成表格来改。"
        return NewFile(one.path, entry_text(self._form.kind, one.data, notes=[one_line(origin)]), entry.title, 1)

    def _changed(self, one: _Wanted, entry: Entry) -> Changed:
        raw = read_bytes(self._root / one.path)
        return changed_file(one.path, raw, self._form.kind, one.data, entry.title)

    def _left_over(self) -> Iterator[Fault]:
        """Rows that belong to no entry of the workbook."""
        told: set[tuple[str, str]] = set()
        for sheet, row in self._reader.left():
            number = row.cells.get(NUMBER, "")
            if (sheet.name, number) in told:
                continue
            told.add((sheet.name, number))
            known = number in self._found.by_number and number not in {one.cells.get(NUMBER) for one in self._rows}
            what = f"“{self._sheet.name}”里没有{quote(number)}这一行" if number else "没有写索引号，不知道属于哪个条目"
            if number in {one.cells.get(NUMBER) for one in self._rows}:
                what = "上级工作表里没有这个行号" if sheet.is_nested else what
            if known:
                yield Fault(self._file, Place(sheet.name, row.number), f"{what}，没有读", severity="warning")
            else:
                yield Fault(self._file, Place(sheet.name, row.number), what, "请核对，或者删去这一行")


def _at(data: Any, loc: Sequence[str | int]) -> Any:  # noqa: ANN401
    for part in loc:
        if isinstance(data, Mapping):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


def _only(sheet: Sheet, heads: Mapping[str, frozenset[str]]) -> Sheet:
    """The sheets that a workbook has, with the columns that it has: what is not there is left as it is."""
    children = tuple(_only(child, heads) for child in sheet.children if child.name in heads)
    columns = tuple(column for column in sheet.columns if column.name in heads[sheet.name])
    return replace(sheet, columns=columns, children=children)
