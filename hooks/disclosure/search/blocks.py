"""The content of one block: its texts folded for the grams, and its packs for what is shown and verified."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from disclosure.cache import Cache
from disclosure.search.document import AttachedPart, Document, Part, Source
from disclosure.search.files import compressed_text
from disclosure.search.folding import END, Units, fold_parts
from disclosure.search.grams import DOCUMENT_BITS
from disclosure.search.pieces import join, split
from disclosure.search.plan import Block
from disclosure.search.settings import PROGRAM, Settings

ZONES = 5
"""Numbers, title, summary, body, attachments."""
TITLE = 1
_EPOCH = date(1970, 1, 1)
_CUT = 4
"""One address in so many may end a text pack that is large enough."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack of texts, compressed."""

    first: int
    """The number in the segment of its first document."""
    payload: bytes


@dataclass(frozen=True, slots=True)
class Content:
    """What the files of the index are made from."""

    units: Units
    parts: NDArray[np.uint16]
    """For each part of the units its zone << 13 | document within the block."""
    texts: tuple[Pack, ...]
    attachments: tuple[Pack, ...]

    @staticmethod
    def of(kept: bytes) -> Content:
        """What `kept` wrote."""
        units, parts, *packs = split(kept)
        firsts = np.frombuffer(packs.pop(), np.int64).tolist()
        texts = [Pack(first, pack) for first, pack in zip(firsts[1:], packs, strict=True)]
        return Content(
            np.frombuffer(units, np.uint16),
            np.frombuffer(parts, np.uint16),
            tuple(texts[: firsts[0]]),
            tuple(texts[firsts[0] :]),
        )

    def kept(self) -> bytes:
        """As one piece, for the cache."""
        packs = (*self.texts, *self.attachments)
        firsts = np.array([len(self.texts), *(pack.first for pack in packs)], np.int64)
        return join([self.units.tobytes(), self.parts.tobytes(), *(pack.payload for pack in packs), firsts.tobytes()])

    @property
    def postings(self) -> NDArray[np.uint16]:
        """For each unit its zone << 13 | document within the block."""
        ends = np.flatnonzero(self.units == END)
        return np.repeat(self.parts, np.diff(ends, prepend=-1))

    @property
    def title_lengths(self) -> NDArray[np.int64]:
        """For each document the units of its folded title, 255 for more."""
        lengths = np.diff(np.flatnonzero(self.units == END), prepend=-1) - 1
        found: NDArray[np.int64] = np.minimum(lengths[self.parts >> DOCUMENT_BITS == TITLE], 255)
        return found


@dataclass(frozen=True, slots=True)
class Outline:
    """What is known of a block once its documents have been read."""

    key: str
    """In the cache; it stands for the whole content of the block and for its place in the segment."""
    columns: NDArray[np.uint16]
    """Of shape (facets + 2, documents): the facets, the days since 1970, the units of the folded titles."""
    units: int
    texts: tuple[int, ...]
    """The first document of each text pack."""
    attachments: tuple[int, ...]
    """The first document of each attachment pack."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads blocks from the source, or from the cache what was made of the same documents before."""

    source: Source
    cache: Cache
    settings: Settings
    facets: int

    def outline(self, block: Block) -> Outline:
        """Read a block, and keep its content in the cache."""
        written = self._documents(block)
        key = self._key(block, written)
        content = self._kept(key)
        if content is None:
            content = _content(block, written, self.settings)
            self.cache.put(key, content.kept())
        columns = np.zeros((self.facets + 2, len(written)), np.uint16)
        for number, one in enumerate(written):
            columns[: self.facets, number] = one.document.facets
            columns[-2, number] = _day(one.document.published)
        columns[-1] = content.title_lengths
        firsts = tuple(tuple(pack.first for pack in packs) for packs in (content.texts, content.attachments))
        return Outline(key, columns, content.units.size, *firsts)

    def content(self, block: Block, key: str) -> Content:
        """The content of a block that was outlined; made again when the cache has lost it."""
        return self._kept(key) or _content(block, self._documents(block), self.settings)

    def _documents(self, block: Block) -> list[_Written]:
        documents = self.source.documents(block.numbers)
        try:
            return [_written(document) for document in documents]
        except UnicodeEncodeError:
            return [_written(_mended(document)) for document in documents]

    def _kept(self, key: str) -> Content | None:
        kept = self.cache.get(key)
        return None if kept is None else Content.of(kept)

    def _key(self, block: Block, written: Sequence[_Written]) -> str:
        digest = sha256(f"{PROGRAM} {self.settings.pack_least} {self.settings.pack_most} {block.first}".encode())
        for one in written:
            for piece in (one.text, *one.attachments):
                digest.update(len(piece).to_bytes(8, "little") + piece)
            digest.update(b"\n")
        return f"block {digest.hexdigest()}"


@dataclass(frozen=True, slots=True)
class _Written:
    """A document and what the packs say of it, as JSON."""

    document: Document
    text: bytes
    attachments: list[bytes]


def _written(document: Document) -> _Written:
    shown = (
        document.address,
        document.title,
        document.published,
        document.numbers,
        document.summary,
        document.body,
        document.facets,
    )
    return _Written(document, _json(shown), [_json(part) for part in document.attachments])


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _mended(document: Document) -> Document:
    """The document without halves of characters, which broken attachments can bring and UTF-8 cannot write."""
    return replace(
        document,
        title=_whole(document.title),
        numbers=tuple(map(_whole, document.numbers)),
        summary=tuple(map(_whole, document.summary)),
        body=tuple(Part(*map(_whole, part)) for part in document.body),
        attachments=tuple(AttachedPart(*map(_whole, part)) for part in document.attachments),
    )


def _whole(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _day(published: str) -> int:
    """Days since 1970, from 1 to 65,535; 0 for none."""
    return min(max((date.fromisoformat(published[:10]) - _EPOCH).days, 1), 0xFFFF) if published else 0


def _content(block: Block, written: Sequence[_Written], settings: Settings) -> Content:
    zoned = [
        (zone << DOCUMENT_BITS | number, text)
        for number, one in enumerate(written)
        for zone, texts in enumerate(_zones(one.document))
        for text in texts
    ]
    return Content(
        fold_parts(text for _, text in zoned),
        np.array([posting for posting, _ in zoned], np.uint16),
        tuple(_text_packs(block, written, settings)),
        tuple(_attachment_packs(block, written, settings)),
    )


def _zones(document: Document) -> tuple[Sequence[str], ...]:
    return (
        document.numbers,
        (document.title,),
        document.summary,
        [part.text for part in document.body],
        [part.text for part in document.attachments],
    )


def _text_packs(block: Block, written: Sequence[_Written], settings: Settings) -> Iterator[Pack]:
    held: list[bytes] = []
    size = 0
    for number, one in enumerate(written, block.first):
        if _ends(size, len(one.text), one.document, settings):
            yield _pack(number - len(held), held)
            held, size = [], 0
        held.append(one.text)
        size += len(one.text)
    if held:
        yield _pack(block.first + len(written) - len(held), held)


def _ends(size: int, more: int, document: Document, settings: Settings) -> bool:
    """Whether a pack of this size ends before a document, for a reason that lies in the document itself if it can."""
    if size >= settings.pack_least and crc32(document.address.encode()) % _CUT == 0:
        return True
    return size > 0 and size + more > settings.pack_most


def _attachment_packs(block: Block, written: Sequence[_Written], settings: Settings) -> Iterator[Pack]:
    """A document that goes on in further packs begins one, so that all of its packs have it as their first."""
    held: list[tuple[int, list[bytes]]] = []
    size = 0
    for number, one in enumerate(written, block.first):
        if not one.attachments:
            continue
        if held and _ends(size, sum(map(len, one.attachments)), one.document, settings):
            yield _attachment_pack(held)
            held, size = [], 0
        held.append((number, []))
        for part in one.attachments:
            if held[-1][1] and size + len(part) > settings.pack_most:
                yield _attachment_pack(held)
                held, size = [(number, [])], 0
            held[-1][1].append(part)
            size += len(part)
    if held:
        yield _attachment_pack(held)


def _attachment_pack(held: Sequence[tuple[int, list[bytes]]]) -> Pack:
    return _pack(held[0][0], [b"[%d,[%s]]" % (number, b",".join(parts)) for number, parts in held])


def _pack(first: int, items: Sequence[bytes]) -> Pack:
    return Pack(first, compressed_text(b"[%s]" % b",".join(items)))
