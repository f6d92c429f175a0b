"""What an import would do: files to write, what differs, what is wrong. Nothing is written by this part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from disclosure.catalogue import Catalogue
from disclosure.editing import changed_text
from disclosure.importers.table import Fault, Place
from disclosure.kinds import Entry
from disclosure.problem import Loc, Problem, errors
from disclosure.rules import Context, inspect_catalogue, inspect_entry, settle


@dataclass(frozen=True, slots=True)
class NewFile:
    """An entry to be written."""

    path: str
    text: str
    title: str
    rows: int
    """How many rows of the sheet it holds."""


@dataclass(frozen=True, slots=True)
class Changed:
    """An entry whose file is to be changed."""

    path: str
    old: str
    """The file as it is."""
    new: str
    title: str


_BOM = b"\xef\xbb\xbf"


def changed_file(path: str, raw: bytes, kind: type[Entry], data: Mapping[str, Any], title: str) -> Changed:
    """A file of these bytes with other data: its comments, line ends and first bytes stay."""
    old = raw.decode("utf-8")
    plain = old.removeprefix(_BOM.decode("utf-8"))
    new = changed_text(plain.replace("\r\n", "\n"), kind, data)
    new = new.replace("\n", "\r\n") if "\r\n" in plain else new
    return Changed(path, old, (_BOM.decode("utf-8") if plain != old else "") + new, title)


@dataclass(frozen=True, slots=True)
class Difference:
    """A thing that is already in the catalogue, but not as in the sheet."""

    path: str
    """The entry."""
    text: str

    @property
    def report(self) -> str:
        """One line for people."""
        return f"{self.path}: {self.text}"


@dataclass(frozen=True, slots=True)
class Result:
    """What an import would do. Files are written only where there are no errors."""

    files: tuple[NewFile, ...] = ()
    changes: tuple[Changed, ...] = ()
    differences: tuple[Difference, ...] = ()
    faults: tuple[Fault, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What is wrong in the mapping, the vocabulary or the catalogue itself."""
    rows: int = 0
    unchanged: int = 0

    @property
    def sound(self) -> bool:
        """Whether the files may be written."""
        return not self.problems and not any(fault.severity == "error" for fault in self.faults)


@dataclass(frozen=True, slots=True)
class Made:
    """An entry that would be new or changed, and the cells from which its values come, by their paths."""

    entry: Entry
    places: Mapping[Loc, Place]


def from_problem(file: str, problem: Problem, places: Mapping[Loc, Place]) -> Fault:
    """A problem of an entry as one of the cell from which it came."""
    place = Place()
    for length in range(len(problem.loc), -1, -1):
        if found := places.get(problem.loc[:length]):
            place = found
            break
    subject = f"{problem.field}：" if problem.field and problem.field != place.column else ""
    return Fault(file, place, subject + problem.message, problem.mend, problem.rule, problem.severity)


def judged(file: str, found: Catalogue, context: Context, made: list[Made]) -> Iterator[Fault]:
    """What the rules would say of the new and changed entries, at their cells; of others what is new."""
    ours = {one.entry.path: one for one in made}
    entries = [entry for entry in found.entries if entry.path not in ours]
    after = Catalogue(found.vocabulary, (*entries, *(one.entry for one in made)), found.withdrawn, found.stored)
    others: list[Problem] = []
    for problem in _settled(after, context, [one.entry for one in made]):
        if one := ours.get(problem.path):
            yield from_problem(file, problem, one.places)
        else:
            others.append(problem)
    if errors(others):
        before = {(problem.path, problem.rule, problem.message) for problem in _settled(found, context, [])}
        for problem in errors(others):
            if (problem.path, problem.rule, problem.message) not in before:
                subject = f"{problem.field}：" if problem.field else ""
                what = f"这样改了以后，{problem.path} 会有错误：{subject}{problem.message}"
                yield Fault(file, Place(), what, problem.mend, problem.rule)


def _settled(found: Catalogue, context: Context, entries: list[Entry]) -> list[Problem]:
    problems = [problem for entry in entries for problem in inspect_entry(context, entry)]
    problems += inspect_catalogue(found, context)
    remaining, _ = settle(found, problems, context.today)
    return remaining
