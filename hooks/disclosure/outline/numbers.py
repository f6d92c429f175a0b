"""Numbers as they stand in laws: 第十二条, 第二款."""

from __future__ import annotations

_VALUES = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NO_UNIT = 10_000
_DIGITS = "零一二三四五六七八九"

NUMBER = r"[零〇○一二三四五六七八九十百千两]{1,9}|\d{1,4}"
"""A pattern for what `number_of` reads."""


def number_of(text: str) -> int:
    """十二 or 12 as a number; 0 for what is none, such as 十百."""
    if text.isdigit():
        return int(text)
    total = digit = 0
    before = _NO_UNIT
    for sign in text:
        unit = _UNITS.get(sign)
        if unit is None:
            digit = (digit * 10 if before == _NO_UNIT else 0) + _VALUES[sign]
        elif unit >= before:
            return 0
        else:
            total += (digit or 1) * unit
            digit, before = 0, unit
    return total + digit


def in_han(number: int) -> str:
    """A number below a thousand as it is written in laws."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        said += f"{_DIGITS[tens] if tens > 1 or hundreds else ''}十"
    elif hundreds and ones:
        said += "零"
    return f"{said}{_DIGITS[ones] if ones or not number else ''}"
