"""The least that is needed to write SVG: elements with escaped attributes, and the width of a text.

No style attributes: the policy of the pages forbids them. Looks come from classes in overrides/assets/site.css.
"""

from __future__ import annotations

import unicodedata

from markupsafe import Markup, escape


def element(tag: str, /, *children: str, **attributes: object) -> Markup:
    """An element; `class_` gives class, other underscores become hyphens, attributes that are None are left out.

    Children are escaped unless they are Markup. Numbers are written with at most two decimals, without a trailing zero.
    """
    given = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_written(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    inner = "".join(escape(child) for child in children)
    return Markup(f"<{tag}{given}>{inner}</{tag}>" if inner else f"<{tag}{given}/>")  # noqa: S704 - all parts are escaped


def _written(value: object) -> object:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else value


def text_width(text: str, size: float) -> float:
    """The width of a text in pixels at a font size in pixels: wide characters one em, others a little over half."""
    wide = sum(unicodedata.east_asian_width(character) in "WFA" for character in text)
    return size * (wide + 0.56 * (len(text) - wide))
