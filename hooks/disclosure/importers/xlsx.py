"""Workbooks (.xlsx): opened only after a look at the package, read only where nothing is hidden or computed.

A workbook is a ZIP of XML. Before openpyxl sees it the package is examined as attachments are: sizes, names, macros,
embedded objects, links to other files and data sources, and every XML part, so that none declares an entity. What a
reader of the sheet would not see, or what the sheet computes, is refused, not guessed.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from disclosure.attachments import office
from disclosure.attachments.model import UnreadableError as UnreadablePackageError
from disclosure.attachments.package import Nothing, Package
from disclosure.importers.table import (
    MAX_BYTES,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Fault,
    Place,
    Table,
    Typed,
    UnreadableError,
    build,
)
from disclosure.problem import quote

MAX_UNPACKED = 64 * 1024 * 1024
"""openpyxl wants many times the size of a workbook in memory."""
_LARGEST_EXACT = 10**15
"""Excel keeps fifteen digits of a number; of a longer one the end is lost."""
_MORE_ACTIVE = (
    (r".*/externalLinks/.+", "链接到别的工作簿", "请用“编辑链接”断开，再保存一次"),
    (r".*/model/.+", "连接到外部数据", "请断开数据连接，再保存一次"),
)
_ESCAPED = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")
"""How a workbook writes a text such as _x000D_, which without it would be a sign."""
_BROKEN = ("工作簿已经损坏", "请用 WPS 或者 Excel 重新另存为 .xlsx")
_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"


def open_workbook(data: bytes) -> Workbook:
    """The workbook, if it is one and holds nothing that works by itself. Raises UnreadableError."""
    _guard(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return openpyxl.load_workbook(BytesIO(data), keep_links=False)
        except Exception:  # noqa: BLE001 - a broken or hostile workbook fails anywhere in there; the answer is one
            raise UnreadableError(*_BROKEN) from None


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows of a sheet as text, the faults of single cells told at the heads of their columns."""

    sheet: str
    lines: list[tuple[int, list[str]]]
    faults: list[Fault]


def lines_in(sheet: Worksheet, file: str, header_row: int) -> Lines:
    """The rows from the one with the heads on. Raises UnreadableError for a sheet that is too large."""
    name = str(sheet.title)
    width, height = sheet.max_column, sheet.max_row
    if height > MAX_ROWS or width > MAX_COLUMNS or height * width > MAX_CELLS:
        text = f"工作表{quote(name)}有 {height} 行、{width} 列，太大"
        raise UnreadableError(text, f"只有格式的空行空列也算，请删去；每份不超过 {MAX_ROWS} 行、{MAX_COLUMNS} 列")
    faults = list(_hidden(file, sheet, header_row))
    faults += _merged(file, sheet, header_row)
    lines: list[tuple[int, list[str]]] = []
    for number, cells in enumerate(sheet.iter_rows(min_row=max(header_row, 1)), max(header_row, 1)):
        found = [_text(cell) for cell in cells]
        lines.append((number, [text for text, _ in found]))
        for position, (_, wrong) in enumerate(found):
            if wrong:
                column = " ".join(lines[0][1][position].split()) or f"{get_column_letter(position + 1)} 列"
                faults.append(Fault(file, Place(name, number, column), *wrong))
    return Lines(name, lines, faults)


def read_xlsx(data: bytes, file: str, sheet_name: str | None, header_row: int) -> Table:
    """The rows of one sheet as text: the named sheet, or the only visible one."""
    workbook = open_workbook(data)
    found = lines_in(_sheet(workbook, sheet_name), file, header_row)
    table = build(file, found.sheet, header_row, found.lines)
    faults = (*hidden_sheets(workbook, file), *found.faults, *table.faults)
    return Table(file, found.sheet, table.header, table.rows, faults)


def _guard(data: bytes) -> None:
    if data.startswith(_OLE):
        raise UnreadableError("是旧版的 .xls、.et，或者设了打开密码", "请另存为没有密码的 .xlsx")
    if not data.startswith(_ZIP):
        raise UnreadableError("不是 .xlsx 工作簿", "请用 WPS 或者 Excel 另存为 .xlsx 或者 .csv")
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"文件超过 {MAX_BYTES // 1024 // 1024} MB", "请删去图片，或者分成几份")
    try:
        package = Package(data, MAX_UNPACKED)
        for name in package.matching(r".*\.(?:xml|rels|vml)"):
            package.parse(name, Nothing())
        office.require(package, r"xl/workbook\d*\.xml", "工作簿")
        if found := next(office.findings(package), None):
            raise UnreadableError(f"工作簿{found.what}", found.mend)
    except UnreadablePackageError as error:
        raise UnreadableError(error.finding.what, error.finding.mend) from None
    for pattern, what, cure in _MORE_ACTIVE:
        if names := package.matching(pattern):
            raise UnreadableError(f"工作簿{what}（{names[0]}）", cure)


def _sheet(workbook: Workbook, name: str | None) -> Worksheet:
    visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    if name is not None:
        found = next((sheet for sheet in workbook.worksheets if sheet.title == name), None)
        if found is None:
            known = "、".join(quote(sheet.title) for sheet in visible)
            raise UnreadableError(f"没有工作表{quote(name)}", f"这里有：{known}")
        if found not in visible:
            raise UnreadableError(f"工作表{quote(name)}是隐藏的", "请先取消隐藏，看过内容再导入")
        return found
    if not visible:
        raise UnreadableError("没有看得见的工作表", "请先取消隐藏，看过内容再导入")
    if len(visible) > 1:
        known = "、".join(quote(sheet.title) for sheet in visible)
        raise UnreadableError(f"有 {len(visible)} 个工作表", f"请在对照表里用“工作表”写明是哪一个：{known}")
    return visible[0]


def hidden_sheets(workbook: Workbook, file: str) -> Iterator[Fault]:
    """A reminder for each sheet that people do not see."""
    for other in workbook.worksheets:
        if other.sheet_state != "visible":
            what = "这个工作表是隐藏的，没有读"
            yield Fault(file, Place(str(other.title)), what, "公开原表以前请删去", severity="warning")


def _hidden(file: str, sheet: Worksheet, header_row: int) -> Iterator[Fault]:
    name = str(sheet.title)
    for number, row in sorted(sheet.row_dimensions.items()):
        if (
            row.hidden
            and header_row <= number <= sheet.max_row
            and any(cell.value is not None for cell in sheet[number])
        ):
            what, cure = "这一行是隐藏的，或者被筛选掉了", "请取消隐藏和筛选；不要的请删去"
            yield Fault(file, Place(name, number), what, cure)
    for column in sheet.column_dimensions.values():
        if column.hidden:
            first, last = column.min or 1, min(column.max or 1, sheet.max_column)
            for number in range(first, last + 1):
                letter = get_column_letter(number)
                cells = sheet.iter_rows(min_row=header_row, min_col=number, max_col=number, values_only=True)
                if any(value is not None for (value,) in cells):
                    yield Fault(file, Place(name), f"{letter} 列是隐藏的", "请取消隐藏；不要的请删去")


def _merged(file: str, sheet: Worksheet, header_row: int) -> Iterator[Fault]:
    for found in sorted(sheet.merged_cells.ranges, key=lambda cells: (cells.min_row, cells.min_col)):
        if found.max_row >= header_row:
            what, cure = f"{found.coord} 是合并的单元格", "请取消合并，并把每一格都填上"
            yield Fault(file, Place(str(sheet.title), found.min_row), what, cure)


_Wrong = tuple[str, str]
_REFUSED = {"f": ("是公式", "请复制后“选择性粘贴”为数值"), "e": ("是错误值", "请改正，或者删去")}


def _text(cell: object) -> tuple[str, _Wrong | None]:
    """The text of a cell as a reader sees it, or what is wrong and how to mend it."""
    if not isinstance(cell, Cell) or cell.value is None:  # not a cell: part of a merged range, which has been reported
        return "", None
    if wrong := _REFUSED.get(str(cell.data_type)):
        return "", wrong
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        text, wrong = _number(cell.value, str(cell.number_format))
        return Typed(text), wrong
    if isinstance(cell.value, date | time):
        return Typed(_words(cell.value)), None
    if isinstance(cell.value, str | bool):
        return _words(cell.value), None
    return "", ("不是文字、数字或者日期", "请把这一格改成文本")


def _words(value: str | bool | date | time) -> str:  # noqa: FBT001 - the value of a cell
    if isinstance(value, str):
        return _ESCAPED.sub("_", value.replace("\r\n", "\n"))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, datetime) and (value.hour or value.minute):
        return f"{value:%Y-%m-%d %H:%M}"
    return f"{value:%Y-%m-%d}"


def _number(value: float, shape: str) -> tuple[str, _Wrong | None]:
    if abs(value) >= _LARGEST_EXACT:
        return "", ("是超过15位的数字，末尾几位已经丢失", "请把这一列改成文本格式，重新填写")
    if "%" in shape:
        return "", ("是百分数格式", "请改成文本，照看到的样子填写")
    text = str(value) if isinstance(value, int) else f"{value:.15g}"
    if "e" in text:
        return "", ("是太长的小数", "请改成文本，照看到的样子填写")
    if re.fullmatch("0{2,}", shape) and text.isdigit():
        return text.zfill(len(shape)), None  # shown with leading zeros, such as a code
    return text, None
