"""From the keys of a portion to shards: cut where the keys say so, and laid out for the reader in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from disclosure.search.grams import Longs
from disclosure.search.merge import Keys
from disclosure.search.settings import Settings


def shards(keys: Keys, starts: Longs, settings: Settings) -> Iterator[tuple[str, int, bytes]]:
    """Each shard: its first key, how many it has and its payload; `starts` are the first units of all ranges."""
    if not keys.lengths.size:
        return
    shared = _shared(keys.units)
    sizes = 3 + 2 * (keys.lengths - shared) + keys.header_sizes + keys.stream_sizes
    cuts = list(_cuts(keys, sizes, starts, settings))
    shared[cuts[:-1]] = 0
    columns = np.arange(keys.units.shape[1])
    suffixes = keys.units[(columns >= shared[:, None]) & (columns < keys.lengths[:, None])]
    ends = [_offsets(counts) for counts in (keys.lengths - shared, keys.header_sizes, keys.stream_sizes)]
    for start, stop in pairwise(cuts):
        units, headers, streams = (slice(offsets[start], offsets[stop]) for offsets in ends)
        payload = b"".join(
            [
                (stop - start).to_bytes(4, "little"),
                shared[start:stop].astype(np.uint8).tobytes(),
                (keys.lengths - shared)[start:stop].astype(np.uint8).tobytes(),
                suffixes[units].astype("<u2").tobytes(),
                keys.flags[start:stop].tobytes(),
                keys.headers[headers].tobytes(),
                keys.streams[streams].tobytes(),
            ]
        )
        first = keys.units[start, : keys.lengths[start]].astype("<u2").tobytes().decode("utf-16-le", "surrogatepass")
        yield first, stop - start, payload


def _offsets(counts: Longs) -> list[int]:
    return [0, *np.cumsum(counts).tolist()]


def _shared(units: NDArray[np.uint16]) -> Longs:
    """How many units each key shares with the one before it."""
    shared = np.zeros(len(units), np.int64)
    same = np.logical_and.accumulate(units[1:] == units[:-1], axis=1)
    shared[1:] = same.sum(axis=1)
    return shared


def _cuts(keys: Keys, sizes: Longs, starts: Longs, settings: Settings) -> Iterator[int]:
    """Where the shards begin, and the end of the last.

    A shard ends where a range does, and otherwise before a key that asks for it by its hash, once it is large enough.
    The longer the lists of a key are, the likelier it asks; so a new entry moves a cut only where it meets one.
    """
    first = keys.units[:, 0].astype(np.int64)
    firm = np.unique(np.searchsorted(first, starts))
    asking = np.flatnonzero(_hashes(keys.units) < sizes * ((1 << 32) // settings.shard_mean))
    ends = np.cumsum(sizes)
    for start, stop in pairwise([*firm[firm < first.size].tolist(), first.size]):
        at = start
        while at < stop:
            yield at
            done = ends[at] - sizes[at]
            least = int(np.searchsorted(ends, done + settings.shard_least)) + 1
            most = int(np.searchsorted(ends, done + settings.shard_most, "right"))
            place = np.searchsorted(asking, least)
            wanted = asking[place] if place < asking.size else stop
            at = int(min(wanted, max(most, at + 1), stop))
    yield int(first.size)


def _hashes(units: NDArray[np.uint16]) -> Longs:
    hashes = np.full(len(units), 0x811C9DC5, np.uint32)
    for column in range(units.shape[1]):
        hashes = (hashes ^ units[:, column]) * np.uint32(0x01000193)
    hashes ^= hashes >> np.uint32(15)
    return (hashes * np.uint32(0x9E3779B1)).astype(np.int64)
