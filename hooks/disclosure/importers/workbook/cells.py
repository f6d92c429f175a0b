"""Between the values of a field and the text of a cell: lists, dates, texts that are too long for a cell."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from disclosure.fields import day_in
from disclosure.importers.table import MAX_CELL, Typed
from disclosure.importers.workbook.layout import Column

TOO_LONG = f"（原文超过 {MAX_CELL} 字，放不进一格；这一格不要改，请直接改条目文件）"
"""Stands in a cell for a text that no cell can hold; a text that is left like this is not changed."""
_NUMBER = re.compile(r"[-+]?[0-9]{1,18}(?:\.[0-9]{1,12})?", re.ASCII)
_BLANK_LINE = re.compile(r"\n[ \t\u3000]*\n\s*")


class Figures(dict[str, str]):
    """The cells of a row of figures by the names of the columns, blank ones included."""


def cell_of(value: Any, column: Column) -> str:  # noqa: ANN401 - text, list or mapping
    """The text of a cell; empty where there is no value, or none that a cell can hold."""
    if isinstance(value, list):
        texts = [item for item in value if isinstance(item, str)]
        text = _joined(texts) if column.many and len(texts) == len(value) else ""
    else:
        text = value.rstrip("\n") if isinstance(value, str) else ""
    return TOO_LONG if len(text) > MAX_CELL else text


def value_of(text: str, column: Column) -> Any:  # noqa: ANN401 - text or list of texts
    """The value that a cell means."""
    if column.is_day:
        text = _same_sort(text, day_in(text))
    return [_same_sort(text, item) for item in _split(text)] if column.many else text


def _same_sort(old: str, new: str) -> str:
    return Typed(new) if isinstance(old, Typed) else new


def _joined(texts: list[str]) -> str:
    """One item a line; where an item has several lines itself, a blank line stands between items, and at the end."""
    stripped = [text.strip() for text in texts]
    if any("\n" in text for text in stripped):
        return "\n\n".join(stripped) + "\n\n"
    return "\n".join(stripped)


def _split(text: str) -> list[str]:
    apart = _BLANK_LINE.split(text) if _BLANK_LINE.search(text) else text.split("\n")
    return [item.strip(" \t\r\n\u3000") for item in apart if item.strip(" \t\r\n\u3000")]


def number_in(text: str) -> Decimal | None:
    """The number that a text is, however it is written."""
    if not _NUMBER.fullmatch(text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
