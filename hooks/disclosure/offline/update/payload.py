"""The contents of the files of a package: one after the other in one xz stream.

Stretches of base64 are decoded before they are packed: the search index is made of them, and packed as letters it
would be twice as large (measured in tests/bench/RESULTS-copies.md).
"""

from __future__ import annotations

import lzma
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from typing import IO

from disclosure.offline.update.change import LARGEST_REDUCED, Put

PRESET = 9
"""A dictionary of 64 MB: whoever unpacks needs as much memory."""
_MEMORY = 80_000_000
_CHUNK = 1 << 18
_LEAST = 256
_RUN = re.compile(rb"[A-Za-z0-9+/]{%d,}={0,2}" % _LEAST)


class PayloadDamagedError(Exception):
    """The stream is cut, changed or not what the list of files says."""


def pack(contents: Iterable[bytes]) -> Iterator[bytes]:
    """The stream, in pieces."""
    packer = lzma.LZMACompressor(preset=PRESET)
    for content in contents:
        yield packer.compress(content)
    yield packer.flush()


def reduced(content: bytes) -> tuple[tuple[tuple[int, int], ...], bytes]:
    """A content as it lies in the payload, and its runs (see Put.runs)."""
    if len(content) > LARGEST_REDUCED:
        return (), content
    runs, parts, at = [], [], 0
    for match in _RUN.finditer(content):
        letters = match[0][: len(match[0]) // 4 * 4]
        decoded = b64decode(letters, validate=False)
        if b64encode(decoded) != letters:  # other letters give the same bytes: not to be made again from them
            continue
        runs.append((match.start() - at, len(decoded)))
        parts += [content[at : match.start()], decoded]
        at = match.start() + len(letters)
    return tuple(runs), b"".join([*parts, content[at:]])


class Unpacker:
    """Reads the stream from its start, file by file."""

    def __init__(self, file: IO[bytes]) -> None:
        """Read from an open file."""
        self._file = file
        self._unpacker = lzma.LZMADecompressor(lzma.FORMAT_XZ, _MEMORY)

    def pieces(self, put: Put) -> Iterator[bytes]:
        """The content of the next file. Raises PayloadDamagedError; must be read to its end."""
        for plain, decoded in put.runs:
            yield from self._plain(plain)
            yield b64encode(b"".join(self._plain(decoded)))
        yield from self._plain(put.tail)

    def end(self) -> None:
        """Raises PayloadDamagedError unless everything was read."""
        if self._some(1) or not self._unpacker.eof or self._unpacker.unused_data or self._file.read(1):
            raise PayloadDamagedError

    def _plain(self, size: int) -> Iterator[bytes]:
        while size:
            piece = self._some(min(size, _CHUNK))
            if not piece:
                raise PayloadDamagedError
            size -= len(piece)
            yield piece

    def _some(self, most: int) -> bytes:
        """At least one byte and at most so many; none at the end of the stream."""
        try:
            while not self._unpacker.eof:
                packed = self._file.read(_CHUNK) if self._unpacker.needs_input else b""
                if self._unpacker.needs_input and not packed:
                    return b""
                if piece := self._unpacker.decompress(packed, most):
                    return piece
        except (lzma.LZMAError, MemoryError, EOFError):
            raise PayloadDamagedError from None
        return b""
