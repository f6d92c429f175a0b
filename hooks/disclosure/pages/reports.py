"""The pages of the annual reports: all reports by organ and year, and the tables of each report as files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from disclosure.charts import Point, Trend, draw_trend
from disclosure.kinds import AnnualReport, Entry
from disclosure.pages.accounts import Drawn
from disclosure.pages.environment import environment
from disclosure.pages.site import ENTRY_VIEWS, Family, Page, Site, add, column_tags, make_page, up_from
from disclosure.views import ReportMatrix, ReportYear, csv_bytes, grids_of, matrix_of, series_in, table_address
from disclosure.vocabulary import Category

_FAMILY = "reports"
_ADDRESS = "reports/index.html"
_TITLE = "历年政府信息公开年报"
_FEW = 3
"""Years from which on a chart says more than its table."""


@dataclass(frozen=True)
class Shared:
    """What the pages of all reports share."""

    matrix: ReportMatrix
    series: Mapping[str, Sequence[ReportYear]]
    """The reports of each organ, newest first."""

    @property
    def count(self) -> int:
        """How many reports there are."""
        return self.matrix.count


def _prepare(site: Site) -> Shared:
    return Shared(matrix_of(site.catalogue), series_in(site.catalogue))


def _names(site: Site, shared: Shared) -> Iterator[str]:
    """index, and for each table of a report the place of the entry and the number of the section."""
    if shared.count:
        yield "index"
    for number, entry in enumerate(site.catalogue.entries):
        if isinstance(entry, AnnualReport):
            yield from (f"{number} {section}" for section in grids_of(entry))


def _render(site: Site, shared: Shared, name: str) -> Page:
    return _overview(site, shared.matrix) if name == "index" else _table(site, name)


def _overview(site: Site, matrix: ReportMatrix) -> Page:
    column = _column(site)
    template = environment(site.root).get_template("pages/reports.html")
    body = template.render(site=site, matrix=matrix, column=column, title=_TITLE, up=up_from(_ADDRESS))
    region = site.catalogue.vocabulary.site.region
    about = f"{region}各机关历年政府信息公开工作年度报告，按机关和年度查找。"
    head = column_tags(_TITLE, about, ("政府信息公开年报", "年度报告"), column.column_type)
    return make_page(site, _ADDRESS, f"{_TITLE} - {site.catalogue.vocabulary.site.name}", head, body, column.slug)


def _column(site: Site) -> Category:
    words = site.catalogue.vocabulary
    return words.ancestry[words.category_of_kind[AnnualReport.slug].slug][0]


def _table(site: Site, name: str) -> Page:
    number, section = map(int, name.split())
    report = site.catalogue.entries[number]
    if not isinstance(report, AnnualReport):
        raise TypeError(report)
    rows = [[report.title], *grids_of(report)[section].spread]
    return Page(table_address(site.catalogue, report, section), csv_bytes(rows), frozenset())


def _find(site: Site, address: str) -> str | None:
    if address == _ADDRESS:
        return "index" if site.prepared[_FAMILY].count else None
    stem, _, _ = address.removesuffix(".csv").rpartition("-")
    place = site.catalogue.places_of_pages.get(f"{stem}.html")
    entry = site.catalogue.entries[place] if place is not None else None
    if not isinstance(entry, AnnualReport):
        return None
    found = (number for number in grids_of(entry) if table_address(site.catalogue, entry, number) == address)
    return next((f"{place} {number}" for number in found), None)


def _entry_view(site: Site, entry: Entry) -> Mapping[str, Any]:
    """What the page of a report shows besides: the tables as the form has them, and the years of the organ."""
    series = site.prepared[_FAMILY].series[entry.organ_slug]
    view: dict[str, Any] = {
        "series": series,
        "trend": _trend(series),
        "address": site.catalogue.address_of(entry),
        "overview": _ADDRESS,
    }
    if isinstance(entry, AnnualReport):
        grids = grids_of(entry)
        view["grids"] = grids
        view["downloads"] = {section: table_address(site.catalogue, entry, section) for section in grids}
    return view


def _trend(series: Sequence[ReportYear]) -> Drawn | None:
    """What came in and what was settled, over the years."""
    if len(series) < _FEW:
        return None
    points = (Point(line.year, (_decimal(line.received), _decimal(line.settled))) for line in series)
    trend = Trend("历年新收和办结的申请", ("新收申请", "办结"), tuple(points), unit="件")
    return Drawn(trend.title, draw_trend(trend))


def _decimal(count: int | None) -> Decimal | None:
    return None if count is None else Decimal(count)


add(Family(_FAMILY, _prepare, _names, _render, count=lambda shared: int(shared.count), find=_find))
ENTRY_VIEWS["annual-report"] = _entry_view
ENTRY_VIEWS["early-annual-report"] = _entry_view
