"""The pages of the touch screen: everything in large tiles, and each organ's entries year by year.

They are ordinary pages, complete without scripts; overrides/assets/kiosk.js makes a touch screen of all pages when
kiosk.html is opened as kiosk.html?kiosk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from disclosure.pages.environment import environment
from disclosure.pages.site import Family, Page, Site, add, column_tags, make_page, up_from
from disclosure.views import KIOSK, Listing, OrganYears, by_sort, organ_years

_TITLE = "触摸查询"
_TYPE = "信息公开"
_FOLDER = KIOSK.replace(".html", "/")


def _prepare(site: Site) -> list[OrganYears]:
    return organ_years(site.catalogue)


def _names(_: Site, made: Sequence[OrganYears]) -> Iterator[str]:
    yield "start"
    for number, one in enumerate(made):
        yield f"organ {number}"
        for place, listing in enumerate(one.years):
            yield from (f"list {number} {place} {page}" for page in range(listing.archived + 1))


def _render(site: Site, made: Sequence[OrganYears], name: str) -> Page:
    sort, *numbers = name.split()
    if sort == "start":
        return _start(site, made)
    one = made[int(numbers[0])]
    return _organ(site, one) if sort == "organ" else _list(site, one.years[int(numbers[1])], int(numbers[2]))


def _start(site: Site, made: Sequence[OrganYears]) -> Page:
    about = f"{site.catalogue.vocabulary.site.region}政府信息公开：按栏目、公开内容、机构、年度触摸查找。"
    return _page(site, KIOSK, _TITLE, about, "pages/kiosk.html", view=site.overview, organs=by_sort(made))


def _organ(site: Site, one: OrganYears) -> Page:
    about = f"{one.organ.name}公开的政府信息，按年度查找。"
    return _page(site, one.address, f"{one.organ.short}各年度公开", about, "pages/kiosk-organ.html", one=one)


def _list(site: Site, listing: Listing, number: int) -> Page:
    page = listing.page(number)
    title = f"{listing.title}（第{number}页）" if number else listing.title
    return _page(site, page.address, title, listing.description, "pages/list.html", listing=listing, page=page)


def _page(site: Site, address: str, title: str, about: str, template: str, **values: Any) -> Page:  # noqa: ANN401
    body = environment(site.root).get_template(template).render(site=site, up=up_from(address), **values)
    head = column_tags(title, about, (title, "政府信息公开"), _TYPE)
    return make_page(site, address, f"{title} - {site.catalogue.vocabulary.site.name}", head, body)


def _find(site: Site, address: str) -> str | None:
    if address == KIOSK:
        return "start"
    if not address.startswith(_FOLDER):
        return None
    for number, one in enumerate(site.prepared["kiosk"]):
        if one.address == address:
            return f"organ {number}"
        for place, listing in enumerate(one.years):
            for page in listing.at(address):
                return f"list {number} {place} {page}"
    return None


add(Family("kiosk", _prepare, _names, _render, find=_find))
