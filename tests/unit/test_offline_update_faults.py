"""An update that is cut or fails at any call to the disk leaves the old copy, the new one, or one to be finished."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from disclosure.offline.update import apply as applying
from disclosure.offline.update.apply import recover
from disclosure.problem import Refused
from unit.failing_disk import WRITES, FailingDisk, PowerCut
from unit.small_copy import SITE, TODAY
from unit.update_samples import Sample, sample

SOUND = {"old", "new"}
KILLS = 100
LOSSES = [pytest.param(None, id="stopped"), pytest.param(1.0, id="all-lost"), pytest.param(0.5, id="half-lost")]


@pytest.fixture
def made() -> Iterator[Sample]:
    """Return two versions between which everything changes."""
    with sample() as one:
        yield one


def calls_of(made: Sample) -> list[str]:
    """Return the calls of an update that nothing stops."""
    disk = FailingDisk()
    made.apply(disk)
    assert made.state() == "new"
    return disk.calls


def cut(made: Sample, at: int, losing: float | None) -> str:
    """Update until the power is cut; return what the copy is then."""
    made.fresh()
    with pytest.raises(PowerCut):
        made.apply(FailingDisk(at, losing=losing))
    return made.state()


def cut_again(made: Sample, at: int, losing: float | None) -> bool:
    """Recover until the power is cut again. Returns whether it was."""
    try:
        recover(made.copy, TODAY, FailingDisk(at, losing=losing))
    except PowerCut:
        return True
    return False


@pytest.mark.parametrize("losing", LOSSES)
def test_cut_at_every_call(made: Sample, losing: float | None) -> None:
    """在每一次写盘处中断（含丢失没有落盘的内容和文件名）：副本是旧的、新的，或者恢复以后是其中之一。"""
    calls = calls_of(made)
    seen: Counter[str] = Counter()
    for at in range(1, len(calls) + 1):
        seen[cut(made, at, losing)] += 1
        recover(made.copy, TODAY)
        assert made.state() in SOUND, f"{at} {calls[at - 1]}"
    assert seen["pending"] > 20
    assert not seen["invalid"]
    assert seen.total() == len(calls) > 80


def test_cut_again_at_every_call_of_the_recovery() -> None:
    """小的副本：在每一次写盘处中断，恢复的时候在每一次写盘处再中断，再恢复：结果不变。"""
    changed = {**SITE, "n/1.html": b"1"}
    del changed["entry/990000010/2024-00001.html"]
    again = 0
    with sample(SITE, changed) as made:
        for first in range(1, len(calls_of(made)) + 1):
            cut(made, first, 1.0)
            kept = shutil.copytree(made.copy, made.folder / "kept")
            for second in range(1, 99):
                shutil.rmtree(made.copy)
                shutil.copytree(kept, made.copy)
                if not cut_again(made, second, 1.0):
                    break
                again += 1
                recover(made.copy, TODAY)
                assert made.state() in SOUND, f"{first} {second}"
            assert made.state() in SOUND
            shutil.rmtree(kept)
    assert again > 300


def test_full_disk_at_every_writing_call(made: Sample) -> None:
    """在每一次写入处磁盘已满：还没有开始改动的，副本原样不动，不留下任何东西；已经开始的，再运行一次就做完。"""
    calls = calls_of(made)
    decided = calls.index("move")
    for at in [at for at, kind in enumerate(calls, 1) if kind in WRITES]:
        made.fresh()
        with pytest.raises(OSError, match="No space"):
            made.apply(FailingDisk(at, error=errno.ENOSPC))
        assert made.state() == ("old" if at <= decided else "pending"), f"{at} {calls[at - 1]}"
        made.apply()
        assert made.state() == "new"


def test_failing_disk_at_every_call(made: Sample) -> None:
    """在每一次写盘处读写出错：副本是旧的、新的，或者恢复以后是其中之一。"""
    calls = calls_of(made)
    for at in range(1, len(calls) + 1):
        made.fresh()
        with pytest.raises(OSError, match="error"):
            made.apply(FailingDisk(at, error=errno.EIO))
        assert made.state() != "invalid", f"{at} {calls[at - 1]}"
        recover(made.copy, TODAY)
        assert made.state() in SOUND


def test_staged_files_that_get_lost_come_from_the_package_again(made: Sample) -> None:
    """开始改动以后暂存的文件丢了：用同一个更新包再运行一次就补上；没有更新包的，说清缺哪些。"""
    moves = [at for at, kind in enumerate(calls_of(made), 1) if kind == "move"]
    assert cut(made, moves[0] + 2, None) == "pending"
    journal = (made.copy / ".update" / "journal").read_text("utf-8")
    lost = next(
        at for at, (path, _) in enumerate(json.loads(journal.splitlines()[1])["put"]) if path == "data/index.html"
    )
    (made.copy / ".update" / str(lost)).write_bytes(b"")
    with pytest.raises(Refused, match=r"暂存的文件有 1 个丢失：data/index\.html。请用同一个更新包再运行一次"):
        recover(made.copy, TODAY)
    made.apply()
    assert made.state() == "new"


def test_damaged_journal_is_refused(made: Sample) -> None:
    """更新的记录损坏，或者里面的路径指到副本以外：一个文件也不动。"""
    moves = [at for at, kind in enumerate(calls_of(made), 1) if kind == "move"]
    assert cut(made, moves[0] + 1, None) == "pending"
    journal = made.copy / ".update" / "journal"
    content = journal.read_bytes()
    for wrong in (content[:-2], content.replace(b"data/index.html", b"data/../../x.html"), b""):
        journal.write_bytes(wrong)
        with pytest.raises(Refused, match="已损坏，无法继续。请重新复制整份副本"):
            recover(made.copy, TODAY)
    journal.write_bytes(content)
    recover(made.copy, TODAY)
    assert made.state() == "new"


def test_link_in_a_begun_update_is_not_followed(made: Sample, tmp_path: Path) -> None:
    """更新做到一半，文件夹被换成链接：拒绝，链接指向的地方没有写入。"""
    moves = [at for at, kind in enumerate(calls_of(made), 1) if kind == "move"]
    cut(made, moves[0] + 1, None)
    shutil.rmtree(made.copy / "data" / "entry")
    (made.copy / "data" / "entry").symlink_to(tmp_path)
    with pytest.raises(Refused):
        recover(made.copy, TODAY)
    assert not list(tmp_path.iterdir())


def test_too_little_space_is_known_beforehand(made: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    """磁盘放不下：动手以前就说要多少、有多少。"""
    usage = shutil.disk_usage(made.copy)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=900_000))
    with pytest.raises(
        Refused, match=r"\[update-space\] 磁盘空间不足：更新要 1\.\d MB，还有 900\.0 KB。副本没有改动。"
    ):
        made.apply()
    assert made.state() == "old"


def test_disk_that_gets_full_meanwhile(made: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    """核对过空间以后，盘真的写满了（root 用小的内存盘，否则限制文件大小）：副本原样不动，腾出空间以后能更新。"""
    monkeypatch.setattr(applying, "_require_space", lambda *_: None)
    place = made.folder / "small"
    place.mkdir()
    mounted = not subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "none", place], check=False, capture_output=True
    ).returncode
    if not mounted:
        limited_size(made)
        return
    try:
        small = Sample(place)
        for name in (made.old, made.new):
            shutil.copytree(name, place / name.name)
        shutil.copy(made.package, place)
        small.fresh()
        filler = place / "filler"
        with pytest.raises(OSError, match="No space"), filler.open("wb") as file:
            file.write(bytes(1_000_000))
        os.truncate(filler, filler.stat().st_size - 16_384)
        with pytest.raises(OSError, match="No space"):
            small.apply()
        assert small.state() == "old"
        filler.unlink()
        small.apply()
        assert small.state() == "new"
    finally:
        subprocess.run(["umount", place], check=True)


def limited_size(made: Sample) -> None:
    """Update in a process whose files may have 1,000 bytes at most, then without the limit."""
    code = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))"
    result = subprocess.run([*helper(made), code], check=False, capture_output=True, text=True)
    assert "File too large" in result.stderr
    assert made.state() == "old"
    made.apply()
    assert made.state() == "new"


def helper(made: Sample) -> list[str | Path]:
    """Return the command that updates the copy of a sample in a process of its own."""
    return [sys.executable, Path(__file__).with_name("update_process.py"), made.folder]


def test_killed_a_hundred_times(made: Sample) -> None:
    """真的杀掉进程一百次：没有一次留下无法恢复的副本。"""
    result = subprocess.run([*helper(made), "", str(KILLS)], check=True, capture_output=True, encoding="utf-8")
    seen = Counter(json.loads(result.stdout))
    assert seen.total() == KILLS
    after = Counter({state: count for state, count in seen.items() if state.split()[-1] in SOUND})
    assert after.total() == KILLS, seen
    assert sum(count for state, count in seen.items() if state.split()[0] not in SOUND) > 0, seen
