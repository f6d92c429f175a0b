"""The facets: what a reader can narrow results to, and which values a document has.

Their names and order are a setting (检索条件 in catalogue/vocabulary/site.yml). Their values are those of the
vocabulary, all of them, so that a new entry never renumbers the values of others. 年度 follows from the day of
publication and needs no values here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from disclosure.catalogue import Catalogue
from disclosure.kinds import KINDS, Entry
from disclosure.search.document import Facet, FacetValue
from disclosure.vocabulary import LEVELS, Vocabulary

CATEGORY, ORGAN, KIND, VALIDITY, TOPIC, LEVEL = "公开类别", "机构", "种类", "有效性", "主题", "层级"

_LATER: Mapping[str, int] = {"in_force": 0, "amended": 0, "pending": 1, "expired": 2, "repealed": 2}
"""Among equally good results what is in force comes first."""


@dataclass(frozen=True)
class Facets:
    """The facets of a site and the values that documents have of them."""

    vocabulary: Vocabulary

    @cached_property
    def all(self) -> tuple[Facet, ...]:
        """The facets with their values."""
        return tuple(Facet(name, tuple(_VALUES[name](self.vocabulary))) for name in self.vocabulary.site.search_facets)

    def of_entry(self, catalogue: Catalogue, entry: Entry) -> tuple[int, ...]:
        """The values of an entry."""
        organ = catalogue.organ_of(entry)
        validity = catalogue.vocabulary.validity_by_name.get(entry.optional("validity") or "")
        return self._numbers(
            {
                CATEGORY: catalogue.category_of(entry).slug,
                ORGAN: organ.slug,
                KIND: entry.slug,
                VALIDITY: validity.state if validity else "",
                TOPIC: entry.topic or "",
                LEVEL: organ.level,
            }
        )

    def of_article(self, address: str) -> tuple[int, ...]:
        """The values of a hand-written page: the category of which it is the article."""
        found = (category for category in self.vocabulary.categories.values() if category.article)
        return self._numbers({CATEGORY: next((one.slug for one in found if one.address == address), "")})

    def _numbers(self, keys: Mapping[str, str]) -> tuple[int, ...]:
        return tuple(places.get(keys.get(name, ""), 0) for name, places in self._places)

    @cached_property
    def _places(self) -> list[tuple[str, dict[str, int]]]:
        """For each facet its name and 1 + the index of each key."""
        return [(one.name, {value.key: number for number, value in enumerate(one.values, 1)}) for one in self.all]


def _categories(words: Vocabulary) -> Iterator[FacetValue]:
    places = {slug: place for place, slug in enumerate(words.categories)}
    for slug, category in words.categories.items():
        way = words.ancestry[slug]
        yield FacetValue(slug, category.short, places[way[-2].slug] if len(way) > 1 else -1)


def _organs(words: Vocabulary) -> Iterator[FacetValue]:
    """One level only: a department belongs to its government, but what it publishes is its own."""
    yield from (FacetValue(organ.slug, organ.short) for organ in words.organs)


def _kinds(_: Vocabulary) -> Iterator[FacetValue]:
    yield from (FacetValue(slug, kind.label) for slug, kind in KINDS.items())


def _validities(words: Vocabulary) -> Iterator[FacetValue]:
    yield from (FacetValue(one.state, one.name, weight=_LATER[one.state]) for one in words.validities)


def _topics(words: Vocabulary) -> Iterator[FacetValue]:
    place = 0
    for topic in words.topics:
        yield FacetValue(topic.name, topic.name)
        yield from (FacetValue(f"{topic.name}/{child}", child, place) for child in topic.children)
        place += 1 + len(topic.children)


def _levels(_: Vocabulary) -> Iterator[FacetValue]:
    yield from (FacetValue(level, f"{level}级") for level in LEVELS)


_VALUES: Mapping[str, Callable[[Vocabulary], Iterator[FacetValue]]] = {
    CATEGORY: _categories,
    ORGAN: _organs,
    KIND: _kinds,
    VALIDITY: _validities,
    TOPIC: _topics,
    LEVEL: _levels,
}
