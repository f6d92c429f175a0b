"""Printed catalogues (目录册): what one organ disclosed in one year, in the order of the law, as plain data."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from disclosure.catalogue import Catalogue
from disclosure.fields import Model
from disclosure.kinds import Entry, Guide, OrganProfile
from disclosure.kinds.base import alias_of
from disclosure.views.entry import facts_of
from disclosure.vocabulary import Organ

SUMMARY_LIMIT = 160
"""Most characters of a 内容概述 that are printed; an office writes one or two sentences, 80 characters as a rule."""
NO_NUMBER = "无"
"""What an office writes as 发文字号 of a document that has none."""
NUMBER, DOCUMENT_NUMBER, PUBLISHED = "索引号", "发文字号", "发布日期"
FACTS = (NUMBER, DOCUMENT_NUMBER, "成文日期", PUBLISHED, "有效性")
"""Which lines of the statutory block are printed, by their labels."""

_DIGITS = re.compile(r"(\d+)")
_ENDS = "。；！？"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry in a booklet."""

    number: int
    """Its place in the booklet, from 1."""
    title: str
    facts: tuple[tuple[str, str], ...]
    """(label, value) of the lines named in FACTS that the entry has."""
    state: str
    """The state of its validity, empty where it has none: in_force, repealed, …"""
    summary: str
    address: str
    """Of its page, relative to the site."""


@dataclass(frozen=True, slots=True)
class Section:
    """A category with the entries filed directly under it; one without entries is only a heading."""

    level: int
    """1 for a column of the platform."""
    title: str
    count: int
    """Of the entries under it and under the sections below it."""
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """An index at the end of a booklet: the values of one field in their order, each with the number of its item."""

    title: str
    label: str
    lines: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Booklet:
    """The catalogue of one organ and year, ready to be set."""

    organ: Organ
    year: int
    as_of: date
    count: int
    sections: tuple[Section, ...]
    registers: tuple[Register, ...]
    contact: tuple[tuple[str, str], ...]
    """Who answers questions: (label, value)."""

    @property
    def name(self) -> str:
        """Its file name without the ending; codes have only letters, digits and hyphens."""
        return f"{self.organ.code}-{self.year}"


def booklets(
    catalogue: Catalogue, organs: Sequence[Organ] = (), years: Sequence[int] = (), as_of: date | None = None
) -> list[Booklet]:
    """The booklets of these organs (none: all) and years (none: all) that have entries.

    Organs come in the order of the vocabulary, years from the earliest. `as_of` is the day for which the catalogue
    stands, by default that of its newest entry.
    """
    found: defaultdict[tuple[str, int], list[Entry]] = defaultdict(list)
    for entry in reversed(catalogue.newest_first):
        found[entry.organ_slug, entry.published_at.year].append(entry)
    day = as_of or (catalogue.newest_first[0].published_at.date() if catalogue.entries else date.min)
    chosen = {organ.slug for organ in organs} or set(catalogue.vocabulary.organ_by_slug)
    return [
        _booklet(catalogue, organ, year, day, found[organ.slug, year])
        for organ in catalogue.vocabulary.organs
        if organ.slug in chosen
        for year in sorted(year for slug, year in found if slug == organ.slug and (not years or year in years))
    ]


def _booklet(catalogue: Catalogue, organ: Organ, year: int, day: date, entries: list[Entry]) -> Booklet:
    sections = tuple(_sections(catalogue, entries))
    items = [item for section in sections for item in section.items]
    registers = tuple(
        Register(f"按{label}查找", label, lines)
        for label in (DOCUMENT_NUMBER, NUMBER)
        if (lines := _lines(items, label))
    )
    return Booklet(organ, year, day, len(entries), sections, registers, _contact(catalogue, organ))


def _sections(catalogue: Catalogue, entries: Iterable[Entry]) -> Iterator[Section]:
    """The categories with entries in the order of the vocabulary, which is that of the law; entries oldest first."""
    words = catalogue.vocabulary
    own: defaultdict[str, list[Entry]] = defaultdict(list)
    below: defaultdict[str, int] = defaultdict(int)
    for entry in entries:
        slug = catalogue.category_of(entry).slug
        own[slug].append(entry)
        for above in words.ancestry[slug]:
            below[above.slug] += 1
    number = 0
    for slug, category in words.categories.items():
        if below[slug]:
            items = tuple(_item(catalogue, entry, place) for place, entry in enumerate(own[slug], number + 1))
            number += len(items)
            title = f"{category.ordinal or ''}{category.name}"
            yield Section(len(words.ancestry[slug]), title, below[slug], items)


def _item(catalogue: Catalogue, entry: Entry, number: int) -> Item:
    facts = {fact.label: fact for fact in facts_of(catalogue, entry)}
    values = {label: facts[label].value for label in FACTS if label in facts}
    values[PUBLISHED] = f"{entry.published_at:%Y-%m-%d}"
    shown = tuple((label, value) for label, value in values.items() if value != NO_NUMBER)
    state = facts["有效性"].badge if "有效性" in facts else ""
    return Item(number, entry.title, shown, state, _shortened(entry.summary or ""), catalogue.address_of(entry))


def _shortened(summary: str) -> str:
    """The summary on one line, cut after a sentence where it is long."""
    text = "".join(summary.splitlines())
    if len(text) <= SUMMARY_LIMIT:
        return text
    end = max(text.rfind(mark, 0, SUMMARY_LIMIT) for mark in _ENDS)
    return text[: end + 1] if end > 0 else f"{text[:SUMMARY_LIMIT]}……"


def _lines(items: Iterable[Item], label: str) -> tuple[tuple[str, int], ...]:
    """(value, number of the item) of a field, numbers in the values compared as numbers: 9号 before 10号."""
    found = [(dict(item.facts)[label], item.number) for item in items if label in dict(item.facts)]
    return tuple(sorted(found, key=lambda line: ([_part(part) for part in _DIGITS.split(line[0])], line)))


def _part(text: str) -> tuple[int, str]:
    return (int(text), text) if text.isdecimal() else (-1, text)


def _contact(catalogue: Catalogue, organ: Organ) -> tuple[tuple[str, str], ...]:
    """The disclosure office of the organ by its guide, else the organ by its profile; else the same of its parents."""
    for place in _upwards(catalogue, organ):
        own = [entry for entry in catalogue.newest_first if entry.organ_slug == place.slug]
        if guide := next((entry for entry in own if isinstance(entry, Guide)), None):
            return _rows(guide.office, ("name", "address", "hours", "phone"))
        if profile := next((entry for entry in own if isinstance(entry, OrganProfile)), None):
            return (("名称", place.name), *_rows(profile, ("address", "hours", "phone")))
    footer = catalogue.vocabulary.site.footer
    return (("名称", footer.operator or footer.sponsor), *_rows(footer, ("address", "contact")))


def _upwards(catalogue: Catalogue, organ: Organ) -> Iterator[Organ]:
    seen: set[str] = set()
    while organ.slug not in seen:
        seen.add(organ.slug)
        yield organ
        organ = catalogue.vocabulary.organ_by_slug.get(organ.parent or "", organ)


def _rows(model: Model, attributes: Sequence[str]) -> tuple[tuple[str, str], ...]:
    values = [(attribute, getattr(model, attribute)) for attribute in attributes]
    return tuple((alias_of(type(model), attribute), str(value)) for attribute, value in values if value)
