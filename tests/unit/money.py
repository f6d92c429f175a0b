"""Accounts as data for tests: one government, two departments and a unit, two years, with figures that agree."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from disclosure import catalogue
from disclosure.catalogue import Catalogue
from unit.small_site import CODE, OTHER_CODE, vocabulary_data, words_of, write_entries, write_vocabulary

REAL = Path(__file__).parents[2] / "catalogue/vocabulary/accounts.yml"
"""The official tables: those of the project itself, for the pages find sums by them."""

Data = dict[str, Any]


def expenses(total: str, *, final: str = "", before: str = "", **more: Any) -> Data:  # noqa: ANN401 - any YAML data
    """“三公”经费 that are all spent on receptions; `before` is the year before by the same sort of amount."""
    nothing = {"预算数": "0.00"} | ({"决算数": "0.00"} if final else {})
    last = {("上年决算数" if final else "上年预算数"): before} if before else {}
    spent = {"预算数": total} | ({"决算数": final} if final else {}) | last
    names = ("因公出国（境）费", "公务用车购置费", "公务用车运行维护费")
    return {**dict.fromkeys(names, nothing), "公务接待费": spent, "合计": spent, **more}


def budget(number: int, year: int, total: str, spent: Data | None, **changes: Any) -> Data:  # noqa: ANN401
    """A 预算 of a department whose income and spending are `total`, two thirds for 基本支出."""
    rows = [{"项目": "本年收入合计", "预算数": total}, {"项目": "收入总计", "预算数": total}]
    rows += [
        {"科目编码": "201", "项目": "一般公共服务支出", "预算数": total},
        {"项目": "本年支出合计", "预算数": total},
    ]
    tables = {"部门收支总体情况表": [*rows, {"项目": "支出总计", "预算数": total}]}
    return _account(number, year, "预算", {"表": tables, "三公经费": spent}, changes)


def final(number: int, year: int, total: str, spent: Data | None, **changes: Any) -> Data:  # noqa: ANN401
    """A 决算 of a department in the same way; it is published in the year after."""
    rows = [{"项目": "本年收入合计", "决算数": total}, {"项目": "收入总计", "决算数": total}]
    rows += [
        {"科目编码": "201", "项目": "一般公共服务支出", "决算数": total},
        {"项目": "本年支出合计", "决算数": total},
    ]
    tables = {
        "收入支出决算总表": [*rows, {"项目": "支出总计", "决算数": total}],
        "支出决算表": [{"项目": "合计", "合计": total, "基本支出": "60.00", "项目支出": "30.00"}],
    }
    return _account(number, year, "决算", {"表": tables, "三公经费": spent}, changes)


def _account(number: int, year: int, word: str, parts: Data, changes: Data) -> Data:
    at = year if word == "预算" else year + 1
    data = {
        "标题": f"第{number}号{year}年{word}",
        "索引号": f"{CODE}/{at}-{number:05}",
        "发布日期": f"{at}-03-01",
        "年度": str(year),
        "类型": "部门",
        "批复日期": f"{at}-02-20",
        **parts,
    }
    return {name: value for name, value in (data | changes).items() if value is not None}


ENTRIES: dict[str, Data] = {
    "xzfb/budget/1.yml": budget(1, 2024, "90.00", expenses("5.00", before="6.00")),
    "xzfb/final-account/2.yml": final(
        2, 2024, "80.00", expenses("5.00", final="4.00", before="4.50", 增减原因="厉行节约", 接待批次="3", 保有量="2")
    ),
    "xzfb/budget/3.yml": budget(3, 2025, "99.00", expenses("4.40", before="5.00")),
    "xzfb/final-account/4.yml": final(4, 2025, "90.00", expenses("4.40", final="4.20")),
    "czj/budget/5.yml": budget(5, 2025, "10.00", expenses("1.00"), 索引号=f"{OTHER_CODE}/2025-00005"),
    "czj/budget/6.yml": budget(6, 2026, "11.00", expenses("0.90", before="1.00"), 索引号=f"{OTHER_CODE}/2026-00006"),
    "xzfb/budget/7.yml": budget(7, 2025, "500.00", expenses("50.00"), 类型="政府"),
    "xzfb/budget/8.yml": budget(8, 2025, "2.00", expenses("0.20"), 类型="单位", 单位名称="示例县信息中心"),
    "czj/budget/10.yml": budget(10, 2025, "1.00", None, 索引号=f"{OTHER_CODE}/2025-00010", 类型="单位"),
    "xzfb/budget/9.yml": budget(9, 2025, "3.00", None, 类型="单位", 单位名称="示例县档案馆"),
}


def unshared(data: Any) -> Any:  # noqa: ANN401 - any YAML data
    """The same data with nothing in it twice, which YAML would write as an alias."""
    if isinstance(data, dict):
        return {name: unshared(value) for name, value in data.items()}
    return [unshared(value) for value in data] if isinstance(data, list) else data


def money_site(root: Path, entries: dict[str, Data] | None = None) -> Catalogue:
    """The catalogue of a fresh site with these accounts and the official tables."""
    words = vocabulary_data()
    words["accounts.yml"] = yaml.safe_load(REAL.read_text(encoding="utf-8"))
    write_vocabulary(root, words)
    write_entries(root, unshared(entries or ENTRIES))
    found = catalogue.load(root, words_of(root), jobs=1)
    assert found.problems == []
    return found.catalogue
