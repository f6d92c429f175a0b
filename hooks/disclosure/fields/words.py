"""How a field is filled in, in words for the clerk, read off its declaration."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import AfterValidator, BeforeValidator
from pydantic.fields import FieldInfo

from disclosure.fields.cells import Cell, Columns, Percent
from disclosure.fields.choices import OneOf
from disclosure.fields.model import Model, model_inside
from disclosure.fields.values import (
    Amount,
    Code,
    Count,
    Day,
    Line,
    Listed,
    Markdown,
    Moment,
    Text,
    Web,
    Year,
    Yuan,
)


def _reader(value_type: Any) -> object:  # noqa: ANN401 - a type expression
    return next(mark.func for mark in _marks(value_type) if isinstance(mark, BeforeValidator))


def _marks(node: Any) -> Iterator[Any]:  # noqa: ANN401 - pydantic's FieldInfo or a type expression
    """What annotates a field or a type, from the outside to the inside."""
    yield from getattr(node, "metadata", ())
    yield from getattr(node, "__metadata__", ())
    inner = getattr(node, "annotation", None)
    for part in getattr(node if inner is None else inner, "__args__", ()):
        yield from _marks(part)


_WORDS: dict[object, str] = {
    _reader(Line): "一行文字",
    _reader(Text): "文字，可以几行",
    _reader(Day): "日期，如 2024-05-01",
    _reader(Moment): "日期，可以带时分",
    _reader(Amount): "金额，万元，只写数",
    _reader(Yuan): "金额，元，只写数",
    _reader(Percent): "百分比，如 88.3%",
    _reader(Count): "整数",
    _reader(Cell): "整数，没有的写 0",
    _reader(Year): "四位年度",
    _reader(Code): "编码",
    _reader(Web): "网址",
}
_MARKDOWN = next(mark for mark in _marks(Markdown) if isinstance(mark, str))
_BODY = "正文，一行一段，可以有标题、列表和表格"


@dataclass(frozen=True, slots=True)
class Wording:
    """How one field is filled in."""

    shape: str
    """What is written, e.g. 一行文字 or 列表，每项一行文字."""
    list_name: str = ""
    """The closed list of the vocabulary from which the value is taken."""
    group: type[Model] | None = None
    """The group of fields inside."""
    values: tuple[str, ...] = ()
    """The fixed values of which it must be one, where no vocabulary lists them."""
    is_day: bool = False
    """Whether a date is written, with or without the time of the day."""
    columns: tuple[str, ...] = ()
    """Of a row of figures: the names of its columns."""


def wording(info: FieldInfo) -> Wording:
    """Put the type of a field into words."""
    marks = list(_marks(info))
    listed = next((mark.name for mark in marks if isinstance(mark, Listed)), "")
    group = model_inside(info.annotation)
    readers = [mark.func for mark in marks if isinstance(mark, BeforeValidator)]
    kept = [_WORDS[reader] for reader in readers if reader in _WORDS]
    one = "下一层字段" if group else _BODY if _MARKDOWN in marks else kept[-1] if kept else "文字"
    outer = _outer(info.annotation)
    if columns := next((mark for mark in marks if isinstance(mark, Columns)), None):
        return Wording(f"{len(columns.names)} 个数，全是 0 的可以只写 0", listed, group, columns=columns.names)
    fixed = [mark.func for mark in marks if isinstance(mark, AfterValidator)]
    values = next((func.values for func in fixed if isinstance(func, OneOf)), ()) if not group else ()
    is_day = not group and any(reader in {_reader(Day), _reader(Moment)} for reader in readers)
    if outer is dict:
        return Wording("按名称分组，每组写" + ("几行" if group else one), listed, group, values, is_day)
    if outer is tuple:
        return Wording(f"列表，每项是{one}", listed, group, values, is_day)
    return Wording(one, listed, group, values, is_day)


def _outer(annotation: Any) -> object:  # noqa: ANN401 - a type expression
    """The outermost tuple or dict, through unions and annotations."""
    origin = getattr(annotation, "__origin__", None)
    if origin in {tuple, dict}:
        return origin
    parts = getattr(annotation, "__args__", ())
    return next((found for part in parts if (found := _outer(part))), None)
