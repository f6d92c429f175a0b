"""The words that scripts need in another language, as one small script for each view: assets/words/<language>.js.

It holds words as they stand in the language file, or, for the traditional view, words with their characters converted;
overrides/assets/words.js puts them in place of what scripts show. Pages in simplified Chinese do not load it.
`hasTitles` says that the view has a register with titles of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from disclosure.kinds import KINDS, Entry
from disclosure.languages.gathering import script_words
from disclosure.languages.view import View
from disclosure.languages.wording import HOLE
from disclosure.vocabulary import LEVELS, Vocabulary

_MARKS = "，。、：；？！（）《》〔〕"
"""Stand between the words of a row; they are the same in all characters."""
_BEGIN, _END = "window.disclosureWords = ", ";\n"


def tables(root: Path, vocabulary: Vocabulary, views: Iterable[View]) -> dict[str, bytes]:
    """The scripts with the words, by their address in the site."""
    found = {}
    for view in views:
        language = view.language
        table = {
            "tag": language.tag,
            "direction": language.direction,
            "hasTitles": bool(language.conversion),
            "words": dict(
                _converted(root, vocabulary, view) if language.conversion else _translated(root, vocabulary, view)
            ),
        }
        text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
        found[f"assets/words/{language.slug}.js"] = f"{_BEGIN}{text}{_END}".encode()
    return found


def _names(vocabulary: Vocabulary) -> list[str]:
    """What scripts show from the index: names of kinds, categories, states, topics, and of the parts of entries."""
    categories = vocabulary.categories.values()
    return [
        *(kind.label for kind in KINDS.values()),
        *(field.alias or "" for field in Entry.model_fields.values()),
        *vocabulary.site.search_facets,
        *(name for category in categories for name in (category.name, category.short)),
        *(validity.name for validity in vocabulary.validities),
        *(name for topic in vocabulary.topics for name in (topic.name, *topic.children)),
        *LEVELS,
    ]


def _converted(root: Path, vocabulary: Vocabulary, view: View) -> Iterable[tuple[str, str]]:
    yield from zip(_MARKS, _MARKS, strict=True)
    organs = [name for organ in vocabulary.organs for name in (organ.name, organ.short)]
    for text in dict.fromkeys([*script_words(root), *_names(vocabulary), *organs]):
        converted = view.translator.text(text)
        if converted != text:
            yield text, converted or text


def _translated(root: Path, vocabulary: Vocabulary, view: View) -> Iterable[tuple[str, str]]:
    shown = "\n".join([*script_words(root), *_names(vocabulary)])
    for chinese, foreign in view.language.words:
        if all(piece.strip() in shown for piece in chinese.split(HOLE)):
            yield chinese, foreign
