"""Values of cells as a reader of the sheet sees them: decimals, per cent, dates, leading zeros."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

_CHINESE_DATES = {27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58}
"""Numbers of formats that show dates where the language of the system is Chinese; in no table of openpyxl."""
_CHINESE_DATE, _CHINESE_TIME = 'yyyy"年"m"月"d"日"', 'h"时"mm"分"'
_OF_CHINESE = {31: _CHINESE_DATE, 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"', 32: _CHINESE_TIME, 33: _CHINESE_TIME}
_UNSHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""Quoted words, spaces, colours and conditions in a number format."""
_DATE = re.compile(r"[ymd]", re.IGNORECASE)
_TIME = re.compile(r"[hs]", re.IGNORECASE)
_MAX_DIGITS = 310
"""No program stores larger or smaller numbers; 1E999999999 written out would fill the memory."""
_LARGEST_DATE = 2_958_465
"""31 December 9999."""


def format_of(number: int, own: dict[int, str]) -> str:
    """The format with a number: one of the workbook's own, or one that every program knows."""
    if number in own:
        return own[number]
    if number in _CHINESE_DATES:
        return _OF_CHINESE.get(number, "yyyy-m-d")
    return str(BUILTIN_FORMATS.get(number, "General"))


def shown(text: str, shape: str, *, from_1904: bool) -> str:
    """A stored number as it is shown with a format; as it is stored where the format says nothing more."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    if not value.is_finite() or abs(value.adjusted()) > _MAX_DIGITS:
        return text
    bare = _UNSHOWN.sub("", shape.split(";", maxsplit=1)[0])
    if _DATE.search(bare) or _TIME.search(bare):
        return _moment(float(value), shape, bare, from_1904=from_1904)
    if "%" in bare:
        return f"{_rounded(value * 100, bare)}%"
    if re.fullmatch(r"0{2,}", bare) and value == value.to_integral_value():
        return f"{int(value):0{len(bare)}d}"
    return _rounded(value, bare) if re.search(r"[0#]", bare) else _general(text, value)


def _rounded(value: Decimal, bare: str) -> str:
    decimals = re.search(r"\.([0#?]+)", bare)
    places = len(decimals[1]) if decimals else 0
    try:
        text = f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    except InvalidOperation:
        return f"{value:f}"
    if decimals and "#" in decimals[1]:
        text = text.rstrip("0").rstrip(".")
    return text


def _general(text: str, value: Decimal) -> str:
    """Fifteen digits, as the programs keep them: 0.30000000000000004 is 0.3."""
    return f"{float(value):.15g}" if "." in text or "e" in text.lower() else text


def _moment(value: float, shape: str, bare: str, *, from_1904: bool) -> str:
    if not 0 <= value <= _LARGEST_DATE:
        return f"{value:.15g}"
    epoch = CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900
    try:
        moment = from_excel(value, epoch)
    except (ValueError, OverflowError):
        return f"{value:.15g}"
    if isinstance(moment, timedelta):
        return f"{value:.15g}"
    clock = f" {moment:%H:%M}" if _TIME.search(bare) and isinstance(moment, datetime) else ""
    if isinstance(moment, time) or not re.search(r"[yd]", bare, re.IGNORECASE):
        return f"{moment:%H:%M}" if isinstance(moment, time | datetime) and _TIME.search(bare) else _day(moment, shape)
    return _day(moment, shape) + clock


def _day(moment: date | time | None, shape: str) -> str:
    if not isinstance(moment, date):
        return f"{moment:%H:%M}" if moment else ""
    low = shape.lower()
    if "年" in shape or "月" in shape:
        year = f"{moment.year}年" if "y" in low else ""
        return f"{year}{moment.month}月" + (f"{moment.day}日" if "d" in low else "")
    year, month = f"{moment.year:04}", f"{moment.month:02}"
    return f"{year}-{month}-{moment.day:02}" if "d" in low else f"{year}-{month}"
