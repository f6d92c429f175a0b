"""元 written as 万元 or the reverse: one cell is ten thousand times what its neighbours allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from disclosure.kinds.accounts import Accounts, Row
from disclosure.problem import Loc, Problem, Rule, declare
from disclosure.rules.prose.cells import expenses
from disclosure.rules.register import Context, entry_rule

_FACTOR = Decimal(10000)
_NEAR = (Decimal(4000), Decimal(25000))
"""What counts as about ten thousand times between two years."""
_SAME = (Decimal(9990), Decimal(10010))
"""What counts as ten thousand times between two places of one figure."""
_LEAST = Decimal("0.05")
"""Smaller amounts may well grow ten thousand times."""
_PER_ADDEND = Decimal("0.01")
_YEARS = (("final", "last_final"), ("budgeted", "last_budgeted"), ("final", "budgeted"))
_EXPENSE_ROWS = {
    "abroad": ("因公出国（境）费",),
    "cars": ("公务用车购置及运行维护费", "公务用车购置及运行费"),
    "car_purchase": ("公务用车购置费",),
    "car_running": ("公务用车运行维护费", "公务用车运行费"),
    "reception": ("公务接待费",),
    "total": ("合计",),
}
_WAYS = ("total", "basic", "project", "amount", "budgeted", "final", "last_budgeted", "last_final")

UNIT_SLIP = declare(
    "unit-slip",
    requires="金额的单位都是万元：同一项目两年之间、表与表之间、合计与各项之间，没有相差约一万倍的数。",
    reason="把元写成万元，或者反过来，是预决算公开里最常见、影响最大的错误。",
    source="《地方预决算公开操作规程》（财预〔2016〕143号）",
    exemptable=True,
)


def is_slip(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts that should be the same differ by ten thousand times."""
    small, large = sorted((abs(one), abs(other)))
    return small > 0 and _SAME[0] <= large / small <= _SAME[1]


def slipped(  # noqa: PLR0913, PLR0917 - a cell, its amount and what it is held against
    rule: Rule, path: str, loc: Loc, name: str, wrong: Decimal, against: Decimal, what_against: str
) -> Problem:
    """The problem of one cell, with the likely right amount."""
    right = wrong / _FACTOR if abs(wrong) > abs(against) else wrong * _FACTOR
    meant = "元" if abs(wrong) > abs(against) else "亿元"
    what = f"{name}是 {wrong} 万元，{what_against}是 {against} 万元，相差约一万倍，像是把{meant}写成了万元"
    return rule(path, what, f"多半应为 {right.normalize():f}，请核对", loc=loc, found=str(wrong))


@entry_rule(UNIT_SLIP, kind=Accounts)
def unit_slip(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """No cell is ten thousand times the same cell of another year, another table, or what the sums allow."""
    del context
    told: set[Loc] = set()
    for problem in (*_in_tables(entry, rule), *_in_block(entry, rule)):
        if problem.loc not in told:
            told.add(problem.loc)
            yield problem


def _in_tables(entry: Accounts, rule: Rule) -> Iterator[Problem]:
    for table, rows in entry.tables.items():
        below = _below(rows)
        for column in _WAYS if below else ():
            yield from _in_sums(entry, rule, table, rows, below, column)
        for number, row in enumerate(rows):
            yield from _across(entry, rule, table, rows, number)
            yield from _between_years(entry, rule, ("表", table, number), f"“{table}”“{row.item}”", row, rows)


def _in_block(entry: Accounts, rule: Rule) -> Iterator[Problem]:
    yield from _between_places(entry, rule)
    for _, (loc, expense) in expenses(entry):
        yield from _between_years(entry, rule, loc, f"“三公经费”“{loc[-1]}”", expense, ())


def _alias(row: object, column: str) -> str:
    return str(type(row).model_fields[column].alias)  # type: ignore[attr-defined]  # rows and expenses are models


def _between_years(  # noqa: PLR0913, PLR0917 - a row and where it stands
    entry: Accounts, rule: Rule, loc: Loc, name: str, row: object, rows: Sequence[Row]
) -> Iterator[Problem]:
    told: set[str] = set()
    for one, other in _YEARS:
        now: Decimal | None = getattr(row, one)
        before: Decimal | None = getattr(row, other)
        if now is None or before is None or min(abs(now), abs(before)) < _LEAST:
            continue
        small, large = sorted((abs(now), abs(before)))
        if _NEAR[0] <= large / small <= _NEAR[1]:
            wrong = _stranger(row, one, other, rows)
            if wrong not in told:
                told.add(wrong)
                against = before if wrong == one else now
                what = f"{_alias(row, other if wrong == one else one)}"
                amount: Decimal = getattr(row, wrong)
                cell = f"{name}的{_alias(row, wrong)}"
                yield slipped(rule, entry.path, (*loc, _alias(row, wrong)), cell, amount, against, what)


def _stranger(row: object, one: str, other: str, rows: Sequence[Row]) -> str:
    """Which of two cells is out of scale: with the other figures of the row, else with its column."""
    first, second = (abs(getattr(row, name)) for name in (one, other))
    rest = [
        abs(value)
        for name in ("budgeted", "final", "last_budgeted", "last_final")
        if name not in {one, other} and (value := getattr(row, name))
    ]
    if not rest:
        rest = sorted(
            abs(value) for each in rows if each is not row for name in (one, other) if (value := getattr(each, name))
        )
        rest = rest[len(rest) // 2 : len(rest) // 2 + 1]
    if not rest:
        return one if first > second else other
    return one if _distance(first, rest[0]) > _distance(second, rest[0]) else other


def _distance(one: Decimal, other: Decimal) -> Decimal:
    return max(one, other) / min(one, other)


def _usual(rows: Sequence[Row], columns: Sequence[str]) -> Decimal:
    """The middle of the amounts of a table, by which a stranger among them is known."""
    amounts = sorted(abs(value) for row in rows for name in columns if (value := getattr(row, name)))
    return amounts[len(amounts) // 2] if amounts else Decimal(1)


def _across(entry: Accounts, rule: Rule, table: str, rows: Sequence[Row], number: int) -> Iterator[Problem]:
    """合计 = 基本支出 + 项目支出, where one of the three becomes right when it is moved by four places."""
    row = rows[number]
    if row.total is None or row.basic is None or row.project is None:
        return
    rest = sum((getattr(row, name) or Decimal(0) for name in ("remitted", "business", "subsidies")), Decimal(0))
    right = {
        "total": row.basic + row.project + rest,
        "basic": row.total - row.project - rest,
        "project": row.total - row.basic - rest,
    }
    if abs(row.total - right["total"]) <= len(right) * _PER_ADDEND:
        return
    fitting = [
        name for name in right if getattr(row, name) and right[name] > 0 and is_slip(getattr(row, name), right[name])
    ]
    if fitting:
        usual = _usual(rows, tuple(right))
        wrong = max(fitting, key=lambda name: _distance(abs(getattr(row, name)), usual))
        cell, loc = f"“{table}”“{row.item}”的{_alias(row, wrong)}", ("表", table, number, _alias(row, wrong))
        yield slipped(rule, entry.path, loc, cell, getattr(row, wrong), right[wrong], "按同一行其他数推算")


def _below(rows: Sequence[Row]) -> dict[int, list[int]]:
    """For each row with a code that has parts, the rows of its parts."""
    places = {row.code: number for number, row in enumerate(rows) if row.code}
    found: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        above = places.get(row.code[:-2]) if row.code else None
        if above is not None:
            found.setdefault(above, []).append(number)
    return found


def _in_sums(  # noqa: PLR0913, PLR0917 - a column of a table
    entry: Accounts, rule: Rule, table: str, rows: Sequence[Row], below: dict[int, list[int]], column: str
) -> Iterator[Problem]:
    """A 类 or 款 with its parts, where one cell becomes right when it is moved by four places."""
    for number, places in below.items():
        row = rows[number]
        whole: Decimal | None = getattr(row, column)
        if whole is None:
            continue
        parts = [(place, getattr(rows[place], column) or Decimal(0)) for place in places]
        total = sum((value for _, value in parts), Decimal(0))
        if abs(total - whole) <= _PER_ADDEND * len(parts):
            continue
        likely = [(number, whole, total), *((place, value, whole - total + value) for place, value in parts)]
        fitting = [
            (place, value, right) for place, value, right in likely if value and right > 0 and is_slip(value, right)
        ]
        if fitting:
            usual = _usual(rows, (column,))
            place, value, right = max(fitting, key=lambda one: _distance(abs(one[1]), usual))
            name, alias = rows[place].item, _alias(row, column)
            loc = ("表", table, place, alias)
            yield slipped(rule, entry.path, loc, f"“{table}”“{name}”的{alias}", value, right, "按上下级合计推算")


def _between_places(entry: Accounts, rule: Rule) -> Iterator[Problem]:
    """The “三公” block against the “三公” table."""
    ours = dict(expenses(entry))
    for table, rows in entry.tables.items():
        if "三公" not in table:
            continue
        for row in rows:
            item = row.item.removeprefix("其中：").removeprefix("其中:")
            attribute = next((name for name, names in _EXPENSE_ROWS.items() if item in names), "")
            if attribute not in ours:
                continue
            loc, expense = ours[attribute]
            for column in ("budgeted", "final", "last_budgeted", "last_final"):
                inside, outside = getattr(expense, column), getattr(row, column)
                if inside and outside and is_slip(inside, outside):
                    name = f"“三公经费”“{loc[-1]}”的{_alias(expense, column)}"
                    what = f"“{table}”里的同一个数"
                    yield slipped(rule, entry.path, (*loc, _alias(expense, column)), name, inside, outside, what)
