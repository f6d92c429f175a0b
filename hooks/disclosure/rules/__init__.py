"""The rules: one function, one id, one folder of good and bad cases each.

A rule of one entry runs where the entry is read; a rule of the catalogue runs when all entries are there.
"""

from __future__ import annotations

from disclosure.rules import (
    alerts,
    attachments,
    body,
    consultations,
    dates,
    emergency_plans,
    inspections,
    numbers,
    output,
    personal,
    places,
    recruitments,
    relations,
    stages,
    standard_catalogues,
    validity,
)
from disclosure.rules.exemptions import settle
from disclosure.rules.register import Context, inspect_catalogue, inspect_entry

__all__ = [
    "Context",
    "alerts",
    "attachments",
    "body",
    "consultations",
    "dates",
    "emergency_plans",
    "inspect_catalogue",
    "inspect_entry",
    "inspections",
    "numbers",
    "output",
    "personal",
    "places",
    "recruitments",
    "relations",
    "settle",
    "stages",
    "standard_catalogues",
    "validity",
]
