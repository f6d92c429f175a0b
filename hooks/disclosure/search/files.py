"""The files of the index: classic scripts that hand one payload to the reader in the browser."""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from disclosure.search.document import Target

_LEVEL = 5
"""Of zlib; 9 takes twice as long for 1 % less."""
_FOLDER = 500
"""Files of packs in one folder: some file systems are slow with many, or refuse them."""


class Written(NamedTuple):
    """A file of the index as it was written."""

    name: str
    size: int
    digest: str
    """SHA-256, in hexadecimal."""


def compressed(data: object) -> bytes:
    """Data as JSON, compressed. Halves of characters, at which a key may begin or end, are escaped as JSON has it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return compressed_text(text.encode(errors="backslashreplace"))


def compressed_text(text: bytes) -> bytes:
    """Text compressed."""
    return zlib.compress(text, _LEVEL)


def write(target: Target, address: str, payload: bytes) -> Written:
    """Write one payload; the address is the name below the folder of the index, without .js."""
    content = b'disclosureSearch.receive("%s",%d,"%s");\n' % (address.encode(), zlib.crc32(payload), b64encode(payload))
    written = Written(f"{address}.js", len(content), sha256(content).hexdigest())
    target.write(written.name, content)
    return written


def are_there(target: Target, files: Sequence[Written]) -> list[bool]:
    """For each file whether it is in its place, unchanged."""
    return [target.holds(file.name, file.size, bytes.fromhex(file.digest)) for file in files]


def pack_address(segment: str, folder: str, number: int) -> str:
    """The address of a text pack (folder t) or attachment pack (folder a)."""
    return f"{segment}/{folder}/{number // _FOLDER}/{number}"


def shard_address(segment: str, key: str) -> str:
    """The address of the gram shard that begins with this key."""
    data = key.encode("utf-16-be", "surrogatepass")
    spread = 0x811C9DC5
    for byte in key.encode("utf-16-le", "surrogatepass"):
        spread = ((spread ^ byte) * 0x01000193) & 0xFFFFFFFF
    return f"{segment}/g/{spread >> 24:02x}/{data.hex()}"
