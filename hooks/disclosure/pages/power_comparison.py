"""Powers compared: those that several organs have, and what each new list changed."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.pages.powers import CHANGES, HOME_LINK, POWERS_LINK, SHARED, column
from disclosure.pages.site import Family, Page, Site, add
from disclosure.views import PowerListing, PowerRecord, cut
from disclosure.views.entry import Link
from disclosure.views.power_lists import Group
from disclosure.views.power_overlaps import SharedPower

FAMILY = "power-comparison"
_SHARED_TITLE, _CHANGES_TITLE = "几个机关都有的职权", "新版清单和上一版比较"


def _listing(site: Site) -> PowerListing[SharedPower]:
    rows: tuple[SharedPower, ...] = site.prepared["powers"].shared
    return PowerListing("shared", "", _SHARED_TITLE, SHARED, cut([Group("", "", rows)]), len(rows))


def _names(site: Site, _: None) -> Iterator[str]:
    made = site.prepared["powers"]
    if made.shared:
        yield from (f"shared {number}" for number in range(len(_listing(site).pages)))
    if made.changes:
        yield "versions"


def _render(site: Site, _: None, name: str) -> Page:
    sort, _sep, number = name.partition(" ")
    return _shared(site, int(number)) if sort == "shared" else _changes(site)


def _shared(site: Site, number: int) -> Page:
    listing = _listing(site)
    part = f"（第{number + 1}页）" if number else ""
    return column(
        site,
        listing.page_address(number),
        f"{_SHARED_TITLE}{part}",
        "名称或者职权编码相同、由几个机关行使的职权，按职权类型排列。",
        "pages/powers-shared.html",
        crumbs=[HOME_LINK, POWERS_LINK, Link(_SHARED_TITLE, SHARED)],
        listing=listing,
        number=number,
    )


def _changes(site: Site) -> Page:
    return column(
        site,
        CHANGES,
        _CHANGES_TITLE,
        "各机关的新版权责清单比上一版多了、少了、改了哪些职权。",
        "pages/powers-versions.html",
        crumbs=[HOME_LINK, POWERS_LINK, Link(_CHANGES_TITLE, CHANGES)],
        changes=site.prepared["powers"].changes,
        plain=_plain,
    )


def _plain(records: tuple[PowerRecord, ...]) -> list[tuple[PowerRecord, tuple[str, ...]]]:
    """Records without names of fields, for the macro that shows both."""
    return [(record, ()) for record in records]


add(Family(FAMILY, lambda _: None, _names, _render))
