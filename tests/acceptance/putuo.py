"""The real final account of a finance bureau as an entry, and faults put into it one at a time."""

from __future__ import annotations

import copy
import json
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from unit.small_site import as_yaml, write_file

FILE = "catalogue/czj/final-account/2025-00001.yml"
_NAMES = {
    "201": "一般公共服务支出",
    "20106": "财政事务",
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "210": "卫生健康支出",
    "21011": "行政事业单位医疗",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    "301": "工资福利支出",
    "302": "商品和服务支出",
    "303": "对个人和家庭的补助",
    "310": "资本性支出",
}
_CAR_ITEMS = ("因公出国（境）费", "公务用车购置费", "公务用车运行维护费")
_GENERAL = "一般公共预算财政拨款"
Path_ = tuple[str | int, ...]


def figures(shared: Path) -> dict[str, Any]:
    """The published figures, with every number exactly as it is written."""
    text = (shared / "data" / "putuo-finance-bureau-2024.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    return found


def _amount(value: Decimal) -> str:
    return f"{value:.2f}"


def _row(item: str, code: str = "", **cells: Decimal) -> dict[str, str]:
    head = {"科目编码": code, "项目": item} if code else {"项目": item}
    return head | {name: _amount(value) for name, value in cells.items()}


def _spending(data: dict[str, Any]) -> list[dict[str, str]]:
    """The detailed table: 项 as published, 款 and 类 as their sums, the total as published."""
    detail = {line["code"]: line for line in data["detail"]}
    codes = sorted({code[:length] for code in detail for length in (3, 5, 7)})
    nought = Decimal(0)

    def cells(code: str) -> dict[str, Decimal]:
        below = [line for other, line in detail.items() if other.startswith(code)]
        names = (("合计", "total"), ("基本支出", "basic"), ("项目支出", "project"))
        return {name: sum((line.get(key, nought) for line in below), nought) for name, key in names}

    spending = data["spending"]
    total = {"合计": spending["本年支出合计"], "基本支出": spending["基本支出"], "项目支出": spending["项目支出"]}
    name_of = _NAMES | {code: line["name"] for code, line in detail.items()}
    return [_row("合计", **total), *(_row(name_of[code], code, **cells(code)) for code in codes)]


def _sides(data: dict[str, Any]) -> dict[str, list[dict[str, str]]]:
    income, spending, classes = data["income"], data["spending"], data["spending_by_class"]
    whole = spending["本年支出合计"]
    summary = [
        *(
            _row(name, 决算数=income[name])
            for name in ("一般公共预算财政拨款收入", "其他收入", "本年收入合计", "年初结转和结余")
        ),
        _row("收入总计", 决算数=income["总计"]),
        *(_row(_NAMES[code], code, 决算数=value) for code, value in classes.items()),
        *(_row(name, 决算数=spending[name]) for name in ("本年支出合计", "年末结转和结余")),
        _row("支出总计", 决算数=spending["总计"]),
    ]
    appropriated = income["一般公共预算财政拨款收入"]
    appropriation = [
        *(_row(name, 合计=appropriated) for name in (_GENERAL, "本年收入合计", "收入总计")),
        *(_row(_NAMES[code], code, **{"合计": value, _GENERAL: value}) for code, value in classes.items()),
        *(_row(name, **{"合计": whole, _GENERAL: whole}) for name in ("本年支出合计", "支出总计")),
    ]
    received = [_row("合计", 合计=income["本年收入合计"], 财政拨款收入=appropriated, 其他收入=income["其他收入"])]
    return {"summary": summary, "appropriation": appropriation, "received": received}


def entry_of(data: dict[str, Any]) -> dict[str, Any]:
    """The entry. The published extract ends at 类 in the basic table and gives the “三公”经费 only as a total."""
    sides, basic, bought, office = _sides(data), data["basic"], data["procurement"], data["office_cost"]
    expenses = {name: _amount(value) for name, value in data["sangong"].items()}
    none = dict.fromkeys(expenses, "0.00")
    last = office["机关运行经费"] - office["change_vs_2023"]
    three = "财政拨款“三公”经费支出决算表"
    return {
        "标题": "财政局2024年度部门决算",
        "索引号": "990000060/2025-00001",
        "发布日期": "2025-09-01",
        "年度": "2024",
        "类型": "部门",
        "批复日期": "2025-08-20",
        "表": {
            "收入支出决算总表": sides["summary"],
            "收入决算表": sides["received"],
            "支出决算表": _spending(data),
            "财政拨款收入支出决算总表": sides["appropriation"],
            "一般公共预算财政拨款支出决算表": _spending(data),
            "一般公共预算财政拨款基本支出决算表": [
                _row("合计", 决算数=data["spending"]["基本支出"]),
                *(_row(name, 决算数=basic[name]) for name in ("人员经费合计", "公用经费合计")),
                *(_row(_NAMES[code], code, 决算数=basic[code]) for code in ("301", "302", "303", "310")),
            ],
            three: [
                {"项目": "合计"} | expenses,
                *({"项目": name} | none for name in ("因公出国（境）费", "公务用车购置及运行维护费")),
                {"项目": "公务接待费"} | expenses,
            ],
            "政府性基金预算财政拨款收入支出决算表": [],
            "国有资本经营预算财政拨款收入支出决算表": [],
        },
        "三公经费": {name: dict(none) for name in _CAR_ITEMS}
        | {name: dict(expenses) for name in ("公务接待费", "合计")},
        "机关运行经费": {
            "金额": _amount(office["机关运行经费"]),
            "上年金额": _amount(last),
            "增减额": _amount(office["change_vs_2023"]),
            "增减率": str(office["pct"]),
        },
        "政府采购": {"合计": _amount(bought["total"])}
        | {name: _amount(bought[name]) for name in ("货物", "工程", "服务")},
        "说明": "机关运行经费比上年有增减，主要原因见原表的说明。",
        "豁免": [{"规则": "account-too-coarse", "理由": "所取的材料只摘到类", "到期日": "2099-12-31"}],
    }


def write_site(root: Path, place: Path, entry: dict[str, Any]) -> None:
    """Write a site with the project's own vocabulary and this one entry."""
    if not (place / "catalogue").exists():
        shutil.copytree(root / "catalogue" / "vocabulary", place / "catalogue" / "vocabulary")
    write_file(place, FILE, as_yaml(entry))


def cells_of(entry: dict[str, Any]) -> list[Path_]:
    """The way to every amount of an entry, in the order of the file."""
    return [
        path for block in ("表", "三公经费", "机关运行经费", "政府采购") for path in _amounts(entry[block], (block,))
    ]


def _amounts(value: Any, path: Path_) -> Iterator[Path_]:  # noqa: ANN401 - any YAML data
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in {"项目", "科目编码"}:
                yield from _amounts(inner, (*path, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _amounts(inner, (*path, number))
    else:
        yield path


@dataclass(frozen=True)
class Fault:
    """One amount that was changed: where, how, from what to what."""

    path: Path_
    manner: str
    before: str
    after: str


def faulty(entry: dict[str, Any], seed: int) -> tuple[dict[str, Any], Fault]:
    """A copy of an entry with one wrong amount, at least 0.05 off; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    path = chance.choice(cells_of(entry))
    spoilt = copy.deepcopy(entry)
    before = str(_at(spoilt, path))
    manners = ["more", "less", "ten-thousandfold", "ten-thousandth", "swapped", "sign", "slipped"]
    start = seed % len(manners)
    for manner in manners[start:] + manners[:start]:
        after = _changed(spoilt, path, manner, chance)
        if after is not None and abs(Decimal(after) - Decimal(before)) >= Decimal("0.05"):
            _at(spoilt, path[:-1])[path[-1]] = after
            return spoilt, Fault(path, manner, before, after)
    raise AssertionError(path)


def _at(data: Any, path: Path_) -> Any:  # noqa: ANN401 - any YAML data
    for part in path:
        data = data[part]
    return data


def _changed(entry: dict[str, Any], path: Path_, manner: str, chance: random.Random) -> str | None:
    """The wrong amount; None where this manner is not possible for this cell."""
    value = Decimal(_at(entry, path))
    if manner in {"more", "less"}:
        off = Decimal(chance.randint(5, 5000)) / 100
        return _amount(value + off if manner == "more" else value - off)
    if manner == "ten-thousandfold":
        return _amount(value * 10000)
    if manner == "ten-thousandth":
        return f"{value / 10000:.6f}"
    if manner == "swapped":
        return _swapped(_amount(value), chance)
    if manner == "sign":
        return _amount(-value)
    return _row_above(entry, path)


def _swapped(text: str, chance: random.Random) -> str | None:
    """Two neighbouring digits the other way round."""
    places = [i for i in range(len(text) - 1) if text[i : i + 2].isdigit() and text[i] != text[i + 1]]
    places = [i for i in places if not (i == 0 and text[1] == "0")]
    if not places:
        return None
    i = chance.choice(places)
    return text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def _row_above(entry: dict[str, Any], path: Path_) -> str | None:
    """The amount of the row above, as if the whole had slipped by one."""
    *way, number, column = path
    if not isinstance(number, int) or number == 0:
        return None
    above = _at(entry, (*way, number - 1))
    found: str | None = above.get(column)
    return found
