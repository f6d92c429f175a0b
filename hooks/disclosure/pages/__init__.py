"""HTML from views: our own templates with autoescape, filled into the frames that MkDocs rendered."""

from __future__ import annotations

from disclosure.pages import accounts, manual, reports, standard, three_public
from disclosure.pages.frame import Frame
from disclosure.pages.site import FAMILIES, Page, Site, links_in, render

__all__ = ["Frame", "Page", "Site", "links_in", "render", "reports", "standard"]
__all__ = ["Frame", "Page", "Site", "accounts", "links_in", "render", "standard", "three_public"]
__all__ = ["FAMILIES", "Frame", "Page", "Site", "links_in", "manual", "render", "standard"]
