"""What the pages of 预算 and 决算 show besides the filed tables, and the tables as files for download."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from disclosure.charts import Bar, BarChart, Composition, Point, Trend, draw_bars, draw_composition, draw_trend
from disclosure.charts.composition import share_of
from disclosure.kinds import Budget, Entry, FinalAccount
from disclosure.pages.site import ENTRY_VIEWS, Family, Page, Site, add
from disclosure.views.account_years import Pair, YearLine, lines_of, pairs_of
from disclosure.views.account_figures import Account, Structure, headline_of, structures_of
from disclosure.views.holders import Holder, holders_of, key_of
from disclosure.views.sheets import sheets_of
from disclosure.views.three_public import CAR_PARTS, Figure, figures_of, label_of

FAMILY = "accounts"
_FEW = 3
"""Years with amounts from which on a chart over the years says more than its table."""


@dataclass(frozen=True)
class Accounts:
    """All accounts of a site by whose they are."""

    holders: tuple[Holder, ...]
    by_key: Mapping[tuple[str, str, str], Holder]
    tables: tuple[tuple[Account, int], ...]
    """Each table that can be downloaded: the account, and the place of the table in it, from 0."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart with the line that stands above it."""

    caption: str
    svg: Markup


def _prepare(site: Site) -> Accounts:
    holders = holders_of(site.catalogue)
    accounts = [entry for entry in site.catalogue.entries if isinstance(entry, Budget | FinalAccount)]
    return Accounts(
        tuple(holders),
        {
            key_of(account): holder
            for holder in holders
            for year in holder.years
            for account in (year.budget, year.final)
            if account
        },
        tuple((entry, place) for entry in accounts for place in range(len(entry.tables))),
    )


def view_of(site: Site, entry: Entry) -> Mapping[str, Any]:
    """What the template of an account needs besides the entry."""
    if not isinstance(entry, Budget | FinalAccount):
        message = f"{entry.slug} is no account"
        raise TypeError(message)
    holder: Holder = site.prepared[FAMILY].by_key[key_of(entry)]
    year = next(year for year in holder.years if year.year == entry.year)
    charts: dict[str, list[Drawn]] = {}
    for structure in structures_of(entry):
        if len(structure.parts) > 1:  # one part is the whole: nothing to compare
            charts.setdefault(structure.table, []).append(_drawn(structure))
    lines, pairs = lines_of(holder), pairs_of(year)
    return {
        "headline": headline_of(entry),
        "charts": charts,
        "files": [table_address(site, entry, place) for place in range(len(entry.tables))],
        "records": records_address(site, entry),
        "expenses": _expenses_chart(entry),
        "holder": holder,
        "pairs": pairs,
        "compared": _compared(entry, pairs),
        "lines": lines if len(lines) > 1 else [],
        "trend": _trend(holder, lines),
        "has_page": holder.organ.slug in site.prepared["three-public"].organs,
    }


def table_address(site: Site, entry: Account, place: int) -> str:
    """The CSV of a table, beside the page of its entry: entry/990000060/2026-00011-1.csv."""
    return f"{_stem(site, entry)}-{place + 1}.csv"


def records_address(site: Site, entry: Account) -> str:
    """The JSON of all tables of an account: entry/990000060/2026-00011-tables.json."""
    return f"{_stem(site, entry)}-tables.json"


def as_json(data: object) -> bytes:
    """JSON for download: readable, in UTF-8, the same bytes for the same data."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _stem(site: Site, entry: Entry) -> str:
    return site.catalogue.address_of(entry).removesuffix(".html")


def _drawn(structure: Structure) -> Drawn:
    if structure.split:
        parts = tuple((part.label, part.value) for part in structure.parts)
        return Drawn(structure.title, draw_composition(Composition(structure.title, parts)))
    whole = sum((part.value for part in structure.parts if not part.depth), structure.parts[0].value * 0)
    positive = all(part.value > 0 for part in structure.parts)
    bars = tuple(
        Bar(part.label, (part.value,), part.depth, share_of(part.value, whole) if positive else "")
        for part in structure.parts
    )
    return Drawn(structure.title, draw_bars(BarChart(structure.title, ("",), bars)))


def _figures(entry: Account) -> Mapping[str, Figure]:
    """“三公”经费 as this account alone says them."""
    if isinstance(entry, FinalAccount):
        return figures_of(None, entry.three_public)
    return figures_of(entry.three_public, None)


def _expenses_chart(entry: Account) -> Drawn | None:
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


def _compared(entry: Account, pairs: list[Pair]) -> Drawn | None:
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


def _names(_: Site, accounts: Accounts) -> Iterator[str]:
    for number, (_entry, place) in enumerate(accounts.tables):
        yield f"{number} csv"
        if not place:
            yield f"{number} json"


def _render(site: Site, accounts: Accounts, name: str) -> Page:
    number, form = name.split()
    entry, place = accounts.tables[int(number)]
    sheets = sheets_of(entry)
    if form == "csv":
        return Page(table_address(site, entry, place), sheets[place].csv(), frozenset())
    data = {
        "索引号": entry.index_number,
        "标题": entry.title,
        "年度": entry.year,
        "单位": "万元",
        "表": [{"表名": sheet.name, "行": sheet.records()} for sheet in sheets],
    }
    return Page(records_address(site, entry), as_json(data), frozenset())


ENTRY_VIEWS["budget"] = ENTRY_VIEWS["final-account"] = view_of
add(Family(FAMILY, _prepare, _names, _render))
