"""Pagefind as the engine: its index in place of our own, everything else of the format the same.

The documents of a segment are indexed in bundles, each by a run of its own. Pagefind needs half a megabyte of memory
for an ordinary document, and the time of a query grows with the square of the documents of a bundle (1.5.2); with
bundles both stay bounded, and a bundle whose documents are unchanged is not made again.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from disclosure.cache import Cache
from disclosure.search.document import Document
from disclosure.search.pagefind_pages import ShadowPage, shadow_page
from disclosure.search.pagefind_process import Bundle, pagefind_version, run_pagefind

DOCUMENTS = 2000
"""The most documents of a bundle."""
WORDS = 3_000_000
"""A bundle ends before it has more words; Pagefind needs some 300 bytes of memory for each."""
_FORMAT = "1"
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Made:
    """A bundle as it is published, without its place."""

    program: str
    wasm: bytes
    files: tuple[tuple[str, bytes], ...]
    """Payloads by name: meta, pages and one for each chunk."""


def bundles(documents: Iterable[Document]) -> Iterator[list[ShadowPage]]:
    """The documents as pages, in bundles."""
    bundle: list[ShadowPage] = []
    words = 0
    for document in documents:
        page = shadow_page(document)
        if bundle and (len(bundle) == DOCUMENTS or words + page.ends[-1] > WORDS):
            yield bundle
            bundle, words = [], 0
        bundle.append(page)
        words += page.ends[-1]
    if bundle:
        yield bundle


def make(pages: Sequence[ShadowPage], cache: Cache, folder: Path, version: str) -> tuple[str, Made]:
    """What is published for a bundle, and its key in the cache. `folder` is for Pagefind's work alone."""
    digest = sha256(f"pagefind {_FORMAT} {version}\n".encode())
    for page in pages:
        digest.update(f"{page.ends}{page.text}".encode())
    key = digest.hexdigest()
    if (kept := cache.get(key)) is not None:
        return key, _unpacked(kept)
    made = _made(run_pagefind([page.text for page in pages], folder), pages)
    cache.put(key, _packed(made))
    return key, made


def _made(bundle: Bundle, pages: Sequence[ShadowPage]) -> Made:
    table = {"pages": bundle.hashes, "ends": [list(ends) for ends in zip(*(page.ends for page in pages), strict=True)]}
    text = json.dumps(table, separators=(",", ":"))
    files = [("pages", text.encode()), ("meta", bundle.meta), *bundle.chunks]
    packed = tuple((name, zlib.compress(content, _LEVEL)) for name, content in files)
    return Made(bundle.program, zlib.compress(bundle.wasm, _LEVEL), packed)


def program_script(program: str) -> bytes:
    """Pagefind's script as a function, so that it runs without a worker, a module or eval.

    It is a worker's script: it listens for messages, of which none come, and leaves its calls in `wasm_bindgen`.
    """
    return f"disclosureSearch.pagefind.receive(function (self, fetch) {{\n{program}\nreturn wasm_bindgen;\n}});\n".encode()


def _packed(made: Made) -> bytes:
    blobs = [made.program.encode(), made.wasm, *(content for _, content in made.files)]
    head = json.dumps([[name for name, _ in made.files], [len(blob) for blob in blobs]]).encode()
    return b"".join([head, b"\n", *blobs])


def _unpacked(kept: bytes) -> Made:
    head, _, rest = kept.partition(b"\n")
    names, sizes = json.loads(head)
    ends = [sum(sizes[: at + 1]) for at in range(len(sizes))]
    blobs = [rest[end - size : end] for end, size in zip(ends, sizes, strict=True)]
    return Made(blobs[0].decode(), blobs[1], tuple(zip(names, blobs[2:], strict=True)))
