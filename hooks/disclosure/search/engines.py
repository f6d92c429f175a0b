"""The search engines, by the name that the setting 检索引擎 uses."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from disclosure.cache import Cache
from disclosure.search.document import Source, Target
from disclosure.search.index import write_index
from disclosure.search.pagefind import write_pagefind
from disclosure.vocabulary import BUILT_IN, PAGEFIND


class Engine(Protocol):
    """Makes the files by which the pages of a site are searched."""

    def __call__(self, source: Source, target: Target, *, cache: Path, jobs: int | None) -> list[str]:
        """Write all files and name them, sorted; the same documents always give the same bytes.

        The engine has the folder `cache` for itself. It may be deleted or damaged at any time; only speed is lost.
        Raises Refused, with a sentence for the clerk, when the files cannot be made.
        """


def _built_in(source: Source, target: Target, *, cache: Path, jobs: int | None) -> list[str]:
    return write_index(source, target, cache=Cache(cache), jobs=jobs)


def _pagefind(source: Source, target: Target, *, cache: Path, jobs: int | None) -> list[str]:
    return write_pagefind(source, target, cache=Cache(cache), jobs=jobs)


ENGINES: Mapping[str, Engine] = {BUILT_IN: _built_in, PAGEFIND: _pagefind}
"""Every engine of vocabulary.site.ENGINES."""

_ADVISED = {PAGEFIND: 10_000}
"""How many entries an engine carries in comfort. With Pagefind a query reads 2.5 MB at 10,000, and 7 MB at 30,000."""


def advice(engine: str, entries: int) -> str:
    """A sentence for the clerk when a site has outgrown its engine; empty when it has not."""
    if entries <= _ADVISED.get(engine, entries):
        return ""
    return (
        f"条目已有 {entries} 个，超过 {_ADVISED[engine]} 个以后，检索引擎 {engine} 生成索引和检索都会很慢。"
        f"建议把 site.yml 里的“检索引擎”改为“{BUILT_IN}”。"
    )
