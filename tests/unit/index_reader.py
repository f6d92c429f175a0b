"""Reads the files of the index as its format says, slowly and without cleverness, to test the builder."""

from __future__ import annotations

import base64
import json
import re
import zlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from disclosure.search import fold

SCRIPT = re.compile(r'disclosureSearch\.receive\("([^"]+)",(\d+),"([^"]*)"\);\n')
ZONES = 5


class Held:
    """A target in memory."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.written: list[str] = []

    def write(self, name: str, content: bytes) -> None:
        """Keep a file."""
        self.files[name] = content
        self.written.append(name)

    def holds(self, name: str, size: int, digest: bytes) -> bool:
        """Compare with what is kept."""
        content = self.files.get(name)
        return content is not None and len(content) == size and sha256(content).digest() == digest


class Folder:
    """A target on disk, which several processes can share."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def write(self, name: str, content: bytes) -> None:
        """Write a file."""
        path = self.place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def holds(self, name: str, size: int, digest: bytes) -> bool:
        """Compare with what is there."""
        path = self.place / name
        return path.is_file() and path.stat().st_size == size and sha256(path.read_bytes()).digest() == digest

    def files(self) -> dict[str, bytes]:
        """All files by name."""
        paths = [path for path in self.place.rglob("*") if path.is_file()]
        return {path.relative_to(self.place).as_posix(): path.read_bytes() for path in paths}


def payload(files: Mapping[str, bytes], address: str) -> bytes:
    """The payload of one file; its address and checksum must be right."""
    match = SCRIPT.fullmatch(files[f"{address}.js"].decode("ascii"))
    assert match, address
    content = base64.b64decode(match[3], validate=True)
    assert match[1] == address
    assert int(match[2]) == zlib.crc32(content)
    return content


def data(files: Mapping[str, bytes], address: str) -> Any:  # noqa: ANN401 - JSON
    """The data of a compressed payload."""
    return json.loads(zlib.decompress(payload(files, address)))


def units(text: str) -> tuple[int, ...]:
    """The UTF-16 code units of a text; they order as in the browser."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    return tuple(int.from_bytes(encoded[at : at + 2], "little") for at in range(0, len(encoded), 2))


def text_of(found: tuple[int, ...]) -> str:
    """The text of code units, halves of characters kept."""
    return b"".join(unit.to_bytes(2, "little") for unit in found).decode("utf-16-le", "surrogatepass")


class Listed(NamedTuple):
    """One key of a shard."""

    lists: dict[int, list[int]]
    """Documents by zone."""
    hot: bool


class Bits:
    """Reads bits, the highest of each byte first."""

    def __init__(self, content: bytes) -> None:
        self.bits = [byte >> shift & 1 for byte in content for shift in range(7, -1, -1)]
        self.at = 0

    def one(self) -> int:
        """The next bit."""
        self.at += 1
        return self.bits[self.at - 1]


def shard_keys(content: bytes) -> dict[tuple[int, ...], Listed]:
    """The keys of one shard, in their order."""
    names, flags, rest = _names(content)
    listed, at = _headers(rest, flags)
    headers = iter(listed)
    keys = {}
    for name, flag in zip(names, flags, strict=True):
        lists = {}
        for _ in range((flag & 0x7F).bit_count()):
            zone, postings, first, low, size = next(headers)
            lists[zone] = _documents(rest[at : at + size], postings, first, low)
            at += size
        keys[name] = Listed(lists, bool(flag >> 7))
    assert at == len(rest)
    return keys


def _names(content: bytes) -> tuple[list[tuple[int, ...]], bytes, bytes]:
    """The keys of a shard, their flags, and what comes after these."""
    count = int.from_bytes(content[:4], "little")
    shared, lengths = content[4 : 4 + count], content[4 + count : 4 + 2 * count]
    at = 4 + 2 * count
    names: list[tuple[int, ...]] = []
    for common, length in zip(shared, lengths, strict=True):
        suffix = [int.from_bytes(content[at + 2 * n : at + 2 * n + 2], "little") for n in range(length)]
        at += 2 * length
        names.append((*(names[-1][:common] if names else ()), *suffix))
    return names, content[at : at + count], content[at + count :]


def _headers(content: bytes, flags: bytes) -> tuple[list[tuple[int, int, int, int, int]], int]:
    """Zone, number of postings, first document, k and bytes of each list, and where the headers end."""
    at = 0

    def number() -> int:
        nonlocal at
        value = shift = 0
        while True:
            value |= (content[at] & 0x7F) << shift
            shift, at = shift + 7, at + 1
            if content[at - 1] < 0x80:
                return value

    found = []
    for flag in flags:
        for zone in range(ZONES):
            if flag >> zone & 1:
                postings, first = number(), number()
                low, size = (number(), number()) if postings > 1 else (0, 0)
                found.append((zone, postings, first, low, size))
    return found, at


def _documents(content: bytes, postings: int, first: int, low: int) -> list[int]:
    """The documents of one list."""
    bits, found = Bits(content), [first]
    for _ in range(postings - 1):
        gap = 0
        while bits.one():
            gap += 1
        for _ in range(low):
            gap = gap * 2 + bits.one()
        found.append(found[-1] + 1 + gap)
    assert len(bits.bits) - bits.at < 8
    return found


@dataclass(frozen=True)
class SegmentReader:
    """One segment of an index."""

    files: Mapping[str, bytes]
    manifest: Mapping[str, Any]
    name: str

    @cached_property
    def directory(self) -> Mapping[str, Any]:
        """What the manifest says of it: firsts of shards and packs."""
        found: Mapping[str, Any] = next(one for one in self.manifest["segments"] if one["name"] == self.name)
        return found

    @cached_property
    def keys(self) -> dict[tuple[int, ...], Listed]:
        """All keys of all shards; each shard begins as the directory says."""
        found: dict[tuple[int, ...], Listed] = {}
        for first in self.directory["shards"]:
            shard = shard_keys(payload(self.files, shard_address(self.name, first)))
            assert next(iter(shard)) == units(first)
            assert not found or next(reversed(found)) < units(first)
            assert list(shard) == sorted(shard)
            found |= shard
        return found

    @cached_property
    def order(self) -> list[tuple[int, ...]]:
        """The keys in their order."""
        return list(self.keys)

    @cached_property
    def documents(self) -> list[list[Any]]:
        """What the text packs say, by number of the document."""
        found: list[list[Any]] = []
        for number, first in enumerate(self.directory["texts"]):
            assert first == len(found)
            found += data(self.files, f"{self.name}/t/{number // 500}/{number}")
        return found

    def attachments(self) -> dict[int, list[list[str]]]:
        """What the attachment packs say, by number of the document."""
        found: dict[int, list[list[str]]] = {}
        for number, first in enumerate(self.directory["attachments"]):
            pack = data(self.files, f"{self.name}/a/{number // 500}/{number}")
            assert pack[0][0] == first
            for document, parts in pack:
                found.setdefault(document, []).extend(parts)
        return found

    @cached_property
    def zones(self) -> list[list[list[str]]]:
        """The folded texts of each document, by zone."""
        attached = self.attachments()
        return [
            [
                [fold(text) for text in texts]
                for texts in (
                    numbers,
                    [title],
                    summary,
                    [text for _, text in body],
                    [text for _, text, _ in attached.get(number, [])],
                )
            ]
            for number, (_, title, _, numbers, summary, body, _) in enumerate(self.documents)
        ]

    def longest_key(self, rest: tuple[int, ...]) -> tuple[int, ...] | None:
        """The longest key that begins a text, found among the keys not after it."""
        at = bisect_right(self.order, rest)
        while at and self.order[at - 1][:1] == rest[:1]:
            at -= 1
            if rest[: len(self.order[at])] == self.order[at]:
                return self.order[at]
        return None

    def candidates(self, query: str) -> set[tuple[int, int]]:
        """(document, zone) pairs that may contain a folded text; exactly those that do if it is a key."""
        wanted = units(query)
        if wanted in self.keys:
            return self.pairs(wanted)
        found: set[tuple[int, int]] | None = None
        for at in range(len(wanted)):
            rest = wanted[at:]
            key = self.longest_key(rest)
            if key is None or (self.keys[key].hot and len(key) < min(len(rest), self.manifest["longest"])):
                return set()
            found = self.pairs(key) if found is None else found & self.pairs(key)
        return found or set()

    def pairs(self, key: tuple[int, ...]) -> set[tuple[int, int]]:
        """The (document, zone) pairs of a key."""
        return {(document, zone) for zone, listed in self.keys[key].lists.items() for document in listed}

    def find(self, query: str) -> Iterator[tuple[str, int]]:
        """The address and zone of every text that contains a folded text, verified."""
        documents = self.documents
        for document, zone in self.candidates(query):
            if any(query in text for text in self.zones[document][zone]):
                yield documents[document][0], zone


def shard_address(segment: str, first: str) -> str:
    """The address of the shard that begins with this key."""
    spread = 2166136261
    for byte in first.encode("utf-16-le", "surrogatepass"):
        spread = (spread ^ byte) * 16777619 % 2**32
    return f"{segment}/g/{spread:08x}"[:-6] + "/" + "".join(f"{unit:04x}" for unit in units(first))


class IndexReader:
    """A whole index."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.manifest: Mapping[str, Any] = data(files, "manifest")
        names = [segment["name"] for segment in self.manifest["segments"]]
        self.segments = [SegmentReader(files, self.manifest, name) for name in names]

    def find(self, text: str) -> set[tuple[str, int]]:
        """The address and zone of every text that contains a text."""
        return {hit for segment in self.segments for hit in segment.find(fold(text).strip())}
