"""The site as data, the page as bytes, and the register of the families of pages.

A family is a set of pages of one sort: the lists, the entries, an overview with its details. Each family stands in a
module of its own and adds itself to FAMILIES; nothing else has to know it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from html import unescape
from pathlib import Path
from posixpath import dirname, normpath
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup, escape

from disclosure.catalogue import Catalogue
from disclosure.kinds import Entry
from disclosure.pages.code import Coder
from disclosure.pages.environment import environment, href
from disclosure.pages.frame import Frame
from disclosure.pages.languages import switch
from disclosure.pages.on_demand import OnDemand
from disclosure.pages.ways_out import Marker, leads
from disclosure.views import Link, Listing, Overview, Register, listings, overview

_LINK = re.compile(rb'<[A-Za-z][^<>]*?\s(?:href|src)="([^"#?]+)[^"]*"')  # in a tag: texts may say href="x" too
_TITLE = re.compile(rb"<title>([^<]*)</title>")
_ELSEWHERE = re.compile(rb"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address, its bytes, and the addresses in this site to which its text links."""

    address: str
    content: bytes
    links: frozenset[str]
    title: str = ""
    """Without the name of the site; empty for what is no page, such as a table to download."""
    outside: frozenset[str] = frozenset()
    """The addresses on the web to which its text links."""


@dataclass(frozen=True, slots=True)
class Made:
    """A page that is finished, for pages that know all others: see CLOSING."""

    address: str
    title: str
    outside: frozenset[str]


@dataclass(frozen=True)
class Site:
    """All that is needed to render any page."""

    root: Path
    catalogue: Catalogue
    frames: Mapping[int, Frame]
    digests: Mapping[str, tuple[int, str]]
    """Size and SHA-256 of the stored files by their path."""
    for_staff: bool = False
    """Whether the pages for staff are made though the setting 填报资料 keeps them out of the public site."""

    @property
    def families(self) -> list[Family]:
        """The families of pages that this site has, in the order in which they are written."""
        has_staff = self.for_staff or self.catalogue.vocabulary.site.staff_pages
        return [family for family in FAMILIES.values() if has_staff or not family.staff]

    @cached_property
    def lists(self) -> list[Listing]:
        """Every list."""
        return listings(self.catalogue)

    @cached_property
    def register(self) -> Register:
        """The lines of all entries, by which lists are filtered."""
        return Register(self.catalogue)

    @cached_property
    def prepared(self) -> dict[str, Any]:
        """What each family of pages has worked out, when it was first needed, by the name of the family."""
        return OnDemand(self._prepared)

    def _prepared(self, name: str) -> Any:  # noqa: ANN401 - each family shares what it likes
        return FAMILIES[name].prepare(self)

    @cached_property
    def overview(self) -> Overview:
        """The data of the home page and of the catalogue page."""
        counts = {
            family.name: family.count(self.prepared[family.name])
            for family in self.families
            if family.count is not None
        }
        return overview(self.catalogue, self.lists, counts)

    @cached_property
    def rows(self) -> dict[str, Markup]:
        """The list line of each entry, by index number, for pages one folder deep; rendered once, when needed."""
        return OnDemand(self._row)

    def _row(self, number: str) -> Markup:
        line = getattr(environment(self.root).get_template("pages/row.html").module, "row")  # noqa: B009 - a macro
        row: Markup = line(self.catalogue.by_number[number], self, "../")
        return row

    @cached_property
    def marker(self) -> Marker:
        """Marks the links that leave the site."""
        return Marker.of(self.root, self.catalogue.vocabulary.site)

    @cached_property
    def footer_leads(self) -> frozenset[str]:
        """The addresses on the web to which every page links at its foot."""
        return leads(self.frames[0].fill({}))

    @cached_property
    def coder(self) -> Coder:
        """Makes the QR codes of this process."""
        return Coder()

    @cached_property
    def names(self) -> list[str]:
        """The names of all pages, in the order in which they are written; see `render`."""
        return [
            f"{family.name} {name}"
            for family in self.families
            for name in family.names(self, self.prepared[family.name])
        ]

    def also(self, listing: Listing) -> list[Link]:
        """Where a list leads besides its entries."""
        return [link for links_of in ALSO for link in links_of(self, listing)]

    def prepare(self) -> None:
        """Work out what all pages share, before worker processes are started."""
        environment(self.root)
        _ = (
            self.marker,
            self.lists,
            [self.prepared[family.name] for family in self.families],
            self.overview,
            [self.rows[number] for number in self.catalogue.by_number],
            self.catalogue.referring,
        )


@dataclass(frozen=True)
class Family:
    """A set of pages of one sort."""

    name: str
    """One word; it begins the name of each page of the family, and `<name>/index.html` is its overview, if any."""
    prepare: Callable[[Site], Any]
    """Works out, once and before worker processes start, what the pages share; the result is given to the others."""
    names: Callable[[Site, Any], Iterable[str]]
    """A short name for each page, without the family's: "3 0", "17", "index"."""
    render: Callable[[Site, Any, str], Page]
    """The page with a name of `names`."""
    count: Callable[[Any], int] | None = None
    """How many things the overview shows; families without an overview leave it out. 0: there is no overview."""
    find: Callable[[Site, str], str | None] | None = None
    """The name of the page with an address, if it is of the family; families of few pages leave it out: see finding."""
    staff: bool = False
    """Whether these are pages for those who fill in: not part of the public site unless 填报资料 is 公开."""


FAMILIES: dict[str, Family] = {}
"""Every family by its name, in the order in which the pages are written."""

ENTRY_VIEWS: dict[str, Callable[[Site, Entry], Mapping[str, Any]]] = {}
"""What the template of a kind needs besides the entry, by slug of the kind; it is called `view` there."""


ALSO: list[Callable[[Site, Listing], Iterable[Link]]] = []
"""What lists lead to besides their entries: pages of families that concern a category or an organ."""


CLOSING: list[Callable[[Site, Sequence[Made]], Iterable[Page]]] = []
"""What makes pages that know all others, such as the site map; each is given those of the ones before it too."""


def add(family: Family) -> None:
    """Add a family to FAMILIES."""
    FAMILIES[family.name] = family


def render(site: Site, name: str) -> Page:
    """Render the page with a name of `Site.names`."""
    family, _, rest = name.partition(" ")
    return FAMILIES[family].render(site, site.prepared[family], rest)


def closing(site: Site, made: Iterable[Made]) -> Iterator[Page]:
    """The pages that know all others, which are `made`."""
    known = sorted(made, key=lambda page: page.address)
    for make in CLOSING:
        for page in list(make(site, known)):
            if page.title:
                known.append(Made(page.address, page.title, page.outside))
            yield page


def make_page(  # noqa: PLR0913, PLR0917 - the parts of a page
    site: Site, address: str, title: str, head: str, body: str, menu: str = "", scripts: str = ""
) -> Page:
    """Fill the frame for the depth of `address`; `menu` is the slug of the column that is marked in the menu.

    `scripts` is what the policy of this page allows to scripts besides files of the site itself.
    """
    text = body.encode()
    own_title = title.removesuffix(f" - {site.catalogue.vocabulary.site.name}")
    head = f"{head}\n{_shared(site, address, own_title)}"
    values = {"TITLE": str(escape(title)).encode(), "HEAD": head.encode(), "BODY": text, "SCRIPTS": scripts.encode()}
    values["LANGUAGES"] = switch(site, address)
    if menu:
        values[f"NAV-{menu.upper()}"] = b' aria-current="true"'
    content = site.marker.mark(site.frames[address.count("/")].fill(values), up_from(address))
    return Page(address, content, links_in(text, address), own_title, leads(text))


def _shared(site: Site, address: str, title: str) -> str:
    """What other services show of a link to a page (Open Graph); the rest is the same on all pages, in main.html."""
    tags = f'<meta property="og:title" content="{escape(title)}">'
    if base := site.catalogue.vocabulary.site.public_address:
        tags += f'\n<meta property="og:url" content="{escape(base + href(address))}">'
    return tags


def hand_written(site: Site, address: str, content: bytes) -> Page:
    """A page that MkDocs made from content/, with the links marked that leave the site."""
    found = _TITLE.search(content)
    title = unescape(found[1].decode()) if found else ""
    own_title = title.removesuffix(f" - {site.catalogue.vocabulary.site.name}")
    outside = leads(content) - site.footer_leads
    return Page(address, site.marker.mark(content, up_from(address)), links_in(content, address), own_title, outside)


def links_in(text: bytes, address: str) -> frozenset[str]:
    """The addresses inside the site to which a piece of HTML on the page `address` links."""
    folder = dirname(address)
    return frozenset(
        normpath(f"{folder}/{unquote(target.decode())}").lstrip("/")
        for target in set(_LINK.findall(text))
        if not _ELSEWHERE.match(target)
    )


def up_from(address: str) -> str:
    """The way from a page to the top of the site: ../ for each folder."""
    return "../" * address.count("/")


def meta_tag(name: str, content: str) -> str:
    """A <meta> element."""
    return f'<meta name="{name}" content="{escape(" ".join(content.split()))}">'


def article_tags(  # noqa: PLR0913 - the tags that 政府网站发展指引 asks for, all by name
    *, column: str, column_type: str, title: str, published: datetime, source: str, keywords: str, summary: str
) -> str:
    """The tags of a content page; the time is 00:00 where the office gave only the day."""
    tags = (
        ("ColumnName", column),
        ("ColumnType", column_type),
        ("ArticleTitle", title),
        ("PubDate", f"{published:%Y-%m-%d %H:%M}"),
        ("ContentSource", source),
        ("Keywords", keywords),
        ("Description", summary),
        ("keywords", keywords),
        ("description", summary),
    )
    return "\n".join(meta_tag(*tag) for tag in tags)


def column_tags(name: str, description: str, keywords: tuple[str, ...], type_name: str) -> str:
    """The tags of a column page (政府网站发展指引, 网页标签)."""
    tags = (
        ("ColumnName", name),
        ("ColumnDescription", description),
        ("ColumnKeywords", "，".join(keywords)),
        ("ColumnType", type_name),
        ("description", description),
    )
    return "\n".join(meta_tag(*tag) for tag in tags)
