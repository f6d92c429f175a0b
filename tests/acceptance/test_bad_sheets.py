"""The hostile office files beside the checkout, given to the import: none is read, each is told why."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from acceptance.bad_inputs import cases
from disclosure.importers import Form, prepare_form
from disclosure.importers.workbook.writing import book_bytes
from disclosure.kinds import Notice
from disclosure.source import read
from disclosure.views.download import csv_bytes
from unit.small_site import TODAY, words_of, write_file, write_vocabulary
from unit.workbooks import LIST_PLAN, imported, reports

REFUSED = {
    "F03": "不是 .xlsx 工作簿",
    "F06": "不是 .xlsx 工作簿",
    "F19": "含有宏",
    "F25": "没有看得见的工作表",
    "F26": "链接到外面的文件",
    "F27": "实体声明",
    "F30": "没有工作簿",
    "F32": "实体声明",
    "F33": "不是 .xlsx 工作簿",
    "F38": "旧版的 .xls",
    "F39": "不是 .xlsx 工作簿",
}
"""Cases of attachments that somebody might import instead of a workbook, and what is said of each.

As attachments the insides of F25 to F38 are still not examined (test_badinputs.LATER); as sheets they do not get in.
"""


@pytest.mark.parametrize("case_id", REFUSED)
def test_a_hostile_file_is_not_imported(shared: Path, tmp_path: Path, case_id: str) -> None:
    """改名为 .xlsx 拿来导入，也读不进去，说得出为什么。"""
    inputs = shared / "badinputs"
    (case,) = [case for case in cases(inputs, "F") if case.id == case_id]
    write_vocabulary(tmp_path)
    result = imported(tmp_path, (inputs / case.file).read_bytes(), LIST_PLAN)
    assert not result.sound
    assert REFUSED[case_id] in reports(result)[0]
    assert result.files == ()
    form = prepare_form(tmp_path, tmp_path / "事项.xlsx", TODAY, jobs=1)
    if case_id == "F25":  # nothing in it says that it is a workbook of ours
        assert form is None
    else:
        assert form is not None
        assert REFUSED[case_id] in reports(form)[0]


def test_no_cell_becomes_a_formula(shared: Path, tmp_path: Path) -> None:
    """公式样的文字导出成文本，读回来一个字不差；控制字符进不了目录，也就进不了表格。"""
    texts = [json.loads(line)["v"] for line in (shared / "badinputs/sheet/cells.jsonl").read_text("utf-8").splitlines()]
    kept = [text for text in texts if read(f"标题: {json.dumps(text, ensure_ascii=False)}\n".encode(), "").data]
    assert sorted(set(texts) - set(kept)) == ["\r=1+1", "a\0b"]
    write_vocabulary(tmp_path)
    rows = {"条目": [{"标题": text} for text in kept]}
    content = book_bytes(Form(Notice, words_of(tmp_path)), rows, {})
    sheet = openpyxl.load_workbook(BytesIO(content))["条目"]
    place = [cell.value for cell in sheet[1]].index("标题*") + 1
    cells = [sheet.cell(number, place) for number in range(2, len(kept) + 2)]
    assert [(cell.value, cell.data_type, cell.quotePrefix, cell.number_format) for cell in cells] == [
        (text, "s", True, "@") for text in kept
    ]
    lines = csv_bytes([[text] for text in kept]).decode("utf-8-sig").split("\r\n")
    assert [line for line in lines if line.strip('"')[:1] in {"=", "+", "@", "\t"}] == []
    write_file(tmp_path, "表.csv", csv_bytes([["种类", "索引号", "机构", "标题"], ["notice", "", "xzfb", "'=1+1"]]))
    result = prepare_form(tmp_path, tmp_path / "表.csv", TODAY, jobs=1)
    assert result is not None
    assert not any("公式" in line for line in reports(result))
