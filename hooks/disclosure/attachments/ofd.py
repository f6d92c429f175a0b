"""OFD documents (GB/T 33190): the texts of each page in the order of the file, those of its template first.

Kept libraries for OFD draw pages and bring a PDF renderer with them; the text itself is a handful of elements.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.attachments.model import Extracted, Finding, Part, UnreadableError
from disclosure.attachments.package import RESAVE, Nothing, Package, elements, local, plain, resolved

MAX_PAGES = 3000
_SAME_LINE = 0.5
"""Texts whose lines differ by less than this part of their size stand on one line."""
_NEAR = 0.6
"""A gap smaller than this part of the size is no gap between words."""
_DEFAULT_SIZE = 3.5


def read_ofd(data: bytes) -> tuple[Extracted, list[Part]]:
    """The text by pages with findings, and the texts that a reader does not see."""
    package = Package(data)
    if "OFD.xml" not in package:
        raise UnreadableError("damaged", "里面没有 OFD.xml，不是真正的 OFD 文件", RESAVE)
    findings: list[Finding] = []
    persons: list[Finding] = []
    words: list[str] = []
    roots: list[str] = []
    for name, _, text in elements(package, "OFD.xml", "DocRoot", "Author", "Title", "Subject", "Abstract", "Keyword"):
        if name == "DocRoot":
            roots.append(resolved("OFD.xml", text.strip()))
        elif name == "Author":
            persons += [Finding("author", text.strip())] if text.strip() else []
        else:
            words.append(text)
    parts: list[Part] = []
    for root in roots:
        texts, faults = _document(package, root)
        parts += [Part(f"第{len(parts) + number}页", text) for number, text in enumerate(texts, 1)]
        findings += faults
    parts = [part for part in parts if part.text.strip()]
    return Extracted(tuple(parts), (*findings, *persons)), [Part("文件属性", "\n".join(words))]


def _document(package: Package, root: str) -> tuple[list[str], list[Finding]]:
    """The text of each page of one document of the file."""
    if root not in package:
        stray = package.matching(r".*/Pages/[^/]+/Content\.xml")
        texts = [_page(package, name).text for name in stray]
        return texts, [Finding("damaged", f"文件已经损坏，打不开（缺少 {root}）", RESAVE)]
    found = elements(package, root, "Page", "TemplatePage", "Attachments")
    templates = {
        one.get("ID", ""): resolved(root, one.get("BaseLoc", "")) for kind, one, _ in found if kind == "TemplatePage"
    }
    pages = [resolved(root, one.get("BaseLoc", "")) for kind, one, _ in found if kind == "Page"]
    if len(pages) > MAX_PAGES:
        raise UnreadableError("too-large", f"有 {len(pages)} 页，超过 {MAX_PAGES} 页", "请分成几个文件")
    findings = []
    for kind, _, text in found:
        if kind == "Attachments":
            name = resolved(root, text.strip())
            inside = (
                [one.get("Name", "") for _, one, _ in elements(package, name, "Attachment")] if name in package else []
            )
            if inside:
                what = f"里面夹带了 {len(inside)} 个文件（{'、'.join(inside[:3])}）"
                findings.append(Finding("embedded", what, "请删去夹带的文件，另作附件公开"))
    drawn = {name: _page(package, name) for name in templates.values() if name in package}
    texts = []
    for name in pages:
        page = _page(package, name)
        below = [drawn[templates[number]].text for number in page.templates if templates.get(number) in drawn]
        texts.append("\n".join(text for text in [*below, page.text] if text))
    return texts, findings


def _page(package: Package, name: str) -> _Page:
    page = _Page()
    package.parse(name, page)
    return page


@dataclass(slots=True)
class _Box:
    """Where the last text was written: its line, its end and its size, in millimetres."""

    line: float
    end: float
    size: float


class _Page(Nothing):
    """The texts of one page."""

    def __init__(self) -> None:
        self.templates: list[str] = []
        self._pieces: list[str] = []
        self._object: dict[str, str] = {}
        self._code: dict[str, str] = {}
        self._text: list[str] | None = None
        self._last: _Box | None = None

    @property
    def text(self) -> str:
        """All of it, by lines."""
        return "".join(self._pieces)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Note the template, and where a text stands."""
        name = local(tag)
        if name == "Template":
            self.templates.append(plain(attributes).get("TemplateID", ""))
        elif name == "TextObject":
            self._object = plain(attributes)
        elif name == "TextCode":
            self._code, self._text = plain(attributes), []

    def data(self, text: str) -> None:
        """Collect."""
        if self._text is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        """Join a text to the last one, or begin a line."""
        if local(tag) == "TextCode" and self._text is not None:
            text = "".join(self._text).strip("\r\n")
            self._text = None
            if text:
                box = _box(self._object, self._code)
                self._pieces += [_between(self._last, box), text]
                self._last = _Box(box.line, box.end, box.size)


@dataclass(slots=True)
class _Placed(_Box):
    """Where a text begins, besides."""

    start: float = 0.0


def _box(one: dict[str, str], code: dict[str, str]) -> _Placed:
    left, top, width, _ = [*_numbers(one.get("Boundary", "")), 0.0, 0.0, 0.0, 0.0][:4]
    size = next(_numbers(one.get("Size", "")), _DEFAULT_SIZE) or _DEFAULT_SIZE
    across = next(_numbers(code.get("X", "")), 0.0)
    down = next(_numbers(code.get("Y", "")), 0.0)
    return _Placed(top + down, left + width, size, left + across)


def _between(last: _Box | None, box: _Placed) -> str:
    """What stands between two texts: nothing within a word, a space on the same line, else a line end."""
    if last is None:
        return ""
    if abs(box.line - last.line) > _SAME_LINE * max(last.size, box.size):
        return "\n"
    return "" if box.start - last.end < _NEAR * box.size else " "


def _numbers(text: str) -> Iterator[float]:
    """Numbers apart by spaces; what is none ends them."""
    for piece in text.split():
        try:
            number = float(piece)
        except ValueError:
            return
        yield number if math.isfinite(number) else 0.0
