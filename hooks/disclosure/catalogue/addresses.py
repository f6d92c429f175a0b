"""The addresses of pages that derive from an official number alone and so never change."""

from __future__ import annotations

import re
from hashlib import sha256

_UNSAFE = re.compile(r"[^0-9A-Za-z-]+")


def address_of(index_number: str) -> str:
    """entry/<code>/<year>-<serial>.html, for index numbers of any form."""
    front, _, back = index_number.partition("/")
    if not back:
        front, _, back = index_number.partition("-")
    return f"entry/{_safe(front)}/{_safe(back)}.html"


def _safe(text: str) -> str:
    return _UNSAFE.sub("-", text).strip("-") or "0"


_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_LONGEST = 100


def power_address(organ_slug: str, code: str) -> str:
    """power/<organ>/<职权编码>.html, a different one for each code.

    A code has letters, digits and `-./` (fields.Code), so `_` is free to stand for `/`. It also keeps names that
    Windows reserves apart from files, and very long codes from names that no disk can hold.
    """
    name = code.replace("/", "_")
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    if len(name) > _LONGEST:
        name = f"{name[:_LONGEST]}_{sha256(code.encode()).hexdigest()[:12]}"
    return f"power/{organ_slug}/{name}.html"
