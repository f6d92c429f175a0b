"""Plain text and CSV: UTF-8 or GB 18030, as Windows saves them, and UTF-16 with its mark."""

from __future__ import annotations

from disclosure.attachments.model import Extracted, Part, UnreadableError

_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read_plain(data: bytes) -> tuple[Extracted, list[Part]]:
    """The whole text; such a file has no places and hides nothing."""
    for encoding in (_MARKS.get(data[:2]), "utf-8-sig", "gb18030"):
        if encoding:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\0" not in text:
                return Extracted((Part("", text),)), []
    raise UnreadableError("damaged", "不是 UTF-8，也不是 GB 18030 编码的文字", "请另存为 UTF-8")
