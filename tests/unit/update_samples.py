"""Two versions of a small copy, between which everything changes that can change, and the package between them."""

from __future__ import annotations

import shutil
import tempfile
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from disclosure.offline.trust import Trust
from disclosure.offline.update.apply import Outcome, apply
from disclosure.offline.update.make import make
from disclosure.offline.update.storage import Storage
from unit.failing_disk import tree
from unit.small_copy import SITE, TODAY, Made, write_copy

LETTERS = b64encode(bytes(range(256)) * 3)
OLD = {
    **SITE,
    "deep/folder/gone.html": b"1",
    "Case.html": b"C",
    "becomes-folder": b"file",
    "becomes-file/inner.html": b"i",
    "t/4.js": b'receive("t/4","' + LETTERS + b'");\n',
}
NEW = {
    "index.html": b"<!DOCTYPE html><title>2</title>" * 40,
    "entry/990000010/2024-00002.html": SITE["entry/990000010/2024-00002.html"],
    "entry/990000010/2024-00003.html": b"<p>3</p>",
    "files/预算表.csv": SITE["files/预算表.csv"],
    "assets/empty.txt": b"",
    "case.html": b"c",
    "becomes-folder/inner.html": b"i",
    "becomes-file": b"file",
    "t/3.js": b'receive("t/3","' + LETTERS + b'");\n',
    "g/1.js": b'receive("g/1","' + b64encode(bytes(reversed(range(256)))) + b'");\n',
}


@dataclass(frozen=True)
class Sample:
    """Copies of versions 7 and 8, the package between them, and a place to work in."""

    folder: Path

    @property
    def old(self) -> Path:
        """The copy of version 7."""
        return self.folder / "7"

    @property
    def new(self) -> Path:
        """The copy of version 8."""
        return self.folder / "8"

    @property
    def package(self) -> Path:
        """The package from 7 to 8."""
        return self.folder / "更新包-7-8.zip"

    @property
    def copy(self) -> Path:
        """A copy to be updated."""
        return self.folder / "副本"

    def fresh(self) -> None:
        """Put the old copy in the place to work in."""
        shutil.rmtree(self.copy, ignore_errors=True)
        shutil.copytree(self.old, self.copy)

    def apply(self, disk: Storage | None = None, trust: Trust | None = None) -> Outcome:
        """Update the copy."""
        return apply(self.package, self.copy, trust or Trust(), TODAY, storage=disk)

    def state(self) -> str:
        """What the copy is, to the byte: old, new, pending, staged, cleaning, or else invalid."""
        there = tree(self.copy)
        if ".update/journal" in there:
            return "pending"
        rest = {path: content for path, content in there.items() if path.partition("/")[0] != ".update"}
        is_clean = len(rest) == len(there)
        if rest == tree(self.old):
            return "old" if is_clean else "staged"
        if rest == tree(self.new):
            return "new" if is_clean else "cleaning"
        return "invalid"


@contextmanager
def sample(old: dict[str, bytes] | None = None, new: dict[str, bytes] | None = None) -> Iterator[Sample]:
    """Make a sample where writing is quick: in memory, if the system has a folder there."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own is made there
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        made = Sample(Path(name))
        write_copy(made.old, Made(OLD if old is None else old))
        write_copy(made.new, Made(NEW if new is None else new, version=8, previous=7))
        make(made.old, made.new, made.package)
        made.fresh()
        yield made


def rewrite(package: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Change the parts of a package."""
    with ZipFile(package) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    change(parts)
    with ZipFile(package, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
