"""The parts of a document as the fields of an entry: what is sure is filled in, what is unsure is left to a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from disclosure.editing import entry_text
from disclosure.importers.word import terms
from disclosure.importers.word.blocks import Loss
from disclosure.importers.word.dates import spoken
from disclosure.importers.word.parts import Layout
from disclosure.kinds import Entry
from disclosure.problem import one_line, quote
from disclosure.vocabulary import Organ, Vocabulary

_MAIN = ("标题", "发文机关", "发文字号", "成文日期")
"""Parts of the document that are fields of an entry by the same name."""
_APART = (
    *("发文机关标志", "签发人", "份号", "紧急程度", "主送机关", "发文机关署名", "附注"),
    *("抄送", "抄报", "抄发", "分送", "印发机关", "印发日期", "版记其他"),
)
"""Parts that are no fields: shown, so that nothing is left out unseen."""
_IN_BODY = ("主送机关", "发文机关署名", "附注")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the draft with its value, and where that comes from."""

    term: str
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A field that is left empty: what may belong there (empty where there is nothing), and why it is not sure."""

    term: str
    value: str
    why: str
    where: str = ""

    @property
    def note(self) -> str:
        """The comment in the draft."""
        said = f"可能是{quote(self.value)}" if self.value else "请填写"
        place = f"（{self.where}）" if self.where else ""
        return one_line(f"待核：{self.term}：{said}{place}，{self.why}")


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that a person has still to look at."""

    kind: type[Entry]
    organ: Organ
    path: str
    """The file to be written, below the root."""
    source: str
    """The name of the document."""
    data: Mapping[str, Any]
    fields: tuple[Field, ...]
    doubts: tuple[Doubt, ...]
    apart: tuple[Field, ...]
    """Parts of the document that are no fields."""
    losses: tuple[Loss, ...]

    def with_answer(self, doubt: Doubt, value: str) -> Draft:
        """The draft with a value that a person has confirmed."""
        found = (*self.fields, Field(doubt.term, value, "已确认"))
        rest = tuple(one for one in self.doubts if one != doubt)
        return replace(self, data={**self.data, doubt.term: value}, fields=found, doubts=rest)

    @property
    def text(self) -> str:
        """The file: what is unsure or was not taken over stands in comments at its start."""
        notes = [f"由“{self.source}”导入的草稿，请与原文核对；带“待核”的逐项填好后删去，再运行检查。"]
        notes += [doubt.note for doubt in self.doubts]
        notes += [f"待核：{loss.report}" for loss in self.losses]
        return entry_text(self.kind, self.data, notes=[one_line(note) for note in notes])


def fields_of(
    layout: Layout, kind: type[Entry], words: Vocabulary, today: str
) -> tuple[list[Field], list[Doubt], list[Field]]:
    """(what is sure, what is unsure, what is no field) of a document as an entry of a kind."""
    own = {info.alias or name: info.is_required() for name, info in kind.model_fields.items()}
    found: list[Field] = []
    doubts: list[Doubt] = []
    said: list[Field | Doubt] = [*_main(layout), *_derived(layout, words)]
    for one in said:
        if one.term in own and isinstance(one, Field):
            found.append(one)
        elif one.term in own and isinstance(one, Doubt):
            doubts.append(one)
    found.append(Field("发布日期", today, "今天；在网站上公开的日期，请按实际改"))
    if own.get("有效性"):
        doubts.append(_validity(words, found, today))
    given = {one.term for one in found} | {one.term for one in doubts} | {"索引号"}
    given |= {"正文"} if layout.body else set()
    doubts += [
        Doubt(term, "", "文件里没有认出来，这一项必填") for term, needed in own.items() if needed and term not in given
    ]
    apart = [
        Field(term, part.value, f"{part.where}，{'留在正文里' if term in _IN_BODY else '不写入'}")
        for term, part in layout.parts.items()
        if term in _APART or term not in own
    ]
    return found, doubts, apart


def _main(layout: Layout) -> Iterator[Field | Doubt]:
    for term in _MAIN:
        part = layout.parts.get(term)
        if part and part.doubt:
            yield Doubt(term, part.value, part.doubt, part.where)
        elif part:
            yield Field(term, part.value, part.where)


def _derived(layout: Layout, words: Vocabulary) -> Iterator[Field | Doubt]:
    title = layout.parts.get("标题")
    genres = {name: name for name in words.terms["文种"]} | {"令": "命令（令）", "命令": "命令（令）"}
    ending = next((name for name in sorted(genres, key=len, reverse=True) if title and title.value.endswith(name)), "")
    if title and ending and genres[ending] in words.terms["文种"]:
        yield Field("文种", genres[ending], "标题的最后几个字")
    for one in spoken(layout.body):
        if one.sole:
            yield Field(one.term, one.day, one.where)
        else:
            yield Doubt(one.term, one.day, "正文里写了几个不同的日期", one.where)
    if (part := layout.parts.get("公开方式")) and part.value in words.terms["公开方式"]:
        yield Field("公开方式", part.value, part.where)


def _validity(words: Vocabulary, found: Sequence[Field], today: str) -> Doubt:
    """有效性 stands in no document: new ones are in force, or will be on the day that they name."""
    since = next((one.value for one in found if one.term == "施行日期"), "")
    state = "pending" if since > today else "in_force"
    name = next((one.name for one in words.validities if one.state == state), "")
    why = f"施行日期 {since} 还没有到" if state == "pending" else "文件里不会写，新印发的一般是这样"
    return Doubt("有效性", name, why)


def annex_losses(layout: Layout) -> Iterator[Loss]:
    """What is to be done about the annexes that the document names."""
    if layout.annexes:
        names = "、".join(quote(name) for name in layout.annexes)
        mend = "不在正文里的，请把文件放进 files/，并在“附件”里写上"
        yield Loss("附件说明", f"列了 {len(layout.annexes)} 个附件（{names}）", mend)


def kind_of(layout: Layout) -> str:
    """The kind that a document of this layout is by itself; empty where that is not sure."""
    number, title = layout.sure("发文字号"), layout.sure("标题")
    if number and title:
        return "policy"
    return "notice" if title and title.endswith(("公告", "通告", "公示")) and not number else ""


def issuers_of(layout: Layout) -> list[str]:
    """The organs that issued it, the leading one first."""
    part = layout.parts.get("发文机关")
    return terms.organs_in(part.value) if part else []
