"""Reads the files of the search index as a browser does: each is a script that hands over one payload."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode
from typing import Any

_SCRIPT = re.compile(rb'disclosureSearch\.receive\("([^"]+)",(\d+),"([A-Za-z0-9+/=]*)"\);\n')
FOLDER = "search/"


def payload(tree: dict[str, bytes], name: str) -> bytes:
    """What the file search/<name>.js hands over, as it is; its name and its sum must be right."""
    found = _SCRIPT.fullmatch(tree[f"{FOLDER}{name}.js"])
    assert found, name
    content = b64decode(found[3], validate=True)
    assert found[1].decode() == name
    assert int(found[2]) == zlib.crc32(content)
    return content


def read(tree: dict[str, bytes], name: str) -> Any:  # noqa: ANN401 - any JSON
    """The JSON of a file search/<name>.js."""
    return json.loads(zlib.decompress(payload(tree, name)))


def names_of(tree: dict[str, bytes]) -> set[str]:
    """The names of all files of the index."""
    return {path.removeprefix(FOLDER).removesuffix(".js") for path in tree if path.startswith(FOLDER)}


def texts_of(tree: dict[str, bytes]) -> dict[str, Any]:
    """What the index keeps of each page, by its address; see the text packs of the format."""
    packs = sorted(name for name in names_of(tree) if "/t/" in name)
    found = [record for name in packs for record in read(tree, name)]
    assert len({record[0] for record in found}) == len(found)
    return {record[0]: record for record in found}


def attached_in(tree: dict[str, bytes]) -> list[list[str]]:
    """(place, text, address) of all parts of attachments."""
    packs = sorted(name for name in names_of(tree) if "/a/" in name)
    return [part for name in packs for _, parts in read(tree, name) for part in parts]


def opened(tree: dict[str, bytes]) -> dict[str, bytes]:
    """The tree with the payloads of the index in the open, for tests that look for what must not be there."""
    found = dict(tree)
    for name in names_of(tree):
        content = payload(tree, name)
        found[f"{FOLDER}{name}.js"] = content if "/g/" in name else zlib.decompress(content)
    return found
