"""The text of hand-written pages, taken from the pages that MkDocs made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

_APART = frozenset({*("p", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "br", "div", "dt", "dd", "pre"), "table"})
_CELLS = frozenset({"td", "th"})
_ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Article:
    """A hand-written page."""

    address: str
    title: str
    text: str


def articles_in(files: Mapping[str, bytes]) -> tuple[Article, ...]:
    """The pages with an article among the files that MkDocs made, by address."""
    found = []
    for address in sorted(files):
        if address.endswith(".html"):
            reader = _Reader()
            reader.feed(files[address].decode())
            reader.close()
            if reader.title:
                found.append(Article(address, reader.title, reader.text))
    return tuple(found)


class _Reader(HTMLParser):
    """Collects what stands in <article>: the first heading of the first level, and all other text by lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._depth = 0
        self._in_title = self._in_caption = False
        self._title: list[str] = []
        self._pieces: list[str] = []

    @property
    def title(self) -> str:
        return " ".join("".join(self._title).split())

    @property
    def text(self) -> str:
        lines = ("\t".join(" ".join(cell.split()) for cell in line.split("\t")) for line in self._lines())
        return "\n".join(bare for line in lines if (bare := line.strip()))

    def _lines(self) -> list[str]:
        return "".join(self._pieces).split("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._depth += tag == _ARTICLE
        self._in_title = self._in_title or (bool(self._depth) and tag == "h1" and not self._title)
        self._in_caption = self._in_caption or tag == "caption"
        if tag in _APART:
            self._pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == _ARTICLE
        if tag == "h1":
            self._in_title = False
        self._in_caption = self._in_caption and tag != "caption"
        self._pieces.append("\n" if tag in _APART else "\t" if tag in _CELLS else "")

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self._title.append(data)
        elif self._depth and not self._in_caption:  # captions only repeat the headings: see captions.py
            self._pieces.append(data.replace("\n", " ").replace("\t", " "))
