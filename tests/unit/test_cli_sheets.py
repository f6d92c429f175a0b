"""The commands template, export and import as a clerk uses them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from disclosure.cli import main
from unit.small_site import policy, write_entries, write_file, write_vocabulary

DAY = ["--today", "2026-11-15"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a root with entries of two organs, which is also where the clerk stands."""
    write_vocabulary(tmp_path)
    other = policy(
        1, 索引号="990000020/2025-00001", 发文字号="示财〔2025〕1号", 发布日期="2025-03-20", 成文日期="2025-03-18"
    )
    write_entries(tmp_path, {"xzfb/policy/1.yml": policy(1), "czj/policy/2025-00001.yml": other})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Run a command; give its exit code and all that it said."""
    code = main(arguments)
    said = capsys.readouterr()
    return code, said.out + said.err


def test_from_template_to_entry(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """做填报表、填一行、先看、写入；表已经有了的不改写。"""
    code, said = run(capsys, "template", "政策文件", "--organ", "czj")
    expected = "写了 填报-政策文件.xlsx。\n填好以后先看会写出什么：python3 hooks import 填报-政策文件.xlsx --dry-run\n"
    assert (code, said) == (0, expected)
    code, said = run(capsys, "template", "policy")
    assert (code, said) == (2, "已经有 填报-政策文件.xlsx，没有改写。请换一个名称，或者先移走它。\n")
    path = here / "填报-政策文件.xlsx"
    book = openpyxl.load_workbook(BytesIO(path.read_bytes()))
    sheet = book["条目"]
    heads = [str(cell.value).removesuffix("*") for cell in sheet[1]]
    for name, value in policy(5).items():
        if name != "索引号":
            sheet.cell(2, heads.index(name) + 1).value = value
    book.save(path)
    code, said = run(capsys, "import", str(path), "--dry-run", *DAY)
    title = "示例县人民政府办公室关于第5件事项的通知"
    first = f"将新建 catalogue/czj/policy/2024-00001.yml（1 行）{title}\n"
    counts = "读了 1 行：新建 1 个条目（1 行），修改 0 个条目，没有变化 0 行，与现有条目不同 0 处。\n"
    assert (code, said) == (0, f"{first}{counts}只看不写：没有改动任何文件。\n")
    code, said = run(capsys, "import", str(path), "--yes", *DAY)
    assert (code, said) == (0, f"{first}{counts}新建了 1 个文件，改写了 0 个文件。请运行检查，看过再提交。\n")
    assert f"标题: {title}\n索引号: 990000020/2024-00001\n" in (here / "catalogue/czj/policy/2024-00001.yml").read_text(
        "utf-8"
    )


def test_export_chooses_and_import_changes(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """导出一个机构、一年的，改一格再导入，只改这一行；没有改动的什么也不写。"""
    code, said = run(capsys, "export", "policy", "--organ", "czj", "--year", "2025", "--out", "表.csv")
    assert code == 0
    assert "写了 表.csv，1 个条目。\nCSV 只有一张表，放不下：附件、更正、审查-三审三校、豁免；" in said
    code, said = run(capsys, "import", "表.csv", *DAY)
    assert (code, said) == (
        0,
        "读了 1 行：新建 0 个条目（0 行），修改 0 个条目，没有变化 1 行，与现有条目不同 0 处。\n",
    )
    text = (here / "表.csv").read_text("utf-8-sig").replace("第1件", "第壹件")
    write_file(here, "表.csv", text)
    code, said = run(capsys, "import", "表.csv", "--yes", *DAY)
    assert code == 0
    assert "catalogue/czj/policy/2025-00001.yml:1: 改写\n  - 标题: 示例县人民政府办公室关于第1件事项的通知\n" in said
    assert "第壹件" in (here / "catalogue/czj/policy/2025-00001.yml").read_text("utf-8")
    assert "第1件" in (here / "catalogue/xzfb/policy/1.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["template", "没有"], "没有“没有”这个种类。可以写：policy（政策文件）"),
        (["template", "policy", "--out", "表.doc"], "表.doc 应当以 .xlsx 或者 .csv 结尾。"),
        (["template", "policy", "--out", "没有/表.xlsx"], "没有 没有 这个文件夹。"),
        (["export", "notice"], "没有这样的条目，没有写文件。"),
        (["export", "没有"], "没有 不是种类，也不是项目里的文件或者文件夹。"),
        (["export", "policy", "--organ", "没有"], "没有“没有”这个机构。"),
        (["import", "别处.csv"], "别处.csv 不是这里的填报表。别处的表格请用 --map 写明对照表"),
    ],
    ids=range(7),
)
def test_wrong_use(here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str) -> None:
    """用法不对，退出码是 2，说得出该怎样写。"""
    write_file(here, "别处.csv", "甲,乙\r\n1,2\r\n")
    code, said = run(capsys, *arguments)
    assert code == 2
    assert sentence in said
