"""Entries of one series: the same organ, kind and scope, year after year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from disclosure.catalogue import Catalogue
from disclosure.kinds import AnnualReport, Budget, FinalAccount
from disclosure.kinds.accounts import Accounts

_K = TypeVar("_K", bound=Accounts | AnnualReport)


def series_key(entry: Accounts | AnnualReport) -> tuple[str, ...]:
    """What the entries of a series have in common besides their kind."""
    if isinstance(entry, Accounts):
        return (entry.organ_slug, entry.scope_of_accounts, entry.unit or "")
    return (entry.organ_slug,)


def years_before(catalogue: Catalogue, kind: type[_K]) -> Iterator[tuple[_K, _K]]:
    """Each entry of a kind with that of the year before; where a year was filed twice, it is left out."""
    entries = [entry for entry in catalogue.entries if isinstance(entry, kind)]
    by_year: dict[tuple[str, int, tuple[str, ...]], list[_K]] = {}
    for entry in entries:
        by_year.setdefault((entry.slug, entry.year, series_key(entry)), []).append(entry)
    for entry in entries:
        before = by_year.get((entry.slug, entry.year - 1, series_key(entry)), [])
        if len(before) == 1:
            yield entry, before[0]


def finals_with_budgets(catalogue: Catalogue) -> Iterator[tuple[FinalAccount, Budget]]:
    """Each final account with the budget of the same year."""
    budgets: dict[tuple[int, tuple[str, ...]], list[Budget]] = {}
    for entry in catalogue.entries:
        if isinstance(entry, Budget):
            budgets.setdefault((entry.year, series_key(entry)), []).append(entry)
    for entry in catalogue.entries:
        if isinstance(entry, FinalAccount):
            same = budgets.get((entry.year, series_key(entry)), [])
            if len(same) == 1:
                yield entry, same[0]
