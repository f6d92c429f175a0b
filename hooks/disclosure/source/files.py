"""Which files there are, and their bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Listing:
    """Files below a folder as paths relative to it with "/", sorted; `special` are links and other non-files."""

    files: tuple[str, ...]
    special: tuple[str, ...]


def list_files(folder: Path) -> Listing:
    """Every file below the folder, hidden files and folders left out. Links are listed, never followed."""
    files: list[str] = []
    special: list[str] = []
    for relative, is_plain in _walk(str(folder), ""):
        (files if is_plain else special).append(relative)
    return Listing(tuple(sorted(files)), tuple(sorted(special)))


def _walk(folder: str, prefix: str) -> Iterator[tuple[str, bool]]:
    with os.scandir(folder) as found:
        entries = list(found)
    for entry in entries:
        if entry.name.startswith("."):
            continue
        relative = prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, relative + "/")
        else:
            yield relative, entry.is_file(follow_symlinks=False)


def read_bytes(path: Path) -> bytes:
    """The whole file; a link is not followed where the system can tell. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        return file.read()


def read_head(path: Path, size: int) -> bytes:
    """The first bytes of a file. Raises OSError."""
    with path.open("rb") as file:
        return file.read(size)


def read_part(path: Path, offset: int, size: int) -> bytes:
    """Some bytes from the middle of a file, fewer at its end; a link is followed. Raises OSError."""
    with path.open("rb") as file:
        file.seek(offset)
        return file.read(size)
