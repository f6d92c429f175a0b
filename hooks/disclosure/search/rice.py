"""Lists of numbers in few bits: Golomb-Rice codes and varints, for millions of lists at once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Longs = NDArray[np.int64]
Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Streams:
    """The coded lists, one after the other, each from a whole byte on."""

    parameters: Longs
    """The Rice parameter k of each list."""
    lengths: Longs
    """Bytes of each list; 0 for a list of one number."""
    content: Bytes


def encode(numbers: NDArray[np.int32], starts: Longs, most: int = 1 << 17) -> Streams:
    """Code the rising lists that begin at `starts` of `numbers`; the first number of a list is not in its stream.

    Each gap less one, g, is g >> k ones, a zero, then the low k bits of g, the highest first. Bits that fill up the
    last byte of a list are ones. About `most` numbers are worked on at a time, which fit in the caches of a processor.
    """
    bounds = np.append(starts, numbers.size)
    cuts = np.unique(np.append(np.searchsorted(starts, np.arange(0, numbers.size, most)), starts.size)).tolist()
    parts = [
        _encoded(numbers[bounds[first] : bounds[last]], starts[first:last] - bounds[first])
        for first, last in pairwise(cuts)
    ]
    return Streams(
        np.concatenate([part.parameters for part in parts]),
        np.concatenate([part.lengths for part in parts]),
        np.concatenate([part.content for part in parts]),
    )


def _encoded(numbers: NDArray[np.int32], starts: Longs) -> Streams:
    ends = np.append(starts[1:], numbers.size)
    counts = ends - starts - 1
    parameters = _parameters(numbers[ends - 1] - numbers[starts], counts)
    is_later = np.ones(numbers.size, np.bool_)
    is_later[starts] = False
    later = np.flatnonzero(is_later)
    gaps = numbers[later] - numbers[later - 1] - np.int32(1)
    low = np.repeat(parameters.astype(np.int32), counts)
    sizes = (gaps >> low) + low + np.int32(1)
    total = np.zeros(sizes.size + 1, np.int64)
    np.cumsum(sizes, out=total[1:])
    firsts = np.zeros(counts.size + 1, np.int64)
    np.cumsum(counts, out=firsts[1:])
    begun = total[firsts]
    lengths = (np.diff(begun) + 7) >> 3
    last = total[1:] + np.repeat((np.cumsum(lengths) - lengths) * 8 - begun[:-1] - 1, counts)
    tops = np.int32(1) << low
    codes = (tops | (~gaps & (tops - np.int32(1)))).astype(np.uint64)
    return Streams(parameters, lengths, _pack(codes, last, int(lengths.sum())))


def _parameters(spans: NDArray[np.int32], counts: Longs) -> Longs:
    """The k that suits the mean gap: the binary logarithm of 0.69 of it, in whole numbers."""
    means = spans.astype(np.int64) * 69 // (np.maximum(counts, 1) * 100)
    powers = np.int64(1) << np.arange(40)
    found: Longs = np.maximum(np.searchsorted(powers, means, side="right") - 1, 0)
    return found


def _pack(codes: NDArray[np.uint64], last: Longs, size: int) -> Bytes:
    """Write each code so that its lowest bit is bit `last` of the result, and turn all bits over.

    Turned over, the ones of the quotients are zeros, which need no writing, and the zero behind them is a one.
    """
    words = np.zeros(size // 8 + 1, np.uint64)
    if codes.size:
        places = last >> 6
        shifts = (63 - (last & 63)).astype(np.uint64)
        firsts = np.flatnonzero(np.diff(places, prepend=-1))
        words[places[firsts]] = np.add.reduceat(codes << shifts, firsts)
        # Of the codes of one word only the first may begin in the word before; numpy shifts by up to 63 only.
        over = codes >> np.uint64(1) >> (np.uint64(63) - shifts)
        spilt = np.flatnonzero(over)
        words[places[spilt] - 1] |= over[spilt]
    return ~words.astype(">u8").view(np.uint8)[:size]


def varints(values: Longs) -> tuple[Bytes, Longs]:
    """Each value in 7 bits a byte, the lowest first, with the high bit on all bytes but the last (LEB128).

    Returns the bytes of all values and the number of bytes of each.
    """
    lengths = np.ones(values.size, np.int64)
    for bits in (7, 14, 21, 28):
        lengths += values >= (1 << bits)
    ends = np.cumsum(lengths)
    content = np.zeros(int(ends[-1]) if values.size else 0, np.uint8)
    for at in range(5):
        has = np.flatnonzero(lengths > at)
        more = (lengths[has] > at + 1).astype(np.int64) << 7
        content[ends[has] - lengths[has] + at] = (values[has] >> (7 * at)) & 0x7F | more
    return content, lengths
