"""Counts of several sorts for each item: one strip an item, cut into the sorts, all on one scale.

For whole things that fall into a few sorts, such as documents by 有效性; the table beside it has every count.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from disclosure.charts.scale import percent
from disclosure.charts.svg import drawing, element

_KEY, _LINE, _STRIP, _GAP, _SWATCH = 26, 21, 16, 10, 12


@dataclass(frozen=True, slots=True)
class Stack:
    """One item and its counts in the order of the sorts."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StackChart:
    """Items with the names of their sorts and the look of each: a to e of overrides/look/charts.css."""

    title: str
    sorts: tuple[str, ...]
    stacks: tuple[Stack, ...]
    unit: str
    looks: str = "abcde"


def draw_stacks(chart: StackChart) -> Markup:
    """Draw the key, two sorts a line, then a strip for each item with its name and its sum above."""
    made: list[Markup] = []
    for place, name in enumerate(chart.sorts):
        side, top = ("0", "50%")[place % 2], place // 2 * _KEY
        look = f"chart-{chart.looks[place]}"
        made.append(element("rect", x=side, y=top + 7, width=_SWATCH, height=_SWATCH, class_=look))
        made.append(element("text", name, x=side, dx=_SWATCH + 8, y=top + 18, class_="chart-label"))
    top = (len(chart.sorts) + 1) // 2 * _KEY + _GAP
    most = max((sum(stack.counts) for stack in chart.stacks), default=0)
    for stack in chart.stacks:
        made.append(element("text", stack.label, x=0, y=top + 15, class_="chart-label"))
        total = f"{sum(stack.counts)}{chart.unit}"
        made.append(element("text", total, x="100%", y=top + 15, text_anchor="end", class_="chart-value"))
        left = Decimal(0)
        for place, count in enumerate(stack.counts):
            length = Decimal(count) / most * 100 if most else Decimal(0)
            if count:
                look = f"chart-{chart.looks[place]}"
                width, height = percent(length), _STRIP - 2
                made.append(element("rect", x=percent(left), y=top + _LINE, width=width, height=height, class_=look))
            left += length
        top += _LINE + _STRIP + _GAP
    return drawing(chart.title, summary_of(chart), max(top - _GAP, 1), *made)


def summary_of(chart: StackChart) -> str:
    """All counts in words, those of nothing left out."""
    said = []
    for stack in chart.stacks:
        parts = [f"{name}{count}{chart.unit}" for name, count in zip(chart.sorts, stack.counts, strict=True) if count]
        said.append(f"{stack.label}共{sum(stack.counts)}{chart.unit}" + (f"，其中{'、'.join(parts)}" if parts else ""))
    return f"{'；'.join(said)}。" if said else "没有数据。"
