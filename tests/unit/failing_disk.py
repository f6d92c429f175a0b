"""A disk that stops, fails, or loses what was not synced, at any single call of an update."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from disclosure.offline.update.storage import Storage

WRITES = frozenset({"create", "append", "sync", "make_folder"})
"""Calls that need space."""


class PowerCut(BaseException):
    """The program stops here for good."""


@dataclass(eq=False)
class Entry:
    """A change of names that is not on the disk yet."""

    undo: Callable[[], None]
    folders: set[Path]
    """Those still to be synced."""
    gone: Path | None = None
    """The folder that the change removes."""


class FailingDisk(Storage):
    """Counts the calls and lets one of them go wrong.

    `losing` is the share of the changes of names that a power cut takes back, newest first; None for a program that is
    stopped while the system goes on. With it goes the content of every file that was not synced. A name counts as on
    the disk only when its folder, and for a move both folders, were synced after.
    """

    def __init__(self, fail_at: int = 0, *, error: int = 0, losing: float | None = None) -> None:
        self.calls: list[str] = []
        self._fail_at, self._error, self._losing = fail_at, error, losing
        self._entries: list[Entry] = []
        self._unsynced: set[Path] = set()

    def create(self, path: Path) -> BinaryIO:
        """As Storage."""
        self._step("create", path)
        before = path.read_bytes() if path.exists() else None
        file = super().create(path)
        self._unsynced.add(path)
        if before is None:
            self._note(lambda: path.unlink(missing_ok=True), path.parent)
        return file

    def append(self, file: BinaryIO, piece: bytes) -> None:
        """As Storage; what goes wrong does so after half of the piece."""
        super().append(file, piece[: len(piece) // 2])
        self._step("append", Path(file.name))
        super().append(file, piece[len(piece) // 2 :])

    def sync(self, file: BinaryIO) -> None:
        """As Storage, but the test does not wait for the real disk."""
        self._step("sync", Path(file.name))
        self._unsynced.discard(Path(file.name))

    def sync_folder(self, folder: Path) -> None:
        """As Storage, but the test does not wait for the real disk."""
        self._step("sync_folder", folder)
        for entry in self._entries:
            entry.folders.discard(folder)
        removed = {entry.gone for entry in self._entries if entry.gone and not entry.folders}
        for entry in self._entries:  # what happened below a folder that is gone for good cannot come back
            entry.folders = {one for one in entry.folders if removed.isdisjoint((one, *one.parents))}
        self._entries = [entry for entry in self._entries if entry.folders]

    def move(self, source: Path, target: Path) -> None:
        """As Storage."""
        self._step("move", target)
        before = target.read_bytes() if target.exists() else None
        super().move(source, target)
        if source in self._unsynced:
            self._unsynced.remove(source)
            self._unsynced.add(target)

        def undo() -> None:
            source.write_bytes(target.read_bytes())
            _restore(target, before)

        self._note(undo, source.parent, target.parent)

    def delete(self, path: Path) -> None:
        """As Storage."""
        self._step("delete", path)
        before = path.read_bytes()
        super().delete(path)
        self._note(lambda: _restore(path, before), path.parent)

    def make_folder(self, folder: Path) -> None:
        """As Storage."""
        self._step("make_folder", folder)
        super().make_folder(folder)
        self._note(folder.rmdir, folder.parent)

    def remove_folder(self, folder: Path) -> None:
        """As Storage."""
        self._step("remove_folder", folder)
        super().remove_folder(folder)
        self._note(folder.mkdir, folder.parent, gone=folder)

    def _note(self, undo: Callable[[], None], *folders: Path, gone: Path | None = None) -> None:
        self._entries.append(Entry(undo, set(folders), gone))

    def _step(self, kind: str, path: Path) -> None:
        self.calls.append(kind)
        if len(self.calls) != self._fail_at:
            return
        if self._error:
            raise OSError(self._error, os.strerror(self._error), str(path))
        if self._losing is not None:
            self._lose(self._losing)
        raise PowerCut(f"{len(self.calls)} {kind} {path.name}")

    def _lose(self, share: float) -> None:
        for path in self._unsynced:
            if path.exists():
                path.write_bytes(b"")
        kept = len(self._entries) - round(len(self._entries) * share)
        for entry in reversed(self._entries[kept:]):
            entry.undo()


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)


def tree(folder: Path) -> Mapping[str, bytes | None]:
    """Everything in a folder: the bytes of files, None for folders."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }
