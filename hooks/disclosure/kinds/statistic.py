"""统计信息: series of figures with unit, scope and source (条例第二十条第（四）项; 统计法)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import AfterValidator

from disclosure.fields import Figure, Line, Listed, Model, NonEmpty, Text, fault, read_as, term
from disclosure.kinds.base import Entry
from disclosure.problem import declare, quote, sentence, shared

BAD_PERIOD = declare(
    "bad-period",
    requires="期间写成“2026年”“2026年上半年”“2026年一季度”“2026年5月”或者累计的“2026年1—5月”。",
    reason="写法统一才能排先后、看缺漏、接成长期的数列。",
)

_PERIOD = shared(
    "period",
    r"((?:19[5-9]|20[0-9])[0-9])年"
    r"(?:(?P<half>上|下)半年|(?P<quarter>[一二三四])季度|(?P<month>[1-9]|1[0-2])月|1—(?P<until>[2-9]|1[0-2])月)?",
)
_LOOSE = shared(
    "period.loose",
    r"([0-9]{4})年第?([1-4一二三四])季度?|([0-9]{4})[年.\-]0?([1-9]|1[0-2])(?:月份?)?|([0-9]{4})年0?1[-~～至到－]+0?([0-9]{1,2})月|([0-9]{4})",
)
_QUARTERS = "一二三四"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of time: years are compared first, then the last month."""

    year: int
    last_month: int
    shape: str
    """年, 半年, 季度, 月 or 累计: periods of different shapes do not belong to one series."""

    @property
    def year_before(self) -> Period:
        """The same period of the year before."""
        return Period(self.year - 1, self.last_month, self.shape)

    @property
    def successor(self) -> Period:
        """The next period of the same shape. Of 累计 the first of a year ends in February (1—2月)."""
        step = {"年": 12, "半年": 6, "季度": 3, "月": 1, "累计": 1}[self.shape]
        month = self.last_month + step
        first = {"年": 12, "半年": 6, "季度": 3, "月": 1, "累计": 2}[self.shape]
        return Period(self.year, month, self.shape) if month <= 12 else Period(self.year + 1, first, self.shape)  # noqa: PLR2004


def parse_period(text: str) -> Period:
    """Read a period; raises ValueError for anything else."""
    found = _PERIOD.fullmatch(text)
    if not found:
        raise ValueError(text)
    year = int(found[1])
    if half := found["half"]:
        return Period(year, 6 if half == "上" else 12, "半年")
    if quarter := found["quarter"]:
        return Period(year, 3 * (_QUARTERS.index(quarter) + 1), "季度")
    if month := found["month"]:
        return Period(year, int(month), "月")
    if until := found["until"]:
        return Period(year, int(until), "累计")
    return Period(year, 12, "年")


BAD_PERIOD_WORDS = sentence("bad-period", "{found}不是规定的期间写法", "请写成这样：{likely}")


@read_as("period")
def _well_written(text: str) -> str:
    if _PERIOD.fullmatch(text):
        return text
    raise fault("bad-period", *BAD_PERIOD_WORDS(found=quote(text), likely=_likely(text)))


def _likely(text: str) -> str:
    found = _LOOSE.fullmatch(text)
    if not found:
        return "2026年、2026年一季度、2026年5月、2026年1—5月"
    if found[1]:
        quarter = found[2] if found[2] in _QUARTERS else _QUARTERS[int(found[2]) - 1]
        return f"{found[1]}年{quarter}季度"
    if found[3]:
        return f"{found[3]}年{found[4]}月"
    return f"{found[5]}年1—{found[6]}月" if found[5] else f"{found[7]}年"


class Observation(Model):
    """The figure of one period, or why there is none."""

    unnamed: ClassVar[frozenset[str]] = frozenset({"missing"})

    period_text: Annotated[Line, AfterValidator(_well_written)] = term(
        "期间", about="哪一年、哪一季、哪一月", example="2026年5月"
    )
    value: Figure | None = term("数值", about="不带单位的数", example="128.6", default=None)
    missing: Line | None = term("空缺", about="没有数的，说明为什么", example="本期未统计", default=None)
    growth: Figure | None = term("同比", about="比上年同期增长，%，下降写负数", example="6.3", default=None)
    revised: Line | None = term(
        "更正", about="与以前公布的不同，说明为什么", example="根据经济普查结果修订", default=None
    )

    @property
    def period(self) -> Period:
        """The period as dates."""
        return parse_period(self.period_text)


class Series(Model):
    """One indicator over time."""

    unnamed: ClassVar[frozenset[str]] = frozenset({"indicator", "unit", "growth_basis"})

    indicator: Line = term("指标", about="指标名称，各期写法一致", example="社会消费品零售总额")
    unit: Line = term("单位", about="计量单位", example="亿元")
    scope: Text = term("口径", about="包括什么、不包括什么", example="限额以上和限额以下单位")
    source: Line | None = term("来源", about="与条目的来源不同时写", example="县商务部门", default=None)
    growth_basis: Annotated[Line, Listed("同比口径")] | None = term(
        "同比口径", about="同比怎样算，默认按现价", example="按可比价格计算", default=None
    )
    values: Annotated[tuple[Observation, ...], NonEmpty] = term("数据", about="各期的数，从早到晚", example="见示例")

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two series the same: indicator, unit, shape of the periods."""
        return (self.indicator, self.unit, self.values[0].period.shape)

    def value_of(self, period: Period) -> Decimal | None:
        """The figure of a period, if the series has one."""
        return next((item.value for item in self.values if item.period == period), None)


class Statistic(Entry):
    """Statistics of one subject."""

    slug: ClassVar[str] = "statistic"
    label: ClassVar[str] = "统计信息"
    about: ClassVar[str] = "经济社会发展的统计数据"
    facts: ClassVar[tuple[str, ...]] = ("source",)

    source: Line = term("来源", about="哪个机关、哪项调查或者报表", example="示例县统计报表")
    series: Annotated[tuple[Series, ...], NonEmpty] = term("指标数据", about="各个指标和各期的数", example="见示例")
    notes: Text | None = term("注释", about="名词解释和使用说明", example="本表数据为初步统计数", default=None)
