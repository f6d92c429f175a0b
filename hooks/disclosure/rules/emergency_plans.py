"""应急预案: levels in order, a phone, the contents that the law wants, evaluated and filed in time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from disclosure.catalogue import Catalogue
from disclosure.kinds import EmergencyPlan
from disclosure.kinds.emergency_plan import YES
from disclosure.problem import Problem, Rule, quote, sentence
from disclosure.rules.dates import working_days
from disclosure.rules.register import Context, catalogue_rule, entry_rule
from disclosure.vocabulary import Vocabulary

_MEASURES = "《突发事件应急预案管理办法》（国办发〔2024〕5号）"


LEVEL_TWICE = sentence("plan-level-order.twice", "{found}写了两次", "请核对级别")
LEVEL_ORDER = sentence("plan-level-order", "次序是{levels}", "请从高到低或者从低到高依次写")
NO_PHONE = sentence("plan-without-phone", "没有24小时值班电话", "请补上“值班电话”")
FILED_EARLY = sentence("plan-filed-before-printed", "{filed} 早于印发日期 {printed}", "请核对这两个日期")
NEXT_LATE = sentence("plan-evaluation-due.next", "{next} 离{name} {last} 超过 {limit} 年", "最迟是 {due}")
OVERDUE = sentence("plan-evaluation-due", "应当在 {by} 以前评估", "请评估后更新“上次评估日期”")
NO_CHAPTER = sentence(
    "plan-contents-missing", "各章标题里没有{names}", "请补上，或者在标题里写明；公开简本的，“简本”写“是”"
)
FILED_LATE = sentence(
    "plan-filed-late", "印发日期 {printed} 到备案日期 {filed} 超过 {limit} 个工作日", "请核对日期；确实迟了的不必改"
)


def _is_live(entry: EmergencyPlan, words: Vocabulary) -> bool:
    """Whether the plan is in force or will be."""
    validity = words.validity_by_name.get(entry.validity)
    return validity is not None and validity.state in {"in_force", "amended", "pending"}


@entry_rule(
    "plan-level-order",
    kind=EmergencyPlan,
    requires="响应级别、预警级别不重复，从高到低或者从低到高依次写。",
    reason="次序乱了，启动响应时容易看错级别。",
    source="《中华人民共和国突发事件应对法》第六十三条、第七十一条",
)
def plan_level_order(entry: EmergencyPlan, context: Context, rule: Rule) -> Iterator[Problem]:
    """Levels go one way and none comes twice."""
    for name, levels in (
        ("响应级别", [level.level for level in entry.response_levels]),
        ("预警级别", [level.level for level in entry.warning_levels]),
    ):
        order = context.vocabulary.terms[name]
        places = [order.index(level) for level in levels if level in order]
        twice = next((number for number, level in enumerate(levels) if level in levels[:number]), None)
        if twice is not None:
            yield rule(entry.path, *LEVEL_TWICE(found=quote(levels[twice])), loc=(name, twice, "级别"))
        elif places not in (sorted(places), sorted(places, reverse=True)):
            yield rule(entry.path, *LEVEL_ORDER(levels="、".join(levels)), loc=(name, 0, "级别"))


@entry_rule(
    "plan-without-phone",
    kind=EmergencyPlan,
    requires="有效的预案写了响应级别的，也写24小时值班电话。",
    reason="遇到险情，公众首先要知道打什么电话。",
    severity="warning",
)
def plan_without_phone(entry: EmergencyPlan, context: Context, rule: Rule) -> Iterator[Problem]:
    """Whoever reads the plan knows whom to call."""
    if entry.response_levels and not entry.duty_phone and _is_live(entry, context.vocabulary):
        yield rule(entry.path, *NO_PHONE(), loc=("响应级别",), field="值班电话")


@entry_rule(
    "plan-evaluation-due",
    kind=EmergencyPlan,
    requires="预案印发或者上次评估以后，在规定的年数内（期限表“emergency-plan-evaluation”）再评估。",
    reason="风险和机构都会变，长期不评估的预案用不上。",
    source=_MEASURES,
    severity="warning",
)
def plan_evaluation_due(entry: EmergencyPlan, context: Context, rule: Rule) -> Iterator[Problem]:
    """The plan was looked at again in time. A warning: time passes without anybody's fault."""
    limit = context.vocabulary.deadline("emergency-plan-evaluation")
    by = evaluate_by(entry, context.vocabulary)
    if limit is None or by is None:
        return
    last = _last_looked_at(entry)
    due = years_later(last, limit.amount)
    name = "上次评估日期" if entry.evaluated_on == last else "印发日期"
    if entry.evaluate_by and entry.evaluate_by > due:
        said = NEXT_LATE(next=entry.evaluate_by, name=name, last=last, limit=limit.amount, due=due)
        yield rule(entry.path, *said, loc=("下次评估日期",))
    elif last <= by < context.today:
        place = "下次评估日期" if entry.evaluate_by else name
        yield rule(entry.path, *OVERDUE(by=by), loc=(place,))


def evaluate_by(entry: EmergencyPlan, words: Vocabulary) -> date | None:
    """The last day on which the next evaluation is in time; None for a plan that no longer counts."""
    limit = words.deadline("emergency-plan-evaluation")
    if limit is None or not _is_live(entry, words):
        return None
    return entry.evaluate_by or years_later(_last_looked_at(entry), limit.amount)


def _last_looked_at(entry: EmergencyPlan) -> date:
    return max(filter(None, (entry.evaluated_on, entry.printed_on)))


def years_later(day: date, years: int) -> date:
    """The same day some years later; 28 February for 29 February of a leap year."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


@entry_rule(
    "plan-filed-before-printed",
    kind=EmergencyPlan,
    requires="备案的日期不早于印发日期。",
    reason="印发以后才能备案；颠倒多半是抄写错误。",
    exemptable=True,
)
def plan_filed_before_printed(entry: EmergencyPlan, context: Context, rule: Rule) -> Iterator[Problem]:
    """Filing comes after printing."""
    del context
    if entry.filing and entry.filing.on < entry.printed_on:
        said = FILED_EARLY(filed=entry.filing.on, printed=entry.printed_on)
        yield rule(entry.path, *said, loc=("备案", "日期"), field="备案日期")


@entry_rule(
    "plan-filed-late",
    kind=EmergencyPlan,
    requires="预案印发后20个工作日内备案（期限表“emergency-plan-filing”）。",
    reason="迟了不影响公开，但是要在工作中改进。",
    source=_MEASURES + "第二十六条",
    severity="warning",
    exemptable=True,
)
def plan_filed_late(entry: EmergencyPlan, context: Context, rule: Rule) -> Iterator[Problem]:
    """The plan was filed within its working days."""
    limit = context.vocabulary.deadline("emergency-plan-filing")
    if limit is None or entry.filing is None:
        return
    if working_days(context, entry.printed_on, entry.filing.on, limit.amount) > limit.amount:
        said = FILED_LATE(printed=entry.printed_on, filed=entry.filing.on, limit=limit.amount)
        yield rule(entry.path, *said, loc=("备案", "日期"), field="备案日期")


CONTENTS = {
    "组织指挥体系与职责": ("组织", "指挥", "职责", "分工"),
    "预防与预警机制": ("预防", "预警", "监测", "防控", "风险"),
    "处置程序": ("处置", "响应", "救援", "抢险"),
    "应急保障措施": ("保障", "物资", "队伍"),
    "事后恢复与重建措施": ("恢复", "重建", "善后", "后期", "灾后", "补偿"),
}
"""The contents that 突发事件应对法第二十八条 wants, and words by which their headings are known."""
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s*(.+)$", re.MULTILINE)
FEWEST_HEADINGS = 3
"""A text with fewer headings is not cut into chapters, and says nothing about what is missing."""


@entry_rule(
    "plan-contents-missing",
    kind=EmergencyPlan,
    requires="预案正文的各章包括组织指挥体系与职责、预防与预警机制、处置程序、应急保障措施、事后恢复与重建措施；简本除外。",
    reason="法律规定预案要有这些内容，缺了就不好用。",
    source="《中华人民共和国突发事件应对法》第二十八条",
    severity="warning",
    exemptable=True,
)
def plan_contents_missing(entry: EmergencyPlan, context: Context, rule: Rule) -> Iterator[Problem]:
    """The headings of the text cover what the law wants."""
    headings = _HEADING.findall(entry.body or "")
    if len(headings) < FEWEST_HEADINGS or entry.is_summary == YES or not _is_live(entry, context.vocabulary):
        return
    text = "\n".join(headings)
    if missing := [content for content, words in CONTENTS.items() if not any(word in text for word in words)]:
        names = "、".join(quote(content) for content in missing)
        yield rule(entry.path, *NO_CHAPTER(names=names), loc=("正文",))


@catalogue_rule(
    "plan-replaces-newer",
    requires="被替代的预案比替代它的预案先印发。",
    reason="旧预案替代新预案，多半是抄错了索引号。",
)
def plan_replaces_newer(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """The older plan is the one that is replaced."""
    del context
    for entry in catalogue.entries:
        for number, target in enumerate(entry.replaces if isinstance(entry, EmergencyPlan) else ()):
            other = catalogue.by_number.get(target)
            if (
                isinstance(entry, EmergencyPlan)
                and isinstance(other, EmergencyPlan)
                and other.printed_on > entry.printed_on
            ):
                what = f"{target}（{other.path}）{other.printed_on.isoformat()} 印发，晚于本预案"
                yield rule(entry.path, what, "请核对索引号和印发日期", loc=("替代", number), found=target)
