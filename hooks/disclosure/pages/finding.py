"""From an address to its page, without rendering the others: for a preview, which renders what is asked for."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping

from disclosure.pages.site import FAMILIES, Family, Page, Site, render


def page_at(site: Site, address: str, hints: MutableMapping[str, str]) -> Page | None:
    """The page with an address, or None; those for staff too, whether or not they are public.

    Families of many pages know the names of theirs; of the others all pages are rendered until the one is found, and
    `hints` remembers the names of those, so that this is done once. A hint that has become wrong does no harm.
    """
    for family in FAMILIES.values():
        name = family.find(site, address) if family.find else None
        if name is not None:
            return render(site, f"{family.name} {name}")
    hint = hints.get(address, "")
    if hint.partition(" ")[0] in FAMILIES and hint in _names(site, FAMILIES[hint.partition(" ")[0]]):
        page = render(site, hint)
        if page.address == address:
            return page
    top = address.partition("/")[0]
    small = [family for family in FAMILIES.values() if not family.find]
    for family in sorted(small, key=lambda family: family.name != top):
        for name in _names(site, family):
            page = render(site, name)
            hints[page.address] = name
            if page.address == address:
                return page
    return None


def _names(site: Site, family: Family) -> Iterable[str]:
    return [f"{family.name} {name}" for name in family.names(site, site.prepared[family.name])]
