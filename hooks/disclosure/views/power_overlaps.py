"""Powers compared: the same power in the lists of several organs, and what changed between two lists of one organ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from disclosure.kinds.base import alias_of
from disclosure.kinds.power_list import CURRENT, Edition, Power
from disclosure.views.powers import COLUMNS, PowerBook, PowerRecord, lines_of
from disclosure.vocabulary import LEVELS, Organ


@dataclass(frozen=True, slots=True)
class SharedPower:
    """One power that several organs have."""

    name: str
    type_name: str
    records: tuple[PowerRecord, ...]
    """From the highest level to the lowest, of one level in the order of the vocabulary."""

    @property
    def organs(self) -> int:
        """How many organs have it."""
        return len({record.organ.slug for record in self.records})

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of these organs, the highest first."""
        return tuple(dict.fromkeys(record.organ.level for record in self.records))


@dataclass(frozen=True, slots=True)
class EditionChange:
    """What a list has that the one before it had not, and so on; records in the order of the book."""

    organ: Organ
    newer: Edition
    older: Edition
    counts: tuple[int, int]
    """How many powers the older and the newer list have that are exercised."""
    added: tuple[PowerRecord, ...]
    dropped: tuple[PowerRecord, ...]
    changed: tuple[tuple[PowerRecord, tuple[str, ...]], ...]
    """What is in both lists but not the same, with the names of the fields that differ."""


def shared_powers(book: PowerBook) -> tuple[SharedPower, ...]:
    """Powers of one type that have the same code or the same name in the lists of several organs, by type and name."""
    rank = {name: place for place, name in enumerate(book.types)}
    place_of = {id(record): place for place, record in enumerate(book.records)}
    found = []
    for records in _groups(book.records):
        if len({record.organ.slug for record in records}) > 1:
            ordered = sorted(records, key=lambda record: (LEVELS.index(record.organ.level), place_of[id(record)]))
            first = ordered[0].power
            found.append(SharedPower(first.name, first.type_name, tuple(ordered)))
    return tuple(sorted(found, key=lambda one: (rank.get(one.type_name, len(rank)), one.name)))


def edition_changes(book: PowerBook) -> tuple[EditionChange, ...]:
    """Each list against the one before it, by organ, the newest first."""
    return tuple(
        _change(book, organ, newer, older)
        for organ in book.organs
        for newer, older in pairwise(book.lists.get(organ.slug, ()))
    )


def _groups(records: Iterable[PowerRecord]) -> list[list[PowerRecord]]:
    """Records joined by name or by code, also through a third one; in no certain order."""
    by_key: defaultdict[tuple[str, str, str], list[PowerRecord]] = defaultdict(list)
    for record in records:
        by_key[record.power.type_name, "name", "".join(record.power.name.split())].append(record)
        by_key[record.power.type_name, "code", record.power.code.casefold()].append(record)
    group_of: dict[int, list[PowerRecord]] = {}
    for joined in by_key.values():
        groups = {id(group): group for record in joined for group in (group_of.get(id(record), [record]),)}
        whole = [record for group in groups.values() for record in group]
        for record in whole:
            group_of[id(record)] = whole
    return list({id(group): group for group in group_of.values()}.values())


def _change(book: PowerBook, organ: Organ, newer: Edition, older: Edition) -> EditionChange:
    now, before = _by_code(newer), _by_code(older)
    codes = [record.power.code.casefold() for record in book.records if record.organ.slug == organ.slug]
    records = {code: book.by_code[organ.slug, code] for code in codes}
    return EditionChange(
        organ,
        newer,
        older,
        counts=(_exercised(before.values()), _exercised(now.values())),
        added=tuple(records[code] for code in codes if code in now and code not in before),
        dropped=tuple(records[code] for code in codes if code in before and code not in now),
        changed=tuple(
            (records[code], fields)
            for code in codes
            if code in now and code in before and (fields := differing(now[code], before[code]))
        ),
    )


def _by_code(edition: Edition) -> dict[str, Power]:
    return {power.code.casefold(): power for _, _, power in edition.powers}


def _exercised(powers: Iterable[Power]) -> int:
    return sum(power.state == CURRENT for power in powers)


def differing(one: Power, other: Power) -> tuple[str, ...]:
    """The names of the fields in which two lists do not say the same of a power; 状态 where one of them ended it."""
    found = [alias_of(Power, name) for name in COLUMNS if lines_of(one, name) != lines_of(other, name)]
    return (*found, "状态") if one.state != other.state else tuple(found)
