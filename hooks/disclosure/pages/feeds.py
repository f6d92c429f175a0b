"""Feeds of what is new: one of the whole site and one of each column, where the site's public address is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosure.pages.environment import href
from disclosure.pages.site import Family, Page, Site, add
from disclosure.views import Link
from disclosure.views.feeds import feed

ADDRESS = "feed.xml"
_MOST = 30
"""Entries of a feed: programs that ask once a week miss nothing in a busy one."""


def feeds(site: Site) -> list[Link]:
    """Every feed of a site."""
    return [_link(site, name) for name in _names(site, None)]


def _link(site: Site, name: str) -> Link:
    column = None if name == "all" else site.lists[int(name)].column
    return Link(column.name, f"feed/{column.slug}.xml") if column else Link("全部", ADDRESS)


def _names(site: Site, _: Any) -> Iterator[str]:  # noqa: ANN401 - families share nothing here
    if not site.catalogue.vocabulary.site.public_address:
        return
    yield "all"
    for number, listing in enumerate(site.lists):
        if listing.entries and listing.column and listing.address == listing.column.address:
            yield str(number)


def _render(site: Site, _: Any, name: str) -> Page:  # noqa: ANN401
    settings = site.catalogue.vocabulary.site
    listing = None if name == "all" else site.lists[int(name)]
    entries = (listing.entries if listing else site.catalogue.newest_first)[:_MOST]
    title = f"{settings.name}政府信息公开" + (f"：{listing.title}" if listing else "")
    address = _link(site, name).address
    made = feed(site.catalogue, title, entries, address, lambda one: f"{settings.public_address}{href(one)}")
    return Page(address, made, frozenset())


add(Family("feeds", lambda _: None, _names, _render))
