"""意见征集: long enough, with a draft, and answered afterwards with figures that add up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from disclosure.catalogue import Catalogue
from disclosure.kinds import Consultation
from disclosure.kinds.consultation import ANSWER, BINDING, CALL, LIMITS, REJECTED
from disclosure.problem import Problem, Rule, sentence
from disclosure.rules.register import Context, catalogue_rule, entry_rule
from disclosure.vocabulary import Deadline

SHORT = sentence(
    "consultation-short",
    "从 {first} 起到 {last} 止是 {days} 日，少于 {limit} 日（{basis}）",
    "请延长；确需缩短的，写“缩短期限的说明”",
)
NO_DRAFT = sentence("consultation-without-draft", "没有草案", "请补上“草案”，或者把草案作为附件")
OPINIONS = sentence(
    "opinions-do-not-add-up",
    "写的是 {received}，采纳 {adopted} + 部分采纳 {partly} + 未采纳 {rejected} = {total}",
    "请核对各数",
)
MANY_OPINIONS = sentence(
    "opinions-do-not-add-up.listed", "列出的意见有 {listed} 件，收到意见数是 {received}", "请核对意见处理表和收到意见数"
)
NO_REASON = sentence("rejection-unexplained", "没有说明理由", "请补上“说明”")
NO_REASONS = sentence("rejection-unexplained.all", "有 {rejected} 件没有采纳，没有说明理由", "请补上“未采纳理由”")


def _too_short(entry: Consultation, context: Context) -> tuple[int, date, Deadline] | None:
    """(days open, first day, limit) where a call is open for fewer days than the law wants and gives no reason.

    Both ends count, and days before the publication do not: nobody could read the draft then.
    """
    limit = context.vocabulary.deadline(LIMITS.get(entry.type_name, ""))
    if limit is None or entry.stage != CALL or entry.shorter_because:
        return None
    if not entry.opens_on or not entry.closes_on:
        return None
    first = max(entry.opens_on, entry.published_at.date())
    days = (entry.closes_on - first).days + 1
    return (days, first, limit) if entry.closes_on >= entry.opens_on and days < limit.amount else None


def _shortness(entry: Consultation, rule: Rule, found: tuple[int, date, Deadline]) -> Problem:
    days, first, limit = found
    said = SHORT(first=first, last=entry.closes_on, days=max(days, 0), limit=limit.amount, basis=limit.basis)
    return rule(entry.path, *said, loc=("截止日期",))


@entry_rule(
    "decision-consultation-short",
    kind=Consultation,
    requires="重大行政决策公开征求意见不少于30日（期限表“decision-consultation”），从公布之日起算；需要缩短的写明原因。",
    reason="期限太短，公众来不及了解草案、提出意见。",
    source="《重大行政决策程序暂行条例》第十五条",
)
def decision_consultation_short(entry: Consultation, context: Context, rule: Rule) -> Iterator[Problem]:
    """The public has the days that the law wants, or is told why not."""
    if entry.type_name in BINDING and (found := _too_short(entry, context)):
        yield _shortness(entry, rule, found)


@entry_rule(
    "consultation-short",
    kind=Consultation,
    requires="涉企行政规范性文件公开征求意见一般不少于30日（期限表“business-rule-consultation”），从公布之日起算。",
    reason="期限太短，企业来不及了解草案、提出意见。",
    source="《优化营商环境条例》（国务院令第722号）",
    severity="warning",
    exemptable=True,
)
def consultation_short(entry: Consultation, context: Context, rule: Rule) -> Iterator[Problem]:
    """The usual number of days is kept, or the reason is given."""
    if entry.type_name not in BINDING and (found := _too_short(entry, context)):
        yield _shortness(entry, rule, found)


@entry_rule(
    "consultation-without-draft",
    kind=Consultation,
    requires="征集公告附草案：写在“草案”里，或者作为附件。",
    reason="看不到草案，公众就没法提意见。",
    source="《重大行政决策程序暂行条例》第十五条",
)
def consultation_without_draft(entry: Consultation, context: Context, rule: Rule) -> Iterator[Problem]:
    """There is something to comment on."""
    del context
    if entry.stage == CALL and not entry.draft and not entry.attachments:
        yield rule(entry.path, *NO_DRAFT(), loc=("阶段",), field="草案")


@entry_rule(
    "opinions-do-not-add-up",
    kind=Consultation,
    requires="采纳数、部分采纳数、未采纳数之和等于收到意见数；没有写未采纳数的，不超过收到意见数。",
    reason="加不起来，公众不知道自己的意见算在哪里。",
)
def opinions_do_not_add_up(entry: Consultation, context: Context, rule: Rule) -> Iterator[Problem]:
    """Every opinion has one outcome."""
    del context
    if entry.received is None or entry.adopted is None:
        return
    partly = entry.partly_adopted or 0
    total = entry.adopted + partly + (entry.rejected or 0)
    if total > entry.received or (entry.rejected is not None and total < entry.received):
        said = OPINIONS(
            received=entry.received, adopted=entry.adopted, partly=partly, rejected=entry.rejected or 0, total=total
        )
        yield rule(entry.path, *said, loc=("收到意见数",), found=str(entry.received))
    listed = sum(opinion.count or 1 for opinion in entry.opinions)
    if listed > entry.received:
        yield rule(entry.path, *MANY_OPINIONS(listed=listed, received=entry.received), loc=("意见处理",))


@entry_rule(
    "rejection-unexplained",
    kind=Consultation,
    requires="没有采纳的意见说明理由：写“未采纳理由”，或者在意见处理表里逐件说明。",
    reason="不说理由，公众会以为征求意见是走过场。",
    source="《重大行政决策程序暂行条例》",
    severity="warning",
)
def rejection_unexplained(entry: Consultation, context: Context, rule: Rule) -> Iterator[Problem]:
    """What was not adopted has a reason."""
    del context
    if entry.rejected_because:
        return
    refused = [(i, opinion) for i, opinion in enumerate(entry.opinions) if opinion.outcome == REJECTED]
    for number, opinion in refused:
        if not opinion.reason:
            yield rule(entry.path, *NO_REASON(), loc=("意见处理", number, "采纳情况"))
    if entry.rejected and not refused:
        yield rule(entry.path, *NO_REASONS(rejected=entry.rejected), loc=("未采纳数",))


@catalogue_rule(
    "result-before-close",
    requires="意见采纳情况在征集截止以后公布。",
    reason="还没有截止就有结果，多半是日期抄错了。",
    exemptable=True,
)
def result_before_close(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """The answer comes after the last day for opinions."""
    del context
    for entry in catalogue.entries:
        for target in entry.call if isinstance(entry, Consultation) and entry.stage == ANSWER else ():
            other = catalogue.by_number.get(target)
            if not isinstance(other, Consultation) or other.closes_on is None:
                continue
            published = entry.published_at.date()
            if published <= other.closes_on:
                what = f"{published.isoformat()} 时 {target}（{other.path}）还没有截止（{other.closes_on.isoformat()}）"
                yield rule(entry.path, what, "请核对日期", loc=("发布日期",))


@catalogue_rule(
    "consultation-without-result",
    requires="征集截止以后，在规定的日数内（期限表“consultation-result”）公布意见采纳情况。",
    reason="提了意见没有回音，公众以后就不提了。",
    severity="warning",
)
def consultation_without_result(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """A closed call has its answer after some time. A warning: time passes without anybody's fault."""
    limit = context.vocabulary.deadline("consultation-result")
    for entry, closed, by in unanswered(catalogue):
        if limit and context.today > by:
            what = f"{closed.isoformat()} 截止，已经超过 {limit.amount} 日，没有公布意见采纳情况"
            yield rule(entry.path, what, "请公布“结果反馈”，在它的“征集公告”里写本条的索引号", loc=("截止日期",))


def unanswered(catalogue: Catalogue) -> Iterator[tuple[Consultation, date, date]]:
    """Calls without an answer on the site: the call, the day on which it closes, the last day for the answer."""
    limit = catalogue.vocabulary.deadline("consultation-result")
    for entry in catalogue.entries:
        if limit is None or not isinstance(entry, Consultation) or entry.stage != CALL or entry.closes_on is None:
            continue
        answered = any(relation.attribute == "call" for relation, _ in catalogue.referring.get(entry.index_number, []))
        if not answered and not (entry.opens_on and entry.closes_on < entry.opens_on):
            yield entry, entry.closes_on, entry.closes_on + timedelta(days=limit.amount)
