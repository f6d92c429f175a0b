"""The rules: one function, one id, one folder of good and bad cases each.

A rule of one entry runs where the entry is read; a rule of the catalogue runs when all entries are there.
"""

from __future__ import annotations

from disclosure.rules import (
    attachments,
    body,
    dates,
    decisions,
    fees,
    numbers,
    output,
    places,
    plans,
    procurement,
    projects,
    relations,
    statistics,
    validity,
)
from disclosure.rules.exemptions import settle
from disclosure.rules.register import Context, inspect_catalogue, inspect_entry

__all__ = [
    "Context",
    "attachments",
    "body",
    "dates",
    "decisions",
    "fees",
    "inspect_catalogue",
    "inspect_entry",
    "numbers",
    "output",
    "places",
    "plans",
    "procurement",
    "projects",
    "relations",
    "settle",
    "statistics",
    "validity",
]
