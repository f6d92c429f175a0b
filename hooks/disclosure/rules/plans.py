"""规划: its period, state, approval and indicators."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from disclosure.kinds import Plan
from disclosure.kinds.plan import Indicator
from disclosure.problem import Problem, Rule, quote, sentence
from disclosure.rules.register import Context, entry_rule
from disclosure.rules.rounding import growth_range

YEARS_REVERSED = sentence("plan-period-reversed", "{end} 早于起始年 {start}", "请核对规划期")
OUTLOOK = sentence("plan-period-reversed.outlook", "{year} 不晚于结束年 {end}", "请核对年份")
BEFORE_START = sentence("plan-period-reversed.days", "{day} 早于规划期的起始年 {start}", "请核对日期")
BASE_LATE = sentence("plan-period-reversed.base", "{year} 晚于结束年 {end}", "请核对基期")
PLAN_OVER = sentence("plan-state-outdated", "规划期到 {end} 年，仍写{state}", "请改为“期满”")
PLAN_RUNNING = sentence("plan-state-outdated.running", "规划期到 {end} 年，还没有满", "请核对状态或者结束年")
UNAPPROVED_PLAN = sentence("plan-approval-missing", "状态是{state}，没有写{name}", "请补上“{name}”")
NO_CHANGES = sentence("plan-approval-missing.changes", "写着已调整，没有写明调整了什么", "请补上“调整”")
NO_TARGET = sentence("indicator-without-target", "没有目标", "请补上“目标值”或者“目标说明”")
NO_BASE_YEAR = sentence("indicator-without-target.base", "没有写是哪一年的数", "请补上“基期”")


@entry_rule(
    "plan-period-reversed",
    kind=Plan,
    requires="规划期的结束年不早于起始年，展望年晚于结束年，评估和调整不早于起始年，基期不晚于结束年。",
    reason="年份颠倒多半是抄写错误。",
)
def plan_period_reversed(entry: Plan, context: Context, rule: Rule) -> Iterator[Problem]:
    """The years of a plan stand in their natural order."""
    del context
    start, end = entry.start_year, entry.end_year
    if end < start:
        yield rule(entry.path, *YEARS_REVERSED(end=end, start=start), loc=("结束年",))
        return
    if entry.outlook_year is not None and entry.outlook_year <= end:
        yield rule(entry.path, *OUTLOOK(year=entry.outlook_year, end=end), loc=("展望年",))
    days = [("评估", place, one.on) for place, one in enumerate(entry.evaluations)]
    days += [("调整", place, one.on) for place, one in enumerate(entry.changes)]
    for field, place, day in days:
        if day.year < start:
            yield rule(entry.path, *BEFORE_START(day=day, start=start), loc=(field, place, "日期"))
    for place, indicator in enumerate(entry.indicators):
        if indicator.base_year is not None and indicator.base_year > end:
            yield rule(entry.path, *BASE_LATE(year=indicator.base_year, end=end), loc=("指标表", place, "基期"))


_LIVING, _OVER, _BEFORE = ("实施中", "已调整"), "期满", ("编制中", "征求意见")


@entry_rule(
    "plan-state-outdated",
    kind=Plan,
    requires="规划期过了的写“期满”或者“废止”，没有过的不写“期满”。",
    reason="过了期的规划还写着实施中，公众会误以为仍在执行。",
    severity="warning",
    exemptable=True,
)
def plan_state_outdated(entry: Plan, context: Context, rule: Rule) -> Iterator[Problem]:
    """The calendar has not overtaken the state of a plan."""
    year = context.today.year
    if entry.end_year < year and entry.state in {*_LIVING, *_BEFORE}:
        yield rule(entry.path, *PLAN_OVER(end=entry.end_year, state=quote(entry.state)), loc=("状态",))
    elif entry.end_year >= year and entry.state == _OVER:
        yield rule(entry.path, *PLAN_RUNNING(end=entry.end_year), loc=("状态",))


@entry_rule(
    "plan-approval-missing",
    kind=Plan,
    requires="实施中、已调整、期满的规划写明批准机关和批准日期；已调整的写明调整。",
    reason="没有批准的规划没有效力；公众要知道谁在什么时候批准了什么。",
    severity="warning",
    exemptable=True,
)
def plan_approval_missing(entry: Plan, context: Context, rule: Rule) -> Iterator[Problem]:
    """A plan that is carried out says who approved it."""
    del context
    if entry.state not in {*_LIVING, _OVER}:
        return
    for name in ("approver", "ratified_on"):
        if getattr(entry, name) is None:
            field = entry.alias(name)
            yield rule(entry.path, *UNAPPROVED_PLAN(state=quote(entry.state), name=field), loc=("状态",))
    if entry.state == _LIVING[1] and not entry.changes:
        yield rule(entry.path, *NO_CHANGES(), loc=("状态",))


@entry_rule(
    "indicator-without-target",
    kind=Plan,
    requires="每个指标有“目标值”或者“目标说明”；写了基期值的写基期年份。",
    reason="没有目标的指标无从考核；不知道是哪一年的数，就看不出进退。",
)
def indicator_without_target(entry: Plan, context: Context, rule: Rule) -> Iterator[Problem]:
    """Each indicator says where it shall go and since when."""
    del context
    for place, indicator in enumerate(entry.indicators):
        if indicator.target is None and indicator.target_text is None:
            yield rule(entry.path, *NO_TARGET(), loc=("指标表", place, "指标"))
        if indicator.base is not None and indicator.base_year is None:
            yield rule(entry.path, *NO_BASE_YEAR(), loc=("指标表", place, "基期值"))


@entry_rule(
    "yearly-growth-disagrees",
    kind=Plan,
    requires="年均增长与基期值、目标值算得相符（四舍五入以内）。",
    reason="三个数对不上，多半有一个抄错了；也可能增长率按可比价格计算，那就写一项豁免。",
    severity="warning",
    exemptable=True,
)
def yearly_growth_disagrees(entry: Plan, context: Context, rule: Rule) -> Iterator[Problem]:
    """The yearly growth leads from the base to the target."""
    del context
    for place, indicator in enumerate(entry.indicators):
        if expected := _expected_growth(indicator, entry.end_year):
            low, high = expected
            if indicator.yearly is not None and not low <= indicator.yearly <= high:
                middle = round((low + high) / 2, 2)
                what = f"写着 {indicator.yearly}%，按基期值和目标值算约为 {middle}%"
                yield rule(entry.path, what, "请核对这三个数", loc=("指标表", place, "年均增长"))


def _expected_growth(indicator: Indicator, end: int) -> tuple[Decimal, Decimal] | None:
    base, target, written, year = indicator.base, indicator.target, indicator.yearly, indicator.base_year
    if base is None or target is None or written is None or year is None:
        return None
    return growth_range(base, target, written, end - year)
