"""Hostile and damaged attachments: each ends in a sentence, quickly, and nothing of them gets out."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure import attachments
from disclosure.attachments import extract, findings_in, stored, text_of, texts_of
from disclosure.attachments.model import Extracted, Finding
from disclosure.catalogue import StoredFile
from disclosure.workers import Bounds
from unit.attached_files import (
    cell,
    docx,
    jpeg,
    ofd,
    package,
    paragraph,
    pdf,
    pdf_of,
    png,
    relations,
    row,
    rows,
    story,
    text_object,
    xlsx,
)

BODY = paragraph("值班安排")
SHEET = rows(row(1, cell("A1", "值班")))
SOUND = {
    "pdf": pdf(["值班安排", "第二页"]),
    "docx": docx(BODY),
    "xlsx": xlsx({"表": SHEET}),
    "ofd": ofd([text_object("值班")]),
    "txt": "值班安排\n".encode(),
    "png": png(10, 10),
    "jpg": jpeg(with_place=True),
}
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
ENTITY = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
LAUGHS = '<!DOCTYPE a [<!ENTITY b "' + "ha" * 99 + '"><!ENTITY c "' + "&b;" * 99 + '">]><a>' + "&c;" * 99 + "</a>"


def many_pages(count: int) -> bytes:
    """A PDF that shows one page so many times."""
    return pdf_of([CATALOG, b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * count, count), PAGE])


def cyclic() -> bytes:
    """A PDF whose pages contain themselves."""
    return pdf_of([CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 9>>"])


def bomb(name: str) -> bytes:
    """A package with a part that unpacks to a thousand times its size."""
    return package({"word/document.xml": story("document", BODY), name: bytes(20 * 1024 * 1024)})


def with_flag(data: bytes) -> bytes:
    """A package that says its parts are encrypted."""
    changed = bytearray(data)
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = 0
        while (start := changed.find(mark, start)) >= 0:
            changed[start + place] |= 1
            start += 4
    return bytes(changed)


def with_wrong_sum(data: bytes) -> bytes:
    """A package in whose document a few bytes have changed."""
    place = data.index(b"word/document.xml") + 40
    return data[:place] + b"\xff" * 8 + data[place + 8 :]


TEMPLATE = relations(("r1", "attachedTemplate", "http://evil.example/", True))
HOSTILE: dict[str, tuple[bytes, str, str]] = {
    "ten-thousand-pages": (many_pages(10_000), "pdf", "too-large"),
    "pages-in-a-circle": (cyclic(), "pdf", "damaged"),
    "no-page": (pdf_of([CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"]), "pdf", "damaged"),
    "cut-pdf": (SOUND["pdf"][:300], "pdf", "damaged"),
    "only-a-head": (b"%PDF-1.7\n", "pdf", "damaged"),
    "xxe-in-word": (docx("", {"word/document.xml": ENTITY}), "docx", "active"),
    "xxe-in-a-workbook": (xlsx({"表": SHEET}, {"xl/sharedStrings.xml": ENTITY}), "xlsx", "active"),
    "xxe-in-ofd": (package({"OFD.xml": ENTITY}), "ofd", "active"),
    "billion-laughs": (docx("", {"word/document.xml": LAUGHS}), "docx", "active"),
    "zip-bomb": (bomb("word/media/image1.bmp"), "docx", "too-large"),
    "bomb-in-a-story": (bomb("word/header1.xml"), "docx", "too-large"),
    "cut-zip": (SOUND["docx"][:-30], "docx", "damaged"),
    "wrong-sum": (with_wrong_sum(SOUND["docx"]), "docx", "damaged"),
    "encrypted-zip": (with_flag(SOUND["docx"]), "docx", "encrypted"),
    "encrypted-office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "docx", "encrypted"),
    "way-out": (package({"../../etc/x": b"", "word/document.xml": b"<a/>"}), "docx", "damaged"),
    "two-parts-of-one-name": (package({"word/document.xml": b"<a/>", "WORD/document.xml": b"<a/>"}), "docx", "damaged"),
    "no-xml": (package({"word/document.xml": b"\x00\x01"}), "docx", "damaged"),
    "unknown-code": (package({"word/document.xml": b'<?xml version="1.0" encoding="x-none"?><a/>'}), "docx", "damaged"),
    "template-from-outside": (docx(BODY, {"word/_rels/settings.xml.rels": TEMPLATE}), "docx", "active"),
    "macro": (docx(BODY, {"word/vbaProject.bin": b"x"}), "docx", "active"),
    "sheet-that-is-not-there": (package({"xl/workbook.xml": b"<a/>"}), "xlsx", "damaged"),
    "pixel-bomb": (png(60_000, 60_000), "png", "too-large"),
    "no-text-at-all": (b"\xff\x00\xfe\x00\x81", "txt", "damaged"),
    "ofd-page-bomb": (
        package(
            {
                "OFD.xml": "<OFD><DocRoot>D.xml</DocRoot></OFD>",
                "D.xml": "<D>" + '<Page BaseLoc="P.xml"/>' * 9999 + "</D>",
                "P.xml": "<P/>",
            }
        ),
        "ofd",
        "too-large",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_a_sentence(name: str) -> None:
    """炸弹、外部实体、循环、截断、加密、上万页：各有一句话，两秒以内，什么也不带出来。"""
    data, extension, kind = HOSTILE[name]
    start = time.process_time()
    found = extract(data, extension)
    assert time.process_time() - start < 2
    assert kind in [finding.kind for finding in found.findings], found.findings
    assert "root:" not in str(found)


@pytest.mark.parametrize("extension", SOUND)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damage_anywhere_is_no_accident(extension: str, data: st.DataObject) -> None:
    """任何一处改坏、截断，都有结果，不会出错。"""
    content = bytearray(SOUND[extension])
    place = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        del content[place:]
    else:
        content[place : place + 4] = data.draw(st.binary(min_size=4, max_size=4))
    assert isinstance(extract(bytes(content), extension), Extracted)


def test_much_text_is_cut_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """文字太多时只取前面的，并且说明。"""
    monkeypatch.setattr("disclosure.attachments.extraction.MAX_TEXT", 7)
    found = extract(pdf(["一二三四五", "六七八九十", "百千万亿兆"]), "pdf")
    assert [part.text for part in found.parts] == ["一二三四五", "六七"]
    assert [finding.kind for finding in found.findings] == ["no-text"]


def test_a_huge_file_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """太大的文件不打开。"""
    monkeypatch.setattr("disclosure.attachments.extraction.MAX_BYTES", 10)
    assert [finding.kind for finding in extract(SOUND["pdf"], "pdf").findings] == ["too-large"]


def put(root: Path, name: str, data: bytes) -> StoredFile:
    """Store a file of an organ."""
    path = root / "catalogue" / "xzf" / "files" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return StoredFile(f"catalogue/xzf/files/{name}", "xzf", f"files/{name}")


def broken_reader(item: tuple[Path, str]) -> Extracted:
    """A reader that does what the name of the file says."""
    name = item[1]
    if "crash" in name:
        os.abort()
    while "hang" in name:
        pass
    if "swell" in name:
        return extract(bytes(4096 * 1024 * 1024), "txt")
    return attachments.extract(b"sound", "txt")


def test_a_crash_a_hang_and_a_swelling_are_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """读取程序崩溃、不停、内存太多，只是那一个文件的一句话，别的文件照读，也不存下来。"""
    monkeypatch.setattr(stored, "_extract", broken_reader)
    monkeypatch.setattr(stored, "BOUNDS", Bounds(0.3, 512))
    files = [put(tmp_path, f"{name}.txt", name.encode()) for name in ("crash", "hang", "swell", "sound")]
    found = findings_in(tmp_path, files, jobs=2)
    assert [[one.kind for one in found[file.path]] for file in files] == [["damaged"], ["too-large"], ["too-large"], []]
    assert len(list((tmp_path / stored.FOLDER).glob("*/*"))) == 1


def test_what_was_read_is_kept_and_may_be_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """读过的不再读；存下的被删、被改坏、写不进去，结果都一样。"""
    files = [put(tmp_path, f"a.{extension}", data) for extension, data in SOUND.items()]
    first = texts_of(tmp_path, files)
    assert first[files[0].path][1].text == "第二页"
    findings = findings_in(tmp_path, files)
    kept = sorted((tmp_path / stored.FOLDER).glob("*/*"))
    assert len(kept) == len(files)
    for path in kept[::2]:
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    kept[1].unlink()
    assert (texts_of(tmp_path, files), findings_in(tmp_path, files)) == (first, findings)
    monkeypatch.setattr(stored, "_extract", broken_reader)
    assert (texts_of(tmp_path, files), findings_in(tmp_path, files)) == (first, findings)
    assert text_of(tmp_path, files[0]) == first[files[0].path]


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    """文件改了就重新读，同样的内容换了扩展名也分开存；检查时没有提到的不再留着。"""
    file = put(tmp_path, "a.txt", "先".encode())
    assert text_of(tmp_path, file)[0].text == "先"
    assert text_of(tmp_path, put(tmp_path, "a.txt", "后".encode()))[0].text == "后"
    assert len(list((tmp_path / stored.FOLDER).glob("*/*"))) == 2
    assert findings_in(tmp_path, [put(tmp_path, "a.docx", "后".encode())])["catalogue/xzf/files/a.docx"] == (
        Finding("damaged", "文件已经损坏，打不开", "请用原来的软件打开，另存一份再放入"),
    )
    assert len(list((tmp_path / stored.FOLDER).glob("*/*"))) == 1


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    """缓存文件夹写不进去，照样读得出。"""
    (tmp_path / ".cache").write_text("占位", encoding="utf-8")
    file = put(tmp_path, "a.txt", "甲".encode())
    assert text_of(tmp_path, file)[0].text == "甲"
