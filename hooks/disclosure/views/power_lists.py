"""Lists of powers by organ and by type, and of their adjustments by year, cut into pages.

Powers have no date by which a list could grow at one end, and readers look for a name, which is easiest on long pages.
So a page is filled with whole groups (an organ, a type) up to ROWS powers; only a group that is longer is cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from disclosure.kinds.power_list import CURRENT
from disclosure.views.entry import Link
from disclosure.views.powers import Change, PowerBook, PowerRecord

ROWS = 200
"""How many rows a page has at most: about 60 KB, a second on a slow line."""
OVERVIEW = "powers/index.html"
ADJUSTMENTS = "adjustments/index.html"

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Group(Generic[_T]):
    """Rows under one heading; `address` leads to the list of the same rows seen from the other side."""

    heading: str
    address: str
    rows: tuple[_T, ...]
    continued: bool = False
    """Whether it goes on from the page before."""


@dataclass(frozen=True)
class PowerListing(Generic[_T]):
    """A list with its pages."""

    sort: str
    """type, organ or year."""
    key: str
    """The slug of the organ, the type, the year."""
    title: str
    address: str
    pages: tuple[tuple[Group[_T], ...], ...]
    total: int
    """How many rows count: for powers those that are exercised."""

    def page_address(self, number: int) -> str:
        """The address of a page, counted from 0."""
        return f"{self.address.removesuffix('.html')}-p{number + 1}.html" if number else self.address


def cut(groups: Sequence[Group[_T]], size: int = ROWS) -> tuple[tuple[Group[_T], ...], ...]:
    """Fill pages with whole groups of rows; a group longer than a page is cut where the page ends."""
    pages: list[list[Group[_T]]] = [[]]
    room = size
    for group in groups:
        if len(group.rows) > room and room < size:
            pages.append([])
            room = size
        for start in range(0, len(group.rows), size):
            if start:
                pages.append([])
                room = size
            part = group.rows[start : start + size]
            pages[-1].append(Group(group.heading, group.address, part, continued=start > 0))
            room -= len(part)
    return tuple(map(tuple, pages))


def type_address(book: PowerBook, type_name: str) -> str:
    """The address of the list of a type: its number is its place in the vocabulary."""
    return f"powers/type-{book.types.index(type_name) + 1}.html" if type_name in book.types else OVERVIEW


def organ_address(slug: str) -> str:
    """The address of the list of an organ's powers."""
    return f"powers/organ-{slug}.html"


def power_listings(book: PowerBook) -> list[PowerListing[PowerRecord]]:
    """A list for each type and each organ that has powers."""
    return [*_by_type(book), *_by_organ(book)]


def _by_type(book: PowerBook) -> Iterator[PowerListing[PowerRecord]]:
    for type_name in book.types:
        own = [record for record in book.records if record.power.type_name == type_name]
        if own:
            groups = [
                Group(organ.name, organ_address(organ.slug), tuple(found))
                for organ in book.organs
                if (found := [record for record in own if record.organ.slug == organ.slug])
            ]
            total = sum(record.current for record in own)
            yield PowerListing("type", type_name, type_name, type_address(book, type_name), cut(groups), total)


def _by_organ(book: PowerBook) -> Iterator[PowerListing[PowerRecord]]:
    for organ in book.organs:
        own = [record for record in book.records if record.organ.slug == organ.slug]
        types = dict.fromkeys(record.power.type_name for record in own)
        groups = [
            Group(name, type_address(book, name), tuple(record for record in own if record.power.type_name == name))
            for name in types
        ]
        total = sum(record.state == CURRENT for record in own)
        yield PowerListing("organ", organ.slug, organ.name, organ_address(organ.slug), cut(groups), total)


def change_listings(book: PowerBook) -> list[PowerListing[Change]]:
    """The adjustments of each year, the newest year first."""
    found = []
    for year in dict.fromkeys(change.adjustment.on.year for change in book.changes):
        own = tuple(change for change in book.changes if change.adjustment.on.year == year)
        address = f"adjustments/{year}.html"
        pages = cut([Group(f"{year}年", "", own)])
        found.append(PowerListing("year", str(year), f"{year}年权责清单动态调整", address, pages, len(own)))
    return found


def anchor_of(group: Group[_T]) -> str:
    """The place of a group on its page, for links: it is called after the page to which its heading leads."""
    return f"group-{group.address.rpartition('/')[2].removesuffix('.html')}"


def group_addresses(listings: Sequence[PowerListing[_T]]) -> dict[tuple[str, str], str]:
    """Where the powers of an organ of one type begin, by (slug of the organ, type)."""
    return {
        (listing.key, group.heading): f"{listing.page_address(number)}#{anchor_of(group)}"
        for listing in listings
        if listing.sort == "organ"
        for number, page in enumerate(listing.pages)
        for group in page
        if not group.continued
    }


def links_of(listings: Sequence[PowerListing[_T]]) -> list[Link]:
    """Links to lists with their counts."""
    return [Link(listing.title, listing.address, listing.total) for listing in listings]
