"""Made-up official prose with the statistics of real disclosures: few words often, many seldom, new ones for ever.

How often words, phrases and whole clauses come again is what the size and the speed of a full-text index depend on.
The shares below were fitted to figures of real documents (characters, pairs, triples and fours of characters per
100,000 characters, compression, lengths); tests/bench/likeness.py measures them.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

MATERIAL = Path(__file__).with_name("prose.toml")
SEED = 20261122
COINED = 40_000
"""Words beyond the written list: short forms made of two words, as offices and places make them."""
TERMS = 150_000
"""Phrases of one to three words that come again and again all over the site."""
STOCK = 12_000
"""Clauses that are repeated word for word."""
WORD_SLOPE, TERM_SLOPE, STOCK_SLOPE = 1.2, 0.85, 0.8
"""How steeply the frequency of words, phrases and clauses falls with their rank."""
SHIFT = 4.0
"""So many ranks are missing at the top of such a list: no word is as frequent as the slope alone would make it."""
FRESH, OWN, REPEATED = 0.38, 0.45, 0.16
"""Shares: phrases made for the occasion, phrases of the document's own matter, clauses from stock."""
FACTS, TABLES = 0.16, 0.02
"""Shares: clauses with names and numbers, blocks that are tables."""
RARE = 0.004
"""Share of given names with a character that few fonts have."""
DRAWN = 4096
"""Random numbers drawn at a time."""

_T = TypeVar("_T")
Piece = str | Callable[[], str]


@cache
def material() -> dict[str, Any]:
    """Words and patterns."""
    return tomllib.loads(MATERIAL.read_text(encoding="utf-8"))


def uniform(chance: np.random.Generator) -> Iterator[float]:
    """Numbers from 0 to 1 without end."""
    while True:
        yield from chance.random(DRAWN).tolist()


def ranked(chance: np.random.Generator, values: Sequence[_T], slope: float, shift: float = SHIFT) -> Iterator[_T]:
    """Draw without end; the value of rank r about (r + shift) ** -slope times as often as the others."""
    weights = (np.arange(len(values)) + shift) ** -slope
    ends = np.cumsum(weights / weights.sum())
    while True:
        for index in np.searchsorted(ends, chance.random(DRAWN)).tolist():
            yield values[min(index, len(values) - 1)]


@cache
def words() -> tuple[str, ...]:
    """All words, the most frequent first: the written ones, then coined ones."""
    written = list(dict.fromkeys(" ".join(material()["words"]).split()))
    chance = np.random.default_rng([SEED, 1])
    pairs = zip(ranked(chance, written, 0.3), ranked(chance, written, 0.3), strict=False)
    common = bytes(range(0xB0, 0xD8))
    rows = "".join(bytes((row, column)).decode("gb2312", "ignore") for row in common for column in range(0xA1, 0xFF))
    signs = ranked(chance, rows, 0.0)
    steps = uniform(chance)
    coined = (
        f"{first[0] if next(steps) < 0.8 else next(signs)}{second[-1] if next(steps) < 0.8 else next(signs)}"
        for first, second in pairs
    )
    known = set(written)
    fresh = (word for word in coined if word not in known and not known.add(word))  # type: ignore[func-returns-value]
    return (*written, *itertools.islice(fresh, COINED))


def _new_term(steps: Iterator[float], word: Iterator[str]) -> str:
    step, first = next(steps), next(word)
    if step < 0.3:
        return first
    second = next(word)
    if second == first:
        return first
    return first + second if step < 0.85 else first + second + next(word)


@cache
def terms() -> tuple[str, ...]:
    """The phrases that the whole site shares, the most frequent first."""
    chance = np.random.default_rng([SEED, 2])
    steps, word = uniform(chance), ranked(chance, words(), WORD_SLOPE)
    return tuple(_new_term(steps, word) for _ in range(TERMS))


@cache
def stock() -> tuple[str, ...]:
    """The clauses that the whole site shares, the written ones first."""
    maker = Writer([SEED, 3], shared=False)
    return (*material()["boilerplate"], *(maker.clause() for _ in range(STOCK)))


class Writer:
    """Writes clauses, paragraphs and whole texts; equal for equal seeds."""

    def __init__(self, seed: list[int], *, shared: bool = True) -> None:
        """With `shared`, clauses from stock come in too."""
        chance = np.random.default_rng(seed)
        self.step = uniform(chance)
        self._word = ranked(chance, words(), WORD_SLOPE)
        self._term = ranked(chance, terms(), TERM_SLOPE)
        self._stock = ranked(chance, stock(), STOCK_SLOPE) if shared else None
        self._own: tuple[str, ...] = ()
        self._blanks = self._makers()
        self._patterns, self._facts = (
            [self._split(pattern) for pattern in material()[name]] for name in ("patterns", "facts")
        )
        self.year, self.number = 2024, 1

    def pick(self, values: Sequence[_T]) -> _T:
        """Any of the values."""
        return values[int(next(self.step) * len(values))]

    def between(self, least: int, most: int) -> int:
        """A whole number from least to most."""
        return least + int(next(self.step) * (most - least + 1))

    def about(self, year: int) -> None:
        """Begin another document: a matter of its own, with words that come again in it."""
        self.year = year
        terms_here = terms()
        self._own = tuple(
            _new_term(self.step, self._word) if next(self.step) < 0.5 else self.pick(terms_here)
            for _ in range(self.between(8, 24))
        )

    def fill(self, sentence: str) -> str:
        """A sentence, its blanks filled."""
        return "".join(piece if isinstance(piece, str) else piece() for piece in self._split(sentence))

    def term(self) -> str:
        """A phrase of one to three words, of the document's own matter, from the common ones, or new."""
        step = next(self.step)
        if step < OWN and self._own:
            return self.pick(self._own)
        return _new_term(self.step, self._word) if step < OWN + FRESH else next(self._term)

    def clause(self) -> str:
        """What stands between two commas."""
        if self._stock is not None and next(self.step) < REPEATED:
            return next(self._stock)
        forms = self._facts if next(self.step) < FACTS else self._patterns
        return "".join(piece if isinstance(piece, str) else piece() for piece in self.pick(forms))

    def sentence(self) -> str:
        """One to five clauses, or an enumeration."""
        count = self.between(1, 5)
        return f"{'，'.join(self.clause() for _ in range(count))}{'；' if next(self.step) < 0.15 else '。'}"

    def paragraph(self, number: int) -> str:
        """A few sentences, numbered in one of the usual ways."""
        step = next(self.step)
        front = ""
        if step < 0.25:
            front = f"第{han(number)}条　"
        elif step < 0.45:
            front = f"{han(number)}、{self.pick(material()['heads'])}\n"
        elif step < 0.7:
            front = f"（{han(number % 10 + 1)}）"
        elif step < 0.8:
            front = f"{number}.{self.term()}。"
        return front + "".join(self.sentence() for _ in range(self.between(1, 4)))

    def table(self, rows: int) -> str:
        """Rows of cells: names, things, amounts."""
        makers = [
            [self.person, self.firm, self.place, self.code],
            [self.term, self.place],
            [self.amount, self.count],
            [self.date, self.phone, self.number_of_document],
        ]
        chosen = [self.pick(maker) for maker in makers]
        return "\n".join("　".join([str(row), *(cell() for cell in chosen)]) for row in range(1, rows + 1))

    def text(self, length: int) -> str:
        """A text of about so many characters, with tables in some."""
        blocks: list[str] = []
        missing = length
        while missing > 0:
            tabular = missing > 200 and next(self.step) < TABLES
            blocks.append(self.table(self.between(3, 12)) if tabular else self.paragraph(len(blocks) + 1))
            missing -= len(blocks[-1])
        return "\n".join(blocks)

    def place(self) -> str:
        """A village, a road, a river."""
        found = material()["places"]
        front = self.pick(material()["surnames"] if next(self.step) < 0.5 else found["stems"])
        middle = self.pick(self.pick(words())) if next(self.step) < 0.5 else ""
        return f"{front}{middle}{self.pick(found['ends'])}"

    def person(self) -> str:
        """A name of two or three characters."""
        found = material()
        given = "".join(self.pick(found["given"]) for _ in range(1 if next(self.step) < 0.2 else 2))
        if next(self.step) < RARE:
            given = given[:-1] + self.pick(found["rare"])
        return f"{self.pick(found['surnames'])}{given}"

    def firm(self) -> str:
        """A company or an institution."""
        name = self.pick(words()) + (self.pick(self.pick(words())) if next(self.step) < 0.3 else "")
        return f"示例县{name}{self.pick(material()['firms'])}"

    def law(self) -> str:
        """A law or a rule, with brackets."""
        region = self.pick(["中华人民共和国", "", "示例省", "示例县"])
        article = f"第{han(self.between(1, 80))}条" if next(self.step) < 0.5 else ""
        return f"《{region}{self.term()}{self.pick(material()['laws'])}》{article}"

    def number_of_document(self) -> str:
        """A document number such as 示农发〔2024〕52号."""
        mark = self.pick(["政发", "政办发", "发改", "财预", "农发", "教函", "民发", "卫健", "罚字", "许准字"])
        return f"示{mark}〔{self.between(2008, self.year)}〕{self.between(1, 300)}号"

    def amount(self) -> str:
        """An amount with two places."""
        return f"{int(10 ** (next(self.step) * 5))}.{self.between(0, 99):02}"

    def count(self) -> str:
        """A number of one to four digits."""
        return str(int(10 ** (next(self.step) * 4)))

    def date(self) -> str:
        """A day in one of the usual forms."""
        year, month, day = self.year - self.between(0, 3), self.between(1, 12), self.between(1, 28)
        return f"{year}年{month}月{day}日" if next(self.step) < 0.8 else f"{year}-{month:02}-{day:02}"

    def phone(self) -> str:
        """A telephone number of the county."""
        return f"0557-{self.between(1_000_000, 9_999_999)}"

    def code(self) -> str:
        """Eighteen characters as in a unified social credit code."""
        tail = "".join(self.pick("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(9))
        return f"91341321M{tail[0]}{tail[1:9]}"[:18]

    def _makers(self) -> dict[str, Callable[[], str]]:
        return {
            "t": self.term,
            "w": lambda: next(self._word),
            "n": lambda: str(self.between(2, 9)),
            "c": self.count,
            "m": self.amount,
            "p": lambda: str(self.between(3, 98)),
            "d": lambda: self.pick(["3", "5", "7", "10", "15", "20", "30", "三十", "六十"]),
            "y": lambda: str(self.year),
            "date": self.date,
            "place": self.place,
            "firm": self.firm,
            "person": self.person,
            "law": self.law,
            "standard": lambda: f"GB/T {self.between(1000, 45000)}—{self.between(1996, 2025)}",
            "fileno": self.number_of_document,
            "phone": self.phone,
            "code": self.code,
        }

    def _split(self, pattern: str) -> list[Piece]:
        parts = re.split(r"\{(\w+)\}", pattern)
        return [self._blanks[part] if index % 2 else part for index, part in enumerate(parts)]


def han(number: int) -> str:
    """A number up to 99 as in 第十二条; greater ones in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    return ("" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十") + (digits[ones] if ones else "")
