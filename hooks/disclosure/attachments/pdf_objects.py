"""What a PDF would do by itself: scripts, programs it starts, addresses it opens. Found in its objects, nothing is run.

The library that reads the text does not tell all of this. Streams are left out, except those that hold objects.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from disclosure.attachments.model import Finding

MAX_OBJECTS = 64 * 1024 * 1024
"""Bytes of unpacked object streams that are looked at."""
_STREAM = re.compile(rb"(?<![A-Za-z])stream\r?\n")
_STRING = re.compile(rb"\((?:[^()\\]|\\.)*\)", re.DOTALL)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_REPRINT = "请用“打印为 PDF”重新生成"
_ACTIONS = {
    rb"/S\s*/JavaScript\b|/JS\b": "PDF 含有脚本",
    rb"/S\s*/Launch\b": "PDF 会启动别的程序",
    rb"/S\s*/(?:SubmitForm|ImportData)\b": "PDF 会收发表单数据",
    rb"/S\s*/GoToE\b": "PDF 会打开里面夹带的文件",
    rb"/(?:RichMedia|Rendition)\b": "PDF 嵌有多媒体",
    rb"/XFA\b": "PDF 是动态表单（XFA），多数软件打不开",
}
_AUTOMATIC = re.compile(rb"/(?:OpenAction|AA)\s*(?:(\d+)\s+\d+\s+R|(<<.{0,600}))", re.DOTALL)
_LEADS_OUT = re.compile(rb"/S\s*/(?:URI|GoToR)\b")


def active_findings(data: bytes) -> Iterator[Finding]:
    """One finding for each manner of acting by itself."""
    text = _objects(data)
    for pattern, what in _ACTIONS.items():
        if re.search(pattern, text):
            yield Finding("active", what, _REPRINT)
    if any(_LEADS_OUT.search(action) for action in _automatic(text)):
        yield Finding("active", "PDF 一打开就转到外面的网址或者文件", _REPRINT)


def _automatic(text: bytes) -> Iterator[bytes]:
    """The beginnings of the actions that need no click."""
    for found in _AUTOMATIC.finditer(text):
        if found[2]:
            yield found[2].partition(b"endobj")[0]
        else:
            there = re.search(rb"(?<!\d)%s\s+\d+\s+obj(.{0,600}?)endobj" % found[1], text, re.DOTALL)
            if there:
                yield there[1]


def _objects(data: bytes) -> bytes:
    """All objects as plain text, those packed in streams too; without strings, and with names written out."""
    pieces: list[bytes] = []
    room = MAX_OBJECTS
    position = 0
    for found in _STREAM.finditer(data):
        if found.start() < position:
            continue
        end = data.find(b"endstream", found.end())
        end = len(data) if end < 0 else end
        head = data[position : found.start()]
        pieces.append(head)
        if re.search(rb"/ObjStm\b", head[-1000:]) and room > 0:
            unpacked = _unpacked(data[found.end() : end], head[-1000:], room)
            room -= len(unpacked)
            pieces.append(_numbered(unpacked, head[-1000:]))
        position = end
    pieces.append(data[position:])
    text = _STRING.sub(b"()", b"\n".join(pieces))
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), text)


def _unpacked(content: bytes, head: bytes, room: int) -> bytes:
    if b"/FlateDecode" not in head:
        return content[:room]
    try:
        return zlib.decompressobj().decompress(content, room)
    except zlib.error:
        return b""


def _numbered(content: bytes, head: bytes) -> bytes:
    """The objects of a stream in the form of objects outside of streams."""
    first = re.search(rb"/First\s+(\d{1,9})", head)
    start = int(first[1]) if first else 0
    numbers = [int(number) for number in re.findall(rb"\d{1,9}", content[:start])]
    places = [*numbers[1::2], len(content)]
    objects = [
        b"%d 0 obj %s endobj" % (number, content[start + begin : start + end])
        for number, begin, end in zip(numbers[::2], places, places[1:], strict=False)
    ]
    return b"\n".join(objects) or content
