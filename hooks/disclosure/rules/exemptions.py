"""豁免: exceptions stand in the entry, with a reason and an end; unused ones are problems themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from disclosure.catalogue import Catalogue
from disclosure.kinds import Entry
from disclosure.problem import RULES, Problem, declare, quote

BAD_EXEMPTION = declare(
    "bad-exemption",
    requires="豁免写明可以豁免的规则编号，没有过期，并且真的用得上。",
    reason="例外要有人负责、有期限；用不上的例外会掩盖以后的错误。",
)


def settle(catalogue: Catalogue, problems: Iterable[Problem], today: date) -> tuple[list[Problem], int]:
    """Take out what is exempted. Returns the remaining problems, with those of the exemptions, and how many applied."""
    granted = {
        (entry.path, exemption.rule): False
        for entry in catalogue.entries
        for exemption in entry.exemptions
        if exemption.until >= today and _exemptable(exemption.rule)
    }
    remaining: list[Problem] = []
    for problem in problems:
        key = (problem.path, problem.rule)
        if key in granted:
            granted[key] = True
        else:
            remaining.append(problem)
    for entry in catalogue.entries:
        remaining += _faults(entry, granted, today)
    return remaining, sum(granted.values())


def _exemptable(rule_id: str) -> bool:
    return rule_id in RULES and RULES[rule_id].exemptable


def _faults(entry: Entry, granted: dict[tuple[str, str], bool], today: date) -> list[Problem]:
    found: list[Problem] = []
    for number, exemption in enumerate(entry.exemptions):
        loc = ("豁免", number, "规则")
        if not _exemptable(exemption.rule):
            known = "、".join(sorted(rule.id for rule in RULES.values() if rule.exemptable))
            what = "没有这条规则" if exemption.rule not in RULES else "这条规则不能豁免"
            found.append(
                BAD_EXEMPTION(entry.path, f"{quote(exemption.rule)}：{what}", f"可以豁免的有：{known}", loc=loc)
            )
        elif exemption.until < today:
            what = f"{quote(exemption.rule)}的豁免已在 {exemption.until.isoformat()} 到期"
            found.append(BAD_EXEMPTION(entry.path, what, "请改好条目，或者经审查后延长", loc=loc))
        elif not granted[(entry.path, exemption.rule)]:
            found.append(BAD_EXEMPTION(entry.path, f"{quote(exemption.rule)}的豁免用不上", "请删去这一项", loc=loc))
    return found
