"""update.json: what makes one release of a copy into a later one. It is not signed: the releases on both sides are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from disclosure.offline.names import LARGEST_FILE, fault_of
from disclosure.offline.release import BAG_INFO, BAGIT, DATA, LEAFLET, OPEN_PAGE, VERIFY_PAGE, VERIFY_SCRIPT, canonical
from disclosure.problem import Refused

FORMAT = 1
SENT = (BAGIT, BAG_INFO, OPEN_PAGE, LEAFLET, VERIFY_PAGE, VERIFY_SCRIPT)
"""Files beside data/ that a package may hold; the others follow from these and the release."""
LARGEST_REDUCED = 16_000_000
"""Bytes of the largest file that may have runs (see Put): they are taken apart in memory."""
_HEX = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of base64 in a file, after some bytes as they are: decoded in the payload, or taken from the base."""

    plain: int
    """Bytes before it, as they are."""
    size: int
    """Bytes of its decoded form; of itself when it is taken from the base."""
    source: str = ""
    """The file of the base that holds it too."""
    offset: int = 0
    """Where it begins there, in bytes."""

    @property
    def length(self) -> int:
        """Bytes of it in the file."""
        return self.size if self.source else (self.size + 2) // 3 * 4

    @property
    def fields(self) -> list[int | str]:
        """How it stands in update.json."""
        return [self.plain, self.size, self.source, self.offset] if self.source else [self.plain, self.size]


@dataclass(frozen=True, slots=True)
class Put:
    """A file that is new or has new content."""

    path: str
    """From the top of the copy."""
    sha256: str
    size: int
    """Bytes."""
    runs: tuple[Run, ...] = ()

    @property
    def tail(self) -> int:
        """Bytes after the last run."""
        return self.size - sum(run.plain + run.length for run in self.runs)


@dataclass(frozen=True, slots=True)
class Change:
    """What update.json says."""

    site_code: str
    base: int
    """The version that it is made for."""
    target: int
    base_release_sha256: str
    """Of the bytes of release.json of the base, in hex."""
    removed: tuple[str, ...]
    put: tuple[Put, ...]
    """In the order in which their contents follow each other in the payload, which is that of their paths."""

    def to_bytes(self) -> bytes:
        """update.json."""
        return canonical(
            {
                "format": FORMAT,
                "site": self.site_code,
                "from": self.base,
                "to": self.target,
                "base_release_sha256": self.base_release_sha256,
                "removed": list(self.removed),
                "put": [
                    {"path": one.path, "sha256": one.sha256, "bytes": one.size}
                    | ({"runs": [run.fields for run in one.runs]} if one.runs else {})
                    for one in self.put
                ],
            }
        )

    def manifest_after(self, manifest: Mapping[str, str]) -> dict[str, str] | None:
        """The manifest that the base's one becomes; None when the change does not fit it."""
        if not manifest.keys() >= set(self.removed):
            return None
        kept = {path: text for path, text in manifest.items() if path not in set(self.removed)}
        return kept | {one.path: one.sha256 for one in self.put if one.path.startswith(DATA)}


def parse(content: bytes) -> Change | None:
    """The change in these bytes; None unless they are exactly what `Change.to_bytes` writes, with sound paths."""
    try:
        data = json.loads(content)
        if canonical(data) != content or data["format"] != FORMAT:
            return None
        change = Change(
            str(data["site"]),
            number(data["from"]),
            number(data["to"]),
            hexadecimal(data["base_release_sha256"]),
            tuple(payload_path(path) for path in data["removed"]),
            tuple(_put(one) for one in data["put"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    paths = [one.path for one in change.put]
    in_order = _ascending(paths) and _ascending(change.removed) and set(paths).isdisjoint(change.removed)
    return change if in_order and change.to_bytes() == content else None


def newer_format(content: bytes) -> bool:
    """Whether update.json is of a format that this program does not know yet."""
    try:
        data = json.loads(content)
        return type(data["format"]) is int and data["format"] > FORMAT
    except (ValueError, TypeError, KeyError, RecursionError):
        return False


def number(value: object) -> int:
    """A whole number from 0. Raises ValueError for anything else."""
    if type(value) is not int or value < 0:
        raise ValueError
    return value


def hexadecimal(value: Any) -> str:  # noqa: ANN401 - untrusted
    """A SHA-256 in hex. Raises ValueError or TypeError for anything else."""
    if not _HEX.fullmatch(value):
        raise ValueError
    return str(value)


def payload_path(value: Any) -> str:  # noqa: ANN401 - untrusted
    """A path below data/. Raises ValueError or TypeError for anything else."""
    if not value.startswith(DATA) or fault_of(value):
        raise ValueError
    return str(value)


def _put(data: Mapping[str, Any]) -> Put:
    path = data["path"] if data["path"] in SENT else payload_path(data["path"])
    runs = tuple(_run(*fields) for fields in data.get("runs", ()))
    put = Put(path, hexadecimal(data["sha256"]), number(data["bytes"]), runs)
    if put.size > (LARGEST_REDUCED if runs else LARGEST_FILE) or put.tail < 0:
        raise ValueError
    return put


def _run(plain: object, size: object, *place: object) -> Run:
    if not place:
        return Run(number(plain), number(size))
    source, offset = place
    return Run(number(plain), number(size), payload_path(source), number(offset))


def _ascending(paths: Iterable[str]) -> bool:
    listed = list(paths)
    return listed == sorted(set(listed))


def refusal(name: str, text: str) -> Refused:
    """A refusal under an id that never changes its meaning."""
    return Refused(f"[{name}] {text}")
