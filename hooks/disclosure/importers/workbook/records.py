"""Between the data of an entry and the rows of its sheets, both ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from disclosure.importers.table import Fault, Place, Row
from disclosure.importers.workbook.cells import Figures, cell_of, value_of
from disclosure.importers.workbook.layout import NUMBER, ORGAN, PARENT_ROW, ROW, VALUE, Line, Path, Sheet
from disclosure.problem import Loc, quote

Rows = dict[str, list[dict[str, str]]]
"""The rows of each sheet by its name; a row is text by the head of the column."""


def rows_of(sheet: Sheet, data: Mapping[str, Any], number: str, organ: str) -> Rows:
    """The rows of all sheets for one entry."""
    found: Rows = {one.name: [] for one in sheet.all}
    found[sheet.name].append({NUMBER: number, ORGAN: organ, **_cells(sheet, data)})
    _below(sheet, data, number, "", found)
    return found


def _below(sheet: Sheet, record: Any, number: str, row: str, found: Rows) -> None:  # noqa: ANN401
    for child in sheet.children:
        value = _at(record, child.path)
        link = {NUMBER: number} | ({PARENT_ROW: row} if child.is_nested else {})
        for named, item in _records(child, value, sheet.children):
            rows = found[child.name]
            own = {ROW: str(sum(one[NUMBER] == number for one in rows) + 1)} if ROW in child.heads else {}
            rows.append({**link, **own, **named, **_cells(child, item)})
            _below(child, item, number, own.get(ROW, ""), found)


def _fits(sheet: Sheet, rows: Any) -> bool:  # noqa: ANN401
    """Whether the rows of an official table stand on its own sheet: some rows, in no other columns."""
    known = {column.path[0] for column in sheet.columns}
    return isinstance(rows, list) and bool(rows) and all(isinstance(row, Mapping) and known >= set(row) for row in rows)


def _records(
    sheet: Sheet,
    value: Any,  # noqa: ANN401
    beside: Sequence[Sheet],
) -> Iterator[tuple[dict[str, str], Any]]:
    """(the name of the row, its record) of all rows for one value; `beside` are the sheets of the same record."""
    if sheet.form == "form":
        yield from _form_rows(sheet, value)
    elif sheet.form == "items":
        if not sheet.is_official or _fits(sheet, value):
            yield from (({}, item) for item in (value if isinstance(value, list) else ()))
    elif isinstance(value, Mapping):
        official = {one.path: one for one in beside if one.is_official}
        for name, item in value.items():
            own = official.get((*sheet.path, name))
            if own and _fits(own, item):
                continue
            if sheet.form == "tables" and isinstance(item, list):
                yield from (({sheet.key: name}, one) for one in item or [{}])
            else:
                yield {sheet.key: name}, item


def _form_rows(sheet: Sheet, value: Any) -> Iterator[tuple[dict[str, str], Any]]:  # noqa: ANN401
    """The rows of an official form in its order, those that are not filled in as well; then what it does not know."""
    if value is None:
        yield from (({sheet.key: line.label}, {}) for line in sheet.lines)
        return
    done: set[Path] = set()
    for line in sheet.lines:
        item = _at(value, line.path)
        yield {sheet.key: line.label}, figures_of(item, line) if line.sort == "figures" else item
        done |= {line.path[:length] for length in range(1, len(line.path) + 1)}
    yield from (({sheet.key: "/".join(path)}, item) for path, item in _others(value, (), done))


def _others(value: Any, prefix: Path, done: set[Path]) -> Iterator[tuple[Path, Any]]:  # noqa: ANN401
    for name, item in value.items() if isinstance(value, Mapping) else ():
        path = (*prefix, name)
        if path not in done:
            yield path, item
        elif isinstance(item, Mapping) and any(one[: len(path)] == path and len(one) > len(path) for one in done):
            yield from _others(item, path, done)


def figures_of(value: Any, line: Line) -> Figures:  # noqa: ANN401
    """A row of figures by the names of its columns, however it is written; blank cells where there is nothing."""
    if isinstance(value, list):
        return Figures(zip(line.names, [*map(str, value), *[""] * len(line.names)], strict=False))
    if isinstance(value, Mapping):
        return Figures((name, str(value.get(name, "0"))) for name in line.names)
    return Figures((name, value if isinstance(value, str) else "") for name in line.names)


def _cells(sheet: Sheet, record: Any) -> dict[str, str]:  # noqa: ANN401
    found: dict[str, str] = {}
    for column in sheet.columns:
        value = _at(record, column.path)
        if value is None and column.is_first:
            above = _at(record, column.path[:-1])
            value = above if isinstance(above, str) else None
        found[column.name] = cell_of(value, column)
    return found


def _at(record: Any, path: Path) -> Any:  # noqa: ANN401
    for name in path:
        record = record.get(name) if isinstance(record, Mapping) else None
    return record


@dataclass(slots=True)
class Read:
    """An entry as its rows say it."""

    row: Row
    """The row in the sheet of the entries."""
    number: str
    organ: str
    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Loc, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


class Reader:
    """Reads the rows of the sheets as entries; rows that belong to no entry remain."""

    def __init__(self, sheet: Sheet, tables: Mapping[str, Sequence[Row]], file: str) -> None:
        """`tables` are the rows by the names of the sheets; sheets that are not there say nothing."""
        self._sheet = sheet
        self._file = file
        self._rows: dict[str, dict[tuple[str, str], list[Row]]] = {}
        for child in (one for one in sheet.all if one is not sheet):
            rows: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
            for row in tables.get(child.name, ()):
                link = row.cells.get(PARENT_ROW, "") if child.is_nested else ""
                rows[row.cells.get(NUMBER, ""), link].append(row)
            self._rows[child.name] = rows

    def entry(self, row: Row) -> Read:
        """The entry of a row of the first sheet, with all that belongs to it."""
        read = Read(row, row.cells.get(NUMBER, ""), row.cells.get(ORGAN, ""))
        place = Place(self._sheet.name, row.number, NUMBER)
        read.places |= {(): Place(self._sheet.name, row.number), (NUMBER,): place}
        read.data = self._record(self._sheet, row, read, ())
        return read

    def has(self, number: str) -> bool:
        """Whether rows of other sheets than the first one have this number."""
        return any(link[0] == number for rows in self._rows.values() for link in rows)

    def left(self) -> Iterator[tuple[Sheet, Row]]:
        """Rows that belong to nothing that was read, those that say nothing left out."""
        for child in (one for one in self._sheet.all if one is not self._sheet):
            for rows in self._rows[child.name].values():
                yield from ((child, row) for row in rows if self._says(child, row))

    @staticmethod
    def _says(sheet: Sheet, row: Row) -> bool:
        heads = {column.name for column in sheet.columns} | ({sheet.key} if sheet.form == "tables" else set())
        return any(name in heads for name in row.cells)

    def _record(self, sheet: Sheet, row: Row, read: Read, loc: Loc) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for column in sheet.columns:
            place = Place(sheet.name, row.number, column.name)
            read.places[(*loc, *column.path)] = place
            if text := row.cells.get(column.name, ""):
                value = value_of(text, column)
                _put(data, column.path, value)
                if isinstance(value, list):
                    read.places |= {(*loc, *column.path, number): place for number in range(len(value))}
        for path in sheet.shorts:
            if path:
                _shorten(data, path, sheet)
        for child in sheet.children:
            value = self._child(child, row, read, (*loc, *child.path))
            if value is not None and child.is_official and _at(data, child.path) is not None:
                table, whole = child.path[-1], child.path[0]
                place = read.places[*loc, *child.path]
                what = f"{quote(table)}在{quote(whole)}里也有"
                read.faults.append(Fault(self._file, place, what, "请只写在一个工作表里"))
            elif value is not None:
                _put(data, child.path, value)
        for child in (one for one in sheet.children if one.apart):
            _put_in_order(data, child)
        return data

    def _child(self, sheet: Sheet, above: Row, read: Read, loc: Loc) -> Any:  # noqa: ANN401
        key = (read.number, above.cells.get(ROW, "") if sheet.is_nested else "")
        rows = self._rows[sheet.name].pop(key, [])
        if sheet.is_nested and not key[1]:  # a row without 行号 has nothing below it
            self._rows[sheet.name][key] = rows
            return None
        rows = [row for row in rows if self._says(sheet, row)]
        if not rows:
            return None
        read.places.setdefault(loc, Place(sheet.name, rows[0].number))
        if sheet.form == "items":
            return [self._item(sheet, row, read, (*loc, number)) for number, row in enumerate(rows)]
        return self._named(sheet, rows, read, loc)

    def _named(self, sheet: Sheet, rows: Sequence[Row], read: Read, loc: Loc) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for row in rows:
            name = row.cells.get(sheet.key, "")
            place = Place(sheet.name, row.number, sheet.key)
            if not name:
                read.faults.append(Fault(self._file, place, "没有填写", "请补上，或者删去这一行"))
            elif sheet.form == "form":
                self._form_row(sheet, row, name, read, loc, found)
            elif sheet.form == "tables":
                items = found.setdefault(name, [])
                if any(column.name in row.cells for column in sheet.columns):
                    items.append(self._item(sheet, row, read, (*loc, name, len(items))))
                read.places.setdefault((*loc, name), place)
            elif name in found:
                read.faults.append(Fault(self._file, place, f"{quote(name)}写了两次", "请合成一行"))
            else:
                read.places[*loc, name] = Place(sheet.name, row.number)
                one = row.cells.get(VALUE, "") if sheet.form == "values" else None
                found[name] = self._item(sheet, row, read, (*loc, name)) if one is None else one
        return found

    def _item(self, sheet: Sheet, row: Row, read: Read, loc: Loc) -> Any:  # noqa: ANN401
        read.places[loc] = Place(sheet.name, row.number)
        data = self._record(sheet, row, read, loc)
        first = sheet.columns[0].path[0]
        return data[first] if () in sheet.shorts and set(data) == {first} else data

    def _form_row(  # noqa: PLR0913, PLR0917 - a row and where it goes
        self, sheet: Sheet, row: Row, label: str, read: Read, loc: Loc, found: dict[str, Any]
    ) -> None:
        path = tuple(part.strip() for part in label.split("/"))
        line = next((line for line in sheet.lines if line.path == path), None)
        cells = {name: row.cells[name] for name in (one.name for one in sheet.columns) if name in row.cells}
        sort = line.sort if line else "value" if set(cells) == {VALUE} else "group"
        names = line.names if line and line.sort != "value" else (VALUE,) if sort == "value" else tuple(cells)
        for name in cells:
            if name not in names and not (sort == "group" and name == VALUE and set(cells) == {VALUE}):
                what, cure = f"{quote(label)}这一行没有这一列", f"请写在{'、'.join(map(quote, names))}里"
                read.faults.append(Fault(self._file, Place(sheet.name, row.number, name), what, cure))
        place = Place(sheet.name, row.number)
        read.places[*loc, *path] = place
        for number, name in enumerate(names):
            cell = Place(sheet.name, row.number, name)
            read.places |= {(*loc, *path, name): cell, (*loc, *path, number): cell}
        if sort == "figures":
            value: Any = Figures((name, cells.get(name, "")) for name in names)
        elif set(cells) == {VALUE}:
            value = cells[VALUE]
        else:
            value = {name: cells[name] for name in names if name in cells}
        _put(found, path, value)


def _put(data: dict[str, Any], path: Path, value: Any) -> None:  # noqa: ANN401
    for name in path[:-1]:
        below = data.setdefault(name, {})
        if not isinstance(below, dict):
            return
        data = below
    data[path[-1]] = value


def _put_in_order(data: dict[str, Any], sheet: Sheet) -> None:
    """Put the official tables into their order; others stay behind them."""
    tables = _at(data, sheet.path)
    if isinstance(tables, dict):
        names = [
            *(name for name in sheet.apart if name in tables),
            *(name for name in tables if name not in sheet.apart),
        ]
        _put(data, sheet.path, {name: tables[name] for name in names})


def _shorten(data: dict[str, Any], path: Path, sheet: Sheet) -> None:
    """Write a group as one text where only its first field is filled in."""
    first = next(column.path[-1] for column in sheet.columns if column.is_first and column.path[:-1] == path)
    above = _at(data, path[:-1])
    group = above.get(path[-1]) if isinstance(above, dict) else None
    if isinstance(group, dict) and set(group) == {first}:
        above[path[-1]] = group[first]
