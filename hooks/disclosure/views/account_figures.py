"""What the official tables of 预算 and 决算 say, found by the names that the rules for them prescribe.

Names: 财预〔2016〕143号 and the yearly catalogues of 部门决算 (收入支出决算总表 …). An office may add words before them,
such as the name of the unit, so a name is recognised by its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from disclosure.kinds import Budget, FinalAccount
from disclosure.kinds.accounts import Row
from disclosure.views.changes import Change, change_of

Account = Budget | FinalAccount

_BOTH_SIDES = re.compile(r"(?<!拨款)(?:收支总体情况表|收支预算总表|收支总表|收入支出决算总表|收支决算总表)$")
_INCOME = re.compile(r"^一般公共预算收入(?:预算|决算)?表$")
_SPENDING = re.compile(r"^一般公共预算支出(?:预算|决算)?表$")
_BY_NATURE = re.compile(r"(?<!预算)(?<!拨款)支出(?:总体情况表|预算总表|总表|决算表)$")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|其中：)")
_SUM = re.compile(r"(?:合计|总计|小计)$")
_INCOME_SUMS = ("本年收入合计", "收入合计", "收入总计")
_SPENDING_SUMS = ("本年支出合计", "支出合计", "支出总计")


@dataclass(frozen=True, slots=True)
class Total:
    """A sum that the office filed: its name, the amount, and the amount of the year before if that was filed too."""

    label: str
    value: Decimal
    before: Decimal | None

    @property
    def change(self) -> Change | None:
        """The change against the year before."""
        return change_of(self.value, self.before)


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a table as a part of a whole: its name without numbering, its depth (0 for a 类), its amount."""

    label: str
    depth: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class Structure:
    """The parts that one table says, to be drawn beside it."""

    table: str
    """The name of the table as filed."""
    title: str
    parts: tuple[Part, ...]
    split: bool = False
    """Whether the parts are few and make up the whole, so that a strip shows them best."""


def amount_of(entry: Account, row: Row) -> Decimal | None:
    """The amount of a line for the year of the account: 决算数 or 预算数, else the only or the total amount."""
    own = row.final if isinstance(entry, FinalAccount) else row.budgeted
    return next((value for value in (own, row.amount, row.total) if value is not None), None)


def before_of(entry: Account, row: Row) -> Decimal | None:
    """The amount of the same sort for the year before, as filed in the same line."""
    return row.last_final if isinstance(entry, FinalAccount) else row.last_budgeted


def income_of(entry: Account) -> Total | None:
    """本年收入合计 of the whole account, for a government of its 一般公共预算."""
    return _total(entry, (_BOTH_SIDES, _INCOME), _INCOME_SUMS)


def spending_of(entry: Account) -> Total | None:
    """本年支出合计 of the whole account, for a government of its 一般公共预算."""
    return _total(entry, (_BOTH_SIDES, _SPENDING), _SPENDING_SUMS)


def headline_of(entry: Account) -> str:
    """What a citizen asks first, in one line made from the figures: income, spending, “三公”, each with its change."""
    word = "决算" if isinstance(entry, FinalAccount) else "预算"
    of_government = "一般公共预算" if entry.scope_of_accounts == "政府" else ""
    said = []
    for subject, total in (("收入", income_of(entry)), ("支出", spending_of(entry))):
        if total:
            said.append(_sentence(f"{of_government}{subject}{word}", total.value, total.change))
    expenses = entry.three_public
    if expenses:
        cost = expenses.total
        final = isinstance(entry, FinalAccount)
        now, before = (cost.final, cost.last_final) if final else (cost.budgeted, cost.last_budgeted)
        if now is not None:
            said.append(_sentence(f"“三公”经费{word}", now, change_of(now, before)))
    return f"{entry.year}年{'；'.join(said)}。" if said else ""


def structures_of(entry: Account) -> list[Structure]:
    """The parts of income, of spending by function, and of 基本支出 and 项目支出, each with the table that says so."""
    return [structure for structure in (_incomes(entry), functions_of(entry), _natures(entry)) if structure]


def functions_of(entry: Account) -> Structure | None:
    """The 类 of spending by function (codes of three digits that begin with 2)."""
    for name, rows in _tables(entry, (_BOTH_SIDES, _SPENDING, _BY_NATURE)):
        coded = [row for row in rows if row.code and row.code.startswith("2")]
        if parts := _parts(entry, coded, deepest=0):
            ordered = sorted(parts, key=lambda part: part.value, reverse=True)
            return Structure(name, "支出按功能分类，从多到少", tuple(ordered))
    return None


def _sentence(subject: str, value: Decimal, change: Change | None) -> str:
    return f"{subject}{value:f}万元" + (f"，{change.words}" if change else "")


def _tables(entry: Account, patterns: Iterable[re.Pattern[str]]) -> Iterator[tuple[str, tuple[Row, ...]]]:
    for pattern in patterns:
        yield from ((name, rows) for name, rows in entry.tables.items() if pattern.search(name))


def _total(entry: Account, patterns: Iterable[re.Pattern[str]], labels: tuple[str, ...]) -> Total | None:
    for _, rows in _tables(entry, patterns):
        for label in labels:
            for row in rows:
                value = amount_of(entry, row)
                if _bare(row.item) == label and value is not None:
                    return Total(label, value, before_of(entry, row))
    return None


def _incomes(entry: Account) -> Structure | None:
    """The lines above 本年收入合计: 税收收入 with its taxes, or the sources of a department's money."""
    for name, rows in _tables(entry, (_BOTH_SIDES, _INCOME)):
        end = next((place for place, row in enumerate(rows) if _bare(row.item) in _INCOME_SUMS), None)
        if end is not None and (parts := _parts(entry, rows[:end], deepest=1)):
            return Structure(name, "本年收入的构成", parts)
    return None


def _natures(entry: Account) -> Structure | None:
    for name, rows in _tables(entry, (_BY_NATURE,)):
        row = next((row for row in rows if not row.code and _SUM.search(row.item)), None)
        if row and row.basic is not None and row.project is not None:
            parts = (Part("基本支出", 0, row.basic), Part("项目支出", 0, row.project))
            return Structure(name, "支出按性质的构成", parts, split=True)
    return None


def _parts(entry: Account, rows: Iterable[Row], deepest: int) -> tuple[Part, ...]:
    """The lines with an amount other than nothing, sums left out."""
    found = []
    for row in rows:
        value = amount_of(entry, row)
        if value and row.depth <= deepest and not _SUM.search(row.item) and not row.item.startswith("其中"):
            found.append(Part(_bare(row.item), row.depth, value))
    return tuple(found)


def _bare(item: str) -> str:
    """The name of a line without the numbering before it."""
    return _NUMBERING.sub("", item)
