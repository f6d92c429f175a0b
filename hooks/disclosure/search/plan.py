"""Which documents stand together: segments by year, cut into blocks that are worked on one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from zlib import crc32

from disclosure.search.document import Key
from disclosure.search.settings import Settings

_UNDATED = "0000"
_CUT = 256
"""One address in so many ends a block: the cuts stay where they are when documents come and go elsewhere."""


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring documents of one segment."""

    first: int
    """The number of the first document in its segment."""
    numbers: tuple[int, ...]
    """Of the documents in the source."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The documents of one or several years, in the order of their numbers."""

    name: str
    """The newest year in it."""
    documents: int
    blocks: tuple[Block, ...]


def segments(keys: Sequence[Key], settings: Settings) -> list[Segment]:
    """Plan the segments, the newest first; an empty site has none."""
    order = sorted(range(len(keys)), key=lambda number: keys[number])
    years = [(year, list(group)) for year, group in groupby(order, key=lambda number: _year(keys[number]))]
    groups = years[-1:-3:-1]
    if len(years) > len(groups):
        groups.append((years[-3][0], [number for _, group in years[:-2] for number in group]))
    return [
        Segment(year, len(numbers), tuple(_blocks(numbers, keys, settings)))
        for year, numbers in _joined(groups, settings.segment_least)
    ]


def _year(key: Key) -> str:
    return key.published[:4] or _UNDATED


def _joined(groups: list[tuple[str, list[int]]], least: int) -> list[tuple[str, list[int]]]:
    """Join each group that is too small to the next older one, the oldest to the next newer one."""
    found: list[tuple[str, list[int]]] = []
    for year, numbers in groups:
        if found and len(found[-1][1]) < least:
            newest, newer = found.pop()
            found.append((newest, numbers + newer))
        else:
            found.append((year, numbers))
    if len(found) > 1 and len(found[-1][1]) < least:
        _, older = found.pop()
        year, numbers = found.pop()
        found.append((year, older + numbers))
    return found


def _blocks(numbers: list[int], keys: Sequence[Key], settings: Settings) -> list[Block]:
    found, start = [], 0
    for place, number in enumerate(numbers, 1):
        size = place - start
        wanted = size >= settings.block_least and crc32(keys[number].address.encode()) % _CUT == 0
        if wanted or size == settings.block_most or place == len(numbers):
            found.append(Block(start, tuple(numbers[start:place])))
            start = place
    return found
