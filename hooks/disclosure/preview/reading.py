"""The catalogue, read and checked again in the parts that a change concerns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from disclosure import catalogue, vocabulary
from disclosure.catalogue import Catalogue, Kept, Loaded
from disclosure.kinds import Entry, Withdrawn
from disclosure.problem import Problem
from disclosure.publication import CheckResult, check_together, default_today, result_of, settled
from disclosure.rules import Context, inspect_entry

_AT_A_TIME = 20
"""Entries checked between two questions whether to stop: some milliseconds."""
_ONLY_AT_THE_END = frozenset({"bad-exemption", "no-entries"})
"""What is known only when everything has been checked."""


@dataclass(frozen=True)
class Reading:
    """The catalogue at one moment."""

    loaded: Loaded
    """As the check takes it: without the entries that cannot be read."""
    shown: Catalogue
    """As it is shown: those in their last good form."""
    stale: frozenset[str]
    """The files that are shown in that form."""
    context: Context


@dataclass
class Reader:
    """Remembers what was read and found, by file."""

    root: Path
    today: date | None = None
    kept: Kept = field(default_factory=Kept)
    local: dict[str, list[Problem]] = field(default_factory=dict)
    """What is wrong with each entry by itself, as far as it has been checked."""
    good: dict[str, Entry | Withdrawn] = field(default_factory=dict)
    """The last good form of each file."""
    context: Context | None = None

    def read(self, changed: Collection[str], *, jobs: int | None = 1) -> Reading | CheckResult:
        """Read the changed files, and check each by itself; the result of the check when the vocabulary is broken.

        The first time everything is read and nothing checked. Raises OSError when a file cannot be read at the moment.
        """
        for path in changed:
            if path not in self.kept.outcomes or not (self.root / path).is_file():
                self.kept.survey = None
            self.kept.forget(path)
            self.local.pop(path, None)
        words, problems = vocabulary.load(self.root)
        if words is None:
            return result_of(None, problems)
        today = self.today or default_today()
        if self.context is None or self.context.vocabulary is not words or self.context.today != today:
            self.context = Context(self.root, words, today)
            self.local.clear()
            self.kept.survey = None
        loaded = catalogue.load(self.root, words, jobs=jobs, kept=self.kept)
        for path in changed:
            content, _ = self.kept.outcomes.get(path, (None, []))
            if isinstance(content, Entry):
                self._check_alone(path, content)
        shown, stale = self._shown(loaded)
        return Reading(loaded, shown, stale, self.context)

    def _shown(self, loaded: Loaded) -> tuple[Catalogue, frozenset[str]]:
        outcomes = self.kept.outcomes
        self.good = {
            path: content or self.good[path] for path, (content, _) in outcomes.items() if content or path in self.good
        }
        stale = frozenset(path for path, (content, _) in outcomes.items() if not content and path in self.good)
        if not stale:
            return loaded.catalogue, stale
        contents = self.good.values()
        entries = tuple(content for content in contents if isinstance(content, Entry))
        withdrawn = tuple(content for content in contents if isinstance(content, Withdrawn))
        return replace(loaded.catalogue, entries=entries, withdrawn=withdrawn), stale

    def _check_alone(self, path: str, entry: Entry) -> None:
        assert self.context is not None  # noqa: S101 - set by `read`, which comes first
        self.local[path] = catalogue.placed(self.root, inspect_entry(self.context, entry))

    @property
    def _alone(self) -> Iterator[Problem]:
        """What is wrong with entries by themselves."""
        return (problem for found in self.local.values() for problem in found)

    def first_result(self, reading: Reading, changed: Collection[str], before: CheckResult | None) -> CheckResult:
        """What is known at once: the entries by themselves, and of the rest what was found before."""
        again = {problem.path for problem in before.problems if problem.path in changed} if before else set()
        earlier = [one for one in before.problems if one.path not in again | {*changed}] if before else []
        earlier = [one for one in earlier if one.rule != "more" and (self.root / one.path).exists()]
        result = settled(reading.loaded, [*self._alone, *earlier], reading.context)
        found = [problem for problem in result.problems if problem.rule not in _ONLY_AT_THE_END]
        return result_of(result.catalogue, found, result.files, result.exempted)

    def check(self, reading: Reading, is_over: Callable[[], bool]) -> CheckResult | None:
        """The result of the whole check; None when `is_over` says that it is of no more use."""
        missing = [path for path, (content, _) in self.kept.outcomes.items() if content and path not in self.local]
        for number, path in enumerate(missing):
            if number % _AT_A_TIME == 0 and is_over():
                return None
            content, _ = self.kept.outcomes[path]
            if isinstance(content, Entry):
                self._check_alone(path, content)
        together: list[Problem] = []
        for found in check_together(reading.loaded, reading.context, jobs=1):
            if is_over():
                return None
            together += found
        return settled(reading.loaded, [*self._alone, *together], reading.context)
