"""One import: sheet, mapping and catalogue in; files to write, differences and faults out. Nothing is written here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from disclosure import catalogue, vocabulary
from disclosure.catalogue import Catalogue
from disclosure.editing import Numbers, entry_text, in_order
from disclosure.fields import explain
from disclosure.importers.csv_file import read_csv
from disclosure.importers.mapped.entries import Draft, Edit, Sorted, sort_rows
from disclosure.importers.mapped.json_file import read_json
from disclosure.importers.mapped.plan import Plan, Shape, fit, read_plan
from disclosure.importers.result import Changed, Made, NewFile, Result, changed_file, from_problem, judged
from disclosure.importers.table import Fault, Place, Table, UnreadableError
from disclosure.importers.xlsx import read_xlsx
from disclosure.kinds import Entry
from disclosure.problem import Loc, errors, one_line
from disclosure.rules import Context
from disclosure.source import read, read_bytes


def prepare(  # noqa: PLR0911, PLR0913 - what an import works on
    root: Path, sheet: Path, mapping: Path, today: date, *, update: bool = False, jobs: int | None = None
) -> Result:
    """Read the sheet by its mapping and compare it with the catalogue. Never raises for bad input but OSError."""
    words, problems = vocabulary.load(root)
    if words is None:
        return Result(problems=tuple(problems))
    plan, problems = read_plan(read_bytes(mapping), mapping.name)
    if plan is None:
        return Result(problems=tuple(problems))
    try:
        table = read_table(read_bytes(sheet), sheet.name, plan)
    except UnreadableError as error:
        return Result(faults=(Fault(sheet.name, Place(), error.message, error.mend),))
    shape, faults = fit(plan, mapping.name, table)
    if shape is None:
        return Result(faults=(*table.faults, *faults), rows=len(table.rows))
    loaded = catalogue.load(root, words, jobs=jobs)
    if faulty := errors(loaded.problems):
        return Result(problems=tuple(catalogue.placed(root, faulty)), rows=len(table.rows))
    rows = sort_rows(table, shape, loaded.catalogue, update=update)
    if rows.faults:
        return Result(faults=(*table.faults, *rows.faults), rows=len(table.rows))
    result = _make(table, shape, rows, loaded.catalogue, Context(root, words, today))
    return replace(result, faults=(*table.faults, *result.faults), rows=len(table.rows))


def read_table(data: bytes, file: str, plan: Plan) -> Table:
    """The sheet of a workbook or CSV file, told apart by the name. Raises UnreadableError."""
    if file.lower().endswith((".csv", ".txt")):
        return read_csv(data, file, plan.header_row)
    if file.lower().endswith(".json"):
        table = read_json(data, file, plan.sheet)
        faults = tuple(fault for fault in table.faults if fault.place.column not in plan.skipped)
        return replace(table, faults=faults)
    return read_xlsx(data, file, plan.sheet, plan.header_row)


def _make(table: Table, shape: Shape, rows: Sorted, found: Catalogue, context: Context) -> Result:
    numbers = Numbers(found)
    faults: list[Fault] = []
    made: list[tuple[Draft, Entry]] = []
    for draft in rows.drafts:
        year = str(draft.data.get("发布日期", ""))[:4]  # a draft without date is refused below by its model
        number, path = numbers.take(draft.organ, shape.kind.slug, year, shape.plan.first_serial)
        data = {**draft.data, "索引号": number}
        try:
            entry = shape.kind.model_validate(in_order(shape.kind, data) | _unknown(shape, data))
        except ValidationError as error:
            faults += [from_problem(table.file, one, draft.places) for one in explain(error, shape.kind, path)]
            continue
        draft.data["索引号"] = number
        made.append((draft, entry.filed(path, draft.organ.slug)))
    edited = list(_edited(table, shape, rows, context, faults))
    ours = [Made(entry, draft.places) for draft, entry in made] + [one for one, _ in edited]
    faults += judged(table.file, found, context, ours)
    files = tuple(_file(table, shape, draft, entry) for draft, entry in made)
    return Result(
        files,
        tuple(change for _, change in edited),
        differences=tuple(rows.differences),
        faults=tuple(faults),
        unchanged=rows.unchanged,
    )


def _edited(
    table: Table, shape: Shape, rows: Sorted, context: Context, faults: list[Fault]
) -> Iterator[tuple[Made, Changed]]:
    """The entries that are there, with the values of the sheet; the faults of those that would not be valid."""
    by_entry: defaultdict[str, list[Edit]] = defaultdict(list)
    for edit in rows.edits:
        by_entry[edit.entry.path].append(edit)
    for path, edits in by_entry.items():
        raw = read_bytes(context.root / path)
        data: dict[str, Any] = deepcopy(read(raw, path).data or {})
        places: dict[Loc, Place] = {(): edits[0].places[()]}
        for edit in edits:
            loc = _set(data, edit.loc, edit.value)
            record = loc if edit.loc[-1] is None else loc[: 2 if shape.plan.gathered else 0]
            places |= {(*record, *below): place for below, place in edit.places.items()}
        try:
            entry = shape.kind.model_validate(data)
        except ValidationError as error:
            faults += [from_problem(table.file, one, places) for one in explain(error, shape.kind, path)]
            continue
        organ = edits[0].entry.organ_slug
        yield Made(entry.filed(path, organ), places), changed_file(path, raw, shape.kind, data, entry.title)


def _set(data: Any, loc: tuple[str | int | None, ...], value: Any) -> Loc:  # noqa: ANN401
    """Put a value at a place, which is made where it is not there; give the place."""
    place: list[str | int] = []
    for part, following in pairwise((*loc, "")):
        step: str | int = len(data) if part is None else part
        place.append(step)
        is_last = len(place) == len(loc)
        if part is None:
            data.append(value)
        elif is_last:
            data[step] = value
        else:
            inside = data[step] if isinstance(step, int) else data.get(step)
            if not isinstance(inside, (dict, list)):
                data[step] = inside = [] if following is None or isinstance(following, int) else {}
            data = inside
    return tuple(place)


def _unknown(shape: Shape, data: dict[str, Any]) -> dict[str, Any]:
    """Fixed fields that the kind does not have; they are kept so that the model refuses them."""
    return {name: value for name, value in data.items() if name not in in_order(shape.kind, data)}


def _file(table: Table, shape: Shape, draft: Draft, entry: Entry) -> NewFile:
    items = draft.data.get(shape.plan.gathered) if shape.plan.gathered else None
    first = draft.places[()].row
    what = f"{len(items)} 行" if items else f"第 {first} 行"
    origin = f"由“{table.file}”{Place(table.sheet)}的{what}导入；以后直接改这个文件，改完运行检查。"
    text = entry_text(
        shape.kind, draft.data, notes=[one_line(origin), *map(one_line, draft.notes)]
    ) + _missing_elements(shape.kind, draft.data)
    return NewFile(entry.path, text, entry.title, len(items) if items else 1)


def _missing_elements(kind: type[Entry], data: dict[str, Any]) -> str:
    """The elements that a guide must have and the sheet does not give, as comments to be filled in."""
    missing = [
        f"# {info.alias}: {_example(info.examples)}\n"
        for name, info in kind.model_fields.items()
        if name in getattr(kind, "KEY_ELEMENTS", ()) and info.alias not in data
    ]
    return "".join(["# 以下要素表格里没有，请补上（删去行首的“# ”，照样子改写）：\n", *missing]) if missing else ""


def _example(examples: list[Any] | None) -> str:
    return str(examples[0]) if examples and examples[0] != "见示例" else "（写法见示例条目）"
