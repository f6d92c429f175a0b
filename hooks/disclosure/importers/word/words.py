"""The words of one paragraph: runs with their weight, and all that stands among words and is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from disclosure.attachments import office
from disclosure.importers.word.blocks import Loss, Piece
from disclosure.importers.word.styles import Styles
from disclosure.importers.word.tree import child, children, switched, value
from disclosure.source.characters import describe, first_forbidden

BREAK = "\n"
MISSING = "〓"
"""Stands for a character that no other computer shows, as in printing."""

_THROUGH = {"hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "ins", "moveTo", "dir", "bdo"}
_RAISED = dict(zip("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True))
_LOWERED = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
_BOXES = {"F0A8": "□", "F0A3": "□", "F06F": "□", "F0FE": "☑", "F052": "☑", "F0FC": "√", "F050": "√", "F0D8": "＞"}
"""Signs of the fonts Wingdings that forms use."""
_WEB = re.compile(r"https?://[^\s()<>\[\]\"'\\]+")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


@dataclass(slots=True)
class Words:
    """Collects the words of one paragraph."""

    styles: Styles
    links: dict[str, str]
    notes: dict[str, str]
    """The texts of footnotes and endnotes, by their kind and id."""
    where: str
    base_bold: bool = False
    pieces: list[Piece] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    sizes: list[tuple[int, float]] = field(default_factory=list)
    reds: int = 0

    def take(self, element: Element) -> None:
        """All that is inside a paragraph or something that only wraps words."""
        for one in children(element):
            if one.tag == "r":
                self._run(one)
            elif one.tag == "hyperlink":
                self._link(one)
            elif one.tag in _THROUGH:
                self.take(one)
            elif one.tag in {"m:oMath", "m:oMathPara"}:
                text = "".join(found.text or "" for found in one.iter("m:t"))
                self._lost(f"有公式{office.sample(text)}", "请在正文里用文字写出，或者另存为图片作附件")

    def _link(self, element: Element) -> None:
        before = len(self.pieces)
        self.take(element)
        target = self.links.get(element.get("id", ""), "")
        text = "".join(piece.text for piece in self.pieces[before:])
        if not target or not text.strip() or text.strip() in target:
            return
        if _WEB.fullmatch(target) and not re.search(r"[\[\]\n*_`\\]", text):
            self.pieces[before:] = [Piece(f"[{text}]({target})")]
        else:
            self._lost(f"的{office.sample(text)}带有链接，链接没有导入", "要保留的，请在正文里写出网址")

    def _run(self, run: Element) -> None:
        properties = child(run, "rPr")
        bold, size, red = self.styles.words(properties)
        heavy = self.base_bold if bold is None else bold
        raised = value(properties, "vertAlign") or ""
        text = "".join(map(self._content, children(run)))
        if switched(properties, "strike") or switched(properties, "dstrike"):
            self._lost(f"的{office.sample(text)}画有删除线，导入后没有删除线", "请核对要不要这些字")
        if text.strip() and raised in {"superscript", "subscript"}:
            text = self._shifted(text, raised)
        if text:
            self.pieces.append(Piece(text, heavy))
            self.sizes.append((len(text.strip()), size))
            self.reds += len(text.strip()) if red else 0

    def _content(self, one: Element) -> str:  # noqa: PLR0911 - one line for each thing that a run may hold
        tag = one.tag
        if tag == "t":
            return self._clean(one.text or "")
        if tag in {"br", "cr"}:
            return "" if one.get("type") in {"page", "column"} else BREAK
        if tag == "tab":
            return " "
        if tag == "noBreakHyphen":
            return "-"
        if tag == "sym":
            return self._symbol(one)
        if tag == "ruby":
            inner = Words(self.styles, self.links, self.notes, self.where)
            base = child(one, "rubyBase")
            if base is not None:
                inner.take(base)
            self.losses += inner.losses
            return "".join(piece.text for piece in inner.pieces)
        if tag in {"footnoteReference", "endnoteReference"}:
            kind = "脚注" if tag.startswith("foot") else "尾注"
            text = self.notes.get(f"{kind}{one.get('id', '')}", "")
            self._lost(f"有{kind}{office.sample(text)}", "要公开的，请写进正文")
        elif tag in {"drawing", "pict", "object"}:
            self._drawn(one)
        return ""

    def _drawn(self, one: Element) -> None:
        for box in _outermost(one, "txbxContent"):
            text = "\n".join(_plain(paragraph) for paragraph in box.iter("p"))
            if text.strip():
                self.asides.append(text)
                self._lost(f"有文本框{office.sample(text)}，里面的文字没有导入", "请把要公开的文字移到正文里")
        tags = {found.tag for found in _inside(one)}
        if one.tag == "object":
            self._lost("嵌有别的文件或者公式", "请在正文里写出，或者另存为附件")
        elif tags & {"c:chart", "d:relIds"}:
            self._lost("有图表", "请另存为图片作附件，或者把数写成表格")
        elif tags & {"a:blip", "v:imagedata"}:
            self._lost("有图片", "请另存为附件；图片里的文字请写进正文")

    def _symbol(self, one: Element) -> str:
        code = one.get("char", "").upper()
        if one.get("font", "").startswith("Wingdings") and code in _BOXES:
            return _BOXES[code]
        if re.fullmatch(r"[0-9A-F]{4}", code) and first_forbidden(chr(int(code, 16))) is None:
            return chr(int(code, 16))
        self._lost(f"有符号字体的字（{one.get('font', '')} {code}），已用“{MISSING}”代替", "请对照原文改正")
        return MISSING

    def _shifted(self, text: str, raised: str) -> str:
        """Raised or lowered signs as such signs; 10 with a raised 4 must not become 104."""
        table = _RAISED if raised == "superscript" else _LOWERED
        if all(sign in table for sign in text.strip()):
            return "".join(table.get(sign, sign) for sign in text)
        word = "上标" if raised == "superscript" else "下标"
        self._lost(f"的{office.sample(text)}是{word}，导入后成为普通文字", "请核对，会误读的请改写")
        return text

    def _clean(self, text: str) -> str:
        """Text without what cannot be seen; characters that no other computer shows are replaced and told."""
        text = _UNSEEN.sub("", text.replace("\xa0", " ").replace("\t", " ").replace("\n", " "))
        while (found := first_forbidden(text)) is not None:
            self._lost(f"有{describe(found)}，已用“{MISSING}”代替", "请对照原文改正，字库里没有的改用拼音或者图片")
            text = text.replace(found, MISSING)
        return text

    def _lost(self, what: str, mend: str) -> None:
        loss = Loss(self.where, what, mend)
        if loss not in self.losses:
            self.losses.append(loss)


def _plain(paragraph: Element) -> str:
    return "".join(found.text or "" for found in paragraph.iter("t"))


def _inside(element: Element) -> list[Element]:
    """All below an element, without what is there once more for old programs and without text boxes."""
    found: list[Element] = []
    for one in children(element):
        if one.tag != "txbxContent":
            found += [one, *_inside(one)]
    return found


def _outermost(element: Element, tag: str) -> list[Element]:
    """The elements of a name that are not inside another of them."""
    found: list[Element] = []
    for one in children(element):
        found += [one] if one.tag == tag else _outermost(one, tag)
    return found
