"""What a reading room remembers of the copies that it accepted, and whether a new one may follow on them.

The memory lies outside the copy, with whoever verifies: nothing that a stick brings along can change it.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from disclosure.offline.faults import Fault, in_words
from disclosure.offline.keys import PublicKey, is_spki
from disclosure.offline.release import Release, canonical
from disclosure.problem import Refused, quote

FORMAT = 1
LARGEST = 1_000_000
"""Bytes of a memory file."""
_MEND = "请换用备份；没有备份的，换一个文件名，凭公告上的指纹重新核验一次"


@dataclass(frozen=True)
class Known:
    """The last accepted release of a site."""

    name: str
    version: int
    released_on: date
    release_sha256: str
    """Of the bytes of release.json, in hex."""
    keys: tuple[PublicKey, ...]
    """Exactly the keys that this release lists: one that it no longer lists cannot sign any more."""


@dataclass(frozen=True)
class Memory:
    """The accepted releases by the code of their site."""

    sites: Mapping[str, Known] = field(default_factory=dict)

    def accept(self, release: Release, digest: str) -> Memory:
        """The memory after a release was accepted; `digest` is the SHA-256 of its bytes."""
        known = Known(release.site_name, release.version, release.released_on, digest, release.keys)
        return Memory({**self.sites, release.site_code: known})

    def to_bytes(self) -> bytes:
        """The memory as it is written to its file."""
        sites = {
            code: {
                "name": known.name,
                "version": known.version,
                "released_on": known.released_on.isoformat(),
                "release_sha256": known.release_sha256,
                "keys": [{"name": key.name, "spki": base64.b64encode(key.spki).decode()} for key in known.keys],
            }
            for code, known in self.sites.items()
        }
        return canonical({"format": FORMAT, "sites": sites}) + b"\n"


def parse(content: bytes, name: str) -> Memory:
    """The memory in these bytes of the file `name`. Raises Refused unless they are what `to_bytes` writes."""
    try:
        data = json.loads(content)
        memory = Memory({code: _known(one) for code, one in data["sites"].items()})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        memory = None
    if memory is None or memory.to_bytes() != content:
        raise Refused(f"核验记录 {name} 已损坏，或者不是核验记录；{_MEND}。")
    return memory


def _known(data: Mapping[str, Any]) -> Known:
    """Raises one of many errors for wrong shapes; what it lets pass is compared with the bytes afterwards."""
    keys = tuple(PublicKey(key["name"], base64.b64decode(key["spki"], validate=True)) for key in data["keys"])
    if type(data["version"]) is not int or not keys or not all(is_spki(key.spki) for key in keys):
        raise ValueError
    texts = (data["name"], data["release_sha256"], *(key.name for key in keys))
    if not all(isinstance(text, str) and text.isprintable() for text in texts):
        raise ValueError
    released_on = date.fromisoformat(data["released_on"])
    return Known(data["name"], data["version"], released_on, data["release_sha256"], keys)


def load(path: Path) -> Memory:
    """The memory in a file, an empty one when there is no file yet. Raises Refused or OSError."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        return Memory()
    return parse(content[: LARGEST + 1], path.name)


def save(path: Path, memory: Memory) -> None:
    """Write the memory to a file, which holds the old one or the new one at any time. Raises OSError."""
    fresh = path.with_name(f".{path.name}.new")
    with fresh.open("wb") as file:
        file.write(memory.to_bytes())
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def order_fault(known: Known, release: Release, digest: str, *, accept_gap: bool = False) -> Fault | None:
    """Why a release of the same site may not follow on the one that is remembered; None when it may, or is the same.

    `digest` is the SHA-256 of the bytes of release.json. With `accept_gap` versions may be missing between the two.
    """
    last = f"这里上次核验的是第 {known.version} 版（{in_words(known.released_on)}发布）"
    if release.version < known.version:
        return Fault("rollback", f"这是旧副本：第 {release.version} 版；{last}。请换用新的副本，或者向发布机关索取。")
    if release.version == known.version:
        if digest == known.release_sha256:
            return None
        return Fault(
            "same-version",
            f"第 {release.version} 版与上次核验的同一版内容不同，其中必有一份不对。请勿使用，与发布机关联系。",
        )
    if release.previous > known.version and not accept_gap:
        missing = _versions(known.version + 1, release.previous)
        return Fault("gap", f"缺少{missing}：这是第 {release.version} 版，{last}。请向发布机关补要，或者核实缘由。")
    return None


def _versions(first: int, last: int) -> str:
    return f"第 {last} 版" if first == last else f"第 {first} 版到第 {last} 版之间的版本"


def other_site_fault(memory: Memory, release: Release, wanted: str) -> Fault | None:
    """Why a release is of another site than expected; None when it is not. `wanted` is a code, or empty for any."""
    this = f"这是{quote(release.site_name)}（{release.site_code}）的副本"
    if wanted and release.site_code != wanted:
        return Fault("wrong-site", f"{this}，不是要核验的 {wanted}。请换成本站的副本。")
    if not wanted and memory.sites and release.site_code not in memory.sites:
        names = "、".join(f"{quote(known.name)}（{code}）" for code, known in sorted(memory.sites.items()))
        return Fault("wrong-site", f"{this}，核验记录里只有{names}。确要核验另一个网站的，用 --site 写明标识码。")
    return None
