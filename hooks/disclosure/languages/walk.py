"""HTML as a row of pieces, texts and tags in turn, that can be changed one by one; joined they are the page again."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

_INSIDE = r"""(?:[^<>"']|"[^"]*"|'[^']*')*"""
_MARKUP = re.compile(
    rf"(<!--.*?-->|<(?:script|style)\b{_INSIDE}>.*?</(?:script|style)>|<![^>]*>|</?[A-Za-z]{_INSIDE}>)", re.DOTALL
)
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_ATTRIBUTE = re.compile(r"""(\s+)([^\s=>"'/]+)(?:(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+))?""")

MEMORY = 20_000
"""Tags remembered with what is known of them: most of a page are the same as on the page before."""
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
"""Elements without content."""


def pieces(html: str) -> list[str]:
    """Texts at the even places, markup at the odd ones: a tag, a comment, or a script or style as a whole.

    The pages are our own: their tags are whole and their attributes quoted. Texts are as written, with references.
    """
    return _MARKUP.split(html)


@lru_cache(maxsize=MEMORY)
def name_of(tag: str) -> str:
    """The name of the element, in lower case; empty for a comment or a document type."""
    found = _NAME.match(tag)
    return found[1].lower() if found else ""


@lru_cache(maxsize=MEMORY)
def is_opening(tag: str) -> bool:
    """Tell whether the piece begins an element that has content."""
    return tag[1] not in "/!" and not tag.endswith("/>") and name_of(tag) not in VOID and not tag.startswith("<script")


def changed(tag: str, change: Callable[[str, str], str]) -> str:
    """The tag with the value of each attribute replaced by `change(name, value)`; values are as written."""

    def attribute(found: re.Match[str]) -> str:
        quoted = found[4]
        if not quoted or quoted[0] not in "\"'":
            return found[0]
        return f"{found[1]}{found[2]}{found[3]}{quoted[0]}{change(found[2], quoted[1:-1])}{quoted[0]}"

    begin = _NAME.match(tag)
    return tag if begin is None else begin[0] + _ATTRIBUTE.sub(attribute, tag[begin.end() :])


def added(tag: str, attributes: str) -> str:
    """The opening tag with attributes, which begin with a space, at its end."""
    return f"{tag[:-1]}{attributes}>"
