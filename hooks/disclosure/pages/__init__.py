"""HTML from views: our own templates with autoescape, filled into the frames that MkDocs rendered."""

from __future__ import annotations

from disclosure.pages import procedures, standard, standards
from disclosure.pages.frame import Frame
from disclosure.pages.site import Page, Site, links_in, render

__all__ = ["Frame", "Page", "Site", "links_in", "procedures", "render", "standard", "standards"]
