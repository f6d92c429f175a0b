"""Procedures in several stages: all stages of one recruitment, consultation or warning, in the order of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from disclosure.catalogue import Catalogue
from disclosure.kinds import Entry, Relation
from disclosure.views.entry import Link


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage, for the list of all stages on the page of each."""

    name: str
    when: datetime
    link: Link
    is_here: bool


def stages_of(catalogue: Catalogue, entry: Entry, relation: str, stage: str, when: str) -> list[Stage]:
    """Every stage that hangs together with an entry by a relation, oldest first; one alone for an entry by itself.

    `relation`, `stage` and `when` are attributes: what points at the earlier stage, its name, and its time.
    """
    pointing = next(known for known in entry.relations if known.attribute == relation)
    found = {entry.index_number: entry}
    waiting = [entry]
    while waiting:
        for other in _neighbours(catalogue, waiting.pop(), pointing):
            if other.index_number not in found:
                found[other.index_number] = other
                waiting.append(other)
    ordered = sorted(found.values(), key=lambda one: (getattr(one, when), one.index_number))
    return [
        Stage(
            getattr(one, stage),
            getattr(one, when),
            Link(one.title, catalogue.address_of(one)),
            one.index_number == entry.index_number,
        )
        for one in ordered
    ]


def _neighbours(catalogue: Catalogue, entry: Entry, relation: Relation) -> list[Entry]:
    """The entries of the same kind at which an entry points by the relation, and those that point at it."""
    before = catalogue.referred(entry, relation)
    after = [
        other
        for known, other in catalogue.referring.get(entry.index_number, [])
        if known.attribute == relation.attribute
    ]
    return [other for other in (*before, *after) if other.slug == entry.slug]
