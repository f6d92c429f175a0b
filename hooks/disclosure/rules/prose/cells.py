"""Cells of accounts by names that stay the same from budget to final account and from year to year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from disclosure.kinds.accounts import Accounts, Expense, Row
from disclosure.problem import Loc

Place: TypeAlias = tuple[int, Row]
"""A row with its number in the table."""

ORDINAL = re.compile(r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、]|其中[：:])+")
_KIND_WORDS = re.compile(r"决算|预算(?=支出表|收入表|表)|情况|总体|总|部门|单位|财政拨款")
_TABLES = {"部门收支总体情况表": "收支总表", "单位收支总体情况表": "收支总表", "收入支出决算总表": "收支总表"}
_ATTRIBUTES = ("abroad", "cars", "car_purchase", "car_running", "reception", "total")


def tables_by_name(entry: Accounts) -> dict[str, tuple[str, Sequence[Row]]]:
    """Tables by a name without the words that differ between 预算 and 决算; names that then coincide are left out."""
    found: dict[str, tuple[str, Sequence[Row]]] = {}
    twice: set[str] = set()
    for table, rows in entry.tables.items():
        name = _TABLES.get(table) or _KIND_WORDS.sub("", table)
        if name in found:
            twice.add(name)
        found[name] = (table, rows)
    return {name: place for name, place in found.items() if name not in twice}


def rows_by_name(rows: Sequence[Row]) -> Mapping[str, Place]:
    """Rows by code and name; rows that are there twice are left out."""
    found: dict[str, Place] = {}
    twice: set[str] = set()
    for number, row in enumerate(rows):
        key = row_key(row)
        if key in found:
            twice.add(key)
        found[key] = (number, row)
    return {key: place for key, place in found.items() if key not in twice}


def row_key(row: Row) -> str:
    """Code and name of a row, without its ordinal."""
    return f"{row.code or ''} {ORDINAL.sub('', row.item)}"


def expenses(entry: Accounts) -> Iterator[tuple[str, tuple[Loc, Expense]]]:
    """The items of the “三公”经费 by attribute, with their place."""
    if three := entry.three_public:
        for attribute in _ATTRIBUTES:
            expense: Expense | None = getattr(three, attribute)
            if expense is not None:
                yield attribute, (("三公经费", three.key(attribute)), expense)
