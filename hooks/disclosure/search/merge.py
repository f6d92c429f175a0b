"""From the runs of all blocks to the keys of one portion of the index, with their lists coded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from disclosure.cache import Scratch
from disclosure.search.grams import DOCUMENT_BITS, Grams, Hot, Longs, changes, spelled
from disclosure.search.rice import Bytes, encode, varints
from disclosure.search.runs import Kept

_HOT = 1 << 7
_ZONE_BITS = 29
"""Above the number of the document in the segment."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a portion in the order of their units, with what a shard says of them."""

    units: NDArray[np.uint16]
    """Of shape (keys, longest), filled up with 0."""
    lengths: Longs
    flags: Bytes
    headers: Bytes
    header_sizes: Longs
    """Bytes of the headers of each key."""
    streams: Bytes
    stream_sizes: Longs


_LONGS, _BYTES = np.zeros(0, np.int64), np.zeros(0, np.uint8)
_NONE = Keys(np.zeros((0, 1), np.uint16), _LONGS, _BYTES, _BYTES, _LONGS, _BYTES, _LONGS)


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of a segment."""

    scratch: Scratch
    firsts: Sequence[int]
    """The number in the segment of the first document of each block."""
    kept: Sequence[Sequence[Kept]]
    """By length - 1, then by block."""
    hot: Sequence[Hot]
    """By length - 2."""

    def merged(self, first: int, last: int) -> Keys:
        """The keys of ranges `first` to `last` - 1."""
        parts = [[run.read(self.scratch, first, last) for run in runs] for runs in self.kept]
        grams = [_union([part[0] for part in level]) for level in parts]
        if not sum(level.size for level in grams):
            return _NONE
        units = np.concatenate([self._spelled(level, length) for length, level in enumerate(grams, 1)])
        order = _order(units)
        places = np.empty_like(order)
        places[order] = np.arange(order.size)
        lengths = np.repeat(np.arange(1, len(grams) + 1), [level.size for level in grams])[order]
        hot = np.concatenate([self._is_hot(level, length) for length, level in enumerate(grams, 1)])[order]
        pairs, start = [], 0
        for level, union in zip(parts, grams, strict=True):
            own = places[start : start + union.size].astype(np.uint64) << 32
            start += union.size
            for (found, counts, postings), base in zip(level, self.firsts, strict=True):
                documents = (postings & ((1 << DOCUMENT_BITS) - 1)) + np.uint64(base)
                zones = (postings >> DOCUMENT_BITS).astype(np.uint64) << _ZONE_BITS
                pairs.append(np.repeat(own[np.searchsorted(union, found)], counts) | zones | documents)
        return _coded(np.concatenate(pairs), units[order], lengths, hot)

    def _spelled(self, grams: Grams, length: int) -> NDArray[np.uint16]:
        units = np.zeros((grams.size, len(self.kept)), np.uint16)
        if length == 1:
            units[:, 0] = grams
        else:
            units[:, :length] = spelled(grams, self.hot[length - 3] if length > 2 else None)  # noqa: PLR2004 - a pair
        return units

    def _is_hot(self, grams: Grams, length: int) -> NDArray[np.bool_]:
        if length == 1 or length - 2 >= len(self.hot):
            return np.zeros(grams.size, np.bool_)
        return self.hot[length - 2].of(grams) >= 0


def _union(parts: Sequence[Grams]) -> Grams:
    grams: Grams = np.concatenate(parts)
    grams.sort(kind="stable")
    return grams[changes(grams)]


def _order(units: NDArray[np.uint16]) -> Longs:
    """The order of the keys, four units compared at a time."""
    columns = []
    for start in range(0, units.shape[1], 4):
        packed = np.zeros(units.shape[0], np.uint64)
        for column in range(start, start + 4):
            packed <<= np.uint64(16)
            if column < units.shape[1]:
                packed |= units[:, column]
        columns.append(packed)
    return np.lexsort(columns[::-1])


def _coded(pairs: NDArray[np.uint64], units: NDArray[np.uint16], lengths: Longs, hot: NDArray[np.bool_]) -> Keys:
    pairs.sort(kind="stable")  # which is quick with runs that are sorted already
    starts = np.flatnonzero(changes(pairs >> np.uint64(_ZONE_BITS)))
    lists = (pairs[starts] >> np.uint64(_ZONE_BITS)).astype(np.int64)
    documents = (pairs & np.uint64((1 << _ZONE_BITS) - 1)).astype(np.int32)
    streams = encode(documents, starts)
    counts = np.diff(starts, append=documents.size)
    several = counts > 1
    values = np.column_stack((counts, documents[starts], streams.parameters, streams.lengths))
    shown = np.column_stack((np.ones_like(several), np.ones_like(several), several, several))
    headers, sizes = varints(values[shown])
    header_sizes = np.add.reduceat(sizes, np.cumsum(shown.sum(axis=1)) - shown.sum(axis=1))
    firsts = np.flatnonzero(changes(lists >> 3))
    flags = np.add.reduceat(1 << (lists & 7), firsts) + hot * _HOT
    return Keys(
        units,
        lengths,
        flags.astype(np.uint8),
        headers,
        np.add.reduceat(header_sizes, firsts),
        streams.content,
        np.add.reduceat(streams.lengths, firsts),
    )
