"""Work on many items by several processes, with the same result in the same order as by one."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from disclosure.problem import Refused

if TYPE_CHECKING:
    from multiprocessing.pool import IMapIterator

_S = TypeVar("_S")
_I = TypeVar("_I")
_R = TypeVar("_R")

CHUNK = 128
"""Items handed to a process at a time."""
SMALL = 400
"""Up to so many items one process is quicker than starting several."""
PATIENCE = 2.0
"""Seconds without a result after which the processes are counted."""


def map_chunks(
    function: Callable[[_S, Sequence[_I]], list[_R]], state: _S, items: Sequence[_I], *, jobs: int | None = None
) -> list[_R]:
    """`function(state, part)` for parts of `items`; the results joined in the order of the items.

    `function` must be importable by name; `state` reaches each process once.
    """
    count = jobs or os.cpu_count() or 1
    if count <= 1 or len(items) <= SMALL:
        return function(state, items)
    parts = [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    gc.collect()
    gc.freeze()
    try:
        with context.Pool(min(count, len(parts)), _prepare, (function, state)) as pool:
            started = _children()
            results = pool.imap(_run, parts)
            return [result for _ in parts for result in _next(results, started)]
    finally:
        gc.unfreeze()


def _next(results: IMapIterator[list[_R]], started: set[int | None]) -> list[_R]:
    """The next result. A pool waits for ever for a process that was killed, so look now and then."""
    while True:
        try:
            return results.next(PATIENCE)
        except multiprocessing.TimeoutError:
            if _children() != started:
                raise Refused("有一个工作进程被系统终止，多半是内存不足。请关闭别的程序以后再试。") from None


def _children() -> set[int | None]:
    return {child.pid for child in multiprocessing.active_children()}


_task: tuple[Callable[[Any, Sequence[Any]], list[Any]], Any] | None = None


def _prepare(function: Callable[[Any, Sequence[Any]], list[Any]], state: object) -> None:
    global _task  # noqa: PLW0603 - set once when the process starts
    _task = (function, state)
    gc.disable()


def _run(part: Sequence[Any]) -> list[Any]:
    if _task is None:
        message = "worker used before it was prepared"
        raise RuntimeError(message)
    function, state = _task
    return function(state, part)
