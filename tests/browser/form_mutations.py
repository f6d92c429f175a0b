"""Texts that are nearly YAML: entries with slips in them, heaps of signs, and values that are hard to write."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator, Sequence
from typing import Any

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


ODD: tuple[Any, ...] = (
    *(
        "",
        " ",
        "　",
        "无",
        "暂无",
        "/",
        "—",
        "-",
        "0",
        "-0",
        "00",
        "1",
        "１２",
        "1,000",
        "1，000",
        "12.345",
        "-3.20",
        "+5",
    ),
    *(
        "1e5",
        "5%",
        "５％",
        "100.01%",
        "2024",
        "2024年",
        "二〇二四年",
        "2024-5-1",
        "2024-05-01",
        "2024年5月1日",
        "2024.5.1",
    ),
    *(
        "20240501",
        "２０２４－０５－０１",
        "2024-02-30",
        "2024-13-01",
        "0000-01-01",
        "2024-05-01 9:30",
        "2024-05-01 09:30",
    ),
    *("2024-05-01 24:00", "2024-05-01T09:30", "2026-12-01", "1999-01-01", "2024-05-01\n", "甲\n乙", "  甲  ", "甲\t乙"),
    *("http://www.example.gov.cn/", "https://甲.cn/a b", "HTTPS://EXAMPLE.cn", "javascript:alert(1)", "www.example.cn"),
    *(
        "91990000MA00000000",
        "11990000000000000A",
        "110101199003074610",
        "13800000000",
        "１３８００００００００",
        "(张三)",
    ),
    *(
        "990000010/2024-00001",
        "９９００００010/2024－00001",
        "990000010/24-1",
        "999999999/2024-00001",
        "示政办发〔2024〕8号",
    ),
    *(
        "示政办发(2024)08号",
        "示政办发[2024]第8号",
        "示例县人民政府令第3号",
        "公告2024年第2号",
        "2026年一季度",
        "2026年1季度",
    ),
    *(
        "2026年1-5月",
        "2026年05月",
        "示例县财政局",
        "示例县财政",
        "县教育局、县民政局",
        "有效",
        "失效",
        "尚未施行",
        "废止",
        "现行有效",
    ),
    *(
        "主动公开",
        "不予公开",
        "综合政务/政务公开",
        "综合政务",
        "财政预算",
        "示例县、示例县",
        "<b>粗</b>",
        "[甲](http://a.cn)",
    ),
    *(
        "[甲](ftp://a.cn)",
        "![图](a.png)",
        "&#106;avascript:",
        "<mailto:a@b.cn>",
        "数\u00b2",
        "𠮷",
        "é",
        "1.",
        ".5",
        "1_000",
    ),
    *(
        "0x1F",
        "Infinity",
        "NaN",
        "true",
        "null",
        "~",
        "不收费",
        "30个工作日",
        "30日",
        "当场",
        "全年",
        "constructor",
        "__proto__",
    ),
    *(
        [],
        ["甲"],
        [""],
        [None],
        ["1", "2"],
        ["甲", "甲"],
        {},
        {"甲": "乙"},
        {"日期": "2024-05-01"},
        {"名称": "甲"},
        [[]],
        [{}],
    ),
)
"""Values that are nearly right, quite wrong, or right where one would not think so."""


def odd_entries(entries: Sequence[dict[str, Data]], count: int) -> Iterator[tuple[int, dict[str, Data]]]:
    """So many entries with one or two odd values in them, the same every time: (which entry, what became of it)."""
    die = random.Random(99)  # noqa: S311 - no secret
    for _ in range(count):
        which = die.randrange(len(entries))
        changed = copy.deepcopy(entries[which])
        for _ in range(die.randint(1, 2)):
            _spoil(changed, die)
        yield which, changed


def _spoil(group: dict[str, Data], die: random.Random) -> None:
    """Put an odd value somewhere into a group, add one under another name, or take a field out."""
    holder: Any = group
    while holder:
        place = die.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        inner = holder[place]
        if not isinstance(inner, (dict, list)) or not inner or die.random() < 0.2:
            break
        holder = inner
    if not holder:
        return
    what = die.random()
    if what < 0.05:
        del holder[place]
    elif what < 0.1 and isinstance(holder, dict):
        holder[die.choice(("标题 ", "索引", "日 期", "备注", "正文", "constructor"))] = "甲"
    else:
        holder[place] = copy.deepcopy(die.choice(ODD))


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
