"""双公示: in time, in order, agreeing with themselves, withdrawn when changed, and without persons' numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from disclosure.catalogue import Catalogue
from disclosure.fields.values import MISSING_FIELD
from disclosure.kinds import Entry, PenaltyDecisions
from disclosure.kinds.base import alias_of
from disclosure.kinds.decisions import MASKED, NATURAL_PERSON, Decision, Decisions, WithdrawnDecision
from disclosure.kinds.penalty_decision import PenaltyDecision
from disclosure.problem import Loc, Problem, Rule, sentence
from disclosure.rules.dates import TOO_EARLY
from disclosure.rules.fines import stated_amounts, stated_in
from disclosure.rules.limits import working_days_over
from disclosure.rules.register import Context, catalogue_rule, entry_rule

_LIST = "决定"
_CODES = (
    *("social_code", "business_number", "organisation_code"),
    *("tax_number", "institution_number", "society_number"),
)


def _each(entry: Decisions) -> Iterator[tuple[Loc, Decision]]:
    yield from (((_LIST, place), decision) for place, decision in enumerate(entry.decisions))


def _made(decision: Decision) -> date:
    day: date = getattr(decision, decision.made_field)
    return day


def _made_name(decision: Decision) -> str:
    return alias_of(type(decision), decision.made_field)


SHOWN_LATE = sentence(
    "decision-late", "{made} 作出，{shown} 公示，超过 {limit} 个工作日", "请核对日期；确实迟了的不必改"
)
PERSON_WITH_CODE = sentence("decision-party-contradicted", "类别是自然人，却有单位的代码", "请核对类别，或者删去代码")
NO_PARTY_CODE = sentence(
    "decision-party-contradicted.code",
    "没有代码",
    "请补上统一社会信用代码或者其他代码；是个人的请写明类别或者证件类型",
)
NO_AMOUNT = sentence("penalty-type-contradicted", "处罚类别有“{word}”，没有写金额", "请补上“{name}”")
AMOUNT_ALONE = sentence("penalty-type-contradicted.kind", "写了金额，处罚类别里没有“{word}”", "请核对处罚类别")
OTHER_FINE = sentence(
    "fine-contradicted", "写着 {amount} 万元，处罚内容里{words}是 {right} 元", "应为 {wanted}，请核对"
)
SLIP = sentence(
    "fine-contradicted.slip",
    "写着 {amount} 万元，处罚内容里{words}是 {right} 元，多写了一万倍",
    "应为 {wanted}，请核对",
)
WITHDRAWN_LATE = sentence(
    "withdrawal-late", "{changed} 改变，{day} 撤回，超过 {limit} 个工作日", "请核对日期；确实迟了的不必改"
)
NO_DECISION = sentence("missing-field.decisions", "一件也没有", "请至少写一件，每件以“- ”开头；都撤回了的写“撤回决定”")


@entry_rule(MISSING_FIELD, kind=Decisions)
def no_decision(entry: Decisions, context: Context, rule: Rule) -> Iterator[Problem]:
    """A batch holds a decision, or says which were withdrawn."""
    del context
    if not entry.decisions and not entry.withdrawn:
        yield rule(entry.path, *NO_DECISION(), loc=(_LIST,))


@entry_rule(
    "decision-late",
    kind=Decisions,
    requires="行政许可、行政处罚决定自作出之日起7个工作日内公示；分批补进来的写“公示日期”。",
    reason="迟了不影响公开，但是要在检查中说明。",
    source="《国务院办公厅关于运用大数据加强对市场主体服务和监管的若干意见》（国办发〔2015〕51号）",
    severity="warning",
    exemptable=True,
)
def decision_late(entry: Decisions, context: Context, rule: Rule) -> Iterator[Problem]:
    """Each decision is shown within the working days that the vocabulary allows."""
    for loc, decision in _each(entry):
        made, shown = _made(decision), decision.shown_on or entry.published_at.date()
        if limit := working_days_over(context, "licence-and-penalty-publication", made, shown):
            said = SHOWN_LATE(made=made, shown=shown, limit=limit)
            yield rule(entry.path, *said, loc=(*loc, _made_name(decision)))


@entry_rule(
    "decision-dates-reversed",
    kind=Decisions,
    requires="先决定后公示；有效期、公示截止期不早于决定；撤回不早于原决定被改变；有效期先“自”后“至”。",
    reason="日期颠倒多半是抄写错误。",
)
def decision_dates_reversed(entry: Decisions, context: Context, rule: Rule) -> Iterator[Problem]:
    """The dates of a decision stand in their natural order."""
    del context
    published = entry.published_at.date()
    for loc, decision in _each(entry):
        made = decision.made_field
        later = ("shown_on", "valid_until", "effective_until", "shown_until")
        pairs = [(name, made) for name in later] + [("valid_until", "valid_from")]
        yield from _reversed(entry, rule, loc, decision, pairs)
        if decision.shown_on is None and published < _made(decision):
            said = TOO_EARLY(later=published, name=_made_name(decision), earlier=_made(decision))
            yield rule(entry.path, *said, loc=("发布日期",))
    for place, record in enumerate(entry.withdrawn):
        yield from _reversed(entry, rule, ("撤回决定", place), record, [("on", "changed_on")])


def _reversed(
    entry: Entry, rule: Rule, loc: Loc, group: Decision | WithdrawnDecision, pairs: list[tuple[str, str]]
) -> Iterator[Problem]:
    for later_name, earlier_name in pairs:
        later, earlier = getattr(group, later_name, None), getattr(group, earlier_name, None)
        if later and earlier and later < earlier:
            said = TOO_EARLY(later=later, name=alias_of(type(group), earlier_name), earlier=earlier)
            yield rule(entry.path, *said, loc=(*loc, alias_of(type(group), later_name)))


@entry_rule(
    "decision-party-contradicted",
    kind=Decisions,
    requires="单位和个体工商户写至少一种代码，自然人不写单位的代码；许可里没有代码的只能是自然人。",
    reason="没有代码对不上信用记录；类别写错，个人的姓名就可能露出来，单位的名称就可能被隐去。",
    severity="warning",
    exemptable=True,
)
def decision_party_contradicted(entry: Decisions, context: Context, rule: Rule) -> Iterator[Problem]:
    """What a party is agrees with the codes it has."""
    del context
    for loc, decision in _each(entry):
        coded = any(getattr(decision, name) for name in _CODES)
        if isinstance(decision, PenaltyDecision):
            is_person = decision.party_type == NATURAL_PERSON
        else:
            is_person = not coded and bool(MASKED.search(getattr(decision, "party", "")))
        if is_person and coded:
            yield rule(entry.path, *PERSON_WITH_CODE(), loc=(*loc, "行政相对人类别"))
        elif not is_person and not coded:
            yield rule(entry.path, *NO_PARTY_CODE(), loc=(*loc, "行政相对人名称"))


@entry_rule(
    "fine-contradicted",
    kind=PenaltyDecisions,
    requires="罚款、没收的金额与处罚内容里写明的相同；金额栏的单位是万元，处罚内容通常写元。",
    reason="把元写成万元，差了一万倍；这是双公示里最常见的错误。",
    exemptable=True,
)
def fine_contradicted(entry: PenaltyDecisions, context: Context, rule: Rule) -> Iterator[Problem]:
    """The columns in 万元 agree with the amounts in the words of the decision."""
    del context
    for place, decision in enumerate(entry.decisions):
        for name, words in (("fine", "罚款"), ("confiscated", "没收")):
            amount = getattr(decision, name)
            stated = stated_in(decision.content, words)
            if amount is None or not stated or amount * 10_000 in stated_amounts(stated):
                continue
            right = sum(stated, Decimal(0))
            said = (SLIP if amount in stated_amounts(stated) else OTHER_FINE)(
                amount=amount, words=words, right=f"{right:f}", wanted=f"{(right / 10_000).normalize():f}"
            )
            loc = (_LIST, place, alias_of(PenaltyDecision, name))
            yield rule(entry.path, *said, loc=loc, found=str(amount))


@entry_rule(
    "penalty-type-contradicted",
    kind=PenaltyDecisions,
    requires="处罚类别有罚款的写罚款金额，写了罚款金额的类别里有罚款；没收也是这样。",
    reason="类别和金额说法不同，公众不知道罚没罚、罚了多少。",
    severity="warning",
    exemptable=True,
)
def penalty_type_contradicted(entry: PenaltyDecisions, context: Context, rule: Rule) -> Iterator[Problem]:
    """Kinds of penalty and amounts go together."""
    del context
    for place, decision in enumerate(entry.decisions):
        for name, word in (("fine", "罚款"), ("confiscated", "没收违法所得")):
            amount = getattr(decision, name)
            named = any(kind.startswith(word[:2]) for kind in decision.penalty_types)
            field = alias_of(PenaltyDecision, name)
            if word in decision.penalty_types and amount is None:
                yield rule(entry.path, *NO_AMOUNT(word=word, name=field), loc=(_LIST, place, "处罚类别"))
            elif amount and not named:
                yield rule(entry.path, *AMOUNT_ALONE(word=word), loc=(_LIST, place, field))


@catalogue_rule(
    "duplicate-decision",
    requires="同一件决定只公示一次，文书号在本机构里不重复。",
    reason="公示两次，撤回时就会漏掉一处；文书号也是页面里的位置，重复就分不清。",
)
def duplicate_decision(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """No number stands twice among the decisions of an organ, kind by kind."""
    del context
    seen: dict[tuple[str, str, str], str] = {}
    for entry in catalogue.entries:
        for loc, decision in _each(entry) if isinstance(entry, Decisions) else ():
            if not decision.anchor:
                continue
            key = (entry.organ_slug, entry.slug, decision.anchor)
            if key in seen:
                field = alias_of(type(decision), decision.number_field)
                where = "本条目" if seen[key] == entry.path else seen[key]
                yield rule(
                    entry.path, f"{decision.number} 已写在{where}里", "请只留一处，或者核对文书号", loc=(*loc, field)
                )
            seen.setdefault(key, entry.path)


@catalogue_rule(
    "withdrawn-decision-shown",
    requires="撤回的决定不再列在任何一批的“决定”里。",
    reason="决定被变更、撤销、确认违法或者无效以后，原来的内容不能再公开。",
    source="《中华人民共和国行政处罚法》第四十八条",
)
def withdrawn_decision_shown(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """What was withdrawn is not shown in another place."""
    del context
    gone: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    batches = [entry for entry in catalogue.entries if isinstance(entry, Decisions)]
    for entry in batches:
        gone[entry.organ_slug, entry.slug] |= {one.anchor: entry.path for one in entry.withdrawn if one.anchor}
    for entry in batches:
        for loc, decision in _each(entry):
            if place := gone[entry.organ_slug, entry.slug].get(decision.anchor):
                field = alias_of(type(decision), decision.number_field)
                what = f"{decision.number} 已经撤回（{place}）"
                yield rule(entry.path, what, "请从“决定”里整件删去", loc=(*loc, field))


@entry_rule(
    "withdrawal-late",
    kind=Decisions,
    requires="行政处罚决定被变更、撤销、确认违法或者无效的，3个工作日内撤回并说明理由。",
    reason="迟了要在检查中说明；早一天撤回，就少一天损害。",
    source="《中华人民共和国行政处罚法》第四十八条、第八十五条",
    severity="warning",
    exemptable=True,
)
def withdrawal_late(entry: Decisions, context: Context, rule: Rule) -> Iterator[Problem]:
    """A penalty that was set aside is withdrawn within the working days that the law allows."""
    for place, record in enumerate(entry.withdrawn if isinstance(entry, PenaltyDecisions) else ()):
        if limit := working_days_over(context, "penalty-withdrawal", record.changed_on, record.on):
            said = WITHDRAWN_LATE(changed=record.changed_on, day=record.on, limit=limit)
            yield rule(entry.path, *said, loc=("撤回决定", place, "撤回日期"))
