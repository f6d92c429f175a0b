"""The whole check: vocabulary, every entry, every rule, exemptions."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from disclosure import attachments, catalogue, vocabulary
from disclosure.catalogue import Catalogue, Loaded
from disclosure.problem import RULES, Problem, Refused, declare, errors, in_order
from disclosure.rules import Context, inspect_by_rule, inspect_entry, settle
from disclosure.rules.attachments import to_be_read

NO_ENTRIES = declare(
    "no-entries",
    requires="目录里至少有一个条目。",
    reason="一个条目也没有，多半是放错了文件夹；什么都没有检查，不能算通过。",
)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found; `catalogue` is None when the vocabulary cannot be used."""

    catalogue: Catalogue | None
    problems: tuple[Problem, ...]
    """In order, with places; errors and warnings, at most twenty of each a file."""
    files: int
    exempted: int
    error_count: int
    warning_count: int

    @property
    def passed(self) -> bool:
        """Whether the site may be built."""
        return self.error_count == 0

    @property
    def summary(self) -> str:
        """The closing line of every check."""
        counts = f"检查了 {self.files} 个条目、{len(RULES)} 条规则"
        found = f"{self.error_count} 处错误、{self.warning_count} 处提醒"
        exempted = f"，另有 {self.exempted} 处按豁免放行" if self.exempted else ""
        return f"{counts}：{found}{exempted}。"


def default_today() -> date:
    """The day of a check when none is given: SOURCE_DATE_EPOCH, else the calendar in China. Never shown on a page."""
    china = timedelta(hours=8)
    if epoch := os.environ.get("SOURCE_DATE_EPOCH", ""):
        return (datetime.fromtimestamp(int(epoch), UTC) + china).date()
    return (datetime.now(UTC) + china).date()


def check(root: Path, today: date | None = None, *, jobs: int | None = None) -> CheckResult:
    """Read and check everything below catalogue/. Never raises for bad input."""
    words, problems = vocabulary.load(root)
    if words is None:
        return result_of(None, problems)
    context = Context(root, words, today or default_today())
    loaded = catalogue.load(root, words, partial(inspect_entry, context), jobs=jobs)
    problems += [problem for found in check_together(loaded, context, jobs=jobs) for problem in found]
    return settled(loaded, problems, context)


def check_together(loaded: Loaded, context: Context, *, jobs: int | None = None) -> Iterator[list[Problem]]:
    """What is wrong with the entries together and with their attachments, in steps between which one may stop."""
    stored = to_be_read(loaded.catalogue, context)
    context = replace(context, attached=attachments.findings_in(context.root, stored, jobs=jobs))
    for found in inspect_by_rule(loaded.catalogue, context):
        yield [problem for problem in found if _is_complete(loaded) or problem.rule not in _FROM_ABSENCE]


def settled(loaded: Loaded, problems: Iterable[Problem], context: Context) -> CheckResult:
    """The result of a check: what was found while reading and `problems`, exemptions applied, everything placed."""
    found = [*problems, *loaded.problems]
    if not loaded.files:
        found.append(NO_ENTRIES(f"{catalogue.FOLDER}/", "没有找到任何条目", "请把条目放进 机构标识/种类标识/ 文件夹"))
    remaining, exempted = settle(loaded.catalogue, found, context.today)
    return result_of(loaded.catalogue, catalogue.placed(context.root, remaining), loaded.files, exempted)


_FROM_ABSENCE = {"orphan-attachment", "unknown-reference", "validity-unexplained"}
"""Rules that find something missing: what is missing may stand in a file that could not be read."""


def _is_complete(loaded: Loaded) -> bool:
    return len(loaded.catalogue.entries) + len(loaded.catalogue.withdrawn) == loaded.files


def result_of(found: Catalogue | None, problems: Iterable[Problem], files: int = 0, exempted: int = 0) -> CheckResult:
    """The result of a check that found these problems, each once and in order."""
    unique = set(problems)
    warnings = len(unique) - len(errors(unique))
    return CheckResult(found, tuple(in_order(unique)), files, exempted, len(errors(unique)), warnings)


def require_clean(root: Path) -> CheckResult:
    """The result of a check without errors. Raises Refused with all messages otherwise."""
    result = check(root)
    if result.passed:
        return result
    raise Refused("\n".join([*(problem.report for problem in result.problems), result.summary]))
