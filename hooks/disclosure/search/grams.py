"""Grams: which pieces of the texts of one block stand in which documents and zones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from disclosure.search.folding import END, Units

Longs = NDArray[np.int64]
Grams = NDArray[np.uint32]
"""Grams by number. A unit is its own number; a pair is first << 16 | second; a longer gram is the rank of the hot gram
that it lengthens << 16 | its last unit. Of one length, the order of the numbers is the order of the texts."""

DOCUMENT_BITS = 13
"""A posting within a block is zone << 13 | document, in 16 bits."""
RANKS = 1 << 16
"""At most so many grams of one length can be hot."""
_ABSENT = np.int32(-1)
_MULTIPLIER = np.uint32(0x9E3779B1)


@dataclass(frozen=True, slots=True)
class Run:
    """The grams of one length in one block."""

    grams: Grams
    """Rising, each once."""
    starts: Longs
    """Where the postings of each gram begin; one more at the end."""
    postings: NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Hot:
    """The hot grams of one length in a segment, by rank, with a table from gram to rank."""

    grams: Grams
    units: NDArray[np.uint16]
    """Of shape (grams, length)."""
    slots: Grams
    ranks: NDArray[np.int32]

    def of(self, grams: Grams) -> NDArray[np.int32]:
        """The rank of each gram, -1 for what is not hot."""
        places = _hashed(grams, self.slots.size)
        ranks = self.ranks[places]
        taken = np.flatnonzero((self.slots[places] != grams) & (ranks >= 0))
        places = places[taken]
        while taken.size:
            places = (places + np.uint32(1)) & np.uint32(self.slots.size - 1)
            ranks[taken] = self.ranks[places]
            other = (self.slots[places] != grams[taken]) & (ranks[taken] >= 0)
            taken, places = taken[other], places[other]
        return ranks


def _hashed(grams: Grams, size: int) -> Grams:
    return (grams * _MULTIPLIER) >> np.uint32(33 - size.bit_length())


def hot_grams(grams: Grams, above: Hot | None) -> Hot:
    """The table of hot grams. They rise; `above` is the table of the grams that they lengthen, None for pairs."""
    size = 1 << max(8, (grams.size * 8).bit_length())
    slots, ranks = np.zeros(size, np.uint32), np.full(size, _ABSENT)
    left = np.arange(grams.size, dtype=np.int32)
    places = _hashed(grams, size)
    while left.size:
        free = np.flatnonzero(ranks[places] < 0)
        _, firsts = np.unique(places[free], return_index=True)
        taken = free[firsts]
        slots[places[taken]], ranks[places[taken]] = grams[left[taken]], left[taken]
        rest = np.ones(left.size, np.bool_)
        rest[taken] = False
        left, places = left[rest], (places[rest] + np.uint32(1)) & np.uint32(size - 1)
    return Hot(grams, spelled(grams, above), slots, ranks)


def spelled(grams: Grams, above: Hot | None) -> NDArray[np.uint16]:
    """The units of each gram of two or more; `above` as in `hot_grams`."""
    last = (grams & 0xFFFF).astype(np.uint16)
    first = (grams >> 16).astype(np.uint16)[:, None] if above is None else above.units[grams >> 16]
    return np.column_stack((first, last))


@dataclass(frozen=True, slots=True)
class Standing:
    """Grams of one length where they stand in a block, in the order of the text."""

    places: NDArray[np.uint32]
    """Of their first units."""
    grams: Grams

    def longer(self, units: Units, length: int, hot: Hot) -> Standing:
        """Those that are hot, lengthened by the next unit; `length` is theirs so far."""
        ranks = hot.of(self.grams)
        kept = np.flatnonzero(ranks >= 0)
        places, ranks = self.places[kept], ranks[kept]
        following = units[places + np.uint32(length)]
        kept = np.flatnonzero(following != END)
        return Standing(places[kept], (ranks[kept].astype(np.uint32) << 16) | following[kept])

    def run(self, postings: NDArray[np.uint16]) -> Run:
        """The run of these grams; `postings` says for each unit in which zone and document it stands."""
        pairs = self.grams.astype(np.uint64)
        pairs <<= np.uint64(16)
        pairs |= postings[self.places]
        if pairs.size and int(pairs.max()) < 1 << 32:
            pairs = np.sort(pairs.astype(np.uint32)).astype(np.uint64)  # single units: half the bytes to sort
        else:
            pairs.sort()
        pairs = pairs[changes(pairs)]
        numbers = (pairs >> np.uint64(16)).astype(np.uint32)
        starts = np.flatnonzero(changes(numbers))
        return Run(numbers[starts], np.append(starts, pairs.size), pairs.astype(np.uint16))


def standing(units: Units, length: int) -> Standing:
    """All grams of one or two units."""
    if length == 1:
        places = np.flatnonzero(units != END).astype(np.uint32)
        return Standing(places, units[places].astype(np.uint32))
    places = np.flatnonzero((units[:-1] != END) & (units[1:] != END)).astype(np.uint32)
    return Standing(places, (units[places].astype(np.uint32) << 16) | units[places + np.uint32(1)])


def changes(numbers: NDArray[Any]) -> NDArray[np.bool_]:
    """Where a number differs from the one before it; the first does."""
    found = np.ones(numbers.size, np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=found[1:])
    return found
