"""The register: one line for each entry, by year of publication, from which a list is filtered and sorted by script.

All lists share it, so that nothing stands twice; a new entry changes the file of its year. Only whoever filters a list
reads it, and only the years that the list has.

A view in other characters has the files of the years once more, with its own titles: a list and the results of a search
show these, and what a reader types is looked for in both.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from disclosure.catalogue import Catalogue
from disclosure.kinds import KINDS, Entry
from disclosure.views.listing import Listing

ORGAN, YEAR, KIND, VALIDITY = "机构", "年度", "种类", "有效性"
FEWEST_CHOICES = 2
"""A condition with fewer values narrows nothing."""
_NO_NUMBER = "无"
_CALL = "disclosureList.receive"
_TITLE = 1
"""The place of the title in a line."""
_YEAR = re.compile(r"lists/[0-9]{4}\.js")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value by which a list can be narrowed, and how many entries of the list have it."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Condition:
    """What a list can be narrowed by; the names are those of the search page."""

    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Register:
    """The entries of a catalogue as lines of short values, and the words that these stand for."""

    catalogue: Catalogue

    @cached_property
    def years(self) -> dict[int, list[Entry]]:
        """The entries by year of publication, the oldest first, so that a new one is put at the end."""
        found: defaultdict[int, list[Entry]] = defaultdict(list)
        for entry in reversed(self.catalogue.newest_first):
            found[entry.published_at.year].append(entry)
        return dict(found)

    def words(self) -> bytes:
        """The script with the names of organs, kinds, states of validity, categories and topics."""
        words = self.catalogue.vocabulary
        places = {slug: place for place, slug in enumerate(words.categories)}
        way = words.ancestry
        return _script(
            "words",
            {
                "organs": [[organ.slug, organ.short] for organ in words.organs],
                "kinds": [[slug, kind.label] for slug, kind in KINDS.items()],
                "validities": [[one.state, one.name] for one in words.validities],
                "categories": [[slug, places[way[slug][-2].slug] if len(way[slug]) > 1 else -1] for slug in places],
                "topics": list(words.topic_paths),
            },
        )

    def year(self, year: int) -> bytes:
        """The script with a line for each entry of a year.

        Address, title, days of publication and issue, document number, then the places of organ, kind, validity,
        category and topic in the words; -1 for none.
        """
        return _script(str(year), [self._line(entry) for entry in self.years[year]])

    def conditions(self, listing: Listing) -> tuple[Condition, ...]:
        """What the list can be narrowed by, with counts; conditions with a single value are left out."""
        words = self.catalogue.vocabulary
        labels: Mapping[str, Mapping[str, str]] = {
            ORGAN: {organ.slug: organ.short for organ in words.organs},
            YEAR: {str(year): f"{year}年" for year in sorted(self.years, reverse=True)},
            KIND: {slug: kind.label for slug, kind in KINDS.items()},
            VALIDITY: {one.state: one.name for one in words.validities},
        }
        found = []
        for name, value_of in self._values.items():
            counts = Counter(map(value_of, listing.entries))
            choices = tuple(Choice(key, label, counts[key]) for key, label in labels[name].items() if counts[key])
            if len(choices) >= FEWEST_CHOICES:
                found.append(Condition(name, choices))
        return tuple(found)

    def years_of(self, listing: Listing) -> list[int]:
        """The years of which the list has entries, the newest first."""
        return sorted({entry.published_at.year for entry in listing.entries}, reverse=True)

    @cached_property
    def _values(self) -> dict[str, Callable[[Entry], str]]:
        states = {name: one.state for name, one in self.catalogue.vocabulary.validity_by_name.items()}
        return {
            ORGAN: lambda entry: entry.organ_slug,
            YEAR: lambda entry: str(entry.published_at.year),
            KIND: lambda entry: entry.slug,
            VALIDITY: lambda entry: states.get(entry.optional("validity") or "", ""),
        }

    @cached_property
    def _places(self) -> dict[str, dict[str, int]]:
        words = self.catalogue.vocabulary
        lists: dict[str, list[str]] = {
            "organ": [organ.slug for organ in words.organs],
            "kind": list(KINDS),
            "validity": [one.name for one in words.validities],
            "category": list(words.categories),
            "topic": list(words.topic_paths),
        }
        return {name: {key: place for place, key in enumerate(keys)} for name, keys in lists.items()}

    def _line(self, entry: Entry) -> list[str | int]:
        places, number = self._places, str(entry.optional("document_number") or "")
        issued = entry.optional("issued_on")
        return [
            self.catalogue.address_of(entry),
            entry.title,
            f"{entry.published_at:%Y-%m-%d}",
            f"{issued:%Y-%m-%d}" if issued else "",
            "" if number == _NO_NUMBER else number,
            places["organ"][entry.organ_slug],
            places["kind"][entry.slug],
            places["validity"].get(entry.optional("validity") or "", -1),
            places["category"][self.catalogue.category_of(entry).slug],
            places["topic"].get(entry.topic or "", -1),
        ]


def is_year(address: str) -> bool:
    """Tell whether the file with this address in the site holds the lines of a year."""
    return bool(_YEAR.fullmatch(address))


def in_characters(script: bytes, convert: Callable[[list[str]], list[str]]) -> bytes:
    """The file of a year with titles in other characters, and each title as it was written at the end of its line."""
    call, *lines, end = script.decode().splitlines()
    rows = [json.loads(line.removesuffix(",")) for line in lines]
    titles = convert([row[_TITLE] for row in rows])
    made = [
        _json([*row[:_TITLE], title, *row[_TITLE + 1 :], row[_TITLE]]) for row, title in zip(rows, titles, strict=True)
    ]
    return "\n".join([call, ",\n".join(made), f"{end}\n"]).encode()


def _script(name: str, value: Any) -> bytes:  # noqa: ANN401 - anything of which JSON can be made
    """A classic script that hands the value over: it is read from a server and from a folder alike."""
    text = "[\n" + ",\n".join(_json(line) for line in value) + "\n]" if isinstance(value, list) else _json(value)
    return f"{_CALL}({_json(name)},{text});\n".encode()


def _json(value: Any) -> str:  # noqa: ANN401
    """JSON that holds no tag; the reader of entries lets no character through that JavaScript would take otherwise."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
