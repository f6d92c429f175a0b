"""Sums inside a table: totals over rows, a code over the codes below it, a row over its columns (B1, B2, B4 to B6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from disclosure.kinds.accounts import Accounts, Row
from disclosure.kinds.base import alias_of
from disclosure.problem import Problem, Rule, sentence
from disclosure.rules.accounts.figures import (
    INCOME_TOTAL,
    INCOME_YEAR,
    PERSONNEL_TOTAL,
    RUNNING_TOTAL,
    SPENDING_TOTAL,
    SPENDING_YEAR,
    TABLE_TOTAL,
    Sheet,
    sheets_of,
)
from disclosure.rules.accounts.sums import Sum, compare
from disclosure.rules.register import Context, entry_rule

TOTAL_WORDS = {
    INCOME_YEAR: "各项收入之和",
    INCOME_TOTAL: "本年收入合计与其他各项之和",
    SPENDING_TOTAL: "本年支出合计与其他各项之和",
    SPENDING_YEAR: "各类支出之和",
    TABLE_TOTAL: "表中各类（各项）之和",
}
"""What the parts of each total are called."""
ADDED = sentence("columns-added", "{names}之和")
CODE_WORDS = "下级各项之和"
CARRIED_WORDS = "年初结转和结余加本年收入减本年支出"
OWN_RULES = {"three-public", "general-debt", "special-debt"}
"""Tables whose rows are no plain list of addends; other modules check them."""
_SOURCE = "《中华人民共和国预算法》第十四条；财政部2024年度部门决算公开表样"


@dataclass
class _Side:
    """The rows of one side of a table up to its last total."""

    parts: list[int] = field(default_factory=list)
    year: int | None = None
    extra: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Total:
    """A total row and the rows of which it is the sum."""

    name: str
    row: int
    parts: tuple[int, ...]


def totals_of(sheet: Sheet) -> Iterator[Total]:
    """The totals of a table.

    A total for the year (本年收入合计) is the sum of the rows above it, or below it when it stands first; 总计 is the
    total for the year and what stands between, or the sum of all when there is none; 合计 is the sum of the table.
    """
    side = _Side()
    for number, name in enumerate(sheet.totals):
        if name in {INCOME_YEAR, SPENDING_YEAR}:
            side.year = number
            if side.parts:
                yield Total(name or "", number, tuple(side.parts))
            else:
                yield Total(name or "", number, tuple(_below(sheet, number)))
        elif name in {INCOME_TOTAL, SPENDING_TOTAL}:
            parts = side.parts if side.year is None else [side.year, *side.extra]
            yield Total(name or "", number, tuple(parts or _below(sheet, number)))
            side = _Side()
        elif sheet.addends[number]:
            (side.parts if side.year is None else side.extra).append(number)
    sided = any(name in {INCOME_YEAR, INCOME_TOTAL, SPENDING_YEAR, SPENDING_TOTAL} for name in sheet.totals)
    if not sided and TABLE_TOTAL in sheet.place:
        parts = [number for number, counts in enumerate(sheet.addends) if counts]
        yield Total(TABLE_TOTAL, sheet.place[TABLE_TOTAL], tuple(parts))


def _below(sheet: Sheet, start: int) -> Iterator[int]:
    for number in range(start + 1, len(sheet.rows)):
        if sheet.totals[number] not in {None, PERSONNEL_TOTAL, RUNNING_TOTAL}:
            return
        if sheet.addends[number]:
            yield number


def _row_sums(entry: Accounts, context: Context, name: str) -> Iterator[Sum]:
    for sheet in sheets_of(entry, context):
        if sheet.table.slug in OWN_RULES or name not in sheet.totals:
            continue
        for total in totals_of(sheet):
            if total.name == name and total.parts:
                for column in sheet.columns:
                    parts = tuple(sheet.figure(number, column) for number in total.parts)
                    yield Sum(sheet.figure(total.row, column), parts, TOTAL_WORDS[name])


@entry_rule(
    "year-income-not-sum",
    kind=Accounts,
    requires="本年收入合计等于各项收入之和。",
    reason="合计与各项对不上，公众就不知道哪个数是真的。",
    source=_SOURCE,
)
def year_income_not_sum(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """本年收入合计 is the sum of the sources of income."""
    yield from compare(entry, context, rule, _row_sums(entry, context, INCOME_YEAR))


@entry_rule(
    "income-total-not-sum",
    kind=Accounts,
    requires="收入总计等于本年收入合计加使用非财政拨款结余、年初结转和结余等各项。",
    reason="总计与各项对不上，公众就不知道哪个数是真的。",
    source=_SOURCE,
)
def income_total_not_sum(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """B1: 收入总计 is 本年收入合计 and what was carried in."""
    yield from compare(entry, context, rule, _row_sums(entry, context, INCOME_TOTAL))


@entry_rule(
    "spending-total-not-sum",
    kind=Accounts,
    requires="支出总计等于本年支出合计加结余分配、年末结转和结余等各项。",
    reason="总计与各项对不上，公众就不知道哪个数是真的。",
    source=_SOURCE,
)
def spending_total_not_sum(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """B2: 支出总计 is 本年支出合计 and what is carried out."""
    yield from compare(entry, context, rule, _row_sums(entry, context, SPENDING_TOTAL))


@entry_rule(
    "year-spending-not-sum",
    kind=Accounts,
    requires="本年支出合计等于功能分类各类之和。",
    reason="合计与各类对不上，公众就不知道哪个数是真的。",
    source=_SOURCE,
)
def year_spending_not_sum(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """B4: 本年支出合计 is the sum of the classes."""
    yield from compare(entry, context, rule, _row_sums(entry, context, SPENDING_YEAR))


@entry_rule(
    "table-total-not-sum",
    kind=Accounts,
    requires="表的合计等于各类（各项）之和。",
    reason="合计与各项对不上，公众就不知道哪个数是真的。",
    source=_SOURCE,
)
def table_total_not_sum(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """合计 of a table is the sum of its classes or lines."""
    yield from compare(entry, context, rule, _row_sums(entry, context, TABLE_TOTAL))


@entry_rule(
    "code-not-sum-of-parts",
    kind=Accounts,
    requires="类等于所属各款之和，款等于所属各项之和。",
    reason="上下级科目对不上，说明抄漏、抄错或者放错了位置。",
    source=f"{_SOURCE}；《中华人民共和国预算法》第三十二条",
)
def code_not_sum_of_parts(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """B5: a 类 is the sum of its 款, a 款 the sum of its 项."""
    yield from compare(entry, context, rule, _code_sums(entry, context))


def _code_sums(entry: Accounts, context: Context) -> Iterator[Sum]:
    for sheet in sheets_of(entry, context):
        for code, below in sheet.children.items():
            for column in sheet.columns:
                parts = tuple(sheet.figure(number, column) for number in below)
                yield Sum(sheet.figure(sheet.place[code], column), parts, CODE_WORDS)


_SPENDING = ("basic", "project", "remitted", "business", "subsidies")
_INCOME = ("appropriated", "from_superior", "from_services", "from_business", "from_affiliates", "other_income")
COLUMNS = (("total", _SPENDING), ("total", _INCOME), ("spending", ("basic", "project")))
FUNDS = ("general", "fund", "capital")


@entry_rule(
    "row-not-sum-of-columns",
    kind=Accounts,
    requires="每一行的合计等于基本支出、项目支出、上缴上级支出、经营支出、对附属单位补助支出之和；收入表的合计等于各项收入之和。",
    reason="一行里各列与合计对不上，说明抄错了数。",
    source=_SOURCE,
)
def row_not_sum_of_columns(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """B6: the total of a row is the sum of the columns of which the table consists."""
    for whole, parts in COLUMNS:
        yield from compare(entry, context, rule, _column_sums(entry, context, whole, parts))


def _column_sums(entry: Accounts, context: Context, whole: str, parts: tuple[str, ...]) -> Iterator[Sum]:
    for sheet in sheets_of(entry, context):
        used = [part for part in parts if part in sheet.columns]
        if not used or alias_of(Row, whole) not in (*sheet.table.columns, *sheet.table.more_columns):
            continue
        for number in range(len(sheet.rows)):
            figures = tuple(sheet.figure(number, part) for part in used)
            yield Sum(
                sheet.figure(number, whole), figures, ADDED(names="、".join(alias_of(Row, part) for part in used))[0]
            )


@entry_rule(
    "appropriation-not-sum-of-funds",
    kind=Accounts,
    requires="财政拨款支出合计等于一般公共预算、政府性基金预算、国有资本经营预算三项财政拨款之和。",
    reason="三本预算的数与合计对不上，说明抄错了数。",
    source=_SOURCE,
)
def appropriation_not_sum_of_funds(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """B10: what was appropriated is the sum of the three budgets; income lines may leave the three blank."""
    sums = _column_sums(entry, context, "total", FUNDS)
    given = (one for one in sums if any(part.value is not None for part in one.parts))
    yield from compare(entry, context, rule, given)


@entry_rule(
    "carry-over-broken",
    kind=Accounts,
    requires="每一行年初结转和结余加本年收入减本年支出，等于年末结转和结余。",
    reason="结余对不上，说明收入、支出或者结余有一项抄错了。",
    source=_SOURCE,
)
def carry_over_broken(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """What was there and came in, less what was spent, is what is left (fund and state capital tables)."""
    for sheet in sheets_of(entry, context):
        if "spending" in sheet.columns:
            rows = range(len(sheet.rows))
            yield from compare(entry, context, rule, (_carried(sheet, number) for number in rows))


def _carried(sheet: Sheet, number: int) -> Sum:
    opening, income, spending, closing = (
        sheet.figure(number, name) for name in ("opening", "income", "spending", "closing")
    )
    return Sum(closing, (opening, income), CARRIED_WORDS, (spending,))
