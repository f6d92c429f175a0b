"""Texts that are nearly YAML: entries with slips in them, heaps of signs, and values that are hard to write."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from disclosure.source import Data

SIGNS = (
    *" \n\t:#-?,[]{}'\"|>&*!%@`\\=~.a1甲：，\u3000",
    *("  ", "\n\n", ": ", " #", "- ", "\n- ", "\n  ", "---\n", "...\n", "|\n", ">\n", "|-\n", ">+\n", "|2\n"),
    *("\\n", "\\x41", "\\u7532", "\\q", "\\\n", "{a: b}", "[a]", "[]", "{}", "? ", "!!str ", "!x ", "&a ", "*a "),
    *("<<: ", "\n\t", "\n#c\n", "[a,", "{a,", "a:", '""', "''", "\n \n", "\r\n", "\r", "http://x", "“”", "𠮷"),
)
BASES = (
    '甲: 1\n乙:\n  - {丙: 1, 丁: "2"}\n  - [1, 2, 3]\n戊: |\n  己\n   庚\n\n  辛\n壬: >-\n  癸\n  子\n\n  丑\n',
    "甲: \"乙\\n丙\n   丁\"\n戊: '己''庚\n  辛'\n壬:\n- 癸\n- 子: 丑\n  寅: 卯\n-\n  - 辰\n  - 巳\n# 注\n",
    '甲: 乙\n丙:\n  丁: 戊\n  己: [庚, "辛", {壬: 癸}]\n子: |+\n    丑\n\n\n寅: >2\n    卯\n   辰\n',
    "- 甲: 1\n  乙: 2\n- 丙\n",
    "\"甲\": 乙\n'丙' : 丁\n? 戊\n: 己\n",
)
"""Ways of writing that the entries of the demo do not use."""
_INSERT, _DELETE, _SWAP = 0.5, 0.75, 0.9
"""Up to which share of the throws of a die what is done."""


def slipped(text: str, die: random.Random) -> str:
    """The text with one to four slips: signs put in or left out, lines exchanged or moved."""
    for _ in range(die.randint(1, 4)):
        what, place = die.random(), die.randrange(len(text) + 1)
        lines = text.split("\n")
        one, other = die.randrange(len(lines)), die.randrange(len(lines))
        if what < _INSERT:
            text = text[:place] + die.choice(SIGNS) + text[place:]
        elif what < _DELETE:
            text = text[:place] + text[place + die.randint(1, 6) :]
        elif what < _SWAP:
            lines[one], lines[other] = lines[other], lines[one]
            text = "\n".join(lines)
        else:
            lines[one] = " " * die.randint(0, 4) + lines[one].lstrip(" ")
            text = "\n".join(lines)
    return text


def mutations(bases: Sequence[str], count: int) -> list[str]:
    """So many texts with slips, the same ones every time."""
    die = random.Random(20261123)  # noqa: S311 - no secret
    return [slipped(die.choice(bases), die) for _ in range(count)]


def heaps(count: int) -> list[str]:
    """So many heaps of signs, the same ones every time."""
    die = random.Random(1123)  # noqa: S311 - no secret
    return ["".join(die.choices(SIGNS, k=die.randint(2, 25))) for _ in range(count)]


def values(count: int) -> Iterator[dict[str, Data]]:
    """So many groups of fields whose texts are hard to write, the same ones every time."""
    die = random.Random(7)  # noqa: S311 - no secret
    for _ in range(count):
        yield {f"字段{place}": _value(die, 3) for place in range(die.randint(1, 5))}


def _value(die: random.Random, depth: int) -> Data:
    sort = die.random() if depth else 1.0
    if sort < 0.2:
        return {_name(die): _value(die, depth - 1) for _ in range(die.randint(0, 4))}
    if sort < 0.4:
        return [_value(die, depth - 1) for _ in range(die.randint(0, 4))]
    return _text(die)


def _text(die: random.Random) -> str:
    return "".join(die.choices((*SIGNS, "12.5", "县教育局", "null", "yes", "\n正文"), k=die.randint(0, 5))).replace(
        "\r", ""
    )


def _name(die: random.Random) -> str:
    return f"{_text(die)}{die.randint(0, 99)}"
