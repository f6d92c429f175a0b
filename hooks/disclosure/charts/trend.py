"""One amount over the years: columns where their amounts fit beside one another, else a bar for each year.

A year without an amount keeps its place, so that the distance between two columns is always one year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from markupsafe import Markup

from disclosure.charts.bars import Bar, BarChart, draw_bars
from disclosure.charts.scale import Scale, percent, scale_of, written
from disclosure.charts.svg import LEAST, SMALL, drawing, element, text_width

LONGEST_GAP = 3
"""More missing years than this in a row are left out, and said to be left out."""
_HEIGHT, _ABOVE, _BELOW = 96, 22, 24
_GAP_LABEL = "……"


@dataclass(frozen=True, slots=True)
class Point:
    """A year and its amounts in the order of the series, None where nothing was disclosed."""

    year: int
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """Amounts over the years; points need not be in order, and a year may be missing."""

    title: str
    series: tuple[str, ...]
    points: tuple[Point, ...]
    unit: str = "万元"
    scale: Scale | None = None
    """Where several trends are compared, the scale that they share."""


def draw_trend(trend: Trend) -> Markup:
    """Draw columns, or bars where there are several series or the amounts would run into one another."""
    points = list(_without_holes(trend))
    labels = [_value(point.values[0]) for point in points if point]
    widest = max((text_width(label, SMALL) for label in labels), default=0.0)
    if len(trend.series) > 1 or (widest + 8) * len(points) > LEAST:
        bars = (
            Bar(f"{point.year}年", point.values) if point else Bar(_GAP_LABEL, (None,) * len(trend.series))
            for point in points
        )
        return draw_bars(BarChart(trend.title, trend.series, tuple(bars), trend.unit, trend.scale))
    return _columns(trend, points)


def draw_multiples(title: str, trends: Sequence[Trend], *, shared: bool = True) -> Markup:
    """Small charts of one make side by side, all on one scale, so that a short column means a small amount everywhere.

    `title` says what they have in common and names the group for those who cannot see it. Without `shared` each has a
    scale of its own, which shows how each went and not how they compare; then the title has to say so.
    """
    scale = scale_of(value for trend in trends for point in trend.points for value in point.values) if shared else None
    figures = (
        element("figure", element("figcaption", trend.title), draw_trend(replace(trend, scale=scale)))
        for trend in trends
    )
    return element("div", *figures, class_="multiples", role="group", aria_label=title)


def summary_of(trend: Trend) -> str:
    """What the trend shows, in words: the amount of each year, and the change between the last two."""
    known = sorted((point.year, value) for point in trend.points if (value := point.values[0]) is not None)
    if not known:
        return "没有数据。"
    texts = [f"{year}年{written(value)}{trend.unit}" for year, value in known]
    said = "，".join(texts)
    if len(known) > 1:
        change = known[-1][1] - known[-2][1]
        word = "增加" if change > 0 else "减少"
        said += f"；{known[-1][0]}年比{known[-2][0]}年"
        said += f"{word}{written(abs(change))}{trend.unit}" if change else "没有变化"
    return f"{said}。"


def _columns(trend: Trend, points: list[Point | None]) -> Markup:
    scale = trend.scale or scale_of(value for point in trend.points for value in point.values)
    slot = Decimal(100) / max(len(points), 1)
    zero = _ABOVE + _pixels(100 - scale.zero)
    below = _ABOVE if scale.low < 0 else 0
    made = [element("line", x1="0", x2="100%", y1=zero, y2=zero, class_="chart-axis")]
    bottom = _ABOVE + _HEIGHT + below + _BELOW
    for place, point in enumerate(points):
        middle = percent(slot * place + slot / 2)
        value = point.values[0] if point else None
        made += _column(value, scale, slot, slot * place + slot / 2)
        edge = zero if value is None else _ABOVE + _pixels(100 - scale.at(value))
        base = edge + 15 if value is not None and value < 0 else edge - 6
        label = _value(value) if point else _GAP_LABEL
        made.append(element("text", label, x=middle, y=base, text_anchor="middle", class_="chart-value"))
        year = f"{point.year}" if point else ""
        made.append(element("text", year, x=middle, y=bottom - 7, text_anchor="middle", class_="chart-value"))
    return drawing(trend.title, summary_of(trend), bottom, *made)


def _column(value: Decimal | None, scale: Scale, slot: Decimal, middle: Decimal) -> Iterator[Markup]:
    if value:
        upper, lower = _pixels(100 - scale.at(max(value, Decimal(0)))), _pixels(100 - scale.at(min(value, Decimal(0))))
        yield element(
            "rect",
            x=percent(middle - slot / 4),
            y=_ABOVE + min(upper, lower - 2),
            width=percent(slot / 2),
            height=max(lower - upper, 2),
            class_="chart-a",
        )


def _pixels(share: Decimal) -> int:
    return int((share * _HEIGHT / 100).to_integral_value())


def _value(value: Decimal | None) -> str:
    return "—" if value is None else written(value)


def _without_holes(trend: Trend) -> Iterator[Point | None]:
    """The points in order, with an empty one for each missing year; None stands for a long gap."""
    before: int | None = None
    for point in sorted(trend.points, key=lambda point: point.year):
        missing = range(before + 1, point.year) if before is not None else range(0)
        if len(missing) > LONGEST_GAP:
            yield None
        else:
            yield from (Point(year, (None,) * len(trend.series)) for year in missing)
        yield point
        before = point.year
