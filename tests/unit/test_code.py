"""QR codes put together from differences are the codes that segno makes in full."""

from __future__ import annotations

import zlib
from base64 import b64decode
from struct import unpack

import pytest
import segno

from disclosure.pages.code import Coder

ADDRESS = "https://www.shilixian.example/zwgk/entry/{}/{}-{:05}.html"
NUMBERS = [
    (code, year, serial) for code in ("990000010", "990000387") for year in (2008, 2026) for serial in (1, 98765)
]


def modules(png: bytes) -> list[list[int]]:
    """The modules of a picture, 1 for a dark one, read after the specification of PNG; checks every checksum."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, rest = {}, png[8:]
    while rest:
        length = unpack(">I", rest[:4])[0]
        name, content, digest = rest[4:8], rest[8 : 8 + length], rest[8 + length : 12 + length]
        assert unpack(">I", digest)[0] == zlib.crc32(name + content)
        chunks[name], rest = content, rest[12 + length :]
    width, height, depth, colour = unpack(">IIBB", chunks[b"IHDR"][:10])
    assert (depth, colour, list(chunks)) == (1, 0, [b"IHDR", b"IDAT", b"IEND"])
    data = zlib.decompress(chunks[b"IDAT"])
    row = (width + 7) // 8 + 1
    assert len(data) == row * height
    assert {data[start] for start in range(0, len(data), row)} == {0}
    lines = [data[start + 1 : start + row] for start in range(0, len(data), row)]
    return [[1 - (line[x // 8] >> (7 - x % 8) & 1) for x in range(width)] for line in lines]


def drawn(text: str) -> list[list[int]]:
    """The modules of the code as segno makes it."""
    code = segno.make(text.encode(), error="m", mask=0, mode="byte", micro=False, boost_error=False)
    return [list(row) for row in code.matrix]


def test_codes_are_those_of_segno() -> None:
    """由差异拼成的二维码，与逐个完整生成的每一格都相同；长短不同的网址也一样。"""
    coder = Coder()
    texts = [ADDRESS.format(*number) for number in NUMBERS]
    texts += [
        "https://政务.example/公开/entry/1.html",
        "https://政务.example/公开/entry/9.html",
        ADDRESS.format(*NUMBERS[0]),
    ]
    for text in texts:
        assert modules(coder.png(text)) == drawn(text), text


def test_what_was_made_before_changes_nothing() -> None:
    """同一个网址的二维码，不论先做了哪些别的，字节都相同，而且很小。"""
    text = ADDRESS.format(*NUMBERS[-1])
    busy = Coder()
    for number in NUMBERS:
        busy.png(ADDRESS.format(*number))
    assert busy.uri(text) == Coder().uri(text)
    head, _, body = busy.uri(text).partition(",")
    assert head == "data:image/png;base64"
    assert b64decode(body) == busy.png(text)
    assert len(busy.uri(text)) < 500


@pytest.mark.parametrize("place", [0, 20, 50])
def test_another_letter_is_another_code(place: int) -> None:
    """差一个字，二维码就不同。"""
    text = ADDRESS.format(*NUMBERS[0])
    other = text[:place] + "~" + text[place + 1 :]
    coder = Coder()
    assert coder.png(text) != coder.png(other)
    assert modules(coder.png(other)) == drawn(other)
