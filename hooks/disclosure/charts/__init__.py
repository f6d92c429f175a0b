"""Charts drawn when the site is built: SVG that prints, needs no script and follows the colours of the page.

Each stands beside the table of its numbers and never replaces it.

Why no library. Those at hand (matplotlib, pygal, altair) write <style> elements or style attributes, which the policy
of the pages forbids; two of them need a script to be read, one embeds outlines of fonts or depends on the fonts of the
machine, so that the bytes of a page would differ from machine to machine; all of them scale text down with the
drawing. What is needed here is bars and columns: some four hundred lines.

How they are drawn. The drawing has no viewBox: places from left to right are percentages of the width, places from top
to bottom are pixels. So text keeps its size on a narrow screen and only the bars shrink. A value is always printed as
it was filed, and a part is told from another by its words and its outline, not by its colour alone.
"""

from __future__ import annotations

from disclosure.charts.bars import Bar, BarChart, draw_bars
from disclosure.charts.composition import Composition, draw_composition
from disclosure.charts.flow import flow_chart
from disclosure.charts.stacks import Stack, StackChart, draw_stacks
from disclosure.charts.svg import element, text_width
from disclosure.charts.trend import Point, Trend, draw_multiples, draw_trend

__all__ = [
    "Bar",
    "BarChart",
    "Composition",
    "Point",
    "Stack",
    "StackChart",
    "Trend",
    "draw_bars",
    "draw_composition",
    "draw_multiples",
    "draw_stacks",
    "draw_trend",
    "element",
    "flow_chart",
    "text_width",
]
