"""Texts as they are compared: without width, case, marks, punctuation and the difference of traditional characters.

Every code point is folded for itself, so that the folded form of a piece of a text stands in the folded form of the
text; `symbols` holds the rule for one code point, `fold_codes` applies it to millions of them at once. The reader in
the browser does the same in overrides/assets/search/fold.js; a test compares the two over all of Unicode.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from disclosure.source import read_bytes

END = 0
"""The unit between two parts; no text has it, for U+0000 is a control character and folds to a gap."""
GAP = 0x10000
"""Symbol of dropped punctuation, symbols, spaces and controls; no unit is so large."""
COMMA = 0x10001
"""Symbol of a dropped comma: 1,234 is the number 1234."""
_DROPPED = ("P", "S", "Z", "Cc", "Cf")
_CODES = 0x110000
_SPACE = 0x20

Units = NDArray[np.uint16]
"""UTF-16 code units of folded texts."""
Codes = NDArray[np.uint32]
"""Code points, one for each element (UTF-32)."""


@cache
def pairs() -> str:
    """Each traditional character followed by its simplified form, as the reader in the browser gets them too."""
    lines = read_bytes(Path(__file__).with_name("folding.txt")).decode().splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


@cache
def _simplified() -> dict[str, str]:
    text = pairs()
    return dict(zip(text[::2], text[1::2], strict=True))


def symbols(character: str) -> list[int]:
    """The folded form of one code point: UTF-16 units, GAP and COMMA, in order; nothing for a mark."""
    found: list[int] = []
    for plain in _without_marks(_without_marks(unicodedata.normalize("NFKD", character)).lower()):
        folded = _simplified().get(plain, plain)
        if folded == ",":
            found.append(COMMA)
        elif unicodedata.category(folded).startswith(_DROPPED):
            found.append(GAP)
        else:
            data = folded.encode("utf-16-le", "surrogatepass")
            found += [int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2)]
    return found


def _without_marks(text: str) -> str:
    return "".join(character for character in text if not unicodedata.category(character).startswith("M"))


class _Table:
    """The folded forms of the code points met so far. Texts use a few thousand of the million that there are."""

    def __init__(self) -> None:
        self.known = np.zeros(_CODES, np.bool_)
        self.lengths = np.zeros(_CODES, np.uint8)
        self.firsts = np.zeros(_CODES, np.uint32)
        self.longer: dict[int, list[int]] = {}
        self._learn_one(0, [END])

    def _learn_one(self, code: int, form: list[int]) -> None:
        self.known[code] = True
        self.lengths[code] = len(form)
        self.firsts[code] = form[0] if form else 0
        if len(form) > 1:
            self.longer[code] = form

    def learn(self, codes: Codes) -> None:
        """Add the code points that are not known yet."""
        for code in np.unique(codes[~self.known[codes]]).tolist():
            self._learn_one(code, symbols(chr(code)))

    def apply(self, codes: Codes) -> NDArray[np.uint32]:
        """The symbols of all code points, one after the other."""
        self.learn(codes)
        lengths = self.lengths[codes]
        found = self.firsts[codes]
        if (lengths == 1).all():
            return found
        ends = np.cumsum(lengths, dtype=np.int64)
        found = np.repeat(found, lengths)
        longer = np.flatnonzero(lengths > 1)
        for code in np.unique(codes[longer]).tolist():
            form = np.array(self.longer[code], np.uint32)
            places = ends[longer[codes[longer] == code]] - len(form)
            found[places[:, None] + np.arange(len(form))] = form
        return found


@cache
def _table() -> _Table:
    return _Table()


def _without_gaps(found: NDArray[np.uint32]) -> Units:
    """Drop the gaps; where one parts two Latin letters or digits, a space keeps them apart."""
    kept = np.flatnonzero(found < GAP)
    units = found[kept].astype(np.uint16)
    before = np.flatnonzero(np.diff(kept) > 1)
    before = before[_is_latin(units[before]) & _is_latin(units[before + 1])]
    if not before.size:
        return units
    only_commas = np.diff(np.cumsum(found == GAP)[kept[np.column_stack((before, before + 1))]])[:, 0] == 0
    number = _is_digit(units[before]) & _is_digit(units[before + 1]) & only_commas
    return np.insert(units, before[~number] + 1, _SPACE)


def _is_digit(units: Units) -> NDArray[np.bool_]:
    return (units >= ord("0")) & (units <= ord("9"))


def _is_latin(units: Units) -> NDArray[np.bool_]:
    return _is_digit(units) | ((units >= ord("a")) & (units <= ord("z")))


def fold_parts(texts: Iterable[str]) -> Units:
    """The folded units of all texts, each followed by END."""
    joined = "".join([text.replace("\0", " ") + "\0" for text in texts])
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    return _without_gaps(_table().apply(codes))


def fold(text: str) -> str:
    """The folded form of one text."""
    return fold_parts([text])[:-1].tobytes().decode("utf-16-le", "surrogatepass")
