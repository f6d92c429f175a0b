"""The least that is needed to write SVG: elements with escaped attributes, the width of a text, the drawing around all.

No style attributes: the policy of the pages forbids them. Looks come from classes in overrides/look/charts.css.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from markupsafe import Markup, escape

TEXT, SMALL = 15, 13
"""Sizes of text in pixels; they must be those of .chart and .chart-value in overrides/look/charts.css."""
LEAST = 270
"""The narrowest drawing in pixels for which texts are laid out: a window of 320 less its margins."""


def element(tag: str, /, *children: str, **attributes: object) -> Markup:
    """An element; `class_` gives class, other underscores become hyphens, attributes that are None are left out.

    Children are escaped unless they are Markup. Numbers are written with at most two decimals, without a trailing zero.
    """
    given = "".join(
        [
            f' {name.rstrip("_").replace("_", "-")}="{_written(value)}"'
            for name, value in attributes.items()
            if value is not None
        ]
    )
    inner = "".join(escape(child) for child in children)
    return Markup(f"<{tag}{given}>{inner}</{tag}>" if inner else f"<{tag}{given}/>")  # noqa: S704 - all parts are escaped


def _written(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value) if isinstance(value, int) else escape(value)


def text_width(text: str, size: float) -> float:
    """The width of a text in pixels at a font size in pixels: wide characters one em, others a little over half."""
    wide = sum(unicodedata.east_asian_width(character) in "WFA" for character in text)
    return size * (wide + 0.56 * (len(text) - wide))


def lines_of(text: str, size: float, width: float) -> list[str]:
    """A text cut into lines that fit a width in pixels; a line holds at least one character."""
    return list(_cut(" ".join(text.split()), size, width)) or [""]


def _cut(text: str, size: float, width: float) -> Iterator[str]:
    line, used = "", 0.0
    for character in text:
        more = text_width(character, size)
        if line and used + more > width:
            yield line
            line, used = "", 0.0
        line += character
        used += more
    if line:
        yield line


def drawing(title: str, summary: str, height: int, *parts: str) -> Markup:
    """The drawing: as wide as its place, so many pixels high, with its name and what it shows for those who cannot see.

    An image without a name would be read out piece by piece, so a chart without a title is a fault of the caller.
    """
    return element(
        "svg",
        element("title", title),
        element("desc", summary),
        *parts,
        class_="chart",
        role="img",
        width="100%",
        height=height,
    )
