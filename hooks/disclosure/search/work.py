"""What a segment is made of and with: shared by everything but the grams, and by whatever answers for the grams."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from disclosure.cache import Scratch
from disclosure.search.blocks import Content, Outline, Reader
from disclosure.search.document import Target
from disclosure.search.files import Written
from disclosure.search.plan import Segment
from disclosure.search.settings import Settings


@dataclass(frozen=True, slots=True)
class Work:
    """One segment, its blocks outlined. It is sent to other processes, so it can be pickled."""

    segment: Segment
    outlines: Sequence[Outline]
    """Of its blocks."""
    reader: Reader
    target: Target
    scratch: Scratch
    settings: Settings
    jobs: int | None

    def content(self, number: int) -> Content:
        """The texts of a block."""
        return self.reader.content(self.segment.blocks[number], self.outlines[number].key)


@dataclass(frozen=True, slots=True)
class Answer:
    """What finds the documents of a segment that contain a text."""

    manifest: Mapping[str, object]
    """More about the segment in the manifest: what leads to its files."""
    files: Sequence[Written]


class Postings(Protocol):
    """A way to find the documents that contain a text: our own grams, or another engine.

    Its repr goes into the keys of the cache, so it tells everything on which the files depend besides the documents.
    """

    @property
    def name(self) -> str:
        """In the manifest."""

    def cached(self, outlines: Iterable[Outline]) -> Sequence[str]:
        """The keys under which it keeps in the cache what it made of some blocks."""

    def __call__(self, work: Work) -> Answer:
        """Write the files for one segment."""
