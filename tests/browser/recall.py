"""The law of recall: what stands in a document is found, and the counts are those of the plainest search there is.

Here: made-up documents, random pieces of documents as a reader would copy them, and the truth about what a query must
find, by looking through every text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any, NamedTuple

from disclosure.search.document import Document, Facet, Key, Suggestion
from disclosure.search.folding import fold, fold_parts

LONGEST_PIECE = 20
SHOWN = 30
"""Hits that are asked for: up to so many are compared one by one."""
ON_ONE_DAY = 1000
"""More than were ever published on one day: with the day known, all are asked for."""
BLANKS = re.compile(r"[\s\ufeff]+")
SPECIAL = '"“”＂「」『』'
MINUS = "-－"
NUMERALS = ("0123456789", "〇一二三四五六七八九", "零一二三四五六七八九")
_DIGIT = "[0-9〇零一二三四五六七八九]"
YEAR = re.compile(f"(?<!{_DIGIT}){_DIGIT}{{4}}(?=年)")

ASK = """async queries => {
    window.engine = window.engine || (disclosureSearch.start || disclosureSearch.open)();
    const engine = await window.engine, answers = [];
    for (const [text, options] of queries) {
        const found = await engine.search(text, options);
        answers.push([found.total, found.exact, found.hits.map(hit => hit.address), found.problems]);
    }
    return answers;
}"""
"""On a page that knows how to start the engine: the answers to many queries, in order."""


class Answer(NamedTuple):
    """What the engine says to a query."""

    total: int
    exact: bool
    hits: list[str]
    problems: list[str]


Question = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Piece:
    """A piece of a text of a document, and how a reader asks for it."""

    document: Document
    zone: str
    text: str
    query: str

    def __str__(self) -> str:
        return f"{self.query!r}（{self.document.address} 的{self.zone}）"


class Made(NamedTuple):
    """Made-up documents, as the builder of the index takes them. It can be pickled."""

    all: tuple[Document, ...]
    facets: tuple[Facet, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def keys(self) -> list[Key]:
        """What orders them."""
        return [Key(document.published, document.address) for document in self.all]

    def documents(self, numbers: Sequence[int]) -> list[Document]:
        """The documents at these positions."""
        return [self.all[number] for number in numbers]


def zones(document: Document) -> dict[str, list[str]]:
    """The texts of a document by the kind of place they stand in."""
    return {
        "编号": list(document.numbers),
        "标题": [document.title],
        "概述": list(document.summary),
        "正文": [part.text for part in document.body],
        "附件": [part.text for part in document.attachments],
    }


class Truth:
    """All documents, folded, to be looked through one by one."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Fold every text, all at once."""
        self.documents = documents
        texts = [[text for texts in zones(one).values() for text in texts] for one in documents]
        units = fold_parts(text for several in texts for text in several)
        parts = iter(units.tobytes().decode("utf-16-le", "surrogatepass").split("\0"))
        self._folded = ["\0".join(next(parts) for _ in several) for several in texts]

    @cached_property
    def addresses(self) -> list[str]:
        """The address of every document."""
        return [document.address for document in self.documents]

    def finds(self, query: str) -> set[str]:
        """The addresses that a query must find: every term, or the same with its years written otherwise."""
        wanted = [forms(fold(term)) for term in terms(query)]
        wanted = [one for one in wanted if one != {""}]
        if not wanted:
            return set()
        return {
            address
            for address, folded in zip(self.addresses, self._folded, strict=True)
            if all(any(form in folded for form in one) for one in wanted)
        }


def terms(query: str) -> list[str]:
    """The terms of a query as `ask_for` makes them: one phrase in quotes, or what stands between blanks."""
    if query[0] == "「" and query[-1] == "」":
        return [query[1:-1]]
    return BLANKS.split(query)


def forms(folded: str) -> set[str]:
    """A folded term, and the ways in which all of its years may be written."""
    other = {folded}
    if YEAR.search(folded):
        for numerals in NUMERALS:
            other.add(YEAR.sub(lambda year, numerals=numerals: _written(year[0], numerals), folded))  # type: ignore[misc]
    return other


def _written(year: str, numerals: str) -> str:
    return "".join(numerals[max(one.find(digit) for one in NUMERALS)] for digit in year)


def ask_for(piece: str) -> str:
    """How a reader asks for a piece of text: as it stands, or in quotes where it would be read otherwise."""
    plain = not any(term.startswith((*SPECIAL, *MINUS)) for term in BLANKS.split(piece))
    return piece.strip() if plain else f"「{piece}」"


def random_pieces(random: Random, documents: Sequence[Document], count: int) -> list[Piece]:
    """Pieces of 1 to 20 characters from anywhere in the documents: every zone has its share, however short it is."""
    full = {zone: [one for one in documents if any(zones(one)[zone])] for zone in zones(documents[0])}
    chances = [(zone, holders) for zone, holders in full.items() if holders]
    found: list[Piece] = []
    while len(found) < count:
        zone, holders = chances[len(found) % len(chances)]
        document = random.choice(holders)
        text = random.choice([text for text in zones(document)[zone] if text])
        start = random.randrange(len(text))
        piece = text[start : start + random.randint(1, LONGEST_PIECE)]
        if fold(piece) and not ("「" in piece or "」" in piece):
            found.append(Piece(document, zone, piece, ask_for(piece)))
    return found


def absent_queries(random: Random, truth: Truth, pieces: Sequence[Piece], count: int) -> list[str]:
    """Texts that stand in no document, though every character of them does: two pieces put together."""
    found: list[str] = []
    while len(found) < count:
        first, second = random.sample(pieces, 2)
        query = BLANKS.sub("", first.text[-4:] + second.text[:4])
        if not query.startswith((*SPECIAL, *MINUS)) and fold(query) and not truth.finds(query):
            found.append(query)
    return found


def questions(piece: Piece, truth: Truth) -> list[Question]:
    """What is asked about a piece: how many documents have it, and, where these are many, whether its own has."""
    asked: list[Question] = [(piece.query, {"limit": SHOWN})]
    if len(truth.finds(piece.query)) > SHOWN and piece.document.published:
        day = piece.document.published[:10]
        asked.append((piece.query, {"limit": ON_ONE_DAY, "from": day, "to": day}))
    return asked


def faults(piece: Piece, truth: Truth, answers: Sequence[Answer]) -> list[str]:
    """What the answers to the questions about a piece get wrong."""
    wanted, first = truth.finds(piece.query), answers[0]
    said = [problem for answer in answers for problem in answer.problems]
    if piece.document.address not in wanted:
        said.append("文件里明明有，逐个查看却没有找到")
    if first.total < len(wanted) or (first.exact and first.total != len(wanted)):
        said.append(f"应有 {len(wanted)} 个，得到{'' if first.exact else '约'} {first.total} 个")
    if not set(first.hits) <= wanted:
        said.append(f"多出 {sorted(set(first.hits) - wanted)[:3]}")
    if len(first.hits) != min(SHOWN, len(wanted)) or len(set(first.hits)) != len(first.hits):
        said.append(f"应列出 {min(SHOWN, len(wanted))} 个，列出 {len(first.hits)} 个")
    if not any(piece.document.address in answer.hits for answer in answers) and (
        len(wanted) <= SHOWN or len(answers) > 1
    ):
        said.append("没有列出它自己")
    return [f"{piece}：{one}" for one in said]
