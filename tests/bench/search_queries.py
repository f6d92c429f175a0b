"""What is asked: a fixed list of queries, some of them words of the corpus at hand, and random pieces of its texts."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bench.corpus import Corpus
from bench.search_source import truth
from disclosure.search.folding import fold

SEED = 20261123
LOOKED_AT = 400
"""So many texts are searched for words of each class."""
TRIED = 4
"""So many words of a class are counted."""
LONGEST = 20
"""Characters of a random piece."""


@dataclass(frozen=True)
class Query:
    """A query, what it stands for, and how many texts it is to find."""

    kind: str
    text: str
    truth: int


FIXED = (
    ("常见词组", "政府信息公开"),
    ("常见词", "部门"),
    ("常见长句", "任何单位和个人有权向县人民政府举报"),
    ("“三公”经费", "“三公”经费"),
    ("单字（常见）", "工"),
    ("单字（较少）", "樱"),
    ("两词", "耕地 补贴"),
    ("排除", "耕地 -补贴"),
    ("年份", "2024年"),
    ("生僻字", "𬭚"),
    ("没有的词", "核动力航母"),
)
"""The same at every size."""
FOUND = {
    "少见词": r"(?<=当事人)\w{3}",
    "长句": r"\w{9,}，\w{9,}(?=，)",
    "文号": r"示[^〔\W]{1,4}〔\d{4}〕\d+号",
    "混合": r"执行GB/T \d+—\d{4}",
    "代码": r"91341321M\w{9}",
    "单位名称": r"示例县\w{2,3}农民专业合作社",
}
"""Patterns of words that are taken from texts."""


def _texts(corpus: Corpus, chance: random.Random, count: int) -> Iterator[tuple[int, str]]:
    numbers = sorted(chance.sample(range(corpus.count), min(count, corpus.count)))
    for number, text in zip(numbers, corpus.texts(numbers), strict=True):
        yield number, chance.choice([*text.body, *(page for _, pages in text.attachments for page in pages)])


def queries(corpus: Corpus) -> list[Query]:
    """The list for a corpus: fixed words, and the rarest of some words of each pattern in its texts."""
    chance = random.Random(SEED)  # noqa: S311 - nothing secret: the same queries at every run
    contents = [content for _, content in _texts(corpus, chance, LOOKED_AT)]
    candidates: list[tuple[str, str]] = list(FIXED)
    for kind, pattern in FOUND.items():
        words = list(dict.fromkeys(word for content in contents for word in re.findall(pattern, content)))
        candidates += [(kind, word.replace("〔", "[").replace("〕", "]")) for word in words[:TRIED]]
    counts = truth(corpus, [text for _, text in candidates])
    best: dict[str, Query] = {}
    for (kind, text), count in zip(candidates, counts, strict=True):
        if kind not in best or count < best[kind].truth:
            best[kind] = Query(kind, text, count)
    return list(best.values())


@dataclass(frozen=True)
class Piece:
    """A random piece of a text, and the text it was taken from."""

    text: str
    address: str
    day: str
    truth: int


def pieces(corpus: Corpus, count: int) -> list[Piece]:
    """Random pieces of 1 to LONGEST characters, across punctuation, without what has a meaning in a query.

    White space parts the terms of a query, so a piece ends there.
    """
    chance = random.Random(SEED + 1)  # noqa: S311 - the same at every run
    taken: list[tuple[str, str, str]] = []
    while len(taken) < count:
        for number, content in _texts(corpus, chance, count):
            start = chance.randrange(len(content))
            words = content[start : start + chance.randint(1, LONGEST)].split()
            piece = max(words, key=len, default="").lstrip("-－")
            if fold(piece) and not _quoted(piece):
                published, address = corpus.key(number)
                taken.append((piece, address, published[:10]))
    counts = truth(corpus, [piece for piece, *_ in taken[:count]])
    return [Piece(*parts, counted) for parts, counted in zip(taken, counts, strict=False)]


def _quoted(piece: str) -> bool:
    return piece[0] in '"“”「『' or piece[-1] in '"“”」』'
