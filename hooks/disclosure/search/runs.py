"""Runs on disk: the grams of every block, read back range by range of their first unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from disclosure.cache import Scratch
from disclosure.search.grams import Grams, Hot, Longs, Run, changes

_UNITS = 1 << 16
_STEP = 40503
"""Odd, and near the golden ratio of 65,536: multiples of it spread the cuts evenly."""


def range_starts(units: int, size: int) -> Longs:
    """The first unit of each range of keys, so that a range of Han characters has about `size` of all text units.

    Which units begin a range depends on the amount of text only by its doubling, so that shards keep their cuts.
    """
    wanted = units // size
    share = (1 << wanted.bit_length() >> 1) * 4
    return np.flatnonzero((np.arange(_UNITS) * _STEP % _UNITS < share) & (wanted > 0) | (np.arange(_UNITS) == 0))


def gram_starts(starts: Longs, length: int, hot: Sequence[Hot]) -> Longs:
    """The first possible gram of one length in each range, and one beyond the last; `hot` from length 2 on."""
    bounds = np.append(starts, _UNITS)
    if length == 1:
        return bounds
    if length == 2:  # noqa: PLR2004 - a pair
        return bounds << 16
    return np.searchsorted(hot[length - 3].units[:, 0], bounds) << 16


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a run lies."""

    name: str
    grams: Longs
    """The number of the first gram of each range; one more at the end."""
    postings: Longs
    """Likewise of the postings."""

    def read(self, scratch: Scratch, first: int, last: int) -> tuple[Grams, NDArray[np.uint32], NDArray[np.uint16]]:
        """The grams of ranges `first` to `last` - 1, how many postings each has, and the postings."""
        size = 4 * int(self.grams[-1])
        start, stop = 4 * int(self.grams[first]), 4 * int(self.grams[last])
        begin, end = 2 * size + 2 * int(self.postings[first]), 2 * size + 2 * int(self.postings[last])
        grams, counts, postings = scratch.read(self.name, [(start, stop), (size + start, size + stop), (begin, end)])
        return np.frombuffer(grams, np.uint32), np.frombuffer(counts, np.uint32), np.frombuffer(postings, np.uint16)


def keep(scratch: Scratch, name: str, run: Run, bounds: Longs) -> Kept:
    """Write a run; `bounds` as given by `gram_starts`."""
    scratch.write(name, [run.grams.data, np.diff(run.starts).astype(np.uint32).data, run.postings.data])
    grams = np.searchsorted(run.grams, bounds)
    return Kept(name, grams, run.starts[grams])


def frequent(scratch: Scratch, runs: Sequence[Kept], first: int, last: int, limit: int) -> tuple[Grams, Longs]:
    """The grams with more than `limit` postings in all runs, and how many they have."""
    parts = [run.read(scratch, first, last)[:2] for run in runs]
    pairs = np.concatenate([grams.astype(np.uint64) << 32 | counts for grams, counts in parts])
    pairs.sort(kind="stable")  # which is quick with runs that are sorted already
    grams = (pairs >> 32).astype(np.uint32)
    starts = np.flatnonzero(changes(grams))
    sums = np.add.reduceat((pairs & 0xFFFFFFFF).astype(np.int64), starts) if starts.size else np.zeros(0, np.int64)
    return grams[starts][sums > limit], sums[sums > limit]


def portions(weights: Longs, most: int) -> Iterator[tuple[int, int]]:
    """Neighbouring ranges put together as long as their weight stays below a limit; none without any weight."""
    first, held = 0, 0
    for number, weight in enumerate(weights.tolist()):
        if number > first and held + weight > most:
            yield from [(first, number)] if held else []
            first, held = number, 0
        held += weight
    if held:
        yield first, weights.size
