"""Documents in memory as a source for the search index, and a folder as its target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from disclosure.search import Document, Facet, Key, Suggestion


@dataclass(frozen=True)
class Held:
    """Documents that are at hand."""

    held: tuple[Document, ...]
    facets: tuple[Facet, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def keys(self) -> list[Key]:
        """The key of every document."""
        return [Key(document.published, document.address) for document in self.held]

    def documents(self, numbers: Sequence[int]) -> list[Document]:
        """The documents at these positions."""
        return [self.held[number] for number in numbers]


@dataclass(frozen=True)
class Folder:
    """Writes into a folder."""

    folder: Path

    def write(self, name: str, content: bytes) -> None:
        """Write a file; each name once."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def holds(self, name: str, size: int, digest: bytes) -> bool:
        """Whether a file is there with this content."""
        path = self.folder / name
        return path.is_file() and path.stat().st_size == size and sha256(path.read_bytes()).digest() == digest

    def files(self) -> dict[str, bytes]:
        """Everything in the folder."""
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}
