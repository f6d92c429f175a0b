"""Charts drawn when the site is built: SVG that prints, needs no script and follows the colours of the page.

Each stands beside the table of its numbers and never replaces it.
"""

from __future__ import annotations

from disclosure.charts.flow import flow_chart
from disclosure.charts.svg import element, text_width

__all__ = ["element", "flow_chart", "text_width"]
