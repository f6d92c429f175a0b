"""The tables of an annual report in the layout of the official form, and the reports of an organ over the years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from disclosure.catalogue import Catalogue
from disclosure.kinds import AnnualReport, EarlyAnnualReport
from disclosure.kinds.annual_report import APPLICANTS, OUTCOMES, Disputes, FormRow, Proactive, Requests
from disclosure.kinds.base import alias_of
from disclosure.views.entry import Link
from disclosure.views.grid import Grid, GridCell
from disclosure.vocabulary import Organ

CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_SETTLED = "三、本年度办理结果"
_CONTENT = "信息内容"
Report = AnnualReport | EarlyAnnualReport


def _data(cells: Iterable[object], columns: int = 1) -> tuple[GridCell, ...]:
    return tuple(GridCell(str(cell), columns) for cell in cells)


def proactive_grid(table: Proactive) -> Grid:
    """Table 2: 主动公开政府信息情况."""

    def block(item: str, headings: Sequence[str], attributes: Sequence[str]) -> Iterator[tuple[GridCell, ...]]:
        wide = 3 // len(headings)
        yield (GridCell(f"第二十条第（{item}）项", 4, scope="colgroup"),)
        yield (GridCell(_CONTENT, scope="col"), *(GridCell(text, wide, scope="col") for text in headings))
        for name in attributes:
            value = getattr(table, name)
            cells = (value.made, value.repealed, value.in_force) if len(headings) > 1 else (value,)
            yield (GridCell(alias_of(Proactive, name), scope="row", level=0), *_data(cells, wide))

    body = (
        *block("一", ("本年制发件数", "本年废止件数", "现行有效件数"), ("rules", "normative")),
        *block("五", ("本年处理决定数量",), ("licences",)),
        *block("六", ("本年处理决定数量",), ("penalties", "enforcements")),
        *block("八", ("本年收费金额（单位：万元）",), ("fees",)),
    )
    return Grid("proactive", "主动公开政府信息情况", (), body)


def requests_grid(table: Requests) -> Grid:
    """Table 3: 收到和处理政府信息公开申请情况."""
    natural, *organisations, total = APPLICANTS
    head = (
        (GridCell(CORNER, 3, 3, scope="col", level=0), GridCell("申请人情况", len(APPLICANTS), scope="colgroup")),
        (
            GridCell(natural, rows=2, scope="col"),
            GridCell("法人或其他组织", len(organisations), scope="colgroup"),
            GridCell(total, rows=2, scope="col"),
        ),
        tuple(GridCell(name, scope="col") for name in organisations),
    )
    received, carried_in, *settled, carried_out = table.rows
    body = (
        _whole_row(received),
        _whole_row(carried_in),
        *_settled_rows(settled),
        _whole_row(carried_out),
    )
    return Grid("requests", "收到和处理政府信息公开申请情况", head, body, leading=3)


def _whole_row(row: FormRow) -> tuple[GridCell, ...]:
    return (GridCell(row.label, 3, scope="row", level=0), *_data(row.cells))


def _settled_rows(rows: Sequence[FormRow]) -> Iterator[tuple[GridCell, ...]]:
    """The rows under 三、本年度办理结果, which stands before the first; so do the headings of groups."""
    before: tuple[GridCell, ...] = (GridCell(_SETTLED, rows=len(rows), scope="rowgroup", level=0),)
    for group, members in groupby(rows, key=lambda row: row.group):
        in_group = list(members)
        for number, row in enumerate(in_group):
            if not group:
                yield (*before, GridCell(row.label, 2, scope="row", level=1), *_data(row.cells))
            else:
                above = (GridCell(group, rows=len(in_group), scope="rowgroup", level=1),) if number == 0 else ()
                yield (*before, *above, GridCell(row.label, scope="row", level=2), *_data(row.cells))
            before = ()


def disputes_grid(table: Disputes) -> Grid:
    """Table 4: 政府信息公开行政复议、行政诉讼情况."""
    count = len(OUTCOMES)
    outcomes = tuple(GridCell(name, scope="col") for name in OUTCOMES)
    suits = tuple(GridCell(alias_of(Disputes, name), count, scope="colgroup") for name in ("direct_suit", "suit_after"))
    head = (
        (GridCell("行政复议", count, scope="colgroup"), GridCell("行政诉讼", 2 * count, scope="colgroup")),
        (*(GridCell(name, rows=2, scope="col") for name in OUTCOMES), *suits),
        (*outcomes, *outcomes),
    )
    body = (tuple(cell for row in table.rows for cell in _data(row.cells)),)
    return Grid("disputes", "政府信息公开行政复议、行政诉讼情况", head, body)


def grids_of(report: AnnualReport) -> dict[int, Grid]:
    """The three tables by the number of their section."""
    return {
        2: proactive_grid(report.proactive),
        3: requests_grid(report.requests),
        4: disputes_grid(report.disputes),
    }


def table_address(catalogue: Catalogue, report: AnnualReport, section: int) -> str:
    """Where a table of a report can be downloaded."""
    return f"{catalogue.address_of(report).removesuffix('.html')}-{section}.csv"


@dataclass(frozen=True, slots=True)
class ReportYear:
    """One year in the series of an organ; None where the report does not say."""

    year: int
    address: str
    received: int
    settled: int | None
    disclosed: int | None
    """予以公开 alone, without 部分公开."""
    reconsidered: int | None
    sued: int | None

    @property
    def rate(self) -> str:
        """予以公开率: 予以公开 in percent of what was settled, one decimal; empty where nothing was settled."""
        if not self.settled or self.disclosed is None:
            return ""
        share = Decimal(self.disclosed) * 100 / self.settled
        return f"{share.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


def series_in(catalogue: Catalogue) -> dict[str, tuple[ReportYear, ...]]:
    """The reports of each organ that has any, newest first."""
    found: dict[str, list[ReportYear]] = {}
    for report in reports_in(catalogue):
        found.setdefault(report.organ_slug, []).append(_year_of(catalogue, report))
    return {organ: tuple(sorted(lines, key=lambda line: (-line.year, line.address))) for organ, lines in found.items()}


def _year_of(catalogue: Catalogue, report: Report) -> ReportYear:
    address = catalogue.address_of(report)
    if isinstance(report, AnnualReport):
        requests, disputes = report.requests, report.disputes
        return ReportYear(
            report.year,
            address,
            requests.received[-1],
            requests.total[-1],
            requests.disclosed[-1],
            disputes.reconsideration[-1],
            disputes.direct_suit[-1] + disputes.suit_after[-1],
        )
    disputed = report.disputes or {}
    answers = report.requests.answers or {}
    agreed = next((answers[name].count for name in ("同意公开", "予以公开") if name in answers), None)
    return ReportYear(
        report.year,
        address,
        report.requests.received,
        report.requests.answered,
        agreed,
        disputed.get("行政复议"),
        disputed.get("行政诉讼"),
    )


def reports_in(catalogue: Catalogue) -> Iterator[Report]:
    """Every annual report, in whichever form."""
    for entry in catalogue.entries:
        if isinstance(entry, (AnnualReport, EarlyAnnualReport)):
            yield entry


@dataclass(frozen=True, slots=True)
class ReportLine:
    """The reports of one organ, one place for each year of the site."""

    organ: Organ
    links: tuple[tuple[Link, ...], ...]


@dataclass(frozen=True)
class ReportMatrix:
    """All reports of the site: organs, governments first, by years, newest first."""

    years: tuple[int, ...]
    groups: tuple[tuple[str, tuple[ReportLine, ...]], ...]
    """The sort of organ, in the order of the vocabulary, with its organs."""
    count: int


def matrix_of(catalogue: Catalogue) -> ReportMatrix:
    """Where to find the report of an organ for a year. Organs without any report are left out."""
    found: dict[str, dict[int, list[Link]]] = {}
    for report in reports_in(catalogue):
        link = Link(f"{report.year}年", catalogue.address_of(report))
        found.setdefault(report.organ_slug, {}).setdefault(report.year, []).append(link)
    years = tuple(sorted({year for own in found.values() for year in own}, reverse=True))
    groups: dict[str, list[ReportLine]] = {}
    for organ in catalogue.vocabulary.organs:
        if own := found.get(organ.slug):
            line = ReportLine(organ, tuple(tuple(own.get(year, ())) for year in years))
            groups.setdefault(organ.type_name, []).append(line)
    count = sum(len(links) for own in found.values() for links in own.values())
    return ReportMatrix(years, tuple((sort, tuple(lines)) for sort, lines in groups.items()), count)
