"""The index of a site: manifest and segments, written by several processes."""

from __future__ import annotations

from disclosure.cache import Cache
from disclosure.search.document import Source, Target


def write_index(source: Source, target: Target, *, cache: Cache, jobs: int | None = None) -> list[str]:
    """Write every file of the index. Returns their names below the folder of the target, sorted.

    The bytes depend on the documents alone: not on the number of processes, nor on what the cache holds. The cache
    is this index's own: what is not used any more is deleted from it.
    """
    raise NotImplementedError
