"""The XML of a Word document as trees: bounded in size and depth while they grow, names short enough to read.

An element of the Word language has its bare name (p, r, tbl), one of another language a prefix (m:oMath, a:blip, and
x: for all that need not be told apart); attributes have bare names.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element, TreeBuilder

from disclosure.attachments.model import UnreadableError
from disclosure.attachments.package import Nothing, Package, local, plain

MAX_ELEMENTS = 1_500_000
"""A report of four hundred pages, saved by Word with all its marks, has about three hundred thousand."""
MAX_DEPTH = 150
"""Tables in text boxes in tables come to sixty; what walks a tree goes down by calls."""

_PREFIXES = (
    ("/wordprocessingml/2006/main", ""),
    ("/wordprocessingml/main", ""),  # the strict form of the standard
    ("/math", "m:"),
    ("/drawingml/2006/main", "a:"),
    ("/drawingml/main", "a:"),
    ("/drawingml/2006/chart", "c:"),
    ("/drawingml/2006/diagram", "d:"),
    ("schemas-microsoft-com:vml", "v:"),
)
_OFF = {"0", "false", "off", "none"}


class _Grower(Nothing):
    """Builds the tree and counts."""

    def __init__(self) -> None:
        self._builder = TreeBuilder()
        self._depth = self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Add an element, unless there are too many."""
        self._depth += 1
        self._count += 1
        if self._depth > MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise UnreadableError(
                "too-large", "文档太大，或者层次太深", "请分成几个文件，或者把内容复制到新文档里再保存"
            )
        self._builder.start(_short(tag), plain(attributes))

    def end(self, tag: str) -> None:
        """Close an element."""
        self._depth -= 1
        self._builder.end(_short(tag))

    def data(self, text: str) -> None:
        """Add text."""
        self._builder.data(text)

    def root(self) -> Element:
        """The tree, when the document has ended."""
        return self._builder.close()


@lru_cache(2048)
def _short(tag: str) -> str:
    space = tag[1:].partition("}")[0] if tag.startswith("{") else ""
    prefix = next((prefix for end, prefix in _PREFIXES if space.endswith(end)), "x:")
    return prefix + local(tag)


def tree(package: Package, name: str) -> Element:
    """The tree of a part of the package. Raises UnreadableError."""
    grower = _Grower()
    package.parse(name, grower)
    return grower.root()


def optional_tree(package: Package, pattern: str) -> Element:
    """The tree of the first part that matches; an empty element where there is none."""
    found = package.matching(pattern)
    return tree(package, found[0]) if found else Element("nothing")


def child(element: Element | None, *path: str) -> Element | None:
    """The first element at the end of a path of names."""
    for name in path:
        element = next((one for one in element if one.tag == name), None) if element is not None else None
    return element


def value(element: Element | None, *path: str) -> str | None:
    """What the element at the end of a path says (w:val); None where there is none."""
    found = child(element, *path)
    return None if found is None else found.get("val", "")


def number(element: Element | None, *path: str) -> int | None:
    """The same as a whole number; None where it is none."""
    text = value(element, *path)
    return int(text) if text is not None and text.lstrip("-").isdecimal() and len(text) < 10 else None  # noqa: PLR2004


def switched(element: Element | None, *path: str) -> bool | None:
    """Whether a switch such as bold is on; None where nothing is said."""
    text = value(element, *path)
    return None if text is None else text not in _OFF


def children(element: Element) -> Iterator[Element]:
    """The elements inside; of what is there in several forms, the first, which is the newest."""
    for one in element:
        if one.tag == "x:AlternateContent":
            chosen = child(one, "x:Choice")
            chosen = chosen if chosen is not None else child(one, "x:Fallback")
            if chosen is not None:
                yield from children(chosen)
        else:
            yield one
