"""Several pieces of bytes as one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

_SIZE = 8


def join(pieces: Sequence[bytes]) -> bytes:
    """The pieces one after the other, behind their number and lengths."""
    lengths = [len(pieces), *map(len, pieces)]
    return b"".join([*(length.to_bytes(_SIZE, "little") for length in lengths), *pieces])


def split(joined: bytes) -> list[bytes]:
    """The pieces that `join` put together."""
    count = int.from_bytes(joined[:_SIZE], "little")
    places = range(_SIZE, _SIZE * (count + 1), _SIZE)
    lengths = [int.from_bytes(joined[place : place + _SIZE], "little") for place in places]
    return [joined[start:stop] for start, stop in pairwise(accumulate(lengths, initial=_SIZE * (count + 1)))]
