"""Changes against last year are explained (预算法实施条例、财预〔2016〕143号 want the reasons told)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from disclosure.kinds.accounts import Accounts, Expense
from disclosure.problem import Loc, Problem, Rule
from disclosure.rules.register import Context, entry_rule

_REASON = re.compile(
    r"原因|主要(?:是|为|由于|因|用于|系)|由于|因为|所致|系因|是因|因(?!公)|为了|受[^，。]{1,12}影响|落实|压减|压缩|厉行|严格|增加的是"
)
_OF_THREE = re.compile(r"三公")
_OF_RUNNING = re.compile(r"机关运行(?:经费|费)")
_CHANGED = re.compile(r"(?:比|较|与)(?:上年|上一年|去年|\d{4}年)[^。]{0,16}?(?:增加|减少|增长|下降|上升|变动|变化)")
_UNCHANGED = Decimal("0.01")


@entry_rule(
    "change-unexplained",
    kind=Accounts,
    requires="“三公”经费、机关运行经费、收支总额比上年有增减的，说明主要原因；没有增减的写与上年持平。",
    reason="只写增减多少、不写为什么，公众看不出是否合理。",
    source="《地方预决算公开操作规程》（财预〔2016〕143号）",
    severity="warning",
    exemptable=True,
)
def change_unexplained(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """What differs from last year is given a reason, in its own field or in the notes."""
    del context
    text = entry.explanation or ""
    three = entry.three_public
    if three and not three.reason and _differs(three.total) and not _explained(text, _OF_THREE):
        yield _unexplained(rule, entry, "“三公”经费合计", ("三公经费", "合计"), "请填写“增减原因”，或者在说明里写明")
    running = entry.running_cost
    if running and running.last is not None and not running.reason:
        differs = abs(running.amount - running.last) >= _UNCHANGED
        if differs and not _explained(text, _OF_RUNNING):
            cure = "请填写“增减原因”，或者在说明里写明"
            yield _unexplained(rule, entry, "机关运行经费", ("机关运行经费",), cure)
    if entry.scope_of_accounts != "政府":
        yield from _bare_changes(entry, text, rule)


def _differs(total: Expense) -> bool:
    pairs = (
        (total.final, total.last_final) if total.final is not None else (total.budgeted, total.last_budgeted),
        (total.budgeted, total.last_budgeted) if total.final is None else (None, None),
    )
    return any(now is not None and last is not None and abs(now - last) >= _UNCHANGED for now, last in pairs)


def _explained(text: str, subject: re.Pattern[str]) -> bool:
    """Whether a section of the text that speaks of the subject gives a reason."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if subject.search(line):
            section = (
                line if len(line) > len("五、“三公”经费情况说明，共有几项") else " ".join(lines[number : number + 3])
            )
            if _REASON.search(section):
                return True
    return False


def _bare_changes(entry: Accounts, text: str, rule: Rule) -> Iterator[Problem]:
    """收支 sentences that state a change and nowhere in their paragraph a reason."""
    start = 0
    for line in text.split("\n"):
        bare = _CHANGED.search(line)
        speaks = re.search(r"(?:本年|收支|总预算|总计)[^。]{0,60}?$", line[: bare.start()]) if bare else None
        if bare and speaks and not _REASON.search(line):
            what = "写了收支比上年的增减，没有写原因"
            yield rule(
                entry.path, what, "请补上“主要原因是……”", loc=(entry.alias("explanation"),), offset=start + bare.start()
            )
        start += len(line) + 1


def _unexplained(rule: Rule, entry: Accounts, what: str, loc: Loc, cure: str) -> Problem:
    return rule(entry.path, f"{what}比上年有增减，没有说明原因", cure, loc=loc)
