"""Pages as blocks that can be set on paper: the same HTML that the site shows, without what only a screen needs."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

Block = dict[str, Any]
"""`sort` is heading, par, item, term, code or table.

heading has `level` (2 to 4); item `mark`, its number, and `depth`; table `rows` of cells, each runs, and `head`, the
number of head rows. The others have `runs`. A run is `[look, text]`, look being "", "code" or "strong".
"""

_LEFT_OUT = frozenset({"nav", "h1", "script", "style", "caption"})
_LOOKS = {"code": "code", "strong": "strong", "b": "strong"}
_SPACE = re.compile(r"\s+")


def blocks_in(html: str) -> list[Block]:
    """The blocks of a page. Links become their words; ways about the site, its title and captions stay out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return reader.blocks


class _Reader(HTMLParser):
    """Reads the HTML that our own templates make."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._runs: list[list[str]] = []
        self._looks: list[str] = []
        self._block: Block = {"sort": "par"}
        self._skipped = 0
        self._lists: list[int | None] = []
        self._table: Block | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: C901 - a line a tag
        """Open a block, or change the look of what follows."""
        del attrs
        if self._skipped or tag in _LEFT_OUT:
            self._skipped += tag in _LEFT_OUT
        elif tag in _LOOKS:
            self._looks.append(_LOOKS[tag])
        elif tag == "br":
            self._runs.append(["", "\n"])
        elif tag in {"ul", "ol"}:
            self.end_block()
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "table":
            self.end_block()
            self._table = {"sort": "table", "head": 0, "rows": []}
        elif tag == "tr" and self._table is not None:
            self._table["rows"].append([])
        elif tag == "pre":
            self._begin({"sort": "code"})
        elif tag in {"h2", "h3", "h4"}:
            self._begin({"sort": "heading", "level": int(tag[1])})
        elif tag == "li":
            self._begin(self._item())
        elif tag == "dt":
            self._begin({"sort": "term"})
        elif tag in {"p", "dd"} and self._table is None and self._block["sort"] != "item":
            self._begin({"sort": "par"})

    def handle_endtag(self, tag: str) -> None:
        """Close a block, or go back to the look before."""
        if self._skipped:
            self._skipped -= tag in _LEFT_OUT
        elif tag in _LOOKS and self._looks:
            self._looks.pop()
        elif tag in {"th", "td"} and self._table is not None and self._table["rows"]:
            self._table["rows"][-1].append(_tidy(self._runs))
            self._runs = []
        elif tag == "thead" and self._table is not None:
            self._table["head"] = len(self._table["rows"])
        elif tag == "table" and self._table is not None:
            self.blocks.append(self._table)
            self._table, self._runs = None, []
        elif tag in {"pre", "h2", "h3", "h4", "li", "dt", "dd", "p"} and self._table is None:
            self.end_block()
        elif tag in {"ul", "ol"} and self._lists:
            self.end_block()
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        """Keep words in the look that is open."""
        if self._skipped:
            return
        look = self._looks[-1] if self._looks else ""
        is_code = self._block["sort"] == "code" and self._table is None
        self._runs.append(["", data] if is_code else [look, _SPACE.sub(" ", data)])

    def _begin(self, block: Block) -> None:
        self.end_block()
        self._block = block

    def _item(self) -> Block:
        number = self._lists[-1] if self._lists else None
        if number is not None:
            self._lists[-1] = number + 1
        return {"sort": "item", "mark": "" if number is None else f"{number + 1}.", "depth": len(self._lists)}

    def end_block(self) -> None:
        """Keep the block that is open, if it says anything."""
        if self._table is not None:
            return
        is_code = self._block["sort"] == "code"
        runs = [["", "".join(text for _, text in self._runs).strip("\n")]] if is_code else _tidy(self._runs)
        if any(text.strip() for _, text in runs):
            self.blocks.append(self._block | {"runs": runs})
        self._block, self._runs = {"sort": "par"}, []


def _tidy(runs: list[list[str]]) -> list[list[str]]:
    """The runs without space at either end."""
    kept = [[look, text] for look, text in runs if text]
    while kept and not kept[0][1].strip(" "):
        del kept[0]
    while kept and not kept[-1][1].strip(" "):
        del kept[-1]
    if kept:
        kept[0][1] = kept[0][1].lstrip(" ")
        kept[-1][1] = kept[-1][1].rstrip(" ")
    return kept
