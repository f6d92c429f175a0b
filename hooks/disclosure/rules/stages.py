"""Procedures in several stages: what each stage must say, how it joins the one before, and periods of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from disclosure.catalogue import Catalogue
from disclosure.kinds import Alert, Consultation, EmergencyPlan, Entry, Inspection, Recruitment
from disclosure.kinds.alert import CHANGED, ISSUED
from disclosure.kinds.consultation import CALL
from disclosure.kinds.recruitment import ANNOUNCED
from disclosure.problem import Problem, Rule, quote, sentence
from disclosure.rules.register import Context, catalogue_rule, entry_rule

UNFILLED = sentence("stage-fields-missing", "写的是{stage}，没有填写{names}", "请补上")
REVERSED = sentence("period-reversed", "{stop} 早于{name} {start}", "请核对这两个时间")

AGAINST = sentence(
    "category-against-field", "{found}与{name}{value}不符", "请删去这一行，自动归入“{wanted}”；或者更正{name}"
)


@entry_rule(
    "stage-fields-missing",
    requires="所处的阶段要求的字段都填写：招考公告有职位和报名办法，征集公告有起止日期和反馈途径，简本有说明，等等。",
    reason="各阶段要告诉公众的事情不同，缺了这些公众就没法办。",
    source="《中华人民共和国政府信息公开条例》第二十条",
)
def stage_fields_missing(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """Everything is filled that the value of another field makes necessary."""
    del context
    missing: dict[str, list[str]] = {}
    for need in entry.needs:
        if entry.optional(need.attribute) in need.values:
            empty = [quote(entry.alias(name)) for name in need.needed if entry.optional(name) in {None, ()}]
            missing.setdefault(need.attribute, []).extend(empty)
    for attribute, names in missing.items():
        if names:
            said = UNFILLED(stage=quote(entry.optional(attribute)), names="、".join(names))
            yield rule(entry.path, *said, loc=(entry.alias(attribute),))


@dataclass(frozen=True, slots=True)
class _FollowUp:
    """A relation by which one stage points at an earlier one."""

    kind: type[Entry]
    relation: str
    stage: str
    """The attribute that holds the stage."""
    first: tuple[str, ...]
    """The stages that may be pointed at."""
    when: str
    """The attribute with the time of the stage."""


_FOLLOW_UPS = (
    _FollowUp(Recruitment, "announcement", "stage", (ANNOUNCED,), "published_at"),
    _FollowUp(Consultation, "call", "stage", (CALL,), "published_at"),
    _FollowUp(Alert, "previous", "action", (ISSUED, CHANGED), "announced_at"),
)


def _earlier(catalogue: Catalogue) -> Iterator[tuple[_FollowUp, Entry, int, Entry]]:
    """(relation, entry, position in the field, the earlier entry at which it points)."""
    for entry in catalogue.entries:
        for follow_up in _FOLLOW_UPS:
            for number, target in enumerate(getattr(entry, follow_up.relation, ()) if entry.needs else ()):
                other = catalogue.by_number.get(target)
                if isinstance(entry, follow_up.kind) and isinstance(other, follow_up.kind) and other is not entry:
                    yield follow_up, entry, number, other


@catalogue_rule(
    "wrong-stage-reference",
    requires="招考的各阶段指向招考公告，意见采纳情况指向征集公告，预警的调整和解除指向还没有解除的预警；开头的阶段不指向别的。",
    reason="指错了阶段，公众从公告找不到后来的结果。",
)
def wrong_stage_reference(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """A stage points at a stage that can come before it."""
    del context
    for follow_up, entry, number, other in _earlier(catalogue):
        loc = (entry.alias(follow_up.relation), number)
        stage, before = entry.optional(follow_up.stage), other.optional(follow_up.stage)
        if before not in follow_up.first:
            wanted = "、".join(quote(name) for name in follow_up.first)
            what = f"{other.index_number}（{other.path}）是{quote(before)}"
            yield rule(entry.path, what, f"这里应当指向{wanted}的索引号", loc=loc)
        elif stage == follow_up.first[0]:
            yield rule(entry.path, f"{quote(stage)}之前没有别的阶段", "请删去，或者更正阶段", loc=loc)


@catalogue_rule(
    "follow-up-too-early",
    requires="后一阶段的时间不早于它所对应的公告、预警。",
    reason="先有公告才有结果；颠倒多半是日期抄错或者指错了条目。",
)
def follow_up_too_early(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """No stage comes before the one it follows."""
    del context
    for follow_up, entry, _, other in _earlier(catalogue):
        name = entry.alias(follow_up.when)
        when: datetime = getattr(entry, follow_up.when)
        before: datetime = getattr(other, follow_up.when)
        if when < before:
            what = f"{_said(when)} 早于 {other.index_number}（{other.path}）的{name} {_said(before)}"
            yield rule(entry.path, what, "请核对日期", loc=(name,))


_PERIODS: dict[type[Entry], tuple[tuple[str, str], ...]] = {
    Inspection: (("started_on", "ended_on"),),
    Recruitment: (("applications_from", "applications_until"), ("publicity_from", "publicity_until")),
    Consultation: (("opens_on", "closes_on"),),
    Alert: (("starts_at", "ends_at"),),
    EmergencyPlan: (("evaluated_on", "evaluate_by"),),
}
"""Pairs of attributes, beginning and end."""


def periods_of(kind: type[Entry]) -> tuple[tuple[str, str], ...]:
    """Pairs of attributes of a kind, beginning and end."""
    return _PERIODS.get(kind, ())


@entry_rule(
    "period-reversed",
    requires="检查、报名、公示、征集、预警、评估的结束时间不早于开始时间。",
    reason="还没有开始就结束，多半是抄写错误，公众不知道该按哪一天办。",
)
def period_reversed(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """No period ends before it begins."""
    del context
    for attribute, end in periods_of(type(entry)):
        start, stop = entry.optional(attribute), entry.optional(end)
        if start and stop and stop < start:
            said = REVERSED(stop=_said(stop), name=entry.alias(attribute), start=_said(start))
            yield rule(entry.path, *said, loc=(entry.alias(end),))


def _said(when: date) -> str:
    """A date, with hour and minute where there are any."""
    if isinstance(when, datetime) and (when.hour or when.minute):
        return f"{when:%Y-%m-%d %H:%M}"
    return f"{when:%Y-%m-%d}"


@entry_rule(
    "category-against-field",
    requires="按领域、阶段、类型自动归类的条目，写了公开类别的，与自动归入的类别相同。",
    reason="同一领域的信息分在两处，公众按类查找就找不全。",
    severity="warning",
    exemptable=True,
)
def category_against_field(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """A category that is named is the one into which the sorting field would bring the entry."""
    if not entry.sorted_by or entry.category_name is None:
        return
    words = context.vocabulary
    value = entry.optional(entry.sorted_by) or ""
    wanted, named = words.category_of_value.get((entry.slug, value)), words.category(entry.category_name)
    if wanted and named and wanted.slug != named.slug:
        name = entry.alias(entry.sorted_by)
        said = AGAINST(found=quote(entry.category_name), name=name, value=quote(value), wanted=wanted.short)
        yield rule(entry.path, *said, loc=("公开类别",))
