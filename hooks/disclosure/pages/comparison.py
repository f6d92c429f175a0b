"""预算 and 决算 of all organs and years beside one another, and the tables of each account as files for download.

Every order of a year's tables is a page of its own, as for “三公”经费, so that sorting needs no script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from disclosure.charts import Bar, BarChart, Point, Trend, draw_bars, draw_multiples
from disclosure.kinds.accounts import Accounts
from disclosure.pages.accounts import FAMILY, Drawn, as_json, records_address, table_address
from disclosure.pages.money import money_crumbs, money_item, money_page
from disclosure.pages.site import ALSO, Family, Page, Site, add
from disclosure.views import Link, Listing
from disclosure.views.account_years import YearLine, lines_of
from disclosure.views.accounts import official_tables
from disclosure.views.comparison import Spending, answer_of, spendings_of, sum_of_spendings
from disclosure.views.holders import Holder, holders_of
from disclosure.views.sheets import Cell, Sheet, sheet_of

TITLE = "各机关预算和决算"
HOME, COMPARE = f"{FAMILY}/index.html", f"{FAMILY}/compare.html"
CSV, JSON = f"{FAMILY}/{FAMILY}.csv", f"{FAMILY}/{FAMILY}.json"

ORDERS: dict[str, tuple[str, Callable[[Spending], Decimal | None] | None]] = {
    "": ("按机构", None),
    "amount": ("按支出预算，从高到低", lambda one: one.budget.now),
    "change": (
        "按比上年增减额，从增加最多到减少最多",
        lambda one: one.budget.change.amount if one.budget.change else None,
    ),
    "rate": ("按完成支出预算的比例，从高到低", lambda one: one.line.spending.share),
}
"""The orders of a year's tables by the ending of the address, each with its amount; what is not known comes last."""


@dataclass(frozen=True)
class Shared:
    """What the pages of all accounts share."""

    by_key: Mapping[tuple[str, str, str], Holder]
    lines: tuple[tuple[Holder, dict[int, YearLine]], ...]
    """The sums of each holder by year."""
    years: tuple[int, ...]
    """From the earliest to the latest."""
    accounts: tuple[Accounts, ...]
    recent: dict[int, list[Sheet]] = field(default_factory=dict)
    """The tables of the account that was asked for last, by its place: its files are written one after another."""


def year_address(year: int, order: str = "") -> str:
    """The page of a year, in one of ORDERS."""
    return f"{FAMILY}/{year}{f'-{order}' if order else ''}.html"


def _prepare(site: Site) -> Shared:
    words = site.catalogue.vocabulary.accounts
    holders = holders_of(site.catalogue)
    return Shared(
        by_key={holder.key: holder for holder in holders},
        lines=tuple((holder, {line.year.year: line for line in lines_of(words, holder)}) for holder in holders),
        years=tuple(sorted({year.year for holder in holders for year in holder.years})),
        accounts=tuple(entry for entry in site.catalogue.entries if isinstance(entry, Accounts)),
    )


def _names(_: Site, shared: Shared) -> Iterator[str]:
    if shared.accounts:
        yield from ("index", "compare", "csv", "json")
    yield from (f"year {year} {order}" for year in shared.years for order in ORDERS)
    for number, entry in enumerate(shared.accounts):
        yield from (f"table {number} {place}" for place in range(len(entry.tables)))
        yield f"tables {number}"


def _render(site: Site, shared: Shared, name: str) -> Page:
    sort, _, rest = name.partition(" ")
    if sort == "table":
        number, place = map(int, rest.split())
        content = _tables(site, shared, number)[place].csv()
        return Page(table_address(site, shared.accounts[number], place), content, frozenset())
    if sort == "tables":
        return _records(site, shared, int(rest))
    if sort in {"csv", "json"}:
        return _download(shared, sort)
    if sort == "year":
        year, _, order = rest.partition(" ")
        return _year(site, shared, int(year), order)
    if sort == "compare":
        return _compare(site, shared)
    return _index(site, shared)


def _find(site: Site, address: str) -> str | None:
    if address.startswith(f"{FAMILY}/"):
        shared: Shared = site.prepared[FAMILY]
        fixed = {HOME: "index", COMPARE: "compare", CSV: "csv", JSON: "json"} if shared.accounts else {}
        years = {year_address(year, order): f"year {year} {order}" for year in shared.years for order in ORDERS}
        return (fixed | years).get(address)
    place = site.catalogue.places_of_pages.get(f"{address.rpartition('-')[0]}.html")
    entry = site.catalogue.entries[place] if place is not None else None
    if not isinstance(entry, Accounts):
        return None
    number = site.prepared[FAMILY].accounts.index(entry)
    files = {table_address(site, entry, table): f"table {number} {table}" for table in range(len(entry.tables))}
    return (files | {records_address(site, entry): f"tables {number}"}).get(address)


def _index(site: Site, shared: Shared) -> Page:
    latest = shared.years[-1] if shared.years else 0
    departments = [(holder, years) for holder, years in shared.lines if holder.summed]
    values = {
        "shared": shared,
        "departments": departments,
        "others": sorted((row for row in shared.lines if not row[0].summed), key=lambda row: row[0].below),
        "latest": latest,
        "answer": answer_of(spendings_of(site.catalogue.vocabulary.accounts, departments, latest)),
        "multiples": _multiples(departments),
        "crumbs": money_crumbs(TITLE, HOME),
    }
    text = "各机关历年预算和决算的收入、支出合计，可以按年度比较，可以下载。"
    return _page(site, HOME, TITLE, text, "index", values)


def _compare(site: Site, shared: Shared) -> Page:
    title = "两个机关并排比较"
    values = {
        "lines": [(holder, years[year]) for holder, years in shared.lines for year in sorted(years, reverse=True)],
        "crumbs": (*money_crumbs(TITLE, HOME), Link(title, COMPARE)),
    }
    text = "选两个机关，并排看历年的收入、支出、“三公”经费和完成预算的比例。"
    return _page(site, COMPARE, title, text, "compare", values, ("compare",))


def _tables(site: Site, shared: Shared, number: int) -> list[Sheet]:
    if number not in shared.recent:
        shared.recent.clear()
        shared.recent[number] = [sheet_of(table) for table in official_tables(site.catalogue, shared.accounts[number])]
    return shared.recent[number]


def _records(site: Site, shared: Shared, number: int) -> Page:
    entry = shared.accounts[number]
    data = {
        "索引号": entry.index_number,
        "标题": entry.title,
        "年度": entry.year,
        "单位": "万元",
        "表": [{"表名": sheet.name, "行": sheet.records()} for sheet in _tables(site, shared, number)],
    }
    return Page(records_address(site, entry), as_json(data), frozenset())


def _year(site: Site, shared: Shared, number: int, order: str) -> Page:
    found = spendings_of(site.catalogue.vocabulary.accounts, shared.lines, number)
    if key := ORDERS[order][1]:
        found.sort(key=lambda one: _down(key(one)))
    departments = [one for one in found if one.holder.summed]
    values = {
        "shared": shared,
        "year": number,
        "departments": departments,
        "sums": sum_of_spendings(departments),
        "others": sorted((one for one in found if not one.holder.summed), key=lambda one: one.holder.below),
        "answer": answer_of(departments),
        "planned": _bars(f"{number}年各部门支出预算", ("本年预算数", "上年预算数"), departments, _planned),
        "executed": _bars(f"{number}年各部门支出的决算和预算", ("决算数", "预算数"), departments, _executed),
        "order": order,
        "orders": [(name, label, year_address(number, name)) for name, (label, _) in ORDERS.items()],
        "crumbs": (*money_crumbs(TITLE, HOME), Link(f"{number}年", year_address(number))),
    }
    text = f"{number}年各机关预算和决算的收入、支出合计，比上年的增减，完成预算的比例。"
    return _page(site, year_address(number, order), f"{number}年{TITLE}", text, "year", values)


def _down(value: Decimal | None) -> tuple[bool, Decimal]:
    """A key that puts large amounts first and what is not known last."""
    return value is None, -(value or Decimal(0))


def _planned(one: Spending) -> tuple[Decimal | None, Decimal | None]:
    return one.budget.now, one.budget.before


def _executed(one: Spending) -> tuple[Decimal | None, Decimal | None]:
    return one.line.spending.final, one.line.spending.budgeted


def _bars(
    title: str,
    series: tuple[str, str],
    spendings: Sequence[Spending],
    values_of: Callable[[Spending], tuple[Decimal | None, Decimal | None]],
) -> Drawn | None:
    """Two amounts of each department that has the first, in the order of the page; None for fewer than two."""
    bars = tuple(Bar(one.holder.name, values) for one in spendings if (values := values_of(one))[0] is not None)
    return Drawn(title, draw_bars(BarChart(title, series, bars))) if len(bars) > 1 else None


def _multiples(departments: Sequence[tuple[Holder, Mapping[int, YearLine]]]) -> Drawn | None:
    """支出预算 of each department over the years; each on its own scale, for one may be thirty times another."""
    trends = [
        Trend(holder.name, ("",), tuple(Point(year, (line.spending.budgeted,)) for year, line in years.items()))
        for holder, years in departments
        if any(line.spending.budgeted is not None for line in years.values())
    ]
    title = "各部门历年支出预算的变化，每个部门用自己的比例"
    return Drawn(title, draw_multiples(title, trends, shared=False)) if len(trends) > 1 else None


def _page(  # noqa: PLR0913, PLR0917 - the parts of a page
    site: Site,
    address: str,
    title: str,
    description: str,
    template: str,
    values: dict[str, Any],
    scripts: tuple[str, ...] = (),
) -> Page:
    downloads = (Link("CSV", CSV), Link("JSON", JSON))
    shared = {"downloads": downloads, "year_address": year_address, "compare": COMPARE}
    return money_page(
        site,
        address,
        title,
        description,
        template=f"accounts/{template}",
        keywords=("预算", "决算"),
        scripts=scripts,
        **shared,
        **values,
    )


def _download(shared: Shared, sort: str) -> Page:
    sheet = _sheet(shared)
    if sort == "csv":
        return Page(CSV, sheet.csv(), frozenset())
    return Page(JSON, as_json({"名称": TITLE, "单位": "万元", "数据": sheet.records()}), frozenset())


def _sheet(shared: Shared) -> Sheet:
    """The sums of all holders and years, one row for each."""
    heading = (
        *("机构", "机构代码", "类型", "名称", "年度"),
        *("收入预算数（万元）", "收入决算数（万元）", "支出预算数（万元）", "支出决算数（万元）"),
        *("“三公”经费预算数（万元）", "“三公”经费决算数（万元）", "预算索引号", "决算索引号"),
    )
    rows = (_row(holder, years[year]) for holder, years in shared.lines for year in sorted(years, reverse=True))
    return Sheet(TITLE, heading, tuple(rows))


def _row(holder: Holder, line: YearLine) -> tuple[Cell, ...]:
    pairs = (line.income, line.spending, line.three_public)
    return (
        *(holder.organ.name, holder.organ.code, holder.scope, holder.name, line.year.year),
        *(value for pair in pairs for value in (pair.budgeted, pair.final)),
        line.year.budget.index_number if line.year.budget else None,
        line.year.final.index_number if line.year.final else None,
    )


def _also(site: Site, listing: Listing) -> Iterator[Link]:
    """Lists of the statutory item of the money lead here."""
    if site.prepared[FAMILY].accounts and money_item(site, listing):
        yield Link(f"{TITLE}：历年收支合计", HOME)


ALSO.append(_also)
add(Family(FAMILY, _prepare, _names, _render, find=_find))
