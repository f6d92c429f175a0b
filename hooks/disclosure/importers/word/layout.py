"""The parts of an official document, by the layout of GB/T 9704—2012《党政机关公文格式》: 版头, 主体, 版记.

Nothing is guessed silently: each part says in which paragraph it stands and by what it was known; where two signs
disagree, or there is only one weak sign, it is unsure and left to a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from datetime import date

from disclosure.importers.word import terms
from disclosure.importers.word.blocks import Block, Document, Paragraph, Piece, Table
from disclosure.importers.word.head import Head
from disclosure.importers.word.parts import Layout, place_of

_MOST_IN_TABLE = 300
"""A table with fewer characters may only set out a head or a 版记."""
_MOST_ROWS = 6
_MOST_BEFORE = 40
"""Characters that may stand above the head: 份号, 紧急程度."""
_HEAD = 30
_SIGNATURES = 6
"""Lines above the date that may name the organs."""
_LONGEST_LINE = 80
_PERSON = re.compile(
    r"(?:总理|省长|主席|市长|州长|县长|区长|旗长|镇长|乡长|部长|厅长|局长|主任|署长|行长)[^。，；：]{2,20}"
)


def recognise(document: Document, known: Container[str]) -> Layout:
    """The parts of a document; `known` has the names of organs that the vocabulary knows."""
    layout = Layout()
    blocks = _opened(document.blocks)
    _look_for_secrecy(layout, document, blocks)
    head = Head(layout)
    blocks = _without_imprint(head.read(blocks), layout)
    ended = _ended(blocks, layout, head, known)
    _issuer(layout, head, known)
    _annexes(blocks[:ended], layout)
    if blocks and isinstance(first := blocks[0], Paragraph) and terms.is_salutation(first.text):
        layout.add("主送机关", first.text.rstrip("：:"), f"{place_of([first])}，正文的第一行")
    if head.order == "令":
        _title_after_order(blocks[ended:], blocks[:ended], layout)
    layout.body = blocks
    return layout


def _opened(blocks: Sequence[Block]) -> list[Block]:
    """Tables that only set out the head or the 版记 as the lines in them."""
    found: list[Block] = []
    before = 0
    for block in blocks:
        if isinstance(block, Table):
            if before < _MOST_BEFORE and _sets_out(block, block.lines, _is_head_line):
                found += block.lines
                before = _MOST_BEFORE
                continue
            if _sets_out(block, _by_rows(block), _is_imprint):
                found += _by_rows(block)
                continue
            before = _MOST_BEFORE
        else:
            before += len(block.text)
        found.append(block)
    return found


def _sets_out(table: Table, lines: Sequence[Paragraph], belongs: Callable[[Paragraph], bool]) -> bool:
    """Whether a small table is no table but a way to set out lines: one of them is what belongs there."""
    is_small = len(table.rows) <= _MOST_ROWS and sum(len(one.text) for one in table.lines) < _MOST_IN_TABLE
    return is_small and any(map(belongs, lines))


def _is_head_line(line: Paragraph) -> bool:
    bare = terms.tight(line.text)
    is_name = bare.endswith("文件") and terms.looks_like_organs(bare.removesuffix("文件") or "机关")
    return is_name or terms.SIGNER.search(bare) is not None or bool(terms.number_in(bare))


def _by_rows(table: Table) -> list[Paragraph]:
    """A line for each row: 抄送： in one cell and the names in the next are one."""
    if all(len(row) == 1 for row in table.rows):
        return list(table.lines)
    rows = (" ".join(dict.fromkeys(cell for cell in row if cell)) for row in table.rows)
    return [Paragraph(0, (Piece(row),)) for row in rows if row]


def _look_for_secrecy(layout: Layout, document: Document, blocks: Sequence[Block]) -> None:
    lines = [(place_of([one]), one.text) for one in blocks[:_HEAD] if isinstance(one, Paragraph)]
    lines += [("文本框或者页眉", line) for aside in document.asides for line in aside.split("\n")]
    for place, line in lines:
        if terms.SECRECY.fullmatch(terms.tight(line)):
            layout.refusal = f"{place}有密级或者内部文件的标志"
            return


def _without_imprint(blocks: list[Block], layout: Layout) -> list[Block]:
    """The blocks without the 版记 (7.4): 抄送, 印发机关, 印发日期 and what stands among them."""
    marks = [place for place, block in enumerate(blocks) if _is_imprint(block)]
    if not marks:
        return blocks
    start, end = marks[0], marks[-1]
    for place in marks:
        if place + _SIGNATURES < end:
            start = marks[marks.index(place) + 1]
    while end + 1 < len(blocks) and _is_after_printing(blocks[end + 1]):
        end += 1
    for block in blocks[start : end + 1]:
        if not isinstance(block, Paragraph):
            continue
        bare, where = terms.tight(block.text), f"{place_of([block])}，版记"
        if found := terms.PRINTED.fullmatch(bare):
            day = terms.day_in(found)
            layout.add("印发机关", found["by"], where)
            layout.add("印发日期", day.isoformat() if day else found["day"], where)
        elif terms.COPY_TO.fullmatch(bare):
            layout.add(bare[:2], bare[3:].rstrip("。"), where)
        elif said := terms.openness(bare):
            _open(layout, said, block)
        else:
            others = [layout.parts["版记其他"].value] if "版记其他" in layout.parts else []
            layout.add("版记其他", "；".join([*others, bare]), where)
    return [*blocks[:start], *blocks[end + 1 :]]


def _is_imprint(block: Block) -> bool:
    if not isinstance(block, Paragraph):
        return False
    bare = terms.tight(block.text)
    printed = terms.PRINTED.fullmatch(bare)
    if printed and len(bare) < _LONGEST_LINE:
        return not printed["by"] or terms.looks_like_organs(printed["by"])
    if re.match(r"信息公开|公开(?:属性|方式|选项|形式)[：:]", bare) and terms.openness(bare):
        return True
    return terms.COPY_TO.fullmatch(bare) is not None and not bare.startswith("主送")


def _is_after_printing(block: Block) -> bool:
    return isinstance(block, Paragraph) and terms.AFTER_PRINTING.fullmatch(terms.tight(block.text)) is not None


@dataclass(frozen=True, slots=True)
class _Signature:
    """A date on a line of its own, with the names above it."""

    place: int
    day: date
    names: tuple[str, ...]
    lines: tuple[Paragraph, ...]
    by_person: bool


def _ended(blocks: list[Block], layout: Layout, head: Head, known: Container[str]) -> int:
    """Note 发文机关署名, 成文日期 and 附注; give where the main text ends among the blocks."""
    found = [one for place in range(len(blocks)) if (one := _signature(blocks, place))]
    expected = set(head.marks) | set(terms.organs_in(terms.issuer_in(_title(layout))))
    agreeing = [one for one in found if expected & set(one.names) or (head.order == "令" and one.by_person)]
    signed = [one for one in found if one.names]
    chosen = next(iter(agreeing or signed or found), None)
    if chosen is None:
        _day_below_title(blocks, layout)
        return len(blocks)
    doubt = ""
    where = place_of(chosen.lines)
    if chosen.names:
        layout.add("发文机关署名", "、".join(chosen.names), f"{where}，成文日期上面")
        is_known = all(name in known for name in chosen.names)
        if not agreeing and (expected or not is_known):
            doubt = (
                f"署名“{'、'.join(chosen.names)}”与标题、版头的发文机关不一致" if expected else "署名的机关不在词表里"
            )
    elif not chosen.by_person:
        doubt = "上面没有发文机关署名"
    layout.add(
        "成文日期", chosen.day.isoformat(), f"{place_of(chosen.lines[-1:])}，署名下面" if not doubt else where, doubt
    )
    end = chosen.place + 1
    if end < len(blocks) and isinstance(note := blocks[end], Paragraph) and terms.NOTE.fullmatch(note.text.strip()):
        layout.add("附注", note.text.strip()[1:-1], f"{place_of([note])}，成文日期下面")
        if said := terms.openness(note.text):
            _open(layout, said, note)
        end += 1
    return end


def _title(layout: Layout) -> str:
    return layout.parts["标题"].value if "标题" in layout.parts else ""


def _open(layout: Layout, said: str, block: Paragraph) -> None:
    layout.add("公开方式", said, f"{place_of([block])}，“{block.text.strip()}”")
    if said == "不予公开":
        layout.refusal = f"{place_of([block])}写明不公开（“{block.text.strip()}”）"


def _signature(blocks: Sequence[Block], place: int) -> _Signature | None:
    block = blocks[place]
    if not isinstance(block, Paragraph) or block.label or block.item:
        return None
    text = block.text.strip()
    day = terms.day_of(text)
    names: list[str] = []
    lines = [block]
    if day is None:
        found = re.fullmatch(rf"(?P<by>.{{2,60}}?)[ \u3000]*(?P<day>{terms.DATE.pattern})", terms.one_space(text))
        if not found or not terms.looks_like_organs(found["by"]):
            return None
        day, names = terms.day_in(found), terms.organs_in(found["by"])
    by_person = False
    for above in reversed(blocks[max(0, place - _SIGNATURES) : place]):
        if not isinstance(above, Paragraph) or above.label or above.item or terms.is_salutation(above.text):
            break
        own = terms.organs_in(terms.joined_names(above.text))
        if terms.looks_like_organs(" ".join(own)) and "。" not in above.text:
            names = [*own, *names]
        elif not names and _PERSON.fullmatch(above.text.strip()):
            by_person = True
        else:
            break
        lines.insert(0, above)
    return _Signature(place, day, tuple(names), tuple(lines), by_person) if day else None


def _day_below_title(blocks: Sequence[Block], layout: Layout) -> None:
    """（2024年4月28日县人民政府常务会议通过） below the title."""
    for block in blocks[:3]:
        if not isinstance(block, Paragraph) or not terms.NOTE.fullmatch(block.text.strip()):
            continue
        if (found := terms.DATE.search(terms.tight(block.text))) and (day := terms.day_in(found)):
            layout.add("成文日期", day.isoformat(), f"{place_of([block])}，标题下面的题注", "没有署名和日期，只有题注")
            return


def _issuer(layout: Layout, head: Head, known: Container[str]) -> None:
    """发文机关: what 标志, 标题 and 署名 say; sure where two agree, or the vocabulary knows the only one."""
    signed = terms.organs_in(layout.parts["发文机关署名"].value) if "发文机关署名" in layout.parts else []
    titled = terms.organs_in(terms.issuer_in(_title(layout)))
    said = [(names, sign) for names, sign in ((head.marks, "版头"), (titled, "标题"), (signed, "署名")) if names]
    if not said:
        return
    said = [([_plain_name(name, known) for name in names], sign) for names, sign in said]
    names, _ = said[0]
    agree = [sign for other, sign in said if set(other) == set(names)]
    where = f"{'、'.join(agree)}里的机关名称"
    value = "、".join(names)
    if len(agree) > 1 or (len(said) == 1 and all(name in known for name in names)):
        layout.add("发文机关", value, where)
    elif len(said) == 1:
        layout.add("发文机关", value, where, "只有一处，也不在词表里")
    else:
        others = "，".join(f"{sign}是“{'、'.join(other)}”" for other, sign in said if sign not in agree)
        pairs = [other for other, _ in said[1:] if sum(set(other) == set(one) for one, _ in said) > 1]
        if pairs:
            layout.add("发文机关", "、".join(pairs[0]), "标题、署名里的机关名称", f"版头是“{value}”")
        else:
            layout.add("发文机关", value, where, others)


def _plain_name(name: str, known: Container[str]) -> str:
    """国务院 of 中华人民共和国国务院, as orders have it."""
    short = name.removeprefix("中华人民共和国")
    return short if name not in known and short in known else name


def _annexes(blocks: Sequence[Block], layout: Layout) -> None:
    """附件说明 (7.3.4): the names after 附件：, before the signature."""
    names: list[str] = []
    for block in blocks:
        text = block.text.strip() if isinstance(block, Paragraph) else ""
        if terms.ANNEXES.fullmatch(text):
            names = [re.sub(r"^附[ \u3000]*件[ \u3000]*[：:]", "", text)]
        elif names and re.match(r"\d{1,2}[.．、]", text):
            names.append(text)
        elif names:
            break
    found = [re.sub(r"^[ \u3000]*\d{1,2}[.．、][ \u3000]*", "", name).strip() for name in names]
    layout.annexes = tuple(name for name in found if name)


def _title_after_order(blocks: Sequence[Block], before: Sequence[Block], layout: Layout) -> None:
    """The title of what an order promulgates: the lines in the middle after its date."""
    lines: list[Paragraph] = []
    for block in blocks:
        if not isinstance(block, Paragraph) or terms.NOTE.fullmatch(block.text.strip()) or block.align != "centre":
            break
        lines.append(block)
    title = terms.joined("".join(terms.joined(line.text) for line in lines))
    if title:
        named = any(f"《{title}》" in block.text for block in before if isinstance(block, Paragraph))
        layout.add("标题", title, f"{place_of(lines)}，令后面，居中", "" if named else "令里没有提到这个名称")
