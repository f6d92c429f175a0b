"""“三公”经费: one page for all organs and years, one for each year in several orders, one for each organ; the figures.

Every order of a year's table is a page of its own, so that sorting needs no script; overrides/assets/sort.js lets the
reader sort by any column besides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from disclosure.charts import Bar, BarChart, Point, Trend, draw_bars, draw_multiples, draw_trend
from disclosure.pages.accounts import Drawn, as_json
from disclosure.pages.money import money_crumbs, money_item, money_page
from disclosure.pages.site import ALSO, Family, Page, Site, add
from disclosure.views import Link, Listing
from disclosure.views.holders import holders_of
from disclosure.views.sheets import Cell, Sheet
from disclosure.views.three_public import (
    CAR_PARTS,
    COUNTS,
    ITEMS,
    Spent,
    ThreePublic,
    YearSum,
    answer_of,
    counts_of,
    label_of,
    label_of_count,
    three_public_of,
)

FAMILY = "three-public"
TITLE = "“三公”经费"
HOME = f"{FAMILY}/index.html"
CSV, JSON = f"{FAMILY}/three-public.csv", f"{FAMILY}/three-public.json"
NOTHING = Decimal("-Infinity")

ORDERS: dict[str, tuple[str, Callable[[Spent], Any] | None]] = {
    "": ("按机构", None),
    "amount": ("按金额，从高到低", lambda spent: _down(spent.figures["total"].now)),
    "change": ("按增减额，从增加最多到减少最多", lambda spent: _down(_change(spent))),
}
"""The orders of a year's tables, by the ending of the address."""


def organ_address(slug: str) -> str:
    """The page of an organ."""
    return f"{FAMILY}/{slug}.html"


def year_address(year: int, order: str = "") -> str:
    """The page of a year, in one of ORDERS."""
    return f"{FAMILY}/year/{year}{f'-{order}' if order else ''}.html"


def _down(value: Decimal | None) -> Decimal:
    return -(NOTHING if value is None else value)


def _change(spent: Spent) -> Decimal | None:
    change = spent.figures["total"].change
    return change.amount if change else None


def _prepare(site: Site) -> ThreePublic:
    return three_public_of(holders_of(site.catalogue))


def _names(_: Site, found: ThreePublic) -> Iterator[str]:
    if found.lines:
        yield from ("index", "csv", "json")
    yield from (f"organ {slug}" for slug in found.organs)
    yield from (f"year {year.year} {order}" for year in found.years for order in ORDERS)


def _render(site: Site, found: ThreePublic, name: str) -> Page:
    sort, _, rest = name.partition(" ")
    if sort == "csv":
        return Page(CSV, sheet_of(found).csv(), frozenset())
    if sort == "json":
        data = {"名称": TITLE, "单位": "万元", "数据": sheet_of(found).records()}
        return Page(JSON, as_json(data), frozenset())
    if sort == "organ":
        return _organ(site, found, rest)
    if sort == "year":
        number, _, order = rest.partition(" ")
        return _year(site, found, int(number), order)
    return _index(site, found)


def _index(site: Site, found: ThreePublic) -> Page:
    years = sorted(year.year for year in found.years)
    matrix = [
        (holder, [{spent.year.year: spent for spent in lines}.get(year) for year in years])
        for holder, lines in found.holders
    ]
    values = {
        "found": found,
        "years": years,
        "matrix": [row for row in matrix if row[0].summed],
        "apart": sorted((row for row in matrix if not row[0].summed), key=lambda row: row[0].below),
        "trends": _trends_of_all(found),
        "answer": answer_of(found.years[0].summed) if found.years else "",
        "crumbs": money_crumbs(TITLE, HOME),
    }
    text = f"{site.catalogue.vocabulary.site.region}各机关历年“三公”经费的预算、决算、增减和原因，可以下载。"
    return _page(site, HOME, TITLE, text, "index", values)


def _year(site: Site, found: ThreePublic, number: int, order: str) -> Page:
    year = next(year for year in found.years if year.year == number)
    key = ORDERS[order][1]
    summed = sorted(year.summed, key=key) if key else year.summed
    values = {
        "found": found,
        "year": year,
        "summed": summed,
        "answer": answer_of(year.summed),
        "changes": _changes_of(year),
        "order": order,
        "orders": [(name, label, year_address(number, name)) for name, (label, _) in ORDERS.items()],
        "crumbs": (*money_crumbs(TITLE, HOME)[:-1], Link(TITLE, HOME), Link(f"{number}年", year_address(number))),
    }
    text = f"{number}年各机关“三公”经费的预算、决算、分项、数量和增减原因。"
    return _page(site, year_address(number, order), f"{number}年{TITLE}", text, "year", values)


def _organ(site: Site, found: ThreePublic, slug: str) -> Page:
    organ = site.catalogue.vocabulary.organ_by_slug[slug]
    holders = [(holder, lines, _charts(holder.name, lines)) for holder, lines in found.of_organ(slug)]
    values = {
        "found": found,
        "organ": organ,
        "holders": holders,
        "crumbs": (*money_crumbs(TITLE, HOME)[:-1], Link(TITLE, HOME), Link(organ.short, organ_address(slug))),
    }
    title = f"{organ.name}{TITLE}"
    return _page(
        site, organ_address(slug), title, f"{organ.name}历年“三公”经费的预算、决算和增减原因。", "organ", values
    )


def _page(  # noqa: PLR0913, PLR0917 - the parts of a page
    site: Site, address: str, title: str, description: str, template: str, values: dict[str, Any]
) -> Page:
    shared: dict[str, Any] = {
        "ITEMS": ITEMS,
        "counts_of": counts_of,
        "count_label": label_of_count,
        "CAR_PARTS": CAR_PARTS,
        "item_label": label_of,
        "downloads": (Link("CSV", CSV), Link("JSON", JSON)),
        "organ_address": organ_address,
        "year_address": year_address,
    }
    keywords = (TITLE, "预算", "决算")
    return money_page(
        site, address, title, description, template=f"three-public/{template}", keywords=keywords, **shared, **values
    )


def _charts(name: str, lines: Sequence[Spent]) -> list[Drawn]:
    """合计 over the years as planned and as settled, then each item small, as settled (as planned until then)."""
    title = f"{name}历年“三公”经费合计"
    points = tuple(
        Point(spent.year.year, (spent.figures["total"].budgeted, spent.figures["total"].final)) for spent in lines
    )
    whole = draw_trend(Trend(title, ("预算数", "决算数"), points))
    small = [
        Trend(label_of(item), ("",), tuple(Point(spent.year.year, (spent.figures[item].final,)) for spent in settled))
        for item in ITEMS
        if item not in {"total", "cars"} and (settled := [spent for spent in lines if spent.filed])
    ]
    drawn = [Drawn(title, whole)]
    return [*drawn, Drawn("历年决算数，各项用同一比例", draw_multiples("各项历年决算数", small))] if small else drawn


def _trends_of_all(found: ThreePublic) -> list[Drawn]:
    """The sums of the departments over the years in which all of them have disclosed the same sort of amount."""
    points = [
        Point(year.year, (year.sums["total"].budgeted, year.sums["total"].final if _complete(year) else None))
        for year in found.years
        if year.summed
    ]
    title = "部门“三公”经费合计"
    return [Drawn(title, draw_trend(Trend(title, ("预算数", "决算数"), tuple(points))))] if points else []


def _changes_of(year: YearSum) -> list[Drawn]:
    """增减额 of each department, from the largest increase to the largest decrease; only where two can be compared."""
    known = [(spent.holder.name, change.amount) for spent in year.summed if (change := spent.figures["total"].change)]
    if len(known) < 2:  # noqa: PLR2004 - nothing to compare
        return []
    title = f"{year.year}年各部门“三公”经费比上年的增减额"
    bars = tuple(Bar(name, (amount,)) for name, amount in sorted(known, key=lambda pair: -pair[1]))
    return [Drawn(title, draw_bars(BarChart(title, ("",), bars)))]


def _complete(year: YearSum) -> bool:
    return year.settled == len(year.summed)


def sheet_of(found: ThreePublic) -> Sheet:
    """All figures, one row for each item of each holder and year; counts and reason stand in the row of 合计."""
    counts = tuple(label_of_count(name, unit) for name, unit in COUNTS)
    heading = (
        *("机构", "机构代码", "类型", "名称", "年度", "项目"),
        *("预算数（万元）", "决算数（万元）", "上年数（万元）", "增减额（万元）", "增减率（%）", "比较口径"),
        *counts,
        *("增减原因", "预算索引号", "决算索引号"),
    )
    rows = tuple(_row(spent, item) for spent in found.lines for item in ITEMS)
    return Sheet(TITLE, heading, rows)


def _row(spent: Spent, item: str) -> tuple[Cell, ...]:
    holder, figure = spent.holder, spent.figures[item]
    change = figure.change
    first = item == "total"
    return (
        *(holder.organ.name, holder.organ.code, holder.scope, holder.name, spent.year.year, label_of(item)),
        *(figure.budgeted, figure.final, figure.before),
        change.amount if change else None,
        change.percent if change else None,
        figure.basis if change else None,
        *((spent.count(name) if first else None) for name, _ in COUNTS),
        (spent.reason if first else None) or None,
        spent.year.budget.index_number if spent.year.budget else None,
        spent.year.final.index_number if spent.year.final else None,
    )


def _also(site: Site, listing: Listing) -> Iterator[Link]:
    """Where lists lead to these pages: the statutory item of the money, its categories, and the organs."""
    found: ThreePublic = site.prepared[FAMILY]
    if found.lines and money_item(site, listing):
        yield Link("“三公”经费汇总：各机关历年数字", HOME)
    elif listing.organ and listing.organ.slug in found.organs:
        yield Link("本机构历年“三公”经费", organ_address(listing.organ.slug))


ALSO.append(_also)
add(Family(FAMILY, _prepare, _names, _render, lambda found: len(found.organs)))
