"""The parts of an official document that were recognised, each with its place and with what makes it unsure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from disclosure.importers.word.blocks import Block, Paragraph


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the document."""

    term: str
    value: str
    where: str
    doubt: str = ""
    """Why it is unsure; empty where it is sure."""


@dataclass(slots=True)
class Layout:
    """What was recognised, and what remains as the body."""

    parts: dict[str, Part] = field(default_factory=dict)
    body: list[Block] = field(default_factory=list)
    refusal: str = ""
    """Why the document must not be published."""
    annexes: tuple[str, ...] = ()
    """The names in 附件说明."""

    def add(self, term: str, value: str, where: str, doubt: str = "") -> None:
        """Note a part."""
        self.parts[term] = Part(term, value, where, doubt)

    def sure(self, term: str) -> str:
        """The value of a part that is sure; empty otherwise."""
        part = self.parts.get(term)
        return part.value if part and not part.doubt else ""


def place_of(blocks: Sequence[Paragraph]) -> str:
    """第 2、3 段."""
    numbers = list(dict.fromkeys(block.place for block in blocks))
    return f"第 {'、'.join(map(str, numbers))} 段" if numbers and all(numbers) else "表格里"
