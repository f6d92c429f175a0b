"""A cache of results by what they were made from. It may be deleted or damaged at any time; only speed is lost."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

_DIGEST_BYTES = 32
_SCRATCH = "scratch-"


class Cache:
    """Results in the files of one folder, each kept with its digest.

    A key says everything that the result depends on: the content it was made from, and the version of the program
    that made it. What cannot be read, or no longer has its digest, counts as not there; what cannot be written is
    not kept.
    """

    def __init__(self, folder: Path) -> None:
        """Use a folder, which need not exist."""
        self.folder = folder

    def get(self, key: str) -> bytes | None:
        """The result kept under a key, or None."""
        try:
            kept = self._place(key).read_bytes()
        except OSError:
            return None
        digest, content = kept[:_DIGEST_BYTES], kept[_DIGEST_BYTES:]
        return content if digest == _digest(key, content) else None

    def put(self, key: str, content: bytes) -> None:
        """Keep a result. A file is written beside its place and moved there, so that no reader sees half of it."""
        place = self._place(key)
        fresh = place.with_name(f"{place.name}.{os.getpid()}")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(_digest(key, content) + content)
            fresh.replace(place)
        except OSError:
            _delete(fresh)

    def keep_only(self, keys: set[str]) -> None:
        """Delete what is kept under any other key, so that the folder does not grow for ever."""
        wanted = {self._place(key) for key in keys}
        for place in sorted(self.folder.glob("*/*")):
            if place not in wanted:
                _delete(place)

    def _place(self, key: str) -> Path:
        name = sha256(key.encode()).hexdigest()
        return self.folder / name[:2] / name


def _digest(key: str, content: bytes) -> bytes:
    """The key belongs to the digest: a file moved to the place of another is no result of it."""
    return sha256(sha256(key.encode()).digest() + content).digest()


def _delete(place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    with suppress(OSError):
        place.unlink()


class Scratch:
    """Files of one piece of work that are read back in parts, by several processes, and deleted with the folder."""

    def __init__(self, folder: Path) -> None:
        """Use a folder that exists."""
        self.folder = folder

    def write(self, name: str, pieces: Sequence[bytes | memoryview]) -> None:
        """Write the pieces one after the other."""
        with (self.folder / name).open("wb") as file:
            file.writelines(pieces)

    def read_all(self, name: str) -> bytes:
        """All that was written."""
        return (self.folder / name).read_bytes()

    def read(self, name: str, spans: Sequence[tuple[int, int]]) -> list[bytes]:
        """The bytes from one offset to another, for each span of a file."""
        found = []
        with (self.folder / name).open("rb") as file:
            for start, stop in spans:
                file.seek(start)
                found.append(file.read(stop - start))
        return found


@contextmanager
def scratch(folder: Path) -> Iterator[Scratch]:
    """A scratch folder inside another one, or among the system's own temporary files where that cannot be written.

    What an interrupted program left in the folder is deleted.
    """
    for left in sorted(folder.glob(f"{_SCRATCH}*")):
        _delete(left)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        place = tempfile.mkdtemp(prefix=_SCRATCH, dir=folder)
    except OSError:
        place = tempfile.mkdtemp(prefix=f"disclosure-{_SCRATCH}")
    try:
        yield Scratch(Path(place))
    finally:
        shutil.rmtree(place, ignore_errors=True)
