"""Which files have changed.

The system says it at once; where it is silent, as on network drives, it is found by looking every few seconds.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Condition

from watchdog.events import DirModifiedEvent, FileClosedNoWriteEvent, FileOpenedEvent, FileSystemEvent
from watchdog.events import FileSystemEventHandler as Handler
from watchdog.observers import Observer

FOLDERS = ("catalogue", "content", "overrides")
FILES = ("mkdocs.yml", ".github/CODEOWNERS")
_HIDDEN_YET_READ = ".examples"
_PAUSE, _MOST_PAUSES = 0.02, 8
"""Seconds without a further change until a save counts as complete, as editors write in steps; and how often that."""
_LOOK = 2.0
"""Seconds after which the files are looked at where the system says what changes."""
_PART = 10
"""Where it does not: looking takes at most this part of the time (1/10), but it is done five times a second at most."""

_Stamp = tuple[int, int]


class Watch:
    """The files of a project from which pages are made; to be used by one thread."""

    def __init__(self, root: Path) -> None:
        """Look at the files as they are now; `start` begins to listen."""
        self._root = root.resolve()
        self._told: set[str] = set()
        self._change = Condition()
        self._observer = Observer()
        self._listening = False
        self.added: set[str] = set()
        """The files that were not there when the preview began."""
        self._seen = self._look()

    def start(self) -> None:
        """Begin to listen to the system."""
        handler = _Listener(self._root, self.tell)
        try:
            for folder in FOLDERS:
                if (self._root / folder).is_dir():
                    self._observer.schedule(handler, str(self._root / folder), recursive=True)
            self._observer.schedule(handler, str(self._root), recursive=False)
            self._observer.start()
            self._listening = True
        except OSError:  # the system watches as many folders as it can, or none on this drive
            self._listening = False

    def stop(self) -> None:
        """End all waiting."""
        if self._listening:
            self._observer.stop()
        self.tell([])

    def tell(self, paths: Iterable[str]) -> None:
        """Take note that files may have changed, or with none at all that somebody is to wake up."""
        with self._change:
            self._told.update(paths)
            self._change.notify_all()

    @property
    def is_pending(self) -> bool:
        """Whether changes wait to be taken."""
        return bool(self._told)

    def wait(self) -> set[str]:
        """The files that were written, added or deleted, relative to the root; empty after some time without any."""
        with self._change:
            if not self._told:
                self._change.wait(self._patience)
            told = self._settled()
        if told and all(name in self._seen and self._stamp(name) for name in told):
            self._seen.update((name, stamp) for name in told if (stamp := self._stamp(name)))
            return told
        before, self._seen = self._seen, self._look()
        self.added |= self._seen.keys() - before.keys()
        changed = {name for name in before.keys() | self._seen.keys() if before.get(name) != self._seen.get(name)}
        return changed | {name for name in told if name in self._seen}

    def _settled(self) -> set[str]:
        """What was told, once no more comes for a moment."""
        told: set[str] = set()
        for _ in range(_MOST_PAUSES):
            if not self._told:
                break
            told |= self._told
            self._told.clear()
            self._change.wait(_PAUSE)
        return told

    @property
    def _patience(self) -> float:
        return _LOOK if self._listening else max(0.2, _PART * self._cost)

    def _stamp(self, name: str) -> _Stamp | None:
        try:
            state = os.stat(self._root / name, follow_symlinks=False)  # noqa: PTH116 - as in _look
        except OSError:
            return None
        return state.st_mtime_ns, state.st_size

    def _look(self) -> dict[str, _Stamp]:
        """Time and size of every file."""
        began = time.monotonic()
        found = {name: stamp for name in FILES if (stamp := self._stamp(name))}
        waiting = list(FOLDERS)
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(self._root / folder) as entries:
                    for entry in entries:
                        if entry.name.startswith(".") and entry.name != _HIDDEN_YET_READ:
                            continue
                        name = f"{folder}/{entry.name}"
                        if entry.is_dir(follow_symlinks=False):
                            waiting.append(name)
                        else:
                            state = entry.stat(follow_symlinks=False)
                            found[name] = (state.st_mtime_ns, state.st_size)
            except OSError:  # gone while it was looked at; the next look knows
                continue
        self._cost = time.monotonic() - began
        return found


class _Listener(Handler):
    def __init__(self, root: Path, tell: Callable[[Iterable[str]], None]) -> None:
        super().__init__()
        self._root = root
        self._tell = tell

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass on what concerns the pages; that a file was opened, or something happened in a folder, does not."""
        if isinstance(event, DirModifiedEvent | FileOpenedEvent | FileClosedNoWriteEvent):
            return
        named = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        if names := [name for path in named if (name := self._name(path))]:
            self._tell(names)

    def _name(self, path: str) -> str:
        try:
            parts = Path(path).relative_to(self._root).parts
        except ValueError:
            return ""
        name = "/".join(parts)
        hidden = any(part.startswith(".") and part != _HIDDEN_YET_READ for part in parts)
        return name if name in FILES or (name.partition("/")[0] in FOLDERS and not hidden) else ""
