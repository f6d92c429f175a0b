"""统计信息: periods in order, a figure or a reason in each, growth that agrees, revisions that say so."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from disclosure.catalogue import Catalogue
from disclosure.kinds import Statistic
from disclosure.kinds.statistic import Observation, Series
from disclosure.problem import Loc, Problem, Rule, sentence
from disclosure.rules.register import Context, catalogue_rule, entry_rule
from disclosure.rules.rounding import growth_range

_AT_CURRENT_PRICES = "按现价计算"
_SERIES, _DATA = "指标数据", "数据"

OTHER_SHAPE = sentence("period-out-of-order.shape", "{period}与{before}不是同一类期间", "请分成两个指标")
PERIOD_TWICE = sentence("period-out-of-order.twice", "{period}写了两次", "请只留一个")
PERIOD_BACK = sentence("period-out-of-order", "{period}早于上一期{before}", "请从早到晚排列")
GAP = sentence("period-gap", "{before}以后直接到{period}，中间缺了", "请补上缺的各期；没有数的写“空缺”和原因")
NO_FIGURE = sentence("figure-missing", "{period}没有数", "请补上“数值”，没有数的写“空缺”")
FIGURE_AND_GAP = sentence("figure-missing.both", "{period}既有数值又写了空缺", "请只留一个")
GROWTH_OF_NOTHING = sentence("figure-missing.growth", "{period}没有数值，却有同比", "请删去同比")


@entry_rule(
    "period-out-of-order",
    kind=Statistic,
    requires="一个指标的各期从早到晚，不重复，写法同类（都是年、都是季度、都是月或者都是累计）。",
    reason="次序乱了，图和增长就都错了；月度和累计混在一起会被当成增长。",
)
def period_out_of_order(entry: Statistic, context: Context, rule: Rule) -> Iterator[Problem]:
    """The periods of a series go forward and are of one shape."""
    del context
    for number, series in enumerate(entry.series):
        for place, (before, item) in enumerate(pairwise(series.values), 1):
            loc = (_SERIES, number, _DATA, place, "期间")
            if item.period.shape != before.period.shape:
                yield rule(entry.path, *OTHER_SHAPE(period=item.period_text, before=before.period_text), loc=loc)
            elif item.period == before.period:
                yield rule(entry.path, *PERIOD_TWICE(period=item.period_text), loc=loc)
            elif item.period < before.period:
                yield rule(entry.path, *PERIOD_BACK(period=item.period_text, before=before.period_text), loc=loc)


@entry_rule(
    "period-gap",
    kind=Statistic,
    requires="各期连续；没有数的一期也写出来，用“空缺”说明。",
    reason="漏了一期，图上就看成平稳过渡；说明没有数，才不会被当成遗漏。",
    severity="warning",
    exemptable=True,
)
def period_gap(entry: Statistic, context: Context, rule: Rule) -> Iterator[Problem]:
    """No period is left out silently."""
    del context
    for number, series in enumerate(entry.series):
        for place, (before, item) in enumerate(pairwise(series.values), 1):
            same = item.period.shape == before.period.shape
            if same and item.period > before.period and item.period != before.period.successor:
                said = GAP(before=before.period_text, period=item.period_text)
                yield rule(entry.path, *said, loc=(_SERIES, number, _DATA, place, "期间"))


@entry_rule(
    "figure-missing",
    kind=Statistic,
    requires="每一期写“数值”，没有数的写“空缺”和原因，两者只写一个；空缺的不写同比。",
    reason="空着不说原因，分不清是零、没有统计还是忘了填。",
)
def figure_missing(entry: Statistic, context: Context, rule: Rule) -> Iterator[Problem]:
    """Each period has a figure or the reason why not."""
    del context
    for number, series in enumerate(entry.series):
        for place, item in enumerate(series.values):
            loc = (_SERIES, number, _DATA, place)
            if item.value is None and item.missing is None:
                yield rule(entry.path, *NO_FIGURE(period=item.period_text), loc=(*loc, "期间"))
            elif item.value is not None and item.missing is not None:
                yield rule(entry.path, *FIGURE_AND_GAP(period=item.period_text), loc=(*loc, "空缺"))
            elif item.value is None and item.growth is not None:
                yield rule(entry.path, *GROWTH_OF_NOTHING(period=item.period_text), loc=(*loc, "同比"))


@entry_rule(
    "growth-disagrees",
    kind=Statistic,
    requires="同比与上年同期的数算得相符（四舍五入以内）；按可比价格计算的写明“同比口径”。",
    reason="对不上，多半有一个数抄错了，或者上年的数已经修订。",
    severity="warning",
    exemptable=True,
)
def growth_disagrees(entry: Statistic, context: Context, rule: Rule) -> Iterator[Problem]:
    """The growth agrees with the two figures that it compares, given how they are rounded."""
    del context
    for number, series in enumerate(entry.series):
        if (series.growth_basis or _AT_CURRENT_PRICES) != _AT_CURRENT_PRICES:
            continue
        for place, item in enumerate(series.values):
            found = _expected(series, item)
            if found and item.growth is not None and not found[0] <= item.growth <= found[1]:
                middle = round((found[0] + found[1]) / 2, 1)
                what = f"写着 {item.growth}%，按上年同期的数算约为 {middle}%"
                yield rule(entry.path, what, "请核对这三个数", loc=(_SERIES, number, _DATA, place, "同比"))


def _expected(series: Series, item: Observation) -> tuple[Decimal, Decimal] | None:
    """The least and the most that the growth in % may be; None where it cannot be worked out."""
    before = series.value_of(item.period.year_before)
    if item.growth is None or item.value is None or before is None:
        return None
    return growth_range(before, item.value, item.growth)


@catalogue_rule(
    "figure-revised-silently",
    requires="同一机构同一指标同一期的数与以前公布的不同的，后公布的写“更正”说明为什么。",
    reason="数变了不说，公众不知道该信哪一个。",
    source="《中华人民共和国统计法》",
)
def figure_revised_silently(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """A figure that differs from an earlier one says so, in the entry that was published later."""
    del context
    seen: dict[tuple[object, ...], tuple[Decimal, Statistic]] = {}
    for entry, loc, key, item in _figures(catalogue):
        value, before = item.value, seen.get(key)
        if value is None:
            continue
        if before and before[0] != value and before[1] is not entry and item.revised is None:
            where = f"{before[1].index_number}（{before[1].path}）"
            what = f"{item.period_text}的数是 {value}，{where}是 {before[0]}"
            cure = "请补上“更正”说明原因，或者核对数值"
            yield rule(entry.path, what, cure, loc=(*loc, "数值"), found=str(value))
        seen[key] = (value, entry)


def _figures(catalogue: Catalogue) -> Iterator[tuple[Statistic, Loc, tuple[object, ...], Observation]]:
    """Every figure, oldest entry first, with its place and what it is the figure of."""
    for entry in reversed(catalogue.newest_first):
        if not isinstance(entry, Statistic):
            continue
        for number, series in enumerate(entry.series):
            for place, item in enumerate(series.values):
                key = (entry.organ_slug, *series.key, item.period)
                yield entry, (_SERIES, number, _DATA, place), key, item
