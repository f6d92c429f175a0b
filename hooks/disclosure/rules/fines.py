"""Amounts in the words of a penalty: 罚款5000元, 没收违法所得30元, 处伍仟元罚款. Pure, all in 元."""

from __future__ import annotations

from decimal import Decimal

from disclosure.problem import shared

DIGIT = {character: value for value, pair in enumerate(("零〇", "一壹", "二贰", "三叁", "四肆")) for character in pair}
DIGIT |= {
    character: value for value, pair in enumerate(("五伍", "六陆", "七柒", "八捌", "九玖"), 5) for character in pair
}
DIGIT |= {"两": 2}
STEP = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_HAN = "".join((*DIGIT, *STEP, "万萬"))
_NUMBER = rf"(?P<number>[0-9][0-9,，]*(?:\.[0-9]+)?|[{_HAN}]+)\s*(?P<big>[万萬]?)元"
_AFTER = {
    "罚款": shared("fine.after", rf"罚款(?:人民币)?[计为：:]*\s*{_NUMBER}"),
    "没收": shared("confiscated.after", rf"没收(?:违法所得|非法财物|非法所得)(?:人民币)?[计为：:]*\s*{_NUMBER}"),
}
_BEFORE = {
    "罚款": shared("fine.before", rf"处以?(?:人民币)?\s*{_NUMBER}的?罚款"),
    "没收": shared("confiscated.before", rf"没收{_NUMBER}的?(?:违法所得|非法财物|非法所得)"),
}
_FULLWIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")


def stated_in(text: str, word: str) -> list[Decimal]:
    """Every amount in 元 that a text states for 罚款 or 没收, in its order."""
    plain = text.translate(_FULLWIDTH)
    found = [*_AFTER[word].finditer(plain), *_BEFORE[word].finditer(plain)]
    return [_value(one["number"]) * (10_000 if one["big"] else 1) for one in sorted(found, key=lambda one: one.start())]


def stated_amounts(stated: list[Decimal]) -> set[Decimal]:
    """What the column may say: one of the amounts, or their sum."""
    return {*stated, sum(stated, Decimal(0))}


def _value(text: str) -> Decimal:
    if text[0] in "0123456789":
        return Decimal(text.replace(",", "").replace("，", ""))
    total = section = digit = 0
    for character in text:
        if character in DIGIT:
            digit = DIGIT[character]
        elif character in STEP:
            section += (digit or 1) * STEP[character]
            digit = 0
        else:
            total = (total + section + digit) * 10_000
            section = digit = 0
    return Decimal(total + section + digit)
