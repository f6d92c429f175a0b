"""Mending an entry as far as it is safe: only what the check names and what has exactly one right form."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from pydantic import ValidationError

from disclosure.catalogue import Catalogue
from disclosure.editing.change import changed_text
from disclosure.editing.repairs import WHOLE_FILE, Step, decoded, readable
from disclosure.editing.tidy import tidied
from disclosure.fields import explain
from disclosure.kinds import Entry, Withdrawn
from disclosure.problem import Loc, Problem
from disclosure.rules import Context, inspect_catalogue, inspect_entry
from disclosure.source import read

_ROUNDS = 5
"""How often the values are looked at: one that is right may let the next be read."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a file, in words; `before` and `after` are lines without their ends, empty where there is none."""

    line: int
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class Mended:
    """A file with what could be mended."""

    text: str
    changes: tuple[Change, ...]


def mend(data: bytes, path: str, kind: type[Entry], context: Context) -> Mended:
    """Mend one entry. `path` is that of the file below the root, `context` what the rules look at.

    What is doubtful stays as it is, for the check to name. A file without faults keeps its values exactly.
    """
    text, steps = decoded(data)
    if not text:
        return Mended("", ())
    steps += readable(text)
    text = steps[-1][1] if steps else text
    if read(text.encode(), path).data is not None:
        for step in _values(text, path, kind, context):
            steps.append(step)
            text = step[1]
        better = tidied(text, kind)
        if better != text:
            steps.append(("次序、引号整理成规定的样子", better))
            text = better
    return Mended(text, tuple(_changes(_seen(data), steps)))


def tidy(data: bytes, kind: type[Entry]) -> Mended | None:
    """The file in its official order; None for one that cannot be read."""
    document = read(data, "")
    if document.data is None:
        return None
    text = tidied(document.text, kind)
    return Mended(text, tuple(_changes(document.text, [("次序、引号整理成规定的样子", text)])))


def _seen(data: bytes) -> str:
    return data.decode("utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n")


def _values(text: str, path: str, kind: type[Entry], context: Context) -> Iterator[Step]:
    """Values for which the check knows the one right form."""
    for _ in range(_ROUNDS):
        data = read(text.encode(), path).data
        cures = {problem.loc: problem for problem in _problems(data or {}, path, kind, context) if problem.cure}
        if data is None or not cures:
            return
        better: dict[str, Any] = copy.deepcopy(data)
        before = text
        for loc, problem in cures.items():
            if _put(better, loc, problem) and (after := changed_text(text, kind, better)) != text:
                yield problem.text, after
                text = after
        if text == before:
            return


def _problems(data: dict[str, Any], path: str, kind: type[Entry], context: Context) -> list[Problem]:
    model = Withdrawn if "撤回" in data else kind
    try:
        content = model.model_validate(data)
    except ValidationError as error:
        return list(explain(error, model, path))
    if not isinstance(content, Entry):
        return []
    entry = content.filed(path, path.split("/")[1])
    alone = Catalogue(context.vocabulary, (entry,), (), ())
    return inspect_entry(context, entry) + inspect_catalogue(alone, context)


def _put(data: Any, loc: Loc, problem: Problem) -> bool:  # noqa: ANN401 - text, list or mapping
    """Put the right value in its place, or give a field its right name. Tells whether that could be done."""
    for part in loc[:-1]:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return False
    last = loc[-1]
    if problem.at_key:
        if not isinstance(data, dict) or last not in data or problem.cure in data:
            return False
        data[problem.cure] = data.pop(last)
        return True
    if isinstance(data, dict) and isinstance(data.get(last), str):
        data[last] = problem.cure
        return True
    if isinstance(data, list) and isinstance(last, int) and isinstance(data[last], str):
        data[last] = problem.cure
        return True
    return False


def _changes(text: str, steps: list[Step]) -> Iterator[Change]:
    """Each step as the lines that differ; where only ends of lines or marks differ, one change without lines."""
    for why, after in steps:
        old, new = text.split("\n"), after.split("\n")
        found = why in WHOLE_FILE  # every line differs, and not in what people see
        if found:
            yield Change(1, "", "", why)
            old = new
        for change in changes_between(old, new, why):
            found = True
            yield change
        if not found:
            yield Change(1, "", "", why)
        text = after


def changes_between(old: Sequence[str], new: Sequence[str], why: str) -> Iterator[Change]:
    """The lines that differ, those that stand together in one change."""
    for tag, start, stop, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Change(start + 1, "\n".join(old[start:stop]), "\n".join(new[first:last]), why)
