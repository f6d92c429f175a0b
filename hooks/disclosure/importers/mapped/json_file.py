"""JSON files, as sites and databases export them: a list of records, whose fields become columns named a.b."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from disclosure.importers.table import (
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_ROWS,
    Fault,
    Place,
    Row,
    Table,
    Typed,
    UnreadableError,
    text_faults,
)
from disclosure.problem import quote

_DEEPEST = 20


def read_json(data: bytes, file: str, where: str | None) -> Table:
    """The records as rows, counted from 1; `where` is the way to their list, such as data.rows, if there are several.

    Numbers stay as they are written. Raises UnreadableError.
    """
    records = _records(_content(data), where)
    if len(records) > MAX_ROWS:
        raise UnreadableError(f"有 {len(records)} 项，太多", f"请分成几份，每份不超过 {MAX_ROWS} 项")
    faults: list[Fault] = []
    rows: list[Row] = []
    header: dict[str, None] = {}
    for number, record in enumerate(records, 1):
        cells: dict[str, str] = {}
        for name, value in _flat(record, "", 0).items():
            header.setdefault(name)
            text = _text(value)
            if text is None:
                what = "是一组多层的内容，放不进一个字段"
                faults.append(Fault(file, Place("", number, name, "项"), what, "请写进“不导入的列”，或者先拆开"))
            elif text:
                faults += text_faults(file, Place("", number, name, "项"), text)
                cells[name] = text
        rows.append(Row(number, cells))
    if len(header) > MAX_COLUMNS:
        raise UnreadableError(f"有 {len(header)} 个字段，太多", f"请只导出要用的，不超过 {MAX_COLUMNS} 个")
    return Table(file, "", tuple(header), tuple(row for row in rows if row.cells), tuple(faults), "项")


def _content(data: bytes) -> Any:  # noqa: ANN401 - any JSON
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"文件超过 {MAX_BYTES // 1024 // 1024} MB", "请分成几份")
    try:
        return json.loads(data.decode("utf-8-sig"), parse_int=str, parse_float=str, parse_constant=str)
    except UnicodeDecodeError:
        raise UnreadableError("不是 UTF-8 编码", "请另存为 UTF-8") from None
    except json.JSONDecodeError as error:
        raise UnreadableError(f"第 {error.lineno} 行第 {error.colno} 个字符不是 JSON", "请重新导出") from None
    except RecursionError:
        raise UnreadableError("层次太多", "请重新导出") from None


def _records(content: Any, where: str | None) -> list[Mapping[str, Any]]:  # noqa: ANN401 - any JSON
    for name in where.split(".") if where else ():
        content = content.get(name) if isinstance(content, Mapping) else None
    if isinstance(content, Mapping):
        lists = {name: value for name, value in content.items() if isinstance(value, list)}
        if len(lists) != 1:
            known = "、".join(quote(name) for name in lists) or "没有"
            raise UnreadableError(
                f"看不出哪一个是条目的列表（{known}）", "请在对照表的“工作表”里写它的名称，例如 data.rows"
            )
        (content,) = lists.values()
    if not isinstance(content, list) or not content or not all(isinstance(one, Mapping) for one in content):
        raise UnreadableError("不是一列条目", "应当是 [{…}, {…}]，或者在对照表的“工作表”里写列表的名称")
    return content


def _flat(record: Mapping[str, Any], prefix: str, depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, Mapping) and value and depth < _DEEPEST:
            found |= _flat(value, f"{prefix}{name}.", depth + 1)
        else:
            found[f"{prefix}{name}"] = value
    return found


def _text(value: Any) -> str | None:  # noqa: ANN401 - any JSON
    """One line for each item of a list; None for what is no text."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if value is None or value == {}:
        return ""
    if isinstance(value, str):
        return Typed(value.replace("\r\n", "\n").strip())
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "\n".join(item.strip() for item in value)
    return None
