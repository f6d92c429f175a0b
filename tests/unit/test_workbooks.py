"""Workbooks of our own: what goes out comes back as it was, and an edit as exactly that edit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from disclosure import catalogue
from disclosure.importers import Form, Result, export, prepare_form, template
from disclosure.importers.table import MAX_CELL, Row
from disclosure.importers.workbook.cells import TOO_LONG
from disclosure.importers.workbook.layout import LABEL, NAME, NUMBER, ORGAN, PARENT_ROW, ROW, Sheet
from disclosure.importers.workbook.merging import merged
from disclosure.importers.workbook.reading import read_form
from disclosure.importers.workbook.records import Reader, Rows, rows_of
from disclosure.kinds import KINDS, Entry
from disclosure.publication import check, write_imported
from disclosure.source import read
from unit.small_site import CODE, TODAY, as_yaml, policy, words_of, write_entries, write_file, write_vocabulary

ROOT = Path(__file__).parents[2]


@cache
def form_of(slug: str) -> Form:
    """The form of a kind on the demo site."""
    scopes = ("单位", "政府", "部门") if slug in {"budget", "final-account"} else ()
    return Form(KINDS[slug], words_of(ROOT), None, scopes)


@cache
def demo() -> tuple[tuple[Entry, dict[str, Any]], ...]:
    """The entries of the demo with their data, the smallest and the largest of each kind."""
    found = catalogue.load(ROOT, words_of(ROOT), jobs=1).catalogue.entries
    by_size = sorted(found, key=lambda one: len((ROOT / one.path).read_bytes()))
    kinds = [[entry for entry in by_size if entry.slug == slug] for slug in KINDS]
    kept = [entry for entries in kinds for entry in (entries if len(entries) == 1 else [entries[0], entries[-1]])]
    return tuple((entry, dict(read((ROOT / entry.path).read_bytes(), entry.path).data or {})) for entry in kept)


def rows_for(entry: Entry, data: Mapping[str, Any]) -> Rows:
    """The rows of an entry."""
    return rows_of(form_of(entry.slug).sheet, data, entry.index_number, entry.organ_slug)


def read_back(sheet: Sheet, rows: Rows) -> dict[str, Any]:
    """The data that rows mean."""
    tables = {
        name: [
            Row(place, {head: text.strip(" \t\u3000") for head, text in row.items() if text.strip()})
            for place, row in enumerate(found, 2)
        ]
        for name, found in rows.items()
    }
    reader = Reader(sheet, tables, "表")
    one = reader.entry(tables[sheet.name][0])
    assert one.faults == []
    assert list(reader.left()) == []
    return one.data


def after(entry: Entry, data: dict[str, Any], rows: Rows) -> dict[str, Any]:
    """The data of an entry when its sheets say these rows."""
    sheet = form_of(entry.slug).sheet
    base = read_back(sheet, rows_for(entry, data))
    found: dict[str, Any] = merged(data, base, read_back(sheet, rows)) | {NUMBER: data[NUMBER]}
    return found


def test_every_kind_has_a_layout() -> None:
    """27个种类都排得出工作表：名称不重复、放得下，列名不重复，没有一个字段漏掉。"""
    assert len(KINDS) == 27
    for slug in KINDS:
        sheets = list(form_of(slug).sheet.all)
        names = [sheet.name for sheet in sheets]
        assert len(set(names)) == len(names)
        assert max(map(len, names)) <= 31
        for sheet in sheets:
            assert len(set(sheet.heads)) == len(sheet.heads), sheet.name
            own = {column.name for column in sheet.columns}
            assert not own & {NUMBER, ORGAN, ROW, PARENT_ROW}, sheet.name
            assert all("/" not in part for line in sheet.lines for part in line.path)


def test_rows_say_everything_that_an_entry_says() -> None:
    """演示站点每一种类的条目，写成表再读回来，读作同一个条目；没有改动就一个字也不变。"""
    assert {entry.slug for entry, _ in demo()} == set(KINDS)
    for entry, data in demo():
        rows = rows_for(entry, data)
        again = after(entry, data, {name: list(found) for name, found in rows.items()})
        assert again == data, entry.path
        alone = merged(None, None, read_back(form_of(entry.slug).sheet, rows)) | {NUMBER: entry.index_number}
        kind = KINDS[entry.slug]
        assert kind.model_validate(alone) == kind.model_validate(data), entry.path
        official = next((sheet.apart for sheet in form_of(entry.slug).sheet.all if sheet.apart), ())
        tables = [name for name in data.get("表", {}) if name in official]
        assert [name for name in alone.get("表", {}) if name in official] == sorted(tables, key=official.index)


TEXTS = st.text(st.sampled_from("示例县01.=-+@'（）《》 _x000D，"), max_size=12).map(
    lambda text: " ".join(text.split())
)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_an_edited_cell_is_exactly_that_edit(choice: st.DataObject) -> None:
    """随便改哪一格：再导出就是改过的表，别的字段的数据原样不动。"""
    entry, data = choice.draw(st.sampled_from(demo()), label="entry")
    sheets = {sheet.name: sheet for sheet in form_of(entry.slug).sheet.all}
    rows = rows_for(entry, data)
    cells = [
        (name, place, column)
        for name, found in rows.items()
        for place, row in enumerate(found)
        for column in sheets[name].columns
        if row[column.name]
    ]
    name, place, column = choice.draw(st.sampled_from(cells), label="cell")
    text = choice.draw(TEXTS.filter(bool), label="text")
    edited = deepcopy(rows)
    edited[name][place][column.name] = text
    found = after(entry, data, edited)
    expected = deepcopy(edited)
    if column.is_day:
        expected[name][place][column.name] = rows_for(entry, found)[name][place][column.name]
    assert rows_for(entry, found) == expected
    field = (sheets[name].path or column.path)[0]
    deeper = any(PARENT_ROW in sheet.heads for sheet in [sheets[name]])
    unlike = {key for key in {*data, *found} if data.get(key) != found.get(key)}
    assert deeper or unlike <= {field}


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_row_taken_out_is_exactly_that_edit(choice: st.DataObject) -> None:
    """删去下级工作表的一行：别的各行原样不动，再导出就少这一行。"""
    entry, data = choice.draw(st.sampled_from(demo()), label="entry")
    flat = [one for one in form_of(entry.slug).sheet.children if one.form == "items" and not one.children]
    rows = rows_for(entry, data)
    places = [(one.name, place) for one in flat for place in range(len(rows[one.name]))]
    if not places:
        return
    name, place = choice.draw(st.sampled_from(places), label="row")
    edited = deepcopy(rows)
    del edited[name][place]
    assert rows_for(entry, after(entry, data, edited)) == edited


# ---- workbooks as people have them


EXAMPLE_TITLE = "示例县人民政府办公室关于印发……的通知"
POLICY = "catalogue/xzfb/policy/2024-00001.yml"
TEXT = (
    "# 这一行说明要保留\n"
    + as_yaml(
        policy(
            1,
            附件=[{"文件": "files/1.txt", "名称": "附表"}],
            审查={"结论": "同意公开", "审查人": "某某", "日期": "2024-03-18"},
        )
    )
    + "# 末尾的说明也要保留\n"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a root with two policy documents."""
    write_vocabulary(tmp_path)
    write_file(tmp_path, POLICY, TEXT)
    write_file(tmp_path, "catalogue/xzfb/files/1.txt", "附表\n")
    write_entries(tmp_path, {"xzfb/policy/2024-00002.yml": policy(2)})
    return tmp_path


def entries_of(root: Path) -> list[Entry]:
    """The entries of a root."""
    return list(catalogue.load(root, words_of(root), jobs=1).catalogue.entries)


def exported(root: Path, change: Callable[[Workbook], object] = lambda _: None, slug: str = "policy") -> Result:
    """What an import of the exported entries would do, after a change of the workbook."""
    entries = [entry for entry in entries_of(root) if entry.slug == slug]
    made = export(Form(KINDS[slug], words_of(root)), entries, root)
    return changed(root, made.content, change)


def changed(root: Path, content: bytes, change: Callable[[Workbook], object]) -> Result:
    """What the import of a workbook would do after a change."""
    book = openpyxl.load_workbook(BytesIO(content))
    change(book)
    target = BytesIO()
    book.save(target)
    write_file(root, "表.xlsx", target.getvalue())
    result = prepare_form(root, root / "表.xlsx", TODAY, jobs=1)
    assert result is not None
    return result


def at(sheet: Worksheet, row: int, name: str) -> Any:  # noqa: ANN401 - a cell
    """The cell of a row in the column with this name."""
    heads = [str(cell.value).removesuffix("*") for cell in sheet[1]]
    return sheet.cell(row, heads.index(name) + 1)


def put(sheet: Worksheet, values: Mapping[str, Any]) -> None:
    """Write a new row."""
    row = sheet.max_row + 1
    for name, value in values.items():
        at(sheet, row, name).value = value


def reports(result: Result) -> list[str]:
    """What is said to be wrong."""
    return [fault.report for fault in result.faults] + [problem.report for problem in result.problems]


def test_a_workbook_without_edits_changes_nothing(site: Path) -> None:
    """导出、不改、导入：没有新文件，没有改动。"""
    result = exported(site)
    assert (result.files, result.changes, result.faults, result.unchanged) == ((), (), (), 2)


def test_an_edit_changes_its_line_and_keeps_the_comments(site: Path) -> None:
    """改了标题和附件名称，文件里只有这两行变了，注释还在；Excel 自己换成的数字、日期不算改动。"""

    def edit(book: Workbook) -> None:
        at(book["条目"], 2, "标题").value = "改过的标题"
        at(book["附件"], 2, "名称").value = "=附表"
        at(book["附件"], 2, "名称").data_type = "s"
        at(book["条目"], 2, "成文日期").value = date(2024, 3, 15)
        at(book["条目"], 3, "发布日期").value = "2024年3月20日"

    result = exported(site, edit)
    assert reports(result) == []
    assert [one.path for one in result.changes] == [POLICY]
    expected = TEXT.replace("标题: 示例县人民政府办公室关于第1件事项的通知", "标题: 改过的标题")
    assert result.changes[0].new == expected.replace("名称: 附表", '名称: "=附表"')
    assert result.changes[0].old == TEXT


def test_new_rows_become_entries_with_their_numbers(site: Path) -> None:
    """新的几行取下一个号，下级的行跟着“新1”走；写入以后检查没有错误，再导入没有变化。"""

    def add(book: Workbook) -> None:
        row = {name: value for name, value in policy(7).items() if name != "索引号"}
        put(book["条目"], {**row, "索引号": "新1", "机构": "县财政局", "发文机关": "示例县财政局"})
        put(book["更正"], {"索引号": "新1", "日期": date(2024, 4, 1), "内容": "改正了文号"})
        put(book["条目"], {**row, "标题": "又一件", "发文字号": "示政办发〔2024〕8号", "机构": "xzfb"})

    result = exported(site, add)
    assert reports(result) == []
    paths = ["catalogue/czj/policy/2024-00001.yml", "catalogue/xzfb/policy/2024-00003.yml"]
    assert [file.path for file in result.files] == paths
    assert "更正:\n  - 日期: 2024-04-01\n    内容: 改正了文号\n" in result.files[0].text
    write_imported(site, {file.path: file.text for file in result.files}, {})
    assert check(site, TODAY, jobs=1).error_count == 0
    assert exported(site).unchanged == 4


def test_all_faults_are_told_with_their_cells(site: Path) -> None:
    """错处一次说全：工作表、行、列和检查的原话；一个文件也不写。"""

    def spoil(book: Workbook) -> None:
        at(book["条目"], 2, "成文日期").value = "去年"
        at(book["条目"], 3, "有效性").value = "作废"
        at(book["条目"], 3, "标题").value = None
        at(book["附件"], 2, "文件").value = None
        put(book["更正"], {"索引号": "没有这个号", "内容": "改正"})
        put(book["条目"], {"标题": "没有机构"})

    result = exported(site, spoil)
    assert (result.sound, len(reports(result))) == (False, 5)
    assert reports(result) == [
        "表.xlsx 工作表“条目”第 4 行“机构”: 没有填写，请从下拉的列表里选一个机构",
        "表.xlsx 工作表“更正”第 2 行: “条目”里没有“没有这个号”这一行，请核对，或者删去这一行",
        "表.xlsx 工作表“条目”第 2 行“成文日期”: [bad-date] “去年”不是规定的日期写法，请写成这样：2024-05-01",
        "表.xlsx 工作表“附件”第 2 行“文件”: [missing-field] 没有填写，请补上，例如“文件: files/2024-001.pdf”",
        f"表.xlsx 工作表“条目”第 3 行“标题”: [missing-field] 没有填写，请补上，例如“标题: {EXAMPLE_TITLE}”",
    ]


def test_rules_speak_at_the_cells(site: Path) -> None:
    """读得出来、不合规则的，也说在格子上；使别的条目出错的，说出是哪一个。"""
    write_entries(site, {"xzfb/policy/2024-00003.yml": policy(3, 依据=[f"{CODE}/2024-00002"])})

    def spoil(book: Workbook) -> None:
        at(book["条目"], 3, "有效性").value = "作废"

    assert reports(exported(site, spoil)) == [
        (
            "表.xlsx 工作表“条目”第 3 行“有效性”: "
            "[unknown-validity] “作废”不是规定的值，可以用：有效、已修改、废止、失效、尚未施行"
        ),
    ]

    def turn(book: Workbook) -> None:
        at(book["条目"], 3, "依据").value = f"{CODE}/2024-00003"

    (said,) = reports(exported(site, turn))
    assert "[reference-cycle]" in said


def drop_row(book: Workbook) -> None:
    """Take out an entry."""
    book["条目"].delete_rows(2)


def drop_sheet(book: Workbook) -> None:
    """Take out a sheet."""
    del book["附件"]


def drop_column(book: Workbook) -> None:
    """Take out a column."""
    book["条目"].delete_cols(at(book["条目"], 1, "正文").column)


@pytest.mark.parametrize("drop", [drop_row, drop_sheet, drop_column])
def test_what_is_not_there_is_not_touched(site: Path, drop: Callable[[Workbook], None]) -> None:
    """删去条目的一行、一个工作表、一列，都不删条目里的内容。"""
    result = exported(site, drop)
    assert result.sound, reports(result)
    assert (result.files, result.changes) == ((), ())


def rename_column(book: Workbook) -> None:
    """Call a column otherwise."""
    at(book["条目"], 1, "正文").value = "内容"


def other_organ(book: Workbook) -> None:
    """Give an entry to another organ."""
    at(book["条目"], 2, "机构").value = "示例县财政局"


def same_number(book: Workbook) -> None:
    """Give two rows the same number."""
    at(book["条目"], 3, "索引号").value = f"{CODE}/2024-00001"


def formula(book: Workbook) -> None:
    """Compute a title."""
    at(book["条目"], 2, "标题").value = "=1+1"


def other_version(book: Workbook) -> None:
    """Claim another version."""
    book["说明"]["B1"].value = "9"


def two_new(book: Workbook) -> None:
    """Two new rows without a sign, and a row below that could belong to both."""
    put(book["条目"], {"机构": "czj", "标题": "一"})
    put(book["条目"], {"机构": "czj", "标题": "二"})
    put(book["附件"], {"文件": "files/1.txt", "名称": "附表"})


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (rename_column, "工作表“条目”第 1 行“内容”: 没有这一列，请不要改列名"),
        (other_organ, "第 2 行“索引号”: 这个条目属于示例县人民政府办公室，表里写的是示例县财政局，表格不能换机构"),
        (same_number, f"第 3 行“索引号”: “{CODE}/2024-00001”与第 2 行重复"),
        (formula, "第 2 行“标题”: 是公式"),
        (other_version, "是第 9 版的填报表，这里只认第 1 版"),
        (two_new, "第 5 行“索引号”: 有几个新条目都没有写索引号，分不清下级工作表的各行属于哪一个"),
    ],
)
def test_a_spoilt_workbook_is_refused(site: Path, spoil: Callable[[Workbook], None], sentence: str) -> None:
    """改了列名、换了机构、重号、公式、别的版本、分不清的新行，都说得出来，不写。"""
    result = exported(site, spoil)
    assert not result.sound
    assert any(sentence in line for line in reports(result)), reports(result)


def test_a_text_too_long_for_a_cell_stays(site: Path) -> None:
    """一格放不下的正文不会丢：表里说明放不下，不改就不动；抄给新条目的不收。"""
    long = "长" * (MAX_CELL + 1)
    write_entries(site, {"xzfb/policy/2024-00002.yml": policy(2, 正文=long)})

    def retitle(book: Workbook) -> None:
        assert at(book["条目"], 3, "正文").value == TOO_LONG
        at(book["条目"], 3, "标题").value = "改过的标题"

    result = exported(site, retitle)
    assert reports(result) == []
    assert long in result.changes[0].new

    def copy(book: Workbook) -> None:
        row = {name: value for name, value in policy(9).items() if name != "索引号"}
        put(book["条目"], {**row, "机构": "xzfb", "正文": TOO_LONG})

    assert any("第 4 行“正文”: 这一格的原文放不进表格" in line for line in reports(exported(site, copy)))


def test_a_table_of_money_survives_a_spreadsheet() -> None:
    """决算表的一列被换成了数字（1.50 成了 1.5），没有一处改动；改了一个数，就只改这一个。"""
    entry, data = next((entry, data) for entry, data in demo() if entry.slug == "final-account" and "三公经费" in data)
    made = export(form_of("final-account"), [entry], ROOT)
    book = openpyxl.load_workbook(BytesIO(made.content))
    official = [sheet.name for sheet in form_of("final-account").sheet.all if sheet.is_official]
    for name in official:
        for cells in book[name].iter_rows(min_row=2):
            for cell in cells:
                if str(cell.value).replace(".", "").isdigit():
                    cell.value = float(str(cell.value))
    assert sum(book[name].max_row > 1 for name in official) > 5
    money = book["三公经费"]
    row = next(number for number in range(2, 20) if at(money, number, LABEL).value == "公务接待费")
    at(money, row, "决算数").value = "0.77"
    target = BytesIO()
    book.save(target)
    result = prepare_one("final-account", target.getvalue(), entry, data)
    expected = deepcopy(data)
    expected["三公经费"]["公务接待费"]["决算数"] = "0.77"
    assert result == expected


def prepare_one(slug: str, content: bytes, entry: Entry, data: dict[str, Any]) -> dict[str, Any]:
    """The data of an entry after the import of a workbook with it alone."""
    filled = read_form(content, "表.xlsx", words_of(ROOT))
    assert filled is not None
    assert filled.faults == ()
    sheet = form_of(slug).sheet
    new = Reader(sheet, filled.tables, "表").entry(filled.tables[sheet.name][0]).data
    found: dict[str, Any] = merged(data, read_back(sheet, rows_for(entry, data)), new)
    return found | {NUMBER: data[NUMBER]}


def test_a_table_stands_in_one_sheet() -> None:
    """同一张官方表写在两个工作表里，说得出来；删去它自己的工作表，表还在。"""
    entry, data = next((entry, data) for entry, data in demo() if entry.slug == "budget")
    rows = rows_for(entry, data)
    name = next(sheet.name for sheet in form_of("budget").sheet.all if sheet.is_official and rows[sheet.name])
    twice = {**rows, "表": [*rows["表"], {NUMBER: entry.index_number, NAME: name, "项目": "又一行"}]}
    tables = {
        one: [Row(place, {head: text for head, text in row.items() if text}) for place, row in enumerate(found, 2)]
        for one, found in twice.items()
    }
    sheet = form_of("budget").sheet
    said = Reader(sheet, tables, "表.xlsx").entry(tables[sheet.name][0]).faults
    assert [fault.report for fault in said] == [
        f"表.xlsx 工作表“表”第 {len(rows['表']) + 2} 行“名称”: “{name}”在“表”里也有，请只写在一个工作表里"
    ]
    base = {one: found for one, found in rows.items() if one != name}
    assert merged(data, read_back(sheet, base), read_back(sheet, base))["表"] == data["表"]


def test_a_template_is_ready_to_be_filled_in(site: Path) -> None:
    """填报表有说明、批注、下拉、文本格式和例子，每次做出来一样；官方表格的各行已经写好。"""
    form = Form(KINDS["policy"], words_of(site), words_of(site).organ_by_slug["czj"])
    example = entries_of(site)[0]
    made = template(form, example, site)
    assert made == template(form, example, site)
    book = openpyxl.load_workbook(BytesIO(made.content))
    assert book.sheetnames == ["条目", "附件", "更正", "审查-三审三校", "豁免", "示例", "说明", "可选值"]
    sheet = book["条目"]
    assert at(sheet, 1, "标题").value == "标题*"
    assert "例如：示政办发" in at(sheet, 1, "发文字号").comment.text
    offered = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    letter = at(sheet, 1, "有效性").column_letter
    values = [
        cell.value
        for row in book["可选值"][offered[f"{letter}2:{letter}5000"].split("!")[1].replace("$", "")]
        for cell in row
    ]
    assert values == ["有效", "已修改", "废止", "失效", "尚未施行"]
    assert sheet.column_dimensions["A"].number_format == "@"
    shown = [cell.value for row in book["示例"].iter_rows() for cell in row if cell.value]
    assert example.title in shown

    def fill(filled: Workbook) -> None:
        put(
            filled["条目"],
            {name: value for name, value in policy(3, 发文机关="示例县财政局").items() if name != "索引号"},
        )

    result = changed(site, made.content, fill)
    assert reports(result) == []
    assert [file.path for file in result.files] == ["catalogue/czj/policy/2024-00001.yml"]


def test_official_forms_keep_their_rows() -> None:
    """年报的填报表里，官方表格的各行已经写好；只填了总计的一行，说出哪一格空着。"""
    made = template(form_of("annual-report"), None, ROOT)
    book = openpyxl.load_workbook(BytesIO(made.content))
    labels = [row[0] for row in book["申请情况"].iter_rows(min_row=2, min_col=2, max_col=2, values_only=True)]
    assert len(labels) == 25
    assert labels[4] == "不予公开/属于国家秘密"
    heads = [cell.value for cell in book["申请情况"][1]][2:]
    assert heads == ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    assert NAME not in heads


def test_nothing_in_a_workbook_is_a_formula(site: Path) -> None:
    """公式样的文字一律是文本，读回来一个字不差；没有时间戳。"""
    nasty = ["=1+1", "-1+1", "@SUM(A1)", "'=1+1", "+86 010 00000000", "_x000D_", "00012345", "1E5", '甲,"乙"\n丙']
    write_entries(site, {"xzfb/policy/2024-00002.yml": policy(2, 内容概述="=1+1", 主题词=nasty[:8])})
    made = export(Form(KINDS["policy"], words_of(site)), entries_of(site), site)
    with ZipFile(BytesIO(made.content)) as package:
        assert all(part.date_time == (1980, 1, 1, 0, 0, 0) for part in package.infolist())
        sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
        assert b"dcterms:created" not in package.read("docProps/core.xml")
    assert exported(site).unchanged == 2
    plain = export(Form(KINDS["policy"], words_of(site)), entries_of(site), site, is_csv=True)
    assert plain.left_out == ("附件", "更正", "审查-三审三校", "豁免")
    write_file(site, "表.csv", plain.content)
    again = prepare_form(site, site / "表.csv", TODAY, jobs=1)
    assert again is not None
    assert (reports(again), again.changes, again.unchanged) == ([], (), 2)
    text = plain.content.decode("utf-8-sig").replace("第1件", "第壹件").replace("2024-03-15", "2024/3/15")
    write_file(site, "表.csv", text.encode("gb18030"))
    edited = prepare_form(site, site / "表.csv", TODAY, jobs=1)
    assert edited is not None
    assert [one.new for one in edited.changes] == [TEXT.replace("第1件", "第壹件")]
