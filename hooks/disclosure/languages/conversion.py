"""Traditional characters by OpenCC, with what it must leave alone and what it gets wrong."""

from __future__ import annotations

import re
from functools import cache

from opencc import OpenCC

from disclosure.vocabulary import Language

_BETWEEN = "\x1e"
"""Stands between texts that are converted together; entries cannot hold it, and no word goes across it."""
_KEPT = "\x1f"
_NUMBER = r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{1,12}〔[0-9]{4}〕第?[0-9]+号"
"""A document number that stands by itself, in brackets or in a field, is copied as the organ wrote it."""
_STRAY = re.compile("[\0\x1e\x1f]")
"""Characters that no text should hold; OpenCC stops at the first, and the others are signs here."""
_HELD = re.compile(f"{_KEPT}([0-9]+){_KEPT}")


class Converter:
    """Converts texts as a language file says."""

    def __init__(self, language: Language) -> None:
        """Open the dictionaries."""
        self._convert = _opencc(language.conversion).convert
        self._corrections = dict(language.corrections)
        longest_first = sorted(self._corrections, key=lambda word: (-len(word), word))
        self._special = re.compile("|".join([_NUMBER, *map(re.escape, longest_first)]))
        self._known: dict[str, str] = {}

    def texts(self, texts: list[str]) -> list[str]:
        """The texts, converted in one go, which is many times quicker than one by one."""
        held: list[str] = []
        joined = _BETWEEN.join(texts)
        if joined.count(_BETWEEN) >= len(texts) or _KEPT in joined or "\0" in joined:
            joined = _BETWEEN.join(_STRAY.sub("", text) for text in texts)

        def hold(found: re.Match[str]) -> str:
            held.append(self._corrections.get(found[0], found[0]))
            return f"{_KEPT}{len(held) - 1}{_KEPT}"

        converted = self._convert(self._special.sub(hold, joined))
        return _HELD.sub(lambda found: held[int(found[1])], converted).split(_BETWEEN)

    def text(self, text: str) -> str:
        """One text; short ones that come again are remembered."""
        if text.isascii():
            return text
        if text not in self._known:
            self._known[text] = self.texts([text])[0]
        return self._known[text]


@cache
def _opencc(configuration: str) -> OpenCC:
    return OpenCC(configuration)
