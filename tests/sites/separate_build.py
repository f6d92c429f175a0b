"""Builds a site in a process of its own, in circumstances a test chooses: `separate_build.py ROOT SITE [name=n]…`.

jobs=N        by N processes, in small parts, however few entries there are
backwards=1   with every folder listed in the opposite order
count=1       say at the end how many times a file was opened, renamed, made or removed
worker=N      end one of the other processes without warning at the Nth of these
kill=N        end without warning at the Nth of these
full=N        let the Nth opening of a file for writing fail as on a full disk
after=N       end it from outside, without warning, N milliseconds after its start

With the one word `again` it builds once and then reads such words from its input, a line for each further build. Each
build, the first too, is answered with a line of JSON, [exit code, output, complaints]: many builds without the time
that starting takes.
"""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
import tempfile
import time
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, Self

from disclosure import workers
from disclosure.cli import main
from disclosure.publication import build, check
from sites.project import TODAY

EVENTS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "ctypes.dlsym"})


class Backwards:
    """os.scandir with the entries in the opposite order."""

    plain = staticmethod(os.scandir)

    def __init__(self, path: Any = ".") -> None:  # noqa: ANN401 - whatever os.scandir takes
        """List the folder at once."""
        with self.plain(path) as found:
            self._entries = sorted(found, key=lambda entry: entry.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._entries = []

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> os.DirEntry[Any]:
        if not self._entries:
            raise StopIteration
        return self._entries.pop()

    def close(self) -> None:
        """Forget the entries."""
        self._entries = []


class Events:
    """Counts what this process does to files below a folder, and strikes at one of them."""

    def __init__(self, folder: Path, chosen: dict[str, int]) -> None:
        """Remember when to strike; 0 is never."""
        self.folder = str(folder)
        self.kill, self.worker, self.full = (chosen.get(name, 0) for name in ("kill", "worker", "full"))
        self.main = self.process = os.getpid()
        self.seen = self.writes = 0

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Hear of an event of the interpreter."""
        if event not in EVENTS:
            return
        if event != "ctypes.dlsym" and not str(arguments[0]).startswith(self.folder):
            return
        if os.getpid() != self.process:
            self.process, self.seen = os.getpid(), 0
        self.seen += 1
        if self.seen == (self.kill if self.process == self.main else self.worker):
            os.kill(self.process, signal.SIGKILL)
        if event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT:
            self.writes += 1
            if self.writes == self.full:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), arguments[0])


def settings(words: list[str]) -> dict[str, int]:
    """The choices of the test."""
    return {name: int(number) for name, _, number in (word.partition("=") for word in words)}


def run(root: Path, site: Path, chosen: dict[str, int]) -> int:
    """Build as told; return the exit code."""
    jobs, observed = chosen.get("jobs", 0), {"count", "kill", "worker", "full"} & chosen.keys()
    if "backwards" in chosen:
        os.scandir = Backwards  # type: ignore[assignment]
    if jobs:
        workers.SMALL, workers.CHUNK = 0, 4
    events = Events(root, chosen)
    if observed:
        sys.addaudithook(events)
    if not jobs:
        code = main(["build", "--root", str(root), "--site-dir", str(site), "--today", TODAY.isoformat()])
    else:
        result = check(root, TODAY, jobs=jobs)
        if not result.passed or result.catalogue is None:
            raise SystemExit(str(result.problems))
        build(root, site, result.catalogue, jobs=jobs)
        code = 0
    if "count" in chosen:
        print(f"{events.seen} {events.writes}")  # noqa: T201 - the answer to the test
    return code


def run_again(root: Path, site: Path) -> int:
    """Build once, then once for each line of the input, each time in a fresh copy of this process."""
    with redirect_stdout(sys.stderr):
        first = run(root, site, {})
    print(json.dumps([first, "", ""]), flush=True)  # noqa: T201 - the answer to the test
    for line in sys.stdin:
        print(json.dumps(run_apart(root, site, settings(line.split()))), flush=True)  # noqa: T201 - the answer
    return 0


def run_apart(root: Path, site: Path, chosen: dict[str, int]) -> tuple[int, str, str]:
    """Build in a fresh copy of this process; return the exit code and what it wrote."""
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        process = os.fork()
        if process == 0:
            os.dup2(said.fileno(), 1)
            os.dup2(complained.fileno(), 2)
            code = 1
            try:
                code = run(root, site, chosen)
            finally:
                sys.stdout.flush()
                os._exit(code)
        if "after" in chosen:
            time.sleep(chosen["after"] / 1000)
            os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
        texts = []
        for file in (said, complained):
            file.seek(0)
            texts.append(file.read().decode("utf-8"))
    return os.waitstatus_to_exitcode(status), texts[0], texts[1]


if __name__ == "__main__":
    places = (Path(sys.argv[1]), Path(sys.argv[2]))
    sys.exit(run_again(*places) if sys.argv[3:] == ["again"] else run(*places, settings(sys.argv[3:])))
