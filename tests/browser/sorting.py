"""The sorts of pages of a built site, and one page of each: what the tests and the screenshots look at."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from disclosure.catalogue import Catalogue, address_of
from disclosure.kinds import KINDS
from disclosure.pages import FAMILIES

LONG = 30_000
"""Bytes of a page; of longer ones none is chosen where there is a shorter, because axe takes long over them."""
ALONE = {
    "index.html": "home",
    "404.html": "missing",
    **{f"{name}.html": name for name in ("links", "sitemap", "updates")},
    **{f"{name}/index.html": f"{name} index" for name in ("accounts", "manual", "powers", "services", "statistics")},
    "three-public/index.html": "three-public index",
    "accounts/compare.html": "accounts compare",
    "powers/versions.html": "powers versions",
    "manual/review.html": "review",
    "填报.html": "form",
}
"""Pages that are the only ones of their sort."""
VIEWS = {"en": ("home", "entry policy"), "zh-hant": ("list", "search")}
"""Languages and scripts with pages of their own, and the sorts that are looked at in them: only the words differ."""
NO_PAGES = frozenset({"entry", "feeds", "card", "power-comparison"})
"""Families without a sort of their own: their pages are of other sorts, or no pages for readers."""


def all_sorts() -> list[str]:
    """Every sort of page that a site with entries of all kinds has."""
    own = {"home", "catalogue", "article", "list", *ALONE.values(), *(f"entry {slug}" for slug in KINDS), *FAMILIES}
    return sorted({*(own - NO_PAGES), *(f"{view} {sort}" for view, sorts in VIEWS.items() for sort in sorts)})


def largest_pages(site: Path, catalogue: Catalogue) -> dict[str, str]:
    """Return the address, below `site`, of the page with the most in it that is not too long, for each sort."""
    kind_of = {catalogue.address_of(entry): entry.slug for entry in catalogue.entries}
    withdrawn = {address_of(record.index_number) for record in catalogue.withdrawn}
    largest: dict[str, tuple[bool, int, str]] = {}
    for path in sorted(site.rglob("*.html")):
        address = path.relative_to(site).as_posix()
        view, _, rest = address.partition("/")
        sort = _sort(rest if view in VIEWS else address, kind_of, withdrawn)
        if view in VIEWS:
            if sort not in VIEWS[view]:
                continue
            sort = f"{view} {sort}"
        size = path.stat().st_size
        rank = (size <= LONG, size if size <= LONG else -size, address)
        largest[sort] = max(largest.get(sort, rank), rank)
    return {sort: address for sort, (_, _, address) in sorted(largest.items())}


def _sort(address: str, kind_of: Mapping[str, str], withdrawn: set[str]) -> str:
    folder, slash, _ = address.partition("/")
    if address in withdrawn:
        return "withdrawn"
    if address in kind_of:
        return f"entry {kind_of[address]}"
    if address in ALONE:
        return ALONE[address]
    stem = folder.removesuffix(".html")
    if not slash:
        return stem if stem in {"catalogue", *FAMILIES} else "article"
    return folder if folder in FAMILIES else "list"
