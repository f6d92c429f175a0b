"""The social card: the picture that other services show beside a link to this site, with the name of the site.

It is an SVG, so that it is made without any font of this machine and comes out the same everywhere. Many services show
only bitmaps; for them the pages name assets/card.png first, which belongs to the look and bears no name.
"""

from __future__ import annotations

from typing import Any

from disclosure.pages.environment import environment
from disclosure.pages.site import Family, Page, Site, add

ADDRESS = "assets/card.svg"
_WIDTH, _LARGEST = 1000, 84
"""Pixels there are for the name, and the largest type it is set in; a Chinese character is as wide as it is high."""


def _render(site: Site, _: Any, __: str) -> Page:  # noqa: ANN401 - families share nothing here
    settings = site.catalogue.vocabulary.site
    template = environment(site.root).get_template("pages/card.svg")
    text = template.render(name=settings.name, size=min(_LARGEST, _WIDTH // len(settings.name)), domain=settings.domain)
    return Page(ADDRESS, text.encode(), frozenset())


add(Family("card", lambda _: None, lambda _, __: ("svg",), _render))
