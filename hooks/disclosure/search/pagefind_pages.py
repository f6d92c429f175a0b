"""What Pagefind gets to read of a document: its folded text as a row of plain words, one for each UTF-16 unit.

Pagefind splits texts at spaces only, and strips, lowers and stems what it takes for words. A unit is therefore
written as four hexadecimal digits, which nothing of that touches. A phrase of such words is then the same as a
substring of the folded text; and where it stands says which field it was found in, for the fields follow one another
in the order of their importance and Pagefind gives the first place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from disclosure.search.document import Document
from disclosure.search.folding import END, Units, fold_parts

BREAK = 1
"""The unit between two parts of summary, body and attachments; like END, no folded text has it. It is another one so
that the words around whole numbers and titles, by which the client knows that they are whole, stay few."""
_PAGE = "<html><body data-pagefind-body>{}</body></html>\n"


@dataclass(frozen=True, slots=True)
class ShadowPage:
    """A document as Pagefind gets it."""

    text: str
    """The page; pure ASCII."""
    ends: tuple[int, int, int, int, int]
    """How many words stand before the end of numbers, title, summary, body and attachments."""


def shadow_page(document: Document) -> ShadowPage:
    """The page for a document."""
    zones = [
        np.concatenate((np.array([END], np.uint16), fold_parts(document.numbers))),
        fold_parts([document.title]),
        _broken(document.summary),
        _broken([part.text for part in document.body]),
        _broken([part.text for part in document.attachments]),
    ]
    ends = np.cumsum([len(zone) for zone in zones]).tolist()
    # MkDocs and readers never see these pages; two digits of each byte, a space after every second byte.
    words = np.concatenate(zones).astype(">u2").tobytes().hex(" ", 2)
    return ShadowPage(_PAGE.format(words), (ends[0], ends[1], ends[2], ends[3], ends[4]))


def _broken(texts: Sequence[str]) -> Units:
    units = fold_parts(texts)
    return np.where(units == END, np.uint16(BREAK), units).astype(np.uint16)
