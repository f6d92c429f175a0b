"""What the page of a 预算 or a 决算 shows besides the filed tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from disclosure.charts import Bar, BarChart, Composition, Point, Trend, draw_bars, draw_composition, draw_trend
from disclosure.charts.composition import share_of
from disclosure.kinds import Entry, FinalAccount
from disclosure.kinds.accounts import Accounts
from disclosure.pages.site import ENTRY_VIEWS, Site
from disclosure.views.account_figures import Structure, headline_of, structures_of
from disclosure.views.account_years import Pair, YearLine, lines_of, pairs_of
from disclosure.views.accounts import official_tables
from disclosure.views.holders import Holder, key_of
from disclosure.views.three_public import CAR_PARTS, COUNTS, Figure, figures_of, label_of

FAMILY = "accounts"
_FEW = 3
"""Years from which on a chart over the years says more than its table."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart with the line that stands above it."""

    caption: str
    svg: Markup


def view_of(site: Site, entry: Entry) -> Mapping[str, Any]:
    """What the template of an account needs besides the entry."""
    if not isinstance(entry, Accounts):
        message = f"{entry.slug} is no account"
        raise TypeError(message)
    words = site.catalogue.vocabulary.accounts
    holder: Holder = site.prepared[FAMILY].by_key[key_of(entry)]
    year = next(year for year in holder.years if year.year == entry.year)
    tables = official_tables(site.catalogue, entry)
    lines, pairs = lines_of(words, holder), pairs_of(words, year)
    return {
        "headline": headline_of(words, entry),
        "tables": tables,
        "charts": _charts(structures_of(words, entry)),
        "files": [table_address(site, entry, place) for place in range(len(tables))],
        "records": records_address(site, entry),
        "counts": COUNTS,
        "expenses": _expenses_chart(entry),
        "holder": holder,
        "pairs": pairs,
        "compared": _compared(entry, pairs),
        "lines": lines if len(lines) > 1 else [],
        "trend": _trend(holder, lines),
    }


def table_address(site: Site, entry: Accounts, place: int) -> str:
    """The CSV of a table, beside the page of its entry: entry/990000060/2026-00011-1.csv."""
    return f"{_stem(site, entry)}-{place + 1}.csv"


def records_address(site: Site, entry: Accounts) -> str:
    """The JSON of all tables of an account: entry/990000060/2026-00011-tables.json."""
    return f"{_stem(site, entry)}-tables.json"


def as_json(data: object) -> bytes:
    """JSON for download, in UTF-8; the same bytes for the same data."""
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _stem(site: Site, entry: Entry) -> str:
    return site.catalogue.address_of(entry).removesuffix(".html")


def _charts(structures: list[Structure]) -> dict[str, list[Drawn]]:
    """The charts by the name of their table; what has one part only has nothing to compare."""
    found: dict[str, list[Drawn]] = {}
    for structure in structures:
        if len(structure.parts) > 1:
            found.setdefault(structure.table, []).append(_drawn(structure))
    return found


def _drawn(structure: Structure) -> Drawn:
    title = structure.title
    if structure.split:
        parts = tuple((part.label, part.value) for part in structure.parts)
        return Drawn(title, draw_composition(Composition(title, parts)))
    whole = sum((part.value for part in structure.parts if not part.depth), Decimal(0))
    positive = all(part.value > 0 for part in structure.parts)
    bars = tuple(
        Bar(part.label, (part.value,), part.depth, share_of(part.value, whole) if positive else "")
        for part in structure.parts
    )
    return Drawn(title, draw_bars(BarChart(title, ("",), bars)))


def _figures(entry: Accounts) -> Mapping[str, Figure]:
    """“三公”经费 as this account alone says them."""
    if isinstance(entry, FinalAccount):
        return figures_of(None, entry.three_public)
    return figures_of(entry.three_public, None)


def _expenses_chart(entry: Accounts) -> Drawn | None:
    """预算数 against 决算数 of each item; for a 预算 this year against the year before."""
    if not entry.three_public:
        return None
    final = isinstance(entry, FinalAccount)
    series = ("预算数", "决算数") if final else ("上年预算数", "本年预算数")
    bars = []
    for item, figure in _figures(entry).items():
        values = (figure.budgeted, figure.final) if final else (figure.before, figure.budgeted)
        depth = 0 if item == "total" else 2 if item in CAR_PARTS else 1
        bars.append(Bar(label_of(item), values, depth))
    title = f"{entry.year}年“三公”经费：{'预算和决算' if final else '本年和上年预算'}"
    return Drawn(title, draw_bars(BarChart(title, series, tuple(bars))))


def _compared(entry: Accounts, pairs: list[Pair]) -> Drawn | None:
    parts = [pair for pair in pairs if not pair.main]
    if not parts:
        return None
    title = f"{entry.year}年支出按功能分类的预算和决算"
    bars = tuple(Bar(pair.label, (pair.budgeted, pair.final)) for pair in parts)
    return Drawn(title, draw_bars(BarChart(title, ("预算数", "决算数"), bars)))


def _trend(holder: Holder, lines: list[YearLine]) -> Drawn | None:
    if len(lines) < _FEW:
        return None
    title = f"{holder.name}历年支出"
    points = tuple(Point(line.year.year, (line.spending.budgeted, line.spending.final)) for line in lines)
    return Drawn(title, draw_trend(Trend(title, ("预算数", "决算数"), points)))


ENTRY_VIEWS["budget"] = ENTRY_VIEWS["final-account"] = view_of
