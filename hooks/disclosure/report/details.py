"""What differs between two versions of an entry, a sentence for each place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any, get_args

from pydantic import BeforeValidator

from disclosure.editing import field_order
from disclosure.fields import Model, Sealed, model_inside
from disclosure.kinds import KINDS, Entry
from disclosure.kinds.base import markdown_fields
from disclosure.problem import hide_identity, one_line, quote

MOST = 30
"""Most sentences of one entry; the rest are counted."""
SHOWN = 80
"""Most characters of a paragraph that are shown."""
_NAMES = ("名称", "职权名称", "事项名称", "项目", "标题", "文件", "规则", "日期", "环节")
"""Fields by which an item of a list is called, best first."""
_SEAL = get_args(Sealed)[1]


_PERSONAL = ("party", "representative")
"""Attributes of decisions that may hold the name of a natural person, of whom pages show the family name alone."""


def _sealed_names() -> frozenset[str]:
    """The names of fields, at any depth, that hold numbers of papers or names of persons."""
    found: set[str] = set()
    waiting: list[type[Model]] = list(KINDS.values())
    seen: set[type[Model]] = set()
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, info in model.model_fields.items():
            if name in _PERSONAL or any(isinstance(mark, BeforeValidator) and mark == _SEAL for mark in info.metadata):
                found.add(info.alias or name)
            inner = model_inside(info.annotation)
            waiting += [inner] if inner else []
    return frozenset(found)


SEALED = _sealed_names()
"""Fields whose values are never shown, not even to those who review."""


def details_of(kind: type[Entry], before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """The sentences on all differences, in the order of the fields; at most MOST and a count."""
    found = [hide_identity(one_line(said)) for said in _group(kind, before, after, "")]
    rest = len(found) - MOST
    return tuple(found) if rest <= 0 else (*found[:MOST], f"另有 {rest} 处不同没有列出。")


def _group(model: type[Model] | None, before: Mapping[str, Any], after: Mapping[str, Any], where: str) -> Iterator[str]:
    own = field_order(model) if model else []
    marked = (
        {model.model_fields[name].alias for name in markdown_fields(model)}
        if model and issubclass(model, Entry)
        else set()
    )
    hidden = {model.model_fields[name].alias for name in model.unseen if name in model.model_fields} if model else set()
    names = [name for name in own if name in before or name in after]
    names += [name for name in (*before, *after) if name not in names]
    for name in dict.fromkeys(names):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        place = f"{where}{name}"
        if name in hidden or name in SEALED:
            yield f"{place}：有变化（不在网页上显示）"
        elif name in marked and isinstance(old, str) and isinstance(new, str):
            yield from _paragraphs(place, old, new)
        else:
            info = (
                next((info for own_, info in model.model_fields.items() if (info.alias or own_) == name), None)
                if model
                else None
            )
            yield from _value(model_inside(info.annotation) if info else None, old, new, place)


def _value(model: type[Model] | None, old: Any, new: Any, place: str) -> Iterator[str]:  # noqa: ANN401
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _group(model, old, new, f"{place} · ")
    elif isinstance(old, list) and isinstance(new, list):
        yield from _items(model, old, new, place)
    elif old is None:
        yield f"{place}：新填 {_shown(new)}"
    elif new is None:
        yield f"{place}：删去 {_shown(old)}"
    elif isinstance(old, str) and isinstance(new, str) and "\n" in old + new:
        yield from _paragraphs(place, old, new)
    else:
        yield f"{place}：{_shown(old)} → {_shown(new)}"


def _items(model: type[Model] | None, old: list[Any], new: list[Any], place: str) -> Iterator[str]:
    keys = [[repr(item) for item in items] for items in (old, new)]
    for step, start, stop, first, last in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if step == "equal":
            continue
        both = min(stop - start, last - first)
        for number in range(both):
            before, after = old[start + number], new[first + number]
            if isinstance(before, Mapping) and isinstance(after, Mapping):
                yield from _group(model, before, after, f"{place}第 {first + number + 1} 项{_called(after)} · ")
            else:
                yield f"{place}第 {first + number + 1} 项：{_shown(before)} → {_shown(after)}"
        yield from (f"{place}：删去一项 {_shown(item)}" for item in old[start + both : stop])
        yield from (f"{place}：增加一项 {_shown(item)}" for item in new[first + both : last])


def _called(item: Mapping[str, Any]) -> str:
    name = next((item[name] for name in _NAMES if isinstance(item.get(name), str)), "")
    return quote(name, 30) if name else ""


def _paragraphs(place: str, old: str, new: str) -> Iterator[str]:
    """Paragraphs that were added, removed or changed."""
    before, after = ([line for line in text.split("\n") if line.strip()] for text in (old, new))
    for step, start, stop, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if step == "equal":
            continue
        both = min(stop - start, last - first)
        for number in range(both):
            was, now = before[start + number], after[first + number]
            yield f"{place}第 {first + number + 1} 段：{_around(was, now)} → {_around(now, was)}"
        yield from (f"{place}：删去一段 {quote(line, SHOWN)}" for line in before[start + both : stop])
        yield from (f"{place}：增加一段 {quote(line, SHOWN)}" for line in after[first + both : last])


def _around(text: str, other: str) -> str:
    """The part of a long paragraph around its first difference from another."""
    same = next(
        (place for place, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), min(len(text), len(other))
    )
    start = max(0, same - SHOWN // 3) if len(text) > SHOWN else 0
    return quote(("…" if start else "") + text[start:], SHOWN)


def _shown(value: Any) -> str:  # noqa: ANN401 - text, list or mapping
    if isinstance(value, Mapping):
        inside = (f"{name} {_plain(item)}" for name, item in value.items() if name not in SEALED)
        return quote("，".join(inside), SHOWN)
    return quote(_plain(value), SHOWN)


def _plain(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, Mapping):
        return "，".join(f"{name} {_plain(item)}" for name, item in value.items() if name not in SEALED)
    if isinstance(value, list):
        return "、".join(_plain(item) for item in value) if len(value) <= 5 else f"{len(value)} 项"  # noqa: PLR2004
    return str(value or "")
