"""Where the site leads: other websites, the addresses there, and the pages that link to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from disclosure.views.entry import Link
from disclosure.vocabulary import Site, Sort, host_of

SORTS: dict[Sort, str] = {"government": "政府网站", "other": "其他网站"}


@dataclass(frozen=True, slots=True)
class Destination:
    """An address on the web and the pages that link to it."""

    url: str
    pages: tuple[Link, ...]
    everywhere: tuple[str, ...] = ()
    """The places with this link that every page, or every entry, has."""


@dataclass(frozen=True, slots=True)
class Website:
    """Another website and the addresses there to which this site links."""

    host: str
    sort: Sort
    destinations: tuple[Destination, ...]

    @property
    def count(self) -> int:
        """How many addresses there are."""
        return len(self.destinations)


def websites(site: Site, found: Iterable[tuple[str, Link]], everywhere: Iterable[tuple[str, str]]) -> list[Website]:
    """The websites outside, those of the government first, by name; each address with its pages.

    `found` gives (address on the web, page); `everywhere` gives (address on the web, the place that has it).
    """
    pages: defaultdict[str, list[Link]] = defaultdict(list)
    places: defaultdict[str, list[str]] = defaultdict(list)
    for url, page in found:
        pages[url].append(page)
    for url, place in everywhere:
        places[url].append(place)
    hosts: defaultdict[tuple[str, Sort], list[Destination]] = defaultdict(list)
    for url in sorted(pages.keys() | places.keys()):
        if (sort := site.sort_of(url)) != "own":
            hosts[host_of(url), sort].append(Destination(url, tuple(pages[url]), tuple(places[url])))
    order = list(SORTS)
    ordered = sorted(hosts.items(), key=lambda item: (order.index(item[0][1]), item[0][0]))
    return [Website(host, sort, tuple(found)) for (host, sort), found in ordered]


def rows_of(found: Iterable[Website]) -> list[tuple[str, ...]]:
    """Every link as a line of a table: address, website, sort, page, address of the page."""
    rows: list[tuple[str, ...]] = [("网址", "网站", "性质", "所在页面", "页面地址")]
    for website in found:
        for one in website.destinations:
            places = [(place, "") for place in one.everywhere] + [(page.text, page.address) for page in one.pages]
            rows += [(one.url, website.host, SORTS[website.sort], *place) for place in places]
    return rows
