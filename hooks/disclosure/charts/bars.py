"""Horizontal bars: one amount for each item, or several side by side, such as 预算数 and 决算数.

The name and the amount stand in a line of their own above the bar: both stay readable on a narrow screen, however long.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from disclosure.charts.scale import SLIVER, Scale, percent, scale_of, written
from disclosure.charts.svg import LEAST, SMALL, TEXT, drawing, element, lines_of, text_width

ABSENT = "无数据"
_FEW = 8
_LINE, _SMALL_LINE, _BAR, _THIN, _GAP, _INDENT = 21, 18, 14, 9, 12, 16


@dataclass(frozen=True, slots=True)
class Bar:
    """One item: its name, its amounts in the order of the series, None where nothing was filed."""

    label: str
    values: tuple[Decimal | None, ...]
    depth: int = 0
    """0 for a 类, 1 for a 款, 2 for a 项."""
    note: str = ""
    """Printed after the amount, for example its share. Only where there is one series."""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars with the names of their series; one series needs no name in the drawing."""

    title: str
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    unit: str = "万元"
    scale: Scale | None = None
    """Where several charts are compared, the scale that they share."""


def draw_bars(chart: BarChart) -> Markup:
    """Draw the bars from top to bottom in their order."""
    scale = chart.scale or scale_of(value for bar in chart.bars for value in bar.values)
    parts: list[Markup] = []
    top = 0
    for bar in chart.bars:
        made, height = _single(bar, scale, top) if len(chart.series) == 1 else _several(bar, chart.series, scale, top)
        parts += made
        top += height + _GAP
    return drawing(chart.title, summary_of(chart), max(top - _GAP, 1), *parts)


def summary_of(chart: BarChart) -> str:
    """What the chart shows, in words: the largest and the smallest item; where few are compared, all their amounts."""
    if len(chart.series) > 1 and len(chart.bars) <= _FEW:
        said = (
            f"{bar.label}："
            + "，".join(f"{name}{_amount(value)}" for name, value in zip(chart.series, bar.values, strict=True))
            for bar in chart.bars
        )
        return f"{'；'.join(said)}（{chart.unit}）。"
    found = []
    for place, name in enumerate(chart.series):
        known = [(bar.label, value) for bar in chart.bars if (value := bar.values[place]) is not None]
        subject = name if len(chart.series) > 1 else ""
        if not known:
            found.append(f"{subject}{ABSENT}")
            continue
        label, value = max(known, key=lambda pair: pair[1])
        if len(known) > 1 and len({amount for _, amount in known}) == 1:
            found.append(f"{subject}共{len(known)}项，都是{written(known[0][1])}{chart.unit}")
            continue
        text = f"{subject}共{len(known)}项，最多的是{label}，{written(value)}{chart.unit}"
        if len(known) > 1:
            label, value = min(known, key=lambda pair: pair[1])
            text += f"；最少的是{label}，{written(value)}{chart.unit}"
        found.append(text)
    return "。".join(found) + "。"


def _single(bar: Bar, scale: Scale, top: int) -> tuple[list[Markup], int]:
    """Name and amount in one line where both fit on the narrowest screen, else the amount in a line of its own."""
    value = bar.values[0]
    amount = f"{_amount(value)}{f'（{bar.note}）' if bar.note else ''}"
    made, height = _heading(bar, top)
    together = bar.depth * _INDENT + text_width(bar.label, TEXT) + text_width(amount, SMALL) + 12
    if together > LEAST:
        height += _SMALL_LINE
    made.append(_value(amount, top + height - 6))
    made += _strip(value, scale, top + height, _BAR, "chart-a")
    return made, height + _BAR


def _several(bar: Bar, series: tuple[str, ...], scale: Scale, top: int) -> tuple[list[Markup], int]:
    made, height = _heading(bar, top)
    for place, (name, value) in enumerate(zip(series, bar.values, strict=True)):
        base = top + height + _SMALL_LINE - 5
        made.append(element("text", name, x=0, y=base, class_="chart-value"))
        made.append(_value(_amount(value), base))
        made += _strip(value, scale, top + height + _SMALL_LINE, _THIN, f"chart-{'abc'[place % 3]}")
        height += _SMALL_LINE + _THIN + 2
    return made, height


def _heading(bar: Bar, top: int) -> tuple[list[Markup], int]:
    """The name of the item, in as many lines as it needs, and their height."""
    left = bar.depth * _INDENT
    lines = lines_of(bar.label, TEXT, max(LEAST - left, 4 * TEXT))
    made = [
        element("text", line, x=left, y=top + _LINE * place + _LINE - 6, class_="chart-label")
        for place, line in enumerate(lines)
    ]
    return made, _LINE * len(lines)


def _amount(value: Decimal | None) -> str:
    return ABSENT if value is None else written(value)


def _value(text: str, base: int) -> Markup:
    return element("text", text, x="100%", y=base, text_anchor="end", class_="chart-value")


def _strip(value: Decimal | None, scale: Scale, top: int, height: int, look: str) -> Iterator[Markup]:
    """The bar and the line of zero; nothing but the line where there is no amount."""
    if value:
        left, length = scale.reach(value)
        width = percent(length) if length >= SLIVER else "2"
        yield element("rect", x=percent(left), y=top + 1, width=width, height=height - 2, class_=look)
    zero = percent(scale.zero)
    yield element("line", x1=zero, x2=zero, y1=top - 1, y2=top + height + 1, class_="chart-axis")
