"""Documents made up for tests of the index, where they come from, and what a query should find in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random

from disclosure.search import AttachedPart, Document, Facet, FacetValue, Key, Part, Suggestion, fold
from disclosure.search.settings import Settings

LETTERS = "政府信息公开条例预算决算，。〔2024〕号1,2abＡ𠀀𠀁臺二○ "
DAYS = ("", "1969-01-01", "2023-01-01", "2024-05-01", "2025-03-02 10:30", "2025-03-02 09:00")
FACETS = (Facet("机构", (FacetValue("jyj", "县教育局"), FacetValue("gaj", "县公安局", parent=0, weight=2))),)

SMALL = Settings(
    longest=4,
    hot_least=2,
    segment_least=10,
    block_least=5,
    block_most=8,
    range_units=200,
    shard_least=300,
    shard_mean=100,
    shard_most=800,
    pack_least=500,
    pack_most=1000,
)
"""Sizes that make few documents have several segments, blocks, ranges, shards and packs, and many hot grams."""


@dataclass(frozen=True)
class Listed:
    """Documents from a list."""

    listed: Sequence[Document]
    facets: Sequence[Facet] = FACETS
    suggestions: Sequence[Suggestion] = (Suggestion("县教育局", "机构", "jyj"),)
    read: list[int] = field(default_factory=list, compare=False)
    """The documents asked for so far, by number."""

    @property
    def keys(self) -> list[Key]:
        """Of all documents."""
        return [Key(document.published, document.address) for document in self.listed]

    def documents(self, numbers: Sequence[int]) -> list[Document]:
        """Some of them."""
        self.read.extend(numbers)
        return [self.listed[number] for number in numbers]


def made_up(count: int, seed: int, letters: str = LETTERS) -> list[Document]:
    """Documents with texts in every zone; the same for the same seed."""
    draw = Random(seed)  # noqa: S311 - no secret

    def text(most: int) -> str:
        return "".join(draw.choices(letters, k=draw.randint(0, most)))

    return [
        Document(
            f"entry/{seed}/{number}.html",
            text(12),
            draw.choice(DAYS),
            tuple(text(8) for _ in range(draw.randint(0, 2))),
            tuple(text(20) for _ in range(draw.randint(0, 2))),
            tuple(Part("正文", text(80)) for _ in range(draw.randint(0, 3))),
            tuple(AttachedPart("附件《表》第1页", text(60), "files/a.pdf") for _ in range(draw.choice((0, 0, 3, 20)))),
            (draw.randint(0, 2),),
        )
        for number in range(count)
    ]


def zones(document: Document) -> list[list[str]]:
    """The texts of a document, by zone."""
    return [
        list(document.numbers),
        [document.title],
        list(document.summary),
        [part.text for part in document.body],
        [part.text for part in document.attachments],
    ]


_folded = cache(fold)


def truth(documents: Iterable[Document], query: str) -> set[tuple[str, int]]:
    """The address and zone of every text that contains the query."""
    wanted = fold(query).strip()
    return {
        (document.address, zone)
        for document in documents
        for zone, texts in enumerate(zones(document))
        if any(wanted in _folded(text) for text in texts)
    }
