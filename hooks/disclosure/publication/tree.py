"""Trees of files: write what differs, delete what is stale, exchange two trees in one step, one writer at a time."""

from __future__ import annotations

import ctypes
import errno
import filecmp
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from disclosure.problem import Refused
from disclosure.source import list_files

MARK = "assets/disclosure.txt"
"""A file in every tree made by this program; a folder without it is never taken over."""
MARK_TEXT = "本文件夹由政府信息公开站生成器生成；其中的文件会随每次生成改写或者删除，请勿手工存放文件。\n"


def staging_of(live: Path) -> Path:
    """The hidden twin beside a live tree."""
    return live.with_name(f".{live.name}.staging")


def _previous_of(live: Path) -> Path:
    return live.with_name(f".{live.name}.previous")


def require_ours(folder: Path) -> None:
    """Raises Refused when the folder holds files that this program did not make."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Refused(f"{folder.name} 不是普通文件夹，请用 --site-dir 另选一个。")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise Refused(f"{folder.name} 里有不是本程序生成的文件，为免误删，没有写入；请用 --site-dir 另选一个文件夹。")


def write_if_different(path: Path, content: bytes) -> bool:
    """Write the file unless it has this content already. Returns whether it was written."""
    name = os.fspath(path)
    try:
        handle = os.open(name, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        pass
    else:
        try:
            if os.fstat(handle).st_size == len(content) and os.read(handle, len(content) + 1) == content:
                return False
        finally:
            os.close(handle)
    try:
        handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o644)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o644)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    return True


def copy_if_different(source: Path, target: Path) -> bool:
    """Copy a file of any size unless the target has its content already. Returns whether it was copied."""
    if target.is_file() and filecmp.cmp(source, target, shallow=False):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return True


def mirror(live: Path, staging: Path) -> None:
    """Bring the staging tree level with the live one, times included, so that what stays as it is keeps its time."""
    names = _all_files(live)
    for name in names:
        source, target = live / name, staging / name
        if not _same_size_and_time(source, target):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    delete_stale(staging, set(names))


def _same_size_and_time(source: Path, target: Path) -> bool:
    try:
        there = target.lstat()
    except FileNotFoundError:
        return False
    wanted = source.stat()
    return there.st_mode == wanted.st_mode and (there.st_size, there.st_mtime_ns) == (
        wanted.st_size,
        wanted.st_mtime_ns,
    )


def delete_stale(tree: Path, wanted: set[str]) -> int:
    """Delete every file that is not wanted, then empty folders. Returns how many files went."""
    stale = [name for name in _all_files(tree) if name not in wanted]
    for name in stale:
        (tree / name).unlink()
    for folder, _, _ in os.walk(tree, topdown=False):
        if Path(folder) != tree and not any(Path(folder).iterdir()):
            Path(folder).rmdir()
    return len(stale)


def _all_files(tree: Path) -> list[str]:
    listing = list_files(tree)
    return [*listing.files, *listing.special]


def recover(live: Path) -> None:
    """Finish or undo an earlier exchange that was cut between its renames."""
    previous, staging = _previous_of(live), staging_of(live)
    if not previous.exists():
        return
    if not live.exists():
        previous.rename(live)
    elif not staging.exists():
        previous.rename(staging)
    else:
        shutil.rmtree(previous)


def exchange(staging: Path, live: Path) -> None:
    """Make the staging tree the live one and keep the old one as the next staging tree.

    In one step where the system can do it (Linux, macOS); else by renames that `recover` completes after a crash.
    """
    if not live.exists():
        staging.rename(live)
        return
    if _exchange_at_once(staging, live):
        return
    previous = _previous_of(live)
    live.rename(previous)
    staging.rename(live)
    previous.rename(staging)


def _exchange_at_once(one: Path, other: Path) -> bool:
    if sys.platform == "win32":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    names = (os.fsencode(one), os.fsencode(other))
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        outcome = library.renamex_np(*names, ctypes.c_uint(2))  # RENAME_SWAP
    elif hasattr(library, "renameat2"):
        here = ctypes.c_int(-100)  # AT_FDCWD
        outcome = library.renameat2(here, names[0], here, names[1], ctypes.c_uint(2))  # RENAME_EXCHANGE
    else:
        return False
    if outcome and ctypes.get_errno() not in {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(other))
    return not outcome


@contextmanager
def only_writer(live: Path) -> Iterator[None]:
    """Hold the tree for this process. Raises Refused at once when another build holds it."""
    live.parent.mkdir(parents=True, exist_ok=True)
    with live.with_name(f".{live.name}.lock").open("a+b") as file:
        try:
            lock(file.fileno())
        except OSError as error:
            raise Refused("另一次生成正在进行，请等它结束以后再试。") from error
        yield


if sys.platform == "win32":
    import msvcrt

    def lock(handle: int) -> None:
        """Hold the byte at the place of an open file until it is closed. Raises OSError when another one holds it."""
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def lock(handle: int) -> None:
        """Hold an open file until it is closed. Raises OSError when another one holds it."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
