"""From when until when a document is in force, where its own text says so on a fixed day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from disclosure.importers.word import terms
from disclosure.importers.word.blocks import Block, Paragraph
from disclosure.importers.word.parts import place_of

_WHAT = (
    r"本(?:办法|规定|细则|规则|通知|意见|方案|预案|条例|决定|制度|标准|文件|措施|公告|通告|规范"
    r"|实施办法|实施细则|实施意见|实施方案)"
)
_SINCE = re.compile(rf"{_WHAT}[^。；]{{0,12}}?自(?P<day>{terms.DATE.pattern})(?:起)?(?:施行|实施|执行|生效)")
_UNTIL = re.compile(rf"有效期(?:为)?(?:[^。；]{{0,24}}?)[至到](?P<day>{terms.DATE.pattern})")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A day of which the text speaks: 施行日期 or 失效日期, and where."""

    term: str
    day: str
    where: str
    sole: bool
    """Whether the text names no other such day."""


def spoken(blocks: Sequence[Block]) -> Iterator[Spoken]:
    """The days from and until which the document says it is in force, the last of each sort."""
    for term, pattern in (("施行日期", _SINCE), ("失效日期", _UNTIL)):
        found = [
            (day.isoformat(), f"{place_of([block])}，“{one[0][-30:]}”")
            for block in blocks
            if isinstance(block, Paragraph)
            for one in pattern.finditer(terms.tight(block.text))
            if (day := terms.day_in(one))
        ]
        if found:
            yield Spoken(term, *found[-1], sole=len({day for day, _ in found}) == 1)
