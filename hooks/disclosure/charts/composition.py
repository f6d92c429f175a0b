"""What a sum is made of: one strip cut into its parts, with the name, the amount and the share of each part below.

For a few parts only, such as 基本支出 and 项目支出; many parts are better read as bars, sorted by size.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup

from disclosure.charts.bars import Bar, BarChart, draw_bars
from disclosure.charts.scale import percent, written
from disclosure.charts.svg import LEAST, SMALL, TEXT, drawing, element, lines_of, text_width

MOST = 4
"""More parts than this are drawn as bars."""
_STRIP, _LINE, _SWATCH = 26, 24, 14


@dataclass(frozen=True, slots=True)
class Composition:
    """A sum and its parts, in the order in which they are to stand."""

    title: str
    parts: tuple[tuple[str, Decimal], ...]
    unit: str = "万元"


def share_of(part: Decimal, whole: Decimal) -> str:
    """A share with one decimal: 77.3%; empty where the whole is nothing."""
    if not whole:
        return ""
    return f"{(part / whole * 100).quantize(Decimal('0.1'), ROUND_HALF_UP):f}%"


def draw_composition(chart: Composition) -> Markup:
    """Draw the strip; parts that are negative, all nothing or too many become bars, for a strip would mislead."""
    whole = sum((value for _, value in chart.parts), Decimal(0))
    if not whole or len(chart.parts) > MOST or any(value < 0 for _, value in chart.parts):
        bars = tuple(Bar(name, (value,)) for name, value in chart.parts)
        return draw_bars(BarChart(chart.title, ("",), bars, chart.unit))
    made: list[Markup] = []
    left = Decimal(0)
    top = _STRIP + 8
    for place, (name, value) in enumerate(chart.parts):
        look = f"chart-{'abcd'[place]}"
        length = value / whole * 100
        if value:
            made.append(element("rect", x=percent(left), y=1, width=percent(length), height=_STRIP - 2, class_=look))
        left += length
        amount = f"{written(value)}（{share_of(value, whole)}）"
        room = LEAST - _SWATCH - 8 - text_width(amount, SMALL) - 12
        made.append(element("rect", x=1, y=top + 4, width=_SWATCH - 2, height=_SWATCH - 2, class_=look))
        made.append(element("text", amount, x="100%", y=top + 15, text_anchor="end", class_="chart-value"))
        for line in lines_of(name, TEXT, max(room, 4 * TEXT)):
            made.append(element("text", line, x=_SWATCH + 8, y=top + 15, class_="chart-label"))
            top += _LINE
    said = "；".join(f"{name}{written(value)}{chart.unit}，占{share_of(value, whole)}" for name, value in chart.parts)
    return drawing(chart.title, f"{said}。", top, *made)
