"""The same figure published twice: by the account of the year before, by the budget of the same year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from disclosure.catalogue import Catalogue
from disclosure.kinds import Budget
from disclosure.kinds.accounts import Accounts
from disclosure.problem import Loc, Problem, Rule, declare
from disclosure.rules.prose.cells import Place, expenses, rows_by_name, tables_by_name
from disclosure.rules.prose.series import finals_with_budgets, years_before
from disclosure.rules.prose.slips import UNIT_SLIP, is_slip, slipped
from disclosure.rules.register import Context, catalogue_rule

_SUMMARY, _OPENING, _CLOSING = "收支总表", " 年初结转和结余", " 年末结转和结余"
"""The summary table by its name for both kinds, and the keys of its two rows (without code)."""
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure of an entry, and the same figure in an earlier entry."""

    loc: Loc
    name: str
    """The cell as messages call it."""
    now: Decimal
    before: Decimal


LAST_YEAR_DIFFERS = declare(
    "last-year-differs",
    requires="上年决算数、上年预算数，与本机构上一年度公开的决算数、预算数一致；决算的年初结转和结余，与上年年末一致。",
    reason="两年公开的同一个数不一样，公众不知道哪一个是真的；口径有调整的应当说明。",
    source="《地方预决算公开操作规程》（财预〔2016〕143号）",
    severity="warning",
    exemptable=True,
)


@catalogue_rule(LAST_YEAR_DIFFERS)
def last_year_differs(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """Figures of last year equal what was published last year by the same organ for the same scope."""
    del context
    for entry, before in years_before(catalogue, Accounts):
        column = ("last_budgeted", "budgeted") if isinstance(entry, Budget) else ("last_final", "final")
        source = f"{before.year}年度{before.label}（{before.path}）"
        for pair in [*_cells(entry, before, *column), *_running_cost(entry, before), *_carried(entry, before)]:
            yield from _compared(entry, pair, source, rule, "请核对；口径有调整的请在说明里写明并申请豁免")


BUDGET_IN_FINAL_DIFFERS = declare(
    "budget-in-final-differs",
    requires="决算里的预算数，与本机构公开的同一年度预算一致。",
    reason="预算数不一致，完成率就无从比较；用的是调整预算数的应当说明。",
    source="《地方预决算公开操作规程》（财预〔2016〕143号）",
    severity="warning",
    exemptable=True,
)


@catalogue_rule(BUDGET_IN_FINAL_DIFFERS)
def budget_in_final_differs(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """The budget column of a final account shows the budget that was published."""
    del context
    for entry, budget in finals_with_budgets(catalogue):
        for pair in _cells(entry, budget, "budgeted", "budgeted"):
            source = f"{budget.year}年度{budget.label}（{budget.path}）"
            yield from _compared(entry, pair, source, rule, "请核对；用的是调整预算数的请在说明里写明并申请豁免")


def _compared(entry: Accounts, pair: Pair, source: str, rule: Rule, cure: str) -> Iterator[Problem]:
    difference = abs(pair.now - pair.before)
    if difference <= _CENT:
        return
    if is_slip(pair.now, pair.before):
        yield slipped(UNIT_SLIP, entry.path, pair.loc, pair.name, pair.now, pair.before, f"{source}里的同一个数")
        return
    what = f"{pair.name}是 {pair.now} 万元，{source}里是 {pair.before} 万元，相差 {difference} 万元"
    yield rule(entry.path, what, cure, loc=pair.loc, found=str(pair.now))


def _cells(entry: Accounts, other: Accounts, column: str, other_column: str) -> Iterator[Pair]:
    """Cells of a column of one entry with those of a column of another, by table and row."""
    tables = tables_by_name(other)
    for name, (table, rows) in tables_by_name(entry).items():
        if name in tables:
            yield from _rows(table, rows_by_name(rows), rows_by_name(tables[name][1]), column, other_column)
    theirs = dict(expenses(other))
    for attribute, (loc, expense) in expenses(entry):
        now = getattr(expense, column)
        before = getattr(theirs[attribute][1], other_column) if attribute in theirs else None
        if now is not None and before is not None:
            alias = type(expense).model_fields[column].alias or column
            yield Pair((*loc, alias), f"“三公经费”“{loc[-1]}”的{alias}", now, before)


def _rows(
    table: str, ours: Mapping[str, Place], theirs: Mapping[str, Place], column: str, other_column: str
) -> Iterator[Pair]:
    for key, (number, row) in ours.items():
        now: Decimal | None = getattr(row, column)
        before: Decimal | None = getattr(theirs[key][1], other_column) if key in theirs else None
        if now is not None and before is not None:
            alias = type(row).model_fields[column].alias or column
            yield Pair(("表", table, number, alias), f"“{table}”“{row.item}”的{alias}", now, before)


def _running_cost(entry: Accounts, before: Accounts) -> Iterator[Pair]:
    now, earlier = entry.running_cost, before.running_cost
    if now and earlier and now.last is not None:
        yield Pair(("机关运行经费", "上年金额"), "“机关运行经费”的上年金额", now.last, earlier.amount)


def _carried(entry: Accounts, before: Accounts) -> Iterator[Pair]:
    """The opening balance of a final account with the closing balance of the year before, in 收入支出决算总表."""
    ours, theirs = (tables_by_name(one).get(_SUMMARY) for one in (entry, before))
    if isinstance(entry, Budget) or ours is None or theirs is None:
        return
    opening, closing = rows_by_name(ours[1]).get(_OPENING), rows_by_name(theirs[1]).get(_CLOSING)
    if opening and closing and opening[1].final is not None and closing[1].final is not None:
        loc = ("表", ours[0], opening[0], "决算数")
        yield Pair(loc, f"“{ours[0]}”“{opening[1].item}”的决算数", opening[1].final, closing[1].final)
