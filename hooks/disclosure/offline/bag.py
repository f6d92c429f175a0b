"""The files that make a folder a BagIt 1.0 bag (RFC 8493), in the one form that our profile allows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from disclosure.offline.names import fault_of, twins
from disclosure.offline.release import DATA, MANIFEST
from disclosure.problem import Refused, quote

BAGIT_TXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)", re.ASCII)
_OXUM = re.compile(rb"^Payload-Oxum: ([0-9]{1,16})\.([0-9]{1,16})$", re.MULTILINE)
_UNITS = ((10**9, "GB"), (10**6, "MB"), (10**3, "KB"))
_CHUNK = 1 << 20


def digest(content: bytes) -> str:
    """SHA-256 in hex, as it stands in manifests."""
    return hashlib.sha256(content).hexdigest()


def hash_file(path: Path) -> tuple[str, int]:
    """SHA-256 in hex and size in bytes of a file of any size. Raises OSError."""
    found, size = hashlib.sha256(), 0
    with path.open("rb", buffering=0) as file:
        buffer = memoryview(bytearray(_CHUNK))
        while count := file.readinto(buffer):
            found.update(buffer[:count])
            size += count
    return found.hexdigest(), size


def manifest_text(digests: Mapping[str, str]) -> bytes:
    """The lines of a manifest: SHA-256 by path from the top of the copy, sorted by path."""
    return "".join(f"{digests[path]}  {path}\n" for path in sorted(digests)).encode()


def parse_manifest(content: bytes, *, ordered: bool = True) -> dict[str, str]:
    """SHA-256 by path ("data/…"), in the order of the lines, of manifest-sha256.txt.

    Raises Refused unless the bytes are what `manifest_text` writes for paths below data/; the lines of a bag that
    another program made need not be `ordered`.
    """
    changed = f"清单 {MANIFEST} 被改动"
    if content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) or b"\r" in content:
        raise Refused(f"{changed}：像是用记事本打开后保存过；请重新复制这个文件。")
    try:
        lines = content.decode().split("\n")
    except UnicodeDecodeError:
        raise Refused(f"{changed}：不是 UTF-8 文字；请重新复制这个文件。") from None
    if lines.pop():
        raise Refused(f"{changed}：最后一行不完整；请重新复制这个文件。")
    found: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        if not match:
            raise Refused(f"{changed}：第 {number} 行不是“摘要  路径”；请重新复制这个文件。")
        path = match[2]
        if fault := fault_of(path) if path.startswith(DATA) else "不在 data 文件夹里":
            raise Refused(f"{changed}：第 {number} 行的路径{quote(path)}{fault}。")
        if path in found:
            raise Refused(f"{changed}：{quote(path)}写了两次。")
        found[path] = match[1]
    if groups := twins(found):
        raise Refused(f"{changed}：{quote(groups[0][0])}和{quote(groups[0][-1])}在有的系统上是同一个文件。")
    if ordered and list(found) != sorted(found):
        raise Refused(f"{changed}：各行的次序变了；请重新复制这个文件。")
    return found


def oxum_in(content: bytes) -> tuple[int, int] | None:
    """Bytes and number of files of the payload, as bag-info.txt says them; None when it does not say them once."""
    found = _OXUM.findall(content)
    return (int(found[0][0]), int(found[0][1])) if len(found) == 1 else None


def readable_size(size: int) -> str:
    """A size in bytes as people say it: "12.3 MB"."""
    for unit, name in _UNITS:
        if size >= unit:
            return f"{size / unit:.1f} {name}"
    return f"{size} B"


def bag_info(  # noqa: PLR0913 - what stands in bag-info.txt, all by name
    *, day: str, organization: str, code: str, description: str, size: int, files: int
) -> bytes:
    """bag-info.txt of a copy: no clock, no name of the machine or of the program."""
    info = {
        "Source-Organization": organization,
        "External-Identifier": code,
        "External-Description": description,
        "Bagging-Date": day,
        "Bag-Size": readable_size(size),
        "Payload-Oxum": f"{size}.{files}",
    }
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in info.items()).encode()
