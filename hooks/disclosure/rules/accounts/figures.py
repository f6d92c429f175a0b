"""An account as figures: every cell knows its table, row and column, so that a message can name it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from disclosure.kinds.accounts import Accounts, Row
from disclosure.kinds.base import alias_of
from disclosure.problem import Loc, sentence
from disclosure.rules.register import Context
from disclosure.vocabulary.accounts import AccountsFile, Form, Table, bare

AMOUNTS = tuple(name for name in Row.model_fields if name not in {"code", "item"})
"""The attributes of Row that hold amounts, in the order of the model."""

INCOME_YEAR, INCOME_TOTAL = "本年收入合计", "收入总计"
SPENDING_YEAR, SPENDING_TOTAL = "本年支出合计", "支出总计"
EITHER_TOTAL, TABLE_TOTAL = "总计", "合计"
PERSONNEL_TOTAL, RUNNING_TOTAL = "人员经费合计", "公用经费合计"
HERE = sentence("figure", "“{row}”的{column}")
ALONE = sentence("figure.alone", "“{column}”")
FULL = sentence("figure.full", "“{table}”{here}")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of an account in 万元 (None: left blank, which counts as nought) and where it stands."""

    value: Decimal | None
    table: str
    row: str
    column: str
    loc: Loc

    @property
    def number(self) -> Decimal:
        """The value in sums."""
        return Decimal(0) if self.value is None else self.value

    @property
    def here(self) -> str:
        """Its name inside its table."""
        return (HERE(row=self.row, column=self.column) if self.row else ALONE(column=self.column))[0]

    @property
    def full(self) -> str:
        """Its name in the whole account."""
        return FULL(table=self.table, here=self.here)[0]

    def beside(self, whole: Figure) -> str:
        """The shortest name that is clear next to another figure."""
        if self.table != whole.table:
            return self.full
        if self.row == whole.row:
            return self.column
        return bare(self.row) if self.column == whole.column else self.here


@dataclass(frozen=True)
class Sheet:
    """One table of an entry together with what the vocabulary prescribes for it."""

    name: str
    table: Table
    rows: tuple[Row, ...]
    words: AccountsFile

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The attributes in which at least one row has an amount."""
        return tuple(name for name in AMOUNTS if any(getattr(row, name) is not None for row in self.rows))

    @cached_property
    def totals(self) -> tuple[str | None, ...]:
        """For each row the proper name of the total that it is; the second bare 总计 is that of the spending side."""
        found: list[str | None] = []
        for row in self.rows:
            name = None if row.code else self.words.total_name(row.item)
            if name == EITHER_TOTAL:
                name = SPENDING_TOTAL if INCOME_TOTAL in found or SPENDING_YEAR in found else INCOME_TOTAL
            found.append(name)
        return tuple(found)

    @cached_property
    def place(self) -> dict[str, int]:
        """The first row by its code, by the proper name of a total, and by its name without ordinal."""
        places: dict[str, int] = {}
        for number, row in enumerate(self.rows):
            places.setdefault(row.code or self.totals[number] or bare(row.item), number)
        return places

    @cached_property
    def children(self) -> dict[str, list[int]]:
        """The rows directly below each code that has any: 款 of a 类, 项 of a 款."""
        found: dict[str, list[int]] = {}
        for number, row in enumerate(self.rows):
            if row.code and row.depth:
                found.setdefault(row.code[:-2], []).append(number)
        return {code: below for code, below in found.items() if code in self.place}

    @cached_property
    def addends(self) -> tuple[bool, ...]:
        """Whether a row is added up in totals: no total itself, not below a row that is there, not a 其中."""
        return tuple(
            not self.totals[number] and not row.item.startswith("其中") and not self._has_row_above(row)
            for number, row in enumerate(self.rows)
        )

    def _has_row_above(self, row: Row) -> bool:
        return bool(row.code) and any(
            (row.code or "")[:length] in self.place for length in range(3, len(row.code or ""), 2)
        )

    def figure(self, number: int, attribute: str) -> Figure:
        """The cell of a row (from 0) and an attribute of Row."""
        row = self.rows[number]
        column = alias_of(Row, attribute)
        return Figure(getattr(row, attribute), self.name, row.item, column, ("表", self.name, number, column))

    def cell(self, row: str, attributes: tuple[str, ...]) -> Figure | None:
        """The cell in a row, by code, total or bare name, and the first of the attributes that is filled there."""
        number = self.place.get(row)
        if number is None:
            return None
        filled = [name for name in attributes if getattr(self.rows[number], name) is not None]
        return self.figure(number, filled[0]) if filled else None


@dataclass(frozen=True)
class Account:
    """The tables of an entry by the 标识 that the vocabulary gives them; tables with unknown names are left out."""

    entry: Accounts
    form: Form
    words: AccountsFile
    sheets: dict[str, Sheet]

    def cell(self, slug: str, row: str, *attributes: str) -> Figure | None:
        """A cell of a table; None where table, row or value are not there."""
        sheet = self.sheets.get(slug)
        return sheet.cell(row, attributes) if sheet else None


class _Latest:
    """The account that was looked at last: thirty rules in a row ask for the same one."""

    entry: Accounts | None = None
    words: AccountsFile | None = None
    account: Account | None = None


def account_of(entry: Accounts, context: Context) -> Account | None:
    """The account in an entry; None where the vocabulary prescribes no form for its kind and 类型."""
    words = context.vocabulary.accounts
    if _Latest.entry is not entry or _Latest.words is not words:
        _Latest.entry, _Latest.words, _Latest.account = entry, words, _read(entry, words)
    return _Latest.account


def _read(entry: Accounts, words: AccountsFile) -> Account | None:
    form = words.form(entry.slug, entry.scope_of_accounts)
    if form is None:
        return None
    sheets: dict[str, Sheet] = {}
    for name, rows in entry.tables.items():
        table = form.table_by_name.get(name)
        if table:
            sheets.setdefault(table.slug, Sheet(name, table, rows, words))
    return Account(entry, form, words, sheets)


def sheets_of(entry: Accounts, context: Context) -> Iterator[Sheet]:
    """The tables of an entry whose names are known."""
    account = account_of(entry, context)
    if account:
        yield from account.sheets.values()
