"""`disclosure verify`: exit codes, what it prints, what it remembers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from disclosure.cli import main
from unit.small_copy import CONTACT, KEY, OTHER, SITE, Made, put, write_copy, write_zip

FINGERPRINT = KEY.public.short_fingerprint
DAY = ["--today", "2026-11-22"]
PASSED = "核验通过：示例县人民政府第 {} 版离线副本（2026年11月15日发布），共 388 条；5 个文件全部完整，未被改动。"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], str]:
    """Run the command; give its exit code, the lines of its output, its errors."""
    try:
        code = main(["verify", *arguments, *DAY])
    except SystemExit as stop:
        code = int(str(stop.code))
    said = capsys.readouterr()
    return code, said.out.splitlines(), said.err


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a sound copy."""
    return write_copy(tmp_path / "copy")


def test_a_sound_copy_exits_with_0(copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """完整的副本退出码是 0，只有一句话；压缩包也一样。"""
    assert run(capsys, str(copy), "--trust", FINGERPRINT) == (0, [PASSED.format(7)], "")
    archive = write_zip(copy, tmp_path / "copy.zip", below="copy/")
    assert run(capsys, str(archive), "--trust", FINGERPRINT.lower().replace(" ", "")) == (0, [PASSED.format(7)], "")


def test_a_damaged_copy_exits_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """有毛病的副本退出码是 1，每种先列二十个文件，--all 全部列出。"""
    copy = write_copy(tmp_path, Made({f"{number:02}.html": b"x" for number in range(30)}))
    for number in range(25):
        put(copy, f"data/{number:02}.html", b"y")
    code, lines, _ = run(capsys, str(copy), "--trust", FINGERPRINT)
    assert code == 1
    assert len(lines) == 1 + 20 + 1 + 1
    assert lines[-2] == "  ……另有 5 个没有列出，用 --all 可以全部列出。"
    assert lines[-1] == "核验没有通过：示例县人民政府第 7 版离线副本有 25 处问题。请不要使用。"
    code, lines, _ = run(capsys, str(copy), "--trust", FINGERPRINT, "--all")
    assert lines[1:-1] == [f"  data/{number:02}.html" for number in range(25)]


def test_warnings_are_marked_and_exit_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """过期只提醒。"""
    copy = write_copy(tmp_path / "old", Made(SITE, expires_on=date(2026, 11, 20)))
    expired = f"提醒：[expired] 本副本已于2026年11月20日到期，请向{CONTACT}索取新的副本。"
    assert run(capsys, str(copy), "--trust", FINGERPRINT) == (0, [PASSED.format(7), expired], "")


def test_the_memory_is_kept_from_copy_to_copy(copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """没有写明指纹不记；写明一次以后，下一版不必再写，旧版和缺版拒绝，记录不变。"""
    path = tmp_path / "核验记录.json"
    remember = ["--memory", str(path)]
    code, lines, _ = run(capsys, str(copy), *remember)
    assert (code, lines[-1]) == (0, "没有记入 核验记录.json：还没有用 --trust 写明公告上的指纹。")
    assert not path.exists()
    code, lines, _ = run(capsys, str(copy), *remember, "--trust", FINGERPRINT)
    assert (code, lines) == (0, [PASSED.format(7), "已记入 核验记录.json：第 7 版。"])
    before = path.read_bytes(), path.stat().st_mtime_ns
    assert run(capsys, str(copy), *remember)[0] == 0
    for made in (
        Made(SITE, version=6, previous=5),
        Made(SITE, version=9, previous=8),
        Made(SITE, version=8, previous=7, key=OTHER),
        Made(SITE, code="3700000001"),
    ):
        folder = tmp_path / f"{made.version}-{made.code}-{made.key.name}"
        assert run(capsys, str(write_copy(folder, made)), *remember)[0] == 1
    assert before == (path.read_bytes(), path.stat().st_mtime_ns)
    gap = str(tmp_path / "9-0000000000-2026")
    code, lines, _ = run(capsys, gap, *remember, "--accept-gap")
    assert (code, lines) == (0, [PASSED.format(9), "已记入 核验记录.json：第 9 版。"])
    other = str(tmp_path / "7-3700000001-2026")
    code, lines, _ = run(capsys, other, *remember, "--site", "3700000001", "--trust", FINGERPRINT)
    assert code == 0
    assert run(capsys, other, *remember)[0] == 0


def test_wrong_use_exits_with_2(copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """没有这个文件夹、指纹写错的，退出码是 2，说明错在哪里。"""
    code, _, err = run(capsys, str(tmp_path / "none"))
    assert (code, f"没有“{tmp_path / 'none'}”这个文件夹或者文件" in err) == (2, True)
    code, _, err = run(capsys, str(copy), "--trust", "1234")
    assert code == 2
    assert "用法不对：--trust：指纹“1234”写法不对，应当是公告上的 32 到 64 位数字和字母 A–F" in err
    assert run(capsys)[0] == 2


def test_a_damaged_memory_exits_with_1(copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """核验记录坏了，不核验，说明怎么办。"""
    (tmp_path / "m.json").write_text("{}", encoding="utf-8")
    code, lines, err = run(capsys, str(copy), "--memory", str(tmp_path / "m.json"))
    assert (code, lines) == (1, [])
    assert err.startswith("核验记录 m.json 已损坏")
