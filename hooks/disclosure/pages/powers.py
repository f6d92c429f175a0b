"""权责清单 as a whole: an overview, lists by organ and by type, a page for each power, and all adjustments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from disclosure.charts import Bar, BarChart, draw_bars, flow_chart
from disclosure.kinds import Entry, PowerList
from disclosure.pages.accounts import Drawn
from disclosure.pages.environment import environment
from disclosure.pages.site import (
    ENTRY_VIEWS,
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
    PowerBook,
    PowerListing,
    PowerRecord,
    csv_bytes,
    earlier_of,
    power_book,
    power_listings,
    power_table,
    steps_of,
)
from disclosure.views.entry import Link
from disclosure.views.power_lists import (
    ADJUSTMENTS,
    OVERVIEW,
    Group,
    anchor_of,
    group_addresses,
    organ_address,
    type_address,
)
from disclosure.views.power_overlaps import EditionChange, SharedPower, edition_changes, shared_powers
from disclosure.vocabulary import Organ

DOWNLOAD = "powers/powers.csv"
SHARED, CHANGES = "powers/shared.html", "powers/versions.html"
HOME_LINK = Link("首页", "index.html")
POWERS_LINK = Link("权责清单", OVERVIEW)


@dataclass(frozen=True)
class _Powers:
    """What the pages of the family share."""

    book: PowerBook
    listings: list[PowerListing[PowerRecord]]
    shared: tuple[SharedPower, ...]
    changes: tuple[EditionChange, ...]

    @cached_property
    def shared_of(self) -> dict[str, SharedPower]:
        """The powers that several organs have, by the address of each of their pages."""
        return {record.address: one for one in self.shared for record in one.records}


def _prepare(site: Site) -> _Powers:
    book = power_book(site.catalogue)
    return _Powers(book, power_listings(book), shared_powers(book), edition_changes(book))


def _names(_: Site, made: _Powers) -> Iterator[str]:
    if not made.book.records:
        return
    yield from ("index", "download")
    for number, listing in enumerate(made.listings):
        yield from (f"list {number} {page}" for page in range(len(listing.pages)))


def _render(site: Site, made: _Powers, name: str) -> Page:
    sort, *numbers = name.split()
    if sort == "index":
        return _overview(site, made)
    if sort == "download":
        return Page(DOWNLOAD, csv_bytes(power_table(made.book)), frozenset())
    return _list(site, made, made.listings[int(numbers[0])], int(numbers[1]))


def _menu(site: Site) -> str:
    """The column that is marked in the menu: that of the category of power lists."""
    words = site.catalogue.vocabulary
    return words.ancestry[words.category_of_kind[PowerList.slug].slug][0].slug


def column(site: Site, address: str, title: str, about: str, template: str, **values: Any) -> Page:  # noqa: ANN401
    """A page that sums up powers, with the script by which the reader sorts its tables if there are such."""
    body = environment(site.root).get_template(template).render(site=site, title=title, up=up_from(address), **values)
    head = column_tags(title, about, ("权责清单", title), "信息公开")
    if " data-sortable>" in body:
        head += f'\n<script src="{up_from(address)}assets/sort.js" defer></script>'
    return make_page(site, address, f"{title} - {site.catalogue.vocabulary.site.name}", head, body, _menu(site))


def _overview(site: Site, made: _Powers) -> Page:
    book = made.book
    return column(
        site,
        OVERVIEW,
        "权责清单",
        f"{site.catalogue.vocabulary.site.region}各机关行政职权的名称、类型、依据、流程和责任。",
        "pages/powers.html",
        crumbs=[HOME_LINK, POWERS_LINK],
        book=book,
        types=[(name, type_address(book, name) if book.by_type[name] else "") for name in book.types],
        places=group_addresses(made.listings),
        charts=_charts(book),
        without=_without(site, book),
        organ_address=organ_address,
        shared=SHARED if made.shared else "",
        changes=CHANGES if made.changes else "",
        made=made,
        download=DOWNLOAD,
        adjustments=ADJUSTMENTS if book.changes else "",
    )


def _charts(book: PowerBook) -> list[Drawn]:
    """How many powers each organ and each type has, the most first."""
    by_organ = [(organ.short, book.by_organ[organ.slug]) for organ in book.organs]
    drawn = []
    for title, counts in (("各机关现行职权数", by_organ), ("各类现行职权数", list(book.by_type.items()))):
        ordered = sorted(counts, key=lambda pair: -pair[1])
        bars = tuple(Bar(name, (Decimal(count),)) for name, count in ordered)
        drawn += [Drawn(title, draw_bars(BarChart(title, ("",), bars, "项")))] if len(bars) > 1 else []
    return drawn


def _without(site: Site, book: PowerBook) -> list[Organ]:
    """The organs of those sorts (政府部门 …) of which others have a list, that have none on the site."""
    sorts, having = ({organ.type_name for organ in book.organs}, {organ.slug for organ in book.organs})
    organs = site.catalogue.vocabulary.organs
    disclosing = {entry.organ_slug for entry in site.catalogue.entries}
    return [one for one in organs if one.type_name in sorts and one.slug in disclosing - having]


def _list(site: Site, made: _Powers, listing: PowerListing[PowerRecord], number: int) -> Page:
    address = listing.page_address(number)
    part = f"（第{number + 1}页）" if number else ""
    whose = "权责清单" if listing.sort == "organ" else "职权一览"
    return column(
        site,
        address,
        f"{listing.title}{whose}{part}",
        f"{listing.title}的行政职权，共 {listing.total} 项。",
        "pages/power-list.html",
        crumbs=[HOME_LINK, POWERS_LINK, Link(listing.title, address)],
        listing=listing,
        number=number,
        rows=_rows,
        anchor=anchor_of,
        lists=made.book.lists.get(listing.key, ()) if listing.sort == "organ" else (),
    )


def _rows(group: Group[PowerRecord]) -> list[tuple[str, str, str, str]]:
    """Name, code, address and state of each power."""
    return [(record.power.name, record.power.code, record.address, record.state) for record in group.rows]


def _power(site: Site, _: Any, name: str) -> Page:  # noqa: ANN401 - it shares what the overview has prepared
    book: PowerBook = site.prepared["powers"].book
    record = book.records[int(name)]
    power, address = record.power, record.address
    organ = record.organ
    body = (
        environment(site.root)
        .get_template("pages/power.html")
        .render(
            site=site,
            record=record,
            power=power,
            up=up_from(address),
            crumbs=[HOME_LINK, POWERS_LINK, Link(organ.short, organ_address(organ.slug)), Link(power.code, address)],
            type_address=type_address(book, power.type_name),
            organ_address=organ_address(organ.slug),
            chart=flow_chart(power.flow, f"{power.name}运行流程图") if power.flow else "",
            steps=steps_of(power),
            earlier=earlier_of(record),
            shared=site.prepared["powers"].shared_of.get(address),
        )
    )
    category = site.catalogue.category_of(record.entry)
    head = article_tags(
        column=category.name,
        column_type=site.catalogue.vocabulary.ancestry[category.slug][0].column_type,
        title=power.name,
        published=record.entry.published_at,
        source=organ.name,
        keywords="，".join(dict.fromkeys((power.type_name, organ.short, "权责清单"))),
        summary=f"{organ.name}的{power.type_name}“{power.name}”：依据、流程、责任和裁量基准。",
    )
    title = f"{power.name} - {organ.short} - {site.catalogue.vocabulary.site.name}"
    return make_page(site, address, title, head, body, _menu(site))


def _find_power(site: Site, address: str) -> str | None:
    records = site.prepared["powers"].book.records if address.startswith("power/") else ()
    return next((str(place) for place, record in enumerate(records) if record.address == address), None)


def _entry_view(site: Site, entry: Entry) -> Mapping[str, Any]:
    """For the page of one list: its powers by type with their pages, its other parts, and the list that replaced it."""
    made: _Powers = site.prepared["powers"]
    book = made.book
    lists = book.lists[entry.organ_slug]
    own = next(edition for edition in lists if any(part is entry for part in edition.lists))
    types: dict[str, list[tuple[str, str, str, str]]] = {name: [] for name in book.types}
    for power in entry.powers if isinstance(entry, PowerList) else ():
        address = book.by_code[entry.organ_slug, power.code.casefold()].address
        types.setdefault(power.type_name, []).append((power.name, power.code, address, power.state))
    return {
        "types": [(name, rows) for name, rows in types.items() if rows],
        "parts": [part for part in own.lists if len(own.lists) > 1],
        "newer": () if own is lists[0] else lists[0].lists,
        "organ_address": organ_address(entry.organ_slug),
        "overview": OVERVIEW,
    }


add(Family("powers", _prepare, _names, _render, lambda made: made.book.total))
add(
    Family(
        "power",
        lambda _: None,
        lambda site, _: map(str, range(len(site.prepared["powers"].book.records))),
        _power,
        find=_find_power,
    )
)
ENTRY_VIEWS[PowerList.slug] = _entry_view
