"""The official tables of 预算 and 决算 for the page: all columns of the form, and a sentence for an empty table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from disclosure.catalogue import Catalogue
from disclosure.kinds.accounts import Accounts, Row
from disclosure.views.tables import amount_columns
from disclosure.vocabulary.accounts import NO_CODES, AccountsFile, Table

_BELOW = re.compile(r"其中[：:]?")


@dataclass(frozen=True)
class TableLine:
    """One line of a table; `depth` 0, 1, 2 says how far it is indented."""

    row: Row
    depth: int
    is_total: bool


@dataclass(frozen=True)
class OfficialTable:
    """One table: its columns as (attribute of Row, heading), its lines, and what is said when there are none."""

    name: str
    columns: tuple[tuple[str, str], ...]
    coded: bool
    lines: tuple[TableLine, ...]
    sentence: str


def official_tables(catalogue: Catalogue, entry: Accounts) -> list[OfficialTable]:
    """The tables of an account in the official order, under the names that the office wrote; unknown ones last."""
    words = catalogue.vocabulary.accounts
    form = words.form(entry.slug, entry.scope_of_accounts)
    known = form.table_by_name if form else {}
    order = {table.slug: place for place, table in enumerate(form.tables if form else ())}
    named = [(name, rows, known.get(name)) for name, rows in entry.tables.items()]
    named.sort(key=lambda item: order[item[2].slug] if item[2] else len(order))
    unit = unit_of(catalogue, entry)
    return [_table(words, name, rows, table, unit) for name, rows, table in named]


def unit_of(catalogue: Catalogue, entry: Accounts) -> str:
    """Whose accounts they are: the unit, the region of a government, or the organ."""
    if entry.scope_of_accounts == "政府":
        return catalogue.vocabulary.site.region
    return entry.unit or catalogue.organ_of(entry).name


def _table(words: AccountsFile, name: str, rows: Sequence[Row], table: Table | None, unit: str) -> OfficialTable:
    nothing = table.nothing if table else "有关收入和支出"
    return OfficialTable(
        name=name,
        columns=tuple(_columns(rows, table)),
        coded=any(row.code for row in rows) or (not rows and table is not None and table.scheme != NO_CODES),
        lines=tuple(TableLine(row, _depth(row), words.total_name(row.item) is not None) for row in rows),
        sentence="" if rows else f"说明：{unit}本年度没有{nothing}，故本表无数据。",
    )


def _columns(rows: Sequence[Row], table: Table | None) -> list[tuple[str, str]]:
    """The official columns, and among them, in the order of the model, the others that are used."""
    used = amount_columns(rows)
    if table is None:
        return used
    attributes = {info.alias or name: name for name, info in Row.model_fields.items()}
    order = list(attributes)
    columns = [column for column in table.columns if column in attributes]
    for _, column in used:
        if column not in columns:
            later = (place for place, other in enumerate(columns) if order.index(other) > order.index(column))
            columns.insert(next(later, len(columns)), column)
    return [(attributes[column], table.heading(column)) for column in columns]


def _depth(row: Row) -> int:
    return row.depth or int(_BELOW.match(row.item) is not None)
