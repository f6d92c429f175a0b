"""The blocks beside the tables: 机关运行经费, 政府采购 (B13), 国有资产, 绩效."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from disclosure.fields import Model
from disclosure.kinds.accounts import Accounts
from disclosure.kinds.base import alias_of
from disclosure.problem import Problem, Rule, sentence
from disclosure.rules.accounts.figures import RUNNING_TOTAL, TABLE_TOTAL, Figure, account_of
from disclosure.rules.accounts.sums import Sum, compare, written
from disclosure.rules.register import Context, entry_rule

_RUNNING, _PROCUREMENT, _ASSETS = "机关运行经费", "政府采购", "国有资产"


PROCURED, CHANGED = "货物、工程、服务之和", "上年金额与增减额之和"
SMALL_FIRMS = sentence(
    "procurement-share-wrong", "授予中小企业合同金额 {part} 万元，超过采购合计 {total} 万元", "请与原表核对"
)
QUOTIENT = sentence("quotient", "“{name}” {share}% 与算得的 {right}% 不符（{part} ÷ {whole}）", "请核对金额和百分比")
OVER_RUNNING = sentence("running-cost-over-basic", "{amount} 万元，超过{cell} {most} 万元", "请核对这两个数")
VEHICLES = sentence(
    "vehicles-not-sum", "车辆合计 {total} 辆，与各用途之和 {sum} 辆不符（{list}）", "请核对各用途的辆数"
)
SCORE = sentence("score-out-of-range", "“{project}”得分 {score}，不在 0 到 100 之间", "请核对得分")


def _figure(block: str, model: Model, attribute: str) -> Figure:
    column = alias_of(type(model), attribute)
    return Figure(getattr(model, attribute), block, "", column, (block, column))


@entry_rule(
    "procurement-not-sum",
    kind=Accounts,
    requires="政府采购合计等于货物、工程、服务之和。",
    reason="合计与三类对不上，公众就不知道哪个数是真的。",
    source="《中华人民共和国预算法》第十四条；财政部2024年度部门决算公开表样",
)
def procurement_not_sum(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """B13: all procurement is goods, works and services."""
    if given := entry.procurement:
        whole = _figure(_PROCUREMENT, given, "total")
        parts = tuple(_figure(_PROCUREMENT, given, name) for name in ("goods", "works", "services"))
        yield from compare(entry, context, rule, [Sum(whole, parts, PROCURED)])


@entry_rule(
    "procurement-share-wrong",
    kind=Accounts,
    requires="授予中小企业合同金额不超过采购合计，占比与两个金额相符。",
    reason="占比是公众最看重的数，与金额对不上就是算错或者抄错。",
    source="财政部2024年度部门决算公开表样",
)
def procurement_share_wrong(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """Contracts with small firms are part of the whole, and their share is the quotient."""
    del context
    given = entry.procurement
    if given is None or given.small_firms is None:
        return
    if given.small_firms > given.total:
        said = SMALL_FIRMS(part=given.small_firms, total=given.total)
        yield rule(entry.path, *said, loc=(_PROCUREMENT, "授予中小企业合同金额"))
    elif given.small_firms_share is not None:
        yield from _quotient(
            entry, rule, _figure(_PROCUREMENT, given, "small_firms_share"), (given.small_firms, given.total)
        )


def _quotient(entry: Accounts, rule: Rule, share: Figure, of: tuple[Decimal, Decimal]) -> Iterator[Problem]:
    """A percentage against its quotient, within one unit of its last printed digit."""
    part, whole = of
    if not whole or share.value is None:
        return
    computed = part / abs(whole) * 100
    unit = Decimal(1).scaleb(int(share.value.as_tuple().exponent))
    if abs(share.value - computed) > unit:
        said = QUOTIENT(
            name=share.column, share=share.value, right=f"{computed:.2f}", part=written(part), whole=written(whole)
        )
        yield rule(entry.path, *said, field=share.table, loc=share.loc, found=str(share.value))


@entry_rule(
    "running-cost-change-wrong",
    kind=Accounts,
    requires="机关运行经费的增减额等于本年减上年，增减率与金额相符。",
    reason="增减与两年的数对不上，公众就不知道是多了还是少了。",
    source="《中华人民共和国预算法》第十四条；财政部2024年度部门决算公开表样",
)
def running_cost_change_wrong(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """This year is last year and the change; the rate is the change over last year."""
    given = entry.running_cost
    if given is None or given.last is None:
        return
    amount, last, change, rate = (_figure(_RUNNING, given, name) for name in ("amount", "last", "change", "rate"))
    if change.value is not None:
        yield from compare(entry, context, rule, [Sum(amount, (last, change), CHANGED)])
    yield from _quotient(entry, rule, rate, (amount.number - last.number, last.number))


@entry_rule(
    "running-cost-over-basic",
    kind=Accounts,
    requires="机关运行经费不超过一般公共预算基本支出里的公用经费。",
    reason="机关运行经费就是行政单位的公用经费，比公用经费还多，必有一处抄错。",
    source="《中华人民共和国预算法》第十四条；财政部2024年度部门决算公开表样",
    severity="warning",
    exemptable=True,
)
def running_cost_over_basic(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """The running costs of administration are part of all running costs."""
    account = account_of(entry, context)
    if account is None or entry.running_cost is None:
        return
    all_costs = account.cell("basic", RUNNING_TOTAL, "final", "amount", "total")
    all_costs = all_costs or account.cell("basic", TABLE_TOTAL, "running")
    amount = entry.running_cost.amount
    if all_costs and amount > all_costs.number + context.vocabulary.accounts.tolerance:
        said = OVER_RUNNING(amount=written(amount), cell=all_costs.full, most=written(all_costs.number))
        yield rule(entry.path, *said, loc=(_RUNNING,))


@entry_rule(
    "vehicles-not-sum",
    kind=Accounts,
    requires="车辆合计等于各种用途的车辆之和。",
    reason="辆数没有尾差，对不上就是抄错了。",
    source="财政部2024年度部门决算公开表样",
)
def vehicles_not_sum(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """The vehicles are the sum of those for each use."""
    del context
    given = entry.assets
    if given and given.vehicles and given.vehicles_total is not None:
        computed = sum(given.vehicles.values())
        if computed != given.vehicles_total:
            listed = "、".join(f"{use} {number}" for use, number in given.vehicles.items())
            said = VEHICLES(total=given.vehicles_total, sum=computed, list=listed)
            yield rule(entry.path, *said, loc=(_ASSETS, "车辆合计"), field=_ASSETS)


_FULL_MARKS = 100


@entry_rule(
    "score-out-of-range",
    kind=Accounts,
    requires="绩效评价得分在 0 到 100 之间。",
    reason="绩效评价实行百分制，超出范围就是抄错了。",
    source="《项目支出绩效评价管理办法》（财预〔2020〕10号）",
)
def score_out_of_range(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """Scores are out of a hundred."""
    del context
    for number, item in enumerate(entry.performance.projects if entry.performance else ()):
        if item.score is not None and not 0 <= item.score <= _FULL_MARKS:
            said = SCORE(project=item.project, score=item.score)
            yield rule(entry.path, *said, loc=("绩效", "项目", number, "得分"), found=str(item.score))
