"""Tables for download: a heading and rows of text and numbers, and how they are written as CSV."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from disclosure.views.accounts import OfficialTable
from disclosure.views.download import csv_bytes

Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; every row has as many cells as the heading."""

    name: str
    heading: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def csv(self) -> bytes:
        """The table as CSV."""
        return csv_bytes([self.heading, *([_written(cell) for cell in row] for row in self.rows)])

    def records(self) -> list[dict[str, str | int | None]]:
        """The rows as objects for JSON; amounts stay text, so that no digit is lost in a binary fraction."""
        return [
            {
                name: f"{cell:f}" if isinstance(cell, Decimal) else cell
                for name, cell in zip(self.heading, row, strict=True)
            }
            for row in self.rows
        ]


def sheet_of(table: OfficialTable) -> Sheet:
    """An official table of an account as its page shows it."""
    heading = ("科目编码", "项目", *(f"{label}（万元）" for _, label in table.columns))
    rows = ((line.row, [getattr(line.row, attribute) for attribute, _ in table.columns]) for line in table.lines)
    return Sheet(table.name, heading, tuple((row.code, row.item, *amounts) for row, amounts in rows))


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
