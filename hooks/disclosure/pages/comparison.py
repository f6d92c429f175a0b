"""预算 and 决算 of all organs and years beside one another, and the tables of each account as files for download."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from disclosure.kinds.accounts import Accounts
from disclosure.pages.accounts import FAMILY, as_json, records_address, table_address
from disclosure.pages.money import money_crumbs, money_item, money_page
from disclosure.pages.site import ALSO, Family, Page, Site, add
from disclosure.views import Link, Listing
from disclosure.views.account_years import YearLine, lines_of
from disclosure.views.accounts import official_tables
from disclosure.views.holders import Holder, holders_of
from disclosure.views.sheets import Cell, Sheet, sheet_of

TITLE = "各机关预算和决算"
HOME = f"{FAMILY}/index.html"
CSV, JSON = f"{FAMILY}/{FAMILY}.csv", f"{FAMILY}/{FAMILY}.json"


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


def year_address(year: int) -> str:
    """The page of a year."""
    return f"{FAMILY}/{year}.html"


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
        yield from ("index", "csv", "json")
    yield from (f"year {year}" for year in shared.years)
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
    if sort == "csv":
        return Page(CSV, _sheet(shared).csv(), frozenset())
    if sort == "json":
        data = {"名称": TITLE, "单位": "万元", "数据": _sheet(shared).records()}
        return Page(JSON, as_json(data), frozenset())
    if sort == "year":
        return _year(site, shared, int(rest))
    text = "各机关历年预算和决算的收入、支出合计，可以按年度比较，可以下载。"
    return _page(site, HOME, TITLE, text, "index", {"shared": shared, "crumbs": money_crumbs(TITLE, HOME)})


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


def _year(site: Site, shared: Shared, number: int) -> Page:
    lines = [(holder, years[number]) for holder, years in shared.lines if number in years]
    values = {
        "shared": shared,
        "year": number,
        "departments": [line for line in lines if line[0].summed],
        "others": sorted((line for line in lines if not line[0].summed), key=lambda line: line[0].below),
        "crumbs": (*money_crumbs(TITLE, HOME)[:-1], Link(TITLE, HOME), Link(f"{number}年", year_address(number))),
    }
    text = f"{number}年各机关预算和决算的收入、支出合计和完成预算的比例。"
    return _page(site, year_address(number), f"{number}年{TITLE}", text, "year", values)


def _page(  # noqa: PLR0913, PLR0917 - the parts of a page
    site: Site, address: str, title: str, description: str, template: str, values: dict[str, Any]
) -> Page:
    downloads = (Link("CSV", CSV), Link("JSON", JSON))
    shared = {"downloads": downloads, "year_address": year_address}
    keywords = ("预算", "决算")
    return money_page(
        site, address, title, description, template=f"accounts/{template}", keywords=keywords, **shared, **values
    )


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
add(Family(FAMILY, _prepare, _names, _render))
