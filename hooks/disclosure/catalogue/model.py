"""The catalogue: entries with everything that can be looked up about them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from disclosure.catalogue.addresses import address_of
from disclosure.kinds import Attachment, Entry, Relation, Withdrawn
from disclosure.vocabulary import Category, Organ, Vocabulary


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in an organ's folder files/."""

    path: str
    """Relative to the root."""
    organ_slug: str
    name: str
    """Relative to the organ's folder, beginning with files/."""

    @property
    def address(self) -> str:
        """Where the site shows it."""
        return f"files/{self.organ_slug}/{self.name.removeprefix('files/')}"


@dataclass(frozen=True)
class Catalogue:
    """Every entry of a site, sorted by file."""

    vocabulary: Vocabulary
    entries: tuple[Entry, ...]
    withdrawn: tuple[Withdrawn, ...]
    stored: tuple[StoredFile, ...]

    @property
    def records(self) -> Iterator[tuple[str, str]]:
        """(索引号, file) of everything that has or had an address, withdrawn records included."""
        yield from ((entry.index_number, entry.path) for entry in self.entries)
        yield from ((record.index_number, record.path) for record in self.withdrawn)

    @cached_property
    def by_number(self) -> dict[str, Entry]:
        """Entries by 索引号; of twins the first file wins."""
        found: dict[str, Entry] = {}
        for entry in self.entries:
            found.setdefault(entry.index_number, entry)
        return found

    @cached_property
    def places_of_pages(self) -> dict[str, int]:
        """For the address of an entry's page its place in `entries`; of twins the first file wins."""
        found: dict[str, int] = {}
        for place, entry in enumerate(self.entries):
            found.setdefault(address_of(entry.index_number), place)
        return found

    @cached_property
    def withdrawn_numbers(self) -> frozenset[str]:
        """The numbers that were taken back."""
        return frozenset(record.index_number for record in self.withdrawn)

    @cached_property
    def stored_by_place(self) -> dict[tuple[str, str], StoredFile]:
        """Stored files by (organ, name)."""
        return {(stored.organ_slug, stored.name): stored for stored in self.stored}

    @cached_property
    def newest_first(self) -> tuple[Entry, ...]:
        """All entries, by publication date and index number, newest first."""
        return tuple(sorted(self.entries, key=lambda entry: (entry.published_at, entry.index_number), reverse=True))

    def organ_of(self, entry: Entry) -> Organ:
        """The organ that discloses the entry."""
        return self.vocabulary.organ_by_slug[entry.organ_slug]

    def category_of(self, entry: Entry) -> Category:
        """The category that the entry names, else that of its sorting value, else that of its kind.

        What lost its force moves to the place for it.
        """
        words = self.vocabulary
        named = words.category(entry.category_name) if entry.category_name else None
        by_value = words.category_of_value.get((entry.slug, entry.optional(entry.sorted_by) or ""))
        category = named or by_value or words.category_of_kind[entry.slug]
        validity = words.validity_by_name.get(entry.optional("validity") or "")
        way = words.ancestry[category.slug]
        if validity and len(way) > 1:
            return next((other for other in way[-2].children if validity.state in other.states), category)
        return category

    def address_of(self, entry: Entry) -> str:
        """The address of the entry's page."""
        return address_of(entry.index_number)

    def file_of(self, entry: Entry, attachment: Attachment) -> StoredFile | None:
        """The stored file of an attachment, if it is there."""
        return self.stored_by_place.get((entry.organ_slug, attachment.file))

    def referred(self, entry: Entry, relation: Relation) -> list[Entry]:
        """The entries of this site at which the entry points by a relation."""
        return [self.by_number[number] for number in entry.targets(relation) if number in self.by_number]

    @cached_property
    def filed_places(self) -> Counter[tuple[str, str]]:
        """How many entries there are by (slug of a category or of one above it, slug of the kind); "" is any."""
        found: Counter[tuple[str, str]] = Counter()
        placed = self.vocabulary.category_of_kind
        for entry in (entry for entry in self.entries if entry.slug in placed):
            way = self.vocabulary.ancestry[self.category_of(entry).slug]
            slugs = ("", *(category.slug for category in way))
            found.update((slug, kind) for slug in slugs for kind in ("", entry.slug))
        return found

    @cached_property
    def referring(self) -> dict[str, list[tuple[Relation, Entry]]]:
        """For each 索引号 who points at it, and how; in the order of the catalogue."""
        found: defaultdict[str, list[tuple[Relation, Entry]]] = defaultdict(list)
        for entry in self.entries:
            for relation in entry.relations:
                for number in dict.fromkeys(entry.targets(relation)):
                    found[number].append((relation, entry))
        return dict(found)
