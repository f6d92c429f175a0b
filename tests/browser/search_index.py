"""A second, slow and plain writer of the search index, and a page that loads the engine without the rest of a site.

It follows the description of the format and shares nothing with the builder but the folding, so that a
misunderstanding of the format shows as a difference.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from shutil import copyfile

from disclosure.search.document import Document, Facet
from disclosure.search.folding import fold, pairs

SCRIPTS = Path(__file__).parents[2] / "overrides" / "assets" / "search"
ORDER = (
    *("fold", "inflate", "load", "shard", "query", "segment"),
    *("facets", "match", "excerpt", "run", "suggest", "engine"),
)
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'"
ZONES = 5
HOT = 0x80


@dataclass(frozen=True, kw_only=True)
class Shape:
    """How an index is cut: tiny figures bring out every case of the format with few documents."""

    longest: int = 8
    hot: int = 6
    keys_per_shard: int = 200
    documents_per_pack: int = 7


@dataclass
class Plain:
    """Files of an index, by name below search/ without .js, as bytes of payloads."""

    payloads: dict[str, bytes] = field(default_factory=dict)

    def json(self, name: str, value: object) -> None:
        """Add compressed JSON."""
        self.payloads[name] = zlib.compress(json.dumps(value).encode())

    def write(self, folder: Path) -> None:
        """Write every file as a script."""
        for name, payload in self.payloads.items():
            path = folder / f"{name}.js"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(script(name, payload))


def script(name: str, payload: bytes) -> bytes:
    """The script that brings a payload."""
    text = b64encode(payload).decode()
    return f'disclosureSearch.receive("{name}",{zlib.crc32(payload)},"{text}");\n'.encode()


def units(text: str) -> tuple[int, ...]:
    """The UTF-16 units of a text."""
    data = text.encode("utf-16-le", "surrogatepass")
    return tuple(int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2))


def zones(document: Document) -> list[list[str]]:
    """The folded parts of each zone."""
    texts = [
        document.numbers,
        (document.title,),
        document.summary,
        [part.text for part in document.body],
        [part.text for part in document.attachments],
    ]
    return [[fold(text) for text in zone] for zone in texts]


def day_of(published: str) -> int:
    """Days since 1970; 0 for none."""
    return (date.fromisoformat(published[:10]) - date(1970, 1, 1)).days if published else 0


def grams(documents: Sequence[Document], shape: Shape) -> dict[tuple[int, ...], dict[int, list[int]]]:
    """For each key, for each zone, its documents; longer keys only below hot ones."""
    parts = [
        (d, z, units(text)) for d, item in enumerate(documents) for z, zone in enumerate(zones(item)) for text in zone
    ]
    keys: dict[tuple[int, ...], set[tuple[int, int]]] = defaultdict(set)
    for length in range(1, shape.longest + 1):
        level: dict[tuple[int, ...], set[tuple[int, int]]] = defaultdict(set)
        for d, z, text in parts:
            for at in range(len(text) - length + 1):
                key = text[at : at + length]
                if length <= 2 or len(keys[key[:-1]]) > shape.hot:
                    level[key].add((z, d))
        keys.update(level)
    found: dict[tuple[int, ...], dict[int, list[int]]] = {}
    for key in sorted(key for key in keys if keys[key]):
        lists: dict[int, list[int]] = defaultdict(list)
        for z, d in sorted(keys[key]):
            lists[z].append(d)
        found[key] = lists
    return found


def varint(value: int) -> bytes:
    """LEB128."""
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*found, value])


def rice(documents: Sequence[int]) -> tuple[int, bytes]:
    """The parameter and the stream of the gaps of a list of two documents or more."""
    mean = 0.69 * (documents[-1] - documents[0]) / (len(documents) - 1)
    parameter = max(0, int(mean).bit_length() - 1)
    bits = ""
    for before, after in pairwise(documents):
        gap = after - before - 1
        bits += "1" * (gap >> parameter) + "0"
        bits += f"{gap & ((1 << parameter) - 1):0{parameter}b}" if parameter else ""
    bits += "0" * (-len(bits) % 8)
    return parameter, bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8))


def shard(keys: Mapping[tuple[int, ...], Mapping[int, Sequence[int]]], hot: int) -> bytes:
    """The payload of a shard; its keys are in order."""
    shared, suffixes, flags, headers, streams = bytearray(), [], bytearray(), bytearray(), bytearray()
    previous: tuple[int, ...] = ()
    for key, lists in keys.items():
        common = next((i for i, (a, b) in enumerate(zip(previous, key, strict=False)) if a != b), len(previous))
        shared.append(common)
        suffixes.append(key[common:])
        weight = sum(map(len, lists.values()))
        flags.append(sum(1 << z for z in lists) | (HOT if len(key) > 1 and weight > hot else 0))
        previous = key
        for z in sorted(lists):
            headers += varint(len(lists[z])) + varint(lists[z][0])
            if len(lists[z]) > 1:
                parameter, stream = rice(lists[z])
                headers += varint(parameter) + varint(len(stream))
                streams += stream
    lengths = bytes(map(len, suffixes))
    letters = b"".join(unit.to_bytes(2, "little") for suffix in suffixes for unit in suffix)
    return len(keys).to_bytes(4, "little") + bytes(shared) + lengths + letters + bytes(flags + headers + streams)


def shard_name(segment: str, key: tuple[int, ...]) -> str:
    """The name of the shard that begins with a key."""
    value = 0x811C9DC5
    for byte in b"".join(unit.to_bytes(2, "little") for unit in key):
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return f"{segment}/g/{value:08x}"[: len(segment) + 5] + "/" + "".join(f"{unit:04x}" for unit in key)


def chunks(total: int, size: int) -> Iterator[range]:
    """Ranges of a size that cover 0..total."""
    for start in range(0, total, size):
        yield range(start, min(start + size, total))


def write_segment(
    files: Plain, name: str, documents: Sequence[Document], facets: Sequence[Facet], shape: Shape
) -> dict[str, object]:
    """Write all files of one segment; documents are in order. Returns its entry in the manifest."""
    keys = grams(documents, shape)
    ordered = list(keys)
    firsts = []
    for span in chunks(len(ordered), shape.keys_per_shard):
        firsts.append(ordered[span[0]])
        some = {ordered[i]: keys[ordered[i]] for i in span}
        files.payloads[shard_name(name, firsts[-1])] = shard(some, shape.hot)
    texts = list(chunks(len(documents), shape.documents_per_pack))
    for number, span in enumerate(texts):
        files.json(f"{name}/t/{number // 500}/{number}", [stored(documents[d]) for d in span])
    attached = attachment_packs(documents)
    for number, pack in enumerate(attached):
        files.json(f"{name}/a/{number // 500}/{number}", pack)
    starts = ["".join(map(chr, key)) for key in firsts]
    content = b""
    for f, facet in enumerate(facets):
        values = [document.facets[f] for document in documents]
        content += two_bytes(values) if len(facet.values) > 255 else bytes(values)
    content += two_bytes([day_of(document.published) for document in documents])
    lengths = bytes(min(255, len(units(fold(document.title)))) for document in documents)
    files.payloads[f"{name}/columns"] = zlib.compress(content + lengths)
    firsts_of_packs = {"texts": [span[0] for span in texts], "attachments": [pack[0][0] for pack in attached]}
    return {"name": name, "documents": len(documents), "hot": shape.hot, "shards": starts, **firsts_of_packs}


def two_bytes(values: Sequence[int]) -> bytes:
    """The low bytes, then the high bytes."""
    return bytes(value & 255 for value in values) + bytes(value >> 8 for value in values)


def stored(document: Document) -> list[object]:
    """A document as the text packs have it."""
    return [
        document.address,
        document.title,
        document.published,
        list(document.numbers),
        list(document.summary),
        [list(part) for part in document.body],
        list(document.facets),
    ]


def attachment_packs(documents: Sequence[Document]) -> list[list[list[object]]]:
    """Packs of three parts each; a document that needs more room begins a pack, and goes on in others of its own."""
    packs: list[list[list[object]]] = []
    room = 0
    for number, document in enumerate(documents):
        parts = [list(part) for part in document.attachments]
        if len(parts) > room and parts:
            packs += [[[number, parts[start : start + 3]]] for start in range(0, len(parts), 3)]
            room = -len(parts) % 3
        elif parts:
            packs[-1].append([number, parts])
            room -= len(parts)
    return packs


def write_index(  # noqa: PLR0913 - most of it has a default
    folder: Path,
    documents: Sequence[Document],
    *,
    facets: Sequence[Facet] = (),
    suggestions: Sequence[tuple[str, str, str]] = (),
    segments: Sequence[str] = (),
    shape: Shape | None = None,
) -> None:
    """Write an index. segments: the first day of each but the oldest one, newest first, such as 2026."""
    used = shape or Shape()
    ordered = sorted(documents, key=lambda item: (item.published, item.address))
    bounds = [bisect_right([item.published for item in ordered], start) for start in segments]
    files, plans, end = Plain(), [], len(ordered)
    for number, start in enumerate([*bounds, 0]):
        name = segments[number] if number < len(segments) else "older"
        plans.append(write_segment(files, name, ordered[start:end], facets, used))
        end = start
    described = [
        {
            "name": facet.name,
            "values": [
                {"key": v.key, "label": v.label, "parent": v.parent, **({"weight": v.weight} if v.weight else {})}
                for v in facet.values
            ],
        }
        for facet in facets
    ]
    files.json(
        "manifest",
        {
            "format": 2,
            "longest": used.longest,
            "fold": pairs(),
            "segments": plans,
            "facets": described,
            "suggestions": [list(item) for item in suggestions],
        },
    )
    files.write(folder)


def write_page(site: Path, order: Sequence[str] = ORDER, policy: str = POLICY) -> Path:
    """Write a page that loads the engine, under the policy of all pages, and the scripts themselves."""
    scripts = site / "assets" / "search"
    scripts.mkdir(parents=True, exist_ok=True)
    for name in order:
        copyfile(SCRIPTS / f"{name}.js", scripts / f"{name}.js")
    tags = "".join(f'<script src="assets/search/{name}.js"></script>\n' for name in order)
    page = site / "index.html"
    head = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}"><title>检索</title>'
    page.write_text(f"<!doctype html>\n{head}\n<body>\n{tags}</body>\n", encoding="utf-8")
    return page
