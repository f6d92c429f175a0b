"""Placeholders: nothing that was left to be filled in is published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from disclosure.fields import Cells, Model
from disclosure.kinds import Entry
from disclosure.kinds.base import alias_of
from disclosure.problem import Loc, Problem, Rule, declare, quote, sentence
from disclosure.prose import find_blanks, may_hold_blanks
from disclosure.rules.register import Context, entry_rule

_CONTEXT = 12

PLACEHOLDER_SUSPECTED = declare(
    "placeholder-suspected",
    requires="条目里没有空着的括号、下划线，没有“XX县”“某某局”一类代替真名的字。",
    reason="多半是范文里没有改掉的地方；确是表格样式、匿名处理的可以豁免。",
    severity="warning",
    exemptable=True,
)


LEFT = sentence("placeholder-left", "{shown}里的{found}像是没有填写的地方", "请填写，或者删去")
SUSPECTED = sentence("placeholder-suspected", "{shown}里的{found}像是没有填写的地方", "请核对；确是原文的可以豁免")


@entry_rule(
    "placeholder-left",
    requires="条目里没有“XX年”“20XX年”“〔XX〕”“（待填写）”“0000-00-00”一类等着填写的字。",
    reason="范文或者初稿里的空没有填就公开，内容不完整，也会被公众当作敷衍。",
    exemptable=True,
)
def placeholder_left(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """No text of an entry holds a placeholder."""
    del context
    if not may_hold_blanks("\n".join(_words(entry, []))):
        return
    for loc, text in texts(entry, ()):
        for blank in find_blanks(text):
            said = rule if blank.is_certain else PLACEHOLDER_SUSPECTED
            around = text[max(0, blank.start - _CONTEXT) : blank.end + _CONTEXT].split("\n")
            shown = quote(next(line for line in around if text[blank.start : blank.end].strip() in line))
            words = (LEFT if blank.is_certain else SUSPECTED)(shown=shown, found=quote(text[blank.start : blank.end]))
            yield said(entry.path, *words, loc=loc, offset=blank.start)


_SCALARS = frozenset({type(None), Decimal, int, bool, date, datetime})
"""Types of values without words, most of what tables hold."""


def _words(value: Any, found: list[str]) -> list[str]:  # noqa: ANN401 - walks any field value
    """Every text inside a value, without its place: most entries hold no placeholder, so this is all they cost."""
    if isinstance(value, Model):
        value = [value.__dict__[name] for name in value.model_fields_set]
    for inner in value:
        kind = type(inner)
        if kind is str:
            found.append(inner)
        elif kind is dict:
            _words(inner.values(), found)
        elif kind not in _SCALARS and inner and type(inner) is not Cells:
            _words(inner, found)
    return found


def texts(value: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:  # noqa: ANN401 - walks any field value
    """Every text inside a value, with its path of Chinese names and positions. Exemptions quote rules, not facts."""
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, Model):
        model = type(value)
        for name, inner in value.__dict__.items():
            if inner is not None and name != "exemptions":
                yield from texts(inner, (*loc, alias_of(model, name)))
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            if not isinstance(inner, int):
                yield from texts(inner, (*loc, number))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, (*loc, key))
