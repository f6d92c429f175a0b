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


_AMOUNTS = ("0", "0.00", "-1.00", "12.5", "100", "0.01", "999999.99", "118.20")
_ITEMS = ("其中：甲", "合计", "本年收入合计", "公务接待费", "总计", "（一）合计")
_CODES = ("201", "20101", "2010101", "301", "30101", "999")
_COLUMNS = ("决算数", "合计", "基本支出", "金额")


def odd_accounts(entries: Sequence[dict[str, Data]], count: int) -> Iterator[tuple[int, dict[str, Data]]]:
    """So many budgets and final accounts with amounts, rows and tables that are wrong, the same every time."""
    die = random.Random(5)  # noqa: S311 - no secret
    for _ in range(count):
        which = die.randrange(len(entries))
        changed: Any = copy.deepcopy(entries[which])
        for _ in range(die.randint(1, 4)):
            die.choice((_spoil_table, _spoil_cell, _spoil_cell, _spoil_block))(changed, die)
        yield which, changed


def _spoil_table(entry: Any, die: random.Random) -> None:  # noqa: ANN401 - whatever the file holds
    """Empty a table, take it out, or put a row in, take one out, mix them."""
    tables = entry["表"]
    name = die.choice(list(tables) or [""])
    rows = tables.get(name)
    what = die.randrange(5)
    if what == 0:
        tables[name] = []
    elif what == 1:
        tables.pop(name, None)
    elif rows:
        (_repeat, _drop, _mix)[what - 2](rows, die)


def _repeat(rows: list[Any], die: random.Random) -> None:
    rows.insert(die.randrange(len(rows) + 1), copy.deepcopy(die.choice(rows)))


def _drop(rows: list[Any], die: random.Random) -> None:
    rows.pop(die.randrange(len(rows)))


def _mix(rows: list[Any], die: random.Random) -> None:
    die.shuffle(rows)


def _spoil_cell(entry: Any, die: random.Random) -> None:  # noqa: ANN401 - whatever the file holds
    """Write another name, code or amount into a row, or take a cell out."""
    rows = [row for table in entry["表"].values() for row in table]
    if not rows:
        return
    row = die.choice(rows)
    column = die.choice([*row, *_COLUMNS])
    if column in {"项目", "科目编码"}:
        row[column] = die.choice((*(_ITEMS if column == "项目" else _CODES), row[column]))
    elif die.random() < 0.15:
        row.pop(column, None)
    else:
        row[column] = die.choice(_AMOUNTS)


def _spoil_block(entry: Any, die: random.Random) -> None:  # noqa: ANN401 - whatever the file holds
    """Write another amount or count into a block beside the tables, take one out, or change the sort of accounts."""
    blocks = [entry[name] for name in ("三公经费", "政府采购", "机关运行经费") if isinstance(entry.get(name), dict)]
    blocks += [inner for block in blocks for inner in block.values() if isinstance(inner, dict)]
    block = die.choice(blocks or [{}])
    for name in [die.choice(list(block))] if block else []:
        if isinstance(block[name], str):
            block[name] = die.choice(_AMOUNTS if "." in block[name] else ("0", "1", "12"))
        elif die.random() < 0.3:
            del block[name]
    if die.random() < 0.2:
        entry["类型"] = die.choice(("政府", "部门", "单位"))
    if die.random() < 0.1:
        entry.pop("三公经费", None)


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
