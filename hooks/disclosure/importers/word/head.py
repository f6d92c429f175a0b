"""The head of an official document (GB/T 9704—2012, 7.2 and 7.3.1): marks, name of the organ, number, title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from disclosure.importers.word import terms
from disclosure.importers.word.blocks import Block, Paragraph, Piece
from disclosure.importers.word.parts import Layout, place_of

_HEAD = 30
"""The head ends within so many lines."""
_LARGE = 22.0
"""Points: the name of the organ is larger than the title, which is set in 二号 (22)."""
_LONG = 60
_ORDERS = ("令", "公告", "通告", "纪要")
_DIVISION = re.compile(
    r"第[零〇一二三四五六七八九十百\d]{1,6}[编章节条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
)


@dataclass(slots=True)
class Head:
    """The head of a document. What is not known to belong to it stays in the body."""

    layout: Layout
    marks: list[str] = field(default_factory=list)
    """The organs of the 发文机关标志."""
    order: str = ""
    """令, 公告, 通告 or 纪要, where the document is one in the special form of these."""
    mark: str = ""
    """The whole name at the head of such a document."""
    _used: list[Paragraph] = field(default_factory=list)

    def read(self, blocks: Sequence[Block]) -> list[Block]:
        """Note its parts; give the blocks that do not belong to it."""
        lines: list[Paragraph] = []
        end = 0
        for place, block in enumerate(blocks[:_HEAD]):
            if not isinstance(block, Paragraph) or _begins_text(block, lines):
                break
            end = place + 1
            lines.append(block)
        self._parts([rest for line in lines if (rest := self._without_marks(line))])
        return [*(line for line in lines if not any(line is one for one in self._used)), *blocks[end:]]

    def _parts(self, lines: list[Paragraph]) -> None:
        number = self._number(lines)
        before = lines if number is None else lines[:number]
        after = [] if number is None else lines[number + 1 :]
        if self.order or any(_is_title_line(line) for line in after):
            self._name(before)
            self._title([line for line in after if _is_title_line(line) or not self.order])
        else:
            names = [line for line in before if _is_name(line)] if number is not None or len(before) > 1 else []
            self._name(names)
            self._title([line for line in before if line not in names])
        if self.order and self.order != "令" and "标题" not in self.layout.parts:
            self.layout.add("标题", self.mark, "版头的名称")

    def _use(self, lines: Sequence[Paragraph]) -> None:
        self._used += lines

    def _without_marks(self, line: Paragraph) -> Paragraph | None:
        """The line without 份号, 紧急程度 and 签发人, which are noted."""
        bare, where = terms.tight(line.text), place_of([line])
        for term, pattern in (("份号", terms.COPIES), ("紧急程度", terms.URGENCY)):
            if pattern.fullmatch(bare):
                self.layout.add(term, bare, f"{where}，版头左上角")
                self._use([line])
                return None
        found = terms.SIGNER.search(bare)
        if not found or (found.start() and not terms.number_in(bare[: found.start()])):
            return line
        self.layout.add("签发人", found["names"], f"{where}{'，与发文字号在一行' if found.start() else ''}")
        self._use([line])
        return replace(line, pieces=(Piece(bare[: found.start()]),), label="") if found.start() else None

    def _number(self, lines: list[Paragraph]) -> int | None:
        """Where the 发文字号 stands among the lines; notes it."""
        for place, line in enumerate(lines):
            if number := terms.number_in(line.text) or terms.order_in(line.text):
                self.layout.add("发文字号", number, f"{place_of([line])}，独占一行")
                self._use([line])
                return place
            bare = terms.tight(line.text).strip("（）()")
            if place and (found := terms.SERIAL.fullmatch(bare)):
                self._numbered(lines[:place], line, found)
                return place
            tail = re.fullmatch(r"(?P<title>.*关于.*)[ ](?P<number>\S{1,40}号)", terms.one_space(line.text))
            if tail and (number := terms.number_in(tail["number"])):
                self.layout.add("发文字号", number, f"{place_of([line])}，在标题后面")
                self._use([line])
                lines[place : place + 1] = [replace(line, pieces=(Piece(tail["title"]),), label=""), line]
                return place + 1
        return None

    def _numbered(self, above: list[Paragraph], line: Paragraph, found: re.Match[str]) -> None:
        """令第3号, 公告2024年第2号: the number goes with the name above it."""
        self.mark = terms.joined("".join(terms.joined(one.text) for one in above))
        self.order = next((sort for sort in _ORDERS if self.mark.endswith(sort)), "")
        where = f"{place_of([*above, line])}，版头的名称和下面的编号"
        self._use([line])
        year = f"{found['year']}年" if found["year"] else ""
        serial = f"{year}第{found['serial']}{found['unit']}"
        if not self.order:
            self.layout.add("发文字号", serial, where, "只有顺序号，没有机关代字和年份")
        elif self.order == "纪要" or found["unit"] != "号":
            self.layout.add("发文字号", self.mark + serial, where, f"{self.order}的编号不是规定的发文字号写法")
        else:
            self.layout.add("发文字号", self.mark + serial, where)

    def _name(self, lines: Sequence[Paragraph]) -> None:
        """发文机关标志: the names without 文件; of an order without what it is."""
        text = " ".join(terms.joined_names(line.text) for line in lines).strip()
        text = text.removesuffix(self.order) if self.order else text.replace("文件", " ")
        names = [name for name in terms.organs_in(text) if terms.looks_like_organs(name)]
        if self.order == "纪要":
            names = names or [organ for organ in [terms.organ_before(text)] if organ]
        if names or self.order:
            self.marks = names
            self._use(lines)
        if names:
            colour = "红色大字" if any(line.red for line in lines) else "版头"
            self.layout.add("发文机关标志", "、".join(names), f"{place_of(lines)}，{colour}")

    def _title(self, lines: Sequence[Paragraph]) -> None:
        """标题: the lines before the text, joined."""
        title = terms.joined("".join(terms.joined(line.text) for line in lines))
        if not title:
            return
        self._use(lines)
        is_centred = all(line.align == "centre" for line in lines)
        where = f"{place_of(lines)}{'，居中' if is_centred else ''}"
        doubt = "" if terms.is_title(title) else "结尾不像公文标题"
        if not is_centred and "关于" not in title and not terms.issuer_in(title):
            doubt = doubt or "不居中，开头也不是发文机关"
        self.layout.add("标题", title, where, doubt)


def _begins_text(block: Paragraph, lines: Sequence[Paragraph]) -> bool:
    """Whether the text begins with this line, after these lines of the head."""
    text = block.text
    if block.item or block.label or _DIVISION.match(text):
        return True
    if _is_mark(text) or terms.number_in(text) or terms.order_in(text):
        return False
    if "。" in text or (len(text) >= _LONG and block.align != "centre" and "关于" not in text):
        return True
    if terms.DATE.search(terms.tight(text)) and ("关于" not in text or terms.NOTE.fullmatch(text)):
        return True
    if block.align == "centre":
        return terms.NOTE.fullmatch(terms.tight(text)) is not None and any(map(_is_title_line, lines))
    return terms.is_salutation(text) or _title_is_done(lines)


def _title_is_done(lines: Sequence[Paragraph]) -> bool:
    """Whether the lines end with a whole title, after which a line at the left is text."""
    numbers = [place for place, line in enumerate(lines) if terms.number_in(line.text)]
    own = lines[numbers[-1] + 1 :] if numbers else lines
    if not own and numbers:
        return any("关于" in line.text or terms.is_title(terms.joined(line.text)) for line in lines)
    title = terms.joined("".join(terms.joined(line.text) for line in own))
    return bool(own) and (terms.is_title(title) or (own[-1].align == "centre" and not _is_name(own[-1])))


def _is_mark(text: str) -> bool:
    """份号, 紧急程度, 签发人, 第3号."""
    bare = terms.tight(text)
    patterns = (terms.COPIES, terms.URGENCY, terms.SECRECY)
    is_serial = terms.SERIAL.fullmatch(bare.strip("（）()")) is not None
    return is_serial or terms.SIGNER.search(bare) is not None or any(one.fullmatch(bare) for one in patterns)


def _is_title_line(line: Paragraph) -> bool:
    return line.align == "centre" or "关于" in line.text or terms.is_title(terms.joined(line.text))


def _is_name(line: Paragraph) -> bool:
    """Whether a line is the name of the organ at the head of the page."""
    text = terms.joined(line.text)
    is_large = line.red or line.size > _LARGE
    return text.endswith("文件") or text == "文件" or (is_large and terms.looks_like_organs(text))
