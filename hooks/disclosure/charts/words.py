"""Chinese text cut into lines for a drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from disclosure.charts.svg import text_width

LEADING = 1.4
"""The height of a line, in sizes of its letters."""
_CLOSING = frozenset("，。、；：！？）》〉」』】〕”’％…")


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text: its size in pixels, and the kind that its class names."""

    text: str
    size: float
    kind: str

    @property
    def width(self) -> float:
        """In pixels."""
        return text_width(self.text, self.size)


def text_height(words: Sequence[Words]) -> float:
    """The height of several lines in pixels."""
    return sum(line.size * LEADING for line in words)


def wrapped(text: str, size: float, kind: str, width: float) -> tuple[Words, ...]:
    """The text in as few lines of at most `width` pixels as it needs, about equally long."""
    lines = _lines(text, size, width)
    even = text_width(text, size) / len(lines) + 2 * size
    if len(lines) > 1 and even < width and len(closer := _lines(text, size, even)) == len(lines):
        lines = closer
    return tuple(Words(line, size, kind) for line in lines)


def _lines(text: str, size: float, width: float) -> list[str]:
    """The text cut at `width` pixels; closing marks never begin a line, Latin words stay whole."""
    lines = [""]
    for piece in _pieces(text, size, width):
        if lines[-1] and text_width(lines[-1] + piece, size) > width:
            if piece in _CLOSING and len(lines[-1]) > 1:
                lines[-1], piece = lines[-1][:-1], lines[-1][-1] + piece  # noqa: PLW2901 - the mark takes one along
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines if line.strip()]


def _pieces(text: str, size: float, width: float) -> list[str]:
    """Characters, and Latin words that fit on a line."""
    found: list[str] = []
    for character in text:
        joins = found and character.isascii() and character.isalnum() and found[-1][-1].isascii()
        if joins and found[-1][-1].isalnum() and text_width(found[-1] + character, size) <= width:
            found[-1] += character
        else:
            found.append(character)
    return found
