"""The index of a site: manifest and segments, written by several processes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate, chain
from zlib import compress

import numpy as np

from disclosure.cache import Cache, Scratch, scratch
from disclosure.search.blocks import Outline, Reader
from disclosure.search.document import Facet, Source, Target
from disclosure.search.files import Written, are_there, compressed, pack_address, write
from disclosure.search.folding import pairs
from disclosure.search.gram_index import NGrams
from disclosure.search.plan import Block, Segment, segments
from disclosure.search.settings import FORMAT, PROGRAM, Settings
from disclosure.search.work import Postings, Work
from disclosure.workers import map_chunks, map_each


def write_index(  # noqa: PLR0913 - what varies in tests and between engines has a default
    source: Source,
    target: Target,
    *,
    cache: Cache,
    jobs: int | None = None,
    postings: Postings | None = None,
    settings: Settings | None = None,
) -> list[str]:
    """Write every file of the index. Returns their names below the folder of the target, sorted.

    The bytes depend on the documents alone: not on the number of processes, nor on what the cache holds. The cache
    belongs to this index and to one build at a time; what is not used any more is deleted from it.
    """
    settings = settings or Settings()
    builder = _Builder(source, target, cache, jobs, postings or NGrams(), settings)
    plan = segments(source.keys, settings)
    with scratch(cache.folder) as place:
        made = [builder.segment(segment, place) for segment in plan]
    cache.keep_only(set(chain.from_iterable(one.cached for one in made)))
    manifest = write(target, "manifest", compressed(builder.manifest([one.manifest for one in made])))
    return sorted([manifest.name, *(file.name for one in made for file in one.files)])


_NARROW = 255
"""A facet with more values needs two bytes."""


@dataclass(frozen=True, slots=True)
class _Made:
    """A segment that is in its place."""

    manifest: Mapping[str, object]
    files: Sequence[Written]
    cached: Sequence[str]
    """The keys in the cache of what it was made from."""


@dataclass(frozen=True, slots=True)
class _Builder:
    source: Source
    target: Target
    cache: Cache
    jobs: int | None
    postings: Postings
    settings: Settings

    def manifest(self, made: Sequence[Mapping[str, object]]) -> dict[str, object]:
        return {
            "format": FORMAT,
            "engine": self.postings.name,
            "longest": self.settings.longest,
            "fold": pairs(),
            "segments": made,
            "facets": [_facet(facet) for facet in self.source.facets],
            "suggestions": [(one.text, one.facet, one.value) for one in self.source.suggestions],
        }

    def segment(self, segment: Segment, place: Scratch) -> _Made:
        """Bring the files of a segment to their place, or see that they are there already."""
        reader = Reader(self.source, self.cache, self.settings, len(self.source.facets))
        outlines = map_each(_outline, reader, segment.blocks, jobs=self.jobs)
        key = self._key(segment, outlines)
        cached = [key, *(outline.key for outline in outlines), *self.postings.cached(outlines)]
        made = self._kept(key)
        if made is None:
            work = Work(segment, outlines, reader, self.target, place, self.settings, self.jobs)
            made = self._write(work)
            self.cache.put(key, json.dumps(made).encode())
        manifest, files = made
        return _Made(manifest, files, cached)

    def _key(self, segment: Segment, outlines: Sequence[Outline]) -> str:
        said = (PROGRAM, self.settings, self.postings, segment.name, [outline.key for outline in outlines])
        return f"segment {sha256(repr(said).encode()).hexdigest()}"

    def _kept(self, key: str) -> tuple[Mapping[str, object], list[Written]] | None:
        kept = self.cache.get(key)
        if kept is None:
            return None
        manifest, files = json.loads(kept)
        written = [Written(*file) for file in files]
        there: list[bool] = map_chunks(are_there, self.target, written, jobs=self.jobs)
        return (manifest, written) if all(there) else None

    def _write(self, work: Work) -> tuple[Mapping[str, object], list[Written]]:
        segment = work.segment
        files = list(chain.from_iterable(map_each(_write_packs, work, _numbered(work.outlines), jobs=self.jobs)))
        answer = self.postings(work)
        plan = {
            "name": segment.name,
            "documents": segment.documents,
            **answer.manifest,
            "texts": list(chain.from_iterable(outline.texts for outline in work.outlines)),
            "attachments": list(chain.from_iterable(outline.attachments for outline in work.outlines)),
        }
        columns = _columns(work.outlines, self.source.facets)
        files.append(write(self.target, f"{segment.name}/columns", columns))
        return plan, [*files, *answer.files]


def _outline(reader: Reader, block: Block) -> Outline:
    return reader.outline(block)


def _numbered(outlines: Sequence[Outline]) -> list[tuple[int, int, int]]:
    """Each block with the numbers of its first text pack and its first attachment pack."""
    texts = accumulate((len(outline.texts) for outline in outlines), initial=0)
    attachments = accumulate((len(outline.attachments) for outline in outlines), initial=0)
    return list(zip(range(len(outlines)), texts, attachments, strict=False))


def _write_packs(work: Work, numbered: tuple[int, int, int]) -> list[Written]:
    block, text, attachment = numbered
    content = work.content(block)
    name = work.segment.name
    return [
        write(work.target, pack_address(name, folder, number), pack.payload)
        for folder, first, packs in (("t", text, content.texts), ("a", attachment, content.attachments))
        for number, pack in enumerate(packs, first)
    ]


def _columns(outlines: Sequence[Outline], facets: Sequence[Facet]) -> bytes:
    """The facets, the day and the title's length of each document, in a byte each where that is enough.

    Otherwise in two: the low bytes of all documents, then the high ones.
    """
    columns = np.concatenate([outline.columns for outline in outlines], axis=1)
    wide = [*(len(facet.values) > _NARROW for facet in facets), True, False]
    pieces = [
        half.astype(np.uint8).tobytes()
        for column, is_wide in zip(columns, wide, strict=True)
        for half in ((column & 0xFF, column >> 8) if is_wide else (column,))
    ]
    return compress(b"".join(pieces), 9)


def _facet(facet: Facet) -> dict[str, object]:
    values = [
        {"key": value.key, "label": value.label, "parent": value.parent}
        | ({"weight": value.weight} if value.weight else {})
        for value in facet.values
    ]
    return {"name": facet.name, "values": values}
