"""Entries as text: the official order of the fields, the line for the editor, rows of tables on one line each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from disclosure.editing.scalars import block, fits_block, scalar
from disclosure.fields import Model, model_inside
from disclosure.kinds import Entry, Withdrawn

AFTER_KIND = ("附件", "正文", "更正", "审查", "豁免")
"""The common fields that stand behind those of the kind: long texts and what concerns the office."""
ROW_WIDTH = 120
"""The longest row of a table of figures that is written on one line, in characters."""
ROW_FIELDS = 3
_FIGURE = re.compile(r"[-+]?[0-9][0-9,.]*[%％]?")


def field_order(kind: type[Model]) -> list[str]:
    """The fields in the order in which people read them: what all entries have, what the kind adds, the long texts."""
    own = [info.alias or name for name, info in kind.model_fields.items()]
    if not issubclass(kind, Entry):
        return own
    common = [info.alias or name for name, info in Entry.model_fields.items()]
    front = [name for name in common if name not in AFTER_KIND]
    return [*front, *(name for name in own if name not in common), *AFTER_KIND]


def in_order(kind: type[Model], data: Mapping[str, Any]) -> dict[str, Any]:
    """The same data, its fields in the official order at every depth; fields that no model knows stay, last."""
    ordered: dict[str, Any] = _ordered(data, kind)
    return ordered


def _ordered(value: Any, model: type[Model] | None) -> Any:  # noqa: ANN401 - text, list or mapping
    if isinstance(value, list):
        return [_ordered(item, model) for item in value]
    if not isinstance(value, Mapping):
        return value
    inner = {} if model is None else {info.alias or name: info for name, info in model.model_fields.items()}
    known = [] if model is None else field_order(model)
    if not any(name in inner for name in value):  # names of its own, such as those of official tables
        return {name: _ordered(item, model) for name, item in value.items()}
    names = [name for name in known if name in value] + [name for name in value if name not in known]
    return {
        name: _ordered(value[name], model_inside(inner[name].annotation) if name in inner else None) for name in names
    }


def entry_text(
    kind: type[Entry],
    data: Mapping[str, Any],
    *,
    notes: Sequence[str] = (),
    comments: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """The file of an entry, or of a withdrawn one (with 撤回).

    `notes` are comments below the first line, `comments` those above a field by its name, without `# `. What is read
    from the text is `data`, whatever its order.
    """
    model = Withdrawn if "撤回" in data else kind
    head = [f"# yaml-language-server: $schema=../../.schema/{kind.slug}.json", *(f"# {note}" for note in notes)]
    lines = list(head)
    for name, value in in_order(model, data).items():
        lines += [f"# {line}" if line else "#" for line in (comments or {}).get(name, ())]
        lines += pair(name, value, "")
    return "".join(f"{line}\n" for line in lines)


def yaml_text(data: Mapping[str, Any]) -> str:
    """Text, lists and groups as YAML; every value reads back as the same text."""
    return "".join(f"{line}\n" for name, value in data.items() for line in pair(name, value, ""))


def pair(name: str, value: Any, indent: str) -> Iterator[str]:  # noqa: ANN401 - text, list or mapping
    """The lines of a field with its value; `indent` is that of the field."""
    yield from _value(f"{indent}{scalar(name)}:", value, indent)


def _value(head: str, value: Any, indent: str) -> Iterator[str]:  # noqa: ANN401
    if value is None:
        yield head
    elif isinstance(value, Mapping) and value:
        yield head
        for name, item in value.items():
            yield from pair(name, item, indent + "  ")
    elif isinstance(value, list) and value:
        yield head
        for item in value:
            yield from item_lines(item, indent + "  ")
    elif isinstance(value, str) and fits_block(value):
        sign, *rest = block(value, indent + "  ")
        yield f"{head} {sign}"
        yield from rest
    else:
        yield f"{head} {flow(value)}"


def item_lines(item: Any, indent: str) -> Iterator[str]:  # noqa: ANN401
    """The lines of one item of a list; `indent` is that of its `- `."""
    if isinstance(item, Mapping) and item:
        row = f"{indent}- {flow(item)}"
        if is_row(item) and len(row) <= ROW_WIDTH:
            yield row
            return
        lines = [line for name, value in item.items() for line in pair(name, value, indent + "  ")]
        yield f"{indent}- {lines[0].removeprefix(indent + '  ')}"
        yield from lines[1:]
    elif isinstance(item, list) and item:
        yield f"{indent}- {flow(item)}"
    else:
        yield from _value(f"{indent}-", item, indent)


def is_row(item: Mapping[str, Any]) -> bool:
    """Whether a group is the row of a table of figures: several texts of one line, half of them numbers."""
    values = list(item.values())
    if len(values) < ROW_FIELDS or not all(isinstance(value, str) and "\n" not in value for value in values):
        return False
    return 2 * sum(_FIGURE.fullmatch(value) is not None for value in values) >= len(values)


def flow(value: Any) -> str:  # noqa: ANN401
    """A value on one line, lists and groups in brackets."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(name, flow=True)}: {_inside(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_inside(item) for item in value) + "]"
    return scalar(value) if value is not None else ""


def _inside(value: Any) -> str:  # noqa: ANN401
    return scalar(value, flow=True) if isinstance(value, str) else '""' if value is None else flow(value)
