"""Changing values in the text of an entry: what does not change stays byte for byte, comments included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from disclosure.editing.scalars import quoted, scalar
from disclosure.editing.text import entry_text, field_order, flow, item_lines, pair
from disclosure.fields import Model, model_inside
from disclosure.kinds import Entry, Withdrawn
from disclosure.source import Span, read


@dataclass(frozen=True, slots=True)
class _Edit:
    """Replace the text from `start` up to `end`."""

    start: int
    end: int
    new: str


def changed_text(text: str, kind: type[Entry], data: Mapping[str, Any]) -> str:
    """The same file, its values those of `data`.

    Fields that are not in `data` go, with nothing but their own lines; new ones stand where the official order wants
    them. With the values that the text has already it is the same text. Raises ValueError for a text that cannot be
    read: mend it first.
    """
    document = read(text.encode(), "")
    if document.span is None or document.data is None:
        message = "this text cannot be read as an entry"
        raise ValueError(message)
    wanted = {name: value for name, value in data.items() if value is not None}
    if document.data == wanted:
        return text
    model = Withdrawn if "撤回" in wanted else kind
    for fine in (True, False):
        edits = _Editor(text, fine=fine).group(document.span, document.data, wanted, model)
        changed = _applied(text, edits)
        if read(changed.encode(), "").data == wanted:
            return changed
    return entry_text(kind, wanted)  # a form that no clerk writes, such as a whole file in brackets


def _applied(text: str, edits: Iterator[_Edit]) -> str:
    parts, last = [], 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        if edit.start < last:
            return ""  # two changes of one place: the coarser way knows none
        parts += [text[last : edit.start], edit.new]
        last = edit.end
    return "".join([*parts, text[last:]])


class _Editor:
    """Finds the smallest changes of a text; `fine` looks inside fields, else a field is written anew as a whole."""

    def __init__(self, text: str, *, fine: bool) -> None:
        self._text = text
        self._fine = fine

    def group(
        self, span: Span, old: Mapping[str, Any], new: Mapping[str, Any], model: type[Model] | None
    ) -> Iterator[_Edit]:
        """The changes of a group that stands on lines of its own."""
        indent = " " * self._column(span.pairs[0][1].start)
        kept = [(name, key, value) for name, key, value in span.pairs if name in new]
        for place, (name, key, value) in enumerate(span.pairs):
            if name not in new:
                yield from self._without(span, place)
            elif old.get(name) != new[name]:
                yield from self._field(key, value, name, old.get(name), new[name], indent, _inner(model, name))
        order = field_order(model) if model else []
        for name in new:
            if name not in {there for there, _, _ in span.pairs}:
                lines = "".join(f"{line}\n" for line in pair(name, new[name], indent))
                yield self._added(lines, name, order, kept, span)

    def _field(  # noqa: PLR0913, PLR0917 - a field is all of this
        self,
        key: Span,
        value: Span,
        name: str,
        old: object,
        new: Any,  # noqa: ANN401 - text, list or mapping
        indent: str,
        model: type[Model] | None,
    ) -> Iterator[_Edit]:
        if self._fine and (edits := self._inside(value, old, new, model)) is not None:
            yield from edits
            return
        end = max(value.end, key.end + 1)
        first, *rest = pair(name, new, indent)
        yield _Edit(key.start, end, "\n".join([first.removeprefix(indent), *rest]))

    def _inside(self, span: Span, old: object, new: object, model: type[Model] | None) -> Iterator[_Edit] | None:
        """The changes within a value; None when it has to be written anew as a whole."""
        if span.style == "flow":
            return self._in_flow(span, old, new)
        if span.shape == "text":
            return self._in_text(span, new, flow_style=False)
        if isinstance(old, Mapping) and isinstance(new, Mapping) and new and any(name in new for name in old):
            return self.group(span, old, new, model)
        if isinstance(old, list) and isinstance(new, list) and new and span.items:
            return self._in_list(span, old, new, model)
        return None

    def _in_text(self, span: Span, new: object, *, flow_style: bool) -> Iterator[_Edit] | None:
        if not isinstance(new, str) or "\n" in new or span.style in {"|", ">"} or span.start == span.end:
            return None
        written = quoted(new) if span.style == '"' else scalar(new, flow=flow_style)
        return iter([_Edit(span.start, span.end, written)])

    def _in_flow(self, span: Span, old: object, new: object) -> Iterator[_Edit] | None:
        """In brackets: the texts that differ, else the brackets anew."""
        if isinstance(old, Mapping) and isinstance(new, Mapping) and list(old) == list(new):
            parts = [(value, old[name], new[name]) for name, _, value in span.pairs]
        elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
            parts = list(zip(span.items, old, new, strict=True))
        else:
            parts = []
        edits: list[_Edit] = []
        for inner, before, after in parts:
            if before == after:
                continue
            found = self._in_text(inner, after, flow_style=True) if inner.shape == "text" else None
            found = self._in_flow(inner, before, after) if inner.style == "flow" else found
            if found is None:
                parts = []
                break
            edits += found
        if parts:
            return iter(edits)
        if not isinstance(new, (Mapping, list)) or _has_lines(new):
            return None
        return iter([_Edit(span.start, span.end, flow(new))])

    def _in_list(self, span: Span, old: list[Any], new: list[Any], model: type[Model] | None) -> Iterator[_Edit]:
        indent = " " * self._column(self._dash(span.items[0]))
        keys = [[repr(_sorted(item)) for item in values] for values in (old, new)]
        steps = SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes()
        for step, start, stop, first, last in steps:
            if step == "equal":
                continue
            both = min(stop - start, last - first)
            for number in range(both):
                yield from self._item(
                    span.items[start + number], old[start + number], new[first + number], indent, model
                )
            for number in range(start + both, stop):
                yield self._without_lines(self._dash(span.items[number]), span.items[number].end)
            lines = [line for item in new[first + both : last] for line in item_lines(item, indent)]
            if lines:
                at = start + both
                place = self._line_start(self._dash(span.items[at])) if at < len(span.items) else -1
                if place < 0:
                    place = self._next_line(span.items[-1].end)
                yield self._inserted(place, lines)

    def _item(self, span: Span, old: object, new: object, indent: str, model: type[Model] | None) -> Iterator[_Edit]:
        if (edits := self._inside(span, old, new, model)) is not None:
            yield from edits
            return
        lines = list(item_lines(new, indent))
        yield _Edit(self._dash(span), span.end, "\n".join([lines[0].removeprefix(indent), *lines[1:]]))

    def _without(self, span: Span, place: int) -> Iterator[_Edit]:
        """A field of a group goes, with its lines; the first of an item of a list shares its line with the dash."""
        _, key, value = span.pairs[place]
        end = max(value.end, key.end + 1)
        if self._text[self._line_start(key.start) : key.start].strip(" "):
            following = span.pairs[place + 1][1].start if place + 1 < len(span.pairs) else end
            yield _Edit(key.start, following, "")
        else:
            yield self._without_lines(key.start, end)

    def _without_lines(self, start: int, end: int) -> _Edit:
        return _Edit(self._line_start(start), self._next_line(end), "")

    def _added(self, lines: str, name: str, order: list[str], kept: list[tuple[str, Span, Span]], span: Span) -> _Edit:
        """A new field stands behind the last one that comes before it in the official order."""
        rank = order.index(name) if name in order else len(order)
        behind = [one for one in kept if one[0] in order and order.index(one[0]) < rank]
        if name not in order:
            behind = kept
        if behind:
            _, key, value = max(behind, key=lambda one: one[1].start)
            return self._inserted(self._next_line(max(value.end, key.end + 1)), lines.splitlines())
        first = kept[0][1].start if kept else span.start
        if self._text[self._line_start(first) : first].strip(" "):
            _, key, value = kept[-1] if kept else span.pairs[-1]
            return self._inserted(self._next_line(max(value.end, key.end + 1)), lines.splitlines())
        return self._inserted(self._line_start(first), lines.splitlines())

    def _inserted(self, place: int, lines: list[str]) -> _Edit:
        gap = "" if place == 0 or self._text[place - 1 : place] == "\n" else "\n"
        return _Edit(place, place, gap + "".join(f"{line}\n" for line in lines))

    def _dash(self, item: Span) -> int:
        """Where the dash of an item of a list stands."""
        return self._text.rindex("-", 0, item.start + 1 if item.start == item.end else item.start)

    def _column(self, place: int) -> int:
        return place - self._line_start(place)

    def _line_start(self, place: int) -> int:
        return self._text.rfind("\n", 0, place) + 1

    def _next_line(self, place: int) -> int:
        found = self._text.find("\n", place)
        return len(self._text) if found < 0 else found + 1


def _inner(model: type[Model] | None, name: str) -> type[Model] | None:
    fields = model.model_fields.items() if model else ()
    return next((model_inside(info.annotation) for own, info in fields if (info.alias or own) == name), None)


def _sorted(value: Any) -> Any:  # noqa: ANN401 - text, list or mapping
    """The same for groups that differ in the order of their fields alone."""
    if isinstance(value, Mapping):
        return sorted((name, _sorted(item)) for name, item in value.items())
    return [_sorted(item) for item in value] if isinstance(value, list) else value


def _has_lines(value: Any) -> bool:  # noqa: ANN401
    if isinstance(value, Mapping):
        return any(_has_lines(item) for item in value.values())
    if isinstance(value, list):
        return any(_has_lines(item) for item in value)
    return isinstance(value, str) and "\n" in value
