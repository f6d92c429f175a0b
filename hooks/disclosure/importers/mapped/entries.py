"""Rows to entries: put the cells in their fields, read them as the kind demands, see what is there already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from disclosure.catalogue import Catalogue
from disclosure.fields import Model, explain
from disclosure.importers.html_text import markdown_of
from disclosure.importers.mapped.plan import ORGAN, YEAR, Plan, Shape, filled, organ_of, put
from disclosure.importers.result import Difference, from_problem
from disclosure.importers.table import Fault, Place, Row, Table
from disclosure.kinds import Entry
from disclosure.problem import Loc, quote
from disclosure.vocabulary import Organ


@dataclass(frozen=True, slots=True)
class Draft:
    """Data that shall become one entry; `places` says from which cell a value came, by its path."""

    organ: Organ
    data: dict[str, Any]
    places: Mapping[Loc, Place]
    notes: tuple[str, ...] = ()
    """What the file says in comments."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A value of the sheet for an entry that is there; at the end of a list where the last part of `loc` is None."""

    entry: Entry
    loc: tuple[str | int | None, ...]
    value: Any
    places: Mapping[Loc, Place]
    """The cells of its row, by their paths below the record of the row."""


@dataclass(slots=True)
class Sorted:
    """What became of the rows."""

    update: bool = False
    """Whether entries that are there shall follow the sheet; what the sheet leaves blank stays as it is."""
    edits: list[Edit] = field(default_factory=list)

    drafts: list[Draft] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class _Filled:
    """A row whose cells stand in their fields."""

    row: Row
    organ: Organ
    data: dict[str, Any]
    places: dict[Loc, Place]
    identity: str
    content: Model | None
    """The item as it was read; None for a row that becomes a whole entry."""


def sort_rows(table: Table, shape: Shape, catalogue: Catalogue, *, update: bool = False) -> Sorted:
    """Each row is new, unchanged, different from what is there, or faulty."""
    found = Sorted(update)
    rows = [filled_row for row in table.rows if (filled_row := _fill(table, shape, catalogue, row, found.faults))]
    _report_twice(table, shape.plan, rows, found.faults)
    if found.faults:
        return found
    if shape.plan.gathered:
        _sort_gathered(shape, catalogue, rows, found)
    else:
        _sort_single(shape, catalogue, rows, found)
    return found


def _fill(table: Table, shape: Shape, catalogue: Catalogue, row: Row, faults: list[Fault]) -> _Filled | None:
    plan = shape.plan
    name = row.cells.get(plan.organ_column, "") if plan.organ_column else plan.organ or ""
    organ = organ_of(plan, catalogue.vocabulary, name)
    if organ is None:
        what = f"{quote(name)}不是已登记的机构" if name else "没有填写"
        cure = "请在对照表的“机构对照”里写明是哪个机构，或者先在 organs.yml 里登记"
        faults.append(Fault(table.file, table.place(row.number, plan.organ_column or ""), what, cure))
        return None
    data: dict[str, Any] = {}
    places: dict[Loc, Place] = {(): table.place(row.number)}
    for name, column in plan.fields.items():
        text = markdown_of(row.cells.get(column, "")) if column in plan.pages else row.cells.get(column, "")
        places[tuple(name.split("/"))] = table.place(row.number, column)
        if text and text not in plan.blanks.get(column, ()):
            put(data, shape.row_model, name, text)
    identity = row.cells.get(plan.fields[plan.identity], "")
    if not identity:
        what, cure = "没有填写，认不出是哪一项", f"请补上；没有的，请换一个“识别”的字段（现在是“{plan.identity}”）"
        faults.append(Fault(table.file, table.place(row.number, plan.fields[plan.identity]), what, cure))
        return None
    content: Model | None = None
    if plan.gathered:
        try:
            content = shape.row_model.model_validate(data)
        except ValidationError as error:
            faults += [from_problem(table.file, problem, places) for problem in explain(error, shape.row_model, "")]
            return None
    return _Filled(row, organ, data, places, identity, content)


def _report_twice(table: Table, plan: Plan, rows: list[_Filled], faults: list[Fault]) -> None:
    first: dict[str, int] = {}
    for row in rows:
        if row.identity in first:
            place = table.place(row.row.number, plan.fields[plan.identity])
            what = f"{quote(row.identity)}与第 {first[row.identity]} 行重复"
            faults.append(Fault(table.file, place, what, "请核对；确是两项的，请换一个“识别”的字段"))
        first.setdefault(row.identity, row.row.number)


def _attribute(model: type[Model], alias: str) -> str:
    return next(name for name, info in model.model_fields.items() if (info.alias or name) == alias)


def _sort_single(shape: Shape, catalogue: Catalogue, rows: list[_Filled], found: Sorted) -> None:
    """One row, one entry: known by its identity among the entries of the kind."""
    own = [entry for entry in catalogue.entries if isinstance(entry, shape.kind)]
    known = {str(_at(entry, shape.plan.identity)): entry for entry in own}
    for row in rows:
        notes = [f"{name}: {row.row.cells[name]}" for name in shape.plan.noted if name in row.row.cells]
        draft = Draft(row.organ, _with_fixed(shape, row.organ, row.data), row.places, tuple(notes))
        there = known.get(row.identity)
        if there is None:
            found.drafts.append(draft)
            continue
        texts = [] if there.organ_slug == row.organ.slug else [f"属于文件夹 {there.organ_slug}，表里是{row.organ.name}"]
        wanted = _read(shape.kind, {**draft.data, "索引号": there.index_number})
        differing = dict(_field_differences(shape, there, wanted)) if wanted else dict.fromkeys(shape.plan.fields, "")
        edited = _edits(there, (), row, differing) if found.update else {}
        found.edits += edited.values()
        texts += [text for path, text in differing.items() if path not in edited and text]
        texts += [] if wanted or found.update else ["表里的写法读不出来，请用空目录试导看详情"]
        found.differences += [Difference(there.path, f"{text}（{row.places[()]}）") for text in texts]
        found.unchanged += not texts and not edited


def _edits(entry: Entry, loc: Loc, row: _Filled, differing: Mapping[str, str]) -> dict[str, Edit]:
    """The values of a row that shall replace those of an entry, by field."""
    found: dict[str, Edit] = {}
    for path in differing:
        value: Any = row.data
        for name in path.split("/"):
            value = value.get(name) if isinstance(value, dict) else None
        if value is not None:
            found[path] = Edit(entry, (*loc, *path.split("/")), value, row.places)
    return found


def _read(kind: type[Model], data: dict[str, Any]) -> Model | None:
    try:
        return kind.model_validate(data)
    except ValidationError:
        return None


def _field_differences(shape: Shape, there: Model, wanted: Model) -> Iterator[tuple[str, str]]:
    """(field, what differs) of the fields that the sheet fills; others may have been added by hand."""
    for path in shape.plan.fields:
        old, new = _at(there, path), _at(wanted, path)
        if old != new:
            yield path, f"“{path}”现有{_shown(old)}，表里{_shown(new)}"


def _at(content: Model, path: str) -> object:
    value: Any = content
    for name in path.split("/"):
        value = getattr(value, _attribute(type(value), name)) if isinstance(value, Model) else None
    return value


def _shown(value: object) -> str:
    if value is None or value == ():
        return "没有填写"
    if isinstance(value, Model):
        return quote("、".join(str(inner) for inner in value.model_dump().values() if inner))
    return quote("；".join(map(str, value)) if isinstance(value, tuple) else value)


def _with_fixed(shape: Shape, organ: Organ, data: dict[str, Any]) -> dict[str, Any]:
    fixed = dict(shape.plan.fixed)
    year = str(data.get("发布日期") or fixed.get("发布日期") or "")[:4]
    known: dict[str, Any] = filled(fixed, {ORGAN: organ.name, YEAR: year})
    return known | data


def _sort_gathered(shape: Shape, catalogue: Catalogue, rows: list[_Filled], found: Sorted) -> None:
    """The rows of an organ are one entry; what it has already is compared item by item."""
    by_organ: defaultdict[str, list[_Filled]] = defaultdict(list)
    for row in rows:
        by_organ[row.organ.slug].append(row)
    gathered = shape.plan.gathered or ""
    replaced = {number for entry in catalogue.entries for number in getattr(entry, "replaces", ())}
    lists: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in catalogue.entries:
        if isinstance(entry, shape.kind) and entry.index_number not in replaced:
            lists[entry.organ_slug].append(entry)
    for slug, own in by_organ.items():
        if lists[slug]:
            _compare(shape, lists[slug], own, found)
            continue
        places: dict[Loc, Place] = {(): own[0].places[()]}
        for number, row in enumerate(own):
            places |= {(gathered, number, *loc): place for loc, place in row.places.items()}
        data = _with_fixed(shape, own[0].organ, {}) | {gathered: [row.data for row in own]}
        found.drafts.append(Draft(own[0].organ, data, places))


def _compare(shape: Shape, lists: list[Entry], rows: list[_Filled], found: Sorted) -> None:
    attribute, identity = _attribute(shape.kind, shape.plan.gathered or ""), shape.plan.identity
    gathered = shape.plan.gathered or ""
    there = {
        str(_at(item, identity)): (entry, number, item)
        for entry in lists
        for number, item in enumerate(getattr(entry, attribute))
    }
    for row in rows:
        entry, number, item = there.pop(row.identity, (lists[0], 0, None))
        name = f"{identity}{quote(row.identity)}"
        if item is None and found.update:
            found.edits.append(Edit(entry, (gathered, None), row.data, row.places))
        elif item is None:
            found.differences.append(Difference(entry.path, f"这里没有{name}，表里有（{row.places[()]}）"))
        elif row.content:
            differing = dict(_field_differences(shape, item, row.content))
            edited = _edits(entry, (gathered, number), row, differing) if found.update else {}
            found.edits += edited.values()
            texts = [text for path, text in differing.items() if path not in edited]
            found.differences += [Difference(entry.path, f"{name}的{text}（{row.places[()]}）") for text in texts]
            found.unchanged += not differing
    found.differences += [
        Difference(entry.path, f"{identity}{quote(key)}在表里没有了") for key, (entry, _, _) in there.items()
    ]
