"""The family `statistics`: every indicator across entries, one page each, with one download of all figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from disclosure.charts import Bar, BarChart, Point, Trend, draw_bars, draw_trend
from disclosure.kinds import Entry, Statistic
from disclosure.kinds.statistic import Observation
from disclosure.pages.environment import environment
from disclosure.pages.site import ENTRY_VIEWS, Family, Page, Site, add, column_tags, make_page, up_from
from disclosure.views import HEADINGS, LongSeries, address_of_series, csv_bytes, long_series, rows_of

_INDEX = "statistics/index.html"
_DOWNLOAD = "statistics/statistics.csv"


@dataclass(frozen=True)
class _Shared:
    found: tuple[LongSeries, ...]


def _prepare(site: Site) -> _Shared:
    return _Shared(long_series(site.catalogue))


_FEWEST = 3
"""A chart of fewer figures says no more than its table."""
_MOST = 24
"""Figures that a chart shows, the newest; the table has all."""


def _chart(title: str, unit: str, shape: str, observations: Sequence[Observation]) -> Markup:
    """Columns for years, bars for other periods; empty where there are too few figures."""
    latest = observations[-_MOST:]
    if sum(item.value is not None for item in latest) < _FEWEST:
        return Markup()
    if shape == "年":
        points = tuple(Point(item.period.year, (item.value,)) for item in latest)
        return draw_trend(Trend(title, (title,), points, unit))
    bars = tuple(Bar(item.period_text, (item.value,)) for item in latest)
    return draw_bars(BarChart(title, (title,), bars, unit))


def _names(_: Site, shared: _Shared) -> Iterator[str]:
    if shared.found:
        yield from ("index", "download", *map(str, range(len(shared.found))))


def _render(site: Site, shared: _Shared, name: str) -> Page:
    if name == "download":
        return Page(_DOWNLOAD, csv_bytes([HEADINGS, *rows_of(shared.found)]), frozenset())
    chosen = None if name == "index" else shared.found[int(name)]
    address = chosen.address if chosen else _INDEX
    title = f"{chosen.indicator}（{chosen.organ}）" if chosen else "统计数据"
    template = environment(site.root).get_template(f"pages/statistics-{'series' if chosen else 'index'}.html")
    chart = Markup()
    if chosen:
        chart = _chart(chosen.indicator, chosen.unit, chosen.shape, [point.observation for point in chosen.points])
    body = template.render(
        site=site,
        up=up_from(address),
        found=shared.found,
        groups=[(organ, list(group)) for organ, group in groupby(shared.found, key=lambda one: one.organ)],
        series=chosen,
        chart=chart,
        download=_DOWNLOAD,
    )
    about = (
        f"{title}各期数据，注明口径、单位和来源。" if chosen else "各机关公布的统计指标，同一指标各期相连，可以下载。"
    )
    head = column_tags(title, about, ("统计信息", chosen.indicator if chosen else "统计数据"), "信息公开")
    full_title = f"{title} - {site.catalogue.vocabulary.site.name}"
    column = site.catalogue.vocabulary.ancestry[site.catalogue.vocabulary.category_of_kind[Statistic.slug].slug][0]
    return make_page(site, address, full_title, head, body, column.slug)


def _of_entry(_: Site, entry: Entry) -> Mapping[str, Any]:
    series = entry.series if isinstance(entry, Statistic) else ()
    return {
        "addresses": [address_of_series(entry.organ_slug, one) for one in series],
        "charts": [_chart(one.indicator, one.unit, one.key[2], one.values) for one in series],
    }


add(Family("statistics", _prepare, _names, _render, lambda shared: len(shared.found)))
ENTRY_VIEWS[Statistic.slug] = _of_entry
