"""CSV files, as WPS and Excel save them: UTF-8 or GB 18030."""

from __future__ import annotations

import csv
from io import StringIO

from disclosure.importers.table import MAX_BYTES, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Fault, Table, UnreadableError, build


def lines_in_csv(data: bytes) -> list[tuple[int, list[str]]]:
    """The rows of a CSV file with their numbers. Raises UnreadableError."""
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"文件超过 {MAX_BYTES // 1024 // 1024} MB", "请分成几份")
    reader = csv.reader(StringIO(_decode(data), newline=""), strict=True)
    lines: list[tuple[int, list[str]]] = []
    count = 0
    try:
        for number, cells in enumerate(reader, 1):
            count += len(cells)
            if number > MAX_ROWS or len(cells) > MAX_COLUMNS or count > MAX_CELLS:
                raise UnreadableError("表格太大", f"请分成几份，每份不超过 {MAX_ROWS} 行、{MAX_COLUMNS} 列")
            lines.append((number, cells))
    except csv.Error:
        raise UnreadableError(f"第 {reader.line_num} 行读不懂", "请检查英文引号是否成对，或者另存为 .xlsx") from None
    return lines


def read_csv(data: bytes, file: str, header_row: int) -> Table:
    """The rows of a CSV file as text; a cell that begins with = is a formula and refused."""
    table = build(file, "", header_row, lines_in_csv(data))
    faults: list[Fault] = []
    for row in table.rows:
        for name, text in row.cells.items():
            if text.startswith("="):
                what, cure = "以等号开头，是公式", "请在表格里改成公式算出来的值"
                faults.append(Fault(file, table.place(row.number, name), what, cure))
    return Table(table.file, table.sheet, table.header, table.rows, (*table.faults, *faults))


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError("文件是 UTF-16 编码（“Unicode 文本”）", "请另存为“CSV UTF-8”，或者 .xlsx")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableError("不是 UTF-8，也不是 GBK 编码的文字", "请另存为“CSV UTF-8”，或者 .xlsx")
