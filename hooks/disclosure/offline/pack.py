"""Packing: a built site becomes a signed copy in a folder of its own, all of it or nothing.

Everything is written into a hidden folder beside the wanted one and synced; a rename makes it the copy. Whatever stops
the work, there is never half a copy under the wanted name.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from disclosure.offline.bag import BAGIT_TXT, bag_info, digest, manifest_text
from disclosure.offline.companions import COMPANIONS
from disclosure.offline.keys import PrivateKey
from disclosure.offline.order import Order, faults_of, payload_of, unfinished_of
from disclosure.offline.release import (
    BAG_INFO,
    BAGIT,
    DATA,
    MANIFEST,
    NOTICE,
    RELEASE,
    SIGNATURE,
    TAG_MANIFEST,
    Release,
    notice,
    parse,
)
from disclosure.problem import Refused
from disclosure.publication import exchange, only_writer, read_record
from disclosure.source import list_files
from disclosure.vocabulary import Site

_CHUNK = 1 << 20  # bytes read at a time
_WRITERS = 4  # threads; hashing, reading and writing all let the others work
_MARGIN = 4_000_000  # bytes: the files beside data/, with room for a long manifest
_CLUSTER = 4096  # bytes that a file takes up at least
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Packed:
    """What was packed."""

    out: Path
    release: Release


def pack(root: Path, settings: Site, order: Order) -> Packed:
    """Pack a built site. Raises Refused with all faults at once, or OSError; then nothing is changed."""
    with only_writer(root / ".cache" / "pack"), only_writer(order.site_dir):
        sizes, faults = payload_of(order.site_dir)
        faults = [*faults_of(order, settings), *faults]
        if faults or order.key is None:
            raise Refused("\n".join([*faults[:_SHOWN], *_rest(faults), "没有制作副本。"]))
        return _write(root, settings, order, order.key, sizes)


def _rest(faults: list[str]) -> list[str]:
    return [f"……另有 {len(faults) - _SHOWN} 处没有列出。"] if len(faults) > _SHOWN else []


def _write(root: Path, settings: Site, order: Order, key: PrivateKey, sizes: Mapping[str, int]) -> Packed:
    out = order.out.resolve()
    unfinished = unfinished_of(out)
    if unfinished.exists():
        shutil.rmtree(unfinished)
    _require_space(out.parent, sizes)
    try:
        digests = _copy(order.site_dir, unfinished, sizes)
        draft = _draft(settings, order, key, sizes)
        release = _write_tag_files(root, unfinished, key, draft, digests)
        _sync(unfinished)
        if out.exists():
            exchange(unfinished, out)
        else:
            unfinished.rename(out)
        _sync_folder(out.parent)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return Packed(out, release)


def _require_space(folder: Path, sizes: Mapping[str, int]) -> None:
    needed = sum(size + _CLUSTER for size in sizes.values()) + _MARGIN
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise Refused(f"磁盘空间不足：要 {needed // 10**6 + 1} MB，还有 {free // 10**6} MB。没有制作副本。")


def _copy(site_dir: Path, target: Path, sizes: Mapping[str, int]) -> dict[str, str]:
    """Copy the site, each file read once; gives the SHA-256 of each by its path in the copy."""
    for folder in sorted({path.rpartition("/")[0] for path in sizes}):
        (target / folder).mkdir(parents=True, exist_ok=True)
    source, destination = f"{site_dir}/", f"{target}/"

    def copy(path: str) -> str:
        return _copy_file(source + path.removeprefix(DATA), destination + path, sizes[path])

    with ThreadPoolExecutor(_WRITERS) as pool:
        return dict(zip(sizes, pool.map(copy, sizes), strict=True))


def _copy_file(source: str, target: str, size: int) -> str:
    """Copy a file that must have this size, and give its SHA-256."""
    found, count = sha256(), 0
    piece = min(size + 1, _CHUNK)  # a buffer no larger than the file: most are small
    with open(source, "rb", buffering=0) as read, open(target, "xb", buffering=0) as write:  # noqa: PTH123 - thousands
        while content := read.read(piece):
            found.update(content)
            count += len(content)
            rest = memoryview(content)
            while rest:  # a write may take less than it is given
                rest = rest[write.write(rest) :]
            if len(content) < piece == size + 1:
                break  # the whole of a small file in one read
    if count != size:
        raise Refused(f"{source} 在制作副本的时候变了，请等它写完再制作。没有制作副本。")
    return found.hexdigest()


def _draft(settings: Site, order: Order, key: PrivateKey, sizes: Mapping[str, int]) -> Release:
    """The release without the digests of the tag files."""
    record = read_record(order.site_dir)
    keys = (key.public, order.next_key) if order.next_key else (key.public,)
    return Release(
        site_code=record.code,
        site_name=record.name,
        contact=settings.copy_contact,
        version=order.version,
        previous=order.previous.version if order.previous else order.version - 1,
        released_on=order.released_on,
        expires_on=order.released_on + timedelta(days=order.valid_days),
        entries=record.entries,
        attachments=record.attachments,
        payload_files=len(sizes),
        payload_bytes=sum(sizes.values()),
        files={},
        keys=keys,
    )


def _write_tag_files(root: Path, target: Path, key: PrivateKey, draft: Release, digests: Mapping[str, str]) -> Release:
    """Write everything beside data/; gives the release with its digests."""
    files = {
        BAGIT: BAGIT_TXT,
        BAG_INFO: bag_info(
            day=draft.released_on.isoformat(),
            organization=draft.site_name,
            code=draft.site_code,
            description=f"{draft.site_name}政府信息公开网站的离线副本，第 {draft.version} 版",
            size=draft.payload_bytes,
            files=draft.payload_files,
        ),
        MANIFEST: manifest_text(digests),
        **{name: render(root, draft, digests) for name, render in COMPANIONS.items()},
    }
    release = replace(draft, files={name: digest(content) for name, content in files.items()})
    content = release.to_bytes()
    parse(content)  # what no reader would accept is not written
    files |= {RELEASE: content, SIGNATURE: key.sign(content), NOTICE: notice(content)}
    files[TAG_MANIFEST] = manifest_text({name: digest(content) for name, content in files.items()})
    for name, content in files.items():
        (target / name).write_bytes(content)
    return release


def _sync(folder: Path) -> None:
    """Bring everything to the disk, so that the rename that follows cannot come to it first."""
    if hasattr(os, "sync"):
        os.sync()  # thousands of small files: much quicker than one after another
        return
    for name in list_files(folder).files:
        with (folder / name).open("rb+") as file:
            os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # where a folder cannot be opened
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
