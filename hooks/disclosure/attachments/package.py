"""Packages (DOCX, XLSX, OFD are ZIP files of XML): looked at before anything in them is unpacked or parsed."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Protocol
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - an exception

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from disclosure.attachments.model import UnreadableError

MAX_PARTS = 20_000
MAX_UNPACKED = 512 * 1024 * 1024
MAX_XML = 64 * 1024 * 1024
"""A part that is parsed."""
MAX_RATIO, RATIO_FROM = 300, 16 * 1024 * 1024
"""Text hardly packs better than 1:100; a part beyond this ratio and size is made to fill a memory."""

_OLE = b"\xd0\xcf\x11\xe0"
_DAMAGED = "文件已经损坏，打不开"
RESAVE = "请用原来的软件打开，另存一份再放入"
_UNSAFE_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")


class Target(Protocol):
    """Takes the events of an XML document; names come as {namespace}name."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Text."""

    def close(self) -> None:
        """The document ends."""


class Package:
    """The parts of a ZIP file. Whatever is wrong with it comes as UnreadableError."""

    def __init__(self, data: bytes, unpacked: int = MAX_UNPACKED) -> None:
        """Open it and look at the list of its parts, which may have `unpacked` bytes in all."""
        if data.startswith(_OLE):
            raise UnreadableError("encrypted", "文件设了打开密码，或者是旧版格式", "请去掉密码，另存为新版格式")
        try:
            self._zip = ZipFile(BytesIO(data))
            parts = [part for part in self._zip.infolist() if not part.is_dir()]
        except (BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
            raise UnreadableError("damaged", _DAMAGED, RESAVE) from None
        _look(parts, unpacked)
        self.names = [part.filename for part in parts]
        self._by_folded = {part.filename.casefold(): part for part in parts}

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._by_folded

    def matching(self, pattern: str) -> list[str]:
        """The names of the parts that match as a whole, 2 before 10."""
        return sorted((name for name in self.names if re.fullmatch(pattern, name, re.IGNORECASE)), key=_natural)

    def read(self, name: str, limit: int = MAX_XML) -> bytes:
        """The bytes of a part, by its name in any case."""
        part = self._by_folded.get(name.casefold())
        if part is None:
            raise UnreadableError("damaged", f"{_DAMAGED}（缺少 {name}）", RESAVE)
        if part.file_size > limit:
            raise UnreadableError("too-large", f"文件里的 {name} 太大", "请分成几个文件")
        try:
            return self._zip.read(part)
        except (BadZipFile, ZlibError, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, LookupError):
            raise UnreadableError("damaged", f"{_DAMAGED}（{name}）", RESAVE) from None

    def parse(self, name: str, target: Target) -> None:
        """Send the events of an XML part to a target. A document type is refused, by which entities come in."""
        content = self.read(name)
        parser = DefusedXMLParser(target=target, forbid_dtd=True)
        try:
            parser.feed(content)
            parser.close()
        except DefusedXmlException:
            what = f"文件里有文档类型或者实体声明（{name}），可以用来读取别的文件"
            raise UnreadableError("active", what, RESAVE) from None
        except (ParseError, ValueError, LookupError):
            raise UnreadableError("damaged", f"{_DAMAGED}（{name}）", RESAVE) from None


def _look(parts: list[ZipInfo], unpacked: int) -> None:
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > unpacked:
        size = unpacked // 1024 // 1024
        raise UnreadableError("too-large", f"解开以后超过 {size} MB，或者部件太多", "请压缩图片，或者分成几个文件")
    for part in parts:
        if part.file_size > RATIO_FROM and part.file_size > part.compress_size * MAX_RATIO:
            raise UnreadableError("too-large", "解开以后比文件大几百倍，不是正常的文件", RESAVE)
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableError("encrypted", "文件设了密码", "请去掉密码")
    names = [part.filename.casefold() for part in parts]
    if len(set(names)) < len(names) or any(_UNSAFE_NAME.search(name) for name in names):
        raise UnreadableError("damaged", "文件里有重名的部件，或者部件的路径指到文件以外", RESAVE)


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(piece), "") if piece.isdecimal() else (0, piece) for piece in re.split(r"(\d+)", name)]


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def plain(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes by their names without namespaces."""
    return {local(name): value for name, value in attributes.items()}


class Nothing:
    """A target that does nothing; the base of those that look at a few things."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Text."""

    def close(self) -> None:
        """The document ends."""


class Elements(Nothing):
    """Collects the attributes, with the text directly inside, of all elements of some names."""

    def __init__(self, *names: str) -> None:
        """Say which elements."""
        self.found: list[tuple[str, dict[str, str], str]] = []
        self._names = frozenset(names)
        self._open: list[tuple[str, dict[str, str], list[str]]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin to collect."""
        if local(tag) in self._names:
            self._open.append((local(tag), plain(attributes), []))

    def data(self, text: str) -> None:
        """Collect."""
        if self._open:
            self._open[-1][2].append(text)

    def end(self, tag: str) -> None:
        """Keep what is complete."""
        if self._open and self._open[-1][0] == local(tag):
            name, attributes, texts = self._open.pop()
            self.found.append((name, attributes, "".join(texts)))


def elements(package: Package, name: str, *names: str) -> list[tuple[str, dict[str, str], str]]:
    """(name, attributes, text) of the elements with these names in a part, in the order of their ends."""
    target = Elements(*names)
    package.parse(name, target)
    return target.found


def resolved(base: str, target: str) -> str:
    """The name of the part to which another part refers, relative to that one or from the root of the package."""
    steps = [] if target.startswith("/") else base.split("/")[:-1]
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in {"", "."}:
            steps.append(step)
    return "/".join(steps)
