"""Figures in Chinese running text: reading them, what they are said of, and whether they agree with known values.

Pure functions of text and values; nothing here knows entries, models or rules.

    figures    numbers with their unit, exactly as printed
    ledger     the known values by the names that a text may use for them
    sentences  lines, headings, sentences
    leads      the words before a figure
    claims     what a text can say of known values: a value, a change, a share, a rate of completion
    thread     what the reader remembers inside one sentence
    reader     the claims that a text makes
    verify     whether a claim agrees with the values
    counting   contradictions of counts inside one text
    blanks     places that were left to be filled in
"""

from __future__ import annotations

from disclosure.prose.blanks import Blank, find_blanks, may_hold_blanks
from disclosure.prose.claims import Claim
from disclosure.prose.counting import Contradiction, find_contradictions
from disclosure.prose.figures import Figure, read_figures
from disclosure.prose.ledger import Item, Ledger
from disclosure.prose.reader import read_claims
from disclosure.prose.verify import Finding, verify

__all__ = [
    "Blank",
    "Claim",
    "Contradiction",
    "Figure",
    "Finding",
    "Item",
    "Ledger",
    "find_blanks",
    "find_contradictions",
    "may_hold_blanks",
    "read_claims",
    "read_figures",
    "verify",
]
