"""What a field is made of, as plain data, for who reads values elsewhere: the form page does it in the browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import AfterValidator, BeforeValidator
from pydantic.fields import FieldInfo

from disclosure.fields.cells import Columns
from disclosure.fields.choices import OneOf
from disclosure.fields.model import READERS, Model
from disclosure.fields.values import Listed

Described = dict[str, Any]
"""`{"read": [reader…]}` a text, `{"list": inner}`, `{"map": inner}`, `{"group": number}`, `{"row": columns}`; besides
`nonempty`, `listed` (name of the closed list), `values` (fixed ones), `first` (what is done with a group's value)."""


@dataclass(frozen=True, slots=True)
class _Marks:
    """What annotates a type, in the order in which it is applied."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    values: tuple[str, ...]
    listed: str
    columns: Columns | None


def described(info: FieldInfo, number_of: Callable[[type[Model]], int]) -> Described:
    """What a field is made of; `number_of` gives the number by which a group of fields is known.

    Raises KeyError for a reader without a name: see `read_as`.
    """
    return _node(info.annotation, tuple(info.metadata), number_of)


def _node(annotation: Any, marks: tuple[Any, ...], number_of: Callable[[type[Model]], int]) -> Described:  # noqa: ANN401
    origin = get_origin(annotation)
    if origin is Annotated:
        return _node(annotation.__origin__, (*annotation.__metadata__, *marks), number_of)
    if origin in {Union, UnionType}:
        (only,) = (part for part in get_args(annotation) if part is not NoneType)
        return _node(only, marks, number_of)
    said = _marks(marks)
    if origin in {tuple, dict}:
        name, place = ("list", 0) if origin is tuple else ("map", 1)
        inner = _node(get_args(annotation)[place], (), number_of)
        return {name: inner, **({"nonempty": True} if "nonempty" in said.after else {})}
    if said.columns:
        return {"row": list(said.columns.names), "total": said.columns.total}
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return {"group": number_of(annotation), **({"first": list(said.before)} if said.before else {})}
    more: Described = {"read": [*said.before, *said.after]}
    if said.values:
        more["values"] = list(said.values)
    if said.listed:
        more["listed"] = said.listed
    return more


def _marks(marks: tuple[Any, ...]) -> _Marks:
    before = [READERS[mark.func] for mark in marks if isinstance(mark, BeforeValidator)]
    after = [mark.func for mark in marks if isinstance(mark, AfterValidator)]
    fixed = next((func for func in after if isinstance(func, OneOf)), None)
    return _Marks(
        tuple(reversed(before)),
        tuple("one-of" if isinstance(func, OneOf) else READERS[func] for func in after),
        fixed.values if fixed else (),
        next((mark.name for mark in marks if isinstance(mark, Listed)), ""),
        next((mark for mark in marks if isinstance(mark, Columns)), None),
    )
