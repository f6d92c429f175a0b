"""The made-up texts as documents of the index, a folder that takes its files, and the truth to compare with."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

from bench.corpus import BLOCK, CHOICES, Corpus, Text
from disclosure.search import AttachedPart, Document, Facet, FacetValue, Key, Part, Suggestion
from disclosure.search.folding import fold, fold_parts

REPEALED = {"已修改": 1, "废止": 2, "失效": 2}
"""Values whose documents are ranked later."""


def facets() -> tuple[Facet, ...]:
    """The facets of the made-up texts."""
    return tuple(
        Facet(name, tuple(FacetValue(value, value, weight=REPEALED.get(value, 0)) for value in dict.fromkeys(values)))
        for name, values in CHOICES.items()
    )


def document(text: Text) -> Document:
    """One text as the index takes it."""
    attached = [
        AttachedPart(f"附件《{name}》第{page}页", content, f"files/{text.address[6:15]}/{number}.pdf")
        for number, (name, pages) in enumerate(text.attachments, 1)
        for page, content in enumerate(pages, 1)
    ]
    places = {name: {value: 1 + at for at, value in enumerate(dict.fromkeys(CHOICES[name]))} for name in CHOICES}
    return Document(
        text.address,
        text.title,
        text.published,
        tuple(text.numbers),
        tuple(text.summary),
        tuple(Part("正文", part) for part in text.body),
        tuple(attached),
        tuple(places[name][text.facets[name]] for name in CHOICES),
    )


@dataclass(frozen=True)
class MadeSource:
    """The documents of a corpus."""

    corpus: Corpus

    @cached_property
    def keys(self) -> list[Key]:
        """Of every document, by its number."""
        return [Key(*self.corpus.key(number)) for number in range(self.corpus.count)]

    @property
    def facets(self) -> tuple[Facet, ...]:
        """All facets."""
        return facets()

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """The organs."""
        return tuple(Suggestion(organ, "机构", organ) for organ in CHOICES["机构"])

    def documents(self, numbers: Sequence[int]) -> list[Document]:
        """Some documents, in the order asked for."""
        ascending = sorted(set(numbers))
        found = dict(zip(ascending, map(document, self.corpus.texts(ascending)), strict=True))
        return [found[number] for number in numbers]


@dataclass(frozen=True)
class FolderTarget:
    """Files of an index in a folder; what is there already is left alone."""

    folder: Path

    def write(self, name: str, content: bytes) -> None:
        """Write a file unless it is there with this content."""
        place = self.folder / name
        try:
            if place.read_bytes() == content:
                return
        except FileNotFoundError:
            place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)

    def holds(self, name: str, size: int, digest: bytes) -> bool:
        """Whether a file is there with this size and SHA-256."""
        place = self.folder / name
        if not place.is_file() or place.stat().st_size != size:
            return False
        return sha256(place.read_bytes()).digest() == digest

    def keep_only(self, names: Sequence[str]) -> None:
        """Delete every other file."""
        wanted = {self.folder / name for name in names}
        for place in self.folder.rglob("*"):
            if place not in wanted and not place.is_dir():
                place.unlink()


@dataclass(frozen=True)
class Asked:
    """A query as far as truth is concerned: folded terms that must be in a document, and those that must not."""

    wanted: tuple[str, ...]
    excluded: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str) -> Asked:
        """Read a query of terms between spaces, without quotes."""
        terms = text.split()
        return cls(
            tuple(fold(term) for term in terms if not term.startswith("-")),
            tuple(fold(term[1:]) for term in terms if term.startswith("-")),
        )

    def matches(self, folded: str) -> bool:
        """Whether a document with these folded parts is to be found."""
        return all(term in folded for term in self.wanted) and not any(term in folded for term in self.excluded)


def folded(texts: Sequence[Text]) -> Iterator[str]:
    """The folded parts of each text, one after the other with U+0000 between them."""
    counts = [sum(1 for _ in text.parts()) for text in texts]
    units = fold_parts(part for text in texts for part in text.parts())
    parts = units.tobytes().decode("utf-16-le", "surrogatepass").split("\0")
    start = 0
    for count in counts:
        yield "\0".join(parts[start : start + count])
        start += count


def _count(corpus: Corpus, queries: Sequence[Asked], start: int) -> Counter[int]:
    found: Counter[int] = Counter()
    numbers = range(start, min(start + BLOCK, corpus.count))
    for content in folded(list(corpus.texts(numbers))):
        found.update(at for at, query in enumerate(queries) if query.matches(content))
    return found


def truth(corpus: Corpus, queries: Sequence[str]) -> list[int]:
    """How many documents each query is to find: every text is looked at."""
    asked = [Asked.of(query) for query in queries]
    starts = range(0, corpus.count, BLOCK)
    with ProcessPoolExecutor(os.cpu_count(), get_context("fork")) as pool:
        counts = pool.map(_count, [corpus] * len(starts), [asked] * len(starts), starts, chunksize=4)
        total = sum(counts, Counter[int]())
    return [total[at] for at in range(len(queries))]
