"""ZIP files made by others: whatever in them leads astray is refused before anything is opened."""

from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure.offline import zipped
from disclosure.offline.release import RELEASE
from disclosure.offline.trust import Trust
from disclosure.offline.verify import verify
from disclosure.offline.zipped import Archive, PartDamagedError, ZipRefused
from unit.small_copy import TODAY, write_copy, write_zip

Parts = list[tuple[str | ZipInfo, bytes]]


def made(parts: Parts, method: int = ZIP_DEFLATED) -> bytes:
    """Return the bytes of a ZIP file."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", method) as file:
        for name, content in parts:
            file.writestr(name, content)
    return buffer.getvalue()


def info(name: str, **fields: int) -> ZipInfo:
    """Return a part with some of its fields set."""
    part = ZipInfo(name)
    for field, value in fields.items():
        setattr(part, field, value)
    return part


def refusal(path: Path, content: bytes) -> list[str]:
    """Return the lines with which a ZIP file is refused."""
    path.write_bytes(content)
    with pytest.raises(ZipRefused) as found:
        Archive(path)
    return str(found.value).split("\n")


NAMES = [
    "../outside.txt",
    "data/../../outside.txt",
    "/etc/passwd",
    "C:/outside.txt",
    "..\\outside.txt",
    "data\\a.txt",
    "data//a.txt",
    "./a.txt",
    "data/./a.txt",
    "data/..",
    "a\nb.txt",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_that_lead_astray_are_refused(tmp_path: Path, name: str) -> None:
    """路径指到外面、写法特别的，一个也不打开，列出名称。"""
    shown = name.replace("\n", "\\u000a")
    assert refusal(tmp_path / "a.zip", made([("good.txt", b"x"), (name, b"x")])) == [
        "[zip-path] 压缩包里有 1 个文件的路径指到副本以外，请不要解开，向发布机关重新索取：",
        f"  {shown}",
    ]


def test_a_name_cut_by_a_zero_is_refused(tmp_path: Path) -> None:
    """名称里有空字符的，不按截断后的名称打开。"""
    content = made([("good.txtXevil", b"x")]).replace(b"good.txtXevil", b"good.txt\0evil")
    assert refusal(tmp_path / "a.zip", content)[1:] == ["  good.txt\\u0000evil"]


def lacking_utf8() -> bytes:
    """Return a ZIP file whose Chinese name is not marked as UTF-8."""
    content = bytearray(made([("页.html", b"x")]))
    for place in (6, content.index(b"PK\x01\x02") + 8):
        flags = struct.unpack_from("<H", content, place)[0]
        struct.pack_into("<H", content, place, flags & ~0x800)
    return bytes(content)


def with_hidden_part() -> bytes:
    """Return a ZIP file with a part that the list at its end does not name."""
    whole, hidden = made([("a.txt", b"x")]), made([("b.txt", b"y")])
    cut, end = whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")
    piece = hidden[: hidden.index(b"PK\x01\x02")]
    tail = bytearray(whole[end:])
    struct.pack_into("<L", tail, 16, cut + len(piece))
    return whole[:cut] + piece + whole[cut:end] + bytes(tail)


def with_other_name() -> bytes:
    """Return a ZIP file in which a part bears another name than in the list."""
    return made([("a.txt", b"x")]).replace(b"a.txt", b"b.txt", 1)


def overlapping() -> bytes:
    """Return a ZIP file whose list names the same bytes twice."""
    content = bytearray(made([("a.txt", b"x"), ("b.txt", b"x")]))
    second = content.rindex(b"PK\x01\x02")
    struct.pack_into("<L", content, second + 42, 0)
    return bytes(content)


DUPLICATE = "[zip-duplicate] 压缩包里有 1 个文件名出现两次以上，请不要解开，向发布机关重新索取："
ODD: dict[str, tuple[Callable[[], bytes], list[str]]] = {
    "链接": (
        lambda: made([(info("data/link", external_attr=0o120777 << 16), b"/etc/passwd")]),
        ["[zip-link] 压缩包里有 1 个链接或者特殊文件，请不要解开，向发布机关重新索取：", "  data/link"],
    ),
    "设备": (
        lambda: made([(info("data/pipe", external_attr=0o010644 << 16), b"")]),
        ["[zip-link] 压缩包里有 1 个链接或者特殊文件，请不要解开，向发布机关重新索取：", "  data/pipe"],
    ),
    "空的": (lambda: b"", ["[zip-corrupt] 文件不完整，请重新复制：不是完整的压缩包。"]),
    "截断": (lambda: made([("a", b"x" * 99)])[:-30], ["[zip-corrupt] 文件不完整，请重新复制：不是完整的压缩包。"]),
    "别的内容": (lambda: b"PK\x03\x04 and no more", ["[zip-corrupt] 文件不完整，请重新复制：不是完整的压缩包。"]),
    "前面添了内容": (
        lambda: b"#!/bin/sh\n" + made([("a.txt", b"x")]),
        ["[zip-corrupt] 文件不完整，请重新复制：压缩包在“a.txt”处前后不连续。"],
    ),
    "有没列出的文件": (with_hidden_part, ["[zip-corrupt] 文件不完整，请重新复制：压缩包里有没有列出的内容。"]),
    "前后名称不同": (with_other_name, ["[zip-corrupt] 文件不完整，请重新复制：压缩包里“a.txt”的名称前后不一致。"]),
    "重叠": (overlapping, ["[zip-corrupt] 文件不完整，请重新复制：压缩包在“b.txt”处前后不连续。"]),
    "名称不是 UTF-8": (
        lacking_utf8,
        ["[zip-names] 压缩包里的中文文件名没有按 UTF-8 保存，请直接复制文件夹，或者索取原来的压缩包。"],
    ),
    "少见的压缩方法": (
        lambda: made([("a.txt", b"x")], ZIP_LZMA),
        ["[zip-method] 压缩包里的“a.txt”加了密码，或者压缩方法不是通用的，请索取原来的压缩包。"],
    ),
    "压缩炸弹": (
        lambda: made([("a.txt", bytes(20 * 1024 * 1024))]),
        ["[zip-size] 压缩包里的“a.txt”解开以后大几百倍，不是正常的文件，请不要解开。"],
    ),
}


@pytest.mark.parametrize(("make", "lines"), ODD.values(), ids=ODD)
def test_other_odd_files_are_refused(tmp_path: Path, make: Callable[[], bytes], lines: list[str]) -> None:
    """每一种不正常的压缩包都拒绝，全文如此。"""
    assert refusal(tmp_path / "a.zip", make()) == lines


def test_a_name_that_occurs_twice_is_refused(tmp_path: Path) -> None:
    """同名的文件，有的程序读前一个，有的写后一个，所以拒绝。"""
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = made([("a.txt", b"x"), ("a.txt", b"y")])
    assert refusal(tmp_path / "a.zip", content) == [DUPLICATE, "  a.txt（2 次）"]


def test_too_many_parts_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """文件多得不正常的，不逐个去看。"""
    monkeypatch.setattr(zipped, "MAX_PARTS", 2)
    assert refusal(tmp_path / "a.zip", made([(f"{number}", b"") for number in range(3)])) == [
        "[zip-size] 压缩包里的文件超过 2 个，不是本程序生成的。"
    ]


def test_a_damaged_part_shows_when_it_is_read(tmp_path: Path) -> None:
    """内容与校验和不符的，读的时候发现，读别的不受影响。"""
    path = tmp_path / "a.zip"
    path.write_bytes(made([("a.txt", b"one"), ("b.txt", b"two")], ZIP_STORED).replace(b"one", b"ONE"))
    archive = Archive(path)
    assert archive.sizes == {"a.txt": 3, "b.txt": 3}
    with archive.open("b.txt") as file:
        assert file.read() == b"two"
    with pytest.raises(PartDamagedError), archive.open("a.txt") as file:
        file.read()
    archive.close()


def test_every_cut_of_a_packed_copy_is_refused(tmp_path: Path) -> None:
    """压缩包在任何一处截断都拒绝。"""
    whole = write_zip(write_copy(tmp_path / "copy"), tmp_path / "a.zip").read_bytes()
    cut = tmp_path / "cut.zip"
    for length in range(0, len(whole), 97):
        cut.write_bytes(whole[:length])
        assert [fault.id for fault in verify(cut, Trust(), TODAY).faults] == ["zip-corrupt"]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_changed_byte_never_changes_what_is_accepted(tmp_path: Path, data: st.DataObject) -> None:
    """压缩包里改动任何一个字节，要么拒绝，要么读出来的内容一字不差。"""
    path = tmp_path / "a.zip"
    if not path.exists():
        write_zip(write_copy(tmp_path / "copy"), path)
        path.with_suffix(".whole").write_bytes(path.read_bytes())
    content = bytearray(path.with_suffix(".whole").read_bytes())
    place = data.draw(st.integers(0, len(content) - 1), label="place")
    content[place] ^= data.draw(st.integers(1, 255), label="change")
    path.write_bytes(bytes(content))
    verdict = verify(path, Trust(), TODAY)
    if verdict.passed:
        archive = Archive(path)
        with archive.open(RELEASE) as file:
            assert file.read() == (tmp_path / "copy" / RELEASE).read_bytes()
        archive.close()
    else:
        assert verdict.faults
