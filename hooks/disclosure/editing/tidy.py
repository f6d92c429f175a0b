"""The official order of the fields in the text of an entry, comments with the field below them; nothing else moves."""

from __future__ import annotations

import re
from dataclasses import dataclass

from disclosure.editing.scalars import is_ambiguous, quoted
from disclosure.editing.text import field_order
from disclosure.kinds import Entry, Withdrawn
from disclosure.source import Span, read

_SCHEMA = re.compile(r"# *yaml-language-server:")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,14}")
"""Numbers that every reader of YAML shows as they were written."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A field at the top with the comments that stand right above it."""

    name: str
    text: str
    gap: bool
    """Whether an empty line stands before it."""


def tidied(text: str, kind: type[Entry]) -> str:
    """The same entry: the line for the editor first, fields in the official order, numbers and dates unmistakable.

    Comments stay with the field below them, those at the end stay at the end. What is read from it is the same.
    Raises ValueError for a text that cannot be read: mend it first.
    """
    document = read(text.encode(), "")
    if document.span is None or document.data is None:
        message = "this text cannot be read as an entry"
        raise ValueError(message)
    model = Withdrawn if "撤回" in document.data else kind
    quoted_text = _quoted(text, document.span)
    ordered = _ordered(quoted_text, field_order(model), kind)
    for candidate in (ordered, quoted_text):
        again = read(candidate.encode(), "")
        if again.data == document.data:
            return candidate
    return text


def _quoted(text: str, span: Span) -> str:
    """Plain values that other readers of YAML would change (1.50, 007, no) stand in quotes."""
    places = sorted(_ambiguous(text, span))
    for start, end in reversed(places):
        text = text[:start] + quoted(text[start:end]) + text[end:]
    return text


def _ambiguous(text: str, span: Span) -> list[tuple[int, int]]:
    if span.shape == "text":
        written = text[span.start : span.end]
        doubtful = not span.style and is_ambiguous(written) and not _WHOLE.fullmatch(written)
        return [(span.start, span.end)] if doubtful else []
    inner = [value for _, _, value in span.pairs] + list(span.items)
    return [place for value in inner for place in _ambiguous(text, value)]


def _ordered(text: str, order: list[str], kind: type[Entry]) -> str:
    span = read(text.encode(), "").span
    if span is None or span.style or any(text[_line_start(text, key.start) : key.start] for _, key, _ in span.pairs):
        return text
    starts = [_above(text, _line_start(text, key.start)) for _, key, _ in span.pairs]
    ends = [_next_line(text, max(value.end, key.end + 1)) for _, key, value in span.pairs]
    head = text[: starts[0]]
    lines = head.split("\n")
    if not any(_SCHEMA.match(line) for line in lines):
        first = text[starts[0] : _line_start(text, span.pairs[0][1].start)]
        found = [line for line in first.split("\n") if _SCHEMA.match(line)]
        head = "".join(
            f"{line}\n" for line in found or [f"# yaml-language-server: $schema=../../.schema/{kind.slug}.json"]
        )
        head += text[: starts[0]]
    fields: list[_Field] = []
    between = ""
    for number, (name, _, _) in enumerate(span.pairs):
        before = text[ends[number - 1] : starts[number]] if number else ""
        own = "".join(
            line for line in text[starts[number] : ends[number]].splitlines(keepends=True) if not _SCHEMA.match(line)
        )
        comments = before.strip("\n")
        fields.append(_Field(name, (f"{comments}\n" if comments else "") + own, "\n" in before and not comments))
    tail = text[ends[-1] :]
    rank = {name: place for place, name in enumerate(order)}
    fields = sorted(fields, key=lambda one: rank.get(one.name, len(order)))
    body = between.join(("\n" if one.gap and number else "") + _ended(one.text) for number, one in enumerate(fields))
    return head + body + tail


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def _above(text: str, start: int) -> int:
    """Where the comment lines right above a line begin; the line for the editor is not one of them."""
    while start:
        before = _line_start(text, start - 1)
        line = text[before : start - 1]
        if not line.startswith("#") or _SCHEMA.match(line):
            break
        start = before
    return start


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _next_line(text: str, place: int) -> int:
    found = text.find("\n", place)
    return len(text) if found < 0 else found + 1
