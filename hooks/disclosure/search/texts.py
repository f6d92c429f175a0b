"""The public text of any group of fields, in the order of the model: a new kind is searchable without further work.

A text is lines, joined by line feeds; cells of one line of a table are joined by tabs. Both are gaps for the search,
like punctuation. Names of fields stand before their values only where pages print them so: as headings of tables and
of their lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from disclosure.fields import Cells, Model
from disclosure.kinds.base import alias_of, markdown_fields
from disclosure.markup import to_text

CELL, LINE = "\t", "\n"


def text_of(value: Any) -> str:  # noqa: ANN401 - the value of any field
    """The text of the value of a field other than Markdown; empty where it says nothing."""
    return LINE.join(_lines(value))


def texts_of(model: Model, without: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """(name of the field, its text) for each filled field of a group that pages show."""
    values = model.__dict__
    for name, alias, is_markdown in _shown(type(model)):
        if name in without or (value := values[name]) is None or value == ():
            continue
        if text := to_text(value) if is_markdown else text_of(value):
            yield alias, text


@cache
def _shown(model: type[Model]) -> tuple[tuple[str, str, bool], ...]:
    """(attribute, Chinese name or "", whether Markdown) of the fields of a class that pages show."""
    marked = markdown_fields(model)
    return tuple(
        (name, "" if name in model.unnamed else alias_of(model, name), name in marked)
        for name in model.model_fields
        if name not in model.unseen
    )


def _lines(value: Any) -> Iterator[str]:  # noqa: ANN401
    if (written := _WRITTEN.get(type(value))) is not None:
        yield written(value)
    elif isinstance(value, Model):
        yield from _block(value)
    elif isinstance(value, dict):
        yield from _named(value)
    elif isinstance(value, tuple) and value and isinstance(value[0], Model):
        yield from table(value)
    elif isinstance(value, tuple):
        yield from (line for item in value for line in _lines(item))


def _block(model: Model) -> Iterator[str]:
    """The fields of a group one below the other."""
    for alias, text in texts_of(model):
        yield _headed(alias, text)


def _named(values: dict[str, Any]) -> Iterator[str]:
    """A mapping from names that the office gave; lines of a table where the values are groups of plain values."""
    for name, value in values.items():
        if isinstance(value, Model) and (cells := _cells(value)) is not None:
            yield CELL.join((name, *(cell for cell in cells if cell)))
        else:
            yield _headed(name, text_of(value))


def _headed(name: str, text: str) -> str:
    """A text with its name before it, or above it where it has a structure of its own."""
    if not (name and text):
        return name or text
    return f"{name}{LINE if LINE in text or CELL in text else CELL}{text}"


def table(models: Sequence[Model]) -> Iterator[str]:
    """Groups of one class: as lines under headings where all values are plain, else one after the other."""
    rows = [_cells(model) for model in models]
    plain = [row for row in rows if row is not None]
    if len(plain) < len(rows):
        yield from (LINE.join(_block(model)) for model in models)
        return
    used = [place for place in range(len(plain[0])) if any(row[place] for row in plain)]
    names = [alias for _, alias, _ in _shown(type(models[0]))]
    if heads := [names[place] for place in used if names[place]]:
        yield CELL.join(heads)
    for row in plain:
        yield CELL.join(filter(None, row))


def _cells(model: Model) -> list[str] | None:
    """The values of a group of plain values as texts of one line, empty ones too; None where a value is a group."""
    found = []
    values = model.__dict__
    for name, _, _ in _shown(type(model)):
        value = values[name]
        if value is None or value == ():
            found.append("")
        elif (written := _WRITTEN.get(type(value))) is not None:
            found.append(written(value).replace(LINE, " "))
        elif isinstance(value, tuple) and isinstance(value[0], str):
            found.append(CELL.join(value).replace(LINE, " "))
        else:
            return None
    return found


def moment_text(at: datetime) -> str:
    """A day, with hour and minute where they were given."""
    return f"{at:%Y-%m-%d %H:%M}" if at.hour or at.minute else f"{at:%Y-%m-%d}"


_WRITTEN: dict[type, Callable[[Any], str]] = {
    str: str,
    int: str,
    Decimal: str,
    date: date.isoformat,
    datetime: moment_text,
    Cells: lambda cells: CELL.join(map(str, cells)),
}
"""How plain values are written on pages."""
