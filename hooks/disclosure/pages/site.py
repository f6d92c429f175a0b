"""Every page of the site: which there are, and the bytes of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from posixpath import dirname, normpath
from urllib.parse import unquote

from markupsafe import Markup, escape

from disclosure.catalogue import Catalogue, address_of
from disclosure.kinds import Entry, Withdrawn
from disclosure.pages.environment import environment
from disclosure.pages.frame import Frame
from disclosure.views import (
    Listing,
    ListingPage,
    Overview,
    attachments_of,
    crumbs_of,
    facts_of,
    listings,
    overview,
    relations_of,
)
from disclosure.vocabulary import Category

_LINK = re.compile(rb'<[A-Za-z][^<>]*?\s(?:href|src)="([^"#?]+)[^"]*"')  # in a tag: texts may say href="x" too
_ELSEWHERE = re.compile(rb"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address, its bytes, and the addresses in this site to which its text links."""

    address: str
    content: bytes
    links: frozenset[str]


@dataclass(frozen=True)
class Site:
    """All that is needed to render any page."""

    root: Path
    catalogue: Catalogue
    frames: Mapping[int, Frame]
    digests: Mapping[str, tuple[int, str]]
    """Size and SHA-256 of the stored files by their path."""

    @cached_property
    def lists(self) -> list[Listing]:
        """Every list."""
        return listings(self.catalogue)

    @cached_property
    def overview(self) -> Overview:
        """The data of the home page and of the catalogue page."""
        return overview(self.catalogue, self.lists)

    @cached_property
    def rows(self) -> dict[str, Markup]:
        """The list line of each entry, by index number, for pages one folder deep; rendered once."""
        line = getattr(environment(self.root).get_template("pages/row.html").module, "row")  # noqa: B009 - a macro
        return {entry.index_number: line(entry, self, "../") for entry in self.catalogue.entries}

    @cached_property
    def names(self) -> list[str]:
        """The names of all pages, in the order in which they are written; see `render`."""
        return list(page_names(self))

    def prepare(self) -> None:
        """Work out what all pages share, before worker processes are started."""
        _ = self.lists, self.overview, self.rows, self.catalogue.referring, self.catalogue.by_number
        environment(self.root)


def page_names(site: Site) -> Iterator[str]:
    """A short name for each page: "home", "catalogue", "list 3 0", "entry 17", "withdrawn 2"."""
    yield "home"
    yield "catalogue"
    for number, listing in enumerate(site.lists):
        yield from (f"list {number} {page}" for page in range(listing.archived + 1))
    yield from (f"entry {number}" for number in range(len(site.catalogue.entries)))
    yield from (f"withdrawn {number}" for number in range(len(site.catalogue.withdrawn)))


def render(site: Site, name: str) -> Page:
    """Render the page with a name of `page_names`."""
    sort, *numbers = name.split()
    if sort == "home":
        return _whole(site, "index.html", "pages/home.html", site.catalogue.vocabulary.site.name, "HOME")
    if sort == "catalogue":
        return _whole(site, "catalogue.html", "pages/catalogue.html", "全部目录", "CATALOGUE")
    if sort == "list":
        listing = site.lists[int(numbers[0])]
        return _list(site, listing, listing.page(int(numbers[1])))
    if sort == "entry":
        return _entry(site, site.catalogue.entries[int(numbers[0])])
    return _withdrawn(site, site.catalogue.withdrawn[int(numbers[0])])


def _whole(site: Site, address: str, template: str, title: str, menu: str) -> Page:
    up = _up(address)
    body = environment(site.root).get_template(template).render(site=site, view=site.overview, up=up)
    description = f"{site.catalogue.vocabulary.site.region}政府信息公开平台，公开指南、制度、法定主动公开内容和年报。"
    name = site.catalogue.vocabulary.site.name
    head = _column_tags("政府信息公开" if menu == "HOME" else title, description, ("政府信息公开", "目录"), "信息公开")
    return _page(site, address, title if title == name else f"{title} - {name}", head, body, menu)


def _list(site: Site, listing: Listing, page: ListingPage) -> Page:
    up = _up(page.address)
    template = environment(site.root).get_template("pages/list.html")
    body = template.render(site=site, listing=listing, page=page, up=up)
    column = listing.column
    kind_of_column = column.column_type if column else "信息公开"
    head = _column_tags(listing.title, listing.description, listing.keywords or (listing.title,), kind_of_column)
    part = f"（第{page.number}页）" if page.number else ""
    title = f"{listing.title}{part} - {site.catalogue.vocabulary.site.name}"
    return _page(site, page.address, title, head, body, column.slug.upper() if column else "CATALOGUE")


def _entry(site: Site, entry: Entry) -> Page:
    catalogue = site.catalogue
    address = catalogue.address_of(entry)
    validity = catalogue.vocabulary.validity_by_name.get(entry.optional("validity") or "")
    body = (
        environment(site.root)
        .get_template("pages/entry.html")
        .render(
            site=site,
            entry=entry,
            up=_up(address),
            crumbs=crumbs_of(catalogue, entry),
            facts=facts_of(catalogue, entry),
            validity=validity,
            relations=relations_of(catalogue, entry),
            attachments=attachments_of(catalogue, entry, site.digests),
        )
    )
    category = catalogue.category_of(entry)
    column = catalogue.vocabulary.ancestry[category.slug][0]
    head = _article_tags(site, entry, category, column)
    title = f"{entry.title} - {catalogue.vocabulary.site.name}"
    return _page(site, address, title, head, body, column.slug.upper())


def _withdrawn(site: Site, record: Withdrawn) -> Page:
    address = address_of(record.index_number)
    template = environment(site.root).get_template("pages/withdrawn.html")
    body = template.render(site=site, record=record, up=_up(address))
    head = _column_tags("撤回的信息", "已经撤回的政府信息。", ("撤回",), "信息公开")
    title = f"已撤回的信息 - {site.catalogue.vocabulary.site.name}"
    return _page(site, address, title, head, body, "")


def _page(site: Site, address: str, title: str, head: str, body: str, menu: str) -> Page:  # noqa: PLR0913, PLR0917
    text = body.encode()
    values = {"TITLE": str(escape(title)).encode(), "HEAD": head.encode(), "BODY": text}
    if menu:
        values[f"NAV-{menu}"] = b' aria-current="true"'
    content = site.frames[address.count("/")].fill(values)
    return Page(address, content, links_in(text, address))


def links_in(text: bytes, address: str) -> frozenset[str]:
    """The addresses inside the site to which a piece of HTML on the page `address` links."""
    folder = dirname(address)
    return frozenset(
        normpath(f"{folder}/{unquote(target.decode())}").lstrip("/")
        for target in set(_LINK.findall(text))
        if not _ELSEWHERE.match(target)
    )


def _up(address: str) -> str:
    return "../" * address.count("/")


def _tag(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{escape(" ".join(content.split()))}">'


def _column_tags(name: str, description: str, keywords: tuple[str, ...], type_name: str) -> str:
    """The tags of a column page (政府网站发展指引, 网页标签)."""
    tags = (
        ("ColumnName", name),
        ("ColumnDescription", description),
        ("ColumnKeywords", "，".join(keywords)),
        ("ColumnType", type_name),
        ("description", description),
    )
    return "\n".join(_tag(*tag) for tag in tags)


def _article_tags(site: Site, entry: Entry, category: Category, column: Category) -> str:
    """The tags of a content page; the time is 00:00 where the office gave only the day."""
    source = entry.optional("issuer") or entry.optional("source")
    summary = entry.summary or entry.title
    keywords = "，".join(entry.keywords or (category.short,))
    tags = (
        ("ColumnName", category.name),
        ("ColumnType", column.column_type),
        ("ArticleTitle", entry.title),
        ("PubDate", f"{entry.published_at:%Y-%m-%d %H:%M}"),
        ("ContentSource", source or site.catalogue.organ_of(entry).name),
        ("Keywords", keywords),
        ("Description", summary),
        ("keywords", keywords),
        ("description", summary),
    )
    return "\n".join(_tag(*tag) for tag in tags)
