"""Word documents (.docx): all text in reading order, without what was deleted, commented or hidden.

Read from the XML itself: text boxes, footnotes, content controls and tracked changes lie outside of what libraries for
making documents give. The numbers of automatic lists are no text of the document and not found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from disclosure.attachments import office
from disclosure.attachments.model import Extracted, Finding, Part
from disclosure.attachments.package import Nothing, Package, elements, local, plain

_STORIES = (
    (r"word/header\d*\.xml", "页眉"),
    (r"word/document\d*\.xml", ""),
    (r"word/footnotes\d*\.xml", "脚注"),
    (r"word/endnotes\d*\.xml", "尾注"),
    (r"word/diagrams/data\d*\.xml", "图示"),
    (r"word/charts/chart\d*\.xml", "图表"),
    (r"word/footer\d*\.xml", "页脚"),
)
_CHANGES = {"ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "sectPrChange"}
_LEFT_OUT = {
    *("del", "moveFrom", "delText", "delInstrText", "instrText"),  # deleted; codes of fields
    *("Fallback", "rt"),  # the same once more for old programs; pronunciations above characters
    *("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange"),
}
_OFF = {"0", "false", "off"}
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_docx(data: bytes) -> tuple[Extracted, list[Part]]:
    """The text by stories with findings, and the texts that a reader does not see."""
    package = Package(data)
    office.require(package, r"word/document\d*\.xml", "正文")
    findings = list(office.findings(package))
    persons, words = office.properties(package)
    parts: list[Part] = []
    concealed = [words]
    changes: Counter[str] = Counter()
    for pattern, place in _STORIES:
        for name in package.matching(pattern):
            story = _Story()
            package.parse(name, story)
            changes += story.changes
            text = story.text
            if text.strip() and Part(place, text) not in parts:
                parts.append(Part(place, text))
            if hidden := "".join(story.hidden).strip():
                concealed.append(Part(place or "正文", hidden))
                what = f"{place}有隐藏文字{office.sample(hidden)}"
                findings.append(Finding("hidden-text", what, "请显示出来看过，删去不公开的"))
    findings += _tracked(changes)
    findings += _comments(package)
    return Extracted(tuple(parts), (*findings, *persons)), concealed


def _tracked(changes: Counter[str]) -> Iterator[Finding]:
    if changes:
        who = "、".join(f"{author or '未署名'} {count} 处" for author, count in sorted(changes.items())[:5])
        yield Finding("tracked", f"留有修订痕迹（{who}），公众能看到修改以前的文字", "请接受全部修订，关闭修订后再保存")


def _comments(package: Package) -> Iterator[Finding]:
    found = [one for name in package.matching(r"word/comments\d*\.xml") for one in elements(package, name, "comment")]
    if found:
        authors = Counter(attributes.get("author", "") for _, attributes, _ in found)
        who = "、".join(f"{author or '未署名'} {count} 条" for author, count in sorted(authors.items())[:5])
        yield Finding("comment", f"有批注（{who}）", "请删除全部批注后再保存")


class _Story(Nothing):
    """One flow of text: the body, a header, the footnotes."""

    def __init__(self) -> None:
        self.hidden: list[str] = []
        self.changes: Counter[str] = Counter()
        self._texts: list[list[str]] = [[]]
        """The text of the story, and on top that of each text box that is open."""
        self._boxes: list[str] = []
        """Text boxes wait for the end of the paragraph at which they are fixed."""
        self._left_out = 0
        self._runs: list[bool] = []
        """For each open run whether it is hidden."""
        self._collecting = False

    @property
    def text(self) -> str:
        """All of it; cells apart by tabs, paragraphs and rows by line ends."""
        return "".join([*self._texts[0], *self._boxes])

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Leave out, or look what begins."""
        name = local(tag)
        if self._left_out:
            self._left_out += 1
            return
        if name in _CHANGES:
            self.changes[plain(attributes).get("author", "")] += 1
        if name in _LEFT_OUT:
            self._left_out = 1
        elif name == "t":
            self._collecting = True
        elif name == "r":
            self._runs.append(False)
        elif name == "vanish" and self._runs:
            self._runs[-1] = plain(attributes).get("val", "") not in _OFF
        elif name == "txbxContent":
            self._texts.append([])
        elif name in _MARKS and self._runs:
            self._texts[-1].append(_MARKS[name])

    def data(self, text: str) -> None:
        """Keep text, apart where it is hidden."""
        if self._collecting and not self._left_out:
            (self.hidden if self._runs and self._runs[-1] else self._texts[-1]).append(text)

    def end(self, tag: str) -> None:
        """Close what began."""
        name = local(tag)
        if self._left_out:
            self._left_out -= 1
        elif name == "t":
            self._collecting = False
        elif name == "r" and self._runs:
            self._runs.pop()
        elif name == "txbxContent":
            self._boxes.append("".join(self._texts.pop()))
        elif name == "p":
            self._texts[-1].append("\n")
            if len(self._texts) == 1:
                self._texts[0] += self._boxes
                self._boxes = []
        elif name == "tc":
            self._close_line("\t")
        elif name == "tr":
            self._close_line("\n")

    def _close_line(self, mark: str) -> None:
        """The last paragraph of a cell, the last cell of a row: one mark, not two."""
        texts = self._texts[-1]
        if texts and texts[-1] in {"\n", "\t"}:
            texts[-1] = mark
        else:
            texts.append(mark)
