"""Work on many items by several processes, with the same result in the same order as by one."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from threading import Thread
from typing import Any, TypeVar

from disclosure.problem import Refused

_S = TypeVar("_S")
_I = TypeVar("_I")
_R = TypeVar("_R")

CHUNK = 128
"""Items handed to a process at a time."""
SMALL = 400
"""Up to so many items one process is quicker than starting several."""


def map_chunks(
    function: Callable[[_S, Sequence[_I]], list[_R]], state: _S, items: Sequence[_I], *, jobs: int | None = None
) -> list[_R]:
    """`function(state, part)` for parts of `items`; the results joined in the order of the items.

    `function` must be importable by name; `state` reaches each process once. Raises Refused when the system ends a
    process.
    """
    if (jobs or os.cpu_count() or 1) <= 1 or len(items) <= SMALL:
        return function(state, items)
    parts = [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]
    return [result for part in _in_processes(function, state, parts, jobs) for result in part]


def map_each(function: Callable[[_S, _I], _R], state: _S, items: Sequence[_I], *, jobs: int | None = None) -> list[_R]:
    """`function(state, item)` for few items that are each much work; the results in the order of the items.

    As for map_chunks; a single item is worked on here.
    """
    if (jobs or os.cpu_count() or 1) <= 1 or len(items) <= 1:
        return [function(state, item) for item in items]
    return list(_in_processes(function, state, items, jobs))


def _in_processes(function: Callable[[_S, _I], _R], state: _S, items: Sequence[_I], jobs: int | None) -> Iterator[_R]:
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    count = min(jobs or os.cpu_count() or 1, len(items))
    gc.collect()
    gc.freeze()
    try:
        with ProcessPoolExecutor(count, context, _prepare, (function, state)) as pool:
            yield from pool.map(_run, items)
    except BrokenProcessPool as error:
        raise Refused("有一个工作进程被系统终止，多半是内存不足。请关闭别的程序以后再试。") from error
    finally:
        gc.unfreeze()


_task: tuple[Callable[[Any, Any], Any], Any] | None = None


def _prepare(function: Callable[[Any, Any], Any], state: object) -> None:
    global _task  # noqa: PLW0603 - set once when the process starts
    _task = (function, state)
    gc.disable()
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A process waits for its next part for ever when the parent is killed, and would keep the lock of the build."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _run(item: object) -> Any:  # noqa: ANN401 - whatever the function of this pool returns
    if _task is None:
        message = "worker used before it was prepared"
        raise RuntimeError(message)
    function, state = _task
    return function(state, item)
