"""HTML from views: our own templates with autoescape, filled into the frames that MkDocs rendered."""

from __future__ import annotations

from disclosure.pages import (
    accounts,
    comparison,
    histories,
    kiosk,
    manual,
    power_comparison,
    powers,
    procedures,
    reports,
    search,
    services,
    standard,
    standards,
    statistics,
    three_public,
    validity,
)
from disclosure.pages.environment import environment
from disclosure.pages.frame import Frame
from disclosure.pages.site import FAMILIES, Page, Site, links_in, render

__all__ = [
    "FAMILIES",
    "Frame",
    "Page",
    "Site",
    "accounts",
    "comparison",
    "environment",
    "histories",
    "kiosk",
    "links_in",
    "manual",
    "power_comparison",
    "powers",
    "procedures",
    "render",
    "reports",
    "search",
    "services",
    "standard",
    "standards",
    "statistics",
    "three_public",
    "validity",
]
