"""Numbers in the spellings that Word has for automatic numbering (ISO/IEC 29500-1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

from disclosure.outline import in_han

_PLAIN = "〇一二三四五六七八九"
_ROUND = "○一二三四五六七八九"
_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_LEGAL_OLD = str.maketrans("零一二三四五六七八九十百千", "零壹貳參肆伍陸柒捌玖拾佰仟")
_FULLWIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_HUNDRED, _THOUSAND, _TEN_THOUSAND = 100, 1000, 10_000
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def _han(number: int) -> str:
    """一百零五; above 9999 by its digits."""
    if number < _THOUSAND:
        return in_han(number)
    if number >= _TEN_THOUSAND:
        return _digits(number, _PLAIN)
    thousands, rest = divmod(number, _THOUSAND)
    tail = ("零" if rest < _HUNDRED else "") + _full(rest) if rest else ""
    return f"{in_han(thousands)}千{tail}"


def _full(number: int) -> str:
    """Within a longer number: 一十, where alone it is 十."""
    text = in_han(number)
    return f"一{text}" if text.startswith("十") else text


def _digits(number: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _counting(number: int) -> str:
    return in_han(number) if number < _HUNDRED else _digits(number, _ROUND)


def _japanese(number: int) -> str:
    """百 and 千 without 一, and no 零."""
    return _han(number).replace("零", "").replace("一百", "百").replace("一千", "千").replace("百一十", "百十")


def _legal(table: dict[int, int]) -> Callable[[int], str]:
    def spell(number: int) -> str:
        return (_full(number) if number < _THOUSAND else _han(number)).translate(table)

    return spell


def _roman(number: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        count, number = divmod(number, worth)
        text += letters * count
    return text


def _letters(number: int) -> str:
    """A to Z, then AA, BB: a letter is repeated."""
    rounds, place = divmod(number - 1, 26)
    return chr(ord("A") + place) * (rounds + 1)


def _row(*rows: tuple[int, str, int]) -> Callable[[int], str | None]:
    """Signs that stand in rows of Unicode: (first number, its sign, how many)."""

    def spell(number: int) -> str | None:
        for first, sign, count in rows:
            if first <= number < first + count:
                return chr(ord(sign) + number - first)
        return None

    return spell


def _of(signs: str) -> Callable[[int], str | None]:
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else None


_CIRCLED = _row((1, "①", 20), (21, "㉑", 15), (36, "㊱", 15))
_SPELLINGS: dict[str, Callable[[int], str | None]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": "{:02}".format,
    "decimalFullWidth": lambda number: str(number).translate(_FULLWIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULLWIDTH),
    "numberInDash": "- {} -".format,
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _han,
    "taiwaneseCountingThousand": _han,
    "japaneseCounting": _japanese,
    "ideographDigital": lambda number: _digits(number, _PLAIN),
    "japaneseDigitalTenThousand": lambda number: _digits(number, _PLAIN),
    "taiwaneseDigital": lambda number: _digits(number, _ROUND),
    "chineseLegalSimplified": _legal(_LEGAL),
    "ideographLegalTraditional": _legal(_LEGAL_OLD),
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": _row((1, "⑴", 20)),
    "decimalEnclosedFullstop": _row((1, "⒈", 20)),
    "ideographEnclosedCircle": _row((1, "㊀", 10)),
    "ideographTraditional": _of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _of("子丑寅卯辰巳午未申酉戌亥"),
    "none": lambda _: "",
}
_LARGEST = 99_999
_MOST_LETTERS = 780
"""Thirty letters; Word goes no further."""


def spelled(number: int, form: str) -> str | None:
    """A number from 0 on as Word shows it in a form such as chineseCounting; None where the form or number is unknown.

    The forms of other languages are not known; nothing is shown in their place rather than a wrong number.
    """
    spell = _SPELLINGS.get(form)
    if spell is None or not 0 <= number <= _LARGEST:
        return None
    if form in {"upperRoman", "lowerRoman", "upperLetter", "lowerLetter"} and not 0 < number <= _MOST_LETTERS:
        return None
    return spell(number)
