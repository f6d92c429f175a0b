"""A new entry to be filled in: its fields with their help, what the program knows filled in, the rest left open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from disclosure.editing.scalars import scalar
from disclosure.editing.text import entry_text, field_order, pair
from disclosure.fields import Model, wording
from disclosure.kinds import Entry
from disclosure.vocabulary import Vocabulary

SHOWN = 16
"""Most values of a closed list that are written out; the others stand in the manual."""
_NOT_COPIED = ("更正", "审查", "豁免", "附件", "解读", "废止", "修改", "替代", "取代", "变更")
"""What belongs to one entry alone, so that a copy starts without it."""
_DATES = ("日期",)


def skeleton(kind: type[Entry], words: Vocabulary, known: Mapping[str, str], command: str) -> str:
    """The text of a new entry: required fields first in their order, the others as comments.

    `known` are values by the name of the field. `command` is what the clerk runs afterwards. An open field is empty,
    so that the check names each of them until it is filled in.
    """
    fields = {info.alias or name: info for name, info in kind.model_fields.items()}
    lines = [
        f"# yaml-language-server: $schema=../../.schema/{kind.slug}.json",
        f"# {kind.label}：{kind.about}。",
        "# 在英文冒号的后面填写，冒号后空一格；“## ”开头的是说明，填完可以删去。",
        f"# 填完运行：{command}",
        "",
    ]
    optional: list[str] = []
    for name in field_order(kind):
        info = fields[name]
        if name in known or _is_required(info):
            lines += _help(info, words, "")
            lines += [f"{name}: {scalar(known[name])}"] if name in known else list(_open(name, info, words, ""))
        else:
            optional += _help(info, words, "")
            optional += [f"# {line}" for line in _sample(name, info, "")]
    lines += ["", "# 以下各项用得着才填：删去行首的“# ”，换成自己的内容；用不着的整行删去。", *optional]
    return "".join(f"{line}\n" for line in lines)


def copied(kind: type[Entry], data: Mapping[str, Any], known: Mapping[str, str], origin: str) -> str:
    """The text of a new entry after the pattern of another: its shape and words, without its dates and its own past."""
    kept = {name: value for name, value in data.items() if name not in _NOT_COPIED}
    fields = {info.alias or name: info for name, info in kind.model_fields.items()}
    emptied = {name: None for name in kept if name.endswith(_DATES) and name not in known}
    comments = {name: _help_lines(fields[name]) for name in emptied if name in fields}
    return entry_text(kind, kept | emptied | dict(known), notes=[origin], comments=comments)


def _help_lines(info: FieldInfo) -> list[str]:
    return [f"# {info.description}，例如：{_example(info)}" if _example(info) else f"# {info.description}"]


def _is_required(info: FieldInfo) -> bool:
    return cast("object", info.default) is PydanticUndefined and info.default_factory is None


def _help(info: FieldInfo, words: Vocabulary, indent: str) -> Iterator[str]:
    said = wording(info)
    text = f"{info.description or info.alias}（{said.shape}）"
    text += "。写在下一行起，每行开头空两格" if said.shape.startswith("正文") else ""
    values = _values(info, said.list_name, words)
    if values:
        rest = f"等 {len(values)} 个，全部见填报手册" if len(values) > SHOWN else ""
        text += f"，可以写：{'、'.join(values[:SHOWN])}{rest}"
    elif example := _example(info):
        text += f"，例如：{example}"
    yield f"{indent}## {text}"


def _values(info: FieldInfo, list_name: str, words: Vocabulary) -> tuple[str, ...]:
    if info.alias == "有效性":
        return tuple(words.validity_by_name)
    return tuple(words.terms.get(list_name, ()))


def _example(info: FieldInfo) -> str:
    example = str((info.examples or [""])[0])
    return "" if example.startswith("见") else example


def _open(name: str, info: FieldInfo, words: Vocabulary, indent: str) -> Iterator[str]:
    """A required field without its value; of a group the required fields inside, of a list one open item."""
    said = wording(info)
    if said.shape.startswith("正文"):
        yield f"{indent}{name}: |"
        return
    yield f"{indent}{name}:"
    if said.group is None:
        if said.shape.startswith("列表"):
            yield f"{indent}  -"
        return
    if said.shape.startswith("按名称"):
        return
    inside = _required_inside(said.group)
    for number, (alias, inner) in enumerate(inside):
        deeper = list(_open(alias, inner, words, indent + "    " if said.shape.startswith("列表") else indent + "  "))
        if said.shape.startswith("列表") and not number:
            deeper[0] = f"{indent}  - {deeper[0].strip()}"
        yield from deeper


def _required_inside(group: type[Model]) -> list[tuple[str, FieldInfo]]:
    return [(info.alias or name, info) for name, info in group.model_fields.items() if _is_required(info)]


def _sample(name: str, info: FieldInfo, indent: str) -> Iterator[str]:
    """An optional field with its example, as it would be written."""
    said = wording(info)
    example = _example(info)
    many = said.shape.startswith("列表")
    if said.group is None:
        yield from pair(name, [example or "……"] if many else example or "……", indent)
        return
    inside = {
        (inner.alias or own): _example(inner) or "……"
        for own, inner in said.group.model_fields.items()
        if wording(inner).group is None
    }
    yield from pair(name, [inside] if many else inside, indent)
