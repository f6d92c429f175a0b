"""有效性 agrees with what other documents do to this one, and with the calendar."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.catalogue import Catalogue
from disclosure.kinds import Entry
from disclosure.problem import Problem, Rule, quote, sentence
from disclosure.rules.register import Context, catalogue_rule, entry_rule
from disclosure.vocabulary import State

NO_VALIDITY = sentence("unknown-validity", "{found}不是规定的值", "可以用：{known}")
PAST = sentence("validity-outdated.past", "{name} {day} 已到", "请改为“{right}”")
AHEAD = sentence("validity-outdated.ahead", "{name} {day} 未到", "请改为“{right}”")
UNEXPIRED = sentence("validity-outdated.unexpired", "失效日期 {day} 未到", "请改为“{right}”或者核对日期")
NO_DATE = sentence("pending-without-date", "没有{name}", "请补上“{name}”")
_ENDING = {"repeals": "废止", "replaces": "替代"}


def _state(entry: Entry, context: Context) -> State | None:
    name = entry.optional("validity")
    validity = context.vocabulary.validity_by_name.get(name) if name else None
    return validity.state if validity else None  # type: ignore[return-value]


@entry_rule(
    "unknown-validity",
    requires="有效性用 validity.yml 里的名称：有效、已修改、废止、失效、尚未施行。",
    reason="页面顶部的提示和检索都按有效性显示。",
)
def unknown_validity(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """The value of 有效性 is one of the vocabulary's."""
    name = entry.optional("validity")
    if name and name not in context.vocabulary.validity_by_name:
        said = NO_VALIDITY(found=quote(name), known="、".join(context.vocabulary.validity_by_name))
        yield rule(entry.path, *said, loc=("有效性",), found=name)


@catalogue_rule(
    "validity-contradicted",
    requires="被废止、被替代的文件写“废止”，被修改的文件写“已修改”；作出废止、修改的文件自己尚未施行的除外。",
    reason="两件文件说法不同，公众不知道还能不能照办。",
    source="《政府网站发展指引》（国办发〔2017〕47号）：修改、废止、失效的文件要在已发布的原文件上注明",
)
def validity_contradicted(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """A document that another repeals or amends says so itself."""
    for entry in catalogue.entries:
        state = _state(entry, context)
        for relation, other in catalogue.referring.get(entry.index_number, []):
            if state is None or _state(other, context) in {"pending", None}:
                continue
            if relation.attribute in _ENDING and state in {"in_force", "amended", "pending"}:
                done, wanted = _ENDING[relation.attribute], context.vocabulary.validity_name("repealed")
            elif relation.attribute == "amends" and state == "in_force":
                done, wanted = "修改", context.vocabulary.validity_name("amended")
            else:
                continue
            yield rule(
                entry.path,
                f"{other.index_number}（{other.path}）已{done}本文件，这里仍写{quote(getattr(entry, 'validity', ''))}",
                f"请改为“{wanted}”，或者更正那一份文件",
                loc=("有效性",),
            )


@catalogue_rule(
    "validity-unexplained",
    requires="写“废止”“已修改”的，本站有文件废止、修改它，或者在“效力说明”里写明依据；写“失效”的有失效日期或者效力说明。",
    reason="只说废止不说依据，公众无从核对。",
    source="《政府网站发展指引》（国办发〔2017〕47号）",
)
def validity_unexplained(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """A document that lost its force says by what."""
    for entry in catalogue.entries:
        state = _state(entry, context)
        if entry.optional("validity_note") or state in {"in_force", "pending", None}:
            continue
        done = {relation.attribute for relation, _ in catalogue.referring.get(entry.index_number, [])}
        if state == "repealed" and not done & set(_ENDING):
            what, cure = "没有写明被什么废止", "请在废止它的文件里写“废止”，文件不在本站的请写“效力说明”"
        elif state == "amended" and "amends" not in done:
            what, cure = "没有写明被什么修改", "请在修改它的文件里写“修改”，文件不在本站的请写“效力说明”"
        elif state == "expired" and entry.optional("expires_on") is None:
            what, cure = "没有写明从哪一天失效", "请补上“失效日期”或者“效力说明”"
        else:
            continue
        yield rule(entry.path, what, cure, loc=("有效性",))


@entry_rule(
    "validity-outdated",
    requires="有效性与施行日期、失效日期和今天相符。",
    reason="到了施行或者失效的日子要及时改，不然页面上的提示就不对了。",
    source="《政府网站发展指引》（国办发〔2017〕47号）",
    severity="warning",
)
def validity_outdated(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """The calendar has not overtaken the value. A warning: time passes without anybody's fault."""
    state = _state(entry, context)
    effective = entry.optional("effective_on")
    expires = entry.optional("expires_on")
    today = context.today
    name = context.vocabulary.validity_name
    start = entry.alias("effective_on") if effective else ""
    if state in {"in_force", "amended", "pending"} and expires and expires <= today:
        yield rule(entry.path, *PAST(name="失效日期", day=expires.isoformat(), right=name("expired")), loc=("有效性",))
    elif state == "pending" and effective and effective <= today:
        said = PAST(name=start, day=effective.isoformat(), right=name("in_force"))
        yield rule(entry.path, *said, loc=("有效性",))
    elif state in {"in_force", "amended"} and effective and effective > today:
        said = AHEAD(name=start, day=effective.isoformat(), right=name("pending"))
        yield rule(entry.path, *said, loc=("有效性",))
    if state == "expired" and expires and expires > today:
        yield rule(entry.path, *UNEXPIRED(day=expires.isoformat(), right=name("in_force")), loc=("有效性",))


@entry_rule(
    "pending-without-date",
    requires="写“尚未施行”的要有施行（实施）日期。",
    reason="公众要知道从哪一天起照办。",
)
def pending_without_date(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """A document not yet in force says when it will be."""
    if _state(entry, context) == "pending" and entry.optional("effective_on") is None:
        name = "实施日期" if entry.slug == "emergency-plan" else "施行日期"
        yield rule(entry.path, *NO_DATE(name=name), loc=("有效性",))
