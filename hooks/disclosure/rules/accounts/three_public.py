"""“三公”经费: the sums of block and table, both against each other, and the counts that must go with them."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.kinds.accounts import SPELLINGS, Accounts, Expense, ThreePublicExpenses
from disclosure.kinds.base import alias_of
from disclosure.problem import Problem, Rule, sentence
from disclosure.rules.accounts.figures import TABLE_TOTAL, Figure, Sheet, account_of
from disclosure.rules.accounts.sums import Sum, compare
from disclosure.rules.register import Context, entry_rule
from disclosure.vocabulary.accounts import bare

_BLOCK = "三公经费"
_COLUMNS = tuple(Expense.model_fields)
_ABROAD, _CARS, _PURCHASE, _RUNNING, _RECEPTION = (
    "因公出国（境）费",
    "公务用车购置及运行维护费",
    "公务用车购置费",
    "公务用车运行维护费",
    "公务接待费",
)
_SOURCE = "财预〔2016〕143号《地方预决算公开操作规程》；财政部2024年度部门决算公开表样"
_Cells = dict[str, dict[str, Figure]]
"""Figures by column (attribute of Expense) and by the proper name of the item."""


ITEMS, CARS, TABLED = "各项之和", "购置费与运行维护费之和", "官方表的数"
COUNT = sentence("three-public-count-mismatch", "{cost}决算数 {amount} 万元，{name}却是 {number}", "请核对这两个数")
NO_BLOCK = sentence("three-public-missing", "没有填写", "请补上，没有的各项写 0")


def _block(entry: Accounts) -> _Cells:
    """The figures of the block 三公经费."""
    found: _Cells = {column: {} for column in _COLUMNS}
    given = entry.three_public
    for attribute in ("abroad", "cars", "car_purchase", "car_running", "reception", "total") if given else ():
        expense: Expense | None = getattr(given, attribute)
        for column in _COLUMNS if expense else ():
            value = getattr(expense, column)
            if given and value is not None:
                key, name = given.key(attribute), alias_of(Expense, column)
                cell = Figure(value, _BLOCK, key, name, (_BLOCK, key, name))
                found[column][alias_of(ThreePublicExpenses, attribute)] = cell
    return found


def _table(entry: Accounts, context: Context) -> _Cells:
    """The figures of the official table of the “三公”经费."""
    found: _Cells = {column: {} for column in _COLUMNS}
    account = account_of(entry, context)
    sheet: Sheet | None = account.sheets.get("three-public") if account else None
    for number, row in enumerate(sheet.rows if sheet else ()):
        name = bare(row.item)
        for column in _COLUMNS if sheet else ():
            if sheet and getattr(row, column) is not None:
                found[column][SPELLINGS.get(name, name)] = sheet.figure(number, column)
    return found


def _total(cells: _Cells) -> Iterator[Sum]:
    for given in cells.values():
        parts = [given[name] for name in (_ABROAD, _CARS, _RECEPTION) if name in given]
        if _CARS not in given:
            parts += [given[name] for name in (_PURCHASE, _RUNNING) if name in given]
        if TABLE_TOTAL in given and parts:
            yield Sum(given[TABLE_TOTAL], tuple(parts), ITEMS)


def _cars(cells: _Cells) -> Iterator[Sum]:
    for given in cells.values():
        parts = tuple(given[name] for name in (_PURCHASE, _RUNNING) if name in given)
        if _CARS in given and parts:
            yield Sum(given[_CARS], parts, CARS)


@entry_rule(
    "three-public-not-sum",
    kind=Accounts,
    requires="“三公”经费合计等于因公出国（境）费、公务用车购置及运行费、公务接待费之和。",
    reason="合计与分项对不上，公众就不知道哪个数是真的。",
    source=_SOURCE,
)
def three_public_not_sum(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """The total is the sum of the items, in the table and in the block."""
    for cells in (_table(entry, context), _block(entry)):
        yield from compare(entry, context, rule, _total(cells))


@entry_rule(
    "car-cost-not-sum",
    kind=Accounts,
    requires="公务用车购置及运行费等于公务用车购置费加公务用车运行费。",
    reason="购置和运行要分开公开，两项之和与小计对不上就是抄错了。",
    source=_SOURCE,
)
def car_cost_not_sum(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """The cost of cars is that of buying and that of running them."""
    for cells in (_table(entry, context), _block(entry)):
        yield from compare(entry, context, rule, _cars(cells))


@entry_rule(
    "three-public-disagrees",
    kind=Accounts,
    requires="“三公”经费的官方表与“三公经费”各项一致。",
    reason="同一个数前后不一，公众就不知道哪个是真的。",
    source=_SOURCE,
)
def three_public_disagrees(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """Table and block give the same figures."""
    table, block = _table(entry, context), _block(entry)
    for column in _COLUMNS:
        shared = [name for name in table[column] if name in block[column]]
        pairs = (Sum(block[column][name], (table[column][name],), TABLED) for name in shared)
        yield from compare(entry, context, rule, pairs)


COUNTED = (
    ("abroad", "trips", "团组数"),
    ("abroad", "travellers", "出国人次"),
    ("car_purchase", "cars_bought", "购置数"),
    ("reception", "receptions", "接待批次"),
    ("reception", "guests", "接待人次"),
)


@entry_rule(
    "three-public-count-mismatch",
    kind=Accounts,
    requires="决算有“三公”支出的，相应的团组数、人次、购置数、批次不是 0；没有支出的，相应的数是 0。",
    reason="有钱没有事，或者有事没有钱，必有一处抄错。",
    source=_SOURCE,
    severity="warning",
    exemptable=True,
)
def three_public_count_mismatch(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """Amounts and counts of a final account are both nought or both not; a trip may be paid for by others."""
    del context
    given = entry.three_public
    for item, count, name in COUNTED if given else ():
        amount = getattr(given, item).final
        number = getattr(given, count)
        if given and amount is not None and number is not None and bool(amount) != bool(number):
            cost = given.key(item)
            said = COUNT(cost=cost, amount=amount, name=name, number=number)
            yield rule(entry.path, *said, loc=(_BLOCK, name), found=str(number))
    if given and given.car_running.final and given.cars_owned == 0:
        said = COUNT(cost=given.key("car_running"), amount=given.car_running.final, name="保有量", number=0)
        yield rule(entry.path, *said, loc=(_BLOCK, "保有量"), found="0")


@entry_rule(
    "three-public-missing",
    kind=Accounts,
    requires="预算、决算都写“三公经费”；没有的各项写 0。",
    reason="“三公”经费应当随预算、决算一并公开，没有支出也要说明没有。",
    source=_SOURCE,
)
def three_public_missing(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """The block is there wherever there is a form to follow."""
    if entry.three_public is None and account_of(entry, context):
        yield rule(entry.path, *NO_BLOCK(), field="三公经费", loc=("表",), at_key=True)
