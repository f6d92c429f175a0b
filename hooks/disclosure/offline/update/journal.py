"""The journal of an update: what is still to be done to the copy. Once it is there, the update will be finished.

`.update/journal` in the copy: the SHA-256 of the second line, then that line as JSON. Each file to be put lies beside
it under its number. Until the journal has its name the copy is untouched, and the folder may be thrown away.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from disclosure.offline.bag import digest
from disclosure.offline.release import TAG_FILES, UNFINISHED, canonical
from disclosure.offline.update.change import hexadecimal, number, payload_path
from disclosure.problem import Refused

FORMAT = 1
JOURNAL, DRAFT, ROOM = "journal", "journal.new", "room"
_LARGEST = 200_000_000


@dataclass(frozen=True, slots=True)
class Journal:
    """What is to be done: first files are removed, then files are put."""

    base: int
    """The version before."""
    target: int
    """The version afterwards."""
    release_sha256: str
    """Of the bytes of release.json afterwards, in hex."""
    removed: tuple[str, ...]
    put: tuple[tuple[str, str], ...]
    """Path and SHA-256 of each file; those beside data/ last, and release.json the very last."""

    def to_bytes(self) -> bytes:
        """The file."""
        line = canonical(
            {
                "format": FORMAT,
                "from": self.base,
                "to": self.target,
                "release_sha256": self.release_sha256,
                "removed": list(self.removed),
                "put": [list(one) for one in self.put],
            }
        )
        return digest(line).encode() + b"\n" + line + b"\n"


def folder_of(copy: Path) -> Path:
    """Where the work of an update lies."""
    return copy / UNFINISHED


def staged(copy: Path, index: int) -> Path:
    """Where the file of `Journal.put[index]` waits."""
    return folder_of(copy) / str(index)


def is_pending(copy: Path) -> bool:
    """Whether an update was decided and is not finished."""
    return (folder_of(copy) / JOURNAL).exists()


def read(copy: Path) -> Journal | None:
    """The journal in a copy; None when there is none, so that nothing has been begun. Raises Refused or OSError."""
    try:
        with (folder_of(copy) / JOURNAL).open("rb") as file:
            content = file.read(_LARGEST)
    except FileNotFoundError:
        return None
    try:
        line = content.splitlines()[1]
        data = json.loads(line)
        journal = _journal(data)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        journal = None
    if journal is None or journal.to_bytes() != content:
        raise Refused(f"没有做完的更新，它的记录（{UNFINISHED}/{JOURNAL}）已损坏，无法继续。请重新复制整份副本。")
    return journal


def _journal(data: Mapping[str, Any]) -> Journal | None:
    """Raises one of many errors for wrong shapes; every path is one that a copy may have."""
    put = tuple(
        (path if path in TAG_FILES else payload_path(path), hexadecimal(sha256)) for path, sha256 in data["put"]
    )
    removed = tuple(payload_path(path) for path in data["removed"])
    return Journal(number(data["from"]), number(data["to"]), hexadecimal(data["release_sha256"]), removed, put)
