"""Where the values of a file stand in its text, so that one can be changed and all the rest stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode


@dataclass(frozen=True, slots=True)
class Span:
    """A value in the text of a file: from `start` up to `end`, in characters, blank lines behind it left out."""

    shape: Literal["text", "list", "group"]
    start: int
    end: int
    style: str = ""
    """Of a text: its quote or `|`, `>`; of a list or group: `flow` when it stands in brackets. Empty otherwise."""
    pairs: tuple[tuple[str, Span, Span], ...] = ()
    """Of a group: (name, where the name stands, value)."""
    items: tuple[Span, ...] = ()


def span_of(node: Node, text: str) -> Span:
    """The spans of a node and all that is in it."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return _span(node, text, starts)


def _span(node: Node, text: str, starts: list[int]) -> Span:
    start = starts[node.start_mark.line] + node.start_mark.column
    end = min(starts[node.end_mark.line] + node.end_mark.column, len(text))
    if isinstance(node, MappingNode):
        pairs = tuple((key.value, _span(key, text, starts), _span(value, text, starts)) for key, value in node.value)
        if node.flow_style:
            return Span("group", start, end, "flow", pairs)
        return Span("group", start, max((max(key.end, value.end) for _, key, value in pairs), default=end), "", pairs)
    if isinstance(node, SequenceNode):
        items = tuple(_span(item, text, starts) for item in node.value)
        if node.flow_style:
            return Span("list", start, end, "flow", (), items)
        return Span("list", start, max((item.end for item in items), default=end), "", (), items)
    style = (node.style or "") if isinstance(node, ScalarNode) else ""
    if style in {"|", ">"}:
        end = start + len(text[start:end].rstrip(" \n"))
    return Span("text", start, end, style)
