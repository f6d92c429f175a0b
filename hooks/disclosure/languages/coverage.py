"""What a language file lacks, and what of it stands nowhere any more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from disclosure.languages.gathering import Word
from disclosure.languages.wording import HAN, HOLE, Wording, tidy
from disclosure.vocabulary import Language

_SAMPLE = "8"
"""Stands in the place of a number or a name while it is tried whether a word is known."""


def missing(words: Iterable[Word], language: Language) -> list[Word]:
    """The words without a translation."""
    wording = Wording(language)
    return [word for word in words if not _is_known(wording, word.text)]


def _is_known(wording: Wording, text: str) -> bool:
    found = wording.parts(text.replace(HOLE, _SAMPLE))
    return found is not None and all(is_foreign or not HAN.search(words) for words, is_foreign in found)


def dead(words: Sequence[Word], language: Language) -> list[str]:
    """What the file translates though it stands on no page any more; names of the site may stand inside a word."""
    there = "\n".join(word.text for word in words)
    return [
        chinese
        for chinese, _ in language.words
        if not all(tidy(piece) in there for piece in chinese.split(HOLE) if HAN.search(piece))
    ]
