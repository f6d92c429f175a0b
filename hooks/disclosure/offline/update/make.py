"""Making the package that updates one copy to a later one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from disclosure.offline.bag import digest
from disclosure.offline.release import RELEASE, SIGNATURE, signer
from disclosure.offline.update.change import SENT, Change, Put, refusal
from disclosure.offline.update.package import CHANGE, PAYLOAD, Base, read_base
from disclosure.offline.update.payload import pack, reduced, stretches
from disclosure.problem import quote

_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP file can hold: no clock


@dataclass(frozen=True, slots=True)
class Made:
    """A package that was made."""

    path: Path
    size: int
    """Bytes."""
    written: int
    """Files that it puts."""
    removed: int


def usual_name(base: int, target: int) -> str:
    """The file name of a package."""
    return f"更新包-{base}-{target}.zip"


def make(old: Path, new: Path, out: Path) -> Made:
    """Make a package from two copies in folders. Raises Refused with what speaks against it, or OSError."""
    base, after = read_base(old), read_base(new)
    _require_sequence(base, after)
    wanted = _difference(base, after)
    removed = tuple(sorted(base.manifest.keys() - after.manifest.keys()))
    unfinished = out.with_name(f".{out.name}.unfinished")
    try:
        with ZipFile(unfinished, "w") as file:
            _write_part(file, RELEASE, after.content)
            _write_part(file, SIGNATURE, after.signature)
            put = _write_payload(file, new, wanted, _held(base, after, old))
            change = Change(
                after.release.site_code,
                base.release.version,
                after.release.version,
                digest(base.content),
                removed,
                put,
            )
            _write_part(file, CHANGE, change.to_bytes(), ZIP_DEFLATED)
        with unfinished.open("rb+") as whole:
            os.fsync(whole.fileno())
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)
    return Made(out, out.stat().st_size, len(put), len(removed))


def _require_sequence(base: Base, after: Base) -> None:
    """Raises Refused unless reading rooms that have the old copy will accept the new one."""
    old, new = base.release, after.release
    for one, release in ((base, old), (after, new)):
        if signer(release, one.content, one.signature) is None:
            raise refusal("signature", f"第 {release.version} 版副本的签名不对，请先运行 verify 核验。")
    if old.site_code != new.site_code:
        raise refusal("wrong-site", f"两份副本不是同一个网站的：{quote(old.site_name)}和{quote(new.site_name)}。")
    if new.version <= old.version:
        raise refusal("rollback", f"新的副本（第 {new.version} 版）不在旧的（第 {old.version} 版）之后，请换一下次序。")
    if new.previous > old.version:
        text = f"第 {new.version} 版接在第 {new.previous} 版之后，查阅点不会接受从第 {old.version} 版直接更新。"
        raise refusal("gap", f"{text}请分别制作各版的更新包。")
    key = signer(new, after.content, after.signature)
    if key is None or key.spki not in {one.spki for one in old.keys}:
        text = f"第 {new.version} 版的签名密钥没有列在第 {old.version} 版里，查阅点不会接受。"
        raise refusal("untrusted-key", f"{text}更换密钥要先发布一版，同时列出新旧两把。")


def _difference(base: Base, after: Base) -> dict[str, str]:
    """SHA-256 by path of what is to be put."""
    wanted = {path: text for path, text in after.manifest.items() if base.manifest.get(path) != text}
    files = (base.release.files, after.release.files)
    wanted |= {name: files[1][name] for name in SENT if files[0][name] != files[1][name]}
    return wanted


def _held(base: Base, after: Base, folder: Path) -> dict[bytes, tuple[str, int]]:
    """Where the old copy holds which stretches of base64, in files that are no longer the same."""
    found: dict[bytes, tuple[str, int]] = {}
    for path, sha256 in base.manifest.items():
        if after.manifest.get(path) == sha256:
            continue
        content = _read(folder, path, sha256, "旧的")
        for start, letters in stretches(content):
            found.setdefault(letters, (path, start))
    return found


def _read(folder: Path, path: str, sha256: str, which: str) -> bytes:
    """A file of a copy. Raises Refused when it is not what the manifest says."""
    try:
        content = (folder / path).read_bytes()
    except FileNotFoundError:
        content = None
    if content is None or digest(content) != sha256:
        state = "缺少的" if content is None else "损坏或者被改动的"
        raise refusal("damaged", f"{which}副本里有{state}文件 {path}，没有制作更新包。请先运行 verify 核验两份副本。")
    return content


def _write_payload(
    file: ZipFile, folder: Path, wanted: Mapping[str, str], held: Mapping[bytes, tuple[str, int]]
) -> tuple[Put, ...]:
    """Write the contents, in the order of the paths. Raises Refused when a file is not what the manifest says."""
    put = []

    def contents() -> Iterator[bytes]:
        for path in sorted(wanted):
            content = _read(folder, path, wanted[path], "新的")
            runs, plain = reduced(content, held)
            put.append(Put(path, wanted[path], len(content), runs))
            yield plain

    with file.open(_part(PAYLOAD, ZIP_STORED), "w", force_zip64=True) as target:
        for piece in pack(contents()):
            target.write(piece)
    return tuple(put)


def _write_part(file: ZipFile, name: str, content: bytes, method: int = ZIP_STORED) -> None:
    file.writestr(_part(name, method), content)


def _part(name: str, method: int) -> ZipInfo:
    """A part of a ZIP file without a clock and without anything of this machine."""
    part = ZipInfo(name, _DAY)
    part.compress_type, part.create_system, part.external_attr = method, 3, 0o644 << 16
    return part
