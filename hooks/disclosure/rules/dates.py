"""Dates: none in the future, in their natural order, and published in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from disclosure.catalogue import Catalogue
from disclosure.kinds import Entry
from disclosure.kinds.base import groups
from disclosure.problem import Loc, Problem, Rule, declare, sentence
from disclosure.rules.register import Context, catalogue_rule, entry_rule
from disclosure.rules.reviews import review_days

PAST = {"成文日期", "发布日期", "印发日期", "批复日期", "上次评估日期", "检查结束日期"}
"""What has happened on its day, by the Chinese names of fields."""
NOT_YET = sentence("date-in-future", "{day} 还没有到（今天按 {today} 计）", "请核对日期")
TOO_EARLY = sentence("too-early", "{later} 早于{name} {earlier}", "请核对这两个日期")
LATE = sentence(
    "published-late",
    "成文日期 {formed} 到发布日期 {published} 超过 {limit} 个工作日",
    "请核对日期；确实迟了的不必改，在年报中说明",
)


DATE_IN_FUTURE = declare(
    "date-in-future",
    requires="成文、发布、印发、备案、批复、评估、检查、审查、更正、变更、撤回等已经发生的事，日期不晚于今天。",
    reason="还没有到的日子不可能已经成文、已经发布；伪造日期是检查中的单项否决。",
    source="《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）",
)


@entry_rule(DATE_IN_FUTURE)
def date_in_future(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """Nothing that has happened is dated after the day of the check."""
    for loc, day in _dates(entry):
        if day > context.today:
            yield _not_yet(rule, entry.path, loc, day, context.today)


@catalogue_rule(DATE_IN_FUTURE)
def withdrawn_in_future(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """Nothing is withdrawn on a day to come."""
    for record in catalogue.withdrawn:
        day = record.withdrawal.on
        if day > context.today:
            yield _not_yet(rule, record.path, ("撤回", "日期"), day, context.today)


def _not_yet(rule: Rule, path: str, loc: Loc, day: date, today: date) -> Problem:
    said = NOT_YET(day=day.isoformat(), today=today.isoformat())
    return rule(path, *said, loc=loc, found=day.isoformat())


def _dates(entry: Entry) -> Iterator[tuple[Loc, date]]:
    for name, info in type(entry).model_fields.items():
        if info.alias in PAST and (day := getattr(entry, name)) is not None:
            yield (info.alias,), day.date() if name == "published_at" else day
    if filing := entry.optional("filing"):
        yield ("备案", "日期"), filing.on
    for number, correction in enumerate(entry.corrections):
        yield ("更正", number, "日期"), correction.on
    yield from review_days(entry.review)
    for loc, group in groups(entry):
        adjusted = getattr(group, "adjustments", ())
        yield from (((*loc, "变更", number, "日期"), change.on) for number, change in enumerate(adjusted))


def _ordered(  # noqa: PLR0913, PLR0917 - two dates with their names
    entry: Entry, rule: Rule, later: date | None, later_name: str, earlier: date | None, earlier_name: str
) -> Iterator[Problem]:
    if later and earlier and later < earlier:
        said = TOO_EARLY(later=later.isoformat(), name=earlier_name, earlier=earlier.isoformat())
        yield rule(entry.path, *said, loc=(later_name,), found=later.isoformat())


@entry_rule(
    "published-before-issued",
    requires="发布日期不早于成文日期、印发日期和批复日期。",
    reason="文件形成以后才能公开；颠倒多半是抄写错误。",
    exemptable=True,
)
def published_before_issued(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """Publication does not come before issue."""
    del context
    published = entry.published_at.date()
    for name, attribute in (("成文日期", "issued_on"), ("印发日期", "printed_on"), ("批复日期", "approved_on")):
        yield from _ordered(entry, rule, published, "发布日期", entry.optional(attribute), name)


@entry_rule(
    "effective-before-issued",
    requires="施行（实施）日期不早于成文（印发）日期。",
    reason="文件不能在写成之前生效；颠倒多半是抄写错误。",
    exemptable=True,
)
def effective_before_issued(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """A document does not take effect before it is issued."""
    del context
    effective = entry.optional("effective_on")
    name = entry.alias("effective_on") if effective else ""
    printed = entry.optional("printed_on")
    yield from _ordered(entry, rule, effective, name, printed or entry.issued_on, "印发日期" if printed else "成文日期")


@entry_rule(
    "expires-before-effective",
    requires="失效日期不早于施行（实施）日期；没有施行日期的，不早于成文（印发）日期。",
    reason="还没有施行就失效，多半是抄写错误。",
)
def expires_before_effective(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """A document does not expire before it takes effect."""
    del context
    expires = entry.optional("expires_on")
    for attribute in ("effective_on", "printed_on", "issued_on"):
        if start := entry.optional(attribute):
            yield from _ordered(entry, rule, expires, "失效日期", start, entry.alias(attribute))
            return


@entry_rule(
    "corrected-before-published",
    requires="更正的日期不早于发布日期。",
    reason="公开以后才谈得上更正；公开以前改的直接改正文。",
)
def corrected_before_published(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """A correction is made after publication."""
    del context
    published = entry.published_at.date()
    for number, correction in enumerate(entry.corrections):
        if correction.on < published:
            said = TOO_EARLY(later=correction.on.isoformat(), name="发布日期", earlier=published.isoformat())
            yield rule(entry.path, *said, loc=("更正", number, "日期"))


FIRST_DAY = date(2008, 5, 1)
"""条例 first took effect; what was formed before has no limit."""


@entry_rule(
    "published-late",
    requires="信息形成或者变更之日起20个工作日内公开。",
    reason="迟了不影响公开，但是要在年报和检查中说明。",
    source="《中华人民共和国政府信息公开条例》第二十六条",
    severity="warning",
    exemptable=True,
)
def published_late(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """Publication follows within the working days that 条例第二十六条 allows."""
    limit = next((item.amount for item in context.vocabulary.deadlines if item.slug == "proactive"), None)
    formed = entry.issued_on
    published = entry.published_at.date()
    if limit is None or formed is None or published <= formed or not _made_here(entry, context):
        return
    if formed < FIRST_DAY:
        return
    taken = working_days(context, formed, published, limit)
    if taken > limit:
        said = LATE(formed=formed.isoformat(), published=published.isoformat(), limit=limit)
        yield rule(entry.path, *said, loc=("发布日期",))


def _made_here(entry: Entry, context: Context) -> bool:
    """Whether the disclosing organ made the document; the limit runs for the maker (条例第十条)."""
    issuer: str | None = entry.optional("issuer")
    named = (context.vocabulary.organ_by_name.get(name) for name in issuer.split("、")) if issuer else ()
    return issuer is None or any(organ and organ.slug == entry.organ_slug for organ in named)


def working_days(context: Context, start: date, end: date, limit: int) -> int:
    """Working days (工作日) after `start` up to `end`, counted no further than one past `limit`."""
    off, extra = context.vocabulary.days_off, context.vocabulary.extra_working_days
    taken = 0
    day = start
    while day < end and taken <= limit:
        day += timedelta(days=1)
        if day in extra or (day.isoweekday() <= 5 and day not in off):  # noqa: PLR2004 - Monday to Friday
            taken += 1
    return taken
