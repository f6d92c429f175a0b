"""Pictures: how many pixels they claim, and whether a photograph tells where it was taken. Nothing is decoded."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from disclosure.attachments.model import Extracted, Finding, Part, UnreadableError

MAX_PIXELS = 150_000_000
"""More than a page of A2 scanned at 600 dots an inch; decoded, half a gigabyte."""
_PNG = b"\x89PNG\r\n\x1a\n"
_PLACE_OF_GPS = 0x8825
_LATITUDE, _LONGITUDE = 2, 4
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of JPEG that tell the size."""
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers without content."""


def read_image(data: bytes) -> tuple[Extracted, list[Part]]:
    """Findings alone: the words in a picture cannot be read."""
    findings = [Finding("no-text", "图片里的文字检索不到", "正文或者“内容概述”里请写明图片的内容")]
    chunks = _png(data) if data.startswith(_PNG) else _jpeg(data)
    for size, exif in chunks:
        if size and size[0] * size[1] > MAX_PIXELS:
            raise UnreadableError("too-large", f"图片有 {size[0]}×{size[1]} 个像素，太大", "请缩小后再放入")
        if exif and _has_place(exif):
            findings.append(Finding("location", "照片里记有拍摄地点的坐标", "请删去照片的位置信息（EXIF）后再放入"))
    return Extracted((), tuple(dict.fromkeys(findings))), []


_Chunk = tuple[tuple[int, int] | None, bytes]
"""(width, height) or None; what a camera noted, or nothing."""


def _png(data: bytes) -> Iterator[_Chunk]:
    position = len(_PNG)
    while position + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[position : position + 8])
        content = data[position + 8 : position + 8 + length]
        if kind == b"IHDR" and length >= 8:  # noqa: PLR2004 - width and height
            yield struct.unpack(">II", content[:8]), b""
        elif kind == b"eXIf":
            yield None, content
        position += 12 + length


def _jpeg(data: bytes) -> Iterator[_Chunk]:
    position = 2
    while position + 4 <= len(data) and data[position] == 0xFF:  # noqa: PLR2004 - begins a marker
        marker = data[position + 1]
        if marker in _BARE or marker == 0xFF:  # noqa: PLR2004 - filling
            position += 1 if marker == 0xFF else 2  # noqa: PLR2004
            continue
        if marker == 0xDA:  # noqa: PLR2004 - the picture itself begins
            return
        (length,) = struct.unpack(">H", data[position + 2 : position + 4])
        content = data[position + 4 : position + 2 + length]
        if marker in _FRAMES and len(content) >= 5:  # noqa: PLR2004 - precision, height, width
            height, width = struct.unpack(">HH", content[1:5])
            yield (width, height), b""
        elif marker == 0xE1 and content.startswith(b"Exif\0\0"):  # noqa: PLR2004 - where cameras write
            yield None, content[6:]
        position += 2 + max(length, 2)


def _has_place(exif: bytes) -> bool:
    """Whether the notes of a camera (a TIFF structure) hold latitude or longitude."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None or len(exif) < 8:  # noqa: PLR2004 - the head of the structure
        return False
    (first,) = struct.unpack(order + "I", exif[4:8])
    for tag, value in _fields(exif, first, order):
        if tag == _PLACE_OF_GPS:
            return any(inner in {_LATITUDE, _LONGITUDE} for inner, _ in _fields(exif, value, order))
    return False


def _fields(exif: bytes, position: int, order: str) -> Iterator[tuple[int, int]]:
    """(tag, value) of the fields of a directory."""
    if position + 2 > len(exif):
        return
    (count,) = struct.unpack(order + "H", exif[position : position + 2])
    for number in range(count):
        field = exif[position + 2 + number * 12 : position + 14 + number * 12]
        if len(field) < 12:  # noqa: PLR2004 - tag, type, count, value
            return
        tag, _, _, value = struct.unpack(order + "HHII", field)
        yield tag, value
