"""The hostile office files beside the checkout, given to the import: none is read, each is told why."""

from __future__ import annotations

from pathlib import Path

import pytest

from acceptance.bad_inputs import cases
from unit.small_site import write_vocabulary
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
