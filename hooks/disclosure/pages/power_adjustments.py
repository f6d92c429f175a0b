"""动态调整: all adjustments of powers by date, with an overview and a list for each year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.pages.powers import HOME_LINK, POWERS_LINK, column
from disclosure.pages.site import Family, Page, Site, add
from disclosure.views import PowerListing, change_listings, power_book
from disclosure.views.entry import Link
from disclosure.views.power_lists import ADJUSTMENTS
from disclosure.views.powers import Change

_ADJUSTMENTS = Link("动态调整", ADJUSTMENTS)
_RECENT = 50
"""How many adjustments the overview shows itself."""


@dataclass(frozen=True)
class _Adjustments:
    changes: tuple[Change, ...]
    listings: list[PowerListing[Change]]


def _prepare_adjustments(site: Site) -> _Adjustments:
    book = power_book(site.catalogue)
    return _Adjustments(book.changes, change_listings(book))


def _adjustment_names(_: Site, made: _Adjustments) -> Iterator[str]:
    if made.changes:
        yield "index"
    for number, listing in enumerate(made.listings):
        yield from (f"{number} {page}" for page in range(len(listing.pages)))


def _adjustment_page(site: Site, made: _Adjustments, name: str) -> Page:
    if name == "index":
        manners = dict.fromkeys(change.adjustment.manner for change in made.changes)
        known = [manner for manner in site.catalogue.vocabulary.terms["调整方式"] if manner in manners]
        return column(
            site,
            ADJUSTMENTS,
            "权责清单动态调整",
            "职权的新增、取消、下放和变更，按日期排列。",
            "pages/adjustments.html",
            crumbs=[HOME_LINK, POWERS_LINK, _ADJUSTMENTS],
            listings=made.listings,
            manners=known,
            counts=Counter((str(change.adjustment.on.year), change.adjustment.manner) for change in made.changes),
            recent=made.changes[:_RECENT],
            total=len(made.changes),
        )
    number, page = map(int, name.split())
    listing = made.listings[number]
    address = listing.page_address(page)
    return column(
        site,
        address,
        f"{listing.title}{f'（第{page + 1}页）' if page else ''}",
        f"{listing.key}年职权的新增、取消、下放和变更，共 {listing.total} 项。",
        "pages/adjustment-year.html",
        crumbs=[HOME_LINK, POWERS_LINK, _ADJUSTMENTS, Link(f"{listing.key}年", address)],
        listing=listing,
        number=page,
    )


add(
    Family(
        "adjustments",
        _prepare_adjustments,
        _adjustment_names,
        _adjustment_page,
        lambda made: len(made.changes),
    )
)
