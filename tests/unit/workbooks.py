"""Workbooks and mappings for the tests of the import."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
from openpyxl.workbook import Workbook

from disclosure.importers import Result, prepare
from unit.small_site import TODAY, as_yaml, write_file, write_vocabulary

HEADER = ["序号", "部门", "主项", "事项名称", "实施编码"]
CODE = "990200010001-990000000000-000-119900009900000200-1-{:02}"
ROWS: list[list[Any]] = [
    [1, "县财政局", "会计管理", "会计人员信息采集", CODE.format(1)],
    [2, "县财政局", "未分类", "代理记账许可", CODE.format(2)],
    [3, "县政府办", "未分类", "政府信息公开申请", CODE.format(3)],
]
LIST_PLAN: dict[str, Any] = {
    "种类": "service-list",
    "机构列": "部门",
    "合并为": "事项",
    "字段": {"主项": "主项", "事项名称": "事项名称", "实施编码": "实施编码"},
    "不导入的列": ["序号"],
    "空值": {"主项": ["未分类"]},
    "固定值": {"标题": "{机构}政务服务事项清单（{年}年版）", "发布日期": "2026-11-02"},
    "识别": "实施编码",
}
GUIDE_HEADER = ["部门", "事项名称", "实施编码", "设定依据", "申请条件", "材料", "地点", "时间", "电话", "流程", "收费"]
GUIDE_ROW = [
    *(
        "县财政局",
        "代理记账许可",
        CODE.format(2),
        "《中华人民共和国会计法》第三十四条\n《代理记账管理办法》",
        "有固定的办公场所",
    ),
    *("申请表\n营业执照", "示例县政务服务中心5号窗口", "工作日 9:00—12:00", "0000-1234567", "申请\n受理\n决定", "否"),
]
GUIDE_PLAN: dict[str, Any] = {
    "种类": "service-guide",
    "机构列": "部门",
    "字段": {
        "标题": "事项名称",
        "实施编码": "实施编码",
        "设定依据": "设定依据",
        "申请条件": "申请条件",
        "办理材料": "材料",
        "办理地点": "地点",
        "办理时间": "时间",
        "联系电话": "电话",
        "办理流程": "流程",
        "收费/是否收费": "收费",
    },
    "固定值": {"发布日期": "2026-11-02"},
    "识别": "实施编码",
}


def workbook(rows: Sequence[Sequence[Any]], change: Callable[[Workbook], object] | None = None) -> bytes:
    """A workbook with one sheet 事项 of these rows, changed by a test before it is saved."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "事项"
    for row in rows:
        sheet.append(list(row))
    if change:
        change(book)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def with_part(book: bytes, name: str, content: bytes) -> bytes:
    """A workbook with a part added or replaced."""
    target = BytesIO()
    with ZipFile(BytesIO(book)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return target.getvalue()


def imported(root: Path, sheet: bytes, plan: dict[str, Any], name: str = "事项.xlsx") -> Result:
    """What an import into a root would do; the root gets the small vocabulary where it has none."""
    if not (root / "mkdocs.yml").exists():
        write_vocabulary(root)
    write_file(root, name, sheet)
    write_file(root, "对照.yml", as_yaml(plan))
    return prepare(root, root / name, root / "对照.yml", TODAY, jobs=1)


def reports(result: Result) -> list[str]:
    """What is said to be wrong, one line each."""
    return [fault.report for fault in result.faults] + [problem.report for problem in result.problems]
