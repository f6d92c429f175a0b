"""A real annual report passes unchanged, stands on its page as in the official form, and no slip in it goes unseen."""

from __future__ import annotations

import csv
import io
import random
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from acceptance.official_form import Tables, form_in, headings_of_disputes, headings_of_requests, spread_of_proactive
from acceptance.suqian import entry_of, figures, file_of, next_year, places_of_requests, write_site
from disclosure.kinds.annual_report import APPLICANTS, OUTCOMES, SECTIONS, AnnualReport, Disputes
from disclosure.kinds.base import alias_of
from disclosure.problem import Problem
from disclosure.publication import build, check
from disclosure.rules.reports.tables import suspects
from unit.small_site import TODAY, as_yaml, write_file

SHORTENED = {"逾期不缴费": "逾期未按收费通知要求缴纳费用"}
"""Row names that the file of figures gives in other words than the form."""
SLIPS = 30
"""How many slips are tried in a whole site, besides those tried in every cell of the report alone."""


@pytest.fixture(scope="session")
def filed(shared: Path) -> dict[str, Any]:
    """The figures of the report."""
    return figures(shared)


@pytest.fixture(scope="session")
def form(shared: Path) -> dict[str, Any]:
    """The listing of the official form."""
    return form_in(shared / "standards.md")


@pytest.fixture(scope="session")
def suqian(root: Path, filed: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a site with the report and the one after it."""
    place = tmp_path_factory.mktemp("suqian")
    report = entry_of(filed)
    write_site(root, place, report, next_year(report))
    return place


@pytest.fixture(scope="session")
def tree(suqian: Path) -> Path:
    """The folder of the finished site."""
    result = check(suqian, TODAY, jobs=1)
    assert result.catalogue
    build(suqian, suqian / "site", result.catalogue, jobs=1)
    return suqian / "site"


def problems_of(root: Path) -> list[Problem]:
    """Everything that the check says."""
    return list(check(root, TODAY, jobs=1).problems)


def test_the_report_has_no_problems(suqian: Path) -> None:
    """真实的年报没有一处被误判，也没有误报的提醒。"""
    assert [problem.report for problem in problems_of(suqian)] == []


def test_every_figure_of_the_file_is_in_the_entry(filed: dict[str, Any]) -> None:
    """年报里的每个数都进了条目，行名一一对应。"""
    report = AnnualReport.model_validate(entry_of(filed))
    rows = filed["requests"]["rows"]
    assert [list(row.cells) for row in report.requests.rows] == list(rows.values())
    for name, row in zip(rows, report.requests.rows, strict=True):
        group, _, last = name.rpartition("/")
        assert group in row.group
        assert SHORTENED.get(last, last) in row.label, name
    assert filed["requests"]["columns"] == list(APPLICANTS)
    assert filed["review_and_litigation"]["columns"] == list(OUTCOMES)


def test_page_shows_the_official_form_cell_by_cell(tree: Path, filed: dict[str, Any], form: dict[str, Any]) -> None:
    """页面上的三张表与规定的格式逐格相同，数与报送的相同。"""
    page = (tree / "entry/014300000/2024-00001.html").read_text(encoding="utf-8")
    tables = Tables(page).found
    above, before = headings_of_requests(form)
    rows = filed["requests"]["rows"].values()
    numbers = [[*heads, *map(str, row)] for heads, row in zip(before, rows, strict=True)]
    assert tables["收到和处理政府信息公开申请情况"] == [*above, *numbers]
    disputes = filed["review_and_litigation"]
    filed_disputes = [
        str(number) for name in ("行政复议", "未经复议直接起诉", "复议后起诉") for number in disputes[name]
    ]
    assert tables["政府信息公开行政复议、行政诉讼情况"] == [*headings_of_disputes(form), filed_disputes]
    active = {
        name: list(map(str, value.values())) if isinstance(value, dict) else [str(value)]
        for name, value in filed["active"].items()
    }
    active["行政事业性收费"] = active.pop("行政事业性收费(万元)")
    assert tables["主动公开政府信息情况"] == spread_of_proactive(form, active)


def test_page_has_the_sections_of_the_form(tree: Path, form: dict[str, Any]) -> None:
    """六个部分的标题与规定的相同，次序不变。"""
    page = (tree / "entry/014300000/2024-00001.html").read_text(encoding="utf-8")
    places = [page.index(f"<h2>{section['title']}</h2>") for section in form["sections"]]
    assert places == sorted(places)
    assert [section["title"] for section in form["sections"]] == list(SECTIONS)


def test_downloads_hold_the_same_numbers(tree: Path, filed: dict[str, Any], form: dict[str, Any]) -> None:
    """下载的表格与页面上的一样，用表格软件打开就是规定的格式。"""
    text = (tree / "entry/014300000/2024-00001-3.csv").read_bytes().decode("utf-8-sig")
    title, *rows = csv.reader(io.StringIO(text, newline=""))
    assert title == ["宿迁市人民政府2023年政府信息公开工作年度报告"]
    above, before = headings_of_requests(form)
    assert [row[3:] for row in rows[len(above) :]] == [
        list(map(str, row)) for row in filed["requests"]["rows"].values()
    ]
    for row, heads in zip(rows, [*above, *(heads + [""] * 7 for heads in before)], strict=True):
        assert all(cell in {head, ""} for cell, head in zip(row[:3], heads[:3], strict=True))
    assert text.count("\r\n") == text.count("\n") == len(rows) + 1


def test_the_years_stand_side_by_side(tree: Path) -> None:
    """同一机关各年的申请、公开和复议诉讼并列，算得对。"""
    page = (tree / "entry/014300000/2024-00001.html").read_text(encoding="utf-8")
    years = Tables(page).found["本机关历年申请、公开和复议诉讼情况（单位：件）"]
    assert years[1:] == [
        ["2024年", "0", "121", "121", "100.0%", "440", "113"],
        ["2023年（本页）", "3511", "3486", "1191", "34.2%", "440", "113"],
    ]


def cells() -> list[tuple[tuple[str, ...], int]]:
    """Every cell of tables 3 and 4 by the names of the fields and the column."""
    requests = [(("申请情况", *place), column) for place in places_of_requests() for column in range(len(APPLICANTS))]
    groups = [alias_of(Disputes, name) for name in Disputes.model_fields]
    return requests + [(("复议诉讼", name), column) for name in groups for column in range(len(OUTCOMES))]


def slipped(entry: dict[str, Any], place: tuple[str, ...], column: int, by: int) -> dict[str, Any]:
    """The entry with one number changed; a number that would fall below 0 grows instead."""
    changed = deepcopy(entry)
    row: Any = changed
    for name in place:
        row = row[name]
    written = int(row[column])
    row[column] = str(written + by if written + by >= 0 else written - by)
    return changed


def test_a_slip_in_any_cell_is_found_and_put_right(filed: dict[str, Any]) -> None:
    """申请情况表的任何一格改动，都能指出就是这一格，并说出原来的数。"""
    entry = entry_of(filed)
    right = AnnualReport.model_validate(entry).requests.rows
    for number, place in enumerate(places_of_requests()):
        for column in range(len(APPLICANTS)):
            report = AnnualReport.model_validate(slipped(entry, ("申请情况", *place), column, 7))
            (found,) = suspects(report.requests)
            assert (found.row.loc, found.column, found.right) == (place, column, right[number].cells[column])


def test_slips_in_a_whole_site_are_told_with_their_cells(root: Path, filed: dict[str, Any], tmp_path: Path) -> None:
    """三十处改动，每处都被查出，说出所在的行和列。"""
    entry = entry_of(filed)
    after = next_year(entry)
    write_site(root, tmp_path, entry, after)
    lines = {place: line_of(as_yaml(entry), place) for place, _ in cells()}
    chance = random.Random(2023)  # noqa: S311 - the same slips every time
    for place, column in chance.sample(cells(), SLIPS):
        changed = slipped(entry, place, column, chance.choice([-9, -1, 1, 2, 30]))
        write_file(tmp_path, file_of(entry), as_yaml(changed))
        found = [problem for problem in problems_of(tmp_path) if problem.path == file_of(entry)]
        names = OUTCOMES if place[0] == "复议诉讼" else APPLICANTS
        assert found, place
        for problem in found:
            assert place[-1] in problem.message + problem.mend, (place, column, problem.report)
            assert names[column] in problem.message + problem.mend, (place, column, problem.report)
            assert lines[place] <= problem.line <= lines[place] + len(names), (place, column, problem.report)


def line_of(text: str, place: tuple[str, ...]) -> int:
    """The line where a row begins, counted from 1."""
    found = -1
    lines = text.splitlines()
    for depth, name in enumerate(place):
        found = next(
            number
            for number in range(found + 1, len(lines))
            if lines[number].strip() in {f"{name}:", f"'{name}':"} and lines[number].startswith("  " * depth)
        )
    return found + 1


@pytest.mark.parametrize("column", range(len(APPLICANTS)), ids=APPLICANTS)
def test_what_is_handed_on_must_be_taken_up(root: Path, filed: dict[str, Any], tmp_path: Path, column: int) -> None:
    """下一年的上年结转改动任何一列，都被查出，说出是哪一列、两年各是多少。"""
    entry = entry_of(filed)
    after = next_year(entry)
    handed = entry["申请情况"]["结转下年度继续办理"][column]
    for name in ("上年结转政府信息公开申请数量", "予以公开", "总计"):
        after["申请情况"][name][column] = str(int(handed) + 3)
    write_site(root, tmp_path, entry, after)
    found = [problem for problem in problems_of(tmp_path) if problem.rule == "carry-over-mismatch"]
    assert [problem.path for problem in found] == [file_of(after)]
    said = found[0].message
    assert f"“{APPLICANTS[column]}”一列写的是 {int(handed) + 3}" in said
    assert f"是 {handed}，相差 3" in said
    assert file_of(entry) in said
