"""Work on many items by several processes, with the same result in the same order as by one."""

from __future__ import annotations

import faulthandler
import gc
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import Any, Generic, Literal, TypeVar

from disclosure.problem import Refused

_S = TypeVar("_S")
_I = TypeVar("_I")
_R = TypeVar("_R")

CHUNK = 128
"""Items handed to a process at a time."""
SMALL = 400
"""Up to so many items one process is quicker than starting several."""

_METHOD = "fork" if sys.platform == "linux" else "spawn"


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
    context = multiprocessing.get_context(_METHOD)
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


Loss = Literal["crash", "time", "memory"]
"""How an item came to have no result: the process ended by itself, ran too long, or wanted too much memory."""


@dataclass(frozen=True, slots=True)
class Guarded(Generic[_R]):
    """The result for an item, or how it was lost."""

    result: _R | None
    loss: Loss | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one item may cost: seconds of computing, and megabytes on top of what a process begins with.

    Where the system cannot count computing time (Windows), the seconds are those of the clock, times WAITING; so is the
    bound on an item that only waits. Memory is bounded on Linux alone.
    """

    seconds: float
    megabytes: int


WAITING = 8
"""How many times the seconds of computing may pass on the clock: the computer may be busy with other things."""


def map_guarded(
    function: Callable[[_I], _R], items: Sequence[_I], bounds: Bounds, *, jobs: int | None = None
) -> list[Guarded[_R]]:
    """`function(item)` for each item in processes that may crash, hang or swell without harm to this one.

    `function` must be importable by name. What it raises is raised here, MemoryError excepted. Results are in the order
    of the items.
    """
    results: list[Guarded[_R]] = [Guarded(None, "crash")] * len(items)
    waiting = list(range(len(items)))[::-1]
    servants: list[_Servant] = []
    busy: dict[Connection, _Servant] = {}
    idle: list[_Servant] = []
    count = min(jobs or os.cpu_count() or 1, len(items))
    try:
        while waiting or busy:
            while waiting and len(busy) < count:
                if not idle:
                    idle.append(_Servant(function, bounds))
                    servants.append(idle[-1])
                servant = idle.pop()
                servant.give(waiting.pop(), items)
                busy[servant.connection] = servant
            first = min(servant.deadline for servant in busy.values())
            ready = wait(list(busy), max(0.0, first - time.monotonic()))
            for connection, servant in list(busy.items()):
                if connection not in ready and time.monotonic() < servant.deadline:
                    continue
                del busy[connection]
                results[servant.index] = servant.take() if connection in ready else servant.end("time")
                if servant.is_alive:
                    idle.append(servant)
                else:
                    servants.remove(servant)
    finally:
        for servant in servants:
            servant.end("time")
    return results


class _Servant:
    """A process that works on one item at a time."""

    def __init__(self, function: Callable[[Any], Any], bounds: Bounds) -> None:
        """Start it."""
        context: Any = multiprocessing.get_context(_METHOD)
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, function, bounds), daemon=True)
        self.process.start()
        theirs.close()  # else the end of the process would not show here
        self.is_alive = True
        self.index = -1
        self.deadline = 0.0
        self._patience = bounds.seconds * WAITING

    def give(self, index: int, items: Sequence[Any]) -> None:
        """Hand an item over."""
        self.index = index
        self.deadline = time.monotonic() + self._patience
        try:
            self.connection.send(items[index])
        except OSError:  # it has ended meanwhile, which shows when its answer is read
            return

    def take(self) -> Guarded[Any]:
        """The answer, which is there, or how the process ended."""
        try:
            answer: Guarded[Any] | Exception = self.connection.recv()
        except (EOFError, OSError):
            self.process.join()
            too_long = self.process.exitcode == -getattr(signal, "SIGPROF", 0)
            return self.end("time" if too_long else "crash")
        if isinstance(answer, Exception):
            raise answer
        return self.end("memory") if answer.loss else answer

    def end(self, loss: Loss) -> Guarded[Any]:
        """End the process."""
        self.is_alive = False
        self.process.kill()
        self.process.join()
        self.connection.close()
        return Guarded(None, loss)


def _serve(connection: Connection, function: Callable[[Any], Any], bounds: Bounds) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    faulthandler.disable()  # the last words of a library that aborts help no reader
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    _bound_memory(bounds.megabytes)
    while True:
        try:
            item = connection.recv()
        except EOFError:
            return
        _bound_time(bounds.seconds)
        try:
            answer: Guarded[Any] | Exception = Guarded(function(item))
        except MemoryError:
            answer = Guarded(None, "memory")
        except Exception as error:  # noqa: BLE001 - raised again on the other side
            answer = error
        _bound_time(0)
        connection.send(answer)


def _bound_time(seconds: float) -> None:
    """The system ends this process after so many seconds of computing, in whatever code it is; 0 for no bound."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _bound_memory(megabytes: int) -> None:
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - not on every system

        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - no file of the project
            pages = int(file.read().split()[0])
        bound = pages * resource.getpagesize() + megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
