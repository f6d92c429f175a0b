"""Paragraphs and tables to the Markdown of our body texts: lines, headings, lists, tables, bold that means something.

Every line is checked by reading it back: what a reader of the page sees is what a reader of the document saw.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from disclosure.importers.word.blocks import Block, Loss, Paragraph, Piece, Table
from disclosure.markup import to_text

_HEADING_END = re.compile(r".*[^。；：，、,;:!！?？]", re.DOTALL)
_LONGEST_HEADING = 60
_DIVISIONS = (
    (re.compile(r"第[零〇○一二三四五六七八九十百\d]{1,6}编(?:[ \u3000].*)?"), 1),
    (re.compile(r"第[零〇○一二三四五六七八九十百\d]{1,6}章(?:[ \u3000].*)?"), 2),
    (re.compile(r"第[零〇○一二三四五六七八九十百\d]{1,6}节(?:[ \u3000].*)?"), 3),
    (re.compile(r"[一二三四五六七八九十]{1,3}、.*"), 4),
)
"""Lines that are headings by their number; the rank tells which is higher."""
_LONGEST_CHECKED = 5_000
"""A longer line is no line of a document; all its signs are escaped without reading it back."""
_ANNEX = re.compile(r"附[件表录][ \u3000]*(?:\d{1,2}|[一二三四五六七八九十]{1,3})?[：:]?")
"""The mark of an annex on a line of its own."""
_STYLED = 10
"""Rank of the headings by style: below those that stand in the middle of the page."""
_LIVE = re.compile(r"([\\`*_\[\]|])")
_LIVE_START = re.compile(r"(?:[-+>=#]|\d+(?=[.)]))")
_LEAD = re.compile(r"(?:[（(]?[一二三四五六七八九十百\d]{1,4}[）)、.．]|第\S{1,6}条)")
_TYPED = re.compile(r"([1-9]\d{0,2})\. +", re.ASCII)
_SPACES = re.compile(r" {2,}")
_BLANKS = " \t\u3000"


@dataclass(slots=True)
class Written:
    """A body text, and what is to be said about how it was made."""

    text: str
    losses: list[Loss] = field(default_factory=list)


def to_markdown(blocks: Sequence[Block]) -> Written:
    """The body text of these blocks."""
    blocks = _typed(blocks)
    ranks = {id(block): rank for block in blocks if isinstance(block, Paragraph) and (rank := _rank(block)) is not None}
    levels = {rank: min(place, 4) for place, rank in enumerate(sorted(set(ranks.values())), 2)}
    lines: list[str] = []
    losses: list[Loss] = []
    opened: list[int] = []
    structure = ""
    for block in blocks:
        if isinstance(block, Table):
            before, structure, opened = structure, "table", []
            rows, lost = _table(block)
            losses += lost
        elif id(block) in ranks:
            before, structure, opened = "", "", []
            rows = [f"{'#' * levels[ranks[id(block)]]} {_escaped(_one_space(block.text), inner=True)}"]
        elif block.item:
            while opened and opened[-1] >= block.depth:
                opened.pop()
            before, structure = structure, structure if opened else block.item
            rows = ["    " * len(opened) + _item(block)]
            opened.append(block.depth)
        else:
            before, structure, opened = "", "", []
            rows = [_line(block)]
        if before and (before != structure or structure == "table"):
            lines.append("")
        lines += rows
    return Written("\n".join(lines), losses)


def _typed(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with numbers 1. that were typed with a blank made items of a list where several follow each other.

    A single one is no list, but a heading or the rest of 附件：1. …; it is set without the blank, as GB/T 9704 has it.
    """
    found = [_number_typed(block) for block in blocks]
    written: list[Block] = []
    for place, (block, number) in enumerate(zip(blocks, found, strict=True)):
        if number is None or isinstance(block, Table):
            written.append(block)
            continue
        near = found[place - 1 : place] == [number - 1] or found[place + 1 : place + 2] == [number + 1]
        rest = (Piece(block.pieces[0].text.partition(". ")[2].lstrip(), block.pieces[0].bold), *block.pieces[1:])
        label = f"{number}. " if near else f"{number}."
        written.append(replace(block, label=label, item="1" if near else "", pieces=rest))
    return written


def _number_typed(block: Block) -> int | None:
    """The number with which a paragraph begins, where it was typed as 1. and a blank, with something behind it."""
    if isinstance(block, Table) or block.label or block.item:
        return None
    found = _TYPED.match(block.pieces[0].text)
    is_all = found is not None and found.end() == len(block.pieces[0].text) and not block.pieces[1:]
    return int(found[1]) if found and not is_all else None


def _rank(block: Paragraph) -> int | None:
    """How high a heading is, 0 being the highest; None for what is none."""
    text = block.text.strip(_BLANKS)
    if len(text) > _LONGEST_HEADING or block.item or block.align == "right" or not _HEADING_END.fullmatch(text):
        return None
    if "。" in text:
        return None
    for pattern, rank in _DIVISIONS:
        if pattern.fullmatch(text):
            return rank
    if block.level is not None:
        return _STYLED + block.level
    is_title = block.align == "centre" and not text.startswith(("（", "(", "—", "-")) and not _ANNEX.fullmatch(text)
    return 0 if is_title and re.search(r"[\u3400-\u9fff]{2}", text) else None


def _one_space(text: str) -> str:
    """Of several spaces a page shows one."""
    return _SPACES.sub(" ", text).strip(_BLANKS)


def _line(block: Paragraph) -> str:
    """A plain paragraph."""
    plain = _one_space(block.text)
    label, pieces = block.label, block.pieces
    if block.bold or not any(piece.bold for piece in pieces):
        return _linked(block) or _escaped(plain)
    if pieces[0].bold and _LEAD.match(label + pieces[0].text):  # the lead of a numbered paragraph: set so, not meant so
        pieces = (Piece(pieces[0].text), *pieces[1:])
    marked = _one_space(_escaped(label, inner=bool(label)) + "".join(map(_weighted, pieces)))
    for line in (marked, _started(marked)):
        if to_text(line) == _shown(block):
            return line
    return _linked(block) or _escaped(plain)


def _item(block: Paragraph) -> str:
    """An item of a list."""
    mark = "-" if block.item == "-" else block.label.strip()
    inner = Paragraph(block.place, block.pieces)
    return f"{mark} {_line(inner)}"


def _weighted(piece: Piece) -> str:
    text = _escaped(piece.text, inner=True) if not _is_link(piece.text) else piece.text
    if not piece.bold or not text.strip(_BLANKS):
        return text
    bare = text.strip(_BLANKS)
    start = text.index(bare)
    return f"{text[:start]}**{bare}**{text[start + len(bare) :]}"


_LINK = re.compile(r"\[([^\[\]\n]+)\]\((https?://[^\s()]+)\)")


def _is_link(text: str) -> bool:
    return _LINK.fullmatch(text) is not None


def _linked(block: Paragraph) -> str:
    """The line with its links; empty where it has none, or where they would not be read as such."""
    if not any(_is_link(piece.text) for piece in block.pieces) and not _LINK.search(block.text):
        return ""
    parts = _LINK.split(block.text)
    texts = [_escaped(text, inner=True) for text in parts[::3]]
    links = [f"[{text}]({target})" for text, target in zip(parts[1::3], parts[2::3], strict=True)]
    line = _one_space("".join(text + link for text, link in zip(texts, [*links, ""], strict=True)))
    return next((one for one in (line, _started(line)) if to_text(one) == _shown(block)), "")


def _shown(block: Paragraph) -> str:
    """What the reader shall see of a paragraph."""
    return _one_space(_LINK.sub(r"\1", block.text))


def _escaped(text: str, *, inner: bool = False) -> str:
    """The text with backslashes before signs that Markdown would take for marks, where there are such; the fewest.

    `inner` text stands inside a line, so that its first sign begins nothing.
    """
    if len(text) > _LONGEST_CHECKED:
        return _started(_LIVE.sub(r"\\\1", text))
    guard = "文" if inner else ""
    shown = (guard + text).strip(_BLANKS)
    if to_text(guard + text) == shown:
        return text
    tries = (_started(text), _LIVE.sub(r"\\\1", text), _started(_LIVE.sub(r"\\\1", text)))
    return next((one for one in tries if to_text(guard + one) == shown), tries[-1])


def _started(text: str) -> str:
    """The text with a backslash before a sign that would begin a list, a heading or a quotation."""
    found = _LIVE_START.match(text)
    if not found:
        return text
    place = found.end() if found[0][0].isdigit() else 0
    return f"{text[:place]}\\{text[place:]}"


def _table(table: Table) -> tuple[list[str], list[Loss]]:
    losses: list[Loss] = []
    where = f"第 {table.place} 张表"
    if table.merged:
        what = f"有合并的单元格 {table.merged} 处，已拆开，每一格都填了同样的内容"
        losses.append(Loss(where, what, "请核对，合计、表头重复的可以删去"))
    rows = [[_cell(text) for text in row] for row in table.rows]
    if not rows or not rows[0]:
        return [], losses
    lines = [_row(rows[0]), "|" + "---|" * len(rows[0]), *map(_row, rows[1:])]
    return lines, losses


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    bare = _one_space(text.replace("\n", " "))
    if "|" not in bare and "`" not in bare and to_text(f"文{bare}") == f"文{bare}":
        return bare
    return _LIVE.sub(r"\\\1", bare)
