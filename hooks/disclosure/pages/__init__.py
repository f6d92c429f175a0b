"""HTML from views: our own templates with autoescape, filled into the frames that MkDocs rendered."""

from __future__ import annotations

from disclosure.pages import histories, standard, statistics
from disclosure.pages.frame import Frame
from disclosure.pages.site import Page, Site, links_in, render

__all__ = ["Frame", "Page", "Site", "histories", "links_in", "render", "standard", "statistics"]
from disclosure.pages import accounts, standard, three_public
from disclosure.pages.frame import Frame
from disclosure.pages.site import Page, Site, links_in, render

__all__ = ["Frame", "Page", "Site", "accounts", "links_in", "render", "standard", "three_public"]
