"""Everything that an update does to a disk goes through one object, so that tests can stop or fail any single call."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO


class Storage:
    """The disk. Every method raises OSError as the system does."""

    def create(self, path: Path) -> BinaryIO:
        """Make a new empty file, or empty an old one, and open it for `append`."""
        return path.open("wb", buffering=0)

    def append(self, file: BinaryIO, piece: bytes) -> None:
        """Write all of a piece at the end."""
        rest = memoryview(piece)
        while rest:  # a write may take less than it is given
            rest = rest[file.write(rest) :]

    def sync(self, file: BinaryIO) -> None:
        """Bring the content of an open file to the disk."""
        os.fsync(file.fileno())

    def sync_folder(self, folder: Path) -> None:
        """Bring the names in a folder to the disk; Windows does so by itself and opens no folder."""
        if os.name == "nt":
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def move(self, source: Path, target: Path) -> None:
        """Rename a file in one step, over an old file where there is one."""
        source.replace(target)

    def delete(self, path: Path) -> None:
        """Delete a file."""
        path.unlink()

    def make_folder(self, folder: Path) -> None:
        """Make one folder."""
        folder.mkdir()

    def remove_folder(self, folder: Path) -> None:
        """Remove one empty folder."""
        folder.rmdir()
