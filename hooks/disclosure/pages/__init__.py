"""HTML from views: our own templates with autoescape, filled into the frames that MkDocs rendered."""

from __future__ import annotations

from disclosure.pages import (
    accounts,
    application,
    card,
    comparison,
    feeds,
    form,
    histories,
    kiosk,
    links,
    manual,
    missing,
    power_adjustments,
    power_comparison,
    powers,
    procedures,
    reports,
    review,
    search,
    services,
    sitemap,
    standard,
    standards,
    statistics,
    three_public,
    validity,
)
from disclosure.pages.environment import environment, forget_templates
from disclosure.pages.finding import page_at
from disclosure.pages.frame import Frame
from disclosure.pages.languages import is_mirrored
from disclosure.pages.on_demand import OnDemand
from disclosure.pages.site import FAMILIES, Made, Page, Site, closing, hand_written, links_in, render

__all__ = [
    "FAMILIES",
    "Frame",
    "Made",
    "OnDemand",
    "Page",
    "Site",
    "accounts",
    "application",
    "card",
    "closing",
    "comparison",
    "environment",
    "feeds",
    "forget_templates",
    "form",
    "hand_written",
    "histories",
    "is_mirrored",
    "kiosk",
    "links",
    "links_in",
    "manual",
    "missing",
    "page_at",
    "power_adjustments",
    "power_comparison",
    "powers",
    "procedures",
    "render",
    "reports",
    "review",
    "search",
    "services",
    "sitemap",
    "standard",
    "standards",
    "statistics",
    "three_public",
    "validity",
]
