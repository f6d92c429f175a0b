"""Several processes give the same results in the same order as one."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Sequence

import pytest

from disclosure.workers import CHUNK, SMALL, Bounds, map_chunks, map_each, map_guarded


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


def misbehave(item: str) -> str:
    """Do what the item says."""
    if item == "abort":
        os.abort()
    if item == "exit":
        os._exit(0)
    if item == "sleep":
        time.sleep(60)
    while item == "loop":
        pass
    if item == "swell":
        return str(len(bytearray(2000 * 1024 * 1024)))
    if item == "raise":
        message = "on purpose"
        raise ValueError(message)
    return item * 2


BOUNDS = Bounds(seconds=0.2, megabytes=256)


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_guarded_results_keep_the_order_of_the_items(jobs: int) -> None:
    """不论几个进程，每件都有结果，次序不变。"""
    items = [str(number) for number in range(50)]
    assert [one.result for one in map_guarded(misbehave, items, BOUNDS, jobs=jobs)] == [item * 2 for item in items]
    assert map_guarded(misbehave, [], BOUNDS, jobs=jobs) == []


@pytest.mark.parametrize(
    ("item", "loss"), [("abort", "crash"), ("exit", "crash"), ("loop", "time"), ("sleep", "time"), ("swell", "memory")]
)
def test_a_lost_item_harms_no_other(item: str, loss: str) -> None:
    """进程崩溃、退出、不停、睡着、内存太多，只丢那一件，说得出怎么丢的。"""
    found = map_guarded(misbehave, ["a", item, "b", item, "c"], BOUNDS, jobs=2)
    assert [one.result for one in found] == ["aa", None, "bb", None, "cc"]
    assert [one.loss for one in found] == [None, loss, None, loss, None]


def test_a_fault_of_the_program_is_not_hidden() -> None:
    """不是崩溃而是程序自己的错，照样报出来，不留下进程。"""
    before = {process.pid for process in multiprocessing.active_children()}
    with pytest.raises(ValueError, match="on purpose"):
        map_guarded(misbehave, ["a", "raise", "b"], BOUNDS, jobs=2)
    assert {process.pid for process in multiprocessing.active_children()} <= before


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
