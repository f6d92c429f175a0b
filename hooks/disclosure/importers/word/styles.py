"""How paragraphs and words of a Word document look: what is said of them themselves, else by their styles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar
from xml.etree.ElementTree import Element

from disclosure.importers.word.tree import child, number, switched, value

_T = TypeVar("_T")

_MOST_STEPS = 12
"""Styles built one upon the other; in a circle they would go on for ever."""
_HEADING_LEVELS = 9
_RED = 0x80
"""A colour is red where red is above this and the others are well below it."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is said of a paragraph; sizes in points."""

    style: str
    alignment: str
    level: int | None
    """0 for a heading of the highest level; None for body text."""
    numbering: tuple[str, int] | None
    """(numId, level) of an automatic number."""
    bold: bool
    size: float
    red: bool


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Element) -> None:
        """Take the tree of styles.xml."""
        self._default = child(root, "docDefaults")
        found = [one for one in root if one.tag == "style"]
        self._by_id = {one.get("styleId", ""): one for one in found}
        self._standard = next(
            (one for one in found if one.get("type") == "paragraph" and one.get("default") in {"1", "true"}), None
        )

    def look(self, properties: Element | None) -> Look:
        """The look of a paragraph by its properties (w:pPr)."""
        chain = [properties, *self._chain(value(properties, "pStyle"))]
        layers = [chain[0], *(child(one, "pPr") for one in chain[1:]), child(self._default, "pPrDefault", "pPr")]
        runs = [child(one, "rPr") for one in chain[1:]] + [child(self._default, "rPrDefault", "rPr")]
        level = _first(number(one, "outlineLvl") for one in layers)
        return Look(
            style=value(chain[1], "name") or "" if len(chain) > 1 else "",
            alignment=_first(value(one, "jc") for one in layers) or "",
            level=level if level is not None and 0 <= level < _HEADING_LEVELS else None,
            numbering=_numbering(layers),
            bold=_first(switched(one, "b") for one in runs) or False,
            size=_size(runs),
            red=_is_red(_first(value(one, "color") for one in runs) or ""),
        )

    def words(self, properties: Element | None) -> tuple[bool | None, float, bool | None]:
        """(bold, size, red) that a run says of itself or by its own style; None or 0 where it says nothing."""
        chain = [properties, *(child(one, "rPr") for one in self._chain(value(properties, "rStyle"), standard=False))]
        colour = _first(value(one, "color") for one in chain)
        bold = _first(switched(one, "b") for one in chain)
        return bold, _size(chain), None if colour is None else _is_red(colour)

    def linked_number(self, style: str | None) -> str | None:
        """The numId of a style of lists."""
        return value(self._by_id.get(style or ""), "pPr", "numPr", "numId")

    def _chain(self, name: str | None, *, standard: bool = True) -> Iterator[Element]:
        """A style and those on which it is built."""
        one = self._by_id.get(name or "")
        if one is None and standard:
            one = self._standard
        for _ in range(_MOST_STEPS):
            if one is None:
                return
            yield one
            one = self._by_id.get(value(one, "basedOn") or "")


def _first(said: Iterable[_T | None]) -> _T | None:
    """The first thing that is said; None where nothing is."""
    return next((one for one in said if one is not None), None)


def _numbering(layers: list[Element | None]) -> tuple[str, int] | None:
    """The nearest numId and level; numId 0 means: no number in spite of the style."""
    name = _first(value(one, "numPr", "numId") for one in layers)
    level = _first(number(one, "numPr", "ilvl") for one in layers) or 0
    return (name, level) if name is not None and name != "0" and 0 <= level < _HEADING_LEVELS else None


def _size(layers: list[Element | None]) -> float:
    return (_first(number(one, "sz") for one in layers) or 0) / 2


def _is_red(colour: str) -> bool:
    try:
        red, green, blue = (int(colour[start : start + 2], 16) for start in (0, 2, 4))
    except ValueError:
        return False
    return red > _RED and green < _RED and blue < _RED
