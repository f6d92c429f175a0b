"""How a rule is declared and run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from disclosure.attachments import Finding
from disclosure.catalogue import Catalogue
from disclosure.kinds import Entry
from disclosure.problem import Problem, Rule, declare
from disclosure.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Context:
    """What rules may look at besides the entries."""

    root: Path
    vocabulary: Vocabulary
    today: date
    """The day on which the check is made; a parameter, never the clock."""
    attached: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """What was found inside attachments, by the path of the stored file; for the rules of the catalogue."""


_EntryRule = Callable[[Entry, Context], Iterator[Problem]]
_CatalogueRule = Callable[[Catalogue, Context], Iterator[Problem]]
_F = TypeVar("_F", bound=Callable[..., Iterator[Problem]])

_of_entries: list[tuple[type[Entry], _EntryRule]] = []
_of_catalogues: list[_CatalogueRule] = []
RULES_OF: dict[type[Entry], list[Rule]] = {}
"""The rules about one entry by the kind for which they are registered, Entry standing for all kinds."""


def entry_rule(rule: Rule | str, *, kind: type[Entry] = Entry, **page: Any) -> Callable[[_F], _F]:  # noqa: ANN401
    """A rule about one entry of a kind (or of all): `def name(entry, context, rule) -> Iterator[Problem]`.

    `page` are the sections of the rule's page (see `declare`); a rule declared elsewhere is given as it is.
    """

    def register(function: _F) -> _F:
        declared = _declared(rule, page)
        _of_entries.append((kind, partial(_call, function, declared)))
        RULES_OF.setdefault(kind, []).append(declared)
        return function

    return register


def catalogue_rule(rule: Rule | str, **page: Any) -> Callable[[_F], _F]:  # noqa: ANN401
    """A rule about all entries together: `def name(catalogue, context, rule) -> Iterator[Problem]`."""

    def register(function: _F) -> _F:
        _of_catalogues.append(partial(_call, function, _declared(rule, page)))
        return function

    return register


def _declared(rule: Rule | str, page: dict[str, Any]) -> Rule:
    return declare(rule, **page) if isinstance(rule, str) else rule


def _call(function: Callable[..., Iterator[Problem]], rule: Rule, subject: Any, context: Context) -> Iterator[Problem]:  # noqa: ANN401
    return function(subject, context, rule)


def inspect_entry(context: Context, entry: Entry) -> list[Problem]:
    """Every fault of one entry by itself."""
    return [problem for of, run in _of_entries if isinstance(entry, of) for problem in run(entry, context)]


def inspect_catalogue(catalogue: Catalogue, context: Context) -> list[Problem]:
    """Every fault that shows only when all entries are together."""
    return [problem for found in inspect_by_rule(catalogue, context) for problem in found]


def inspect_by_rule(catalogue: Catalogue, context: Context) -> Iterator[list[Problem]]:
    """The same, rule by rule, for who may have to stop in between."""
    for run in _of_catalogues:
        yield list(run(catalogue, context))
