"""The address of an entry's page, which derives from its index number alone and so never changes."""

from __future__ import annotations

import re

_UNSAFE = re.compile(r"[^0-9A-Za-z-]+")


def address_of(index_number: str) -> str:
    """entry/<code>/<year>-<serial>.html, for index numbers of any form."""
    front, _, back = index_number.partition("/")
    if not back:
        front, _, back = index_number.partition("-")
    return f"entry/{_safe(front)}/{_safe(back)}.html"


def _safe(text: str) -> str:
    return _UNSAFE.sub("-", text).strip("-") or "0"
