"""Files in the catalogue that the program writes: all of them or none, never over what a person has just changed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from disclosure.problem import Refused
from disclosure.source import read_bytes

_NEW = ".new"
"""Ends the name of a file that is being written; the check refuses one that a crash has left."""


def write_new(root: Path, texts: Mapping[str, str | bytes]) -> None:
    """Write files by their path below the root. Raises OSError and takes back what it wrote when one cannot be made."""
    written: list[Path] = []
    try:
        for name, text in texts.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                written.append(path)
                file.write(text.encode() if isinstance(text, str) else text)
    except OSError:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def write_changed(root: Path, texts: Mapping[str, tuple[bytes, str]]) -> None:
    """Write files anew by their path below the root: (the bytes they had when they were read, the new text).

    Each is written beside itself and put in its place when all are on the disk, so that a failing disk changes none.
    Raises Refused when somebody has changed a file meanwhile, OSError when the disk fails.
    """
    written: list[tuple[Path, Path]] = []
    try:
        for name, (before, text) in texts.items():
            path = root / name
            _require_unchanged(path, name, before)
            beside = path.with_name(path.name + _NEW)
            with beside.open("wb") as file:
                written.append((beside, path))
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
    except (OSError, Refused):
        for beside, _ in written:
            beside.unlink(missing_ok=True)
        raise
    for beside, path in written:
        beside.replace(path)


def write_imported(root: Path, new: Mapping[str, str | bytes], changed: Mapping[str, tuple[bytes, str]]) -> None:
    """Write new files and change others, all or none; raises what `write_new` and `write_changed` raise."""
    write_new(root, new)
    try:
        write_changed(root, changed)
    except (OSError, Refused):
        for name in new:
            (root / name).unlink(missing_ok=True)
        raise


def _require_unchanged(path: Path, name: str, before: bytes) -> None:
    if read_bytes(path) != before:
        raise Refused(f"{name} 刚刚被别的程序改过，一个文件也没有改写。请再运行一次。")
