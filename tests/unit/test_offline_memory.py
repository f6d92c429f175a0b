"""What a reading room remembers: written whole or not at all, read strictly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from disclosure.offline import bag, memory
from disclosure.offline.memory import Memory
from disclosure.offline.release import RELEASE, canonical, parse
from disclosure.problem import Refused
from unit.small_copy import KEY, NEXT, SITE, Made, write_copy

DAMAGED = "核验记录 m.json 已损坏，或者不是核验记录；请换用备份；没有备份的，换一个文件名，凭公告上的指纹重新核验一次。"


@pytest.fixture
def remembered(tmp_path: Path) -> Memory:
    """Return a memory of two sites."""
    found = Memory()
    for code, next_key in (("0000000000", NEXT), ("3700000001", None)):
        content = (write_copy(tmp_path / code, Made(SITE, code=code, next_key=next_key)) / RELEASE).read_bytes()
        found = found.accept(parse(content), bag.digest(content))
    return found


def test_a_memory_is_read_as_it_was_written(remembered: Memory, tmp_path: Path) -> None:
    """写出去的记录原样读回来，没有别的文件留下。"""
    path = tmp_path / "room" / "m.json"
    path.parent.mkdir()
    assert memory.load(path) == Memory()
    memory.save(path, remembered)
    assert memory.load(path) == remembered
    memory.save(path, Memory())
    assert memory.load(path) == Memory()
    assert [found.name for found in path.parent.iterdir()] == ["m.json"]
    assert remembered.sites["0000000000"].keys == (KEY.public, NEXT.public)


def test_the_old_memory_stays_when_the_new_one_cannot_be_written(
    remembered: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """写到一半出错，原来的记录还在。"""
    path = tmp_path / "m.json"
    memory.save(path, remembered)

    def fail(_: int) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="full"):
        memory.save(path, Memory())
    assert memory.load(path) == remembered


DAMAGES = {
    "空的": lambda _: b"",
    "不是 JSON": lambda content: content[:-5],
    "不是 UTF-8": lambda _: b"\xff",
    "套得太深": lambda _: b"[" * 100_000,
    "一个数": lambda _: b"1",
    "没有网站": lambda _: b'{"format":1}\n',
    "别的格式": lambda content: content.replace(b'"format":1', b'"format":2'),
    "用记事本保存过": lambda content: b"\xef\xbb\xbf" + content,
    "版本是真假": lambda content: content.replace(b'"version":7', b'"version":true'),
    "版本是小数": lambda content: content.replace(b'"version":7', b'"version":7.0'),
    "日期不对": lambda content: content.replace(b"2026-11-15", b"2026-11-31"),
    "没有密钥": lambda content: changed(content, keys=[]),
    "密钥不对": lambda content: changed(content, keys=[{"name": "2026", "spki": "AAAA"}]),
    "名称不是字": lambda content: changed(content, name=7),
    "名称有两行": lambda content: changed(content, name="a\nb"),
    "摘要是数": lambda content: changed(content, release_sha256=7),
    "多一项": lambda content: changed(content, more=1),
}


def changed(content: bytes, **fields: object) -> bytes:
    """Return the memory with some fields of its first site changed."""
    data = json.loads(content)
    data["sites"]["0000000000"].update(fields)
    return canonical(data) + b"\n"


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_memory_is_refused(remembered: Memory, tmp_path: Path, damage: object) -> None:
    """记录坏了不当作没有，免得旧副本混进来。"""
    path = tmp_path / "m.json"
    assert callable(damage)
    path.write_bytes(damage(remembered.to_bytes()))
    with pytest.raises(Refused) as found:
        memory.load(path)
    assert str(found.value) == DAMAGED


def test_a_huge_memory_is_refused(tmp_path: Path) -> None:
    """大得不正常的文件不整个读进来。"""
    (tmp_path / "m.json").write_bytes(b" " * (memory.LARGEST + 10))
    with pytest.raises(Refused):
        memory.load(tmp_path / "m.json")
