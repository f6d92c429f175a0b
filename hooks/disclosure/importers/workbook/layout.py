"""How the fields of a kind lie in a workbook: which sheets there are, and which column is which field.

One sheet holds the entries, a row each. Groups of fields lie in columns named 审查/结论; lists of groups, named groups
and official forms have sheets of their own, whose rows say by 索引号, and by 行号 where deeper, to what they belong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from pydantic.fields import FieldInfo

from disclosure.editing.text import field_order
from disclosure.fields import Model, model_inside, wording
from disclosure.importers.workbook.shapes import dict_in, is_form, may_be_short, outer_of
from disclosure.kinds import Entry
from disclosure.vocabulary import Vocabulary
from disclosure.vocabulary.accounts import NO_CODES, Table

ENTRIES, CHOICES, EXAMPLE, ABOUT = "条目", "可选值", "示例", "说明"
"""The names of the sheets that every workbook has."""
NUMBER, ORGAN, ROW, PARENT_ROW, NAME, LABEL, VALUE = "索引号", "机构", "行号", "上级行号", "名称", "项目", "填写"
CODE, ITEM = "科目编码", "项目"
"""The first columns of the official tables of accounts."""
DEPARTMENT, UNIT = "部门", "单位"
"""Units use the tables of departments, under names of their own."""
_LONGEST_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", "-"))

Path = tuple[str, ...]
Form = Literal["entries", "items", "tables", "groups", "values", "form"]
"""entries: the entries; items: a list of groups; tables: named lists of groups; groups: named groups; values: named
values; form: the rows of an official form, each a field or a group of fields."""


@dataclass(frozen=True, slots=True)
class Column:
    """One field in a sheet."""

    name: str
    """As the head of the column says it."""
    path: Path
    """The names of the fields from the record of the row down to the value."""
    many: bool = False
    """Whether the cell holds a list of texts, one a line."""
    is_first: bool = False
    """Whether it is the first field of its group, for which a group may be written short."""
    is_day: bool = False
    is_required: bool = False
    about: str = ""
    shape: str = ""
    example: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A row of an official form: figures in named columns, a group of fields, or one value."""

    path: Path
    sort: Literal["figures", "group", "value"]
    names: tuple[str, ...]

    @property
    def label(self) -> str:
        """As the column 项目 says it."""
        return "/".join(self.path)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet and what depends on its rows."""

    name: str
    form: Form
    path: Path
    """The names of the fields from the record above down to this one."""
    columns: tuple[Column, ...]
    children: tuple[Sheet, ...] = ()
    is_nested: bool = False
    """Whether its rows belong to a row of another sheet than 条目."""
    shorts: tuple[Path, ...] = ()
    """Groups that may be written as one text, by their path below the record; () is the record itself."""
    key: str = ""
    """The head of the column with names."""
    lines: tuple[Line, ...] = ()
    """Of a form: its rows."""
    about: str = ""
    apart: tuple[str, ...] = ()
    """Of named tables: the official ones, which have sheets of their own."""
    is_official: bool = False
    """Whether it is one of these."""

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads of all columns, in their order."""
        front = {"entries": (NUMBER, ORGAN)}.get(self.form, (NUMBER, *([PARENT_ROW] if self.is_nested else [])))
        named = (self.key,) if self.key else ()
        own = (ROW,) if self.children and self.form != "entries" else ()
        return (*front, *own, *named, *(column.name for column in self.columns))

    @property
    def all(self) -> Iterator[Sheet]:
        """This sheet and all below it."""
        yield self
        for child in self.children:
            yield from child.all


def layout_of(kind: type[Entry], words: Vocabulary, scopes: Sequence[str] = ()) -> Sheet:
    """The sheet of the entries of a kind, with all sheets below it.

    Accounts have a sheet for each official table of these 类型; the tables of others stand on one sheet together.
    """
    forms = [form for form in words.accounts.forms if form.kind == kind.slug and set(scopes) & set(form.scopes)]
    tables = [table for form in forms for table in form.tables]
    if UNIT in scopes and DEPARTMENT not in scopes:
        tables = [_of_unit(table) for table in tables]
    maker = _Maker(words, tables)
    columns, children, shorts = maker.record(kind, ())
    columns = [column for column in columns if column.path != (NUMBER,)]
    return Sheet(ENTRIES, "entries", (), tuple(columns), tuple(children), shorts=tuple(shorts), about=kind.about)


def _of_unit(table: Table) -> Table:
    name = table.name.replace(DEPARTMENT, UNIT)
    return table.model_copy(update={"name": name}) if name in table.other_names else table


_Record = tuple[list[Column], list[Sheet], list[Path]]


class _Maker:
    """Makes the sheets of one kind; no two get the same name."""

    def __init__(self, words: Vocabulary, tables: Sequence[Table]) -> None:
        self._words = words
        self._tables = tables
        self._names = {ENTRIES, CHOICES, EXAMPLE, ABOUT}

    def record(self, model: type[Model], prefix: Path, above: Path = ()) -> _Record:
        """Columns, sheets below and short groups of the fields of a model; `above` says where its record stands."""
        columns: list[Column] = []
        sheets: list[Sheet] = []
        shorts: list[Path] = []
        infos = {info.alias or name: info for name, info in model.model_fields.items()}
        for place, alias in enumerate(field_order(model)):
            info, path = infos[alias], (*prefix, alias)
            said = wording(info)
            outer = outer_of(info.annotation)
            if outer is dict or (outer is tuple and said.group):
                made = self._sheet(info, path, above)
                sheets += [made, *self._official(made)] if made.form == "tables" else [made]
            elif said.group and is_form(said.group):
                sheets.append(self._form(info, said.group, path, above))
            elif said.group:
                if may_be_short(info, said.group):
                    shorts.append(path)
                inner, below, short = self.record(said.group, path, above)
                required = info.is_required()
                columns += [replace(one, is_required=one.is_required and required) for one in inner]
                sheets += below
                shorts += short
            else:
                columns.append(self._column(alias, info, path, is_first=bool(prefix) and place == 0))
        return columns, sheets, shorts

    def _column(self, alias: str, info: FieldInfo, path: Path, *, is_first: bool) -> Column:
        said = wording(info)
        example = str((info.examples or [""])[0])
        return Column(
            name="/".join(path),
            path=path,
            many=outer_of(info.annotation) is tuple,
            is_first=is_first,
            is_day=said.is_day,
            is_required=info.is_required(),
            about=info.description or "",
            shape=said.shape,
            example="" if example.startswith("见") else example,
            choices=said.values or self._words.terms.get(said.list_name, ()) or self._listed(alias, path),
        )

    def _listed(self, alias: str, path: Path) -> tuple[str, ...]:
        """The values of the common fields whose lists are vocabulary files of their own."""
        if len(path) > 1:
            return ()
        lists: Mapping[str, Callable[[], tuple[str, ...]]] = {
            "公开机构": lambda: tuple(organ.name for organ in self._words.organs),
            "公开类别": lambda: tuple(one.name for one in self._words.categories.values() if not one.article),
            "主题分类": lambda: tuple(self._words.topic_paths),
            "有效性": lambda: tuple(self._words.validity_by_name),
        }
        return lists[alias]() if alias in lists else ()

    def _sheet(self, info: FieldInfo, path: Path, above: Path) -> Sheet:
        name = self._name(path, above)
        inside = dict_in(info.annotation)
        value = get_args(inside)[1] if inside is not None else info.annotation
        form: Form = "items"
        if inside is not None:
            form = "values" if model_inside(value) is None else "tables" if outer_of(value) is tuple else "groups"
        about = info.description or ""
        if form == "values":
            column = Column(VALUE, (), about=about, shape=wording(info).shape)
            return Sheet(name, form, path, (column,), is_nested=bool(above), key=NAME, about=about)
        model = model_inside(value)
        assert model is not None  # noqa: S101 - the forms left are those with a group inside
        columns, children, shorts = self.record(model, (), (*above, *path))
        if form in {"items", "groups"} and may_be_short(info, model):
            columns[0] = replace(columns[0], is_first=True)
            shorts.append(())
        key = "" if form == "items" else NAME if all(one.name != NAME for one in columns) else f"{path[-1]}{NAME}"
        apart = dict.fromkeys(table.name for table in self._tables if form == "tables")
        return Sheet(
            name,
            form,
            path,
            tuple(columns),
            tuple(children),
            bool(above),
            tuple(shorts),
            key,
            about=about,
            apart=tuple(apart),
        )

    def _official(self, tables: Sheet) -> list[Sheet]:
        """A sheet for each official table, with its own columns in the official order."""
        columns = {column.path[0]: column for column in tables.columns}
        found: dict[str, Sheet] = {}
        for table in (one for one in self._tables if one.name in tables.apart):
            if table.name in found:
                continue
            names = [*([CODE] if table.scheme != NO_CODES else []), ITEM, *table.columns, *table.more_columns]
            name = self._name((table.name,), ())
            own = tuple(columns[one] for one in dict.fromkeys(names) if one in columns)
            path = (*tables.path, table.name)
            found[table.name] = Sheet(name, "items", path, own, is_nested=tables.is_nested, is_official=True)
        return list(found.values())

    def _form(self, info: FieldInfo, model: type[Model], path: Path, above: Path) -> Sheet:
        lines = tuple(_lines(model, ()))
        names = dict.fromkeys(name for line in lines if line.sort != "value" for name in line.names)
        columns = [Column(name, (name,), shape="数") for name in names]
        if any(line.sort == "value" for line in lines):
            columns.append(Column(VALUE, (), about="只有一个数或者一段话的，写在这一列"))
        about = info.description or ""
        name = self._name(path, above)
        return Sheet(name, "form", path, tuple(columns), (), bool(above), (), LABEL, lines, about)

    def _name(self, path: Path, above: Path) -> str:
        whole = "-".join((*above, *path)).translate(_NOT_IN_NAMES)
        name, number = whole[-_LONGEST_NAME:].lstrip("-"), 1
        while name in self._names:
            number += 1
            name = f"{whole[-(_LONGEST_NAME - 2) :].lstrip('-')}{number}"
        self._names.add(name)
        return name


def _lines(model: type[Model], prefix: Path) -> Iterator[Line]:
    for name, info in model.model_fields.items():
        path = (*prefix, info.alias or name)
        said = wording(info)
        if said.columns:
            yield Line(path, "figures", said.columns)
        elif said.group and is_form(said.group):
            yield from _lines(said.group, path)
        elif said.group:
            names = tuple(inner.alias or own for own, inner in said.group.model_fields.items())
            yield Line(path, "group", names)
        else:
            yield Line(path, "value", ())
