"""Places that were left to be filled in: sample words, crosses, empty brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from disclosure.problem import shared

_SIGNS = (
    *(
        "XX",
        "xx",
        "ＸＸ",
        "××",
        "某某",
        "待填",
        "待补",
        "待完善",
        "待定",
        "待核实",
        "待确认",
        "请填写",
        "请输入",
        "此处",
    ),
    *("【", "〔〕", "〔 ", "〔\u3000", "（）", "（ ", "（\u3000", "__", "＿＿", "0000-00", "0000年"),
    *("TODO", "TBD", "todo", "tbd"),
)
"""What every placeholder contains: texts without any of these are done at once."""
_X = r"(?:[XxＸ]{2,}|×{2,})"
_CERTAIN = shared(
    "blank.certain",
    rf"(?<![0-9０-９*A-Za-z]){_X}(?=年|月(?!饼)|万元|亿元|元(?!素)|件|%|％|人次|批次|辆|号文|个百分点|同志任)"
    rf"|(?:19|20)(?:[XxＸ]{{2}}|×{{2}})(?=年|〕|[-/.])|〔{_X}〕|第{_X}[号条次届]|〕{_X}号"
    r"|(?<![A-Za-zＸ0-9０-９*])(?:[XxＸ]{3,}|×{3,})(?![A-Za-zＸ0-9０-９*])"
    r"|[【\[（(〔][ \u3000]*(?:待|请)(?:填写?|补充?|补齐|完善|定|核实|确认|输入)[^】\]）)〕\n]{0,12}[】\]）)〕]"
    r"|(?:^|(?<=[：:，。；、\n]))[ \u3000]*待(?:填写|补充|填|补|完善|定|核实)[ \u3000]*(?=$|[，。；、\n])"
    r"|此处(?:填写|插入|输入|填入|应填)|(?<![A-Za-z])(?:TODO|TBD|todo|tbd)(?![A-Za-z])"
    r"|(?<![0-9０-９\-])0000-00(?:-00)?(?![0-9０-９\-])|(?<![0-9０-９])0000年",
)
_LIKELY = shared(
    "blank.likely",
    rf"(?<![0-9０-９*A-Za-z]){_X}(?=[县市省区乡镇局委办厅部处科股][\u4e00-\u9fff，。、；]|单位|部门|机关|有限公司)"
    r"|某某(?=[县市省区乡镇局委厅部]|单位|部门|机关)|【[ \u3000]*】|〔[ \u3000]*〕|（[ \u3000]*）|_{3,}|＿{2,}",
)
_EXPLAINED = re.compile(r"“[^”\n]{0,40}$")


@dataclass(frozen=True, slots=True)
class Blank:
    """A placeholder, or what looks like one."""

    start: int
    end: int
    is_certain: bool
    """Whether it cannot be meant to be read, such as 20XX年; a line to write on or an anonymous 某某局 may be meant."""


def may_hold_blanks(text: str) -> bool:
    """Whether a closer look is worth it; quick, so that ordinary texts cost next to nothing."""
    return any(sign in text for sign in _SIGNS)


def find_blanks(text: str) -> list[Blank]:
    """Every placeholder of the text, in order. What is quoted as an example of writing is left out."""
    if not may_hold_blanks(text):
        return []
    found = [
        Blank(one.start(), one.end(), is_certain)
        for pattern, is_certain in ((_CERTAIN, True), (_LIKELY, False))
        for one in pattern.finditer(text)
        if not _EXPLAINED.search(text[max(0, one.start() - 41) : one.start()])
    ]
    return sorted(found, key=lambda blank: blank.start)
