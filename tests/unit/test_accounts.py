"""Accounts: sums with their tolerance, totals wherever they stand, and no single wrong figure that goes unnoticed."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure import vocabulary
from disclosure.catalogue import Catalogue
from disclosure.kinds import FinalAccount
from disclosure.kinds.accounts import Row, ThreePublicExpenses
from disclosure.problem import Problem
from disclosure.rules import Context, inspect_entry
from disclosure.rules.accounts.figures import Figure, Sheet
from disclosure.rules.accounts.sums import Sum, written
from disclosure.rules.accounts.totals import totals_of
from disclosure.views import official_tables
from disclosure.vocabulary.accounts import AccountsFile, Table, bare

ROOT = Path(__file__).resolve().parents[2]
TOLERANCE = Decimal("0.01")
CODES = {
    "2010601": ("一般公共服务支出", "财政事务", "行政运行"),
    "2010602": ("一般公共服务支出", "财政事务", "一般行政管理事务"),
    "2080501": ("社会保障和就业支出", "行政事业单位养老支出", "行政单位离退休"),
    "2210201": ("住房保障支出", "住房改革支出", "住房公积金"),
}
Cents = st.integers(100, 10_000_000)
Leaves = st.fixed_dictionaries({code: st.tuples(Cents, Cents) for code in CODES})


@cache
def context() -> Context:
    """The project's own vocabulary."""
    words, problems = vocabulary.load(ROOT)
    assert words, problems
    return Context(ROOT, words, date(2026, 11, 15))


def problems_of(data: dict[str, Any]) -> list[Problem]:
    """What the rules say of an entry."""
    entry = FinalAccount.model_validate(data).filed("catalogue/czj/final-account/2026-00001.yml", "czj")
    return inspect_entry(context(), entry)


def yuan(cents: int) -> str:
    """An amount in 万元 with two decimals."""
    return written(Decimal(cents) / 100)


def row(item: str, code: str = "", /, **cells: int) -> dict[str, str]:
    """A row of a table, amounts in hundredths."""
    return ({"科目编码": code} if code else {}) | {"项目": item} | {name: yuan(value) for name, value in cells.items()}


def spending(leaves: dict[str, tuple[int, int]]) -> list[dict[str, str]]:
    """The rows of a detailed table."""
    codes = sorted({code[:length] for code in leaves for length in (3, 5, 7)})
    rows = []
    for code in ("", *codes):
        below = [amounts for other, amounts in leaves.items() if other.startswith(code)]
        basic, project = (sum(amounts[i] for amounts in below) for i in (0, 1))
        leaf = next(other for other in leaves if other.startswith(code))
        item = CODES[leaf][(len(code) - 3) // 2] if code else "合计"
        rows.append(row(item, code, 合计=basic + project, 基本支出=basic, 项目支出=project))
    return rows


def account(leaves: dict[str, tuple[int, int]], carried: int, personnel: int) -> dict[str, Any]:
    """A final account in which every figure agrees; all money is appropriated from the general budget."""
    rows = spending(leaves)
    classes = [(one["科目编码"], one["项目"], one["合计"]) for one in rows if len(one.get("科目编码", "")) == 3]
    whole = sum(map(sum, leaves.values()))
    basic = sum(amounts[0] for amounts in leaves.values())
    people = min(personnel, basic - 1)
    general = "一般公共预算财政拨款"
    two_sided = {
        "决算数": ("收入支出决算总表", "一般公共预算财政拨款收入"),
        "合计": ("财政拨款收入支出决算总表", general),
    }
    tables: dict[str, Any] = {}
    for column, (name, source) in two_sided.items():
        more = [general] if column == "合计" else []
        tables[name] = [
            *(row(item, **{column: whole}) for item in (source, "本年收入合计")),
            row("年初结转和结余", **{column: carried}),
            row("收入总计", **{column: whole + carried}),
            *(
                {"科目编码": code, "项目": item} | dict.fromkeys([column, *more], amount)
                for code, item, amount in classes
            ),
            row("本年支出合计", **dict.fromkeys([column, *more], whole)),
            row("年末结转和结余", **dict.fromkeys([column, *more], carried)),
            row("支出总计", **dict.fromkeys([column, *more], whole + carried)),
        ]
    tables["收入决算表"] = [row("合计", 合计=whole, 财政拨款收入=whole)]
    tables["支出决算表"] = rows
    tables["一般公共预算财政拨款支出决算表"] = deepcopy(rows)
    tables["一般公共预算财政拨款基本支出决算表"] = [
        row("合计", 决算数=basic),
        row("人员经费合计", 决算数=people),
        row("公用经费合计", 决算数=basic - people),
        row("工资福利支出", "301", 决算数=people),
        row("基本工资", "30101", 决算数=people),
        row("商品和服务支出", "302", 决算数=basic - people),
        row("办公费", "30201", 决算数=basic - people),
    ]
    order = [table.name for table in form().tables]
    expense = {"预算数": "1.00", "决算数": "0.50"}
    none = {"预算数": "0.00", "决算数": "0.00"}
    tables["财政拨款“三公”经费支出决算表"] = [{"项目": "合计"} | expense, {"项目": "公务接待费"} | expense]
    names = ("因公出国（境）费", "公务用车购置费", "公务用车运行维护费")
    return {
        "标题": "示例县财政局2025年度部门决算",
        "索引号": "990000060/2026-00001",
        "发布日期": "2026-09-10",
        "年度": "2025",
        "类型": "部门",
        "批复日期": "2026-09-01",
        "说明": "本年度没有机关运行经费，也没有政府采购。",
        "表": {name: tables.get(name, []) for name in order},
        "三公经费": {name: dict(none) for name in names} | {"公务接待费": dict(expense), "合计": dict(expense)},
    }


def form() -> Any:  # noqa: ANN401 - the form of the vocabulary
    """The form of a final account of a department."""
    found = context().vocabulary.accounts.form("final-account", "部门")
    assert found
    return found


@given(leaves=Leaves, carried=Cents, personnel=Cents)
@settings(max_examples=60, deadline=None)
def test_a_consistent_account_has_no_problems(leaves: dict[str, tuple[int, int]], carried: int, personnel: int) -> None:
    """各数都对得上的决算，一个问题也没有。"""
    assert [problem.report for problem in problems_of(account(leaves, carried, personnel))] == []


@given(leaves=Leaves, carried=Cents, personnel=Cents, data=st.data())
@settings(max_examples=150, deadline=None)
def test_any_single_wrong_figure_is_found(
    leaves: dict[str, tuple[int, int]], carried: int, personnel: int, data: st.DataObject
) -> None:
    """任何一个数多了或者少了，超出尾差的，都有问题说出它所在的表和行。"""
    entry = account(leaves, carried, personnel)
    cells = [
        (name, number, column)
        for name, rows in entry["表"].items()
        for number, one in enumerate(rows)
        for column in one
        if column not in {"项目", "科目编码"}
    ]
    name, number, column = data.draw(st.sampled_from(cells))
    off = data.draw(st.integers(10, 10_000).map(lambda cents: Decimal(cents) / 100)) * data.draw(
        st.sampled_from([1, -1])
    )
    spoilt = entry["表"][name][number]
    spoilt[column] = written(Decimal(spoilt[column]) + off)
    found = [one.text for one in problems_of(entry)]
    assert any(name in text and bare(spoilt["项目"]) in text and spoilt[column] in text for text in found), found


def figure(cents: int | None) -> Figure:
    """A figure anywhere."""
    return Figure(None if cents is None else Decimal(cents) / 100, "表", "行", "列", ())


@given(parts=st.lists(st.integers(1, 10**9), min_size=1, max_size=30), off=st.integers(-40, 40))
def test_the_tolerance_is_one_unit_for_each_addend(parts: list[int], off: int) -> None:
    """尾差每个加数0.01万元，多一分也不放过，少一分也不误报。"""
    one = Sum(figure(sum(parts) + off), tuple(map(figure, parts)), "各项之和")
    assert one.holds(TOLERANCE) == (abs(off) <= len(parts))


def test_addends_of_nought_bring_no_tolerance() -> None:
    """为零的加数不放宽尾差。"""
    assert Sum(figure(101), (figure(100), figure(0), figure(None)), "和").holds(TOLERANCE)
    assert not Sum(figure(102), (figure(100), figure(0), figure(None)), "和").holds(TOLERANCE)


def test_what_was_left_blank_is_no_fault_unless_something_was_filed() -> None:
    """整列都空的不算错；有加数而没有合计的算错。"""
    assert Sum(figure(None), (figure(None), figure(None)), "和").holds(TOLERANCE)
    assert not Sum(figure(None), (figure(500),), "和").holds(TOLERANCE)


def sheet(*items: str) -> Sheet:
    """A table of rows with these names (or code and name)."""
    words = context().vocabulary.accounts
    rows = [dict(zip(("项目", "科目编码"), reversed(item.split()), strict=False)) for item in items]
    table = Table.model_validate({"标识": "x", "名称": "表", "科目": "功能", "列": ["金额"], "无数据": "数"})
    return Sheet("表", table, tuple(Row.model_validate(one) for one in rows), words)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (("甲", "乙", "合计"), ["合计=甲+乙"]),
        (("合计", "甲", "乙"), ["合计=甲+乙"]),
        (("甲", "本年收入合计", "上年结转", "收入总计"), ["本年收入合计=甲", "收入总计=本年收入合计+上年结转"]),
        (("甲", "乙", "收入总计"), ["收入总计=甲+乙"]),
        (("本年收入合计", "甲", "乙"), ["本年收入合计=甲+乙"]),
        (("甲", "收入总计", "乙", "丙", "支出总计"), ["收入总计=甲", "支出总计=乙+丙"]),
        (("甲", "总计", "乙", "总计"), ["总计=甲", "总计=乙"]),
        (("201 甲", "20101 乙", "2010101 丙", "205 丁", "合计"), ["合计=甲+丁"]),
        (("20101 乙", "合计"), ["合计=乙"]),
        (("甲", "其中：乙", "丙", "合计"), ["合计=甲+丙"]),
        (("一、甲", "二、乙", "三、合计"), ["三、合计=一、甲+二、乙"]),
        (("甲", "乙"), []),
    ],
)
def test_totals_are_found_wherever_they_stand(items: tuple[str, ...], expected: list[str]) -> None:
    """合计在上在下、一边两边，都知道是哪几行的和。"""
    one = sheet(*items)
    named = [
        one.rows[total.row].item + "=" + "+".join(one.rows[i].item for i in total.parts) for total in totals_of(one)
    ]
    assert named == expected


def test_both_spellings_of_car_costs_are_read_and_kept() -> None:
    """公务用车运行费、运行维护费都认，页面照填写的显示。"""
    data = {
        name: {"预算数": "1.00"}
        for name in ("因公出国（境）费", "公务用车购置费", "公务用车运行费", "公务接待费", "合计")
    }
    found = ThreePublicExpenses.model_validate(data)
    assert found.car_running.budgeted == Decimal("1.00")
    assert [name for name, _ in found.items][2] == "公务用车运行费"
    usual = ThreePublicExpenses.model_validate(
        {name.replace("运行费", "运行维护费"): value for name, value in data.items()}
    )
    assert [name for name, _ in usual.items][2] == "公务用车运行维护费"


def test_running_costs_may_be_one_number() -> None:
    """机关运行经费可以只写一个数。"""
    data = account(dict.fromkeys(CODES, (1000, 1000)), 100, 500)
    entry = FinalAccount.model_validate(data | {"机关运行经费": "1.50"})
    assert entry.running_cost
    assert entry.running_cost.amount == Decimal("1.50")


def test_an_empty_table_says_so_under_its_official_heads() -> None:
    """空表列出官方表头，并写明没有什么；别的表按官方次序排。"""
    data = account(dict.fromkeys(CODES, (1000, 1000)), 100, 500)
    data["表"] = dict(reversed(data["表"].items()))
    entry = FinalAccount.model_validate(data).filed("catalogue/czj/final-account/2026-00001.yml", "czj")
    tables = official_tables(Catalogue(context().vocabulary, (entry,), (), ()), entry)
    assert [table.name for table in tables] == [table.name for table in form().tables]
    fund = tables[7]
    assert fund.sentence == "说明：示例县财政局本年度没有政府性基金预算财政拨款收入和支出，故本表无数据。"
    assert [heading for _, heading in fund.columns][:3] == ["年初结转和结余", "本年收入", "本年支出"]
    assert fund.coded
    assert [line.depth for line in tables[2].lines[:4]] == [0, 0, 1, 2]
    assert [line.is_total for line in tables[2].lines[:2]] == [True, False]


def test_names_of_rows_are_compared_without_ordinals() -> None:
    """行名前的序号和“其中”不影响核对，后面的括号不动。"""
    names = ("一、事业收入", "（二）事业收入", "3.事业收入", "其中：事业收入", "事业收入")
    assert {bare(name) for name in names} == {"事业收入"}
    assert bare("机关资本性支出（一）") == "机关资本性支出（一）"


def test_the_vocabulary_of_the_rule_cases_is_that_of_the_project() -> None:
    """规则用例用的表式与项目的一致，只是没有单位的。"""
    base = vocabulary.load(ROOT / "tests" / "rules" / "_base")[0]
    assert base
    own: AccountsFile = context().vocabulary.accounts
    assert base.accounts.classes == own.classes
    assert [form.tables for form in base.accounts.forms] == [form.tables for form in own.forms]
