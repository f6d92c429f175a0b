"""The same indicator across entries as one long series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from disclosure.catalogue import Catalogue
from disclosure.kinds import Statistic
from disclosure.kinds.statistic import Observation, Series
from disclosure.views.entry import Link

HEADINGS = ("公开机构", "指标", "单位", "期间", "数值", "空缺", "同比（%）", "更正", "索引号")


@dataclass(frozen=True, slots=True)
class Point:
    """The figure of one period with the entry that gave it last."""

    observation: Observation
    entry: Link
    index_number: str
    earlier: tuple[tuple[str, Link], ...] = ()
    """Figures that were given before and differ: (figure, entry), oldest first."""


@dataclass(frozen=True, slots=True)
class LongSeries:
    """One indicator of one organ over all entries, oldest period first."""

    indicator: str
    unit: str
    shape: str
    """年, 半年, 季度, 月 or 累计."""
    scope: str
    """As the newest entry words it."""
    growth_basis: str
    organ: str
    organ_address: str
    address: str
    points: tuple[Point, ...]

    @property
    def last(self) -> Point:
        """The newest period."""
        return self.points[-1]

    @property
    def known(self) -> tuple[Point, ...]:
        """The points that have a figure."""
        return tuple(point for point in self.points if point.observation.value is not None)


def address_of_series(organ_slug: str, series: Series) -> str:
    """The page of a series: it stays when other series come or go."""
    digest = sha256("\n".join(series.key).encode()).hexdigest()[:10]
    return f"statistics/{organ_slug}-{digest}.html"


def long_series(catalogue: Catalogue) -> tuple[LongSeries, ...]:
    """Every indicator of every organ, in the order of the organs and of first publication."""
    parts: defaultdict[str, list[tuple[Statistic, Series]]] = defaultdict(list)
    for entry in reversed(catalogue.newest_first):
        if isinstance(entry, Statistic):
            for series in entry.series:
                parts[address_of_series(entry.organ_slug, series)].append((entry, series))
    order = {organ.slug: number for number, organ in enumerate(catalogue.vocabulary.organs)}
    found = [_joined(catalogue, address, part) for address, part in parts.items()]
    return tuple(sorted(found, key=lambda one: order[one.address.removeprefix("statistics/").rpartition("-")[0]]))


def _joined(catalogue: Catalogue, address: str, parts: list[tuple[Statistic, Series]]) -> LongSeries:
    points: dict[object, Point] = {}
    for entry, series in parts:
        link = Link(entry.title, catalogue.address_of(entry))
        for observation in series.values:
            before = points.get(observation.period)
            earlier = before.earlier if before else ()
            if before and before.observation.value not in {None, observation.value}:
                earlier = (*earlier, (str(before.observation.value), before.entry))
            points[observation.period] = Point(observation, link, entry.index_number, earlier)
    newest, last = parts[-1]
    organ = catalogue.organ_of(newest)
    return LongSeries(
        indicator=last.indicator,
        unit=last.unit,
        shape=last.key[2],
        scope=last.scope,
        growth_basis=last.growth_basis or "",
        organ=organ.name,
        organ_address=organ.address,
        address=address,
        points=tuple(sorted(points.values(), key=lambda point: point.observation.period)),
    )


def rows_of(found: tuple[LongSeries, ...]) -> Iterator[tuple[str, ...]]:
    """All series as one long table under HEADINGS, figures as written."""
    for one in found:
        for point in one.points:
            item = point.observation
            figures = ("" if value is None else str(value) for value in (item.value, item.missing, item.growth))
            value, missing, growth = figures
            names = (one.organ, one.indicator, one.unit, item.period_text)
            yield (*names, value, missing, growth, item.revised or "", point.index_number)
