"""Finishing an update whose journal is written, from whatever point it was left; or undoing one without a journal.

Every step may have been done before, or have been done and lost again when the power failed: what is there decides.
Nothing here needs space, but for the names of new folders, for which room was kept.
"""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from pathlib import Path

from disclosure.offline.bag import hash_file
from disclosure.offline.names import fold
from disclosure.offline.release import DATA, UNFINISHED
from disclosure.offline.update.journal import JOURNAL, ROOM, Journal, folder_of, staged
from disclosure.offline.update.storage import Storage
from disclosure.problem import Refused


class Finisher:
    """Does what a journal says."""

    def __init__(self, copy: Path, journal: Journal, storage: Storage) -> None:
        self._copy, self._journal, self._storage = copy, journal, storage
        places = [copy / path for path in (*journal.removed, *(path for path, _ in journal.put))]
        self._folders = {folder for place in places for folder in _between(copy, place)}
        """Every folder on the way to a file; names in them change, or were changed by an earlier run."""

    def lost(self) -> set[str]:
        """Paths whose new content is neither in its place nor waiting: a failing disk, or a hand that deleted it."""
        return {path for at, (path, sha256) in enumerate(self._journal.put) if self._is_lost(at, path, sha256)}

    def run(self) -> None:
        """Do it all and forget the journal. Raises Refused before the first change, or OSError at any point."""
        self._require_plain_folders()
        room = folder_of(self._copy) / ROOM
        if os.path.lexists(room):
            self._storage.delete(room)
        self._remove_old()
        self._put_new()
        for folder in sorted(self._folders):
            if folder.is_dir():
                self._storage.sync_folder(folder)
        self._storage.sync_folder(folder_of(self._copy))
        discard(self._copy, self._storage)

    def _is_lost(self, index: int, path: str, sha256: str) -> bool:
        return not (_holds(staged(self._copy, index), sha256) or _holds(self._copy / path, sha256))

    def _require_plain_folders(self) -> None:
        """Raises Refused when a folder on the way to a file is a link: it would lead out of the copy."""
        for folder in sorted(self._folders):
            if folder.is_symlink():
                raise Refused(f"副本里的 {folder.relative_to(self._copy).as_posix()} 是链接，不能更新。")

    def _remove_old(self) -> None:
        """Before the new: a folder may take the place of a file, or a name differ from a new one in case only."""
        new = defaultdict(list)
        for at, (path, _) in enumerate(self._journal.put):
            new[fold(path)].append((at, path))
        for path in self._journal.removed:
            place = self._copy / path
            is_new_folder = place.is_dir()  # that took the place of the file in an earlier run
            if (
                not is_new_folder
                and self._is_there(place)
                and not any(self._took_its_place(at, twin) for at, twin in new[fold(path)])
            ):
                self._storage.delete(place)
        for folder in sorted({(self._copy / path).parent for path in self._journal.removed}, reverse=True):
            self._remove_empty(folder)

    def _took_its_place(self, index: int, path: str) -> bool:
        """Whether a new file, whose name differs in case only, is what the system shows under the old name."""
        return not staged(self._copy, index).exists() and not self._is_there(self._copy / path)

    def _is_there(self, place: Path) -> bool:
        """Whether a path is there in exactly this form, on systems too that take no account of case."""
        while place != self._copy:
            try:
                if place.name not in os.listdir(place.parent):  # noqa: PTH208 - the names alone
                    return False
            except (FileNotFoundError, NotADirectoryError):
                return False
            place = place.parent
        return True

    def _remove_empty(self, folder: Path) -> None:
        """Remove a folder and those above it as far as they are empty, or were removed by an earlier run."""
        top = self._copy / DATA
        while folder != top and not (folder.is_dir() and any(folder.iterdir())):
            if folder.is_dir():
                self._storage.remove_folder(folder)
            folder = folder.parent

    def _put_new(self) -> None:
        for at, (path, _) in enumerate(self._journal.put):
            source, target = staged(self._copy, at), self._copy / path
            if not source.exists():
                continue
            self._make_folders(target.parent)
            if target.is_dir():
                self._clear(target)
            self._storage.move(source, target)

    def _make_folders(self, folder: Path) -> None:
        if folder.is_dir():
            return
        self._make_folders(folder.parent)
        self._storage.make_folder(folder)

    def _clear(self, folder: Path) -> None:
        """Remove a folder that holds nothing but folders."""
        for inner, _, _ in os.walk(folder, topdown=False):
            self._storage.remove_folder(Path(inner))


def discard(copy: Path, storage: Storage) -> None:
    """Throw away the folder of an update that was not begun or is finished. Raises Refused when it is none."""
    folder = folder_of(copy)
    if not os.path.lexists(folder):
        return
    if folder.is_symlink() or not folder.is_dir():
        raise Refused(f"副本里的 {UNFINISHED} 不是文件夹，不是本程序放的。请重新复制整份副本。")
    if (folder / JOURNAL).exists():  # first of all: without it the rest means nothing
        storage.delete(folder / JOURNAL)
        storage.sync_folder(folder)
    for place in sorted(folder.iterdir()):
        storage.delete(place)
    storage.remove_folder(folder)
    storage.sync_folder(copy)


def _holds(place: Path, sha256: str) -> bool:
    """Whether a plain file is there with this content."""
    try:
        return stat.S_ISREG(place.lstat().st_mode) and hash_file(place)[0] == sha256
    except (FileNotFoundError, NotADirectoryError):
        return False


def _between(top: Path, place: Path) -> set[Path]:
    """The folders from the top down to a file."""
    return {top, *(folder for folder in place.parents if top in folder.parents)}
