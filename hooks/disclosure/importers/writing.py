"""Entries as text: the official order of the fields, a line for the editor, a line on where it came from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from disclosure.kinds import Entry

_PLAIN = re.compile(r"(?![-?:,\[\]{}#&*!|>'\"%@`<=]|\.{3}).*\S", re.DOTALL)
_AMBIGUOUS = re.compile(
    r"[-+]?[0-9][0-9_]*(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|0[xob][0-9a-fA-F]+|[-+]?\.(?:inf|nan|[0-9]+)|~"
    r"|null|true|false|yes|no|on|off|y|n",
    re.IGNORECASE,
)
"""What other readers of YAML take for something else than text."""

_AFTER_KIND = ("附件", "正文", "更正", "审查", "豁免")


def in_order(kind: type[Entry], data: dict[str, Any]) -> dict[str, Any]:
    """The fields in the order in which people read them: what all entries have, what the kind adds, the long texts."""
    common = [info.alias or name for name, info in Entry.model_fields.items()]
    own = [info.alias or name for name, info in kind.model_fields.items()]
    front = [name for name in common if name not in _AFTER_KIND]
    order = [*front, *(name for name in own if name not in common), *_AFTER_KIND]
    return {name: data[name] for name in order if name in data}


def entry_text(kind: type[Entry], data: dict[str, Any], origin: str) -> str:
    """The file of an entry. `origin` says where the data come from; it is one line."""
    head = f"# yaml-language-server: $schema=../../.schema/{kind.slug}.json\n# {origin}\n"
    missing = [
        f"# {info.alias}: {_example(info.examples)}\n"
        for name, info in kind.model_fields.items()
        if name in getattr(kind, "KEY_ELEMENTS", ()) and info.alias not in data
    ]
    rest = ["# 以下要素表格里没有，请补上（删去行首的“# ”，照样子改写）：\n", *missing] if missing else []
    return head + yaml_text(in_order(kind, data)) + "".join(rest)


def _example(examples: list[Any] | None) -> str:
    return str(examples[0]) if examples and examples[0] != "见示例" else "（写法见示例条目）"


def yaml_text(data: dict[str, Any]) -> str:
    """Text, lists and groups as YAML in block style; every value reads back as the same text."""
    return "".join(f"{line}\n" for line in _mapping(data, ""))


def _mapping(data: dict[str, Any], indent: str) -> Iterator[str]:
    for key, value in data.items():
        yield from _value(f"{indent}{_scalar(key)}:", value, indent)


def _value(head: str, value: Any, indent: str) -> Iterator[str]:  # noqa: ANN401 - text, list or mapping
    if isinstance(value, dict):
        yield head
        yield from _mapping(value, indent + "  ")
    elif isinstance(value, list):
        yield head
        yield from _items(value, indent + "  ")
    elif "\n" in value and _fits_block(value):
        yield f"{head} |-"
        yield from (f"{indent}  {line}" if line else "" for line in value.split("\n"))
    else:
        yield f"{head} {_scalar(value)}"


def _items(values: list[Any], indent: str) -> Iterator[str]:
    for value in values:
        if isinstance(value, dict):
            first, *rest = _mapping(value, indent + "  ")
            yield f"{indent}- {first.removeprefix(indent + '  ')}"
            yield from rest
        else:
            yield from _value(f"{indent}-", value, indent)


def _fits_block(text: str) -> bool:
    lines = text.split("\n")
    return all(line == line.strip() and "\t" not in line for line in lines) and bool(lines[0]) and bool(lines[-1])


def _scalar(text: str) -> str:
    """A text on one line: plain where every reader takes it for this very text, else in double quotes."""
    special = ": " in text or " #" in text or text.endswith(":") or "\n" in text or "\t" in text
    if text == text.strip() and _PLAIN.fullmatch(text) and not special and not _AMBIGUOUS.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)
