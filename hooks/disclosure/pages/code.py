"""QR codes of public addresses, one for the page of each entry, as pictures of very few bytes.

Making one code with segno takes as long as rendering a page. Codes of the same version, level and mask whose texts
have the same length differ in a way that only the differences of the texts decide: error correction is linear over
GF(2), and the mask and the fixed patterns cancel out. So segno makes the code of one text in full, and for each other
letter at each place once the difference that this letter makes; every further code is put together from these by XOR.

The picture is a PNG with one bit for each module and stored, not compressed, data: 360 letters in a page, a fifth of
the same code as SVG, and the same bytes with any zlib.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from struct import pack
from zlib import adler32, crc32

import segno

_LEVEL = "m"
"""Error correction M: 15 % of a code may be dirty or folded."""
_MASK = 0
"""Fixed, because the best of the eight masks depends on the text; readers undo any of them."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class _Model:
    """The code of one text, and what other letters change in it, for texts of one length."""

    text: bytes
    size: int
    """Modules of a side."""
    bits: int
    """The rows of the picture, see `_rows`."""
    changes: dict[tuple[int, int], int] = field(default_factory=dict)
    """What another letter at a place changes, by place and letter."""


class Coder:
    """Makes the codes of many texts that resemble each other."""

    def __init__(self) -> None:
        """Begin without any model."""
        self._models: dict[int, _Model] = {}

    def png(self, text: str) -> bytes:
        """The QR code of a text (UTF-8) as a PNG without a margin, one pixel for each module."""
        told = text.encode()
        model = self._models.get(len(told))
        if model is None:
            model = self._models[len(told)] = _Model(told, *_rows(told))
        bits = model.bits
        for place, letter in enumerate(told):
            if letter != model.text[place]:
                bits ^= _change(model, place, letter)
        return _picture(model.size, bits)

    def uri(self, text: str) -> str:
        """The same as an address of an <img>."""
        return "data:image/png;base64," + b64encode(self.png(text)).decode()


def _change(model: _Model, place: int, letter: int) -> int:
    known = model.changes.get((place, letter))
    if known is None:
        other = model.text[:place] + bytes((letter,)) + model.text[place + 1 :]
        known = model.changes[place, letter] = _rows(other)[1] ^ model.bits
    return known


def _rows(text: bytes) -> tuple[int, int]:
    """Modules of a side, and the rows of the picture as one number: a filter byte 0, then a bit for each module."""
    matrix = segno.make(text, error=_LEVEL, mask=_MASK, mode="byte", micro=False, boost_error=False).matrix
    size = len(matrix)
    rows = (b"\0" + _packed(row, size) for row in matrix)
    return size, int.from_bytes(b"".join(rows), "big")


def _packed(row: bytearray, size: int) -> bytes:
    bits = "".join("0" if module else "1" for module in row)
    return int(bits.ljust(_width(size) * 8, "1"), 2).to_bytes(_width(size), "big")


def _width(size: int) -> int:
    return (size + 7) // 8


def _picture(size: int, bits: int) -> bytes:
    rows = bits.to_bytes(size * (_width(size) + 1), "big")
    stored = b"\x78\x01\x01" + pack("<HH", len(rows), len(rows) ^ 0xFFFF) + rows + pack(">I", adler32(rows))
    head = pack(">IIBBBBB", size, size, 1, 0, 0, 0, 0)  # one bit of grey
    return _SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"IDAT", stored) + _chunk(b"IEND", b"")


def _chunk(name: bytes, content: bytes) -> bytes:
    return pack(">I", len(content)) + name + content + pack(">I", crc32(name + content))
