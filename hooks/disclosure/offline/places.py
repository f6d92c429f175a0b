"""Where a copy lies: a folder, or a ZIP file that carries one. Both are listed and read alike; nothing is followed."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from disclosure.offline.bag import hash_file
from disclosure.offline.faults import Fault
from disclosure.offline.release import BAGIT, RELEASE, UNFINISHED
from disclosure.offline.zipped import Archive, PartDamagedError, PartReader
from disclosure.problem import Refused

_CHUNK = 1 << 20
_INCOMPLETE = "文件不完整"
_REPARSE_POINT = 0x400  # of Windows: junctions and the like
_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "核验时被移走了",
    errno.EIO: "盘上的数据读不出来，U 盘或者光盘可能坏了",
}


class UnreadableError(Exception):
    """A file of the copy cannot be read; the text says why, in a few words."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What lies in a copy."""

    sizes: Mapping[str, int]
    """Bytes of each plain file, by its path with "/"."""
    odd: tuple[Fault, ...] = ()
    """Links, special files, folders that cannot be read."""
    is_unfinished: bool = False
    """Whether an update was begun and not finished."""


class Place(Protocol):
    """A folder or a ZIP file."""

    def listing(self) -> Listing:
        """Everything in it, hidden files included."""

    def read(self, name: str, limit: int) -> bytes:
        """The bytes of a file. Raises UnreadableError, also for one that is larger than the limit."""

    def digest(self, name: str) -> str:
        """SHA-256 of a file of any size, in hex; may be called by several threads. Raises UnreadableError."""

    def close(self) -> None:
        """Let go of it."""


def open_place(path: Path) -> Place:
    """The folder or ZIP file at a path. Raises ZipRefused, Refused for anything else, or OSError."""
    if path.is_dir():
        return FolderPlace(path)
    if stat.S_ISREG(path.stat().st_mode):
        with path.open("rb") as file:
            is_zip = file.read(2) == b"PK" or path.suffix.lower() == ".zip"
        if is_zip:
            return ZipPlace(Archive(path))
    raise Refused(f"{path.name} 不是离线副本：要核验的是装着“打开.html”的文件夹，或者装着它的压缩包（.zip）。")


class FolderPlace:
    """A copy as a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = os.fspath(folder)

    def listing(self) -> Listing:
        """Everything in it, hidden files included."""
        sizes: dict[str, int] = {}
        odd: list[Fault] = []
        waiting = [""]
        while waiting:
            prefix = waiting.pop()
            try:
                with os.scandir(self._at(prefix)) as found:
                    for entry in found:
                        self._note(entry, prefix + entry.name, sizes, odd, waiting)
            except OSError as error:
                odd.append(Fault("unreadable", _reason(error), prefix or "."))
        begun = Path(self._folder, UNFINISHED)
        return Listing(sizes, tuple(odd), os.path.lexists(begun))

    @staticmethod
    def _note(entry: os.DirEntry[str], name: str, sizes: dict[str, int], odd: list[Fault], waiting: list[str]) -> None:
        try:
            state = entry.stat(follow_symlinks=False)
        except OSError as error:
            odd.append(Fault("unreadable", _reason(error), name))
            return
        if getattr(state, "st_file_attributes", 0) & _REPARSE_POINT:
            odd.append(Fault("link", path=name))
        elif stat.S_ISDIR(state.st_mode):
            waiting.append(f"{name}/")
        elif stat.S_ISREG(state.st_mode):
            sizes[name] = state.st_size
        else:
            odd.append(Fault("link", path=name))

    def read(self, name: str, limit: int) -> bytes:
        """The bytes of a file."""
        try:
            with Path(self._at(name)).open("rb") as file:
                return _limited(file, limit)
        except OSError as error:
            raise UnreadableError(_reason(error)) from None

    def digest(self, name: str) -> str:
        """SHA-256 of a file."""
        try:
            return hash_file(Path(self._at(name)))[0]
        except OSError as error:
            raise UnreadableError(_reason(error)) from None

    def close(self) -> None:
        """Nothing is held."""

    def _at(self, name: str) -> str:
        return f"{self._folder}/{name}"


class ZipPlace:
    """A copy inside a ZIP file, at its top or in the one folder that everything lies in."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        names = archive.sizes
        tops = {name.partition("/")[0] for name in names}
        inside = len(tops) == 1 and all("/" in name for name in names) and not {BAGIT, RELEASE} & set(names)
        self._prefix = f"{tops.pop()}/" if inside else ""

    def listing(self) -> Listing:
        """Every file in it."""
        sizes = {name.removeprefix(self._prefix): size for name, size in self._archive.sizes.items()}
        return Listing(sizes, (), any(name.startswith(f"{UNFINISHED}/") for name in sizes))

    def read(self, name: str, limit: int) -> bytes:
        """The bytes of a file."""
        try:
            with self._archive.open(self._prefix + name) as file:
                return _limited(file, limit)
        except PartDamagedError:
            raise UnreadableError(_INCOMPLETE) from None

    def digest(self, name: str) -> str:
        """SHA-256 of a file."""
        found = hashlib.sha256()
        try:
            with self._archive.open(self._prefix + name) as file:
                while piece := file.read(_CHUNK):
                    found.update(piece)
        except PartDamagedError:
            raise UnreadableError(_INCOMPLETE) from None
        return found.hexdigest()

    def close(self) -> None:
        """Close the ZIP file."""
        self._archive.close()


def _limited(file: IO[bytes] | PartReader, limit: int) -> bytes:
    content = file.read(limit + 1)
    if len(content) > limit:
        raise UnreadableError("文件大得不正常")
    return content


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0, "读不出来")
