"""The known values of 预算 and 决算 by the names that their 说明 uses for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from disclosure.kinds import Budget
from disclosure.kinds.accounts import Accounts, Expense, Procurement, Row
from disclosure.prose import Item, Ledger
from disclosure.prose.ledger import Measure
from disclosure.rules.prose.cells import ORDINAL, row_key, rows_by_name, tables_by_name

_COLUMNS = {
    name: info.alias or name
    for name, info in Row.model_fields.items()
    if name not in {"code", "item", "budgeted", "final", "last_budgeted", "last_final"}
}
"""The columns of tables that give one figure of the year, by attribute."""
_MEASURES: dict[str, Measure] = {
    "budgeted": "budget",
    "final": "now",
    "last_budgeted": "last_budget",
    "last_final": "last",
}
_MONEY = frozenset({"万元"})
_TOTAL = frozenset({"合计", "总计"})
_PLAIN_COLUMNS = frozenset({"合计", "金额"})
_ALIASES = {
    "本年收入合计": ("本年收入", "收入合计", "收入", "收支预算", "收入预算"),
    "本年支出合计": ("本年支出", "支出合计", "支出", "收支预算", "支出预算"),
    "收入总计": ("收入", "收支总计", "收支总预算", "收入总预算", "收支预算", "收入预算"),
    "支出总计": ("支出", "收支总计", "收支总预算", "支出总预算", "收支预算", "支出预算"),
    "人员经费合计": ("人员经费",),
    "公用经费合计": ("公用经费", "日常公用经费"),
    "年末结转和结余": ("年末结转", "年末结转结余"),
    "年初结转和结余": ("年初结转", "年初结转结余"),
}
"""Shorter names that texts use for the rows of official tables."""
_DIRECTIONS = {"收入": ("本年收入合计", "收入总计"), "支出": ("本年支出合计", "支出总计")}
_FUNDS = ("一般公共预算财政拨款", "一般公共预算", "政府性基金预算", "政府性基金", "国有资本经营预算", "社会保险基金")
_DEBTS = {"一般债务": "一般债务", "专项债务": "专项债务"}
_EXPENSES = {
    "abroad": ("因公出国（境）费", "因公出国（境）费用", "因公出国（境）经费", "出国（境）费"),
    "car_purchase": ("公务用车购置费", "公务用车购置", "购置费"),
    "car_running": ("公务用车运行维护费", "公务用车运行费", "运行维护费", "车辆运行费", "车辆运行维护费"),
    "reception": ("公务接待费", "接待费", "公务接待费用", "公务接待经费"),
}
_THREE = "“三公”经费"
THREE_PUBLIC = _THREE
"""The name under which the total of the “三公”经费 is known."""
_THREE_NAMES = (
    _THREE,
    "三公经费",
    "“三公”经费合计",
    "“三公”经费财政拨款",
    "一般公共预算“三公”经费",
    "“三公”经费总额",
    "县级“三公”经费",
    "县级一般公共预算“三公”经费",
    "全县“三公”经费",
)
_COUNTS = (
    (
        "trips",
        ("团组", "因公出国（境）团组", "出国（境）团组", "因公出国（境）团组数", "出访团组"),
        ("个", "批", "批次"),
    ),
    (
        "travellers",
        ("团组", "因公出国（境）团组", "出国（境）团组", "因公出国（境）", "因公出国（境）人次"),
        ("人次", "人"),
    ),
    ("cars_bought", ("购置", "购置公务用车", "公务用车购置", "公务用车购置数", "购置车辆"), ("辆", "台")),
    ("cars_owned", ("保有量", "公务用车保有量", "车辆保有量", "公务车保有量"), ("辆", "台")),
    (
        "receptions",
        ("国内公务接待", "国内接待", "公务接待", "接待", "接待批次", "国内公务接待批次"),
        ("批次", "批", "次"),
    ),
    (
        "guests",
        (
            "国内公务接待",
            "国内接待",
            "公务接待",
            "接待",
            "接待人次",
            "国内公务接待人次",
            "接待批次",
            "国内公务接待批次",
        ),
        ("人次", "人"),
    ),
)
_PURCHASES = {"goods": "货物", "works": "工程", "services": "服务"}
_PROCUREMENT = "政府采购"
_PROCUREMENT_NAMES = ("政府采购", "政府采购支出", "政府采购预算", "政府采购总额", "政府采购金额", "政府采购支出总额")
_SMALL_FIRMS = ("授予中小企业合同金额", "授予中小企业的合同金额", "授予中小企业合同", "授予中小企业")
_WITHIN = ("合计", "支出", "经费")
"""What the total of a section may be called inside the section."""
_RUNNING = ("机关运行经费", "机关运行经费支出", "机关运行费")


def ledger_of(entry: Accounts, before: Accounts | None = None, budget: Budget | None = None) -> Ledger:
    """What the 说明 of an account may speak of.

    `before` is the account of the same organ of the year before, `budget` the budget of the same year. From them come
    only values that this account does not give itself, such as last year's 机关运行经费 or the budget of a 项.
    """
    is_budget = isinstance(entry, Budget)
    ledger = Ledger(entry.year, is_budget=is_budget)
    earlier = tables_by_name(before) if before else {}
    names = {table: name for name, (table, _) in tables_by_name(entry).items()} if before else {}
    for table, rows in entry.tables.items():
        past = rows_by_name(earlier[names[table]][1]) if names.get(table) in earlier else {}
        for key, row in ((row_key(row), row) for row in rows):
            _add_row(ledger, table, row, past[key][1] if key in past else None, is_budget=is_budget)
    if budget:
        _add_budget(ledger, budget)
    _add_three_public(ledger, entry, is_budget=is_budget)
    _add_running_cost(ledger, entry, before)
    _add_procurement(ledger, entry, before)
    _add_assets(ledger, entry)
    ledger.topics.extend([(name, _THREE) for name in ("“三公”经费", "三公经费")])
    ledger.topics.extend([("机关运行", _RUNNING[0]), (_PROCUREMENT, _PROCUREMENT)])
    ledger.topics.extend((f"{fund}财政拨款支出", f"{fund}财政拨款支出") for fund in ("一般公共预算", "政府性基金预算"))
    ledger.topics.extend((fund, fund) for fund in _FUNDS)
    return ledger


def money(values: Mapping[str, Decimal | None], *, is_budget: bool) -> dict[Measure, Decimal]:
    """The columns of a row or of an expense as measures: for a budget the budget is the figure of the year."""
    found: dict[Measure, Decimal] = {
        measure: value for name, measure in _MEASURES.items() if (value := values.get(name)) is not None
    }
    if is_budget and "budget" in found:
        found["now"] = found.pop("budget")
    return found


def _add_budget(ledger: Ledger, budget: Budget) -> None:
    """The figures of the budget, by the names of its rows; rows without a code are called alike too often."""
    for table, rows in budget.tables.items():
        for row in rows:
            name = ORDINAL.sub("", row.item)
            values = {value for column in ("budgeted", *_COLUMNS) if (value := getattr(row, column)) is not None}
            for value in values if row.code else ():
                ledger.add([name], Item(f"{budget.year}年度预算“{table}”“{row.item}”", _MONEY, {"budget": value}))


def _add_row(ledger: Ledger, table: str, row: Row, past: Row | None, *, is_budget: bool) -> None:
    name = ORDINAL.sub("", row.item)
    where = f"“{table}”“{row.item}”"
    measured = money(dict(row), is_budget=is_budget)
    missing: Measure = "last_budget" if is_budget else "last"
    if past and measured and "last" not in measured and "last_budget" not in measured:
        earlier = money(dict(past), is_budget=is_budget).get("now")
        measured |= {missing: earlier} if earlier is not None else {}
    items = [Item(f"{where}的{'预算数' if is_budget else '决算数'}", _MONEY, measured)] if measured else []
    items += [
        Item(f"{where}的{label}", _MONEY, _with_past(column, value, past, missing))
        for column, label in _COLUMNS.items()
        if (value := getattr(row, column)) is not None
    ]
    for item in items:
        names = {*_names_of(name, row, table), *_fund_names(name, table)}
        if name not in _TOTAL or len(names) > 1:
            ledger.add(sorted(names - _TOTAL), item)
        for fund in _FUNDS:
            if fund in table and (direction := _direction(name, table)):
                ledger.add_part(fund, [direction, name], item)
    if name in _TOTAL | {"本年收入合计", "本年支出合计", "收入总计", "支出总计", "人员经费合计", "基本支出"}:
        ledger.wholes.extend(items)
    if name in _TOTAL:
        _add_columns(ledger, where, row)


def _with_past(column: str, value: Decimal, past: Row | None, missing: Measure) -> dict[Measure, Decimal]:
    earlier: Decimal | None = getattr(past, column) if past else None
    return {"now": value} if earlier is None else {"now": value, missing: earlier}


def _add_columns(ledger: Ledger, where: str, row: Row) -> None:
    """The columns of the bottom line under their own names: 基本支出, 项目支出, 年末结转和结余."""
    for column, label in _COLUMNS.items():
        value: Decimal | None = getattr(row, column)
        if value is not None and label not in _PLAIN_COLUMNS:
            part = Item(f"{where}的{label}", _MONEY, {"now": value})
            ledger.add([label], part)
            if column in {"basic", "spending", "income"}:
                ledger.wholes.append(part)


def _names_of(name: str, row: Row, table: str) -> Iterator[str]:
    yield name
    yield from _ALIASES.get(name, ())
    if row.code and len(row.code) == 3 and name.endswith("支出") and len(name) > len("其他支出"):  # noqa: PLR2004 - a 类
        yield name.removesuffix("支出")
    if "转移支付" in table and name.endswith("收入"):
        yield name.removesuffix("收入")
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


def _add_three_public(ledger: Ledger, entry: Accounts, *, is_budget: bool) -> None:
    three = entry.three_public
    if three is None:
        return
    for attribute, names in _EXPENSES.items():
        expense: Expense = getattr(three, attribute)
        label = type(three).model_fields[attribute].alias
        ledger.add(names, Item(f"“三公经费”的“{label}”", _MONEY, money(dict(expense), is_budget=is_budget)))
    total = Item("“三公经费”的合计", _MONEY, money(dict(three.total), is_budget=is_budget))
    ledger.add(_THREE_NAMES, total)
    ledger.add_part(_THREE, _WITHIN, total)
    ledger.wholes.append(total)
    for attribute, names, units in _COUNTS:
        count: int | None = getattr(three, attribute)
        if count is not None:
            label = type(three).model_fields[attribute].alias
            ledger.add(names, Item(f"“三公经费”的“{label}”", frozenset(units), {"now": Decimal(count)}))


def _add_running_cost(ledger: Ledger, entry: Accounts, before: Accounts | None) -> None:
    now = entry.running_cost
    if now is not None:
        values: dict[Measure, Decimal] = {"now": now.amount}
        if now.last is not None:
            values["last"] = now.last
        elif before is not None and before.running_cost is not None:
            values["last"] = before.running_cost.amount
        item = Item("“机关运行经费”", _MONEY, values)
        ledger.add(_RUNNING, item)
        ledger.add_part(_RUNNING[0], _WITHIN, item)


def _add_procurement(ledger: Ledger, entry: Accounts, before: Accounts | None) -> None:
    now = entry.procurement
    if now is None:
        return
    values: dict[Measure, Decimal] = {"now": now.total}
    if before is not None and before.procurement is not None:
        values["last"] = before.procurement.total
    total = Item("“政府采购”的合计", _MONEY, values)
    ledger.add(_PROCUREMENT_NAMES, total)
    ledger.add_part(_PROCUREMENT, _WITHIN, total)
    for attribute, name in _PURCHASES.items():
        item = Item(f"“政府采购”的{name}", _MONEY, {"now": getattr(now, attribute)})
        names = (name, f"{name}类", f"{name}支出", f"{name}采购", f"{name}类采购", f"{name}类支出")
        for parent in _PROCUREMENT_NAMES:
            ledger.add_part(parent, names, item)
        ledger.add([f"政府采购{name}支出", f"政府采购{name}"], item)
    _add_small_firms(ledger, now)


def _add_small_firms(ledger: Ledger, now: Procurement) -> None:
    if now.small_firms is not None:
        item = Item("“政府采购”的“授予中小企业合同金额”", _MONEY, {"now": now.small_firms})
        ledger.add(_SMALL_FIRMS, item)
        for parent in _PROCUREMENT_NAMES:
            ledger.add_part(parent, _SMALL_FIRMS, item)


def _add_assets(ledger: Ledger, entry: Accounts) -> None:
    assets = entry.assets
    if assets is None:
        return
    cars, machines = frozenset({"辆", "台"}), frozenset({"台（套）", "台(套)", "台套", "台", "件"})
    if assets.vehicles_total is not None:
        total = Item("“国有资产”的“车辆合计”", cars, {"now": Decimal(assets.vehicles_total)})
        ledger.add(("车辆", "共有车辆", "车辆合计"), total)
    for use, count in assets.vehicles.items():
        ledger.add([use], Item(f"“国有资产”的“{use}”", cars, {"now": Decimal(count)}))
    if assets.large_equipment is not None:
        item = Item("“国有资产”的设备数", machines, {"now": Decimal(assets.large_equipment)})
        ledger.add(("单价100万元（含）以上设备", "以上设备", "以上的设备", "（含）以上设备", "（含）以上的设备"), item)
