"""基层政务公开标准目录: the official table row by row, and all domains with what is filed and what is covered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from disclosure.catalogue import Catalogue
from disclosure.kinds import KINDS, StandardCatalogue
from disclosure.kinds.standard_catalogue import StandardItem
from disclosure.views.entry import Link

_SLUGS: Mapping[str, str] = {kind.label: slug for slug, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class StandardRow:
    """One row as the official table prints it."""

    number: int
    """序号, from 1."""
    item: StandardItem
    span: int
    """How many rows the cell of 一级事项 spans; 0 where the cell above covers this row."""
    place: Link | None
    """Where this site keeps the information, if the row says so and there is any."""
    is_placed: bool
    """Whether the row names a place at all."""


@dataclass(frozen=True, slots=True)
class Filed:
    """One catalogue of a domain on the overview."""

    link: Link
    organ: str
    year: int
    rows: int
    placed: int
    """Rows that name a place on this site."""
    covered: int
    """Rows whose place holds information."""


@dataclass(frozen=True, slots=True)
class Domain:
    """One of the domains with the newest catalogue of each organ."""

    name: str
    is_unverified: bool
    """Whether the name was not compared with the official text (待核)."""
    filed: tuple[Filed, ...]


def standard_rows(catalogue: Catalogue, entry: StandardCatalogue) -> list[StandardRow]:
    """The rows of one catalogue; equal 一级事项 that follow each other share one cell."""
    found: list[StandardRow] = []
    for _, group in groupby(entry.rows, key=lambda item: item.first):
        items = list(group)
        for place, item in enumerate(items):
            span = 0 if place else len(items)
            placed = bool(item.category_name or item.kind_name)
            found.append(StandardRow(len(found) + 1, item, span, _place(catalogue, item), placed))
    return found


def _place(catalogue: Catalogue, item: StandardItem) -> Link | None:
    category = catalogue.vocabulary.category(item.category_name) if item.category_name else None
    slug = _SLUGS.get(item.kind_name or "", "")
    if category is None and not slug:
        return None
    count = catalogue.filed_places[category.slug if category else "", slug]
    address = category.address if category else f"kind/{slug}.html"
    return Link(item.second, address, count) if count else None


def domains(catalogue: Catalogue) -> list[Domain]:
    """Every domain in the order of the vocabulary, with or without a catalogue."""
    terms = catalogue.vocabulary.terms
    newest: dict[str, dict[str, StandardCatalogue]] = {}
    for entry in catalogue.newest_first:
        if isinstance(entry, StandardCatalogue):
            newest.setdefault(entry.domain, {}).setdefault(entry.organ_slug, entry)
    return [
        Domain(
            name,
            name in terms.get("待核领域", ()),
            tuple(_filed(catalogue, entry) for entry in newest.get(name, {}).values()),
        )
        for name in terms["基层公开领域"]
    ]


def _filed(catalogue: Catalogue, entry: StandardCatalogue) -> Filed:
    rows = standard_rows(catalogue, entry)
    return Filed(
        Link(entry.title, catalogue.address_of(entry)),
        catalogue.organ_of(entry).short,
        entry.issued_on.year,
        len(rows),
        sum(row.is_placed for row in rows),
        sum(row.place is not None for row in rows),
    )
