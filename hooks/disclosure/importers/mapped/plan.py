"""The mapping file (对照表): which column is which field, whose entries they become, what all of them share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Annotated, Any, get_args, get_origin

from pydantic import AfterValidator, ValidationError

from disclosure.fields import Count, Line, Model, explain, model_inside, term
from disclosure.importers.mapped.spellings import moment_in
from disclosure.importers.table import Fault, Place, Table
from disclosure.kinds import KINDS, Entry
from disclosure.problem import Problem, quote
from disclosure.source import read
from disclosure.vocabulary import Organ, Vocabulary

ORGAN, YEAR = "{机构}", "{年}"
"""What stands in 固定值 for the name of the organ and for the year of publication."""


class Plan(Model):
    """A mapping file."""

    kind: Line = term("种类", about="导入成哪一种条目，写种类的标识", example="service-list")
    sheet: Line | None = term("工作表", about="工作表的名称，只有一个时不写", example="政务服务事项", default=None)
    header_row: Annotated[Count, AfterValidator(lambda n: max(n, 1))] = term(
        "表头行", about="列名在第几行", example="1", default=1
    )
    organ: Line | None = term("机构", about="全表都是一个机构的，写它的标识或者名称", example="rsj", default=None)
    organ_column: Line | None = term("机构列", about="哪一列是机构的名称", example="部门", default=None)
    organ_names: dict[Line, Line] = term(
        "机构对照", about="表里的叫法: 机构的标识或者名称；与词表相同的不写", example="见示例", default={}
    )
    gathered: Line | None = term(
        "合并为", about="每个机构的各行合成一个条目，放进哪个列表字段；不写时一行一个条目", example="事项", default=None
    )
    fields: dict[Line, Line] = term("字段", about="字段: 列名；下一层的字段写成“收费/是否收费”", example="见示例")
    skipped: tuple[Line, ...] = term("不导入的列", about="有意不要的列", example="序号", default=())
    blanks: dict[Line, tuple[Line, ...]] = term(
        "空值", about="列名: 这一列里等于没有填写的词", example="见示例", default={}
    )
    fixed: dict[Line, Any] = term(
        "固定值", about=f"各条目相同的字段；{ORGAN}、{YEAR} 换成机构名称和发布的年份", example="见示例", default={}
    )
    pages: tuple[Line, ...] = term(
        "网页", about="写的是网页代码的列，导入时只留下文字、标题、列表、表格和链接", example="内容", default=()
    )
    noted: tuple[Line, ...] = term(
        "注释", about="写进条目文件开头作注释的列，例如原来的网址，页面上不显示", example="原网址", default=()
    )
    identity: Line = term("识别", about="凭哪个字段认出是同一项，再次导入时不重复", example="实施编码")
    first_serial: Count = term("流水号起", about="索引号从哪个流水号用起", example="1", default=1)


@dataclass(frozen=True, slots=True)
class Shape:
    """A plan that fits its kind."""

    plan: Plan
    kind: type[Entry]
    row_model: type[Model]
    """What one row becomes: the entry, or an item of the list into which the rows are gathered."""


def read_plan(data: bytes, path: str) -> tuple[Plan | None, list[Problem]]:
    """The plan, or what is wrong with the file."""
    document = read(data, path)
    if document.data is None:
        return None, document.problems
    try:
        return Plan.model_validate(document.data), []
    except ValidationError as error:
        return None, [document.placed(problem) for problem in explain(error, Plan, path)]


def fit(plan: Plan, path: str, table: Table) -> tuple[Shape | None, list[Fault]]:
    """The plan with its kind, or what does not fit between plan, kind and table."""
    kind = KINDS.get(plan.kind)
    if kind is None:
        return None, [_fault(path, f"“种类”写的{quote(plan.kind)}不存在", f"可以用：{'、'.join(KINDS)}")]
    row_model: type[Model] | None = kind
    if plan.gathered:
        row_model = model_inside(_annotation(kind, plan.gathered)) if _annotation(kind, plan.gathered) else None
    if row_model is None:
        return None, [_fault(path, f"“合并为”写的{quote(plan.gathered)}不是{kind.label}的列表字段", "请核对")]
    faults = [*_field_faults(plan, path, row_model), *_column_faults(plan, path, table)]
    if bool(plan.organ) == bool(plan.organ_column):
        faults.append(_fault(path, "“机构”和“机构列”应当写一个，并且只写一个", "请改正"))
    if plan.gathered and _steps(row_model, plan.identity) is None:
        faults.append(_fault(path, f"“识别”写的{quote(plan.identity)}不是{quote(plan.gathered)}的字段", "请核对"))
    return (None if faults else Shape(plan, kind, row_model)), faults


def _fault(path: str, message: str, mend: str) -> Fault:
    return Fault(path, Place(), message, mend)


def _field_faults(plan: Plan, path: str, model: type[Model]) -> Iterator[Fault]:
    known = [info.alias or name for name, info in model.model_fields.items()]
    for field in plan.fields:
        if _steps(model, field) is None:
            near = get_close_matches(field, known, n=1, cutoff=0.5)
            cure = f"是否为{quote(near[0])}" if near else f"可以用：{'、'.join(known)}"
            yield _fault(path, f"“字段”里没有{quote(field)}这个字段", cure)
    if plan.identity not in plan.fields:
        yield _fault(path, f"“识别”写的{quote(plan.identity)}不在“字段”里", "请写表里有的字段")
    for field in plan.fixed:
        if not plan.gathered and field in plan.fields:
            yield _fault(path, f"{quote(field)}既在“字段”里，又在“固定值”里", "请只留一个")


def _column_faults(plan: Plan, path: str, table: Table) -> Iterator[Fault]:
    used = {*plan.fields.values(), *plan.skipped, *plan.noted, *([plan.organ_column] if plan.organ_column else [])}
    for name in sorted(used - set(table.header)):
        known = "、".join(quote(column) for column in table.header if column)
        yield _fault(path, f"表里没有{quote(name)}这一列", f"表里有：{known}")
    for name in table.header:
        if name and name not in used:
            cure = "请写进“字段”；有意不要的，写进“不导入的列”"
            yield Fault(table.file, table.place(plan.header_row, name), "对照表里没有说这一列放到哪里", cure)
    for name in sorted(set(plan.pages) - set(plan.fields.values())):
        yield _fault(path, f"“网页”里的{quote(name)}不是要导入的列", "请核对列名")
    for name in sorted(set(plan.blanks) - used):
        yield _fault(path, f"“空值”里的{quote(name)}不是要导入的列", "请核对列名")


def _annotation(model: type[Model], alias: str) -> Any:  # noqa: ANN401 - any type expression
    return next((info.annotation for name, info in model.model_fields.items() if (info.alias or name) == alias), None)


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the way to a field: its name, and whether it holds a list (and of what groups)."""

    name: str
    many: bool
    is_day: bool
    inner: type[Model] | None


def _steps(model: type[Model], field: str) -> list[Step] | None:
    """The way to a field written “收费/是否收费”; None where there is none."""
    found: list[Step] = []
    current: type[Model] | None = model
    for name in field.split("/"):
        annotation = _annotation(current, name) if current else None
        if annotation is None or (found and found[-1].many):
            return None
        current = model_inside(annotation)
        found.append(Step(name, _is_list(annotation), _is_day(annotation), current))
    return found


def _is_list(annotation: Any) -> bool:  # noqa: ANN401 - any type expression
    return get_origin(annotation) is tuple or any(_is_list(part) for part in get_args(annotation))


def _is_day(annotation: Any) -> bool:  # noqa: ANN401 - any type expression
    return annotation in {date, datetime} or any(_is_day(part) for part in get_args(annotation) if _is_type(part))


def _is_type(part: Any) -> bool:  # noqa: ANN401 - any type expression
    return isinstance(part, type) or bool(get_args(part))


def put(data: dict[str, Any], model: type[Model], field: str, text: str) -> None:
    """Put the text of a cell in its field: a list takes one item a line, a group takes it as its first field."""
    steps = _steps(model, field) or []
    for step in steps[:-1]:
        data = data.setdefault(step.name, {})
    last = steps[-1]
    text = moment_in(text) if last.is_day else text
    lines = [line.strip() for line in text.split("\n") if line.strip()] if last.many else [text]
    values: list[Any] = [{_first(last.inner): line} for line in lines] if last.inner else list(lines)
    data[last.name] = values if last.many else values[0]


def _first(model: type[Model]) -> str:
    return next(info.alias or name for name, info in model.model_fields.items())


def organ_of(plan: Plan, words: Vocabulary, name: str) -> Organ | None:
    """The organ that a cell means: by 机构对照, else by its slug or one of its names."""
    meant = plan.organ_names.get(name, name)
    return words.organ_by_slug.get(meant) or words.organ_by_name.get(meant)


def filled(value: Any, replaced: Mapping[str, str]) -> Any:  # noqa: ANN401 - any YAML data
    """Fixed data with its placeholders replaced, at any depth."""
    if isinstance(value, str):
        for sign, text in replaced.items():
            value = value.replace(sign, text)
        return value
    if isinstance(value, dict):
        return {key: filled(item, replaced) for key, item in value.items()}
    return [filled(item, replaced) for item in value] if isinstance(value, list) else value
