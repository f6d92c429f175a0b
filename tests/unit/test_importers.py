"""The import of spreadsheets: what comes in comes out, nothing is guessed, nothing is overwritten."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from disclosure import catalogue
from disclosure.editing import yaml_text
from disclosure.kinds import ServiceGuide, ServiceList
from disclosure.publication import check, write_new
from disclosure.source import read
from disclosure.source.characters import first_forbidden
from unit.small_site import TODAY, as_yaml, words_of, write_file, write_vocabulary
from unit.workbooks import (
    CODE,
    GUIDE_HEADER,
    GUIDE_PLAN,
    GUIDE_ROW,
    HEADER,
    LIST_PLAN,
    ROWS,
    imported,
    reports,
    with_part,
    workbook,
)

SHEET = workbook([HEADER, *ROWS])


def written(root: Path, sheet: bytes, plan: dict[str, Any], name: str = "事项.xlsx") -> list[str]:
    """Import for good; give the paths."""
    result = imported(root, sheet, plan, name)
    assert result.sound, reports(result)
    write_new(root, {file.path: file.text for file in result.files})
    return [file.path for file in result.files]


def test_rows_of_a_department_become_one_list(tmp_path: Path) -> None:
    """每个部门一个条目，列按对照表放进字段，等于没有填的词不写，检查没有错误。"""
    paths = written(tmp_path, SHEET, LIST_PLAN)
    assert paths == ["catalogue/czj/service-list/2026-00001.yml", "catalogue/xzfb/service-list/2026-00001.yml"]
    assert (tmp_path / paths[0]).read_text(encoding="utf-8").splitlines() == [
        "# yaml-language-server: $schema=../../.schema/service-list.json",
        "# 由“事项.xlsx”工作表“事项”的2 行导入；以后直接改这个文件，改完运行检查。",
        "标题: 示例县财政局政务服务事项清单（2026年版）",
        "索引号: 990000020/2026-00001",
        "发布日期: 2026-11-02",
        "事项:",
        "  - 主项: 会计管理",
        "    事项名称: 会计人员信息采集",
        f"    实施编码: {CODE.format(1)}",
        "  - 事项名称: 代理记账许可",
        f"    实施编码: {CODE.format(2)}",
    ]
    assert check(tmp_path, TODAY, jobs=1).passed


def test_rows_become_guides_with_lists_and_groups(tmp_path: Path) -> None:
    """一行一个条目：一格里几行的，成为列表的几项；下一层的字段放在下一层。"""
    paths = written(tmp_path, workbook([GUIDE_HEADER, GUIDE_ROW]), GUIDE_PLAN)
    found = catalogue.load(tmp_path, words_of(tmp_path), jobs=1)
    (guide,) = found.catalogue.entries
    assert isinstance(guide, ServiceGuide)
    assert guide.path == paths[0]
    assert guide.basis == ("《中华人民共和国会计法》第三十四条", "《代理记账管理办法》")
    assert [material.name for material in guide.materials or ()] == ["申请表", "营业执照"]
    assert [step.name for step in guide.steps or ()] == ["申请", "受理", "决定"]
    assert guide.fee is not None
    assert guide.fee.charged == "否"
    assert guide.missing_elements == ()


def test_a_skeleton_says_what_it_lacks(tmp_path: Path) -> None:
    """只有名称和编码的事项不能直接成为办事指南；带豁免导入的，文件里列出要补的要素。"""
    rows = workbook([["部门", "事项名称", "实施编码"], GUIDE_ROW[:3]])
    plan = GUIDE_PLAN | {"字段": {"标题": "事项名称", "实施编码": "实施编码"}}
    refused = imported(tmp_path, rows, plan)
    assert not refused.sound
    assert any("第 2 行“事项名称”: [guide-impractical]" in line and "缺 7 类" in line for line in reports(refused))
    exemption = {"规则": "guide-impractical", "理由": "要素正在补充", "到期日": "2026-12-31"}
    plan["固定值"] = {"发布日期": "2026-11-02", "豁免": [exemption]}
    (path,) = written(tmp_path, rows, plan)
    lines = (tmp_path / path).read_text(encoding="utf-8").splitlines()
    assert "# 设定依据: 《公共场所卫生管理条例》第四条" in lines
    assert sum(line.startswith("# ") for line in lines) == 2 + 1 + 7
    assert check(tmp_path, TODAY, jobs=1).passed


def test_importing_again_changes_nothing(tmp_path: Path) -> None:
    """同一张表再导入一次，没有新文件，没有不同。"""
    written(tmp_path, SHEET, LIST_PLAN)
    again = imported(tmp_path, SHEET, LIST_PLAN)
    assert (again.files, again.differences, again.unchanged, again.sound) == ((), (), 3, True)


def test_an_edited_sheet_shows_exactly_the_differences(tmp_path: Path) -> None:
    """改过的表，指出哪里改了、多了什么、少了什么，文件一个也不动。"""
    paths = written(tmp_path, SHEET, LIST_PLAN)
    before = {path: (tmp_path / path).read_bytes() for path in paths}
    rows = [
        [*ROWS[0][:3], "变更", ROWS[0][4]],
        [9, "县财政局", "未分类", "新事项", CODE.format(9)],
        ROWS[2],
    ]
    result = imported(tmp_path, workbook([HEADER, *rows]), LIST_PLAN)
    path = "catalogue/czj/service-list/2026-00001.yml"
    assert [difference.report for difference in result.differences] == [
        f"{path}: 实施编码“{CODE.format(1)}”的“事项名称”现有“会计人员信息采集”，表里“变更”（工作表“事项”第 2 行）",
        f"{path}: 这里没有实施编码“{CODE.format(9)}”，表里有（工作表“事项”第 3 行）",
        f"{path}: 实施编码“{CODE.format(2)}”在表里没有了",
    ]
    assert (result.files, result.unchanged) == ((), 1)
    assert {path: (tmp_path / path).read_bytes() for path in paths} == before


def test_changed_and_new_rows_of_guides(tmp_path: Path) -> None:
    """一行一个条目的：新的一行新建，改过的一行只指出不同，手工补的字段不算不同。"""
    (path,) = written(tmp_path, workbook([GUIDE_HEADER, GUIDE_ROW]), GUIDE_PLAN)
    write_file(tmp_path, path, (tmp_path / path).read_text(encoding="utf-8") + "承诺时限: 5个工作日\n")
    changed = [*GUIDE_ROW[:8], "0000-7654321", *GUIDE_ROW[9:]]
    new = ["县政府办", "公开申请", CODE.format(3), *GUIDE_ROW[3:]]
    result = imported(tmp_path, workbook([GUIDE_HEADER, changed, new]), GUIDE_PLAN)
    assert [file.path for file in result.files] == ["catalogue/xzfb/service-guide/2026-00001.yml"]
    assert [difference.report for difference in result.differences] == [
        f"{path}: “联系电话”现有“0000-1234567”，表里“0000-7654321”（工作表“事项”第 2 行）"
    ]


def test_serials_in_use_are_passed_over(tmp_path: Path) -> None:
    """索引号取下一个没有用过的，撤回的也算用过。"""
    write_vocabulary(tmp_path)
    taken = {"索引号": "990000020/2026-00007", "撤回": {"日期": "2026-11-01", "理由": "重复"}}
    write_file(tmp_path, "catalogue/czj/notice/2026-00007.yml", as_yaml(taken))
    assert "catalogue/czj/service-list/2026-00008.yml" in written(tmp_path, SHEET, LIST_PLAN | {"流水号起": "7"})


def test_new_files_are_written_all_or_none(tmp_path: Path) -> None:
    """有一个文件写不成，先写的也收回；已有的文件不改。"""
    write_file(tmp_path, "b.yml", "原来的")
    with pytest.raises(FileExistsError):
        write_new(tmp_path, {"a.yml": "新的", "b.yml": "新的"})
    assert not (tmp_path / "a.yml").exists()
    assert (tmp_path / "b.yml").read_text(encoding="utf-8") == "原来的"


def hide_row(book: Workbook) -> None:
    """Hide the third row."""
    book.worksheets[0].row_dimensions[3].hidden = True


def hide_column(book: Workbook) -> None:
    """Hide the column of the codes."""
    book.worksheets[0].column_dimensions["E"].hidden = True


def merge(book: Workbook) -> None:
    """Merge the departments of two rows."""
    book.worksheets[0].merge_cells("B2:B3")


def formula(book: Workbook) -> None:
    """Compute a name."""
    book.worksheets[0]["D3"] = '=CONCATENATE("代理","记账")'


def error(book: Workbook) -> None:
    """Leave an error value where a name should be."""
    book.worksheets[0]["D3"].value = "#N/A"
    book.worksheets[0]["D3"].data_type = "e"


def long_number(book: Workbook) -> None:
    """Write a code as a number of eighteen digits."""
    book.worksheets[0]["E3"] = 119900009900000207


def invisible(book: Workbook) -> None:
    """Put a zero-width space into a name."""
    book.worksheets[0]["D3"] = "代理\u200b记账许可"


def beside(book: Workbook) -> None:
    """Write beside the columns that have names."""
    book.worksheets[0]["G3"] = "备注"


def twice(book: Workbook) -> None:
    """Give two rows the same code."""
    book.worksheets[0]["E3"] = CODE.format(1)


def unknown_organ(book: Workbook) -> None:
    """Name a department that is not registered."""
    book.worksheets[0]["B3"] = "县气象局"


def no_code(book: Workbook) -> None:
    """Leave out a code."""
    book.worksheets[0]["E3"] = None


def two_lines(book: Workbook) -> None:
    """Write a name on two lines."""
    book.worksheets[0]["D3"] = "代理\n记账"


def second_column(book: Workbook) -> None:
    """Name two columns alike."""
    book.worksheets[0]["A1"] = "主项"


def percent(book: Workbook) -> None:
    """Show a number as a percentage."""
    book.worksheets[0]["D3"] = 0.5
    book.worksheets[0]["D3"].number_format = "0%"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (hide_row, "工作表“事项”第 3 行: 这一行是隐藏的"),
        (hide_column, "工作表“事项”: E 列是隐藏的"),
        (merge, "工作表“事项”第 2 行: B2:B3 是合并的单元格"),
        (formula, "工作表“事项”第 3 行“事项名称”: 是公式"),
        (error, "工作表“事项”第 3 行“事项名称”: 是错误值"),
        (long_number, "工作表“事项”第 3 行“实施编码”: 是超过15位的数字"),
        (percent, "工作表“事项”第 3 行“事项名称”: 是百分数格式"),
        (invisible, "工作表“事项”第 3 行“事项名称”: 有不允许的字符：零宽空格 U+200B"),
        (beside, "工作表“事项”第 3 行: 第 7 列有内容“备注”，这一列却没有列名"),
        (twice, f"工作表“事项”第 3 行“实施编码”: “{CODE.format(1)}”与第 2 行重复"),
        (unknown_organ, "工作表“事项”第 3 行“部门”: “县气象局”不是已登记的机构"),
        (no_code, "工作表“事项”第 3 行“实施编码”: 没有填写"),
        (two_lines, "工作表“事项”第 3 行“事项名称”: [wrong-shape] 应是一行文字"),
        (second_column, "工作表“事项”第 1 行“主项”: 这个列名写了两次"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_fault_is_told_with_its_cell(tmp_path: Path, change: Any, sentence: str) -> None:  # noqa: ANN401 - parametrised
    """每处毛病说出工作表、行、列，一个文件也不给写。"""
    result = imported(tmp_path, workbook([HEADER, *ROWS], change), LIST_PLAN)
    assert not result.sound
    assert any(sentence in line for line in reports(result)), reports(result)


def test_a_hidden_sheet_is_not_read(tmp_path: Path) -> None:
    """别的隐藏工作表不读，只提醒；要读的那个是隐藏的，就不读。"""

    def hide(book: Workbook) -> None:
        other = book.create_sheet("内部")
        other.append(["不公开"])
        other.sheet_state = "veryHidden"

    sheet = workbook([HEADER, *ROWS], hide)
    result = imported(tmp_path, sheet, LIST_PLAN)
    assert result.sound
    assert any("工作表“内部”: 提醒：这个工作表是隐藏的，没有读" in line for line in reports(result))
    refused = imported(tmp_path, sheet, LIST_PLAN | {"工作表": "内部"})
    assert "工作表“内部”是隐藏的" in reports(refused)[0]


BOMB = b"<worksheet>" + b" " * (70 * 1024 * 1024) + b"</worksheet>"
CELL = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    '<c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row></sheetData></worksheet>'
)
XXE = f'<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/hostname">]>{CELL}'
LAUGHS = f'<!DOCTYPE worksheet [<!ENTITY a "ha"><!ENTITY x "&a;&a;&a;&a;&a;&a;">]>{CELL}'
WIDE = f'<?xml version="1.0" encoding="UTF-16"?>{XXE}'


@pytest.mark.parametrize(
    ("sheet", "sentence"),
    [
        (b"", "不是 .xlsx 工作簿"),
        (b"%PDF-1.7", "不是 .xlsx 工作簿"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "旧版的 .xls"),
        (b"PK\x03\x04" + b"\0" * 60, "已经损坏"),
        (SHEET[: len(SHEET) // 2], "已经损坏"),
        (with_part(SHEET, "xl/vbaProject.bin", b"x"), "含有宏"),
        (with_part(SHEET, "xl/externalLinks/externalLink1.xml", b"<x/>"), "链接到别的工作簿"),
        (with_part(SHEET, "xl/embeddings/oleObject1.bin", b"x"), "嵌有 1 个别的文件"),
        (with_part(SHEET, "xl/connections.xml", b"<x/>"), "连接到外部数据"),
        (with_part(SHEET, "xl/worksheets/sheet9.xml", BOMB), "解开以后超过 64 MB"),
        (with_part(SHEET, "xl/worksheets/sheet1.xml", XXE.encode()), "实体声明（xl/worksheets/sheet1.xml）"),
        (with_part(SHEET, "xl/worksheets/sheet1.xml", LAUGHS.encode()), "实体声明"),
        (with_part(SHEET, "xl/worksheets/sheet1.xml", WIDE.encode("utf-16")), "实体声明"),
        (with_part(SHEET, "xl/_rels/workbook.xml.rels", XXE.encode()), "实体声明"),
        (with_part(SHEET, "xl/workbook.xml", b"<workbook/>"), "没有看得见的工作表"),
        (with_part(SHEET, "xl/worksheets/sheet1.xml", b"<worksheet"), "已经损坏"),
        (workbook([]), "应当是列名"),
        (workbook([HEADER]), "一行内容也没有"),
        (workbook([HEADER, *ROWS], lambda book: book.worksheets[0].cell(200_000, 1, "x")), "太大"),
        (workbook([HEADER, *ROWS], lambda book: book.worksheets[0].cell(1, 300, "x")), "太大"),
        (workbook([HEADER, *ROWS], lambda book: book.create_sheet("又一个").append(["x"])), "有 2 个工作表"),
    ],
    ids=range(21),
)
def test_a_hostile_workbook_is_refused(tmp_path: Path, sheet: bytes, sentence: str) -> None:
    """损坏的、带宏的、链接外部的、膨胀的、带实体的工作簿，一律不读，说得出为什么。"""
    result = imported(tmp_path, sheet, LIST_PLAN)
    assert len(result.faults) == 1
    assert sentence in reports(result)[0]
    assert not result.sound


def test_cells_are_read_as_they_are_seen(tmp_path: Path) -> None:
    """日期、时刻、整数、带前导零的格式、是否，读成看到的样子。"""

    def dress(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet["D2"], sheet["D3"], sheet["D4"] = date(2026, 5, 1), datetime(2026, 5, 1, 9, 30), 7  # noqa: DTZ001
        sheet["D4"].number_format = "0000"
        sheet["C2"], sheet["C3"], sheet["C4"] = True, 12.50, "　主项　"

    written(tmp_path, workbook([HEADER, *ROWS], dress), LIST_PLAN)
    found = catalogue.load(tmp_path, words_of(tmp_path), jobs=1).catalogue
    items = [item for entry in found.entries if isinstance(entry, ServiceList) for item in entry.items]
    assert [item.name for item in items] == ["2026-05-01", "2026-05-01 09:30", "0007"]
    assert [item.main_item for item in items] == ["是", "12.5", "主项"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_is_read_like_a_workbook(tmp_path: Path, encoding: str) -> None:
    """CSV 不论是 UTF-8 还是 GBK，结果与工作簿相同，只是出处不同。"""
    text = "\r\n".join(",".join(map(str, row)) for row in [HEADER, *ROWS]) + "\r\n"
    (tmp_path / "a").mkdir()
    first = written(tmp_path / "a", text.encode(encoding), LIST_PLAN, "事项.csv")
    second = written(tmp_path / "b", SHEET, LIST_PLAN)
    assert first == second
    for path in first:
        lines = [(tmp_path / side / path).read_text(encoding="utf-8").splitlines() for side in "ab"]
        assert lines[0][2:] == lines[1][2:]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xff\xfe\x00", "UTF-16"),
        (b"\xff\xff\xff", "不是 UTF-8，也不是 GBK"),
        (b"", "应当是列名"),
        (",".join(HEADER).encode() + b'\n"a', "读不懂"),
        (("," * 300).encode(), "太大"),
        ("\n".join([",".join(HEADER), "1,县财政局,,=1+1,c"]).encode(), "第 2 行“事项名称”: 以等号开头，是公式"),
    ],
    ids=range(6),
)
def test_a_bad_csv_is_refused(tmp_path: Path, data: bytes, sentence: str) -> None:
    """读不懂的 CSV 说明原因。"""
    result = imported(tmp_path, data, LIST_PLAN, "事项.csv")
    assert not result.sound
    assert any(sentence in line for line in reports(result)), reports(result)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"种类": "servise"}, "“种类”写的“servise”不存在"),
        ({"合并为": "事项们"}, "“合并为”写的“事项们”不是政务服务事项清单的列表字段"),
        (
            {"字段": {"事项名": "事项名称", "实施编码": "实施编码", "主项": "主项"}},
            "没有“事项名”这个字段，是否为“事项名称”",
        ),
        ({"识别": "编码"}, "“识别”写的“编码”不在“字段”里"),
        ({"不导入的列": []}, "第 1 行“序号”: 对照表里没有说这一列放到哪里"),
        ({"不导入的列": ["序号", "备注"]}, "表里没有“备注”这一列"),
        ({"机构列": None}, "“机构”和“机构列”应当写一个"),
        ({"机构": "czj"}, "“机构”和“机构列”应当写一个"),
        ({"空值": {"备注": ["无"]}}, "“空值”里的“备注”不是要导入的列"),
        ({"固定值": {"标题": "清单", "发布日期": "2026年11月2日"}}, "[bad-date] 发布日期：“2026年11月2日”"),
        ({"固定值": {"标题": "清单"}}, "[missing-field] 发布日期：没有填写"),
        ({"固定值": {"标题": "清单", "发布日期": "2026-11-02", "题目": "x"}}, "未知字段“题目”"),
        ({"固定值": {"标题": "清单", "发布日期": "2026-12-01"}}, "[date-in-future]"),
        ({"工作表": "表二"}, "没有工作表“表二”，这里有：“事项”"),
        ({"表头行": "二"}, "[bad-count] 表头行"),
        ({"列": "x"}, "[unknown-field] 未知字段“列”"),
    ],
    ids=range(16),
)
def test_a_wrong_mapping_is_told(tmp_path: Path, changes: dict[str, Any], sentence: str) -> None:
    """对照表写错了，说出哪里错、可以写什么。"""
    plan = {key: value for key, value in (LIST_PLAN | changes).items() if value is not None}
    result = imported(tmp_path, SHEET, plan)
    assert not result.sound
    assert any(sentence in line for line in reports(result)), reports(result)


def test_a_faulty_catalogue_stops_the_import(tmp_path: Path) -> None:
    """目录里已有读不出的条目，先改好再导入，免得编号重复。"""
    write_vocabulary(tmp_path)
    write_file(tmp_path, "catalogue/czj/notice/1.yml", "标题: 只有标题\n")
    result = imported(tmp_path, SHEET, LIST_PLAN)
    assert not result.sound
    assert any("missing-field" in line for line in reports(result))


PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=30).filter(
    lambda text: first_forbidden(text) is None
)
LONG = st.lists(PLAIN, min_size=1, max_size=4).map("\n".join)
DATA = st.recursive(
    LONG,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3) | st.dictionaries(PLAIN.filter(bool), inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(PLAIN.filter(lambda text: bool(text) and text != "<<"), DATA, min_size=1, max_size=4))
def test_written_text_reads_back_the_same(data: dict[str, Any]) -> None:
    """写出的 YAML 再读进来，每个值一字不差。"""
    document = read(yaml_text(data).encode(), "x.yml")
    assert document.problems == []
    assert document.data == data


NAMES = st.text(
    st.characters(codec="utf-8", categories=("Lo", "Nd", "Po", "Ps", "Pe", "Lu")), min_size=1, max_size=20
).map(str.strip)
CELLS = st.tuples(st.sampled_from(["县财政局", "县政府办"]), NAMES | st.just(""), NAMES).filter(
    lambda row: bool(row[2])
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(CELLS, min_size=1, max_size=8))
def test_random_tables_come_out_as_they_went_in(tmp_path_factory: pytest.TempPathFactory, rows: list[Any]) -> None:
    """任意的表导入以后，条目里的事项与表里的行相同，再导入没有变化。"""
    root = tmp_path_factory.mktemp("random")
    table = [[n, organ, main, name, CODE.format(n)] for n, (organ, main, name) in enumerate(rows, 1)]
    sheet = workbook([HEADER, *table])
    plan = {key: value for key, value in LIST_PLAN.items() if key != "空值"}
    written(root, sheet, plan)
    found = catalogue.load(root, words_of(root), jobs=1)
    assert found.problems == []
    items = {
        (entry.organ_slug, item.main_item or "", item.name, item.code)
        for entry in found.catalogue.entries
        if isinstance(entry, ServiceList)
        for item in entry.items
    }
    slugs = {"县财政局": "czj", "县政府办": "xzfb"}
    wanted = {(slugs[organ], main.strip(), name.strip(), code) for _, organ, main, name, code in table}
    assert items == wanted
    again = imported(root, sheet, plan)
    assert (again.files, again.differences, again.unchanged) == ((), (), len(table))


def test_identity_may_lie_in_a_group(tmp_path: Path) -> None:
    """“识别”可以是下一层的字段，认得出已有的条目。"""
    plan = GUIDE_PLAN | {"识别": "收费/是否收费"}
    sheet = workbook([GUIDE_HEADER, GUIDE_ROW])
    written(tmp_path, sheet, plan)
    again = imported(tmp_path, sheet, plan)
    assert (again.files, again.differences, again.unchanged) == ((), (), 1)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, len(SHEET) - 1), byte=st.integers(0, 255))
def test_a_damaged_workbook_is_read_or_refused(tmp_path: Path, place: int, byte: int) -> None:
    """改坏任何一个字节，要么照样读出，要么说明不能读，不会崩溃。"""
    damaged = SHEET[:place] + bytes([byte]) + SHEET[place + 1 :]
    result = imported(tmp_path, damaged, LIST_PLAN)
    assert result.sound == (len(result.files) == 2)
