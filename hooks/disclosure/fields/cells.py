"""Cells of official forms: whole numbers, rows of them as the clerk finds it easiest to write, printed shares.

A row may be written in three ways: all numbers in the order of the columns, the columns that are not 0 by name, or
a single 0 for a row in which nothing happened. No cell may be left open: the forms want 0 where there is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationError, WithJsonSchema
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from disclosure.fields.model import fault, read_as
from disclosure.problem import declare, quote, sentence, shared

BLANK_CELL = declare(
    "blank-cell",
    requires="统计表的每一格都写数，没有发生的写 0，不留空，不写“/”“—”“无”。",
    reason="空着的格分不清是没有发生还是忘了填写，各行各列的勾稽关系也就无从核对。",
    source="《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）",
)

_COUNT = re.compile(r"0|[1-9]\d{0,14}", re.ASCII)
_NOTHING = shared(
    "nothing",
    r"[\s\u3000]*(?:[-－—–―_＿/／\\＼、.…·○*×]*|无|空|没有"
    r"|[nN]/?[aA]|[nN][iI][lL]|[nN][uU][lL][lL]|[nN][oO][nN][eE])[\s\u3000]*",
)
"""What people write where there is nothing."""
_WIDE_COMMA = shared("wide-comma", r"[0-9]\s*[，、；;]\s*\S")
_WRITE_ZERO = "没有发生的请写 0"
BLANK_ROW = sentence("blank-cell.row", "整行没有填写", f"{_WRITE_ZERO}，表示这一行各格都是 0")
WRITTEN_CELL = sentence("blank-cell", "{where}写的是{found}", _WRITE_ZERO)
EMPTY_CELL = sentence("blank-cell.empty", "{where}是空的", _WRITE_ZERO)
NAMED_CELL = sentence("cell", "“{column}”一格")
BAD_CELL = sentence("bad-count.cell", "{where}的{found}不是规定的整数写法", f"请只写数字，例如 12，{_WRITE_ZERO}")
ROW_SHAPE = sentence("wrong-shape.row", "应有 {count} 个数，{what}", "请依次写{columns}，没有的写 0")
ROW_AS_TEXT = sentence("wrong-shape.row-text", "这里写成了一个数或者一段文字")
ROW_COMMAS = sentence("wrong-shape.row-commas", "这里的数之间不是英文逗号")
ROW_COUNT = sentence("wrong-shape.row-count", "这里有 {count} 个")
NO_COLUMN = sentence("unknown-field.column", "没有{found}这一列", "可以写的列：{columns}")
NO_TOTAL = sentence("missing-field.total", "没有写“{total}”", "请补上，例如“{total}: 0”")
NOT_PERCENT = sentence("bad-amount.percent", "{found}不是百分比", "请照原文写成这样：88.3%")


class Cells(tuple[int, ...]):  # noqa: SLOT001 - a tuple cannot have slots with values
    """The numbers of a row, in the order of the columns, with the place of each in the file."""

    places: tuple[tuple[str | int, ...], ...]
    """Below the field, where each number stands; empty for a number that was not written by itself."""

    def __new__(cls, values: Iterable[int] = (), places: Sequence[tuple[str | int, ...]] = ()) -> Self:
        """The numbers and, if known, their places."""
        cells = super().__new__(cls, values)
        cells.places = tuple(places)
        return cells

    def at(self, index: int) -> tuple[str | int, ...]:
        """The place of a number below the field, as the end of a `loc`."""
        return self.places[index] if index < len(self.places) else ()


class Columns:
    """Marks the type of a row: `Annotated[Cells, Columns(names, total=…)]`.

    `total` is the column that must be there when columns are written by name.
    """

    def __init__(self, names: tuple[str, ...], *, total: str) -> None:
        """The names of the columns, as the form prints them."""
        self.names = names
        self.total = total

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        """Reads a row; nothing of pydantic's own reading is used."""
        return core_schema.no_info_plain_validator_function(self._parse)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The three ways of writing a row."""
        count = len(self.names)
        row = {"type": "array", "items": _CELL_SCHEMA, "minItems": count, "maxItems": count}
        named = {
            "type": "object",
            "properties": dict.fromkeys(self.names, _CELL_SCHEMA),
            "required": [self.total],
            "additionalProperties": False,
        }
        return {"anyOf": [row, named, {"enum": [0, "0"]}]}

    def _parse(self, value: object) -> Cells:
        if value == "0":
            return Cells((0,) * len(self.names))
        if isinstance(value, Mapping):
            return _by_name(value, self.names, self.total)
        if isinstance(value, list):
            return _in_order(value, self.names)
        if _is_blank(value):
            raise fault("blank-cell", *BLANK_ROW())
        raise _misshaped(ROW_AS_TEXT()[0], self.names)


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and _NOTHING.fullmatch(value) is not None)


_CELL_SCHEMA = {"type": ["string", "integer"], "pattern": r"^\d+$"}


def _misshaped(what: str, columns: tuple[str, ...]) -> PydanticCustomError:
    return fault("wrong-shape", *ROW_SHAPE(count=len(columns), what=what, columns="、".join(columns)))


def _in_order(values: list[Any], columns: tuple[str, ...]) -> Cells:
    if any(isinstance(value, str) and _WIDE_COMMA.search(value) for value in values):
        raise _misshaped(ROW_COMMAS()[0], columns)
    if len(values) != len(columns):
        raise _misshaped(ROW_COUNT(count=len(values))[0], columns)
    numbers = _numbers(zip(range(len(columns)), columns, values, strict=True))
    return Cells(numbers.values(), tuple((place,) for place in range(len(columns))))


def _by_name(values: Mapping[str, Any], columns: tuple[str, ...], total: str) -> Cells:
    strange = [name for name in values if name not in columns]
    if strange:
        wrong = fault("unknown-field", *NO_COLUMN(found=quote(strange[0]), columns="、".join(columns)))
        raise _several([(wrong, strange[0], values[strange[0]])])
    if total not in values:
        raise fault("missing-field", *NO_TOTAL(total=total))
    numbers = _numbers((name, name, values[name]) for name in columns if name in values)
    return Cells(
        (numbers.get(name, 0) for name in columns), tuple((name,) if name in values else () for name in columns)
    )


def _numbers(cells: Iterable[tuple[str | int, str, Any]]) -> dict[str | int, int]:
    """The numbers by place; all wrong cells are told at once."""
    found: dict[str | int, int] = {}
    wrong: list[tuple[PydanticCustomError, str | int, Any]] = []
    for place, column, value in cells:
        try:
            found[place] = _number(value, NAMED_CELL(column=column)[0])
        except PydanticCustomError as error:
            wrong.append((error, place, value))
    if wrong:
        raise _several(wrong)
    return found


def _several(wrong: Iterable[tuple[PydanticCustomError, str | int, Any]]) -> ValidationError:
    details: Iterator[InitErrorDetails] = (
        InitErrorDetails(type=error, loc=(place,), input=value) for error, place, value in wrong
    )
    return ValidationError.from_exception_data("Cells", list(details))


def _number(value: object, where: str) -> int:
    if _is_blank(value):
        written = isinstance(value, str) and value.strip()
        said = WRITTEN_CELL(where=where, found=quote(value)) if written else EMPTY_CELL(where=where)
        raise fault("blank-cell", *said)
    if isinstance(value, str) and _COUNT.fullmatch(value.strip()):
        return int(value)
    shown = quote(value) if isinstance(value, str) else "这里"
    raise fault("bad-count", *BAD_CELL(where=where, found=shown))


@read_as("filled")
def _filled(value: object) -> object:
    if _is_blank(value):
        raise fault("blank-cell", *(WRITTEN_CELL(where="", found=quote(value)) if value else EMPTY_CELL(where="")))
    return value


@read_as("cell")
def _cell(value: object) -> int:
    return _number(value, "")


Filled = BeforeValidator(_filled)
"""Added to the type of a cell that is no whole number: it must be written, 0 where there is nothing."""
Cell = Annotated[int, BeforeValidator(_cell), WithJsonSchema(_CELL_SCHEMA)]
"""A single cell: a whole number that must be written, 0 where there is nothing."""


_PERCENT = shared("percent", r"((?:0|[1-9][0-9]{0,3})(?:\.[0-9]{1,4})?)[%％]")


@read_as("percent")
def _percent(value: object) -> Decimal:
    if isinstance(value, str) and (found := _PERCENT.fullmatch(value.strip())):
        return Decimal(found[1])
    shown = quote(value) if isinstance(value, str) else "这里"
    raise fault("bad-amount", *NOT_PERCENT(found=shown))


Percent = Annotated[
    Decimal, BeforeValidator(_percent), WithJsonSchema({"type": "string", "pattern": r"^\d+(\.\d+)?%$"})
]
"""A share in percent, with exactly the decimals that were printed."""
