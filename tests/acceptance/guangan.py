"""The service items of a real district: its spreadsheet, the mapping that imports it, a site with its departments."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from unit.small_site import as_yaml, write_file

SHEET = "guangan-service-items.xlsx"
MAPPING = """种类: service-list
工作表: 政务服务事项
机构列: 部门
合并为: 事项
字段:
  主项: 主项
  事项名称: 事项名称
  实施编码: 实施编码
不导入的列: [序号]
空值:
  主项: [未分类]
固定值:
  标题: "{机构}政务服务事项清单（{年}年版）"
  发布日期: 2026-11-02
识别: 实施编码
"""
GUIDE_MAPPING = """种类: service-guide
机构列: 部门
字段:
  标题: 事项名称
  主项: 主项
  实施编码: 实施编码
不导入的列: [序号]
空值:
  主项: [未分类]
固定值:
  发布日期: 2026-11-02
识别: 实施编码
"""


@dataclass(frozen=True)
class Item:
    """One row of the sheet."""

    department: str
    main_item: str
    name: str
    code: str


def items(shared: Path) -> list[Item]:
    """The rows, read without the importer."""
    sheet = openpyxl.load_workbook(shared / "data" / SHEET).worksheets[0]
    return [Item(*map(str, row[1:5])) for row in sheet.iter_rows(min_row=2, values_only=True)]


def write_site(project: Path, root: Path, departments: list[str]) -> None:
    """A site of the project's own templates and vocabulary, with these departments as its organs and no entry."""
    for name in ("content", "overrides", "hooks", "catalogue/vocabulary"):
        shutil.copytree(project / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(project / "mkdocs.yml", root / "mkdocs.yml")
    organs = [
        {
            "标识": f"bm{number:02}",
            "代码": f"9900{number:05}",
            "名称": name if name.startswith("广安") else f"广安{name}",
            "简称": name.removeprefix("广安"),
            "层级": "县",
            "类型": "政府部门",
        }
        for number, name in enumerate(departments, 1)
    ]
    write_file(root, "catalogue/vocabulary/organs.yml", as_yaml({"机构": organs, "其他发文机关": []}))
    write_file(root, "duizhao.yml", MAPPING)
    write_file(root, "zhinan.yml", GUIDE_MAPPING)
