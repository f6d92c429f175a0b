"""The annual reports on the small site: found by organ and year, with their tables as files."""

from __future__ import annotations

import csv
import io

from acceptance.official_form import Tables
from sites.page import Page
from sites.project import Tree

REPORT = "entry/980000010/2026-00007"
EARLY = "entry/980000510/2026-00700.html"
ALL = "reports/index.html"


def test_every_report_is_found_by_organ_and_year(tree: Tree, pages: dict[str, Page]) -> None:
    """年报栏目和每份年报都通到全部年报的页面，那里有每一份。"""
    for address, link in (("column/annual-report.html", f"../{ALL}"), (EARLY, f"../../{ALL}")):
        assert f'href="{link}"'.encode() in tree[address], address
    found = tree[ALL].decode()
    assert f'href="../{REPORT}.html"' in found
    assert f'href="../{EARLY}"' in found
    assert pages[ALL].meta("ColumnName") == ["历年政府信息公开年报"]
    assert Tables(found).found["乡镇街道历年年报"] == [["公开机构", "2025年", "2010年"], ["𬭎街道", "—", "2010年"]]


def test_tables_of_a_report_are_files(tree: Tree) -> None:
    """新格式的年报有三个表格文件，数与页面相同；旧格式没有。"""
    files = sorted(address for address in tree if address.endswith(".csv") and address.startswith("entry/980000010/"))
    assert [file for file in files if file.startswith(REPORT)] == [f"{REPORT}-{section}.csv" for section in (2, 3, 4)]
    assert not [address for address in tree if address.startswith(EARLY.removesuffix(".html")) and address != EARLY]
    tables = Tables(tree[f"{REPORT}.html"].decode()).found
    captions = {
        2: "主动公开政府信息情况",
        3: "收到和处理政府信息公开申请情况",
        4: "政府信息公开行政复议、行政诉讼情况",
    }
    for section, caption in captions.items():
        text = tree[f"{REPORT}-{section}.csv"].decode("utf-8-sig")
        title, *rows = csv.reader(io.StringIO(text, newline=""))
        assert title == ["测例县人民政府2025年政府信息公开工作年度报告"]
        shown = tables[caption]
        assert len(rows) == len(shown)
        assert rows[-1][-1] in {shown[-1][-1], ""}
        for row, full in zip(rows, shown, strict=True):
            assert all(cell in {"", whole} for cell, whole in zip(row, full, strict=True))
            assert any(row)
