"""Words of the interface in another language: which texts of a page are such words, and what they become.

A text is translated when it is a word of the language file, one with numbers or names in the places of `{}`, or a row
of such words. Names in such a place are translated in turn where they are words themselves. All other texts stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from disclosure.vocabulary import Language

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
HOLE = "{}"
_SIGN = "\ue000"
"""Stands for a number while words are compared."""
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[-.,:/][0-9]+)*%?")
_PLACE = re.compile(r"\{([1-9]?)\}")
_PLURAL = re.compile(r"\(([^|()]*)\|([^|()]*)\)")
_NEUTRAL = re.compile(r"[\s\x21-\x7e—–…·×%→←↑↓“”‘’]+")
"""What may stand between words and is the same in every language."""
_DEEPEST = 3
_TELLING = 4
"""Characters of a word with names in it from which on it is tried before a row of words."""

Part = tuple[str, bool]
"""A piece of a text and whether it is in the other language."""


def tidy(text: str) -> str:
    """The text without spaces at its ends and with single ones inside, as words are compared."""
    return " ".join(text.split())


class Wording:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        """Sort the words by how they are looked up."""
        self._plain = {tidy(chinese): foreign for chinese, foreign in language.words}
        self._counted = {key.replace(HOLE, _SIGN): word for key, word in self._plain.items() if HOLE in key}
        self._begins: dict[str, list[str]] = {}
        for key in sorted({*self._plain, *self._counted}, key=lambda key: (-len(key), key)):
            if HOLE not in key:
                self._begins.setdefault(key[0], []).append(key)
        named = [key for key in self._plain if HOLE in key and _hint(key)]
        self._telling = _Named({key: self._plain[key] for key in named if len(_hint(key)) >= _TELLING})
        self._others = _Named({key: self._plain[key] for key in named if len(_hint(key)) < _TELLING})
        self._known: dict[str, tuple[Part, ...] | None] = {}

    def parts(self, text: str) -> tuple[Part, ...] | None:
        """The text in the other language, in parts; None where it is none of the words."""
        if _SIGN in text:
            return None
        if text not in self._known:
            found = self._parts(tidy(text), 0) if HAN.search(text) else self._mark(text)
            self._known[text] = found if found and any(is_foreign for _, is_foreign in found) else None
        return self._known[text]

    def text(self, text: str) -> str | None:
        """The same without the parts told apart, for attributes."""
        found = self.parts(text)
        return "".join(words for words, _ in found) if found else None

    def _mark(self, text: str) -> tuple[Part, ...] | None:
        """A text of marks alone, such as 、 between links."""
        word = self._plain.get(text.strip())
        return ((word, True),) if word else None

    def _parts(self, text: str, depth: int) -> tuple[Part, ...] | None:
        if word := self._plain.get(text):
            return ((word, True),)
        counted = _NUMBER.sub(_SIGN, text)
        if counted != text and (word := self._counted.get(counted)):
            return ((_filled(word, _NUMBER.findall(text)), True),)
        if depth == _DEEPEST:
            return self._row(text)
        return (
            self._with_names(self._telling, text, depth)
            or self._row(text)
            or self._with_names(self._others, text, depth)
        )

    def _row(self, text: str) -> tuple[Part, ...] | None:
        """One word after the other, with numbers or signs between them: what runs on is a sentence of somebody."""
        counted, numbers = _NUMBER.sub(_SIGN, text), _NUMBER.findall(text)
        place, made, used = 0, "", 0
        while place < len(counted):
            words = self._begins.get(counted[place], ())
            key = next((word for word in words if counted.startswith(word, place)), None)
            if key is not None:
                if place and HAN.match(key) and HAN.match(counted, place - 1):
                    return None
                holes = key.count(_SIGN)
                foreign = self._counted[key] if holes else self._plain[key]
                made = f"{made}{_gap(made, foreign)}{_filled(foreign, numbers[used : used + holes])}"
                place, used = place + len(key), used + holes
            elif counted[place] == _SIGN:
                made, place, used = f"{made}{_gap(made, numbers[used])}{numbers[used]}", place + 1, used + 1
            elif neutral := _NEUTRAL.match(counted, place):
                made, place = made + neutral[0], neutral.end()
            else:
                return None
        return ((made, True),)

    def _with_names(self, named: _Named, text: str, depth: int) -> tuple[Part, ...] | None:
        found = named.find(text)
        return tuple(self._spread(*found, depth)) if found else None

    def _spread(self, word: str, names: tuple[str, ...], depth: int) -> Iterable[Part]:
        """The translation with names in its places, each in the other language where it has a word there."""
        rest = iter(names)
        end = 0
        for place in _PLACE.finditer(word):
            if place.start() > end:
                yield word[end : place.start()], True
            number = place[1]
            name = names[int(number) - 1] if number and int(number) <= len(names) else next(rest, "")
            known = self._parts(name, depth + 1) if HAN.search(name) else ((name, True),)
            yield from known or ((name, False),)
            end = place.end()
        if end < len(word):
            yield word[end:], True


class _Named:
    """Words with names in their places."""

    def __init__(self, words: dict[str, str]) -> None:
        self._words = [(_pattern(key), word) for key, word in words.items()]
        hints = sorted({_hint(key) for key in words}, key=lambda hint: (-len(hint), hint))
        self._hints = re.compile("|".join(map(re.escape, hints)) or r"(?!)")

    def find(self, text: str) -> tuple[str, tuple[str, ...]] | None:
        """The translation of the first word that a text is, and the names in its places."""
        if self._hints.search(text):
            for pattern, word in self._words:
                if found := pattern.fullmatch(text):
                    return word, found.groups()
        return None


def _pattern(key: str) -> re.Pattern[str]:
    return re.compile("(.+?)".join(map(re.escape, key.split(HOLE))))


def _hint(key: str) -> str:
    """The longest piece of a key between its places."""
    return max(key.split(HOLE), key=len)


def _filled(word: str, numbers: list[str]) -> str:
    """The translation with numbers in its places; (entry|entries) takes the first form behind or before a single 1."""
    rest = iter(numbers)
    chosen = _PLURAL.sub(lambda found: found[1] if "1" in numbers[:1] else found[2], word)
    return _PLACE.sub(
        lambda place: numbers[int(place[1]) - 1] if place[1] and int(place[1]) <= len(numbers) else next(rest, ""),
        chosen,
    )


def _gap(before: str, after: str) -> str:
    """A space between two words, as Chinese has none; not beside signs that need none."""
    joined = before and (before[-1].isalnum() or before[-1] in ",.;:)")
    return " " if joined and after[:1].isalnum() else ""
