"""政府采购: each stage complete, the stages of a project in order, the money within the budget, in time."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from disclosure.catalogue import Catalogue
from disclosure.kinds import Procurement
from disclosure.kinds.procurement import AWARD, CONTRACT, INTENTION, NOTICE, STAGES
from disclosure.problem import Problem, Rule, quote, sentence
from disclosure.rules.limits import limit_of, working_days_over
from disclosure.rules.register import Context, catalogue_rule, entry_rule

STEP_EARLY = sentence("procurement-dates-reversed", "{day} 早于{before} {earlier}", "请核对这两个日期")
OVER_BUDGET = sentence("award-over-budget", "{amount} 万元超过{name} {most} 万元", "请核对金额和单位")
SUPPLIERS = sentence(
    "supplier-amounts-disagree", "各供应商金额合计 {sum} 万元，{name}是 {total} 万元", "请核对各项金额"
)
AWARD_LATE = sentence("award-late", "{day} 到发布日期 {shown} 超过 {limit} 个工作日", "请核对日期；确实迟了的不必改")
BID_SHORT = sentence("bid-time-short", "从 {start} 到开标 {opening} 只有 {days} 日，少于 {limit} 日", "请核对日期")


@entry_rule(
    "procurement-dates-reversed",
    kind=Procurement,
    requires="先发出文件，再开标，再定供应商，再签合同，再验收。",
    reason="次序颠倒，要么抄错了日期，要么程序有问题。",
)
def procurement_dates_reversed(entry: Procurement, context: Context, rule: Rule) -> Iterator[Problem]:
    """The dates inside one entry stand in the order of the procedure."""
    del context
    opened = entry.opens_at.date() if entry.opens_at else None
    days = [("documents_from", entry.documents_from), ("opens_at", opened)]
    days += [(name, getattr(entry, name)) for name in ("decided_on", "signed_on", "accepted_on")]
    known = [(name, day) for name, day in days if day is not None]
    for (before, earlier), (name, day) in pairwise(known):
        if day < earlier:
            said = STEP_EARLY(day=day, before=entry.alias(before), earlier=earlier)
            yield rule(entry.path, *said, loc=(entry.alias(name),))


@catalogue_rule(
    "stage-out-of-order",
    requires="前一阶段在项目的过程里确实在前：阶段不更靠后，发布不更晚。",
    reason="前后颠倒，页面上的全过程就乱了。",
)
def stage_out_of_order(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """What is named as the stage before comes before."""
    del context
    for entry, place, before in _links(catalogue):
        loc = ("前一阶段", place)
        if {entry.stage, before.stage} <= set(STAGES) and STAGES.index(before.stage) > STAGES.index(entry.stage):
            what = f"{before.index_number}（{before.path}）是{before.stage}，本条是{entry.stage}"
            yield rule(entry.path, what, "请核对索引号和阶段", loc=loc)
        elif before.published_at > entry.published_at:
            what = f"{before.index_number}（{before.path}）发布于 {before.published_at:%Y-%m-%d}，比本条晚"
            yield rule(entry.path, what, "请核对索引号和发布日期", loc=loc)


@catalogue_rule(
    "stage-of-other-project",
    requires="前一阶段是同一个项目的：项目编号相同，采购人相同。",
    reason="连到别的项目，公众看到的全过程就是拼错的。",
)
def stage_of_other_project(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """What is named as the stage before belongs to the same project."""
    del context
    for entry, place, before in _links(catalogue):
        loc = ("前一阶段", place)
        numbers = {entry.project_number, before.project_number} - {None}
        if len(numbers) > 1:
            what = f"{before.index_number}（{before.path}）的项目编号是{quote(before.project_number)}"
            yield rule(entry.path, what, "请核对索引号和项目编号", loc=loc)
        elif entry.buyer != before.buyer:
            what = f"{before.index_number}（{before.path}）的采购人是{quote(before.buyer)}"
            yield rule(entry.path, what, "请核对索引号和采购人", loc=loc)


def _links(catalogue: Catalogue) -> Iterator[tuple[Procurement, int, Procurement]]:
    for entry in catalogue.entries:
        for place, number in enumerate(entry.previous if isinstance(entry, Procurement) else ()):
            before = catalogue.by_number.get(number)
            if isinstance(before, Procurement) and isinstance(entry, Procurement):
                yield entry, place, before


@entry_rule(
    "award-over-budget",
    kind=Procurement,
    requires="最高限价不超过预算金额，成交金额、合同金额不超过预算金额和最高限价，合同金额不超过成交金额。",
    reason="超了要么写错了单位，要么程序有问题：报价都超过预算的，应当废标。",
    source="《中华人民共和国政府采购法》第三十六条",
    severity="warning",
    exemptable=True,
)
def award_over_budget(entry: Procurement, context: Context, rule: Rule) -> Iterator[Problem]:
    """No later amount is larger than an earlier one."""
    del context
    names = ("budget", "ceiling", "award", "contract_amount")
    known = [(name, amount) for name in names if (amount := getattr(entry, name)) is not None]
    for place, (name, amount) in enumerate(known):
        above = next(((other, most) for other, most in known[:place] if amount > most), None)
        if above:
            said = OVER_BUDGET(amount=amount, name=entry.alias(above[0]), most=above[1])
            yield rule(entry.path, *said, loc=(entry.alias(name),), found=str(amount))


@entry_rule(
    "supplier-amounts-disagree",
    kind=Procurement,
    requires="各供应商的金额都写了的，合计等于成交金额；合同阶段等于合同金额。",
    reason="合计对不上，必有一个数是错的。",
    exemptable=True,
)
def supplier_amounts_disagree(entry: Procurement, context: Context, rule: Rule) -> Iterator[Problem]:
    """The amounts of the suppliers add up."""
    del context
    name = "contract_amount" if entry.stage == CONTRACT else "award"
    total, amounts = getattr(entry, name), [supplier.amount for supplier in entry.suppliers]
    known = [amount for amount in amounts if amount is not None]
    if total is not None and known and len(known) == len(amounts) and sum(known, Decimal(0)) != total:
        field = entry.alias(name)
        said = SUPPLIERS(sum=sum(known, Decimal(0)), name=field, total=total)
        yield rule(entry.path, *said, loc=(field,), found=str(total))


@entry_rule(
    "award-late",
    kind=Procurement,
    requires="中标、成交结果自供应商确定之日起2个工作日内公告，合同自签订之日起2个工作日内公告。",
    reason="迟了不影响公开；在指定媒体上按时公告过、本站只是转载的，可以豁免。",
    source="《中华人民共和国政府采购法实施条例》第四十三条、第五十条",
    severity="warning",
    exemptable=True,
)
def award_late(entry: Procurement, context: Context, rule: Rule) -> Iterator[Problem]:
    """Results and contracts are announced within the working days of the regulation."""
    shown = entry.published_at.date()
    for stage, name, slug in (
        (AWARD, "decided_on", "procurement-award"),
        (CONTRACT, "signed_on", "procurement-contract"),
    ):
        day = getattr(entry, name)
        if entry.stage == stage and day and (limit := working_days_over(context, slug, day, shown)):
            said = AWARD_LATE(day=day, shown=shown, limit=limit)
            yield rule(entry.path, *said, loc=(entry.alias(name),))


@entry_rule(
    "bid-time-short",
    kind=Procurement,
    requires="公开招标从招标文件发出到开标不少于20日；没有写文件发出日期的，从发布日期算起。",
    reason="时间太短，供应商来不及准备，等于限制竞争。",
    source="《中华人民共和国政府采购法》第三十五条",
    severity="warning",
    exemptable=True,
)
def bid_time_short(entry: Procurement, context: Context, rule: Rule) -> Iterator[Problem]:
    """An open tender leaves the days that the law demands."""
    limit = limit_of(context, "procurement-bid")
    if limit is None or entry.stage != NOTICE or entry.method != "公开招标" or entry.opens_at is None:
        return
    start = entry.documents_from or entry.published_at.date()
    days = (entry.opens_at.date() - start).days
    if 0 <= days < limit:
        said = BID_SHORT(start=start, opening=entry.opens_at.date(), days=days, limit=limit)
        yield rule(entry.path, *said, loc=("开标时间",))


@catalogue_rule(
    "intention-late",
    requires="采购意向比采购公告早公开至少30日。",
    reason="意向公开是让供应商早知道、早准备；原则如此，因不可预见的原因急需的除外。",
    source="《财政部关于开展政府采购意向公开工作的通知》（财库〔2020〕10号）",
    severity="warning",
    exemptable=True,
)
def intention_late(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """An intention is shown some time before the notice that follows it."""
    limit = limit_of(context, "procurement-intention")
    for entry, place, before in _links(catalogue) if limit else ():
        days = (entry.published_at.date() - before.published_at.date()).days
        if limit and entry.stage == NOTICE and before.stage == INTENTION and 0 <= days < limit:
            what = f"意向公开于 {before.published_at:%Y-%m-%d}，只早 {days} 日，少于 {limit} 日"
            yield rule(entry.path, what, "请核对日期", loc=("前一阶段", place))
