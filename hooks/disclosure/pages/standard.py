"""The pages that every site has: home, the whole catalogue, lists, entries, withdrawn entries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosure.catalogue import address_of
from disclosure.kinds import Entry
from disclosure.pages.downloads import FORMATS, download, downloads_of, text_of
from disclosure.pages.environment import environment, href
from disclosure.pages.site import (
    ENTRY_VIEWS,
    FAMILIES,
    Family,
    Page,
    Site,
    add,
    article_tags,
    column_tags,
    make_page,
    up_from,
)
from disclosure.views import (
    Link,
    attachments_of,
    citation_of,
    crumbs_of,
    explained_by,
    explanations_of,
    facts_of,
    latest_days,
    relations_of,
    standing_of,
)
from disclosure.views.validity import life_of
from disclosure.vocabulary import Category


def _nothing(_: Site) -> None:
    return None


def _home(site: Site, _: Any, name: str) -> Page:  # noqa: ANN401 - families share nothing here
    if name == "updates":
        return _updates(site)
    if name == "catalogue":
        return _whole(site, "catalogue.html", "pages/catalogue.html", "全部目录", "catalogue")
    return _whole(site, "index.html", "pages/home.html", site.catalogue.vocabulary.site.name, "home")


def _updates(site: Site) -> Page:
    address, title = "updates.html", "刚刚更新"
    words = site.catalogue.vocabulary.site
    crumbs = (Link("首页", "index.html"), Link(title, address))
    template = environment(site.root).get_template("pages/updates.html")
    body = template.render(
        site=site, up=up_from(address), crumbs=crumbs, days=latest_days(site.catalogue, words.page_size)
    )
    head = column_tags(title, "最近公开、更正和撤回的政府信息。", ("最新公开", "更正", "撤回"), "信息公开")
    return make_page(site, address, f"{title} - {words.name}", head, body, "catalogue")


def _whole(site: Site, address: str, template: str, title: str, menu: str) -> Page:
    body = environment(site.root).get_template(template).render(site=site, view=site.overview, up=up_from(address))
    description = f"{site.catalogue.vocabulary.site.region}政府信息公开平台，公开指南、制度、法定主动公开内容和年报。"
    name = site.catalogue.vocabulary.site.name
    head = column_tags("政府信息公开" if menu == "home" else title, description, ("政府信息公开", "目录"), "信息公开")
    return make_page(site, address, title if title == name else f"{title} - {name}", head, body, menu)


def _list_names(site: Site, _: Any) -> Iterator[str]:  # noqa: ANN401
    yield from ("words", *(f"year {year}" for year in site.register.years))
    for number, listing in enumerate(site.lists):
        yield from (f"{number} {page}" for page in range(listing.archived + 1))


def _list(site: Site, _: Any, name: str) -> Page:  # noqa: ANN401
    if name == "words":
        return Page("lists/words.js", site.register.words(), frozenset())
    number, part_number = name.split()
    if number == "year":
        return Page(f"lists/{part_number}.js", site.register.year(int(part_number)), frozenset())
    listing = site.lists[int(number)]
    page = listing.page(int(part_number))
    template = environment(site.root).get_template("pages/list.html")
    body = template.render(site=site, listing=listing, page=page, up=up_from(page.address))
    column = listing.column
    kind_of_column = column.column_type if column else "信息公开"
    head = column_tags(listing.title, listing.description, listing.keywords or (listing.title,), kind_of_column)
    part = f"（第{page.number}页）" if page.number else ""
    title = f"{listing.title}{part} - {site.catalogue.vocabulary.site.name}"
    return make_page(site, page.address, title, head, body, column.slug if column else "catalogue")


def _entry_names(site: Site, _: Any) -> Iterator[str]:  # noqa: ANN401
    for number, entry in enumerate(site.catalogue.entries):
        yield str(number)
        if entry.body:
            yield from (f"{number} {form}" for form in FORMATS)


def _entry(site: Site, _: Any, name: str) -> Page:  # noqa: ANN401
    number, _, form = name.partition(" ")
    entry = site.catalogue.entries[int(number)]
    if form:
        return download(site, entry, form)
    catalogue = site.catalogue
    address = catalogue.address_of(entry)
    public = _public(site, address)
    body = (
        environment(site.root)
        .get_template("pages/entry.html")
        .render(
            site=site,
            entry=entry,
            up=up_from(address),
            crumbs=crumbs_of(catalogue, entry),
            facts=facts_of(catalogue, entry),
            standing=standing_of(catalogue, entry),
            explanations=explanations_of(catalogue, entry),
            explained=explained_by(catalogue, entry),
            text=text_of(entry),
            citation=citation_of(catalogue, entry, public["public"]),
            downloads=downloads_of(address) if entry.body else (),
            relations=relations_of(catalogue, entry),
            life=life_of(catalogue, entry),
            attachments=attachments_of(catalogue, entry, site.digests),
            **public,
            feedback=_feedback(site, entry),
            view=ENTRY_VIEWS[entry.slug](site, entry) if entry.slug in ENTRY_VIEWS else {},
        )
    )
    category = catalogue.category_of(entry)
    column = catalogue.vocabulary.ancestry[category.slug][0]
    head = _article_tags(site, entry, category, column)
    title = f"{entry.title} - {catalogue.vocabulary.site.name}"
    return make_page(site, address, title, head, body, column.slug)


def _public(site: Site, address: str) -> dict[str, str]:
    """Where the page is on the web, for paper and for touch screens; empty where the office has not said it."""
    base = site.catalogue.vocabulary.site.public_address
    public = f"{base}{href(address)}" if base else ""
    return {"public": public, "code": site.coder.uri(public) if public else ""}


def _feedback(site: Site, entry: Entry) -> str:
    """The link by which readers say what they think of an entry; empty where the office has none."""
    settings = site.catalogue.vocabulary.site
    number = entry.index_number
    url = f"{settings.public_address}{href(site.catalogue.address_of(entry))}" if settings.public_address else ""
    subject = f"意见反馈：{entry.title}（索引号 {number}）"
    return settings.feedback.link(subject=subject, title=entry.title, number=number, url=url)


def _withdrawn(site: Site, _: Any, name: str) -> Page:  # noqa: ANN401
    record = site.catalogue.withdrawn[int(name)]
    address = address_of(record.index_number)
    template = environment(site.root).get_template("pages/withdrawn.html")
    body = template.render(site=site, record=record, up=up_from(address))
    head = column_tags("撤回的信息", "已经撤回的政府信息。", ("撤回",), "信息公开")
    title = f"已撤回的信息 - {site.catalogue.vocabulary.site.name}"
    return make_page(site, address, title, head, body)


def _article_tags(site: Site, entry: Entry, category: Category, column: Category) -> str:
    """The tags of an entry's page."""
    source = entry.optional("issuer") or entry.optional("source")
    return article_tags(
        column=category.name,
        column_type=column.column_type,
        title=entry.title,
        published=entry.published_at,
        source=source or site.catalogue.organ_of(entry).name,
        keywords="，".join(entry.keywords or (category.short,)),
        summary=entry.summary or entry.title,
    )


def _find_home(_: Site, address: str) -> str | None:
    return next((name for name in _HOME if address == f"{name}.html"), None)


def _find_list(site: Site, address: str) -> str | None:
    folder, _, name = address.rpartition("/")
    if folder == "lists" and name.endswith(".js"):
        year = name.removesuffix(".js")
        return "words" if year == "words" else f"year {year}" if year in map(str, site.register.years) else None
    if not folder or "/" in folder or folder in FAMILIES or not name.endswith(".html"):
        return None  # not where lists lie: they need not be made to know it
    return next((f"{number} {page}" for number, one in enumerate(site.lists) for page in one.at(address)), None)


def _find_entry(site: Site, address: str) -> str | None:
    stem, _, form = address.rpartition(".")
    place = site.catalogue.places_of_pages.get(f"{stem}.html")
    if place is None or form == "html":
        return None if place is None else str(place)
    return f"{place} {form}" if form in FORMATS and site.catalogue.entries[place].body else None


def _find_withdrawn(site: Site, address: str) -> str | None:
    places = enumerate(site.catalogue.withdrawn)
    return next((str(place) for place, record in places if address_of(record.index_number) == address), None)


_HOME = ("index", "catalogue", "updates")

add(Family("home", _nothing, lambda _, __: _HOME, _home, find=_find_home))
add(Family("list", _nothing, _list_names, _list, find=_find_list))
add(Family("entry", _nothing, _entry_names, _entry, find=_find_entry))
add(
    Family(
        "withdrawn",
        _nothing,
        lambda site, _: map(str, range(len(site.catalogue.withdrawn))),
        _withdrawn,
        find=_find_withdrawn,
    )
)
