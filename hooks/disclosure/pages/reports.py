"""The pages of the annual reports: all reports by organ and year, and the tables of each report as files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from disclosure.charts import Point, Trend, draw_trend
from disclosure.kinds import AnnualReport, Entry
from disclosure.pages.accounts import Drawn
from disclosure.pages.environment import environment
from disclosure.pages.site import ENTRY_VIEWS, Family, Page, Site, add, column_tags, make_page, up_from
from disclosure.views import ReportMatrix, ReportYear, csv_bytes, grids_of, matrix_of, series_of, table_address
from disclosure.vocabulary import Category

_ADDRESS = "reports/index.html"
_TITLE = "历年政府信息公开年报"
_FEW = 3
"""Years from which on a chart says more than its table."""


def _matrix(site: Site) -> ReportMatrix:
    return matrix_of(site.catalogue)


def _names(_: Site, matrix: ReportMatrix) -> Iterable[str]:
    return ("index",) if matrix.count else ()


def _overview(site: Site, matrix: ReportMatrix, _: str) -> Page:
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


def _table_names(site: Site, _: Any) -> Iterator[str]:  # noqa: ANN401 - families share nothing here
    for number, entry in enumerate(site.catalogue.entries):
        if isinstance(entry, AnnualReport):
            yield from (f"{number} {section}" for section in grids_of(entry))


def _table(site: Site, _: Any, name: str) -> Page:  # noqa: ANN401 - families share nothing here
    number, section = map(int, name.split())
    report = site.catalogue.entries[number]
    if not isinstance(report, AnnualReport):
        raise TypeError(report)
    rows = [[report.title], *grids_of(report)[section].spread]
    return Page(table_address(site.catalogue, report, section), csv_bytes(rows), frozenset())


def _entry_view(site: Site, entry: Entry) -> Mapping[str, Any]:
    """What the page of a report shows besides: the tables as the form has them, and the years of the organ."""
    series = series_of(site.catalogue, entry.organ_slug)
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


add(Family("reports", _matrix, _names, _overview, count=lambda matrix: int(matrix.count)))
add(Family("report-tables", lambda _: None, _table_names, _table))
ENTRY_VIEWS["annual-report"] = _entry_view
ENTRY_VIEWS["early-annual-report"] = _entry_view
