"""权力运行流程: every way leads on to a step that is there, and at last to the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclosure.fields import LIKELY
from disclosure.kinds.flow import END, Edge, Step, edges, reachable
from disclosure.kinds.power_list import PowerList
from disclosure.problem import Loc, Problem, Rule, quote, sentence, shared
from disclosure.rules.register import Context, entry_rule

_SOURCE = "《关于推行地方各级政府工作部门权力清单制度的指导意见》（中办发〔2015〕21号）"


SAME_NAME = sentence("unknown-flow-step.same", "有 {count} 个环节都叫{found}，不知道到哪一个", "请给同名的环节换个名称")
NO_STEP = sentence("unknown-flow-step", "流程里没有{found}这个环节", "可以写：{names}")
UNREACHED = sentence(
    "unreachable-flow-step", "没有哪个环节通向{found}", "请在前面环节的“去向”里补上；这一步用不着的请删去"
)
ROUND = sentence("flow-without-end", "绕成了圈，走不到结束：{names}", "请给其中一个环节加上通向别处或者“{end}”的去向")
BAD_LIMIT = sentence("bad-flow-limit", "{found}不是规定的时限写法", "{cure}")
LIMITS = sentence("flow-limits", "", "请写成这样：5个工作日、20日、1个月、当场、当日")
NO_CONDITION = sentence("flow-condition-missing", "{step}有 {count} 个去向，到{to}的没有写条件", "请写成“条件: ……的”")


def _flows(entry: PowerList) -> Iterator[tuple[Loc, tuple[Step, ...]]]:
    for number, power in enumerate(entry.powers):
        if power.flow:
            yield ("事项", number, "流程"), power.flow


@entry_rule(
    "unknown-flow-step",
    kind=PowerList,
    requires="流程的“去向”写本流程里环节的名称，或者写“结束”；去向的环节没有同名的。",
    reason="去向对不上环节，流程图就画不出来，公众也看不懂下一步到哪里。",
    source=_SOURCE,
)
def unknown_flow_step(entry: PowerList, context: Context, rule: Rule) -> Iterator[Problem]:
    """A branch leads to one step of the flow."""
    del context
    for loc, steps in _flows(entry):
        names = [step.name for step in steps]
        for number, step in enumerate(steps):
            for place, branch in enumerate(step.branches):
                there = (*loc, number, "去向", place, "到")
                if names.count(branch.to) > 1:
                    said = SAME_NAME(count=names.count(branch.to), found=quote(branch.to))
                    yield rule(entry.path, *said, loc=there, found=branch.to)
                elif branch.to not in names and branch.to != END:
                    said = NO_STEP(found=quote(branch.to), names="、".join((*dict.fromkeys(names), END)))
                    yield rule(entry.path, *said, loc=there, found=branch.to)


@entry_rule(
    "unreachable-flow-step",
    kind=PowerList,
    requires="从第一个环节出发，流程的每个环节都走得到。",
    reason="哪里都不通向的环节，多半是前面漏写了一个去向。",
    source=_SOURCE,
    severity="warning",
    exemptable=True,
)
def unreachable_flow_step(entry: PowerList, context: Context, rule: Rule) -> Iterator[Problem]:
    """Each step can be reached from the first; what only follows from another fault is not named too."""
    del context
    for loc, steps in _flows(entry):
        if any(_is_loose(step, steps) for step in steps):
            continue
        ways = edges(steps)
        seen = reachable([0], ways)
        for number, step in enumerate(steps):
            if number not in seen:
                yield rule(entry.path, *UNREACHED(found=quote(step.name)), loc=(*loc, number, "环节"))
                seen |= reachable([number], ways)


@entry_rule(
    "flow-without-end",
    kind=PowerList,
    requires="从流程的每个环节出发，总能走到结束。",
    reason="只在几个环节之间来回、没有出口的流程，永远办不完。",
    source=_SOURCE,
)
def flow_without_end(entry: PowerList, context: Context, rule: Rule) -> Iterator[Problem]:
    """No steps lead round for ever. Steps with an unknown branch are left to unknown-flow-step."""
    del context
    for loc, steps in _flows(entry):
        ways = edges(steps)
        backwards = [Edge(edge.target, edge.source) for edge in ways]
        loose = [number for number, step in enumerate(steps) if _is_loose(step, steps)]
        fine = reachable([len(steps), *loose], backwards)
        for number in range(len(steps)):
            if number not in fine:
                circle = _circle(number, ways)
                names = " → ".join(steps[place].name for place in (*circle, circle[0]))
                yield rule(entry.path, *ROUND(names=names, end=END), loc=(*loc, min(circle), "去向"))
                fine |= reachable(circle, backwards)


def _is_loose(step: Step, steps: Sequence[Step]) -> bool:
    """Whether a branch leads to no step, or to one of several with the same name."""
    names = [step.name for step in steps]
    return any(names.count(branch.to) != 1 and (branch.to != END or END in names) for branch in step.branches)


def _circle(start: int, ways: Sequence[Edge]) -> list[int]:
    """The steps round which the first branches lead, from a step that no branch leads out of."""
    first = {edge.source: edge.target for edge in reversed(ways)}
    way = [start]
    while first[way[-1]] not in way:
        way.append(first[way[-1]])
    return way[way.index(first[way[-1]]) :]


@entry_rule(
    "flow-condition-missing",
    kind=PowerList,
    requires="一个环节有几个去向的，每个去向写明条件。",
    reason="不写条件，公众不知道自己的事情走哪一条。",
    source=_SOURCE,
    severity="warning",
    exemptable=True,
)
def flow_condition_missing(entry: PowerList, context: Context, rule: Rule) -> Iterator[Problem]:
    """Branches that part say when each is taken."""
    del context
    for loc, steps in _flows(entry):
        for number, step in enumerate(steps):
            for place, branch in enumerate(step.branches):
                if len(step.branches) > 1 and branch.condition is None:
                    said = NO_CONDITION(step=quote(step.name), count=len(step.branches), to=quote(branch.to))
                    yield rule(entry.path, *said, loc=(*loc, number, "去向", place), field="条件")


_UNITS = "个工作日|日|个月|年|小时|分钟"
_LIMIT = shared("flow-limit", rf"(?:自.{{1,30}}之日起)?[1-9][0-9]*(?:{_UNITS})(?:以?内)?|当场|即时|当日|不计时")
_LOOSE = shared(
    "flow-limit.loose",
    r"(?P<start>自.{1,30}之日起)?(?P<count>[0-9]+|[一二两三四五六七八九十]+)个?"
    r"(?P<unit>工作日|自然日|日|天|月|年|小时|分钟)(?:以?内)?",
)
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_UNIT = {"工作日": "个工作日", "自然日": "日", "天": "日", "月": "个月"}
_DIGITS = "〇一二三四五六七八九"


@entry_rule(
    "bad-flow-limit",
    kind=PowerList,
    requires="流程的时限写成“5个工作日”“20日”“1个月”“2小时”，前面可以写“自……之日起”；或者写当场、即时、当日、不计时。",
    reason="时限写法统一，公众才看得明白，也才能核对有没有超过法定期限。",
    source="《中华人民共和国行政许可法》第八十二条",
    exemptable=True,
)
def bad_flow_limit(entry: PowerList, context: Context, rule: Rule) -> Iterator[Problem]:
    """A time limit is a number of days of a known sort."""
    del context
    for loc, steps in _flows(entry):
        for number, step in enumerate(steps):
            if step.limit and not _LIMIT.fullmatch(step.limit):
                likely = _likely(step.limit)
                cure = (LIKELY(right=likely) if likely else LIMITS())[1]
                there = (*loc, number, "时限")
                said = BAD_LIMIT(found=quote(step.limit), cure=cure)
                yield rule(entry.path, *said, loc=there, found=step.limit, cure=likely)


def _likely(text: str) -> str:
    """How the limit was probably meant, or nothing."""
    found = _LOOSE.fullmatch("".join(text.translate(_WIDE).split()))
    if not found:
        return ""
    count = found["count"] if found["count"].isdecimal() else str(_number(found["count"]))
    unit = _UNIT.get(found["unit"], found["unit"])
    return f"{found['start'] or ''}{int(count)}{unit}" if int(count) else ""


def _number(text: str) -> int:
    """A Chinese number below one hundred; 0 when it is none."""
    tens, ten, ones = text.replace("两", "二").rpartition("十")
    if max(len(tens), len(ones)) > 1:
        return 0
    return (10 * (_DIGITS.index(tens) if tens else 1) if ten else 0) + (_DIGITS.index(ones) if ones else 0)
