"""What an organ disclosed in a year: lists that are reached by touch alone, organ first, then year."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from disclosure.catalogue import Catalogue
from disclosure.kinds import Entry
from disclosure.views.entry import Link
from disclosure.views.listing import Listing
from disclosure.vocabulary import Organ

KIOSK = "kiosk.html"
START = Link("触摸查询", KIOSK)
_NUMBER = re.compile(r"([^0-9〔〕]{2,12})〔[0-9]{4}〕")
"""A document number (发文字号): the letters of the issuer (机关代字), then the year."""


@dataclass(frozen=True)
class OrganYears:
    """An organ with its lists, the newest year first."""

    organ: Organ
    address: str
    total: int
    years: tuple[Listing, ...]

    @property
    def links(self) -> tuple[Link, ...]:
        """The years with their counts."""
        return tuple(Link(listing.keywords[1], listing.address, len(listing.entries)) for listing in self.years)


def organ_years(catalogue: Catalogue) -> list[OrganYears]:
    """Every organ that has entries, in the order of the vocabulary."""
    own: defaultdict[str, defaultdict[int, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in catalogue.newest_first:
        own[entry.organ_slug][entry.published_at.year].append(entry)
    return [
        OrganYears(
            organ,
            _address(organ),
            sum(map(len, own[organ.slug].values())),
            tuple(_listing(catalogue, organ, year, entries) for year, entries in own[organ.slug].items()),
        )
        for organ in catalogue.vocabulary.organs
        if organ.slug in own
    ]


def by_sort(lists: Iterable[OrganYears]) -> list[tuple[str, tuple[Link, ...]]]:
    """The organs by their sort (政府部门, 乡镇街道 …), with counts."""
    found: dict[str, list[Link]] = {}
    for one in lists:
        found.setdefault(one.organ.type_name, []).append(Link(one.organ.short, one.address, one.total))
    return [(sort, tuple(links)) for sort, links in found.items()]


def number_words(entries: Iterable[Entry], most: int) -> list[str]:
    """The letters with which most document numbers begin (示政发 …), the most frequent first."""
    found = Counter(match[1] for number in _numbers(entries) if (match := _NUMBER.match(number)))
    return sorted(found, key=lambda word: (-found[word], word))[:most]


def _numbers(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        if number := entry.optional("document_number"):
            yield str(number)


def _address(organ: Organ) -> str:
    return f"kiosk/{organ.slug}.html"


def _listing(catalogue: Catalogue, organ: Organ, year: int, entries: list[Entry]) -> Listing:
    """A dot stands between organ and year, which no slug holds: no other page can have the address."""
    address = f"kiosk/{organ.slug}.{year}.html"
    above = (Link("首页", "index.html"), START, Link(organ.short, _address(organ)))
    return Listing(
        sort="organ-year",
        key="",
        title=f"{organ.short}{year}年公开",
        address=address,
        entries=tuple(entries),
        crumbs=(*above, Link(f"{year}年", address)),
        description=f"{organ.name}{year}年公开的政府信息，按发布日期排列。",
        keywords=(organ.short, f"{year}年"),
        size=catalogue.vocabulary.site.page_size,
    )
