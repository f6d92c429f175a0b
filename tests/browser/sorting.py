"""The sorts of pages of a built site, and one page of each: what the tests and the screenshots look at."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from disclosure.catalogue import Catalogue, address_of
from disclosure.kinds import KINDS
from disclosure.pages import FAMILIES

LONG = 60_000
"""Bytes of a page; of longer ones none is chosen where there is a shorter, because axe takes long over them."""
ALONE = {"index.html": "home", "404.html": "missing"}
"""Pages at the top whose address does not say their family."""
NO_PAGES = frozenset({"entry", "feeds", "languages"})
"""Families without a sort of their own: entries are sorted by kind, the others are no pages for readers."""


def all_sorts() -> list[str]:
    """Every sort of page that a site with entries of all kinds has."""
    return sorted({"home", "catalogue", "article", "list", *(f"entry {slug}" for slug in KINDS), *FAMILIES} - NO_PAGES)


def largest_pages(site: Path, catalogue: Catalogue) -> dict[str, str]:
    """Return the address, below `site`, of the page with the most in it that is not too long, for each sort."""
    kind_of = {catalogue.address_of(entry): entry.slug for entry in catalogue.entries}
    withdrawn = {address_of(record.index_number) for record in catalogue.withdrawn}
    largest: dict[str, tuple[bool, int, str]] = {}
    languages = tuple(f"{language.slug}/" for language in catalogue.vocabulary.languages)
    for path in sorted(site.rglob("*.html")):
        address = path.relative_to(site).as_posix()
        if address.startswith(languages):
            continue  # the same pages again; test_languages.py looks at them
        sort = _sort(address, kind_of, withdrawn)
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
