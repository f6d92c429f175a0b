"""Small copies for tests, written straight after the format, so that any of them can be wrong on purpose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from disclosure.offline import bag
from disclosure.offline.keys import PrivateKey, make_key
from disclosure.offline.release import (
    BAG_INFO,
    BAGIT,
    LEAFLET,
    LISTED,
    MANIFEST,
    NOTICE,
    OPEN_PAGE,
    RELEASE,
    SIGNATURE,
    TAG_MANIFEST,
    VERIFY_PAGE,
    VERIFY_SCRIPT,
    Release,
    notice,
    parse,
)

KEY, NEXT, OTHER = make_key("2026"), make_key("2027"), make_key("2028")
CONTACT = "示例县人民政府办公室（电话 0000-0000000）"
TODAY = date(2026, 11, 22)
SITE = {
    "index.html": "<!DOCTYPE html><title>示例县</title>".encode(),
    "entry/990000010/2024-00001.html": b"<p>1</p>",
    "entry/990000010/2024-00002.html": b"<p>2</p>",
    "files/预算表.csv": "项目,金额\n".encode(),
    "assets/empty.txt": b"",
}
"""A site of few files, with a Chinese name and an empty file."""


@dataclass(frozen=True)
class Made:
    """What a copy is made of."""

    site: Mapping[str, bytes]
    key: PrivateKey = KEY
    next_key: PrivateKey | None = None
    version: int = 7
    previous: int = 6
    code: str = "0000000000"
    name: str = "示例县人民政府"
    released_on: date = date(2026, 11, 15)
    expires_on: date = date(2027, 2, 15)


def write_copy(folder: Path, made: Made | None = None) -> Path:
    """Write a copy into a new folder. Returns the folder."""
    made = made or Made(SITE)
    data = {f"data/{name}": content for name, content in made.site.items()}
    size = sum(map(len, data.values()))
    files = {
        BAGIT: bag.BAGIT_TXT,
        BAG_INFO: f"External-Identifier: {made.code}\nPayload-Oxum: {size}.{len(data)}\n".encode(),
        MANIFEST: bag.manifest_text({name: bag.digest(content) for name, content in data.items()}),
        **{name: name.encode() for name in (OPEN_PAGE, VERIFY_PAGE, VERIFY_SCRIPT, LEAFLET)},
    }
    keys = [made.key.public, made.next_key.public] if made.next_key else [made.key.public]
    release = Release(
        site_code=made.code,
        site_name=made.name,
        contact=CONTACT,
        version=made.version,
        previous=made.previous,
        released_on=made.released_on,
        expires_on=made.expires_on,
        entries=388,
        attachments=19,
        payload_files=len(data),
        payload_bytes=size,
        files={name: bag.digest(files[name]) for name in LISTED},
        keys=tuple(keys),
    )
    for name, content in {**data, **files}.items():
        put(folder, name, content)
    sign(folder, release, made.key)
    return folder


def sign(folder: Path, release: Release, key: PrivateKey) -> None:
    """Write the record of a release, its signature and what follows from them."""
    content = release.to_bytes()
    own = {RELEASE: content, SIGNATURE: key.sign(content), NOTICE: notice(content)}
    for name, text in own.items():
        put(folder, name, text)
    digests = {name: bag.digest((folder / name).read_bytes()) for name in (*LISTED, *own)}
    put(folder, TAG_MANIFEST, bag.manifest_text(digests))


def sign_again(folder: Path, key: PrivateKey, **fields: Any) -> None:  # noqa: ANN401 - fields of any type
    """Sign a copy as it lies there, with some fields of its record changed: whole, but by somebody else, or wrong."""
    release = parse((folder / RELEASE).read_bytes())
    digests = {name: bag.digest((folder / name).read_bytes()) for name in LISTED}
    changed: Release = replace(release, **{"files": digests, **fields})
    sign(folder, changed, key)


def put(folder: Path, name: str, content: bytes) -> None:
    """Write a file with the folders above it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def write_zip(folder: Path, archive: Path, *, below: str = "") -> Path:
    """Write the files of a folder into a ZIP file, below a folder in it. Returns the ZIP file."""
    with ZipFile(archive, "w", ZIP_DEFLATED) as file:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                file.write(path, f"{below}{path.relative_to(folder).as_posix()}")
    return archive
