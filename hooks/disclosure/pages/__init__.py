"""HTML from views: our own templates with autoescape, filled into the frames that MkDocs rendered."""

from __future__ import annotations

from disclosure.pages import accounts, histories, standard, statistics, three_public
from disclosure.pages.frame import Frame
from disclosure.pages.site import Page, Site, links_in, render

__all__ = [
    "Frame",
    "Page",
    "Site",
    "accounts",
    "histories",
    "links_in",
    "render",
    "standard",
    "statistics",
    "three_public",
]
