"""Applying a package to a copy: everything is checked first, all new files are staged, then one rename decides.

Until then the copy is untouched, whatever happens; from then on the update is finished by this run or the next one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from disclosure.offline.bag import digest, hash_file, readable_size
from disclosure.offline.release import BAGIT, DATA
from disclosure.offline.trust import Trust
from disclosure.offline.update.change import refusal
from disclosure.offline.update.finish import Finisher, discard
from disclosure.offline.update.journal import DRAFT, JOURNAL, ROOM, Journal, folder_of, read, staged
from disclosure.offline.update.package import Package, Plan, fault_of_copy, open_package, read_base, trust_after
from disclosure.offline.update.payload import PayloadDamagedError
from disclosure.offline.update.storage import Storage
from disclosure.offline.verify import Progress, Verdict, verify
from disclosure.offline.zipped import PartDamagedError
from disclosure.problem import Refused
from disclosure.publication.tree import lock

_MARGIN = 1_000_000
"""Bytes that must stay free besides what the update needs."""
_CLUSTER = 32_768
"""Bytes that a file takes up at least, where the system does not say."""
_LOCKED_BYTE = 1 << 30  # behind the end of every small file, so that Windows lets others read what is before it


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done, and what the copy is now."""

    verdict: Verdict
    before: int
    """The version before; 0 when it is not known."""
    written: int = 0
    """Files."""
    removed: int = 0


def apply(  # noqa: PLR0913 - what, where, for whom, when; and two for tests and terminals
    package: Path,
    copy: Path,
    trust: Trust,
    today: date,
    *,
    storage: Storage | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Update a copy. An update that was left unfinished is finished or undone before.

    Raises Refused, or OSError; the copy is then as it was, or `recover` makes it so or finishes it.
    """
    disk = storage or Storage()
    with _only_one(copy), open_package(package) as opened:
        _settle(copy, disk, opened)
        base = read_base(copy)
        extended = trust_after(base, trust)
        plan = opened.plan(base, extended)
        if not plan.is_done:
            before = verify(copy, Trust(), today, progress)
            if not before.passed:
                raise fault_of_copy(before.faults)
            _require_space(copy, plan)
            Finisher(copy, _stage(opened, plan, copy, disk), disk).run()
        has_anchor = trust.fingerprints or plan.release.site_code in trust.memory.sites
        verdict = verify(copy, extended if has_anchor else Trust(), today, progress)
        done = (0, 0) if plan.is_done else (len(plan.change.put), len(plan.change.removed))
        return Outcome(verdict, base.release.version, *done)


def recover(copy: Path, today: date, storage: Storage | None = None) -> tuple[Journal | None, Verdict]:
    """Finish or undo what an update left behind; gives the journal that was finished, and what the copy is now.

    Raises Refused when the copy is none or cannot be brought in order, or OSError.
    """
    disk = storage or Storage()
    with _only_one(copy):
        journal = _settle(copy, disk)
        return journal, verify(copy, Trust(), today)


def _settle(copy: Path, disk: Storage, package: Package | None = None) -> Journal | None:
    """Finish the update whose journal is there, or undo the one without; lost files are taken from its package."""
    journal = read(copy)
    if journal is None:
        discard(copy, disk)
        return None
    finisher = Finisher(copy, journal, disk)
    lost = finisher.lost()
    if lost and package and digest(package.release_content) == journal.release_sha256:
        places = {path: staged(copy, at) for at, (path, _) in enumerate(journal.put) if path in lost}
        _unpack(package, copy, places, disk)
        lost = finisher.lost()
    if lost:
        text = (
            f"上一次更新（第 {journal.base} 版到第 {journal.target} 版）没有做完，暂存的文件有 {len(lost)} 个丢失："
            f"{'、'.join(sorted(lost)[:5])}{'等' if len(lost) > 5 else ''}。"  # noqa: PLR2004 - so many are named
            f"请用同一个更新包再运行一次；仍然不行的，重新复制整份副本。"
        )
        raise refusal("update-lost", text)
    finisher.run()
    return journal


@contextmanager
def _only_one(copy: Path) -> Iterator[None]:
    """Hold a copy for this process. Raises Refused when it is no copy, or another process holds it."""
    try:
        file = (copy / BAGIT).open("rb")
    except (FileNotFoundError, NotADirectoryError):
        text = f"{copy} 不是离线副本的文件夹：里面没有 {BAGIT}。请选装着“打开.html”的文件夹；压缩包请先解开。"
        raise Refused(text) from None
    with file:
        file.seek(_LOCKED_BYTE)
        try:
            lock(file.fileno())
        except OSError:
            raise Refused("另一次更新正在进行，请等它结束以后再试。") from None
        yield


def _require_space(copy: Path, plan: Plan) -> None:
    needed = _needed(copy, plan) + _MARGIN
    free = shutil.disk_usage(copy).free
    if free < needed:
        text = f"磁盘空间不足：更新要 {readable_size(needed)}，还有 {readable_size(free)}。副本没有改动。"
        raise refusal("update-space", text)


def _needed(copy: Path, plan: Plan) -> int:
    """Bytes on the disk: every new file once, the journal, and room for new names."""
    unit = _cluster(copy)
    sizes = [one.size for one in plan.change.put] + [len(content) for content in plan.derived.values()]
    journal = 200 * (len(sizes) + len(plan.change.removed))
    return sum((size + unit - 1) // unit * unit for size in (*sizes, journal)) + _room(copy, plan)


def _room(copy: Path, plan: Plan) -> int:
    """Bytes for new folders, and for longer lists of names in old ones."""
    return _cluster(copy) * (1 + len({one.path.rpartition("/")[0] for one in plan.change.put}))


def _cluster(copy: Path) -> int:
    return os.statvfs(copy).f_frsize if hasattr(os, "statvfs") else _CLUSTER


def _stage(package: Package, plan: Plan, copy: Path, disk: Storage) -> Journal:
    """Put everything new into the folder of the update, and decide it. Raises after undoing all."""
    journal = _journal(plan)
    places = {path: staged(copy, at) for at, (path, _) in enumerate(journal.put)}
    try:
        disk.make_folder(folder_of(copy))
        disk.sync_folder(copy)
        _unpack(package, copy, places, disk)
        for name, content in plan.derived.items():
            _write(places[name], [content], disk)
        for at, (path, wanted) in enumerate(journal.put):
            if hash_file(staged(copy, at))[0] != wanted:
                text = f"写到盘上的 {path} 读出来不对，盘可能坏了。副本没有改动，请换一个盘。"
                raise refusal("update-disk", text)
        _write(folder_of(copy) / ROOM, [bytes(_room(copy, plan))], disk)
        _write(folder_of(copy) / DRAFT, [journal.to_bytes()], disk)
        disk.sync_folder(folder_of(copy))
        disk.move(folder_of(copy) / DRAFT, folder_of(copy) / JOURNAL)
    except (OSError, Refused, KeyboardInterrupt):
        _undo(copy, disk)
        raise
    disk.sync_folder(folder_of(copy))
    return journal


def _undo(copy: Path, disk: Storage) -> None:
    """Throw the stage away; what cannot be thrown away now, the next run will."""
    try:
        discard(copy, disk)
    except OSError:
        return


def _journal(plan: Plan) -> Journal:
    change = plan.change
    sent = [(one.path, one.sha256) for one in change.put]
    site = [one for one in sent if one[0].startswith(DATA)]
    beside = [one for one in sent if not one[0].startswith(DATA)]
    derived = [(name, digest(content)) for name, content in plan.derived.items()]
    put = (*site, *beside, *derived)
    return Journal(change.base, change.target, plan.release_sha256, change.removed, put)


def _unpack(package: Package, copy: Path, places: Mapping[str, Path], disk: Storage) -> None:
    """Write those files of a package that have a place, each checked. Raises Refused or OSError."""
    try:
        with package.contents(copy) as files:
            for put, pieces in files:
                if _sha256_of(put.path, pieces, places, disk) != put.sha256:
                    raise package.changed(f"里面的 {put.path} 内容不对")
    except (PayloadDamagedError, PartDamagedError):
        raise package.changed("内容不完整") from None


def _sha256_of(path: str, pieces: Iterable[bytes], places: Mapping[str, Path], disk: Storage) -> str:
    """Write a file if it has a place; gives its SHA-256 in either case."""
    found = sha256()

    def told() -> Iterator[bytes]:
        for piece in pieces:
            found.update(piece)
            yield piece

    if path in places:
        _write(places[path], told(), disk)
    else:
        for _ in told():
            pass
    return found.hexdigest()


def _write(place: Path, pieces: Iterable[bytes], disk: Storage) -> None:
    with disk.create(place) as file:
        for piece in pieces:
            disk.append(file, piece)
        disk.sync(file)
