"""Numbers with a unit in Chinese text, with their place and the exactness with which they are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

WAN = "万元"
PERCENT = "%"
_SCALES = {"亿元": Decimal(10000), "万元": Decimal(1), "元": Decimal("0.0001"), "万": Decimal(10000), "": Decimal(1)}
_COUNTED = (
    r"人次|批次|台（套）|台\(套\)|台套|件次|个百分点|个团组|件|条|个|辆|台|份|项|起|宗|笔|次|人|户|篇|期|批|家|名|所"
)
_FIGURE = re.compile(
    r"(?<![\dA-Za-z.,〔\[/])(?P<minus>[-−－]?)(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)[ \u3000]?"
    rf"(?:(?P<money>亿元|万元|元)|(?P<percent>%)(?![A-Za-z])|(?P<wan>万?)(?P<counted>{_COUNTED}))"
)
_DIGIT = re.compile("[0-9]")
_HALFWIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_ABOUT_BEFORE = re.compile(
    r"(?:约|近|逾|超|超过|突破|达到|不低于|不少于|不超过|不高于|不得?少于|至少|高于|低于|大于|小于|压减|约为|近似)$"
)
_ABOUT_AFTER = re.compile(r"(?:余|多(?!数)|左右|上下|以上|以下|以内|以外|之内|（含）以上)")


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed number with its unit.

    `value` is in 万元 for money, in hundredths for percents, in single pieces for counts. `half` is half a unit of the
    last printed digit in the same measure: what rounding may have hidden.
    """

    start: int
    end: int
    value: Decimal
    half: Decimal
    unit: str
    """万元, % or the counted unit as printed, such as 件."""
    is_rough: bool
    """Whether the text calls it an approximation or a bound (约、余、以上)."""


def halfwidth(text: str) -> str:
    """The text with full-width digits, points and percent signs made half-width; no place changes."""
    return text.translate(_HALFWIDTH)


def read_figures(text: str) -> list[Figure]:
    """Every number with a unit, in order. Dates, document numbers and bare numbers are no figures."""
    return [_figure(found, text) for found in _FIGURE.finditer(text)] if _DIGIT.search(text) else []


def _figure(found: re.Match[str], text: str) -> Figure:
    number = Decimal(found["number"].replace(",", ""))
    scale = _SCALES[found["money"] or found["wan"] or ""]
    exponent = number.as_tuple().exponent
    half = Decimal(5).scaleb(int(exponent) - 1) * scale
    is_count = found["counted"] is not None
    if is_count and not found["wan"] and exponent == 0:
        half = Decimal(0)
    before = text[max(0, found.start() - 4) : found.start()]
    after = text[found.end() : found.end() + 5]
    return Figure(
        start=found.start(),
        end=found.end(),
        value=-number * scale if found["minus"] else number * scale,
        half=half,
        unit=found["counted"] or (WAN if found["money"] else PERCENT),
        is_rough=_ABOUT_BEFORE.search(before) is not None or _ABOUT_AFTER.match(after) is not None,
    )
