"""From the bytes of one attached file to its text. Whatever the file holds, the answer is a result."""

from __future__ import annotations

from collections.abc import Callable

from disclosure.attachments.docx import read_docx
from disclosure.attachments.images import read_image
from disclosure.attachments.model import Extracted, Finding, Part, UnreadableError
from disclosure.attachments.ofd import read_ofd
from disclosure.attachments.package import RESAVE
from disclosure.attachments.plain import read_plain
from disclosure.attachments.sightings import sightings
from disclosure.attachments.xlsx import read_xlsx

VERSION = 3
"""To be raised with every change of what is read or found, so that nothing old is taken from the cache."""
MAX_BYTES = 128 * 1024 * 1024
MAX_TEXT = 5_000_000
"""Characters of one file."""

_Read = Callable[[bytes], tuple[Extracted, list[Part]]]


_READERS: dict[str, _Read] = {
    "docx": read_docx,
    "xlsx": read_xlsx,
    "ofd": read_ofd,
    "txt": read_plain,
    "csv": read_plain,
    "jpg": read_image,
    "jpeg": read_image,
    "png": read_image,
}
"""How the text of a file is read, by its extension in small letters; see `_reader` for PDF."""


def _reader(extension: str) -> _Read | None:
    if extension == "pdf":
        from disclosure.attachments.pdf import read_pdf  # noqa: PLC0415 - loads native code, only where it is needed

        return read_pdf
    return _READERS.get(extension)


def extract(data: bytes, extension: str) -> Extracted:
    """The text and the findings of a file with this content and extension. Never raises for bad content.

    To be run where a crash does no harm: PDF is read by native code.
    """
    read = _reader(extension)  # outside the try: a library that is missing is no fault of the file
    if len(data) > MAX_BYTES:
        what = f"文件超过 {MAX_BYTES // 1024 // 1024} MB"
        return Extracted((), (Finding("too-large", what, "请压缩图片，或者分成几个文件"),))
    if read is None:
        what = f"{extension} 文件里的文字检索不到，也查不出里面有没有宏"
        return Extracted((), (Finding("no-text", what, "请另存为 PDF、OFD、DOCX 或者 XLSX"),))
    try:
        extracted, concealed = read(data)
    except UnreadableError as error:
        return Extracted((), (error.finding,))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a hostile file fails anywhere in a library; the answer is one
        return Extracted((), (Finding("damaged", "文件已经损坏，打不开", RESAVE),))
    parts, cut = _within_bounds(extracted.parts)
    found = (*extracted.findings, *cut, *sightings([*parts, *concealed], by_line=read is read_plain))
    return Extracted(parts, tuple(dict.fromkeys(found)))


def _within_bounds(parts: tuple[Part, ...]) -> tuple[tuple[Part, ...], list[Finding]]:
    """The parts up to a bound of characters, and what to say about the rest."""
    if sum(len(part.text) for part in parts) <= MAX_TEXT:
        return parts, []
    kept: list[Part] = []
    room = MAX_TEXT
    for part in parts:
        kept += [Part(part.place, part.text[:room])] if room > 0 else []
        room -= len(part.text)
    what = f"文字超过 {MAX_TEXT // 10_000} 万字，后面的检索不到"
    return tuple(kept), [Finding("no-text", what, "请分成几个文件")]
