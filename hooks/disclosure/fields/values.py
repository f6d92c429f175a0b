"""The typed values of a field: how a clerk writes them, how they are read, which rule speaks when they are wrong."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, GetJsonSchemaHandler, PlainSerializer, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError

from disclosure.fields.model import fault, read_as
from disclosure.fields.spelling import BAD_DATE as BAD_DATE_WORDS
from disclosure.fields.spelling import BAD_MOMENT, DATE_EXAMPLE, NO_SUCH_DAY, SPELLINGS, loose_day
from disclosure.problem import declare, quote, sentence

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


EMPTY_ITEM = sentence("wrong-shape.empty", "这一项是空的", "请写成{what}，或者删去")
NOT_TEXT = sentence(
    "wrong-shape.value",
    "应是{what}，这里写成了{shape}",
    "请直接写在字段后面；要写“{sign}”开头的文字，请给整个值加英文双引号",
)
BLANK = sentence("blank-text", "只有空白", "请填写内容，没有内容的请删去这一行")
SEVERAL_LINES = sentence("wrong-shape.lines", "应是一行文字，这里有好几行", "请写在一行里")
NO_ITEM = sentence("missing-field.items", "一项也没有", "请至少写一项，每项以“- ”开头")


def _need_text(value: object, what: str) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        raise fault("wrong-shape", *EMPTY_ITEM(what=what))
    is_list = isinstance(value, list)
    shape, sign = ("列表", "[") if is_list else ("下一层字段", "{")
    raise fault("wrong-shape", *NOT_TEXT(what=what, shape=shape, sign=sign))


@read_as("text")
def _text(value: object) -> str:
    text = _need_text(value, "一段文字").strip(" \t\n\u3000")
    if not text:
        raise fault("blank-text", *BLANK())
    return text


@read_as("line")
def _line(value: object) -> str:
    text = _text(value)
    if "\n" in text:
        raise fault("wrong-shape", *SEVERAL_LINES())
    return text


_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


@read_as("day")
def _date(value: object) -> date:
    text = _line(value)
    if found := _ISO.fullmatch(text):
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            raise _no_such_day(text) from None
    raise _bad_date(text)


def _no_such_day(text: str) -> PydanticCustomError:
    return fault("bad-date", *NO_SUCH_DAY(found=quote(text)))


def _bad_date(text: str) -> PydanticCustomError:
    try:
        right = loose_day(text)
    except ValueError:
        return _no_such_day(text)
    cure = f"请写成 {right}" if right else DATE_EXAMPLE()[1]
    return fault("bad-date", *BAD_DATE_WORDS(found=quote(text), cure=cure), cure=right)


_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2}) ([01]\d|2[0-3]):([0-5]\d)", re.ASCII)


@read_as("moment")
def _moment(value: object) -> datetime:
    text = _line(value)
    if found := _MOMENT.fullmatch(text):
        day = _date(found[1])
        return datetime(day.year, day.month, day.day, int(found[2]), int(found[3]))  # noqa: DTZ001 - local by definition
    if len(text) > len("2024-05-01") and _ISO.match(text):
        raise fault("bad-date", *BAD_MOMENT(found=quote(text)))
    day = _date(value)
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - local by definition


@read_as("amount")
def _amount(value: object) -> Decimal:
    return Decimal(SPELLINGS["amount"].read(_line(value)))


@read_as("yuan")
def _yuan(value: object) -> Decimal:
    return Decimal(SPELLINGS["yuan"].read(_line(value)))


@read_as("count")
def _count(value: object) -> int:
    return int(SPELLINGS["count"].read(_line(value)))


@read_as("year")
def _year(value: object) -> int:
    return int(SPELLINGS["year"].read(_line(value)))


@read_as("code")
def _code(value: object) -> str:
    return SPELLINGS["code"].read(_line(value))


@read_as("web")
def _web(value: object) -> str:
    return SPELLINGS["web"].read(_line(value))


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
    try:
        return loose_day(text.strip()) or text
    except ValueError:
        return text


@read_as("nonempty")
def _nonempty(value: tuple[Any, ...]) -> tuple[Any, ...]:
    if not value:
        raise fault("missing-field", *NO_ITEM())
    return value


NonEmpty = AfterValidator(_nonempty)
"""A list with at least one item."""
