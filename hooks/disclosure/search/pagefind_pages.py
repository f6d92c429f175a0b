"""What Pagefind gets to read of a document: its folded text as a row of plain words, one for each UTF-16 unit.

Pagefind splits texts at spaces only, and strips, lowers and stems what it takes for words. A unit is therefore
written as four hexadecimal digits, which nothing of that touches. A phrase of such words is then the same as a
substring of the folded text; and where it stands says in which field it was found, for the fields follow one another
in the order of their importance and Pagefind tells the first place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from disclosure.search.blocks import ZONES, Content
from disclosure.search.folding import END
from disclosure.search.grams import DOCUMENT_BITS

BREAK = 1
"""Ends a part of summary, body and attachments instead of END; like END, no folded text has it. END itself, by which
the reader knows whole numbers and titles, stays rare that way, and its list of places short."""
_WHOLE_ZONES = 2
_WORD = 5
"""Characters of a word with the space behind it."""
_PAGE = "<html><body data-pagefind-body>{:04x} {}</body></html>\n"


@dataclass(frozen=True, slots=True)
class ShadowPage:
    """A document as Pagefind gets it."""

    text: str
    """The page; pure ASCII. It has no language, so nothing is stemmed."""
    ends: tuple[int, ...]
    """For each zone how many words stand before its end."""


def shadow_pages(content: Content, documents: int) -> Iterator[ShadowPage]:
    """The pages of the documents of a block, in their order."""
    postings = content.postings
    counts = np.bincount(
        (postings & ((1 << DOCUMENT_BITS) - 1)).astype(np.intp) * ZONES + (postings >> DOCUMENT_BITS),
        minlength=documents * ZONES,
    ).reshape(documents, ZONES)
    units = np.where((content.units == END) & (postings >> DOCUMENT_BITS >= _WHOLE_ZONES), BREAK, content.units)
    words = units.astype(">u2").tobytes().hex(" ", 2) + " "
    start = 0
    for ends in np.cumsum(counts, axis=1).tolist():
        text = words[start * _WORD : (start + ends[-1]) * _WORD - 1]
        start += ends[-1]
        # The first number needs an END before it, too.
        yield ShadowPage(_PAGE.format(END, text), tuple(1 + end for end in ends))
