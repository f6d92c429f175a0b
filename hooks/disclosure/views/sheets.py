"""Tables for download: a heading and rows of text and numbers, and how they are written as CSV."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosure.kinds.accounts import Row
from disclosure.views.account_figures import Account
from disclosure.views.tables import amount_columns

Cell = str | int | Decimal | None

_ACTIVE = re.compile(r"[=+\-@\t\r]")
_QUOTED = re.compile(r'[",\r\n]')


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; every row has as many cells as the heading."""

    name: str
    heading: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def csv(self) -> bytes:
        """The table as CSV (RFC 4180) with a byte order mark, by which spreadsheet programs know UTF-8."""
        lines = (",".join(map(_written, row)) for row in (self.heading, *self.rows))
        return ("\ufeff" + "".join(f"{line}\r\n" for line in lines)).encode()

    def records(self) -> list[dict[str, str | int | None]]:
        """The rows as objects for JSON; amounts stay text, so that no digit is lost in a binary fraction."""
        return [
            {
                name: f"{cell:f}" if isinstance(cell, Decimal) else cell
                for name, cell in zip(self.heading, row, strict=True)
            }
            for row in self.rows
        ]


def sheets_of(entry: Account) -> list[Sheet]:
    """The official tables of an account as they were filed, in their order."""
    return [_sheet(name, rows) for name, rows in entry.tables.items()]


def _sheet(name: str, rows: Sequence[Row]) -> Sheet:
    columns = amount_columns(rows)
    heading = ("科目编码", "项目", *(f"{label}（万元）" for _, label in columns))
    return Sheet(
        name,
        heading,
        tuple((row.code, row.item, *(getattr(row, attribute) for attribute, _ in columns)) for row in rows),
    )


def _written(cell: Cell) -> str:
    """A cell. Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    text = str(cell)
    if _ACTIVE.match(text):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
