"""Which characters a font has: the table `cmap` of an OpenType font (ISO/IEC 14496-22, 5.2), alone or in a collection.

The setting program draws an empty box for what a font lacks and says nothing, so it is looked up beforehand.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from disclosure.source import read_part

_COLLECTION = b"ttcf"
_RECORD = struct.Struct(">4sLLL")
"""A line of the directory of tables: tag, checksum, offset, length."""
_ENCODING = struct.Struct(">HHL")
_SEGMENTED, _GROUPED = 4, 12
"""The two formats in which fonts list Unicode characters; the first only those below U+10000."""
_GROUP = struct.Struct(">LLL")


@dataclass(frozen=True, slots=True)
class _Ranges:
    """Runs of characters that a font has, by their first and last code points."""

    firsts: tuple[int, ...]
    lasts: tuple[int, ...]

    def has(self, character: str) -> bool:
        place = bisect_right(self.firsts, ord(character)) - 1
        return place >= 0 and ord(character) <= self.lasts[place]


def covered(path: Path, index: int, characters: Iterable[str]) -> frozenset[str]:
    """Those of the characters that the font has; none where the file is no font that can be read.

    `index` is the place of the font in a collection, 0 in other files.
    """
    try:
        tables = [_ranges(table) for table in _tables(path, index)]
    except (OSError, struct.error, IndexError):
        return frozenset()
    return frozenset(character for character in characters if any(table.has(character) for table in tables))


def _tables(path: Path, index: int) -> Iterator[bytes]:
    """The lists of characters in a font, each from its beginning."""
    start = 0
    if read_part(path, 0, 4) == _COLLECTION:
        (start,) = struct.unpack(">L", read_part(path, 12 + 4 * index, 4))
    (count,) = struct.unpack(">H", read_part(path, start + 4, 2))
    directory = read_part(path, start + 12, _RECORD.size * count)
    places = {tag: (offset, length) for tag, _, offset, length in _RECORD.iter_unpack(directory)}
    table = read_part(path, *places.get(b"cmap", (0, 0)))
    (count,) = struct.unpack_from(">H", table, 2)
    offsets = {_ENCODING.unpack_from(table, 4 + _ENCODING.size * number)[2] for number in range(count)}
    yield from (table[offset:] for offset in sorted(offsets))


def _ranges(table: bytes) -> _Ranges:
    (kind,) = struct.unpack_from(">H", table)
    found = sorted(_grouped(table) if kind == _GROUPED else _segmented(table) if kind == _SEGMENTED else ())
    return _Ranges(tuple(first for first, _ in found), tuple(last for _, last in found))


def _grouped(table: bytes) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">L", table, 12)
    for first, last, glyph in _GROUP.iter_unpack(table[16 : 16 + _GROUP.size * count]):
        yield first + (glyph == 0), last  # glyph 0 is the empty box


def _segmented(table: bytes) -> Iterator[tuple[int, int]]:
    (double,) = struct.unpack_from(">H", table, 6)
    count = double // 2
    lasts = struct.unpack_from(f">{count}H", table, 14)
    firsts, deltas, offsets = (struct.unpack_from(f">{count}H", table, 16 + double * part) for part in (1, 2, 3))
    for place in range(count):
        first, last, offset = firsts[place], lasts[place], offsets[place]
        for code in range(first, last + 1):
            glyph = code
            if offset:
                # The offset counts from where it stands itself.
                at = 16 + double * 3 + 2 * place + offset + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", table, at) if at + 2 <= len(table) else (0,)
            if offset and not glyph:
                continue
            if (glyph + deltas[place]) & 0xFFFF:
                yield code, code
