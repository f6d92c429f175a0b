"""Reads a page of the site with the parser of the standard library: its text as it is seen, its tags as they stand."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from posixpath import dirname, normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
UNSEEN = frozenset({"head", "script", "style", "template"})
CELLS = frozenset({"td", "th"})
INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "small", "span", "strong", "sub", "sup", "time", *CELLS})
ADDRESSES = frozenset({"href", "src", "action", "formaction", "data", "poster", "srcset", "background", "cite", "ping"})
SPACES = re.compile(r"[ \t\r\n\f]+")


class Link(NamedTuple):
    """A link as it stands in a page."""

    tag: str
    attribute: str
    value: str


class Page(HTMLParser):
    """One page."""

    def __init__(self, address: str, content: bytes) -> None:
        """Read the whole page."""
        super().__init__(convert_charrefs=True)
        self.address = address
        self.source = content.decode("utf-8")
        self.title = ""
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.metas: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.links: list[Link] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self._lines = [""]
        self._main = [""]
        self.feed(self.source)
        self.close()
        self.faults += [f"{tag} is not closed" for tag in self._open]

    @property
    def text(self) -> str:
        """What a reader sees: a line for each block, cells of a row side by side."""
        return _tidy(self._lines)

    @property
    def main_text(self) -> str:
        """The same without what stands around every page."""
        return _tidy(self._main)

    def target(self, link: Link) -> tuple[str, str]:
        """The file in the site, and the place in it, to which a link leads."""
        parts = urlsplit(link.value)
        return (self.resolve(parts.path) if parts.path else self.address), unquote(parts.fragment)

    def resolve(self, path: str) -> str:
        """The address in the site of what a relative path on this page stands for."""
        return normpath(f"{dirname(self.address)}/{unquote(path)}").removeprefix("/")

    @property
    def inner_links(self) -> list[Link]:
        """Links without a scheme: those that lead to files of the site."""
        return [link for link in self.links if not urlsplit(link.value).scheme]

    @property
    def outer_links(self) -> list[Link]:
        """Links with a scheme."""
        return [link for link in self.links if urlsplit(link.value).scheme]

    def meta(self, name: str) -> list[str]:
        """The contents of the meta tags of one name."""
        return [content for known, content in self.metas if known == name]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        found = {name: value or "" for name, value in attrs}
        self.tags.append((tag, found))
        if len(found) < len(attrs):
            self.faults.append(f"{tag} has an attribute twice")
        if tag == "meta" and "name" in found:
            self.metas.append((found["name"], found.get("content", "")))
        if "id" in found:
            self.ids.append(found["id"])
        self.links += [Link(tag, name, value) for name, value in found.items() if name in ADDRESSES]
        self._border(tag)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag written as <br/>."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note the end of an element."""
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> inside {self._open[-1:]}")
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag in CELLS:
            self._add(" | ")
        self._border(tag)

    def handle_data(self, data: str) -> None:
        """Note text."""
        if "title" in self._open and "head" in self._open:
            self.title += data
        if not UNSEEN.intersection(self._open):
            self._add(data)

    def _add(self, text: str) -> None:
        self._lines[-1] += text
        if "main" in self._open:
            self._main[-1] += text

    def _border(self, tag: str) -> None:
        """Begin a new line at the border of a block, except inside the cells of a table."""
        if tag not in INLINE and not (CELLS.intersection(self._open) and tag in {"p", "br", "ol", "li"}):
            self._lines.append("")
            self._main.append("")
        elif tag in {"p", "br", "li"}:
            self._add(" ")


def _tidy(lines: list[str]) -> str:
    bare = (SPACES.sub(" ", line).strip(" ") for line in lines)
    return "\n".join(line for line in bare if line.strip("| ")) + "\n"


def pages_of(tree: dict[str, bytes]) -> dict[str, Page]:
    """Every page of a site."""
    return {address: Page(address, content) for address, content in tree.items() if address.endswith(".html")}
