"""Several processes give the same results in the same order as one."""

from __future__ import annotations

import os
from collections.abc import Sequence

import pytest

from disclosure.workers import CHUNK, SMALL, map_chunks, map_each


def double(state: int, items: Sequence[int]) -> list[int]:
    """Twice each item, plus the state."""
    return [item * 2 + state for item in items]


def process_ids(state: None, items: Sequence[int]) -> list[int]:
    """The process that did each item."""
    del state
    return [os.getpid() for _ in items]


def fail_at(state: int, items: Sequence[int]) -> list[int]:
    """Fail at one item."""
    if state in items:
        message = f"at {state}"
        raise ValueError(message)
    return list(items)


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, SMALL, SMALL + 1, SMALL + CHUNK + 1, 2000])
def test_results_keep_the_order_of_the_items(count: int, jobs: int) -> None:
    """不论几个进程，结果的次序就是输入的次序，一个不少。"""
    assert map_chunks(double, 7, range(count), jobs=jobs) == [n * 2 + 7 for n in range(count)]


def test_little_work_starts_no_process() -> None:
    """条目少时不另起进程。"""
    assert set(map_chunks(process_ids, None, range(SMALL), jobs=2)) == {os.getpid()}


def test_much_work_is_shared() -> None:
    """条目多时由别的进程分担。"""
    assert os.getpid() not in map_chunks(process_ids, None, range(SMALL * 2), jobs=2)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_failure_is_not_lost(jobs: int) -> None:
    """进程里出的错不会无声无息。"""
    with pytest.raises(ValueError, match="at 700"):
        map_chunks(fail_at, 700, range(900), jobs=jobs)


def double_one(state: int, item: int) -> int:
    """Twice an item, plus the state."""
    if item == state:
        message = f"at {state}"
        raise ValueError(message)
    return item * 2 + state


def process_id(state: None, item: int) -> int:
    """The process that did an item."""
    del state, item
    return os.getpid()


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_each_item_has_its_result_in_order(count: int, jobs: int) -> None:
    """一项一项分派，结果的次序不变。"""
    assert map_each(double_one, -1, range(count), jobs=jobs) == [n * 2 - 1 for n in range(count)]


def test_several_heavy_items_are_shared_and_one_is_not() -> None:
    """几项重活由别的进程分担，只有一项时就地做。"""
    assert os.getpid() not in map_each(process_id, None, range(3), jobs=2)
    assert map_each(process_id, None, range(1), jobs=2) == [os.getpid()]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_failure_at_one_item_is_not_lost(jobs: int) -> None:
    """一项出的错不会无声无息。"""
    with pytest.raises(ValueError, match="at 3"):
        map_each(double_one, 3, range(5), jobs=jobs)
