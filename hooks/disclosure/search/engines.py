"""The search engines, by the name that the setting 检索引擎 uses."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from disclosure.cache import Cache
from disclosure.search.document import Source, Target
from disclosure.search.index import write_index
from disclosure.vocabulary import BUILT_IN


class Engine(Protocol):
    """Makes the files by which the pages of a site are searched."""

    def __call__(self, source: Source, target: Target, *, cache: Path, jobs: int | None) -> list[str]:
        """Write all files and name them, sorted; the same documents always give the same bytes.

        The engine has the folder `cache` for itself. It may be deleted or damaged at any time; only speed is lost.
        Raises Refused, with a sentence for the clerk, when the files cannot be made.
        """


def _built_in(source: Source, target: Target, *, cache: Path, jobs: int | None) -> list[str]:
    return write_index(source, target, cache=Cache(cache), jobs=jobs)


ENGINES: Mapping[str, Engine] = {BUILT_IN: _built_in}
"""Every engine of vocabulary.site.ENGINES."""
