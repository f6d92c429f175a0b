"""What the home page and the page of the whole catalogue show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from disclosure.catalogue import Catalogue
from disclosure.kinds import Entry
from disclosure.views.entry import Link
from disclosure.views.listing import Listing
from disclosure.vocabulary import Category


@dataclass(frozen=True)
class Area:
    """A short cut on the home page."""

    name: str
    about: str
    address: str
    count: int
    mark: str
    """What it leads to, in one word: an overview, a kind or a category; it has an icon by this name, perhaps."""
    unit: str = "条"


@dataclass(frozen=True)
class Column:
    """A platform column on the home page."""

    category: Category
    count: int | None


@dataclass(frozen=True)
class Overview:
    """The whole site at one look."""

    total: int
    newest: str
    columns: tuple[Column, ...]
    items: tuple[Listing, ...]
    areas: tuple[Area, ...]
    latest: tuple[Entry, ...]
    organs: tuple[tuple[str, tuple[Link, ...]], ...]
    """Organs by their sort (政府部门, 乡镇街道 …), with counts."""
    kinds: tuple[Link, ...]
    years: tuple[Link, ...]
    topics: tuple[Link, ...]


def overview(catalogue: Catalogue, lists: list[Listing], counts: Mapping[str, int]) -> Overview:
    """Counts and short cuts; short cuts to what has no entries are left out.

    `counts` says how many things the overviews made by families of pages show, by the name of the family.
    """
    words = catalogue.vocabulary
    by_address = {listing.address: listing for listing in lists}
    areas = []
    for area in words.site.key_areas:
        if area.page:
            if count := counts.get(area.page, 0):
                areas.append(Area(area.name, area.about, f"{area.page}/index.html", count, area.page, area.unit))
            continue
        address = words.categories[area.category].address if area.category else f"kind/{area.kind}.html"
        if listing := by_address.get(address):
            mark = area.kind or area.category or ""
            areas.append(Area(area.name, area.about, address, len(listing.entries), mark))
    organs: dict[str, list[Link]] = {}
    for listing in lists:
        if listing.organ:
            link = Link(listing.organ.short, listing.address, len(listing.entries))
            organs.setdefault(listing.organ.type_name, []).append(link)
    newest = catalogue.newest_first
    return Overview(
        total=len(catalogue.entries),
        newest=f"{newest[0].published_at:%Y-%m-%d}" if newest else "",
        columns=tuple(
            Column(column, len(by_address[column.address].entries) if column.address in by_address else None)
            for column in words.columns
        ),
        items=tuple(listing for listing in lists if listing.ordinal),
        areas=tuple(areas),
        latest=newest[: words.site.latest_count],
        organs=tuple((sort, tuple(links)) for sort, links in organs.items()),
        kinds=_links(lists, "kind"),
        years=_links(lists, "year"),
        topics=tuple(link for link in _links(lists, "topic") if "/" not in link.text),
    )


def _links(lists: list[Listing], sort: str) -> tuple[Link, ...]:
    return tuple(Link(item.title, item.address, len(item.entries)) for item in lists if item.sort == sort)
