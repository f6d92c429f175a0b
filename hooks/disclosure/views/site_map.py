"""The site map: every part of the site as a tree with counts, and the same as sitemap.xml for search engines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from disclosure.catalogue import Catalogue, address_of
from disclosure.kinds import Entry
from disclosure.views.entry import Link
from disclosure.views.listing import Listing
from disclosure.views.overview import Overview
from disclosure.vocabulary import Category

MOST_ADDRESSES, MOST_BYTES = 50_000, 50 * 1024 * 1024
"""What one file may hold (sitemaps.org, protocol 0.9)."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<{0} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


@dataclass(frozen=True, slots=True)
class Node:
    """A page of the tree and those below it; without an address it only groups."""

    text: str
    address: str = ""
    count: str = ""
    """How much is there, with its unit."""
    below: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """A part of the site map under a heading."""

    title: str
    nodes: tuple[Node, ...]


def branches(
    catalogue: Catalogue,
    lists: Sequence[Listing],
    view: Overview,
    titles: Mapping[str, str],
    families: Sequence[str],
) -> list[Branch]:
    """The whole tree. `titles` names every page by address; `families` is the order of folders with an overview."""
    by_address = {listing.address: listing for listing in lists}
    columns = tuple(_category(column, by_address) for column in catalogue.vocabulary.columns)
    folders = [address.removesuffix("/index.html") for address in titles if _is_overview(address)]
    inner = [name for name in folders if name != _MANUAL]
    inner.sort(key=lambda name: (families.index(name) if name in families else len(families), name))
    found = [
        Branch("查找", tuple(_named(titles, _FINDING))),
        Branch("公开专栏", columns),
        Branch("汇总和比较", tuple(_folder(name, titles) for name in inner)),
        Branch("公开机构", tuple(Node(sort, below=_links(links)) for sort, links in view.organs)),
        Branch("种类", _links(view.kinds)),
        Branch("年度", _links(view.years)),
        Branch("主题", tuple(_topic(link, by_address) for link in view.topics)),
    ]
    known = {*_FINDING, "index.html", *(category.address for category in catalogue.vocabulary.columns)}
    other = [address for address in titles if "/" not in address and address not in known]
    manual = [_folder(_MANUAL, titles)] if _MANUAL in folders else []
    found.append(Branch("关于本站", (*_named(titles, sorted(other)), *manual)))
    return [branch for branch in found if branch.nodes]


_FINDING = ("catalogue.html", "search.html", "kiosk.html")
_MANUAL = "manual"


def _is_overview(address: str) -> bool:
    return address.count("/") == 1 and address.endswith("/index.html")


def _named(titles: Mapping[str, str], addresses: Iterable[str]) -> Iterator[Node]:
    return (Node(titles[address], address) for address in addresses if address in titles)


def _folder(name: str, titles: Mapping[str, str]) -> Node:
    """An overview with the number of pages that lie in its folder."""
    pages = sum(address.startswith(f"{name}/") for address in titles)
    return Node(titles[f"{name}/index.html"], f"{name}/index.html", f"{pages} 页")


def _links(links: Iterable[Link]) -> tuple[Node, ...]:
    return tuple(Node(link.text, link.address, f"{link.count} 条") for link in links)


def _category(category: Category, lists: Mapping[str, Listing]) -> Node:
    text = f"{category.ordinal or ''}{category.name}"
    if category.article:
        return Node(text, category.address)
    below = tuple(_category(child, lists) for child in category.children if child.address in lists)
    return Node(text, category.address, f"{len(lists[category.address].entries)} 条", below)


def _topic(link: Link, lists: Mapping[str, Listing]) -> Node:
    return Node(link.text, link.address, f"{link.count} 条", _links(lists[link.address].children))


def changed_on(entry: Entry) -> date:
    """The day on which an entry was published, or corrected for the last time."""
    return max((entry.published_at.date(), *(correction.on for correction in entry.corrections)))


def days(catalogue: Catalogue, lists: Iterable[Listing]) -> dict[str, date]:
    """When pages changed for the last time, by address, as far as the entries say it; never the day of a build."""
    found = {catalogue.address_of(entry): changed_on(entry) for entry in catalogue.entries}
    newest = max(found.values(), default=None)
    for listing in lists:
        for page in listing.pages():
            if page.entries:
                found[page.address] = max(changed_on(entry) for entry in page.entries)
    if newest:
        found |= {"index.html": newest, "catalogue.html": newest}
    return found | {address_of(record.index_number): record.withdrawal.on for record in catalogue.withdrawn}


def sitemaps(
    addresses: Iterable[str], changed: Mapping[str, date], base: str, most: int = MOST_ADDRESSES, size: int = MOST_BYTES
) -> dict[str, bytes]:
    """The files for search engines by name: sitemap.xml, which is an index of others where one cannot hold all.

    `addresses` are whole, below `base`; `most` and `size` (bytes) limit one file.
    """
    lines = (_line("url", address, changed.get(address.removeprefix(base))) for address in sorted(addresses))
    parts: list[list[bytes]] = [[]]
    room = size
    for line in lines:
        if len(parts[-1]) == most or len(line) > room - len(_wrapped("urlset", [])):
            parts.append([])
            room = size
        parts[-1].append(line)
        room -= len(line)
    if len(parts) == 1:
        return {"sitemap.xml": _wrapped("urlset", parts[0])}
    files = {f"sitemap-{number}.xml": _wrapped("urlset", part) for number, part in enumerate(parts, 1)}
    index = [_line("sitemap", f"{base}{name}", None) for name in files]
    return {"sitemap.xml": _wrapped("sitemapindex", index), **files}


def _line(tag: str, address: str, day: date | None) -> bytes:
    at = f"<lastmod>{day:%Y-%m-%d}</lastmod>" if day else ""
    return f"<{tag}><loc>{escape(address)}</loc>{at}</{tag}>\n".encode()


def _wrapped(tag: str, lines: Sequence[bytes]) -> bytes:
    return _HEAD.format(tag).encode() + b"".join(lines) + f"</{tag}>\n".encode()
