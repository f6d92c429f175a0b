"""Annual reports: consistent figures pass, one changed figure is found, and views show what was filed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from copy import deepcopy
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acceptance.suqian import places_of_requests
from disclosure.catalogue import Catalogue
from disclosure.kinds import AnnualReport, EarlyAnnualReport
from disclosure.kinds.annual_report import APPLICANTS, OUTCOMES, Disputes
from disclosure.kinds.base import alias_of
from disclosure.rules import Context, inspect_catalogue, inspect_entry
from disclosure.rules.reports.early import half_step
from disclosure.rules.reports.tables import suspects
from disclosure.views import csv_bytes, grids_of, matrix_of, series_in, table_address
from disclosure.views.grid import Grid, GridCell
from unit.small_site import CODE, OTHER_CODE, TODAY, words_of, write_vocabulary

SAME_EVERY_TIME = settings(derandomize=True, database=None, deadline=None, max_examples=50)
TEXT = "主动公开、依申请公开、政府信息管理、平台建设、监督保障各项工作都已完成。"
Numbers = list[int]
Table = dict[tuple[str, ...], Numbers]


ROWS = places_of_requests()
NEW, IN, TOTAL, OUT = ROWS[0], ROWS[1], ROWS[-2], ROWS[-1]
GROUPS = [alias_of(Disputes, name) for name in Disputes.model_fields]
few = st.sampled_from([0, 0, 0, 0, 1, 2, 3, 17, 118, 4999])


def totalled(numbers: Numbers) -> Numbers:
    """The numbers with their sum behind them."""
    return [*numbers, sum(numbers)]


@st.composite
def tables(draw: st.DrawFn, handed: Numbers | None = None) -> Table:
    """Table 3 with all its relations kept; `handed` is what the year before carried over, by column."""
    columns = range(len(APPLICANTS) - 1)
    parts = draw(st.lists(few, min_size=21 * 6, max_size=21 * 6))
    found = {row: parts[6 * place : 6 * place + 6] for place, row in enumerate(ROWS[2:-2])}
    total = [sum(cells[column] for cells in found.values()) for column in columns]
    carried_in = [draw(st.integers(0, total[column])) for column in columns] if handed is None else handed
    carried_out = [max(carried_in[column] - total[column], 0) + draw(few) for column in columns]
    received = [total[column] + carried_out[column] - carried_in[column] for column in columns]
    whole = {NEW: received, IN: carried_in, **found, TOTAL: total, OUT: carried_out}
    return {row: totalled(whole[row]) for row in ROWS}


def as_list(numbers: Numbers, names: tuple[str, ...]) -> object:
    """All numbers in order."""
    del names
    return [str(number) for number in numbers]


def in_short(numbers: Numbers, names: tuple[str, ...]) -> object:
    """A single 0, or the columns that are not 0 by name."""
    if not any(numbers):
        return "0"
    return {name: str(number) for name, number in zip(names, numbers, strict=True) if number or name == names[-1]}


Writing = Callable[[Numbers, tuple[str, ...]], object]
writings = st.sampled_from([as_list, in_short])
groups = st.lists(st.lists(few, min_size=4, max_size=4).map(totalled), min_size=3, max_size=3)


def data(table: Table, disputes: list[Numbers], write: Writing = as_list, year: int = 2024) -> dict[str, Any]:
    """The entry with these tables."""
    requests: dict[str, Any] = {}
    for row, numbers in table.items():
        target = requests
        for above in row[:-1]:
            target = target.setdefault(above, {})
        target[row[-1]] = write(numbers, APPLICANTS)
    documents = {"本年制发件数": "0", "本年废止件数": "0", "现行有效件数": "2"}
    return {
        "标题": f"示例县财政局{year}年政府信息公开工作年度报告",
        "索引号": f"{CODE}/{year + 1}-00001",
        "发布日期": f"{year + 1}-01-20",
        "年度": str(year),
        "总体情况": TEXT,
        "主动公开": {
            "规章": documents,
            "行政规范性文件": documents,
            "行政许可": "3",
            "行政处罚": "0",
            "行政强制": "0",
            "行政事业性收费": "0.00",
        },
        "申请情况": requests,
        "复议诉讼": {name: write(numbers, OUTCOMES) for name, numbers in zip(GROUPS, disputes, strict=True)},
        "存在问题及改进": "个别答复超期。",
        "信息处理费": "未收取",
        "其他报告事项": "无",
    }


def report(content: dict[str, Any], organ: str = "czj") -> AnnualReport:
    """The entry as it is read, in the folder of an organ."""
    year = content["年度"]
    return AnnualReport.model_validate(content).filed(f"catalogue/{organ}/annual-report/{year}.yml", organ)


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """What the rules may look at."""
    root = tmp_path_factory.mktemp("words")
    write_vocabulary(root)
    return Context(root, words_of(root), TODAY)


def catalogue_of(context: Context, *entries: AnnualReport | EarlyAnnualReport) -> Catalogue:
    """A catalogue of these reports."""
    return Catalogue(context.vocabulary, entries, (), ())


# The law of the tables.


@SAME_EVERY_TIME
@given(table=tables(), disputes=groups, write=writings)
def test_consistent_reports_pass(context: Context, table: Table, disputes: list[Numbers], write: Writing) -> None:
    """勾稽关系都成立的年报，怎样写都没有问题。"""
    found = report(data(table, disputes, write))
    assert inspect_entry(context, found) == []
    assert {row.loc: list(row.cells) for row in found.requests.rows} == table
    assert list(suspects(found.requests)) == []


@SAME_EVERY_TIME
@given(
    table=tables(),
    disputes=groups,
    row=st.sampled_from(ROWS),
    column=st.integers(0, len(APPLICANTS) - 1),
    changed=st.integers(0, 9000),
)
def test_one_changed_cell_of_requests_is_found(  # noqa: PLR0913, PLR0917 - a table and what is changed in it
    context: Context, table: Table, disputes: list[Numbers], row: tuple[str, ...], column: int, changed: int
) -> None:
    """申请情况表只改一格，必定查出，指到这一格，并说出原来的数。"""
    written = table[row][column]
    table[row][column] = changed if changed != written else written + 1
    found = report(data(table, disputes))
    (one,) = suspects(found.requests)
    assert (one.row.loc, one.column, one.right) == (row, column, written)
    problems = inspect_entry(context, found)
    assert {problem.rule for problem in problems} <= {
        "applicants-not-adding",
        "outcomes-not-adding",
        "requests-unbalanced",
    }
    assert len(problems) >= 2
    assert {problem.loc for problem in problems} == {("申请情况", *row, column)}


@SAME_EVERY_TIME
@given(table=tables(), disputes=groups, group=st.integers(0, 2), column=st.integers(0, 4), changed=st.integers(0, 9000))
def test_one_changed_cell_of_disputes_is_found(  # noqa: PLR0913, PLR0917 - a table and what is changed in it
    context: Context, table: Table, disputes: list[Numbers], group: int, column: int, changed: int
) -> None:
    """复议诉讼表只改一格，必定查出，指到这一组，五个数都说出来。"""
    written = disputes[group][column]
    disputes[group][column] = changed if changed != written else written + 1
    (problem,) = inspect_entry(context, report(data(table, disputes)))
    assert problem.rule == "disputes-not-adding"
    assert problem.loc[:2] == ("复议诉讼", GROUPS[group])
    for name, number in zip(OUTCOMES[:-1], disputes[group], strict=False):
        assert f"{name} {number}" in problem.message


@SAME_EVERY_TIME
@given(drawn=st.data(), column=st.integers(0, len(APPLICANTS) - 1), write=writings)
def test_years_hand_on_what_they_carry(context: Context, drawn: st.DataObject, column: int, write: Writing) -> None:
    """上年的结转下年度就是本年的上年结转；任何一列不同，都查得出。"""
    first = drawn.draw(tables())
    second = drawn.draw(tables(handed=first[OUT][:-1]))
    zeros = [[0] * 5] * 3
    before, after = report(data(first, zeros, write)), report(data(second, zeros, write, 2025))
    assert inspect_catalogue(catalogue_of(context, before, after), context) == []
    second[IN][column] += 1
    changed = report(data(second, zeros, year=2025))
    (problem,) = inspect_catalogue(catalogue_of(context, before, changed), context)
    assert (problem.rule, problem.path) == ("carry-over-mismatch", changed.path)
    assert problem.loc == ("申请情况", *IN, column)
    assert f"“{APPLICANTS[column]}”一列" in problem.message


def test_two_slips_in_different_rows_are_each_named() -> None:
    """两行各错一格，分别指出。"""
    table = {row: [0] * len(APPLICANTS) for row in ROWS}
    table[ROWS[2]][1] = 4
    table[ROWS[5]][3] = 2
    found = list(suspects(report(data(table, [[0] * 5] * 3)).requests))
    assert [(one.row.loc, one.column, one.right) for one in found] == [(ROWS[2], 1, 0), (ROWS[5], 3, 0)]


def test_no_guess_where_several_cells_may_be_wrong() -> None:
    """一列里两格抵消不了，就不猜是哪一格。"""
    table = {row: [0] * len(APPLICANTS) for row in ROWS}
    table[ROWS[2]][1] = table[ROWS[5]][1] = 2
    assert list(suspects(report(data(table, [[0] * 5] * 3)).requests)) == []


# Shares.


@SAME_EVERY_TIME
@given(count=st.integers(0, 5000), rest=st.integers(1, 5000), decimals=st.integers(0, 3), step=st.sampled_from([-1, 1]))
def test_shares_are_checked_to_the_printed_decimals(
    context: Context, count: int, rest: int, decimals: int, step: int
) -> None:
    """四舍五入到所写位数的占比通过，末位差一就查出。"""
    unit = Decimal(1).scaleb(-decimals)
    exact = Decimal(count) * 100 / (count + rest)
    right = exact.quantize(unit, ROUND_HALF_UP)
    assert half_step(right) == unit / 2
    assert share_rules(context, count, rest, right) == []
    wrong = right + unit * step
    if wrong >= 0 and abs(exact - wrong) > unit / 2:
        assert "share-mismatch" in share_rules(context, count, rest, wrong)


def share_rules(context: Context, count: int, rest: int, share: Decimal) -> list[str]:
    """The rules that speak when so many answers are said to be this share of all."""
    content = early(
        {
            "申请总数": str(count + rest),
            "答复总数": str(count + rest),
            "答复情况": {"同意公开": {"件数": str(count), "占比": f"{share}%"}, "其他": str(rest)},
        }
    )
    return [problem.rule for problem in inspect_entry(context, content)]


def early(requests: dict[str, Any], year: int = 2010) -> EarlyAnnualReport:
    """A report in the older form."""
    content = {
        "标题": f"示例县财政局{year}年政府信息公开工作年度报告",
        "索引号": f"{CODE}/{year + 1}-00002",
        "发布日期": f"{year + 1}-03-20",
        "年度": str(year),
        "概述": "概述。",
        "主动公开情况": {"说明": "说明。"},
        "依申请公开情况": requests,
        "复议诉讼申诉": {"行政复议": "2"},
        "存在问题及改进": "问题。",
    }
    path = f"catalogue/czj/early-annual-report/{year}.yml"
    return EarlyAnnualReport.model_validate(content).filed(path, "czj")


# What the pages show.


def quiet(year: int = 2024, organ: str = "czj", code: str = CODE, /, **rows: list[int]) -> AnnualReport:
    """A report in which only these rows, by their name, are not 0."""
    table = {row: rows.get(row[-1], [0] * len(APPLICANTS)) for row in ROWS}
    content = data(table, [[0, 0, 0, 1, 1], [1, 0, 0, 0, 1], [0] * 5], year=year)
    return report(content | {"索引号": f"{code}/{year + 1}-00001"}, organ)


def test_forms_have_a_cell_in_every_place() -> None:
    """三张表都是完整的长方形，合并的格只在左上角写字。"""
    grids = grids_of(quiet())
    assert {section: (len(grid.spread), {len(row) for row in grid.spread}) for section, grid in grids.items()} == {
        2: (14, {4}),
        3: (28, {10}),
        4: (4, {15}),
    }
    rows = grids[3].spread
    assert [row[0] for row in rows if row[0]].count("三、本年度办理结果") == 1
    assert rows[5][:3] == ["三、本年度办理结果", "（一）予以公开", ""]
    assert rows[7][:3] == ["", "（三）不予公开", "1.属于国家秘密"]
    assert rows[8][:3] == ["", "", "2.其他法律行政法规禁止公开"]


def test_merged_cells_push_the_later_ones_aside() -> None:
    """上一行伸下来的格，让下一行的格往右挪。"""
    head = ((GridCell("甲", rows=2), GridCell("乙", columns=2)), (GridCell("丙"), GridCell("丁")))
    assert Grid("a", "表", head, ()).spread == [["甲", "乙", ""], ["", "丙", "丁"]]


def test_tables_download_beside_the_page(context: Context) -> None:
    """表格的网址由条目的网址而来。"""
    one = quiet()
    assert table_address(catalogue_of(context, one), one, 3) == f"entry/{CODE}/2025-00001-3.csv"


@SAME_EVERY_TIME
@given(
    rows=st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n")), min_size=1), min_size=1)
)
def test_csv_gives_back_every_text(rows: list[list[str]]) -> None:
    """CSV 读回来一字不差；会被当作公式的前面多一个撇号。"""
    content = csv_bytes(rows)
    assert content.startswith(b"\xef\xbb\xbf")
    back = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [[plain(cell) for cell in row] for row in back] == [[plain(cell) for cell in row] for row in rows]
    assert [cell for row in back for cell in row if cell.startswith(("=", "@", "+", "\t"))] == []


def plain(cell: str) -> str:
    """The text without the apostrophe that may stand before it."""
    return cell.removeprefix("'")


@pytest.mark.parametrize(
    ("cell", "written"),
    [("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+86", "'+86"), ("-0.50", "-0.50"), ("-1.2%", "-1.2%"), ("—", "—")],
)
def test_csv_has_no_formulas(cell: str, written: str) -> None:
    """像公式的文字加撇号，负数照写。"""
    assert csv_bytes([[cell]]).decode("utf-8-sig") == f"{written}\r\n"


def test_series_is_newest_first_with_rates(context: Context) -> None:
    """历年情况由新到旧；予以公开率按办结数计算，没有办结的空着；旧格式没有写的空着。"""
    settled = {"总计": [3, 0, 0, 0, 0, 0, 3], "予以公开": [1, 0, 0, 0, 0, 0, 1]}
    reports = (quiet(2023, **settled), quiet(2024), early({"申请总数": "9", "答复情况": {"同意公开": "5"}}))
    found = series_in(catalogue_of(context, *reports))
    lines = found["czj"]
    assert [(line.year, line.received, line.rate, line.reconsidered, line.sued) for line in lines] == [
        (2024, 0, "", 1, 1),
        (2023, 0, "33.3%", 1, 1),
        (2010, 9, "", 2, None),
    ]
    assert set(found) == {"czj"}


def test_matrix_has_organs_by_years(context: Context) -> None:
    """全部年报按机构和年度排列，次序照词表，新的年度在前，没有的空着。"""
    mine = (quiet(2023), quiet(2025), early({"申请总数": "9"}), quiet(2024, "xzfb", OTHER_CODE))
    matrix = matrix_of(catalogue_of(context, *mine))
    assert (matrix.years, matrix.count) == ((2025, 2024, 2023, 2010), 4)
    ((sort, lines),) = matrix.groups
    assert sort == "政府部门"
    assert [(line.organ.slug, [len(links) for links in line.links]) for line in lines] == [
        ("xzfb", [0, 1, 0, 0]),
        ("czj", [1, 0, 1, 1]),
    ]
    assert lines[0].links[1][0].address == f"entry/{OTHER_CODE}/2025-00001.html"
    assert matrix_of(catalogue_of(context)).groups == ()


def test_both_forms_of_a_year_are_listed(context: Context) -> None:
    """同一年有两份的，两份都列出。"""
    twice = deepcopy(quiet(2010))
    matrix = matrix_of(catalogue_of(context, early({"申请总数": "9"}), twice))
    assert [len(links) for links in matrix.groups[0][1][0].links] == [2]
