"""How a run is measured: time, processor, memory of all its processes, and the files that it leaves."""

from __future__ import annotations

import os
import re
import subprocess
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT / "hooks"), "NO_MKDOCS_2_WARNING": "1"}
SAMPLING = 0.05
"""Seconds between two looks at the memory."""
Command = Sequence[str | Path]


@dataclass(frozen=True)
class Cost:
    """What one run took, in seconds."""

    wall: float
    cpu: float


def run(command: Command, folder: Path) -> Cost:
    """Run a program to its end, all its processes counted. Raises when it fails."""
    os.sync()
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(wall, used.ru_utime + used.ru_stime)


def memory(command: Command, folder: Path) -> int:
    """The most bytes that all processes of a run held at one time (sum of PSS)."""
    return watched(command, folder)[1]


def watched(command: Command, folder: Path, every: float = SAMPLING) -> tuple[Cost, int]:
    """What a run took and the most memory that it held, looked at so often: looking takes time."""
    most, over = 0, threading.Event()

    def watch() -> None:
        nonlocal most
        while not over.wait(every):
            most = max(most, sum(_held(member) for member in _family(os.getpid()) if member != os.getpid()))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        cost = run(command, folder)
    finally:
        over.set()
        watcher.join()
    return cost, most


def _family(first: int) -> Iterator[int]:
    children = defaultdict(list)
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = place.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        children[int(fields[1])].append(int(place.parent.name))
    waiting = [first]
    while waiting:
        member = waiting.pop()
        waiting += children[member]
        yield member


def _held(process: int) -> int:
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8")
    except OSError:
        return 0
    found = re.search(r"^Pss: +(\d+) kB", text, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def tree(folder: Path) -> dict[str, str]:
    """The digest of every file below the folder."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def write_only(source: Path, target: Path) -> Cost:
    """Write the files of one folder to another, from memory."""
    held = [(path.relative_to(source), path.read_bytes()) for path in sorted(source.rglob("*")) if path.is_file()]
    os.sync()
    wall, cpu = time.perf_counter(), time.process_time()
    for folder in {name.parent for name, _ in held}:
        (target / folder).mkdir(parents=True, exist_ok=True)
    for name, content in held:
        (target / name).write_bytes(content)
    return Cost(time.perf_counter() - wall, time.process_time() - cpu)


def machine() -> str:
    """Cores and memory, nothing else."""
    found = re.search(r"MemTotal: +(\d+)", Path("/proc/meminfo").read_text(encoding="utf-8"))
    return f"{os.cpu_count()} 核，内存 {int(found[1]) / 1024**2:.0f} GB" if found else f"{os.cpu_count()} 核"
