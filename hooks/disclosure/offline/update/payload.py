"""The contents of the files of a package: one after the other in one xz stream.

The search index is made of stretches of base64. One that some file of the base holds too is taken from there: packs of
texts get another number, and so another name, when an entry before them is taken away. All others are decoded before
they are packed: as letters they would need twice the space.
"""

from __future__ import annotations

import lzma
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from disclosure.offline.update.change import LARGEST_REDUCED, Put, Run
from disclosure.offline.zipped import PartReader

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


def stretches(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Where each stretch of base64 begins in a content, and its letters."""
    if len(content) > LARGEST_REDUCED:
        return
    for match in _RUN.finditer(content):
        letters = match[0][: len(match[0]) // 4 * 4]
        if b64encode(b64decode(letters)) == letters:  # other letters give the same bytes: not to be made from these
            yield match.start(), letters


def reduced(content: bytes, held: Mapping[bytes, tuple[str, int]]) -> tuple[tuple[Run, ...], bytes]:
    """A content as it lies in the payload, and its runs; `held` are places in the base by the letters there."""
    runs, parts, at = [], [], 0
    for start, letters in stretches(content):
        parts.append(content[at:start])
        if letters in held:
            runs.append(Run(start - at, len(letters), *held[letters]))
        else:
            parts.append(b64decode(letters))
            runs.append(Run(start - at, len(parts[-1])))
        at = start + len(letters)
    return tuple(runs), b"".join([*parts, content[at:]])


class Unpacker:
    """Reads the stream from its start, file by file."""

    def __init__(self, file: PartReader, base: Path) -> None:
        """Read from an open file; `base` is the folder of the copy that is updated."""
        self._file, self._base = file, base
        self._unpacker = lzma.LZMADecompressor(lzma.FORMAT_XZ, _MEMORY)

    def pieces(self, put: Put) -> Iterator[bytes]:
        """The content of the next file. Raises PayloadDamagedError; must be read to its end."""
        for run in put.runs:
            yield from self._plain(run.plain)
            yield self._held(run) if run.source else b64encode(b"".join(self._plain(run.size)))
        yield from self._plain(put.tail)

    def end(self) -> None:
        """Raises PayloadDamagedError unless everything was read."""
        if self._some(1) or not self._unpacker.eof or self._unpacker.unused_data or self._file.read(1):
            raise PayloadDamagedError

    def _held(self, run: Run) -> bytes:
        """What the base holds; whether it is the right thing shows in the digest of the whole file."""
        try:
            with (self._base / run.source).open("rb") as file:
                file.seek(run.offset)
                return file.read(run.size)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            raise PayloadDamagedError from None

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
