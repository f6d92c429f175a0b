"""收费目录清单; and what every list of named items keeps to: nothing in it twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from disclosure.kinds import Entry, FeeList, MajorProject, Plan, ResourceTrading, Statistic
from disclosure.kinds.base import alias_of
from disclosure.problem import Problem, Rule, quote, sentence
from disclosure.rules.register import Context, entry_rule

REPEATED = sentence("duplicate-item", "{found}与第 {first} 项重复", "请删去一项，或者合成一项")
NO_RATE = sentence("fee-without-standard", "没有写收多少", "请补上“标准”和“计费单位”，或者写“说明”")
NO_UNIT = sentence("fee-without-standard.unit", "没有计费单位", "请补上，例如“计费单位: 元/证”")
STOPPED = sentence("fee-stop-unexplained", "{state}没有写依据", "请补上“停征依据”")
FEE_REVERSED = sentence("fee-dates-reversed", "{end} 早于“起” {start}", "请核对这两个日期")
ENDED = sentence("fee-state-outdated.ended", "“止” {day} 已过，仍写{state}", "请核对状态")
NOT_BEGUN = sentence("fee-state-outdated", "“起” {day} 未到，已写{state}", "请核对状态")

_LISTS: dict[type[Entry], tuple[str, Callable[[Any], tuple[str, ...]], str]] = {
    FeeList: ("fees", lambda fee: (fee.name, fee.collector), "项目名称"),
    ResourceTrading: ("items", lambda item: (item.class_name, item.name), "名称"),
    Plan: ("indicators", lambda indicator: (indicator.name,), "指标"),
    MajorProject: ("approvals", lambda approval: (approval.matter, approval.number), "事项"),
    Statistic: ("series", lambda series: series.key, "指标"),
}
"""Where each kind keeps its items, what makes two of them the same, and the field that names one."""


@entry_rule(
    "duplicate-item",
    requires="清单、目录、指标表里同一项只写一次。",
    reason="同一项写两次，两处内容不同就不知道以哪一处为准。",
)
def duplicate_item(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """No item stands twice in the list of an entry."""
    del context
    if type(entry) not in _LISTS:
        return
    attribute, key_of, field = _LISTS[type(entry)]
    seen: dict[tuple[str, ...], int] = {}
    for place, item in enumerate(getattr(entry, attribute)):
        key = key_of(item)
        first = seen.setdefault(key, place)
        if first != place:
            said = REPEATED(found=quote("，".join(key)), first=first + 1)
            yield rule(entry.path, *said, loc=(entry.alias(attribute), place, field))


@entry_rule(
    "fee-without-standard",
    kind=FeeList,
    requires="每种情形写明收多少：有“标准”的写“计费单位”，不是一个数能说清的写“说明”。",
    reason="只有项目没有标准，公众不知道该交多少。",
    source="《中华人民共和国政府信息公开条例》第二十条第（八）项",
)
def fee_without_standard(entry: FeeList, context: Context, rule: Rule) -> Iterator[Problem]:
    """Each case of a charge says how much, and per what."""
    del context
    for place, fee in enumerate(entry.fees):
        for number, standard in enumerate(fee.standards):
            loc = ("收费项目", place, "收费标准", number)
            if standard.rate is None and standard.note is None:
                yield rule(entry.path, *NO_RATE(), loc=loc)
            elif standard.rate is not None and standard.unit is None:
                yield rule(entry.path, *NO_UNIT(), loc=(*loc, "标准"))


@entry_rule(
    "fee-stop-unexplained",
    kind=FeeList,
    requires="停征、免征、取消的收费项目，写明“停征依据”。",
    reason="交费的人要能核对凭什么不收、从哪里看到。",
    severity="warning",
    exemptable=True,
)
def fee_stop_unexplained(entry: FeeList, context: Context, rule: Rule) -> Iterator[Problem]:
    """A charge that is not made any more says why."""
    del context
    for place, fee in enumerate(entry.fees):
        if not fee.is_charged and fee.stopped_by is None:
            yield rule(entry.path, *STOPPED(state=fee.state), loc=("收费项目", place, "状态"))


@entry_rule(
    "fee-dates-reversed",
    kind=FeeList,
    requires="收费项目的“止”不早于“起”。",
    reason="日期颠倒多半是抄写错误。",
)
def fee_dates_reversed(entry: FeeList, context: Context, rule: Rule) -> Iterator[Problem]:
    """A charge does not end before it starts."""
    del context
    for place, fee in enumerate(entry.fees):
        if fee.starts_on and fee.ends_on and fee.ends_on < fee.starts_on:
            said = FEE_REVERSED(end=fee.ends_on, start=fee.starts_on)
            yield rule(entry.path, *said, loc=("收费项目", place, alias_of(type(fee), "ends_on")))


@entry_rule(
    "fee-state-outdated",
    kind=FeeList,
    requires="收费项目的状态与起止日期和今天相符；已有下一版清单的由下一版说明。",
    reason="到期还写着执行，公众就会多交钱。",
    severity="warning",
    exemptable=True,
)
def fee_state_outdated(entry: FeeList, context: Context, rule: Rule) -> Iterator[Problem]:
    """The calendar has not overtaken the state of a charge in the list of this year."""
    if entry.year < context.today.year:
        return
    for place, fee in enumerate(entry.fees):
        loc = ("收费项目", place, "状态")
        if fee.is_charged and fee.ends_on and fee.ends_on < context.today:
            yield rule(entry.path, *ENDED(day=fee.ends_on, state=quote(fee.state)), loc=loc)
        elif fee.is_charged and fee.starts_on and fee.starts_on > context.today:
            yield rule(entry.path, *NOT_BEGUN(day=fee.starts_on, state=quote(fee.state)), loc=loc)
