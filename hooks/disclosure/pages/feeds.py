"""Feeds of what is new: one of the whole site and one of each column, where the site's public address is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosure.pages.environment import href
from disclosure.pages.site import Family, Page, Site, add
from disclosure.views.feeds import feed

ADDRESS = "feed.xml"
_MOST = 30
"""Entries of a feed: programs that ask once a week miss nothing in a busy one."""


def column_address(slug: str) -> str:
    """The feed of a column."""
    return f"feed/{slug}.xml"


def _names(site: Site, _: Any) -> Iterator[str]:  # noqa: ANN401 - families share nothing here
    if not site.catalogue.vocabulary.site.public_address:
        return
    if site.catalogue.entries:
        yield "all"
    for number, listing in enumerate(site.lists):
        if listing.entries and listing.column and listing.address == listing.column.address:
            yield str(number)


def _render(site: Site, _: Any, name: str) -> Page:  # noqa: ANN401
    settings = site.catalogue.vocabulary.site
    listing = None if name == "all" else site.lists[int(name)]
    entries = (listing.entries if listing else site.catalogue.newest_first)[:_MOST]
    title = f"{settings.name}政府信息公开" + (f"：{listing.title}" if listing else "")
    address = column_address(listing.column.slug) if listing and listing.column else ADDRESS
    made = feed(site.catalogue, title, entries, address, lambda one: f"{settings.public_address}{href(one)}")
    return Page(address, made, frozenset())


add(Family("feeds", lambda _: None, _names, _render))
