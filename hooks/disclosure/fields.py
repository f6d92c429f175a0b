"""The typed values of a field: how a clerk writes them, how they are read, what is said when they are wrong.

Everything arrives as text. A value type says once how it is parsed, how it looks in the editor schema, and which rule
speaks when it is wrong. Models are pydantic, frozen, with the official Chinese terms as the names of the fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from typing import Annotated, Any, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, ErrorDetails, PydanticCustomError

from disclosure.problem import RULES, Loc, Problem, declare, quote

MISSING_FIELD = declare(
    "missing-field",
    requires="必填的字段都填写。",
    reason="缺了这些内容，公众看不明白，也不合目录的要求。",
    source="《中华人民共和国政府信息公开条例》第十二条",
)
UNKNOWN_FIELD = declare(
    "unknown-field",
    requires="只用本种类规定的字段，名称一字不差。",
    reason="写错名称的字段不会显示在页面上，等于没有公开。",
)
WRONG_SHAPE = declare(
    "wrong-shape",
    requires="一行文字、列表、下一层字段，各按规定的样子写。",
    reason="样子不对就对不上页面上的位置。",
)
BLANK_TEXT = declare(
    "blank-text",
    requires="填写的文字不是空白。",
    reason="只有空格的值等于没有填写。",
)
BAD_DATE = declare(
    "bad-date",
    requires="日期写成 YYYY-MM-DD，并且真有这一天。",
    reason="写法统一才能排序、检索和计算期限。",
    source="GB/T 7408（日期和时间的信息交换表示法）",
)
BAD_COUNT = declare(
    "bad-count",
    requires="件数、人数等写成不带单位的整数。",
    reason="带了单位或者小数就不能核对合计。",
)
BAD_AMOUNT = declare(
    "bad-amount",
    requires="金额写成不带单位、不带千分号的数，单位一律是万元。",
    reason="金额要逐项核对，写法不一就会算错。",
)
BAD_YEAR = declare(
    "bad-year",
    requires="年度写成四位数字。",
    reason="年度用来归类和比较。",
)
BAD_CODE = declare(
    "bad-code",
    requires="编码只用数字、字母和连接线。",
    reason="编码用来对照国家的分类和别的系统，多一个空格就对不上。",
)
BAD_LINK = declare(
    "bad-link",
    requires="网址以 https:// 或 http:// 开头，写全主机名。",
    reason="别的开头可能在公众的电脑上执行程序，或者离开本站后打不开。",
)


UNKNOWN_TERM = declare(
    "unknown-term",
    requires="取值有限的字段，用词表里列出的值，一字不差。",
    reason="写法不一，公众按类查找时就找不全。",
)


class Model(BaseModel):
    """A group of fields. Unknown names are refused, nothing can be changed after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=False)


def term(alias: str, *, about: str, example: object, default: Any = ...) -> Any:  # noqa: ANN401 - like pydantic's Field
    """A field by its official Chinese name, with help for the clerk and an example. Required without `default`."""
    return Field(default, alias=alias, description=about, examples=[example])


def fault(rule_id: str, message: str, mend: str) -> PydanticCustomError:
    """The error that a value type raises; `rule_id` must be declared."""
    return PydanticCustomError("disclosure", "{message}", {"rule": RULES[rule_id].id, "message": message, "mend": mend})


def _need_text(value: object, what: str) -> str:
    if isinstance(value, str):
        return value
    shape = "列表" if isinstance(value, list) else "下一层字段"
    if value is None:
        raise fault("wrong-shape", "这一项是空的", f"请写成{what}，或者删去")
    sign = "[" if isinstance(value, list) else "{"
    cure = f"请直接写在字段后面；要写“{sign}”开头的文字，请给整个值加英文双引号"
    raise fault("wrong-shape", f"应是{what}，这里写成了{shape}", cure)


def _text(value: object) -> str:
    text = _need_text(value, "一段文字").strip(" \t\n\u3000")
    if not text:
        raise fault("blank-text", "只有空白", "请填写内容，没有内容的请删去这一行")
    return text


def _line(value: object) -> str:
    text = _text(value)
    if "\n" in text:
        raise fault("wrong-shape", "应是一行文字，这里有好几行", "请写在一行里")
    return text


_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_LOOSE_DATE = re.compile(r"(\d{4})\s*[-年./．]\s*(\d{1,2})\s*[-月./．]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})")
_FULLWIDTH = str.maketrans("０１２３４５６７８９－：／．", "0123456789-:/.")


def _date(value: object) -> date:
    text = _line(value)
    if found := _ISO.fullmatch(text):
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            raise _no_such_day(text) from None
    raise _bad_date(text)


def _no_such_day(text: str) -> PydanticCustomError:
    return fault("bad-date", f"{quote(text)}不是真有的一天", "请核对年、月、日")


def _bad_date(text: str) -> PydanticCustomError:
    cure = "请写成这样：2024-05-01"
    if found := _LOOSE_DATE.fullmatch(text.translate(_FULLWIDTH)):
        year, month, day = (int(part) for part in found.groups() if part)
        try:
            cure = f"请写成 {date(year, month, day).isoformat()}"
        except ValueError:
            return _no_such_day(text)
    return fault("bad-date", f"{quote(text)}不是规定的日期写法", cure)


_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2}) ([01]\d|2[0-3]):([0-5]\d)", re.ASCII)


def _moment(value: object) -> datetime:
    text = _line(value)
    if found := _MOMENT.fullmatch(text):
        day = _date(found[1])
        return datetime(day.year, day.month, day.day, int(found[2]), int(found[3]))  # noqa: DTZ001 - local by definition
    if len(text) > len("2024-05-01") and _ISO.match(text):
        cure = "请写成这样：2024-05-01，带时分的写成 2024-05-01 09:30"
        raise fault("bad-date", f"{quote(text)}不是规定的时间写法", cure)
    day = _date(value)
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - local by definition


_AMOUNT = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?", re.ASCII)


def _amount(value: object) -> Decimal:
    text = _line(value)
    if _AMOUNT.fullmatch(text):
        return Decimal(text)
    bare = re.sub(r"[,，\s]|万元$", "", text.translate(_FULLWIDTH))
    cure = f"请写成 {bare}" if _AMOUNT.fullmatch(bare) else "请只写数，单位按万元，例如 12.50"
    raise fault("bad-amount", f"{quote(text)}不是规定的金额写法", cure)


_COUNT = re.compile(r"0|[1-9]\d{0,14}", re.ASCII)


def _count(value: object) -> int:
    text = _line(value)
    if _COUNT.fullmatch(text):
        return int(text)
    raise fault("bad-count", f"{quote(text)}不是规定的整数写法", "请只写数字，例如 12，没有的写 0")


_YEAR = re.compile(r"(?:19[5-9]|20\d)\d", re.ASCII)


def _year(value: object) -> int:
    text = _line(value)
    if _YEAR.fullmatch(text):
        return int(text)
    raise fault("bad-year", f"{quote(text)}不是规定的年度写法", "请写成四位数字，1950 至 2099，例如 2024")


_CODE = re.compile(r"[0-9A-Za-z]+(?:[-./][0-9A-Za-z]+)*")


def _code(value: object) -> str:
    text = _line(value)
    if _CODE.fullmatch(text):
        return text
    raise fault("bad-code", f"{quote(text)}不是规定的编码写法", "请只写数字、字母和连接线，中间不空格")


_WEB = re.compile(r"https?://(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?::[0-9]+)?(?:[/?#][^\s<>\"'\\]*)?")


def _web(value: object) -> str:
    text = _line(value)
    if _WEB.fullmatch(text):
        return text
    raise fault("bad-link", f"{quote(text)}不是网址", "请写以 https:// 开头的完整网址")


def _schema(**schema: Any) -> WithJsonSchema:  # noqa: ANN401 - JSON Schema is any JSON
    return WithJsonSchema(schema)


_AS_ISO = PlainSerializer(lambda value: value.isoformat(), return_type=str, when_used="json")

Line = Annotated[str, BeforeValidator(_line), _schema(type=["string", "number"], minLength=1)]
"""One line of text."""
Text = Annotated[str, BeforeValidator(_text), _schema(type=["string", "number"], minLength=1)]
"""Text of any number of lines."""
Markdown = Annotated[str, BeforeValidator(_text), "markdown", _schema(type="string", minLength=1)]
"""Body text: each line is a paragraph; headings, lists and tables as in Markdown."""
Day = Annotated[date, BeforeValidator(_date), _AS_ISO, _schema(type="string", pattern=r"^\d{4}-\d{2}-\d{2}$")]
"""A date, written YYYY-MM-DD."""
Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    _AS_ISO,
    _schema(type="string", pattern=r"^\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?$"),
]
"""A date, or a date with hour and minute, in local time."""
Amount = Annotated[
    Decimal, BeforeValidator(_amount), _schema(type=["string", "number"], pattern=r"^-?\d+(\.\d{1,6})?$")
]
"""万元, with exactly the decimals that were written."""
Count = Annotated[int, BeforeValidator(_count), _schema(type=["string", "integer"], pattern=r"^\d+$")]
"""A whole number, not negative."""
Year = Annotated[int, BeforeValidator(_year), _schema(type=["string", "integer"], pattern=r"^\d{4}$")]
"""A year, 1950 to 2099."""
Code = Annotated[str, BeforeValidator(_code), _schema(type=["string", "integer"], pattern=r"^[0-9A-Za-z./-]+$")]
"""A code of an official classification; leading zeros stay."""
Web = Annotated[str, BeforeValidator(_web), _schema(type="string", pattern=r"^https?://")]
"""An address on the web."""


class Listed:
    """Marks a text field whose values are a closed list of the vocabulary (checked by the rule unknown-term)."""

    def __init__(self, name: str) -> None:
        """`name` is the list's name in catalogue/vocabulary/terms.yml."""
        self.name = name

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The schema of a text with the name of its list, which the schema writer replaces by the values."""
        return {**handler(schema), "x-list": self.name}

    def __repr__(self) -> str:
        return f"Listed({self.name!r})"


def one_of(values: tuple[str, ...]) -> AfterValidator:
    """Restricts a text to fixed values that no office changes."""

    def check(value: str) -> str:
        if value in values:
            return value
        raise fault("unknown-term", f"{quote(value)}不在可用的值里", f"可以用：{'、'.join(values)}")

    return AfterValidator(check)


def _nonempty(value: tuple[Any, ...]) -> tuple[Any, ...]:
    if not value:
        raise fault("missing-field", "一项也没有", "请至少写一项，每项以“- ”开头")
    return value


NonEmpty = AfterValidator(_nonempty)
"""A list with at least one item."""


def explain(error: ValidationError, model: type[Model], path: str) -> Iterator[Problem]:
    """Every fault that pydantic found, in the clerk's words. `model` is the class that was tried."""
    for detail in error.errors(include_url=False):
        yield _explain(detail, model, path)


def _explain(detail: ErrorDetails, model: type[Model], path: str) -> Problem:
    loc: Loc = tuple(detail["loc"])
    kind = detail["type"]
    found = detail.get("input")
    if kind == "disclosure":
        context = detail["ctx"]
        shown = found if isinstance(found, str) else ""
        return RULES[context["rule"]](path, context["message"], context["mend"], loc=loc, found=shown)
    if kind == "missing":
        return _missing(loc, model, path)
    if kind == "extra_forbidden":
        return _unknown(loc, model, path)
    return WRONG_SHAPE(path, *_shape(kind, found), loc=loc)


def _missing(loc: Loc, model: type[Model], path: str) -> Problem:
    name = str(loc[-1])
    info = _fields(model, loc[:-1]).get(name)
    example = str(info.examples[0]) if info and info.examples else ""
    origin: Any = get_origin(info.annotation) if info else None
    if not example or example.startswith("见"):
        cure = "请照示例条目补上"
    elif origin is tuple:
        cure = f"请补上，每项另起一行，例如“- {example}”"
    else:
        cure = f"请补上，例如“{name}: {example}”"
    return MISSING_FIELD(path, "没有填写", cure, loc=loc, field=name)


def _unknown(loc: Loc, model: type[Model], path: str) -> Problem:
    name = str(loc[-1])
    known = list(_fields(model, loc[:-1]))
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    cure = f"是否为“{near[0]}”" if near else f"这里可用的字段有：{'、'.join(known)}"
    if near and near[0] == "".join(name.split()):
        cure = f"字段名里有多余的空格，请写成“{near[0]}”"
    problem = UNKNOWN_FIELD(path, f"未知字段{quote(name)}", cure, loc=loc, found=name, at_key=True)
    return replace(problem, field="")


def _shape(kind: str, found: object) -> tuple[str, str]:
    if kind in {"list_type", "tuple_type"}:
        return "应是列表，这里写成了" + _what(found), "请每项另起一行，以“- ”开头"
    if kind in {"model_type", "model_attributes_type", "dict_type"}:
        if isinstance(found, str) and "：" in found:
            return "应是下一层字段，这里写成了一行文字", "冒号应使用英文冒号加空格，请写成“名称: 内容”"
        return "应是下一层字段，这里写成了" + _what(found), "请另起一行，缩进两个空格，写成“名称: 内容”"
    return "写法不对", "请对照示例条目改写"


def _what(found: object) -> str:
    if isinstance(found, list):
        return "列表"
    return "下一层字段" if isinstance(found, Mapping) else "一行文字" if isinstance(found, str) else "空的一项"


def _fields(model: type[Model], loc: Loc) -> Mapping[str, Any]:
    """The fields, by Chinese name, of the model that stands at `loc` inside `model`."""
    current: type[Model] | None = model
    for part in loc:
        if current is None or isinstance(part, int):
            continue
        info = next((info for info in current.model_fields.values() if info.alias == part), None)
        current = model_inside(info.annotation) if info else current
    if current is None:
        return {}
    return {info.alias or name: info for name, info in current.model_fields.items()}


def model_inside(annotation: Any) -> type[Model] | None:  # noqa: ANN401 - any type expression
    """The first model class in a type expression such as tuple[Row, ...] | None."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if found := model_inside(part):
            return found
    return None
