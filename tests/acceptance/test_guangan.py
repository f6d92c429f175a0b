"""The 1,135 service items of a real district, from their spreadsheet to the pages, and through it once more."""

from __future__ import annotations

import re
import shutil
import time
from collections import Counter
from collections.abc import Iterable
from html import unescape
from pathlib import Path

import openpyxl
import pytest

from acceptance.guangan import GUIDE_MAPPING, SHEET, Item, items, write_site
from disclosure.importers import Result, prepare
from disclosure.publication import CheckResult, build, check, write_new
from unit.small_site import TODAY, write_file

LONGEST = 20
"""Seconds for reading, checking and preparing everything on a slow machine; it takes about one."""
MATTER = re.compile(r'<li>(?:<a href="[^"]*">|<span>)([^<]*)(?:</a>|</span>)\s*<p class="meta">(.*?)</p>', re.DOTALL)


@pytest.fixture(scope="session")
def rows(shared: Path) -> list[Item]:
    """Return the rows of the sheet."""
    return items(shared)


@pytest.fixture(scope="session")
def departments(rows: list[Item]) -> list[str]:
    """Return the departments in the order of the sheet."""
    return list(dict.fromkeys(row.department for row in rows))


@pytest.fixture(scope="session")
def district(root: Path, shared: Path, departments: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the root of a site with the departments and what was imported."""
    place = tmp_path_factory.mktemp("guangan")
    write_site(root, place, departments)
    start = time.process_time()
    result = prepare(place, shared / "data" / SHEET, place / "duizhao.yml", TODAY, jobs=1)
    assert time.process_time() - start < LONGEST
    assert result.sound, [fault.report for fault in result.faults if fault.severity == "error"]
    assert (len(result.files), sum(file.rows for file in result.files)) == (34, 1135)
    write_new(place, {file.path: file.text for file in result.files})
    return place


@pytest.fixture(scope="session")
def result(district: Path) -> CheckResult:
    """Return what the check says of it."""
    return check(district, TODAY, jobs=1)


@pytest.fixture(scope="session")
def site(district: Path, result: CheckResult) -> Path:
    """Return the folder of the finished site."""
    assert result.catalogue
    build(district, district / "site", result.catalogue, jobs=1)
    return district / "site"


def again(district: Path, sheet: Path) -> Result:
    """What a second import would do."""
    return prepare(district, sheet, district / "duizhao.yml", TODAY, jobs=1)


def test_the_material_is_what_it_is_said_to_be(rows: list[Item], departments: list[str]) -> None:
    """材料是34个部门的1135项，编码各不相同。"""
    assert (len(rows), len(departments), len({row.code for row in rows})) == (1135, 34, 1135)


def test_the_imported_lists_pass_the_check(result: CheckResult) -> None:
    """导入的34份清单没有错误；提醒只说没有办事指南，和六处确实不成样子的编码。"""
    assert [problem.report for problem in result.problems if problem.severity == "error"] == []
    assert Counter(problem.rule for problem in result.problems) == {"item-without-guide": 34, "bad-item-code": 6}
    codes = {problem.found for problem in result.problems if problem.rule == "bad-item-code"}
    assert "E-000021-001-1111111111111111" in codes


def matters(pages: Iterable[Path]) -> list[tuple[str, str]]:
    """(name, code) of every matter on the pages, in their order."""
    found = []
    for page in pages:
        for name, meta in MATTER.findall(page.read_text(encoding="utf-8")):
            code = re.search("<code>([^<]*)</code>", meta)
            found.append((unescape(name), code[1] if code else ""))
    return found


def test_every_item_is_on_the_page_of_its_department(rows: list[Item], departments: list[str], site: Path) -> None:
    """每个部门的专页上，事项一项不多、一项不少，名称和编码一字不差。"""
    for number, name in enumerate(departments, 1):
        own = Counter((row.name, row.code) for row in rows if row.department == name)
        assert Counter(matters([site / f"services/organ-bm{number:02}.html"])) == own
        assert Counter(matters([site / f"entry/9900{number:05}/2026-00001.html"])) == own


def test_items_stand_under_their_main_item(rows: list[Item], departments: list[str], site: Path) -> None:
    """同一主项的事项在一个标题下，没有主项的排在最后。"""
    number = departments.index("区行政审批局") + 1
    page = (site / f"services/organ-bm{number:02}.html").read_text(encoding="utf-8")
    shown = re.findall(r'<h2 id="item-\d+">(.*?) <span class="count">(\d+) 项</span>', page)
    own = Counter(row.main_item for row in rows if row.department == "区行政审批局")
    assert {unescape(name): int(count) for name, count in shown[:-1]} == {
        name: count for name, count in own.items() if name != "未分类"
    }
    assert shown[-1] == ("未归入主项的事项", str(own["未分类"]))


def test_the_counts_of_the_overview_are_right(rows: list[Item], departments: list[str], site: Path) -> None:
    """总页上各部门的数目、总数，首页的数目，都与材料相同。"""
    page = (site / "services/index.html").read_text(encoding="utf-8")
    assert "34 个机关办理 1135 项政务服务事项，其中 0 项已公开办事指南" in page
    shown = re.findall(
        r'<th scope="row"><a href="\.\./services/organ-bm(\d\d)\.html">.*?<td class="number">(\d+)</td>', page
    )
    own = Counter(row.department for row in rows)
    assert {departments[int(number) - 1]: int(count) for number, count in shown} == own
    assert '<span class="count">1135 项</span>' in (site / "index.html").read_text(encoding="utf-8")


def test_importing_again_changes_nothing(district: Path, shared: Path, result: CheckResult) -> None:
    """再导入一次，没有新文件，没有不同，1135 行都没有变化。"""
    assert result.passed
    second = again(district, shared / "data" / SHEET)
    assert (second.files, second.differences, second.unchanged) == ((), (), 1135)


def test_an_edited_sheet_shows_the_three_differences(district: Path, shared: Path, tmp_path: Path) -> None:
    """改一个名称、删一行、加一行，就指出这三处，说出是哪一行。"""
    book = openpyxl.load_workbook(shared / "data" / SHEET)
    sheet = book.worksheets[0]
    sheet["D3"] = "改过的名称"
    code = str(sheet["E5"].value)
    sheet.delete_rows(5)
    sheet.append([1136, "区民政局", "未分类", "新增的事项", "990000000001-511602000000-000-119900009900000600-1-00"])
    edited = tmp_path / SHEET
    book.save(edited)
    found = [difference.report for difference in again(district, edited).differences]
    assert len(found) == 3
    assert any("表里“改过的名称”（工作表“政务服务事项”第 3 行）" in line for line in found)
    assert any(line.endswith(f"实施编码“{code}”在表里没有了") for line in found)
    assert any("这里没有实施编码“990000000001-" in line and "第 1136 行" in line for line in found)


def test_names_and_codes_alone_are_no_guides(district: Path, shared: Path, tmp_path: Path) -> None:
    """只有名称和编码的，不能当作办事指南公开：1135 项各缺七类要素；写明豁免的才导入，检查仍提醒单项否决。"""
    root = tmp_path / "guides"
    shutil.copytree(district, root, ignore=shutil.ignore_patterns("site", ".*"))
    sheet = shared / "data" / SHEET
    refused = prepare(root, sheet, root / "zhinan.yml", TODAY, jobs=1)
    assert not refused.sound
    assert Counter(fault.rule for fault in refused.faults if fault.severity == "error") == {"guide-impractical": 1135}
    exemption = "  豁免:\n    - 规则: guide-impractical\n      理由: 要素正在补充\n      到期日: 2026-12-31\n识别:"
    write_file(root, "zhinan.yml", GUIDE_MAPPING.replace("识别:", exemption))
    made = prepare(root, sheet, root / "zhinan.yml", TODAY, jobs=1)
    assert made.sound
    assert len(made.files) == 1135
    write_new(root, {file.path: file.text for file in made.files})
    result = check(root, TODAY, jobs=1)
    assert result.passed
    assert Counter(problem.rule for problem in result.problems) == {"guides-impractical": 1, "bad-item-code": 12}
    assert result.exempted == 1135
