"""What the accounts come to: sums, changes, years, “三公”经费 of all organs, files for download."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.catalogue import Catalogue
from disclosure.kinds.accounts import Accounts
from disclosure.views.account_figures import headline_of, income_of, structures_of
from disclosure.views.account_years import Pair, lines_of, pairs_of
from disclosure.views.changes import Change, sum_of
from disclosure.views.comparison import answer_of, spendings_of, sum_of_spendings
from disclosure.views.holders import holders_of
from disclosure.views.sheets import Cell, Sheet
from disclosure.views.three_public import ITEMS, Figure, ThreePublic, counts_of, label_of_count, three_public_of
from disclosure.views.three_public import answer_of as answer_of_expenses
from unit.money import ENTRIES, budget, expenses, final, money_site
from unit.small_site import CODE

SAME_EVERY_TIME = settings(derandomize=True, database=None, deadline=None, max_examples=300)
D = Decimal


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The accounts of tests/unit/money.py."""
    return money_site(tmp_path_factory.mktemp("money"))


@pytest.fixture(scope="module")
def spent(site: Catalogue) -> ThreePublic:
    """Their “三公”经费."""
    return three_public_of(holders_of(site))


def account(site: Catalogue, number: str) -> Accounts:
    """An account by its index number without the code."""
    return cast("Accounts", site.by_number[f"{CODE}/{number}"])


# Changes.


@pytest.mark.parametrize(
    ("now", "before", "rate", "words"),
    [
        ("29.27", "11.77", "+148.68%", "比上年增加17.50万元，增长148.68%"),
        ("9.50", "10.00", "-5.00%", "比上年减少0.50万元，下降5.00%"),
        ("1.0", "1.00", "0.00%", "与上年持平"),
        ("2.00", "0.00", "", "比上年增加2.00万元"),
        ("0", "0", "", "与上年持平"),
        ("100000", "99999.999", "0.00%", "比上年增加0.001万元，增长0.00%"),
        ("99999.999", "100000", "0.00%", "比上年减少0.001万元，下降0.00%"),
        ("-1", "-2", "+50.00%", "比上年增加1万元，增长50.00%"),
    ],
)
def test_change_in_figures_and_words(now: str, before: str, rate: str, words: str) -> None:
    """增减额、增减率和文字说明，四舍五入，上年为零不算率，没有“-0.00”。"""
    change = Change(D(now), D(before))
    assert (change.rate, change.words) == (rate, words)


def test_sum_keeps_the_decimals_and_knows_nothing_from_nought() -> None:
    """合计保留小数位；一个数也没有不等于零。"""
    assert str(sum_of([D("1.10"), None, D("2.00")])) == "3.10"
    assert sum_of([None]) is None
    assert sum_of([]) is None


# One account.


def test_headline_says_the_sums_and_their_changes(site: Catalogue) -> None:
    """一句话说清收入、支出、“三公”经费；表里没有上年数的不比。"""
    words = site.vocabulary.accounts
    said = (
        "2024年决算：本年收入合计80.00万元；本年支出合计80.00万元；“三公”经费4.00万元，比上年减少0.50万元，下降11.11%。"
    )
    assert headline_of(words, account(site, "2025-00002")) == said
    assert headline_of(words, account(site, "2025-00009")) == "2025年预算：本年收入合计3.00万元；本年支出合计3.00万元。"


def test_nothing_is_said_of_tables_that_nobody_prescribes(tmp_path_factory: pytest.TempPathFactory) -> None:
    """表名认不出时不猜。"""
    entry = budget(1, 2024, "1.00", None, 表={"某表": [{"项目": "本年收入合计", "预算数": "1.00"}]})
    site = money_site(tmp_path_factory.mktemp("odd"), {"xzfb/budget/1.yml": entry})
    words = site.vocabulary.accounts
    assert headline_of(words, account(site, "2024-00001")) == ""
    assert income_of(words, account(site, "2024-00001")) is None
    assert structures_of(words, account(site, "2024-00001")) == []


def test_structures_stand_with_the_tables_that_say_them(site: Catalogue) -> None:
    """构成图各有出处，合计行不当作一项。"""
    found = structures_of(site.vocabulary.accounts, account(site, "2025-00002"))
    assert [(one.table, [(part.label, str(part.value)) for part in one.parts]) for one in found] == [
        ("收入支出决算总表", [("一般公共服务支出", "80.00")]),
        ("支出决算表", [("基本支出", "60.00"), ("项目支出", "30.00")]),
    ]
    assert [one.split for one in found] == [False, True]


# Holders and years.


def test_each_government_department_and_unit_has_its_own_years(site: Catalogue) -> None:
    """政府、部门、各单位分开，按机构次序；同一主体的预算和决算按年度配对。"""
    found = [(one.name, one.scope, [year.year for year in one.years]) for one in holders_of(site)]
    assert found == [
        ("示例县", "政府", [2025]),
        ("县政府办", "部门", [2024, 2025]),
        ("示例县信息中心", "单位", [2025]),
        ("示例县档案馆", "单位", [2025]),
        ("县财政局", "部门", [2025, 2026]),
        ("县财政局（本级）", "单位", [2025]),
    ]
    first = holders_of(site)[1].years[0]
    assert first.budget is not None
    assert first.final is not None
    assert (first.budget.index_number, first.final.index_number) == (f"{CODE}/2024-00001", f"{CODE}/2025-00002")


def test_of_two_budgets_of_a_year_the_later_one_counts(tmp_path_factory: pytest.TempPathFactory) -> None:
    """同一年公开了两份预算，以后公开的为准。"""
    entries = {
        "xzfb/budget/1.yml": budget(1, 2024, "1.00", None, 发布日期="2024-03-02"),
        "xzfb/budget/2.yml": budget(2, 2024, "2.00", None, 发布日期="2024-03-01"),
    }
    holder = holders_of(money_site(tmp_path_factory.mktemp("twice"), entries))[0]
    assert holder.years[0].budget is not None
    assert holder.years[0].budget.index_number.endswith("00001")


def test_budget_against_final_account(site: Catalogue) -> None:
    """预算和决算逐项对照，算出差额和完成比例；缺一份就不对照。"""
    words, holder = site.vocabulary.accounts, holders_of(site)[1]
    pairs = pairs_of(words, holder.years[0])
    assert [(pair.label, str(pair.difference), pair.rate) for pair in pairs] == [
        ("本年收入", "-10.00", "88.89%"),
        ("本年支出", "-10.00", "88.89%"),
        ("“三公”经费", "-1.00", "80.00%"),
        ("一般公共服务支出", "-10.00", "88.89%"),
    ]
    assert pairs_of(words, holders_of(site)[0].years[0]) == []
    assert [line.year.year for line in lines_of(words, holder)] == [2025, 2024]


def test_rate_of_completion_needs_a_budget() -> None:
    """没有预算或者预算为零，不算完成比例。"""
    assert [Pair("", D(b), D(1)).rate if b else Pair("", None, D(1)).rate for b in ("0", "", "4")] == ["", "", "25.00%"]


# “三公”经费.


def test_year_before_comes_from_the_best_source(spent: ThreePublic) -> None:
    """上年数：决算自己写的；没写的取上年决算；没有决算的，用上年预算。"""
    found = {
        (line.holder.name, line.holder.scope, line.year.year): (
            str(line.figures["total"].before),
            line.figures["total"].basis,
        )
        for line in spent.lines
    }
    assert found == {
        ("示例县", "政府", 2025): ("None", "预算"),
        ("县政府办", "部门", 2025): ("4.00", "决算"),
        ("县政府办", "部门", 2024): ("4.50", "决算"),
        ("示例县信息中心", "单位", 2025): ("None", "预算"),
        ("县财政局", "部门", 2026): ("1.00", "预算"),
        ("县财政局", "部门", 2025): ("None", "预算"),
    }


def test_government_and_units_are_never_added(spent: ThreePublic) -> None:
    """部门合计只加部门；政府本级汇总和所属单位另列。"""
    year = spent.years[1]
    assert year.year == 2025
    assert [line.holder.name for line in year.summed] == ["县政府办", "县财政局"]
    assert [(line.holder.name, line.holder.scope) for line in year.apart] == [
        ("示例县", "政府"),
        ("示例县信息中心", "单位"),
    ]
    total = year.sums["total"]
    assert (str(total.budgeted), str(total.final)) == ("5.40", "4.20")
    assert year.settled == 1


def test_sum_of_which_parts_are_missing_is_not_compared(spent: ThreePublic) -> None:
    """部门没有全部公开决算的年度，合计不与上年比；全部同一口径的才比。"""
    assert [(year.year, str(year.sums["total"].before)) for year in spent.years] == [
        (2026, "1.00"),
        (2025, "None"),
        (2024, "4.50"),
    ]
    assert spent.years[1].sums["total"].change is None


def test_cost_of_cars_is_summed_unless_it_was_filed(tmp_path_factory: pytest.TempPathFactory) -> None:
    """公务用车购置及运行维护费：写了用写的，没写的由两项相加，缺一项不加。"""
    given = expenses("3.00", 公务用车购置费={"预算数": "1.00", "决算数": "0.50"}, 公务用车运行维护费={"预算数": "2.00"})
    site = money_site(tmp_path_factory.mktemp("cars"), {"xzfb/final-account/1.yml": final(1, 2024, "9.00", given)})
    figure = three_public_of(holders_of(site)).lines[0].figures["cars"]
    assert (str(figure.budgeted), figure.final) == ("3.00", None)
    given["公务用车购置及运行维护费"] = {"预算数": "3.01"}
    site = money_site(tmp_path_factory.mktemp("filed"), {"xzfb/final-account/1.yml": final(1, 2024, "9.00", given)})
    assert str(three_public_of(holders_of(site)).lines[0].figures["cars"].budgeted) == "3.01"


def test_counts_and_reason_are_those_of_the_final_account(spent: ThreePublic) -> None:
    """数量和原因以决算为准，没有人填的数量不列。"""
    line = next(line for line in spent.lines if line.year.year == 2024)
    assert (line.reason, line.count("receptions"), line.count("trips")) == ("厉行节约", 3, None)
    assert counts_of([line]) == [("cars_owned", "辆"), ("receptions", "批次")]
    assert [label_of_count(*pair) for pair in counts_of([line])] == ["保有量（辆）", "接待批次"]


def test_account_without_three_public_has_no_line(spent: ThreePublic) -> None:
    """没有填“三公”经费的不列，机构次序不变。"""
    assert "示例县档案馆" not in {line.holder.name for line in spent.lines}
    assert spent.organs == ("xzfb", "czj")
    assert all(list(line.figures) == list(ITEMS) for line in spent.lines)
    assert len(ENTRIES) == 10


def test_figure_without_amounts_says_nothing() -> None:
    """什么数都没有，不比，也不是零。"""
    nothing = Figure(None, None, None)
    assert (nothing.now, nothing.change, nothing.basis) == (None, None, "预算")


# Downloads.

NUMBER = re.compile(r"-?\d+(?:\.\d+)?%?", re.ASCII)
cells = st.none() | st.integers(-(10**9), 10**9) | st.decimals(-(10**9), 10**9, places=2) | st.text(max_size=12)


@SAME_EVERY_TIME
@given(st.lists(st.tuples(cells, cells), max_size=8))
def test_csv_gives_back_every_cell(rows: list[tuple[Cell, Cell]]) -> None:
    """任意内容写成 CSV 再读回来，一格不差；会被当作公式的文字前面多一个撇号。"""
    data = Sheet("表", ("甲", "乙"), tuple(rows)).csv()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    heading, *read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert heading == ["甲", "乙"]
    assert read == [[shown(cell) for cell in row] for row in rows]
    texts = [shown(cell) for row in rows for cell in row if isinstance(cell, str)]
    assert not [text for text in texts if text[:1] in set("=+-@\t\r") and not NUMBER.fullmatch(text)]


def shown(cell: Cell) -> str:
    """How a cell reads in the file."""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    text = "" if cell is None else str(cell)
    is_formula = text[:1] in {"=", "+", "-", "@", "\t", "\r"} and not NUMBER.fullmatch(text)
    return f"'{text}" if isinstance(cell, str) and is_formula else text


def test_numbers_stay_numbers_and_formulas_become_text() -> None:
    """负数照写，公式加撇号，引号和逗号按规定转写。"""
    sheet = Sheet("表", ("甲",), ((D("-1.50"),), ("=SUM(A1)",), ('甲,"乙"',), (-3,), (None,)))
    assert sheet.csv().decode("utf-8-sig") == '甲\r\n-1.50\r\n\'=SUM(A1)\r\n"甲,""乙"""\r\n-3\r\n""\r\n'
    assert sheet.records() == [{"甲": "-1.50"}, {"甲": "=SUM(A1)"}, {"甲": '甲,"乙"'}, {"甲": -3}, {"甲": None}]


# All holders beside one another.


def test_a_year_is_compared_with_the_year_before(site: Catalogue) -> None:
    """支出预算、决算各比上年，上年没有公开的不比；执行率只加两样都公开的部门，合计缺上年数的不比。"""
    words = site.vocabulary.accounts
    lines = [(one, {line.year.year: line for line in lines_of(words, one)}) for one in holders_of(site) if one.summed]
    first, second = spendings_of(words, lines, 2025)
    assert (first.budget.now, first.budget.before, first.final.before) == (D("99.00"), D("90.00"), D("80.00"))
    assert first.budget.change == Change(D("99.00"), D("90.00"))
    assert first.line.spending.rate == "90.91%"
    assert (second.budget.now, second.budget.change, second.final.now) == (D("10.00"), None, None)
    sums = sum_of_spendings([first, second])
    assert (sums.count, sums.budget.now, sums.budget.before, sums.settled) == (2, D("109.00"), None, 1)
    assert (sums.executed.budgeted, sums.executed.final, sums.executed.rate) == (D("99.00"), D("90.00"), "90.91%")
    name = first.holder.name
    most = f"公开预算的2个部门中，支出预算最多的是{name}，99.00万元"
    assert answer_of([first, second]) == f"{most}；比上年增加的1个，另有1个没有公开上年数。"
    assert answer_of([second]) == ""
    assert [one.budget.now for one in spendings_of(words, lines, 2026)] == [D("11.00")]
    assert spendings_of(words, lines, 2023) == []


def test_who_cut_and_who_raised_is_said(spent: ThreePublic) -> None:
    """“三公”经费谁降谁升一句话说清，各说变得最多的；只有一家能比的不说。"""
    lines = [one for one in spent.lines if one.holder.summed]
    names = {one.holder.organ.slug: one.holder.name for one in lines}
    said = f"减少的2个，减少最多的是{names['xzfb']}，0.50万元；增加的1个，增加最多的是{names['xzfb']}，0.20万元"
    assert answer_of_expenses(lines) == f"能和上年比的3个部门中，{said}。"
    assert answer_of_expenses([one for one in lines if one.year.year == 2025]) == ""
