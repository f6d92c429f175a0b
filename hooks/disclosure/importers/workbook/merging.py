"""What a person changed: the data of an entry with the edits of its rows, everything else exactly as it was.

Three states are compared: the data as they are (`old`), the same as the sheet would show them (`base`), and what the
sheet says (`new`). Where sheet and base agree nothing was edited, and what a sheet cannot show is not lost.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from disclosure.importers.table import Typed
from disclosure.importers.workbook.cells import Figures, number_in


def merged(old: Any, base: Any, new: Any) -> Any:  # noqa: ANN401, PLR0911 - text, list or mapping
    """`old` with what differs between `base` and `new`."""
    if old is not None and _same(base, new):
        return old
    if isinstance(new, Figures):
        return _figures(old, new)
    if isinstance(old, Mapping) and isinstance(base, Mapping) and isinstance(new, Mapping):
        kept = [name for name in old if name in new or name not in base]
        found = {name: merged(old[name], base.get(name), new[name]) if name in new else old[name] for name in kept}
        return found | {name: plain(value) for name, value in new.items() if name not in old}
    if isinstance(old, list) and isinstance(base, list) and isinstance(new, list) and len(old) == len(base):
        return _list(old, base, new)
    if isinstance(old, Mapping) and len(old) == 1 and isinstance(base, str) and isinstance(new, str):
        return dict.fromkeys(old, str(new))
    if isinstance(old, str) and isinstance(new, str) and "\n" in old.rstrip("\n") and old.endswith("\n"):
        return new.rstrip("\n") + old[len(old.rstrip("\n")) :]
    return plain(new)


def plain(value: Any) -> Any:  # noqa: ANN401
    """The data without the marks that reading left in it."""
    if isinstance(value, Figures):
        return _figures(None, value)
    if isinstance(value, Mapping):
        return {name: plain(item) for name, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else str(value)


def _figures(old: object, new: Figures) -> Any:  # noqa: ANN401
    """A row of figures in the way in which it was written: in order, by name, or as a single 0."""
    if isinstance(old, Mapping):
        return {name: str(value) for name, value in new.items() if name in old or value != "0"}
    if all(value == "0" for value in new.values()) and not isinstance(old, list):
        return "0"
    return [str(value) for value in new.values()]


def _same(base: Any, new: Any) -> bool:  # noqa: ANN401
    if isinstance(base, str) and isinstance(new, str):
        if base == new:
            return True
        return isinstance(new, Typed) and number_in(base) is not None and number_in(base) == number_in(new)
    if isinstance(base, Mapping) and isinstance(new, Mapping):
        return base.keys() == new.keys() and all(_same(base[name], new[name]) for name in base)
    if isinstance(base, list) and isinstance(new, list):
        return len(base) == len(new) and all(map(_same, base, new))
    return base is None and new is None


def _list(old: list[Any], base: list[Any], new: list[Any]) -> list[Any]:
    """Items that are alike are the same; between them the first ones of both sides are taken for each other."""
    found: list[Any] = []
    keys = [[_key(item) for item in items] for items in (base, new)]
    for _, start, stop, first, last in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        for number in range(first, last):
            there = start + number - first
            is_old = there < stop
            found.append(merged(old[there], base[there], new[number]) if is_old else plain(new[number]))
    return found


def _key(item: Any) -> str:  # noqa: ANN401
    return json.dumps(_canonical(item), ensure_ascii=False, sort_keys=True)


def _canonical(item: Any) -> Any:  # noqa: ANN401
    if isinstance(item, Mapping):
        return {name: _canonical(value) for name, value in item.items()}
    if isinstance(item, list):
        return [_canonical(value) for value in item]
    number = number_in(item)
    return item if number is None else str(number.normalize())
