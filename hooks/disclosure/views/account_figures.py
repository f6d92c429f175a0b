"""What the official tables of 预算 and 决算 come to: sums, their changes, and the parts that a chart shows.

Which table says what, and which line is a sum, is data: catalogue/vocabulary/accounts.yml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from disclosure.kinds import FinalAccount
from disclosure.kinds.accounts import Accounts, Row
from disclosure.views.changes import Change, change_of
from disclosure.vocabulary.accounts import AccountsFile, bare

_INCOME = ("summary", "general-income")
_SPENDING = ("summary", "general-spending")
_INCOME_SUMS = ("本年收入合计", "收入总计")
_SPENDING_SUMS = ("本年支出合计", "支出总计")
_OF_FUNCTION = "2"
"""Codes of spending by function begin with it."""


@dataclass(frozen=True, slots=True)
class Total:
    """A sum that the office filed: its proper name, the amount, and that of the year before if it was filed too."""

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


def amount_of(entry: Accounts, row: Row) -> Decimal | None:
    """The amount of a line for the year of the account: 决算数 or 预算数, else the only or the total amount."""
    own = row.final if isinstance(entry, FinalAccount) else row.budgeted
    return next((value for value in (own, row.amount, row.total) if value is not None), None)


def before_of(entry: Accounts, row: Row) -> Decimal | None:
    """The amount of the same sort for the year before, as filed in the same line."""
    return row.last_final if isinstance(entry, FinalAccount) else row.last_budgeted


def income_of(words: AccountsFile, entry: Accounts) -> Total | None:
    """本年收入合计 of the whole account, for a government of its 一般公共预算; 收入总计 where that is not filed."""
    return _total(words, entry, _INCOME, _INCOME_SUMS)


def spending_of(words: AccountsFile, entry: Accounts) -> Total | None:
    """本年支出合计 of the whole account, for a government of its 一般公共预算; 支出总计 where that is not filed."""
    return _total(words, entry, _SPENDING, _SPENDING_SUMS)


def headline_of(words: AccountsFile, entry: Accounts) -> str:
    """What a citizen asks first, in one line made from the figures: income, spending, “三公”, each with its change."""
    final = isinstance(entry, FinalAccount)
    word = "决算" if final else "预算"
    of_government = "一般公共预算" if entry.scope_of_accounts == "政府" else ""
    said = [
        _sentence(f"{of_government}{total.label}", total.value, total.change)
        for total in (income_of(words, entry), spending_of(words, entry))
        if total
    ]
    if entry.three_public:
        cost = entry.three_public.total
        now, before = (cost.final, cost.last_final) if final else (cost.budgeted, cost.last_budgeted)
        if now is not None:
            said.append(_sentence("“三公”经费", now, change_of(now, before)))
    return f"{entry.year}年{word}：{'；'.join(said)}。" if said else ""


def structures_of(words: AccountsFile, entry: Accounts) -> list[Structure]:
    """The parts of income, of spending by function, and of 基本支出 and 项目支出, each with the table that says so."""
    found = (_incomes(words, entry), functions_of(words, entry), _natures(words, entry))
    return [structure for structure in found if structure]


def functions_of(words: AccountsFile, entry: Accounts) -> Structure | None:
    """The 类 of spending by function, the largest first."""
    for name, rows in _tables(words, entry, (*_SPENDING, "spending")):
        coded = [row for row in rows if row.code and row.code.startswith(_OF_FUNCTION)]
        if parts := _parts(words, entry, coded, deepest=0):
            ordered = sorted(parts, key=lambda part: part.value, reverse=True)
            return Structure(name, "支出按功能分类，从多到少", tuple(ordered))
    return None


def _sentence(subject: str, value: Decimal, change: Change | None) -> str:
    return f"{subject}{value:f}万元" + (f"，{change.words}" if change else "")


def _tables(words: AccountsFile, entry: Accounts, slugs: tuple[str, ...]) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """The tables of the account that are these of its form, with the names under which they were filed."""
    form = words.form(entry.slug, entry.scope_of_accounts)
    known = form.table_by_name if form else {}
    for slug in slugs:
        yield from ((name, rows) for name, rows in entry.tables.items() if name in known and known[name].slug == slug)


def _total(words: AccountsFile, entry: Accounts, slugs: tuple[str, ...], labels: tuple[str, ...]) -> Total | None:
    for _, rows in _tables(words, entry, slugs):
        for label in labels:
            for row in rows:
                value = amount_of(entry, row)
                if words.total_name(row.item) == label and value is not None:
                    return Total(label, value, before_of(entry, row))
    return None


def _incomes(words: AccountsFile, entry: Accounts) -> Structure | None:
    """The lines above 本年收入合计: 税收收入 with its taxes, or the sources of a department's money."""
    for name, rows in _tables(words, entry, _INCOME):
        end = next((place for place, row in enumerate(rows) if words.total_name(row.item) in _INCOME_SUMS), None)
        if end is not None and (parts := _parts(words, entry, rows[:end], deepest=1)):
            return Structure(name, "本年收入的构成", parts)
    return None


def _natures(words: AccountsFile, entry: Accounts) -> Structure | None:
    for name, rows in _tables(words, entry, ("spending",)):
        row = next((row for row in rows if words.total_name(row.item) == "合计"), None)
        if row and row.basic is not None and row.project is not None:
            parts = (Part("基本支出", 0, row.basic), Part("项目支出", 0, row.project))
            return Structure(name, "基本支出和项目支出", parts, split=True)
    return None


def _parts(words: AccountsFile, entry: Accounts, rows: Iterable[Row], deepest: int) -> tuple[Part, ...]:
    """The lines with an amount other than nothing, sums and what is part of another line left out."""
    found = []
    for row in rows:
        value = amount_of(entry, row)
        if value and row.depth <= deepest and not words.total_name(row.item) and not row.item.startswith("其中"):
            found.append(Part(bare(row.item), row.depth, value))
    return tuple(found)
