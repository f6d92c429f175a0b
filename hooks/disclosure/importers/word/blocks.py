"""What a Word document is made of once it has been read: paragraphs, tables, and what was not taken over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Loss:
    """Something in the document that the draft does not hold, or not as it was: where, what, and what to do."""

    place: str
    what: str
    mend: str

    @property
    def report(self) -> str:
        """One line for people."""
        return f"{self.place}{self.what}，{self.mend}"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one weight."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of text as the reader of the document has it before the margins break it."""

    place: int
    """Which paragraph of the document it is; empty ones and those in tables do not count. 0 inside a table."""
    pieces: tuple[Piece, ...]
    label: str = ""
    """The automatic number, with what separates it from the text."""
    item: Literal["", "-", "1"] = ""
    """An item of a list with bullets, or with numbers such as 1. and a space."""
    depth: int = 0
    """The level of its list."""
    align: Literal["left", "centre", "right"] = "left"
    level: int | None = None
    """0 for a heading of the highest level by its style."""
    size: float = 0
    """In points; 0 where nothing is said."""
    red: bool = False
    style: str = ""
    """The name of its style, in small letters."""

    @property
    def text(self) -> str:
        """All of it, with its number."""
        return self.label + "".join(piece.text for piece in self.pieces)

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return all(piece.bold for piece in self.pieces if piece.text.strip())


@dataclass(frozen=True, slots=True)
class Table:
    """A table with every merged cell spread out: the same text in each of the places that it covered."""

    place: int
    """Which table of the document it is."""
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[Paragraph, ...]
    """The paragraphs in its cells, each once, for tables that only set out text: a red head, a 版记."""
    merged: int = 0
    """How many cells were merged."""


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was read."""

    blocks: tuple[Block, ...]
    losses: tuple[Loss, ...] = ()
    asides: tuple[str, ...] = ()
    """Texts outside the flow: text boxes, headers, footers."""
