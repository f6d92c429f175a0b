"""Workbooks (.xlsx): opened only after a look at the package, read only where nothing is hidden or computed.

A workbook is a ZIP of XML. Before openpyxl sees it: the size that its parts declare (zipfile never unpacks more than
that), macros, embedded objects, links to other files and data sources, and every XML part by defusedxml, so that none
declares an entity. What a reader of the sheet would not see, or what the sheet computes, is refused, not guessed.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - an exception

import openpyxl
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from disclosure.importers.table import (
    MAX_BYTES,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Fault,
    Place,
    Table,
    UnreadableError,
    build,
)
from disclosure.problem import quote

MAX_UNPACKED = 64 * 1024 * 1024
MAX_PARTS = 2000
_LARGEST_EXACT = 10**15
"""Excel keeps fifteen digits of a number; of a longer one the end is lost."""

_ACTIVE = (
    (re.compile(r"vbaProject\.bin$|vbaData\.xml$|/macrosheets/", re.IGNORECASE), "含有宏", "请另存为不带宏的 .xlsx"),
    (
        re.compile(r"/externalLinks/", re.IGNORECASE),
        "链接到别的工作簿",
        "请用“编辑链接”断开，再保存一次",
    ),
    (re.compile(r"/(?:embeddings|activeX|ctrlProps)/", re.IGNORECASE), "嵌有别的文件或者控件", "请删去后再保存"),
    (
        re.compile(r"/(?:connections\.xml|queryTables/|customData/|model/)", re.IGNORECASE),
        "连接到外部数据",
        "请断开数据连接，再保存一次",
    ),
)
_BROKEN = ("工作簿已经损坏", "请用 WPS 或者 Excel 重新另存为 .xlsx")
_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"


def read_xlsx(data: bytes, file: str, sheet_name: str | None, header_row: int) -> Table:
    """The rows of one sheet as text: the named sheet, or the only visible one."""
    _guard(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            workbook = openpyxl.load_workbook(BytesIO(data), keep_links=False)
        except Exception:  # noqa: BLE001 - a broken or hostile workbook fails anywhere in there; the answer is one
            raise UnreadableError(*_BROKEN) from None
    sheet = _sheet(workbook, sheet_name)
    name = str(sheet.title)
    width, height = sheet.max_column, sheet.max_row
    if height > MAX_ROWS or width > MAX_COLUMNS or height * width > MAX_CELLS:
        text = f"工作表{quote(name)}有 {height} 行、{width} 列，太大"
        raise UnreadableError(text, f"只有格式的空行空列也算，请删去；每份不超过 {MAX_ROWS} 行、{MAX_COLUMNS} 列")
    faults = list(_hidden(file, sheet, workbook, header_row))
    faults += _merged(file, sheet, header_row)
    lines: list[tuple[int, list[str]]] = []
    for number, cells in enumerate(sheet.iter_rows(min_row=max(header_row, 1)), max(header_row, 1)):
        found = [_text(cell) for cell in cells]
        lines.append((number, [text for text, _ in found]))
        for position, (_, wrong) in enumerate(found):
            if wrong:
                column = " ".join(lines[0][1][position].split()) or f"{get_column_letter(position + 1)} 列"
                faults.append(Fault(file, Place(name, number, column), *wrong))
    table = build(file, name, header_row, lines)
    return Table(file, name, table.header, table.rows, (*faults, *table.faults))


def _guard(data: bytes) -> None:
    if data.startswith(_OLE):
        raise UnreadableError("是旧版的 .xls、.et，或者设了打开密码", "请另存为没有密码的 .xlsx")
    if not data.startswith(_ZIP):
        raise UnreadableError("不是 .xlsx 工作簿", "请用 WPS 或者 Excel 另存为 .xlsx 或者 .csv")
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"文件超过 {MAX_BYTES // 1024 // 1024} MB", "请删去图片，或者分成几份")
    try:
        package = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        raise UnreadableError(*_BROKEN) from None
    _guard_parts(package, package.infolist())


def _guard_parts(package: ZipFile, parts: list[ZipInfo]) -> None:
    if sum(part.file_size for part in parts) > MAX_UNPACKED or len(parts) > MAX_PARTS:
        size = MAX_UNPACKED // 1024 // 1024
        raise UnreadableError(f"解开以后超过 {size} MB，或者部件太多", "请删去图片和多余的格式，或者分成几份")
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableError("设了打开密码", "请另存为没有密码的 .xlsx")
    for pattern, what, cure in _ACTIVE:
        if found := next((part.filename for part in parts if pattern.search("/" + part.filename)), None):
            raise UnreadableError(f"工作簿{what}（{found}）", cure)
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            _require_plain(package, part)


class _Nothing:
    """Takes the parts of an XML document and keeps none."""

    def close(self) -> None:
        """Give nothing."""


def _require_plain(package: ZipFile, part: ZipInfo) -> None:
    """Raises UnreadableError where a part is no XML, or declares a document type, by which entities come in."""
    parser = DefusedXMLParser(target=_Nothing(), forbid_dtd=True)
    try:
        parser.feed(package.read(part))
        parser.close()
    except DefusedXmlException:
        text = f"工作簿里有文档类型或者实体声明（{part.filename}），可以用来读取别的文件"
        raise UnreadableError(text, _BROKEN[1]) from None
    except (ParseError, BadZipFile, ZlibError, EOFError, OSError, NotImplementedError, ValueError, LookupError):
        raise UnreadableError(f"{_BROKEN[0]}（{part.filename}）", _BROKEN[1]) from None


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


def _hidden(file: str, sheet: Worksheet, workbook: Workbook, header_row: int) -> Iterator[Fault]:
    name = str(sheet.title)
    for other in workbook.worksheets:
        if other.sheet_state != "visible":
            what = "这个工作表是隐藏的，没有读"
            yield Fault(file, Place(str(other.title)), what, "公开原表以前请删去", severity="warning")
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
        return _number(cell.value, str(cell.number_format))
    if isinstance(cell.value, str | bool | date | time):
        return _words(cell.value), None
    return "", ("不是文字、数字或者日期", "请把这一格改成文本")


def _words(value: str | bool | date | time) -> str:  # noqa: FBT001 - the value of a cell
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
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
