"""Lists of entries: by category, organ, kind, year and topic, cut into pages that stay as they are.

Pages are counted from the oldest entry. A full page never changes again when entries are added; the newest entries
stand on the head page, which has between one and two pages' worth. So one new entry touches one page of each list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from disclosure.catalogue import Catalogue
from disclosure.kinds import KINDS, Entry
from disclosure.views.entry import Link
from disclosure.vocabulary import Category, Organ


@dataclass(frozen=True)
class ListingPage:
    """One page of a list; `number` is 0 for the head page, else 1 for the oldest."""

    number: int
    address: str
    entries: tuple[Entry, ...]
    first: int
    """Position of the oldest entry on this page, counted from the oldest of the list, from 1."""


@dataclass(frozen=True)
class Listing:
    """A list with everything its pages say."""

    sort: str
    """category, organ, kind, year or topic."""
    key: str
    """Which one: slug of the category, organ or kind, the year, the whole path of the topic; "": it is not filtered."""
    title: str
    address: str
    entries: tuple[Entry, ...]
    crumbs: tuple[Link, ...]
    column: Category | None = None
    """The platform column it belongs to, for the menu and the tags."""
    description: str = ""
    keywords: tuple[str, ...] = ()
    ordinal: str = ""
    children: tuple[Link, ...] = ()
    children_title: str = ""
    organ: Organ | None = None
    size: int = field(default=30)

    @property
    def archived(self) -> int:
        """How many full pages of older entries there are."""
        return max(len(self.entries) // self.size - 1, 0)

    def page_address(self, number: int) -> str:
        """The address of the head page (0) or of an older page."""
        return self.address if number == 0 else f"{self.address.removesuffix('.html')}-p{number}.html"

    def at(self, address: str) -> Iterator[int]:
        """The number of the page with an address, if it is of this list."""
        stem = self.address.removesuffix(".html")
        if address.startswith(stem):
            yield from (number for number in range(self.archived + 1) if self.page_address(number) == address)

    def pages(self) -> Iterator[ListingPage]:
        """The head page, then the older ones from the newest to the oldest."""
        yield self.page(0)
        for number in range(self.archived, 0, -1):
            yield self.page(number)

    def page(self, number: int) -> ListingPage:
        """The head page (0) or an older one."""
        older = (number - 1 if number else self.archived) * self.size
        end = len(self.entries) - older
        part = self.entries[end - self.size : end] if number else self.entries[:end]
        return ListingPage(number, self.page_address(number), part, older + 1)


_HOME = Link("首页", "index.html")
_ALL = Link("全部目录", "catalogue.html")


def listings(catalogue: Catalogue) -> list[Listing]:
    """Every list of the site; lists without entries are left out, except columns and statutory items."""
    return [
        *_by_category(catalogue),
        *_by_organ(catalogue),
        *_by_kind(catalogue),
        *_by_year(catalogue),
        *_by_topic(catalogue),
    ]


def _by_category(catalogue: Catalogue) -> Iterator[Listing]:
    words = catalogue.vocabulary
    own: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in catalogue.newest_first:
        for category in words.ancestry[catalogue.category_of(entry).slug]:
            own[category.slug].append(entry)
    for slug, category in words.categories.items():
        way = words.ancestry[slug]
        if category.article or (not own[slug] and len(way) > 1 and not category.ordinal):
            continue
        children = tuple(
            Link(child.name, child.address, len(own[child.slug]), child.ordinal or "")
            for child in category.children
            if own[child.slug] or child.ordinal
        )
        yield Listing(
            sort="category",
            key=slug,
            title=category.name,
            address=category.address,
            entries=tuple(own[slug]),
            crumbs=(_HOME, *(Link(above.short, above.address) for above in way)),
            column=way[0],
            description=category.description,
            keywords=category.keywords,
            ordinal=category.ordinal or "",
            children=children,
            children_title="下级类别" if len(way) > 1 else "",
            size=words.site.page_size,
        )


def _by_organ(catalogue: Catalogue) -> Iterator[Listing]:
    words = catalogue.vocabulary
    own: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in catalogue.newest_first:
        own[entry.organ_slug].append(entry)
    for organ in words.organs:
        below = [other for other in words.organs if other.parent == organ.slug and own[other.slug]]
        if not own[organ.slug] and not below:
            continue
        yield Listing(
            sort="organ",
            key=organ.slug,
            title=organ.name,
            address=organ.address,
            entries=tuple(own[organ.slug]),
            crumbs=(_HOME, _ALL, Link(organ.short, organ.address)),
            description=f"{organ.name}公开的政府信息。",
            keywords=(organ.name, organ.short),
            children=tuple(Link(other.short, other.address) for other in below),
            children_title="所属机构",
            organ=organ,
            size=words.site.page_size,
        )


def _by_kind(catalogue: Catalogue) -> Iterator[Listing]:
    own: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in catalogue.newest_first:
        own[entry.slug].append(entry)
    for slug, kind in KINDS.items():
        if entries := tuple(own[slug]):
            yield _plain(catalogue, "kind", slug, kind.label, f"kind/{slug}.html", entries, f"{kind.about}。")


def _by_year(catalogue: Catalogue) -> Iterator[Listing]:
    own: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in catalogue.newest_first:
        own[entry.published_at.year].append(entry)
    for year, entries in own.items():
        text = f"{year}年公开的政府信息，按发布日期排列。"
        yield _plain(catalogue, "year", str(year), f"{year}年公开", f"year/{year}.html", tuple(entries), text)


def _by_topic(catalogue: Catalogue) -> Iterator[Listing]:
    own: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in catalogue.newest_first:
        if entry.topic:
            for path in dict.fromkeys((entry.topic.partition("/")[0], entry.topic)):
                own[path].append(entry)
    for number, topic in enumerate(catalogue.vocabulary.topics, 1):
        if not own[topic.name]:
            continue
        address = f"topic/{number}.html"
        below = [
            (Link(child, f"topic/{number}-{place}.html", len(own[f"{topic.name}/{child}"])), f"{topic.name}/{child}")
            for place, child in enumerate(topic.children, 1)
            if own[f"{topic.name}/{child}"]
        ]
        text = f"主题分类为“{topic.name}”的政府信息。"
        children = tuple(link for link, _ in below)
        yield _plain(catalogue, "topic", topic.name, topic.name, address, tuple(own[topic.name]), text, children)
        for link, path in below:
            text = f"主题分类为“{path}”的政府信息。"
            above = (Link(topic.name, address),)
            yield _plain(catalogue, "topic", path, path, link.address, tuple(own[path]), text, (), above)


def _plain(  # noqa: PLR0913, PLR0917 - the parts of a list
    catalogue: Catalogue,
    sort: str,
    key: str,
    title: str,
    address: str,
    entries: tuple[Entry, ...],
    description: str,
    children: tuple[Link, ...] = (),
    above: tuple[Link, ...] = (),
) -> Listing:
    return Listing(
        sort=sort,
        key=key,
        title=title,
        address=address,
        entries=entries,
        crumbs=(_HOME, _ALL, *above, Link(title.rpartition("/")[2], address)),
        description=description,
        keywords=(title,),
        children=children,
        children_title="下级主题",
        size=catalogue.vocabulary.site.page_size,
    )
