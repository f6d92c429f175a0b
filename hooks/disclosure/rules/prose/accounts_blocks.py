"""The typed blocks of 预算 and 决算 by the names that texts use: “三公”经费, 机关运行经费, 政府采购, 国有资产."""

from __future__ import annotations

from decimal import Decimal

from disclosure.kinds.accounts import Accounts, Expense, Procurement, Row
from disclosure.prose import Item, Ledger
from disclosure.prose.ledger import Measure

MONEY = frozenset({"万元"})
_MEASURES: dict[str, Measure] = {
    "budgeted": "budget",
    "final": "now",
    "last_budgeted": "last_budget",
    "last_final": "last",
}
_EXPENSES = {
    "abroad": ("因公出国（境）费", "因公出国（境）费用", "因公出国（境）经费", "出国（境）费"),
    "cars": ("公务用车购置及运行维护费", "公务用车购置及运行费", "公务用车购置和运行维护费"),
    "car_purchase": ("公务用车购置费", "公务用车购置", "购置费"),
    "car_running": ("公务用车运行维护费", "公务用车运行费", "运行维护费", "车辆运行费", "车辆运行维护费"),
    "reception": ("公务接待费", "接待费", "公务接待费用", "公务接待经费"),
}
THREE_PUBLIC = "“三公”经费"
"""The name under which the total of the “三公”经费 is known."""
_THREE_NAMES = (
    THREE_PUBLIC,
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
    ("receptions", ("国内来访团组", "接待国内来访团组", "共接待国内来访团组"), ("个", "批", "批次")),
    ("guests", ("来宾", "来访人员", "国内来宾"), ("人次", "人")),
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
PROCUREMENT = "政府采购"
_PROCUREMENT_NAMES = ("政府采购", "政府采购支出", "政府采购总额", "政府采购金额", "政府采购支出总额")
_SMALL_FIRMS = ("授予中小企业合同金额", "授予中小企业的合同金额", "授予中小企业合同", "授予中小企业")
_WITHIN = ("合计", "支出", "经费")
"""What the total of a section may be called inside the section."""
RUNNING = "机关运行经费"
_RUNNING_NAMES = (RUNNING, "机关运行经费支出", "机关运行费")


def add_blocks(ledger: Ledger, entry: Accounts, before: Accounts | None, *, is_budget: bool) -> None:
    """Enter every typed block of an account; last year's amounts that it lacks come from the account before."""
    _add_three_public(ledger, entry, is_budget=is_budget)
    _add_running_cost(ledger, entry, before)
    _add_procurement(ledger, entry, before)
    _add_assets(ledger, entry)


def money(row: Row | Expense, *, is_budget: bool) -> dict[Measure, Decimal]:
    """The columns of a row or of an expense as measures: for a budget the budget is the figure of the year."""
    found: dict[Measure, Decimal] = {}
    for name, measure in _MEASURES.items():
        value: Decimal | None = getattr(row, name)
        if value is not None:
            found[measure] = value
    if is_budget and "budget" in found:
        found["now"] = found.pop("budget")
    return found


def _add_three_public(ledger: Ledger, entry: Accounts, *, is_budget: bool) -> None:
    three = entry.three_public
    if three is None:
        return
    for attribute, names in _EXPENSES.items():
        expense: Expense | None = getattr(three, attribute)
        if expense is not None:
            values = money(expense, is_budget=is_budget)
            ledger.add(names, Item(f"“三公经费”的“{three.key(attribute)}”", MONEY, values))
    if three.cars is None:
        ledger.add(_EXPENSES["cars"], _cars(three.car_purchase, three.car_running, is_budget=is_budget))
    total = Item("“三公经费”的合计", MONEY, money(three.total, is_budget=is_budget))
    ledger.add(_THREE_NAMES, total)
    ledger.add_part(THREE_PUBLIC, _WITHIN, total)
    ledger.wholes.append(total)
    for attribute, names, units in _COUNTS:
        count: int | None = getattr(three, attribute)
        if count is not None:
            label = type(three).model_fields[attribute].alias
            ledger.add(names, Item(f"“三公经费”的“{label}”", frozenset(units), {"now": Decimal(count)}))


def _cars(bought: Expense, run: Expense, *, is_budget: bool) -> Item:
    """公务用车购置及运行维护费, where the block gives only the two parts."""
    parts = money(bought, is_budget=is_budget), money(run, is_budget=is_budget)
    values = {measure: value + parts[1][measure] for measure, value in parts[0].items() if measure in parts[1]}
    return Item("“三公经费”的公务用车购置费与运行维护费之和", MONEY, values)


def _add_running_cost(ledger: Ledger, entry: Accounts, before: Accounts | None) -> None:
    now = entry.running_cost
    if now is not None:
        values: dict[Measure, Decimal] = {"now": now.amount}
        if now.last is not None:
            values["last"] = now.last
        elif before is not None and before.running_cost is not None:
            values["last"] = before.running_cost.amount
        item = Item("“机关运行经费”", MONEY, values)
        ledger.add(_RUNNING_NAMES, item)
        ledger.add_part(RUNNING, _WITHIN, item)


def _add_procurement(ledger: Ledger, entry: Accounts, before: Accounts | None) -> None:
    now = entry.procurement
    if now is None:
        return
    values: dict[Measure, Decimal] = {"now": now.total}
    if before is not None and before.procurement is not None:
        values["last"] = before.procurement.total
    total = Item("“政府采购”的合计", MONEY, values)
    ledger.add(_PROCUREMENT_NAMES, total)
    ledger.add_part(PROCUREMENT, _WITHIN, total)
    ledger.share_scope(_PROCUREMENT_NAMES, PROCUREMENT)
    for attribute, name in _PURCHASES.items():
        item = Item(f"“政府采购”的{name}", MONEY, {"now": getattr(now, attribute)})
        names = (name, f"{name}类", f"{name}支出", f"{name}采购", f"{name}类采购", f"{name}类支出")
        ledger.add_part(PROCUREMENT, names, item)
        ledger.add([f"政府采购{name}支出", f"政府采购{name}"], item)
    _add_small_firms(ledger, now)


def _add_small_firms(ledger: Ledger, now: Procurement) -> None:
    if now.small_firms is not None:
        item = Item("“政府采购”的“授予中小企业合同金额”", MONEY, {"now": now.small_firms})
        ledger.add(_SMALL_FIRMS, item)
        ledger.add_part(PROCUREMENT, _SMALL_FIRMS, item)


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
