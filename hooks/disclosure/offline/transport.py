"""A copy as one zip, for sending; the same copy gives the same bytes."""

from __future__ import annotations

import os
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from disclosure.source import list_files

_STORED = frozenset({".pdf", ".docx", ".xlsx", ".ofd", ".jpg", ".png", ".zip"})  # compressed already
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can say
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3
_CHUNK = 1 << 20


def write_zip(copy: Path, target: Path) -> int:
    """Write the copy, in a folder of its name, into a zip; gives its size in bytes.

    Raises OSError; then nothing is left under the name of the target, and what was there before stays.
    """
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        with ZipFile(unfinished, "w") as made:
            for name in list_files(copy).files:
                _add(made, copy / name, f"{copy.name}/{name}")
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target.stat().st_size


def _add(made: ZipFile, path: Path, name: str) -> None:
    info = ZipInfo(name, _EPOCH)
    info.create_system, info.external_attr = _UNIX, _PLAIN_FILE
    info.compress_type = ZIP_STORED if path.suffix.lower() in _STORED else ZIP_DEFLATED
    info.file_size = path.stat().st_size
    with path.open("rb") as read, made.open(info, "w") as write:
        while piece := read.read(_CHUNK):
            write.write(piece)
