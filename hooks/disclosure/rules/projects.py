"""重大建设项目; and what has happened in the entries of decisions, purchases, projects and plans lies in the past."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from disclosure.kinds import Entry, FeeList, MajorProject, Plan, Procurement
from disclosure.kinds.base import alias_of, groups
from disclosure.kinds.decisions import Decisions
from disclosure.problem import Problem, Rule, sentence, shared
from disclosure.rules.dates import DATE_IN_FUTURE, NOT_YET
from disclosure.rules.register import Context, entry_rule

BAD_CODE = sentence(
    "bad-project-code",
    "“{found}”不是四位、六位、两位、两位、六位的写法",
    "请照审批平台抄写；平台建立以前的老项目可以豁免",
)
STEP_BACK = sentence("progress-out-of-order", "{day} 早于上一项 {before}", "请按日期先后排列，或者核对日期")
LESS = sentence("progress-out-of-order.money", "累计 {now} 万元，比以前的 {before} 万元少", "这里写累计数，请核对")
PLANNED = sentence("progress-out-of-order.plan", "{end} 早于计划开工 {start}", "请核对这两个日期")
UNAPPROVED = sentence("construction-before-approval", "{day} 早于最早的批准 {first}", "请核对日期，或者补上更早的批准")
BEYOND = sentence("investment-beyond-total", "累计 {now} 万元，超过总投资 {total} 万元", "请核对金额和单位")
FINISHED = sentence("project-state-contradicted", "进展里已有竣工信息，状态仍是“{state}”", "请改为“竣工”")
UNFINISHED = sentence("project-state-contradicted.early", "写着竣工，进展里没有竣工信息", "请补上“竣工有关信息”")
BUILDING = sentence("project-state-contradicted.building", "进展里已有施工信息，状态仍是“前期工作”", "请改为“在建”")
DATED_KINDS = (Decisions, FeeList, MajorProject, Plan, Procurement)
HAPPENED = frozenset(
    {
        *("许可决定日期", "处罚决定日期", "公示日期", "改变日期", "撤回日期", "清单日期", "批准日期"),
        *("中标（成交）日期", "合同签订日期", "验收日期", "日期"),
    }
)
ELSEWHERE = frozenset({"更正", "审查"})


@entry_rule(DATE_IN_FUTURE)
def happened_in_future(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """Decisions, awards, contracts, approvals and progress are not dated after the day of the check."""
    if not isinstance(entry, DATED_KINDS):
        return
    for loc, group in groups(entry):
        if loc and loc[0] in ELSEWHERE:
            continue
        for name in type(group).model_fields:
            alias = alias_of(type(group), name)
            day = getattr(group, name) if alias in HAPPENED else None
            if day and day > context.today:
                said = NOT_YET(day=day.isoformat(), today=context.today.isoformat())
                yield rule(entry.path, *said, loc=(*loc, alias), found=day.isoformat())


_CODE = shared("project-code", r"[0-9]{4}-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{6}")


@entry_rule(
    "bad-project-code",
    kind=MajorProject,
    requires="项目代码是投资项目在线审批监管平台赋的24位代码，写成 2603-000000-04-01-000001。",
    reason="代码是项目整个建设周期的身份，写法不对就对不上审批平台。",
    source="《全国投资项目在线审批监管平台运行管理暂行办法》",
    severity="warning",
    exemptable=True,
)
def bad_project_code(entry: MajorProject, context: Context, rule: Rule) -> Iterator[Problem]:
    """The code of the project has the form that the platform gives it."""
    del context
    if not _CODE.fullmatch(entry.code):
        yield rule(entry.path, *BAD_CODE(found=entry.code), loc=("项目代码",), found=entry.code)


@entry_rule(
    "progress-out-of-order",
    kind=MajorProject,
    requires="“进展”按日期先后写，累计完成投资不越来越少；计划竣工不早于计划开工。",
    reason="次序乱了，多半抄错了日期或者漏改了数。",
)
def progress_out_of_order(entry: MajorProject, context: Context, rule: Rule) -> Iterator[Problem]:
    """Progress goes forward, in days and in money."""
    del context
    for place, (before, step) in enumerate(pairwise(entry.progress), 1):
        if step.on < before.on:
            yield rule(entry.path, *STEP_BACK(day=step.on, before=before.on), loc=("进展", place, "日期"))
    known = [(place, step.invested) for place, step in enumerate(entry.progress) if step.invested is not None]
    for (_, less), (place, invested) in pairwise(known):
        if invested < less:
            yield rule(entry.path, *LESS(now=invested, before=less), loc=("进展", place, "累计完成投资"))
    if entry.planned_start and entry.planned_end and entry.planned_end < entry.planned_start:
        yield rule(entry.path, *PLANNED(end=entry.planned_end, start=entry.planned_start), loc=("计划竣工",))


@entry_rule(
    "construction-before-approval",
    kind=MajorProject,
    requires="施工、竣工的进展不早于最早一项批准。",
    reason="未批先建是违法的；没有未批先建的，就是抄错了日期或者漏了批准。",
    source="《政府投资条例》（国务院令第712号）；《企业投资项目核准和备案管理条例》（国务院令第673号）",
    severity="warning",
    exemptable=True,
)
def construction_before_approval(entry: MajorProject, context: Context, rule: Rule) -> Iterator[Problem]:
    """Nothing is built before anything is approved."""
    del context
    first = min(approval.on for approval in entry.approvals)
    for place, step in enumerate(entry.progress):
        if step.stage.startswith(("施工", "竣工")) and step.on < first:
            yield rule(entry.path, *UNAPPROVED(day=step.on, first=first), loc=("进展", place, "日期"))


@entry_rule(
    "investment-beyond-total",
    kind=MajorProject,
    requires="累计完成投资不超过总投资；超概算的写进“重大设计变更信息”或者改总投资。",
    reason="超过总投资，要么单位写错（元和万元），要么概算调整没有公开。",
    severity="warning",
    exemptable=True,
)
def investment_beyond_total(entry: MajorProject, context: Context, rule: Rule) -> Iterator[Problem]:
    """No more is spent than the project may cost."""
    del context
    for place, step in enumerate(entry.progress):
        if step.invested is not None and step.invested > entry.investment:
            said = BEYOND(now=step.invested, total=entry.investment)
            yield rule(entry.path, *said, loc=("进展", place, "累计完成投资"))


@entry_rule(
    "project-state-contradicted",
    kind=MajorProject,
    requires="有竣工信息的状态写“竣工”，写“竣工”的有竣工信息；有施工信息的不再写“前期工作”。",
    reason="状态和进展说法不同，公众不知道建好了没有。",
    severity="warning",
    exemptable=True,
)
def project_state_contradicted(entry: MajorProject, context: Context, rule: Rule) -> Iterator[Problem]:
    """The state of a project agrees with its last steps."""
    del context
    stages = {step.stage for step in entry.progress}
    finished = "竣工有关信息" in stages
    if finished and entry.state not in {"竣工", "停建"}:
        yield rule(entry.path, *FINISHED(state=entry.state), loc=("状态",))
    elif not finished and entry.state == "竣工":
        yield rule(entry.path, *UNFINISHED(), loc=("状态",))
    elif "施工有关信息" in stages and entry.state == "前期工作":
        yield rule(entry.path, *BUILDING(), loc=("状态",))
