"""The layout of a text: lines, headings, sentences, and the words before each figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.prose.figures import Figure, halfwidth, read_figures

_STOP = re.compile(r"[。！？]")
_NUMBERED = re.compile(r"(?:#+[ \u3000]*|[一二三四五六七八九十]+[、．.]|（[一二三四五六七八九十\d]+）|\d+[、．.])")
_LONGEST_HEADING = 70


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a line, with its figures. Places count from the start of the whole text."""

    start: int
    text: str
    figures: tuple[Figure, ...]
    heading: str
    """The heading that this sentence follows at once, also one that runs in; else empty."""
    opens: bool
    """Whether it is the first sentence with figures after its heading."""


def sentences(text: str) -> Iterator[Sentence]:
    """Every sentence with figures or words, in order; headings are given with the sentences below them."""
    text = halfwidth(text)
    heading, fresh = "", True
    start = 0
    for line in text.split("\n"):
        if line.startswith("|"):
            start += len(line) + 1
            continue
        for begin, sentence in _split(line):
            figures = tuple(read_figures(sentence))
            if begin == 0 and not figures and _NUMBERED.match(sentence) and len(sentence) <= _LONGEST_HEADING:
                heading, fresh = sentence, True
                continue
            if begin == 0 and (found := _NUMBERED.match(sentence)):
                fresh = True
                heading = re.split(r"[，：:；;。（]|\d", sentence[found.end() :])[0]
            yield Sentence(start + begin, sentence, figures, heading, fresh)
            fresh = fresh and not figures
        start += len(line) + 1


def _split(line: str) -> Iterator[tuple[int, str]]:
    begin = 0
    for found in _STOP.finditer(line):
        yield begin, line[begin : found.start()]
        begin = found.end()
    if begin < len(line):
        yield begin, line[begin:]
