"""The typed values of a field: how a clerk writes them, how they are read, which rule speaks when they are wrong."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, GetJsonSchemaHandler, PlainSerializer, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError

from disclosure.fields.model import fault
from disclosure.problem import declare, quote

MISSING_FIELD = declare(
    "missing-field",
    requires="必填的字段都填写。",
    reason="缺了这些内容，公众看不明白，也不合目录的要求。",
    source="《中华人民共和国政府信息公开条例》第十二条",
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
    requires="金额写成不带单位、不带千分号的数，单位一律是万元；字段说明写明单位是元的，按元写。",
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
    right, cure = "", "请写成这样：2024-05-01"
    if found := _LOOSE_DATE.fullmatch(text.translate(_FULLWIDTH)):
        year, month, day = (int(part) for part in found.groups() if part)
        try:
            right = date(year, month, day).isoformat()
            cure = f"请写成 {right}"
        except ValueError:
            return _no_such_day(text)
    return fault("bad-date", f"{quote(text)}不是规定的日期写法", cure, cure=right)


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
    right = bare if _AMOUNT.fullmatch(bare) else ""
    cure = f"请写成 {right}" if right else "请只写数，单位按万元，例如 12.50"
    raise fault("bad-amount", f"{quote(text)}不是规定的金额写法", cure, cure=right)


_YUAN = re.compile(r"(?:0|[1-9]\d{0,14})(?:\.\d{1,2})?", re.ASCII)


def _yuan(value: object) -> Decimal:
    text = _line(value)
    if _YUAN.fullmatch(text):
        return Decimal(text)
    bare = re.sub(r"[,，\s]|元$", "", text.translate(_FULLWIDTH))
    right = bare if _YUAN.fullmatch(bare) else ""
    cure = f"请写成 {right}" if right else "请只写数，单位按元，例如 120.50，没有的写 0"
    raise fault("bad-amount", f"{quote(text)}不是规定的金额写法", cure, cure=right)


_COUNT = re.compile(r"0|[1-9]\d{0,14}", re.ASCII)


def _count(value: object) -> int:
    text = _line(value)
    if _COUNT.fullmatch(text):
        return int(text)
    bare = re.sub(r"[,，\s]", "", text.translate(_FULLWIDTH))
    right = bare if _COUNT.fullmatch(bare) else ""
    cure = f"请写成 {right}" if right else "请只写数字，例如 12，没有的写 0"
    raise fault("bad-count", f"{quote(text)}不是规定的整数写法", cure, cure=right)


_YEAR = re.compile(r"(?:19[5-9]|20\d)\d", re.ASCII)


def _year(value: object) -> int:
    text = _line(value)
    if _YEAR.fullmatch(text):
        return int(text)
    bare = text.translate(_FULLWIDTH).removesuffix("年").removesuffix("年度")
    right = bare if _YEAR.fullmatch(bare) else ""
    cure = f"请写成 {right}" if right else "请写成四位数字，1950 至 2099，例如 2024"
    raise fault("bad-year", f"{quote(text)}不是规定的年度写法", cure, cure=right)


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
Yuan = Annotated[Decimal, BeforeValidator(_yuan), _schema(type=["string", "number"], pattern=r"^\d+(\.\d{1,2})?$")]
"""元, not negative, with exactly the decimals that were written."""
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


def day_in(text: str) -> str:
    """The day in a text that spells it otherwise (2024年5月1日, 2024/5/1, 20240501) as 2024-05-01; else the text."""
    found = _LOOSE_DATE.fullmatch(text.translate(_FULLWIDTH).strip())
    if not found:
        return text
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return text


def _nonempty(value: tuple[Any, ...]) -> tuple[Any, ...]:
    if not value:
        raise fault("missing-field", "一项也没有", "请至少写一项，每项以“- ”开头")
    return value


NonEmpty = AfterValidator(_nonempty)
"""A list with at least one item."""
