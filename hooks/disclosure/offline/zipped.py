"""Reading of ZIP files made by others: looked at as a whole before anything in them is opened, never unpacked.

Refused are names that lead out of the folder, links, names that occur twice (one program reads the first, another one
writes the last), parts that lie over each other or are missing from the list, and parts made to fill a memory.
"""

from __future__ import annotations

import re
import stat
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - an exception

from disclosure.offline.faults import Fault, report
from disclosure.problem import Refused, quote

MAX_PARTS = 200_000
MAX_RATIO, RATIO_FROM = 300, 16 * 1024 * 1024
"""Text hardly packs better than 1:100; a part beyond this ratio and size is made to fill a memory."""
INCOMPLETE = "文件不完整，请重新复制"

_HEAD = struct.Struct("<4s22xHH")  # of a part: signature, lengths of its name and of its extra field
_SIGNATURE = b"PK\x03\x04"
_DESCRIPTOR, _ENCRYPTED, _UTF8 = 0x08, 0x01, 0x800
_DESCRIPTOR_LENGTH = 24  # at most
_UNSAFE_NAME = re.compile(r"^[/\\]|\\|^[A-Za-z]:|(?:^|/)\.{0,2}(?:/|$)|[\x00-\x1f]")
_DAMAGES = (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError, ValueError, LookupError, struct.error)


class ZipRefused(Refused):
    """The ZIP file is not opened; the text is for people, the faults are one by one."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(report(faults)))
        self.faults = tuple(faults)


class PartDamagedError(Exception):
    """A part of the ZIP file cannot be read, or is not what its check sum says."""


class PartReader:
    """An open part. Only what goes wrong in it is its damage, not what its reader does with the bytes."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self._file, self._name = file, name

    def read(self, size: int = -1) -> bytes:
        """The next bytes, all without a size; none at the end. Raises PartDamagedError."""
        try:
            return self._file.read(size)
        except (*_DAMAGES, OSError):
            raise PartDamagedError(self._name) from None


class Archive:
    """A ZIP file whose list of parts is sound. Its parts may still be damaged, which shows when they are read."""

    def __init__(self, path: Path) -> None:
        """Open it. Raises ZipRefused with everything that is wrong, or OSError."""
        try:
            self._zip = ZipFile(path)
        except _DAMAGES:
            raise ZipRefused([Fault("zip-corrupt", f"{INCOMPLETE}：不是完整的压缩包。")]) from None
        parts = self._zip.infolist()
        faults = list(_faults_of_list(parts))
        if not faults:
            with path.open("rb") as file:
                faults = list(_faults_of_layout(file, parts, self._zip.start_dir))
        if faults:
            self._zip.close()
            raise ZipRefused(faults)
        self._parts = {part.filename: part for part in parts if not part.is_dir()}
        self.sizes = {name: part.file_size for name, part in self._parts.items()}
        """Bytes of each file, by its name."""

    @contextmanager
    def open(self, name: str) -> Iterator[PartReader]:
        """A file by its name, to be read to its end. Raises PartDamagedError, KeyError for a name that is not there."""
        part = self._parts[name]
        try:
            file = self._zip.open(part)
        except (*_DAMAGES, OSError):
            raise PartDamagedError(name) from None
        with file:
            yield PartReader(file, name)

    def close(self) -> None:
        """Close the file."""
        self._zip.close()


def _faults_of_list(parts: Sequence[ZipInfo]) -> Iterator[Fault]:
    if len(parts) > MAX_PARTS:
        yield Fault("zip-size", f"压缩包里的文件超过 {MAX_PARTS} 个，不是本程序生成的。")
        return
    times = Counter(part.filename for part in parts)
    yield from (Fault("zip-duplicate", f"{count} 次", name) for name, count in times.items() if count > 1)
    for part in parts:
        name, mode = part.orig_filename, part.external_attr >> 16
        if _UNSAFE_NAME.search(name.removesuffix("/")):
            yield Fault("zip-path", path=name)
        elif stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
            yield Fault("zip-link", path=name)
        elif not name.isascii() and not part.flag_bits & _UTF8:
            yield Fault("zip-names", "压缩包里的中文文件名没有按 UTF-8 保存，请直接复制文件夹，或者索取原来的压缩包。")
        elif part.flag_bits & _ENCRYPTED or part.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            yield Fault("zip-method", f"压缩包里的{quote(name)}加了密码，或者压缩方法不是通用的，请索取原来的压缩包。")
        elif part.file_size > RATIO_FROM and part.file_size > part.compress_size * MAX_RATIO:
            yield Fault("zip-size", f"压缩包里的{quote(name)}解开以后大几百倍，不是正常的文件，请不要解开。")


def _faults_of_layout(file: IO[bytes], parts: Sequence[ZipInfo], end_of_parts: int) -> Iterator[Fault]:
    """The parts must follow each other without gap and overlap, each under the name that the list gives it.

    Else a program that reads from the start sees other files than one that reads the list at the end.
    """
    least = most = 0
    for part in sorted(parts, key=lambda one: one.header_offset):
        file.seek(part.header_offset)
        head = file.read(_HEAD.size)
        if not least <= part.header_offset <= most or len(head) < _HEAD.size or head[:4] != _SIGNATURE:
            yield Fault("zip-corrupt", f"{INCOMPLETE}：压缩包在{quote(part.filename)}处前后不连续。")
            return
        _, name_length, extra_length = _HEAD.unpack(head)
        name = file.read(name_length)
        if name != part.orig_filename.encode("utf-8" if part.flag_bits & _UTF8 else "cp437"):
            yield Fault("zip-corrupt", f"{INCOMPLETE}：压缩包里{quote(part.filename)}的名称前后不一致。")
            return
        least = part.header_offset + _HEAD.size + name_length + extra_length + part.compress_size
        most = least + (_DESCRIPTOR_LENGTH if part.flag_bits & _DESCRIPTOR else 0)
    if not least <= end_of_parts <= most:
        yield Fault("zip-corrupt", f"{INCOMPLETE}：压缩包里有没有列出的内容。")
