"""What is indexed: documents with their texts and facets, where they come from and where the files go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol


class Part(NamedTuple):
    """One continuous text; a match never runs from one part into another."""

    place: str
    """Where it stands on the page, for the reader: 正文, or the heading above it."""
    text: str


class AttachedPart(NamedTuple):
    """One continuous text of an attachment, such as a page or a sheet."""

    place: str
    """For the reader: 附件《预算表》第3页."""
    text: str
    address: str
    """Of the file, within the site."""


class Key(NamedTuple):
    """What orders the documents: by day and time of publication, then by address."""

    published: str
    """2024-05-01 or 2024-05-01 10:30; empty for pages without a day, which come first."""
    address: str
    """Of the page, within the site; no two documents share one."""


@dataclass(frozen=True, slots=True)
class Document:
    """One page of the site as search sees it."""

    address: str
    title: str
    published: str = ""
    numbers: tuple[str, ...] = ()
    """索引号, 发文字号 and other codes, each a whole."""
    summary: tuple[str, ...] = ()
    """内容概述, 主题词 and the like, each a whole."""
    body: tuple[Part, ...] = ()
    attachments: tuple[AttachedPart, ...] = ()
    facets: tuple[int, ...] = ()
    """For each facet of the source, in order: 1 + the index of the value, or 0 for none."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value that results can be narrowed to."""

    key: str
    label: str
    parent: int = -1
    """The index of the value above it in the same facet; -1 for none."""
    weight: int = 0
    """Among equally good results those of a lower weight come first: what is in force before what is repealed."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One way of narrowing results; a document has at most one value of it, and with it the values above."""

    name: str
    values: tuple[FacetValue, ...]
    """At most 65,535."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text offered while the reader types."""

    text: str
    facet: str = ""
    """The name of the facet that it leads to; empty when it is merely searched."""
    value: str = ""
    """The key of the value in that facet."""


class Source(Protocol):
    """Where documents come from. It is sent to other processes, so it can be pickled."""

    @property
    def keys(self) -> Sequence[Key]:
        """The key of every document; a document is named by its position here. Any order."""

    @property
    def facets(self) -> Sequence[Facet]:
        """The facets, in the order in which the reader sees them."""

    @property
    def suggestions(self) -> Sequence[Suggestion]:
        """In the order in which they are offered."""

    def documents(self, numbers: Sequence[int]) -> list[Document]:
        """The documents at these positions, in this order; called in several processes, more than once for some."""


class Target(Protocol):
    """Where the files go: a folder of the site. It is sent to other processes, so it can be pickled."""

    def write(self, name: str, content: bytes) -> None:
        """Write a file; called in several processes, once for each name."""

    def holds(self, name: str, size: int, digest: bytes) -> bool:
        """Whether a file is there already with this size and SHA-256."""
