"""Automatic numbers: 一、 （一） 1. 第一条, written out as a reader of the document sees them.

The rules are those of ISO/IEC 29500-1, 17.9: lists (num) share the counters of their definition (abstractNum) unless
they begin anew; a level begins anew after any higher one, unless lvlRestart says otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from disclosure.importers.word.counting import spelled
from disclosure.importers.word.styles import Styles
from disclosure.importers.word.tree import child, number, switched, value

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_LONGEST = 60
"""Characters of what is written around a number."""
_NEEDS_GAP = re.compile(r".*(?:[0-9A-Za-z.)]|第\S+[编章节条款])", re.DOTALL)
"""Labels after which a tab or space separates; after 一、 and （一） nothing is seen."""
_COUNTED = re.compile(r"%[1-9]\.")


@dataclass(frozen=True, slots=True)
class Label:
    """The automatic number of a paragraph."""

    text: str
    gap: str
    bullet: bool = False
    counted: bool = False
    """Whether it is 1. with a space, as in the lists of our Markdown."""
    unknown: str = ""
    """The form of the number, where it is not known; then the text is empty."""


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int
    suffix: str
    decimal: bool
    restart: int | None


@dataclass(slots=True)
class _List:
    """A num: its definition, and what it says otherwise."""

    definition: str
    levels: dict[int, _Level]
    starts: dict[int, int]
    used: bool = False


@dataclass(slots=True)
class Numbering:
    """Counts through a document from top to bottom."""

    lists: dict[str, _List]
    counters: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, name: str, level: int) -> Label | None:
        """The number of the next paragraph of a list; None where there is no such list."""
        own = self.lists.get(name)
        shape = own.levels.get(level) if own else None
        if own is None or shape is None:
            return None
        count = self.counters.setdefault(own.definition, {})
        if not own.used:
            own.used = True
            for place in own.starts:
                count.pop(place, None)
        start = own.starts.get(level, shape.start)
        count[level] = count[level] + 1 if level in count else start
        for below in [place for place in count if place > level]:
            restart = own.levels[below].restart if below in own.levels else None
            if restart is None or (0 < restart <= _LEVELS and level < restart):
                del count[below]
        return _written(own, shape, count)


def _written(own: _List, shape: _Level, count: dict[int, int]) -> Label:
    if shape.form == "bullet":
        return Label("", "", bullet=True)
    unknown = ""

    def said(place: re.Match[str]) -> str:
        nonlocal unknown
        level = int(place[1]) - 1
        of = own.levels.get(level)
        form = of.form if of else "decimal"
        if form == "bullet":
            return ""
        start = own.starts.get(level, of.start if of else 1)
        text = spelled(count.get(level, start), "decimal" if shape.decimal else form)
        unknown = unknown if text is not None else form
        return text or ""

    text = _PLACE.sub(said, shape.text).strip()
    if unknown:
        return Label("", "", unknown=unknown)
    apart = shape.suffix in {"tab", "space"}
    gap = " " if text and apart and _NEEDS_GAP.fullmatch(text) else ""
    counted = bool(gap) and shape.form == "decimal" and bool(_COUNTED.fullmatch(shape.text))
    return Label(text, gap, counted=counted)


def numbering(root: Element, styles: Styles) -> Numbering:
    """The lists of a document, from the tree of numbering.xml."""
    definitions = {one.get("abstractNumId", ""): one for one in root if one.tag == "abstractNum"}
    nums = {one.get("numId", ""): one for one in root if one.tag == "num"}
    lists: dict[str, _List] = {}
    for name, one in nums.items():
        definition = value(one, "abstractNumId") or ""
        found = definitions.get(definition)
        linked = value(found, "numStyleLink")
        if linked and (other := nums.get(styles.linked_number(linked) or "")) is not None:
            definition = value(other, "abstractNumId") or ""
            found = definitions.get(definition)
        if found is None:
            continue
        levels = {number_of: _level(lvl) for lvl in found if (number_of := _place(lvl, "lvl")) is not None}
        starts: dict[int, int] = {}
        for override in one:
            place = _place(override, "lvlOverride")
            if place is None:
                continue
            if (lvl := child(override, "lvl")) is not None:
                levels[place] = _level(lvl)
            if (start := number(override, "startOverride")) is not None:
                starts[place] = start
        lists[name] = _List(definition, levels, starts)
    return Numbering(lists)


def _place(element: Element, tag: str) -> int | None:
    text = element.get("ilvl", "") if element.tag == tag else ""
    return int(text) if text.isdecimal() and int(text) < _LEVELS else None


def _level(lvl: Element) -> _Level:
    form = value(lvl, "numFmt")
    if form is None:  # forms of newer programs, with one that all know beside it
        form = value(lvl, "x:AlternateContent", "x:Fallback", "numFmt")
    start = number(lvl, "start")
    return _Level(
        form=form or "decimal",
        text=(value(lvl, "lvlText") or "")[:_LONGEST],
        start=1 if start is None else start,
        suffix=value(lvl, "suff") or "tab",
        decimal=bool(switched(lvl, "isLgl")),
        restart=number(lvl, "lvlRestart"),
    )
