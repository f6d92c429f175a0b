"""What is offered while a reader types: names of organs, kinds, categories and topics, and the words of entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from disclosure.catalogue import Catalogue
from disclosure.search.document import Facet, Suggestion
from disclosure.search.facets import CATEGORY, ORGAN

USED = 2
"""A word (主题词) is offered when so many entries have it: what one clerk wrote once may be a slip."""
MOST_WORDS = 2000
"""How many words are offered at most, the most used ones: every reader loads them all."""


def suggestions_of(catalogue: Catalogue, facets: Sequence[Facet]) -> list[Suggestion]:
    """Each text once, with the facet value to which it leads; names in the order of the facets, then the words."""
    found: dict[str, Suggestion] = {}
    for facet in facets:
        for text, key in _names(catalogue, facet):
            found.setdefault(text, Suggestion(text, facet.name, key))
    counts = Counter(word for entry in catalogue.entries for word in dict.fromkeys(entry.keywords or ()))
    words = sorted((-count, word) for word, count in counts.items() if count >= USED and word not in found)
    return [*found.values(), *(Suggestion(word) for _, word in words[:MOST_WORDS])]


def _names(catalogue: Catalogue, facet: Facet) -> Iterator[tuple[str, str]]:
    """(text, key) of the names by which the values of a facet are known."""
    words = catalogue.vocabulary
    if facet.name == ORGAN:
        for organ in words.organs:
            yield from ((name, organ.slug) for name in (organ.short, organ.name, *organ.former_names))
    elif facet.name == CATEGORY:
        for slug, category in words.categories.items():
            yield from ((name, slug) for name in (category.short, category.name))
    else:
        yield from ((value.label, value.key) for value in facet.values)
