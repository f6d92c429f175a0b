"""The text of a piece of a web page as Markdown: paragraphs, headings, lists, tables, links; nothing else stays."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = {"p", "div", "section", "article", "blockquote", "ul", "ol", "li", "table", "tr", "hr", "center", "pre"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SILENT = {"script", "style", "head", "title", "template", "noscript", "iframe", "object", "svg", "select", "textarea"}
_SPECIAL = re.compile(r"([\\\\*`<])")
_LEADING = re.compile(r"^(#{1,6}\s|>|[-+]\s|\|)")
_BLANKS = re.compile(r"[ \t\r\n\u00a0\u3000]+")
_LINK = re.compile(r"https?://[^\s<>\"()]+")
_DEEPEST = 200


def markdown_of(page: str) -> str:
    """The Markdown of a piece of HTML. Links that are not http(s) lose their address, scripts and styles all."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.text


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._done: list[str] = []
        self._line: list[str] = []
        self._silent = 0
        self._lists: list[int | None] = []
        """The open lists: the number of the next item, None where they are not numbered."""
        self._rows: list[list[str]] | None = None
        self._links: list[tuple[str, int]] = []
        """The open links: address, and where in the line their text begins; no address where the line has ended."""
        self._mark = ""

    @property
    def text(self) -> str:
        """What was read."""
        self._end_block()
        return "\n\n".join(self._done)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, an item, a cell or a link."""
        if tag in _SILENT:
            self._silent += 1
        elif self._rows is not None and tag in {"tr", "td", "th", "br"}:
            self._in_table(tag)
        elif tag == "table" and self._rows is None:
            self._end_block()
            self._rows = []
        elif tag in {"ul", "ol"}:
            self._end_block()
            self._lists = [*self._lists, 1 if tag == "ol" else None][:_DEEPEST]
        elif tag == "li":
            self._end_block()
            self._mark = self._item()
        elif tag in _HEADINGS:
            self._end_block()
            self._mark = "#" * max(_HEADINGS[tag], 2) + " "
        elif tag == "a":
            target = next((value or "" for name, value in attrs if name == "href"), "").strip()
            self._links.append((target if _LINK.fullmatch(target) else "", len(self._line)))
        elif tag in _BLOCKS or tag == "br":
            self._end_block()

    def handle_endtag(self, tag: str) -> None:
        """End what is open."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table" and self._rows is not None:
            self._end_table()
        elif tag in {"ul", "ol"}:
            self._end_block()
            self._lists = self._lists[:-1]
        elif tag == "a" and self._links:
            target, start = self._links.pop()
            text = "".join(self._line[start:]).strip()
            if target and text:
                self._line[start:] = [f"[{text}]({target})"]
        elif (tag in _BLOCKS or tag in _HEADINGS) and self._rows is None:
            self._end_block()

    def handle_data(self, data: str) -> None:
        """Text; blanks of any number are one, signs of Markdown are only signs."""
        if not self._silent:
            self._line.append(_SPECIAL.sub(r"\\\1", _BLANKS.sub(" ", data)))

    def _item(self) -> str:
        indent = "    " * max(0, len(self._lists) - 1)
        number = self._lists[-1] if self._lists else None
        if number is None:
            return f"{indent}- "
        self._lists[-1] = number + 1
        return f"{indent}{number}. "

    def _taken(self) -> str:
        text = "".join(self._line).strip()
        self._line = []
        self._links = [("", 0) for _ in self._links]
        return text

    def _end_block(self) -> None:
        text, mark = self._taken(), self._mark
        if not text:
            return
        self._mark = ""
        is_item = bool(mark) and not mark.startswith("#")
        line = mark + (text if mark else _LEADING.sub(r"\\\1", text))
        if is_item and self._done and re.match(r" *(?:-|\d+\.) ", self._done[-1].rsplit("\n", 1)[-1]):
            self._done[-1] += f"\n{line}"
        else:
            self._done.append(line)

    def _in_table(self, tag: str) -> None:
        rows = self._rows or []
        if tag == "br":
            self._line.append(" ")
            return
        self._end_cell()
        if tag == "tr" or not rows:
            rows.append([])
        if tag in {"td", "th"}:
            rows[-1].append("")
        self._rows = rows

    def _end_cell(self) -> None:
        text = self._taken()
        if text and self._rows and self._rows[-1]:
            self._rows[-1][-1] = f"{self._rows[-1][-1]} {text}".strip().replace("|", "\\|")

    def _end_table(self) -> None:
        self._end_cell()
        rows = [row for row in self._rows or [] if row]
        self._rows = None
        if not rows:
            return
        width = max(map(len, rows))
        lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
        self._done.append("\n".join([lines[0], "|" + " --- |" * width, *lines[1:]]))
