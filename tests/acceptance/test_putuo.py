"""A real final account passes all account rules; forty faults put into it are each reported where they are."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from acceptance.putuo import Fault, cells_of, entry_of, faulty, figures, write_site
from disclosure.problem import Problem
from disclosure.publication import check
from disclosure.vocabulary.accounts import bare
from unit.small_site import TODAY

FAULTS = 40


@pytest.fixture(scope="module")
def account(shared: Path) -> dict[str, Any]:
    """Return the real account as an entry."""
    return entry_of(figures(shared))


def problems_of(root: Path, place: Path, entry: dict[str, Any]) -> tuple[Problem, ...]:
    """What the check says of a site with this entry."""
    write_site(root, place, entry)
    return check(place, TODAY, jobs=1).problems


def named(entry: dict[str, Any], fault: Fault, problem: Problem) -> bool:
    """Whether a problem names the spoilt cell: its table and row (or block and column), and the wrong number."""
    if fault.path[0] == "表":
        _, table, number, _ = fault.path
        place = [str(table), bare(entry["表"][table][number]["项目"])]
    else:
        place = [str(part) for part in fault.path]
    return all(part in problem.text for part in (*place, fault.after))


def test_a_real_account_has_no_problems(root: Path, account: dict[str, Any], tmp_path: Path) -> None:
    """真实决算原样通过，四舍五入的尾差没有被当成错误。"""
    assert [problem.report for problem in problems_of(root, tmp_path, account)] == []
    assert len(cells_of(account)) > 120


@pytest.mark.parametrize("seed", range(FAULTS))
def test_every_fault_is_reported_where_it_is(root: Path, account: dict[str, Any], seed: int, tmp_path: Path) -> None:
    """改错任何一个数，都有一条问题说出它在哪张表、哪一行。"""
    spoilt, fault = faulty(account, seed)
    found = problems_of(root, tmp_path, spoilt)
    assert [problem.report for problem in found if named(spoilt, fault, problem)] != [], (fault, found)


def test_every_cell_takes_part_in_a_sum(root: Path, account: dict[str, Any], tmp_path: Path) -> None:
    """没有一个数是随便写也查不出来的：每一个都加上5分，都有问题说出它。"""
    silent = []
    for path in cells_of(account):
        spoilt, fault = spoilt_at(account, path)
        if not any(named(spoilt, fault, problem) for problem in problems_of(root, tmp_path, spoilt)):
            silent.append(path)
    assert silent == []


def spoilt_at(entry: dict[str, Any], path: tuple[str | int, ...]) -> tuple[dict[str, Any], Fault]:
    """The entry with 0.05 added at one place."""
    spoilt = deepcopy(entry)
    inner: Any = spoilt
    for part in path[:-1]:
        inner = inner[part]
    before = inner[path[-1]]
    inner[path[-1]] = str(Decimal(before) + Decimal("0.05"))
    return spoilt, Fault(path, "more", before, inner[path[-1]])
