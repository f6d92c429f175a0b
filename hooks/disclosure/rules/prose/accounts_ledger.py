"""The known values of 预算 and 决算 by the names that their 说明 uses for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial

from disclosure.kinds import Budget
from disclosure.kinds.accounts import Accounts, Row
from disclosure.prose import Item, Ledger
from disclosure.prose.ledger import Measure, plain
from disclosure.rules.prose.accounts_blocks import MONEY, PROCUREMENT, RUNNING, THREE_PUBLIC, add_blocks, money
from disclosure.rules.prose.cells import ORDINAL, row_key, rows_by_name, tables_by_name

_COLUMNS = {
    name: info.alias or name
    for name, info in Row.model_fields.items()
    if name not in {"code", "item", "budgeted", "final", "last_budgeted", "last_final"}
}
"""The columns of tables that give one figure of the year, by attribute."""
_TOTAL = frozenset({"合计", "总计"})
_PLAIN_COLUMNS = frozenset({"合计", "金额"})
_BOTH = ("收、支总计", "收支总计", "收入支出总计", "收支总", "收支")
_ALIASES = {
    "本年收入合计": ("本年收入", "收入合计", "收入", "收支"),
    "本年支出合计": ("本年支出", "支出合计", "支出", "收支"),
    "收入总计": ("收入", "收入总", *_BOTH),
    "支出总计": ("支出", "支出总", *_BOTH),
    "人员经费合计": ("人员经费",),
    "公用经费合计": ("公用经费", "日常公用经费"),
    "年末结转和结余": ("年末结转", "年末结转结余"),
    "年初结转和结余": ("年初结转", "年初结转结余"),
}
"""Shorter names that texts use for the rows of official tables; 预算 behind them is read as a measure."""
_DIRECTIONS = {"收入": ("本年收入合计", "收入总计"), "支出": ("本年支出合计", "支出总计")}
_FUNDS = ("一般公共预算财政拨款", "一般公共预算", "政府性基金预算", "政府性基金", "国有资本经营预算", "社会保险基金")
_DEBTS = ("一般债务", "专项债务")
_WHOLES = _TOTAL | {"本年收入合计", "本年支出合计", "收入总计", "支出总计", "人员经费合计", "基本支出"}
"""Totals of which shares are told."""
_CLASS = 3
"""Digits of the code of a 类."""
_TOPICS = (
    (THREE_PUBLIC, THREE_PUBLIC),
    ("三公经费", THREE_PUBLIC),
    ("机关运行", RUNNING),
    (PROCUREMENT, PROCUREMENT),
    ("一般公共预算财政拨款支出", "一般公共预算财政拨款支出"),
    ("政府性基金预算财政拨款支出", "政府性基金预算财政拨款支出"),
    *((fund, fund) for fund in _FUNDS),
)
"""Words of headings, and what their sections are about."""


def ledger_of(entry: Accounts, before: Accounts | None = None, budget: Budget | None = None) -> Ledger:
    """What the 说明 of an account may speak of.

    `before` is the account of the same organ of the year before, `budget` the budget of the same year. From them come
    only values that this account does not give itself, such as last year's 机关运行经费 or the budget of a 项.
    """
    is_budget = isinstance(entry, Budget)
    ledger = Ledger(entry.year, is_budget=is_budget)
    _add_tables(ledger, entry, before, is_budget=is_budget)
    if budget:
        _add_budget(ledger, budget)
    add_blocks(ledger, entry, before, is_budget=is_budget)
    ledger.topics.extend(_TOPICS)
    return ledger


def _add_tables(ledger: Ledger, entry: Accounts, before: Accounts | None, *, is_budget: bool) -> None:
    earlier = tables_by_name(before) if before else {}
    names = {table: name for name, (table, _) in tables_by_name(entry).items()} if before else {}
    for table, rows in entry.tables.items():
        past = rows_by_name(earlier[names[table]][1]) if names.get(table) in earlier else {}
        for row in rows:
            called = _called(row.item, table, is_class=row.code is not None and len(row.code) == _CLASS)
            before_row = past[row_key(row)][1] if past and row_key(row) in past else None
            make = partial(_items_of, table, row, before_row, is_budget=is_budget)
            ledger.promise(called.names, make)
            if called.is_whole:
                _add_whole(ledger, table, row, called, make())


@dataclass(frozen=True, slots=True)
class _Called:
    """What texts may call a row, and whether it is a total."""

    names: tuple[str, ...]
    is_whole: bool
    is_bottom: bool
    direction: str
    """收入 or 支出 where the row is the total of it."""
    item: str


@lru_cache(maxsize=4096)
def _called(item: str, table: str, *, is_class: bool) -> _Called:
    """The names of a row by its label and table; the same labels return year after year."""
    name = ORDINAL.sub("", item)
    names = {*_names_of(name, table, is_class=is_class), *_fund_names(name, table)} - _TOTAL
    return _Called(
        tuple(sorted({plain(one) for one in names})), name in _WHOLES, name in _TOTAL, _direction(name, table), name
    )


def _items_of(table: str, row: Row, past: Row | None, *, is_budget: bool) -> list[Item]:
    """The values of a row: budget and final figure together, every other column by itself."""
    where = f"“{table}”“{row.item}”"
    measured = money(row, is_budget=is_budget)
    missing: Measure = "last_budget" if is_budget else "last"
    if past and measured and "last" not in measured and "last_budget" not in measured:
        earlier = money(past, is_budget=is_budget).get("now")
        measured |= {missing: earlier} if earlier is not None else {}
    items = [Item(f"{where}的{'预算数' if is_budget else '决算数'}", MONEY, measured)] if measured else []
    return items + [
        Item(f"{where}的{label}", MONEY, _with_past(column, value, past, missing))
        for column, label in _COLUMNS.items()
        if (value := getattr(row, column)) is not None
    ]


def _add_whole(ledger: Ledger, table: str, row: Row, called: _Called, items: list[Item]) -> None:
    """A total: shares are of it, a fund speaks of it by 收入 or 支出, its columns have names of their own."""
    ledger.wholes.extend(items)
    for fund in _FUNDS if called.direction else ():
        if fund in table:
            for item in items:
                ledger.add_part(fund, [called.direction, called.item], item)
    if called.is_bottom:
        _add_columns(ledger, f"“{table}”“{row.item}”", row)


def _add_budget(ledger: Ledger, budget: Budget) -> None:
    """The figures of the budget, by the names of its rows; rows without a code are called alike too often."""
    for table, rows in budget.tables.items():
        for row in rows:
            if row.code:
                ledger.promise([plain(ORDINAL.sub("", row.item))], partial(_budgeted, budget.year, table, row))


def _budgeted(year: int, table: str, row: Row) -> list[Item]:
    values = [value for column in ("budgeted", *_COLUMNS) if (value := getattr(row, column)) is not None]
    return [Item(f"{year}年度预算“{table}”“{row.item}”", MONEY, {"budget": value}) for value in values]


def _with_past(column: str, value: Decimal, past: Row | None, missing: Measure) -> dict[Measure, Decimal]:
    earlier: Decimal | None = getattr(past, column) if past else None
    return {"now": value} if earlier is None else {"now": value, missing: earlier}


def _add_columns(ledger: Ledger, where: str, row: Row) -> None:
    """The columns of the bottom line under their own names: 基本支出, 项目支出, 年末结转和结余."""
    for column, label in _COLUMNS.items():
        value: Decimal | None = getattr(row, column)
        if value is not None and label not in _PLAIN_COLUMNS:
            part = Item(f"{where}的{label}", MONEY, {"now": value})
            ledger.add([label], part)
            if column in {"basic", "spending", "income"}:
                ledger.wholes.append(part)


def _names_of(name: str, table: str, *, is_class: bool) -> Iterator[str]:
    yield name
    yield from _ALIASES.get(name, ())
    if is_class and name.endswith("支出") and len(name) > len("其他支出"):
        yield name.removesuffix("支出")
    if "转移支付" in table and name.endswith("收入"):
        yield name.removesuffix("收入")
    if "财政拨款收入支出" in table and name in {"收入总计", "支出总计"}:
        yield from (f"财政拨款{both}" for both in (name, *_BOTH))
    if name in _TOTAL and "基本支出" in table:
        yield "基本支出"
        yield "一般公共预算财政拨款基本支出"
    if name in _TOTAL and "支出" in table and "三公" not in table and "收入支出" not in table:
        yield from _ALIASES["本年支出合计"]
        yield "本年支出"
    for debt in _DEBTS:
        if debt in table and ("余额" in name or "限额" in name):
            kind = "余额" if "余额" in name else "限额"
            yield f"{debt}{kind}"
            yield f"地方政府{debt}{kind}"
            yield f"政府{debt}{kind}"


def _direction(name: str, table: str) -> str:
    for direction, rows in _DIRECTIONS.items():
        if name in rows or (name in _TOTAL and direction in table):
            return direction
    return ""


def _fund_names(name: str, table: str) -> Iterator[str]:
    if "三公" in table or "基本支出" in table:
        return
    direction = _direction(name, table)
    for fund in _FUNDS:
        if direction and fund in table:
            yield f"{fund}{direction}"
