"""How numbers, codes, dates and addresses are written, as patterns that Python and the form page read alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from disclosure.fields.model import fault
from disclosure.problem import quote, sentence, shared

WIDE = str.maketrans("０１２３４５６７８９－：／．", "0123456789-:/.")
"""Full-width signs by which clerks write numbers and dates."""
_LOOSE_DATE = r"([0-9]{4})\s*[-年./．]\s*([0-9]{1,2})\s*[-月./．]\s*([0-9]{1,2})\s*日?|([0-9]{4})([0-9]{2})([0-9]{2})"
"""Dates as they are often written; read after WIDE."""
LIKELY = sentence("likely", "", "请写成 {right}")
NO_SUCH_DAY = sentence("bad-date.none", "{found}不是真有的一天", "请核对年、月、日")
BAD_DATE = sentence("bad-date", "{found}不是规定的日期写法", "{cure}")
DATE_EXAMPLE = sentence("bad-date.example", "", "请写成这样：2024-05-01")
BAD_MOMENT = sentence(
    "bad-date.moment", "{found}不是规定的时间写法", "请写成这样：2024-05-01，带时分的写成 2024-05-01 09:30"
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a value of one type is written, and what is said of every other writing.

    The patterns use what regular expressions of Python and of JavaScript have in common.
    """

    rule: str
    pattern: str
    """Of the whole text."""
    what: str
    """What is wrong with another text, after the text itself."""
    mend: str
    """What to write, where it is not clear what was meant."""
    drop: str = ""
    """What is taken out of another text, full-width signs made plain, to see what was meant; empty: not tried."""
    doubtful: str = ""
    """Texts of which the likely meaning is told, but which are not changed without asking."""

    def read(self, text: str) -> str:
        """The text itself, if it is well written."""
        if re.fullmatch(self.pattern, text):
            return text
        bare = re.sub(self.drop, "", text.translate(WIDE)) if self.drop else ""
        likely = bare if re.fullmatch(self.pattern, bare) else ""
        cure = LIKELY(right=likely)[1] if likely else self.mend
        right = "" if self.doubtful and re.search(self.doubtful, text) else likely
        raise fault(self.rule, f"{quote(text)}{self.what}", cure, cure=right)


SPELLINGS: dict[str, Spelling] = {
    "amount": Spelling(
        "bad-amount",
        r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?",
        "不是规定的金额写法",
        "请只写数，单位按万元，例如 12.50",
        r"[,，\s]|万元$",
    ),
    "yuan": Spelling(
        "bad-amount",
        r"(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,2})?",
        "不是规定的金额写法",
        "请只写数，单位按元，例如 120.50，没有的写 0",
        r"[,，\s]|元$",
    ),
    "count": Spelling(
        "bad-count", r"0|[1-9][0-9]{0,14}", "不是规定的整数写法", "请只写数字，例如 12，没有的写 0", r"[,，\s]"
    ),
    "year": Spelling(
        "bad-year",
        r"(?:19[5-9]|20[0-9])[0-9]",
        "不是规定的年度写法",
        "请写成四位数字，1950 至 2099，例如 2024",
        "年度?$",
    ),
    "code": Spelling(
        "bad-code",
        r"[0-9A-Za-z]+(?:[-./][0-9A-Za-z]+)*",
        "不是规定的编码写法",
        "请只写数字、字母和连接线，中间不空格",
    ),
    "web": Spelling(
        "bad-link",
        r"https?://(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?::[0-9]+)?(?:[/?#][^\s<>\x22'\\]*)?",
        "不是网址",
        "请写以 https:// 开头的完整网址",
    ),
    "figure": Spelling(
        "bad-figure",
        r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?",
        "不是规定的数值写法",
        "请只写数，例如 12.5，单位写在“单位”里",
        r"[,，\s]|[%％]$",
        r"[%％]\s*$",
    ),
}
"""The types of values that are one pattern each, by name."""


_LOOSE = shared("day.loose", _LOOSE_DATE)


def loose_day(text: str) -> str:
    """The day that a text spells otherwise (2024年5月1日, 2024/5/1, 20240501) as 2024-05-01; empty if it spells none.

    Raises ValueError where it spells a day that the calendar does not have.
    """
    found = _LOOSE.fullmatch(text.translate(WIDE))
    if not found:
        return ""
    year, month, day = (int(part) for part in found.groups() if part)
    return date(year, month, day).isoformat()
