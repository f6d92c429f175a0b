"""Pagefind as the engine: its index in place of our grams, everything else of the format the same.

The documents of each block are indexed in a bundle of their own. Pagefind needs half a megabyte of memory for an
ordinary document, and the time of a query grows with the square of the documents that are indexed together (1.5.2);
in bundles both stay bounded, and a bundle whose documents are unchanged is not made again.

In place of the gram shards there are, as compressed payloads, for each bundle <segment>/p/<first document>/ the files
`meta` and <hash> (Pagefind's own table and chunks) and `pages` (JSON: the names under which Pagefind speaks of the
documents, and for each zone but the last where it ends in each document, counted in units); for the site
pagefind/wasm; and pagefind/program, a script. The directory of a segment lists the first document of each bundle.
Fragments, filters and sorting of Pagefind are not used: texts, facets and days come from the files of our own format.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from disclosure.cache import Cache, scratch
from disclosure.search.blocks import Outline
from disclosure.search.document import Source, Target
from disclosure.search.files import Written, write
from disclosure.search.index import write_index
from disclosure.search.pagefind_pages import ShadowPage, shadow_pages
from disclosure.search.pagefind_process import Bundle, pagefind_bundle, pagefind_program
from disclosure.search.pieces import join, split
from disclosure.search.settings import Settings
from disclosure.search.work import Answer, Work
from disclosure.workers import map_each

DOCUMENTS = (1500, 2000)
"""The least and the most documents of a block, and so of a bundle."""
WORDS = 3_000_000
"""A bundle ends before it has more words; Pagefind needs some 300 bytes of memory for each."""
PROGRAM, WASM = "pagefind/program", "pagefind/wasm"
_FORMAT = 1
"""Goes into the keys of the cache; raise it when the same documents give other bytes than before."""
_LEVEL = 6


def write_pagefind(source: Source, target: Target, *, cache: Cache, jobs: int | None = None) -> list[str]:
    """Write every file of the index, as write_index does. Raises Refused when Pagefind is missing or fails."""
    with scratch(cache.folder) as place:
        program = pagefind_program(place.folder / "program")
    least, most = DOCUMENTS
    settings = replace(Settings(), block_least=least, block_most=most)
    postings = PagefindBundles(program.version, _FORMAT)
    names = write_index(source, target, cache=cache, jobs=jobs, postings=postings, settings=settings)
    target.write(f"{PROGRAM}.js", _program_script(program.script))
    wasm = write(target, WASM, zlib.compress(program.wasm, _LEVEL))
    return sorted([*names, f"{PROGRAM}.js", wasm.name])


def _program_script(script: str) -> bytes:
    """Pagefind's script as a function, so that it runs without a worker, a module or eval.

    It is a worker's script: it listens for messages, of which none come, and leaves its calls in `wasm_bindgen`. The
    empty payload, with the checksum 0 that it has, tells the loader that all of it has run.
    """
    handed = f"disclosureSearch.pagefind.receive(function (self, fetch) {{\n{script}\nreturn wasm_bindgen;\n}});\n"
    return f'{handed}disclosureSearch.receive("{PROGRAM}",0,"");\n'.encode()


@dataclass(frozen=True, slots=True)
class PagefindBundles:
    """The index that Pagefind makes, in bundles."""

    version: str
    format: int

    @property
    def name(self) -> str:
        """In the manifest."""
        return "pagefind"

    def cached(self, outlines: Iterable[Outline]) -> list[str]:
        """The keys in the cache of what was made of some blocks."""
        return [self.key(outline) for outline in outlines]

    def key(self, outline: Outline) -> str:
        """The key in the cache of what was made of a block."""
        return f"pagefind {self.version} {self.format} {outline.key}"

    def __call__(self, work: Work) -> Answer:
        """Write the bundles of one segment."""
        task = _Task(self, work)
        made = map_each(_write_block, task, range(len(work.outlines)), jobs=work.jobs)
        firsts = list(chain.from_iterable(block.firsts for block in made))
        return Answer({"bundles": firsts}, list(chain.from_iterable(block.files for block in made)))


@dataclass(frozen=True, slots=True)
class _Task:
    postings: PagefindBundles
    work: Work


@dataclass(frozen=True, slots=True)
class _Block:
    firsts: list[int]
    """The first document of each bundle, by its number in the segment."""
    files: list[Written]


def _write_block(task: _Task, number: int) -> _Block:
    work, block = task.work, task.work.segment.blocks[number]
    key = task.postings.key(work.outlines[number])
    kept = work.reader.cache.get(key)
    if kept is None:
        pages = shadow_pages(work.content(number), len(block.numbers))
        folder = work.scratch.folder / f"pagefind-{work.segment.name}-{number}"
        kept = join([_packed(pagefind_bundle([page.text for page in part], folder), part) for part in _parts(pages)])
        work.reader.cache.put(key, kept)
    firsts, files, first = [], [], block.first
    for piece in split(kept):
        names, *payloads = split(piece)
        documents, *paths = json.loads(names)
        folder_name = f"{work.segment.name}/p/{first}"
        files += [write(work.target, f"{folder_name}/{path}", data) for path, data in zip(paths, payloads, strict=True)]
        firsts.append(first)
        first += documents
    return _Block(firsts, files)


def _parts(pages: Iterable[ShadowPage]) -> Iterator[list[ShadowPage]]:
    """The pages of a block, parted where they would be too many words for one run of Pagefind."""
    part: list[ShadowPage] = []
    words = 0
    for page in pages:
        if part and words + page.ends[-1] > WORDS:
            yield part
            part, words = [], 0
        part.append(page)
        words += page.ends[-1]
    yield part


def _packed(bundle: Bundle, pages: Sequence[ShadowPage]) -> bytes:
    """A bundle as it is published, without its place: how many documents and which files, then their payloads."""
    ends = [list(column) for column in zip(*(page.ends[:-1] for page in pages), strict=True)]
    table = json.dumps({"pages": bundle.hashes, "ends": ends}, separators=(",", ":"))
    files = [("meta", bundle.meta), ("pages", table.encode()), *bundle.chunks]
    names = json.dumps([len(pages), *(name for name, _ in files)])
    return join([names.encode(), *(zlib.compress(content, _LEVEL) for _, content in files)])
