"""The command line: exit codes, Chinese sentences, formats that other programs can rely on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from disclosure.cli import main
from disclosure.cli.show import as_github, as_json, as_text
from disclosure.kinds import KINDS
from disclosure.problem import RULES, Problem
from disclosure.publication import CheckResult
from unit.small_site import as_yaml, checked, policy, write_entries, write_file, write_vocabulary
from unit.workbooks import HEADER, LIST_PLAN, ROWS, workbook

STATES = "有效、已修改、废止、失效、尚未施行"
DAY = ["--today", "2026-11-15"]


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """Return a root with one sound entry."""
    write_vocabulary(tmp_path)
    write_entries(tmp_path, {"xzfb/policy/1.yml": policy(1)})
    return tmp_path


@pytest.fixture
def faulty(sound: Path) -> Path:
    """Return a root with a sound entry and two faulty ones of different organs."""
    wrong: dict[str, Any] = {
        "xzfb/policy/2.yml": policy(2, 有效性="作废"),
        "czj/policy/3.yml": policy(3, 发布日期="2024年3月20日"),
    }
    write_entries(sound, wrong)
    return sound


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run a command; give its exit code, output and errors."""
    try:
        code = main(arguments)
    except SystemExit as stop:
        code = int(stop.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_sound_catalogue_exits_with_0(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """没有问题时退出码是 0，说明检查了多少条目、多少规则。"""
    code, out, err = run(capsys, "check", "--root", str(sound), *DAY)
    assert (code, err) == (0, "")
    assert out == f"检查了 1 个条目、{len(RULES)} 条规则：0 处错误、0 处提醒。\n"


def test_errors_exit_with_1_and_are_all_listed(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """有错误时退出码是 1，每处一行：文件、行、列、规则、错处、改法。"""
    code, out, _ = run(capsys, "check", "--root", str(faulty), *DAY)
    assert code == 1
    assert out.splitlines() == [
        "catalogue/czj/policy/3.yml:3:7: [bad-date] 发布日期：“2024年3月20日”不是规定的日期写法，请写成 2024-03-20",
        f"catalogue/xzfb/policy/2.yml:7:6: [unknown-validity] 有效性：“作废”不是规定的值，可以用：{STATES}",
        f"检查了 3 个条目、{len(RULES)} 条规则：2 处错误、0 处提醒。",
    ]


def test_warnings_exit_with_0_and_are_marked(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """只有提醒时退出码是 0，提醒写明是提醒。"""
    write_entries(sound, {"xzfb/policy/1.yml": policy(1, 发文字号="示政办发〔2023〕1号")})
    code, out, _ = run(capsys, "check", "--root", str(sound), *DAY)
    assert code == 0
    assert "[number-year-mismatch] 提醒：发文字号：" in out
    assert "0 处错误、1 处提醒" in out


def test_no_entries_at_all_is_a_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """一个条目也没有，不算通过。"""
    write_vocabulary(tmp_path)
    code, out, _ = run(capsys, "check", "--root", str(tmp_path), *DAY)
    assert code == 1
    assert "[no-entries]" in out
    assert "检查了 0 个条目" in out


def test_a_broken_vocabulary_is_a_failure(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """词表不能用时退出码是 1，指出词表的问题，不说没有条目。"""
    (sound / "catalogue/vocabulary/topics.yml").unlink()
    code, out, _ = run(capsys, "check", "--root", str(sound), *DAY)
    assert code == 1
    assert "[vocabulary-missing]" in out
    assert "no-entries" not in out


@pytest.mark.parametrize("paths", [["catalogue/czj"], ["catalogue/czj/policy/3.yml"], ["catalogue/czj/policy"]])
def test_paths_choose_what_is_listed(
    faulty: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, paths: list[str]
) -> None:
    """写了路径就只列那里的问题，退出码也只看那里；规则仍然对照全部条目。"""
    monkeypatch.chdir(faulty)
    code, out, _ = run(capsys, "check", *paths, *DAY)
    assert code == 1
    assert "czj/policy/3.yml" in out
    assert "xzfb" not in out
    assert "检查了 3 个条目" in out
    assert "1 处错误" in out


def test_a_sound_path_passes_among_faulty_ones(
    faulty: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """只看没有问题的文件，就通过；文件名相近的不混在一起。"""
    monkeypatch.chdir(faulty)
    write_entries(faulty, {"xzfb/policy/12.yml": policy(12, 有效性="作废")})
    assert run(capsys, "check", "catalogue/xzfb/policy/1.yml", *DAY)[0] == 0
    assert run(capsys, "check", ".", *DAY)[0] == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "缺少：命令"),
        (["chekc"], "没有 'chekc'，可以用"),
        (["check", "--formt", "json"], "不认识：--formt"),
        (["check", "--format", "xml"], "没有 'xml'，可以用"),
        (["check", "--format"], "--format：后面要写一个值"),
        (["check", "--today", "2024年5月1日"], "“2024年5月1日”不是日期，请写成 2024-05-01"),
        (["check", "--today", "2024-02-30"], "“2024-02-30”不是日期"),
        (["check", "--today", "20240501"], "“20240501”不是日期"),
        (["check", "--tod", "2024-05-01"], "不认识：--tod"),
        (["build", "多余"], "不认识：多余"),
        (["rule", "a", "b"], "不认识：b"),
    ],
    ids=range(11),
)
def test_wrong_use_exits_with_2_and_says_how_in_chinese(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    """用法不对退出码是 2，用中文说明哪里不对。"""
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("用法：")
    assert sentence in err
    assert not any(word in err for word in ("usage", "error", "argument", "invalid", "required"))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["check", "--root", "{}/没有"], "没有 mkdocs.yml，不是项目的文件夹。"),
        (["build", "--root", "{}/catalogue"], "没有 mkdocs.yml，不是项目的文件夹。"),
        (["check", "{}/catalogue/none.yml", "--root", "{}"], "不存在，或者不在项目的文件夹里。"),
        (["check", "/", "--root", "{}"], "不存在，或者不在项目的文件夹里。"),
        (["rule", "no-such-rule"], "没有“no-such-rule”这条规则"),
    ],
    ids=range(5),
)
def test_a_wrong_place_exits_with_2(
    sound: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    """指错了文件夹、文件、规则，退出码是 2。"""
    code, out, err = run(capsys, *(argument.replace("{}", str(sound)) for argument in arguments))
    assert (code, out) == (2, "")
    assert sentence in err


def test_outside_a_project_the_way_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """不在项目里运行，说明应当怎样做。"""
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, "check")
    assert code == 2
    assert "--root" in err


def test_the_root_is_found_from_below(
    sound: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """在下级文件夹里运行，也找得到项目。"""
    monkeypatch.chdir(sound / "catalogue/xzfb/policy")
    assert run(capsys, "check", "1.yml", *DAY)[0] == 0


def test_today_decides_what_is_in_the_future(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """日期由 --today 决定，不看钟表。"""
    assert run(capsys, "check", "--root", str(sound), "--today", "2024-03-20")[0] == 0
    code, out, _ = run(capsys, "check", "--root", str(sound), "--today", "2024-03-19")
    assert code == 1
    assert "2024-03-20 还没有到（今天按 2024-03-19 计）" in out


@pytest.mark.parametrize(("epoch", "code"), [("1710863999", 1), ("1710864000", 0)])
def test_source_date_epoch_is_the_day_in_china(
    sound: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, epoch: str, code: int
) -> None:
    """没有 --today 时按 SOURCE_DATE_EPOCH，以北京时间的零点分日。"""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert run(capsys, "check", "--root", str(sound))[0] == code


def test_json_holds_everything(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON 读得回来，字段齐全。"""
    code, out, _ = run(capsys, "check", "--root", str(faulty), "--format", "json", *DAY)
    assert code == 1
    data = json.loads(out)
    assert data["summary"] == {"entries": 3, "errors": 2, "warnings": 0, "exempted": 0, "passed": False}
    assert data["problems"][0] == {
        "file": "catalogue/czj/policy/3.yml",
        "line": 3,
        "column": 7,
        "severity": "error",
        "rule": "bad-date",
        "field": "发布日期",
        "found": "2024年3月20日",
        "message": "“2024年3月20日”不是规定的日期写法",
        "mend": "请写成 2024-03-20",
    }


def test_github_annotates_the_lines(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """GitHub 格式逐行注解，最后一行是小结。"""
    code, out, _ = run(capsys, "check", "--root", str(faulty), "--format", "github", *DAY)
    lines = out.splitlines()
    assert code == 1
    assert lines[0].startswith("::error file=catalogue/czj/policy/3.yml,line=3,col=7,title=bad-date::发布日期：")
    assert lines[-1].startswith("检查了 3 个条目")


def result_of(**parts: Any) -> CheckResult:  # noqa: ANN401 - the parts of a problem
    """A result with one problem."""
    problem = Problem(**{"rule": "x", "path": "a.yml", "message": "错"} | parts)
    return CheckResult(None, (problem,), 1, 0, 1, 0)


HOSTILE = "甲\n::set-output name=x::y\r\x1b[31m%0A\u2028\u202e"


def test_data_never_begins_a_line_of_github() -> None:
    """条目里的文字、文件名，不能冒充流水线的命令。"""
    out = as_github(result_of(message=HOSTILE, path=f"{HOSTILE},line=1::", rule="x,y:z"))
    first, second = out.split("\n")
    assert first.startswith("::error file=甲\\u000a%3A%3Aset-output name=x%3A%3Ay\\u000d\\u001b[31m%250A\\u2028\\u202e")
    assert "%2Cline=1" in first
    assert ",title=x%2Cy%3Az::" in first
    assert second.startswith("检查了")


def test_data_never_breaks_a_line_of_text() -> None:
    """文字格式一处一行，控制字符显示为编号，不能改变终端的颜色。"""
    lines = as_text(result_of(message=HOSTILE, path=HOSTILE)).splitlines()
    assert len(lines) == 2
    assert all(line.isprintable() for line in lines)


def test_json_survives_anything() -> None:
    """JSON 里什么字符都读得回来。"""
    data = json.loads(as_json(result_of(message=HOSTILE, found='"\\')))
    assert data["problems"][0]["message"] == HOSTILE
    assert data["problems"][0]["found"] == '"\\'
    assert data["problems"][0]["line"] is None


def test_every_rule_is_listed_once(capsys: pytest.CaptureFixture[str]) -> None:
    """不写编号，列出全部规则，按编号排列。"""
    code, out, _ = run(capsys, "rule")
    ids = [line.partition("　")[0] for line in out.splitlines()]
    assert code == 0
    assert ids == sorted(RULES)


def test_a_rule_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """规则的页面有要求、缘由、依据、级别、能否豁免。"""
    code, out, _ = run(capsys, "rule", "number-year-mismatch")
    assert code == 0
    assert out.splitlines()[0] == "number-year-mismatch"
    assert [line.partition("：")[0] for line in out.splitlines()[2:]] == ["要求", "缘由", "依据", "级别", "豁免"]


def test_build_refuses_a_faulty_catalogue(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """有错误就不生成，原来的网站不动。"""
    write_file(faulty, "site/index.html", "原来的网站")
    code, out, err = run(capsys, "build", "--root", str(faulty), *DAY)
    assert code == 1
    assert "[bad-date]" in out
    assert "没有生成；原来的网站没有改动" in err
    assert (faulty / "site/index.html").read_text(encoding="utf-8") == "原来的网站"


def test_schema_writes_every_kind(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Schema 写出全部种类的补全文件，写两次结果相同。"""
    write_file(sound, "catalogue/.schema/.keep", "")
    code, out, _ = run(capsys, "schema", "--root", str(sound))
    assert code == 0
    assert f"{len(KINDS)} 份" in out
    before = {path.name: path.read_bytes() for path in (sound / "catalogue/.schema").glob("*.json")}
    assert len(before) == len(KINDS)
    assert run(capsys, "schema", "--root", str(sound))[0] == 0
    assert {path.name: path.read_bytes() for path in (sound / "catalogue/.schema").glob("*.json")} == before


@pytest.mark.parametrize("arguments", [["-h"], ["check", "--help"], ["build", "-h"], ["rule", "-h"], ["serve", "-h"]])
def test_help_is_chinese(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """说明全是中文。"""
    code, out, _ = run(capsys, *arguments)
    assert code == 0
    assert out.startswith("用法：")
    assert "显示这份说明" in out
    assert not any(word in out for word in ("usage", "options:", "positional", "show this"))


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "gbk", "cp1252"])
def test_output_is_utf8_whatever_the_terminal_says(root: Path, faulty: Path, encoding: str) -> None:
    """不论系统用什么编码，输出都是 UTF-8，不会因为一个字出错。"""
    done = subprocess.run(
        [sys.executable, "-m", "disclosure", "check", "--root", str(faulty), *DAY],
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(root / "hooks"), "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )
    assert done.returncode == 1
    assert done.stderr == b""
    assert "不是规定的日期写法" in done.stdout.decode("utf-8")


def test_the_summary_counts_exemptions(tmp_path: Path) -> None:
    """按豁免放行的，小结里写明几处。"""
    exemption = [{"规则": "bad-document-number", "理由": "原文如此", "到期日": "2027-01-01"}]
    result = checked(tmp_path, {"xzfb/policy/1.yml": policy(1, 发文字号="示政办[2024]1", 豁免=exemption)})
    assert result.passed
    assert as_text(result).endswith("0 处错误、0 处提醒，另有 1 处按豁免放行。")


def test_everything_after_test_goes_to_pytest(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """“test”后面的参数，包括以连接线开头的，原样交给 pytest。"""
    (sound / "mkdocs.yml").touch()
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    commands: list[list[str]] = []

    def note(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 3)

    monkeypatch.setattr(subprocess, "run", note)
    pytest_alone = [sys.executable, "-m", "pytest"]
    assert main(["test", "--root", str(sound), "-q", "tests/unit", "-k", "reader or -x"]) == 3
    assert main(["test", "--root", str(sound), "-p", "no:xdist"]) == 3
    assert commands == [
        [*pytest_alone, "-n", "auto", "--dist", "worksteal", "-q", "tests/unit", "-k", "reader or -x"],
        [*pytest_alone, "-p", "no:xdist"],
    ]


def test_import_writes_then_finds_nothing_new(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """试导不写文件；导入写出条目；再导入没有变化；表改过以后退出码是 1，指出不同。"""
    write_vocabulary(tmp_path)
    write_file(tmp_path, "对照.yml", as_yaml(LIST_PLAN))
    write_file(tmp_path, "事项.xlsx", workbook([HEADER, *ROWS]))
    command = [
        "import",
        str(tmp_path / "事项.xlsx"),
        "--map",
        str(tmp_path / "对照.yml"),
        "--root",
        str(tmp_path),
        *DAY,
    ]
    code, out, _ = run(capsys, *command, "--dry-run")
    assert code == 0
    assert "将新建 catalogue/czj/service-list/2026-00001.yml（2 行）示例县财政局政务服务事项清单（2026年版）" in out
    assert not (tmp_path / "catalogue/czj").exists()
    code, out, _ = run(capsys, *command)
    assert code == 1
    assert "没有写入：这里不能询问，确认无误后请加上 --yes。" in out
    assert not (tmp_path / "catalogue/czj").exists()
    code, out, _ = run(capsys, *command, "--yes")
    assert code == 0
    assert "读了 3 行：新建 2 个条目（3 行），修改 0 个条目，没有变化 0 行，与现有条目不同 0 处。" in out
    code, out, _ = run(capsys, *command)
    assert code == 0
    assert out == "读了 3 行：新建 0 个条目（0 行），修改 0 个条目，没有变化 3 行，与现有条目不同 0 处。\n"
    write_file(tmp_path, "事项.xlsx", workbook([HEADER, [*ROWS[0][:3], "改名", ROWS[0][4]], *ROWS[1:]]))
    code, out, _ = run(capsys, *command)
    assert code == 1
    assert "现有“会计人员信息采集”，表里“改名”" in out
    assert "不同之处没有改写" in out
    code, out, _ = run(capsys, *command, "--update", "--yes")
    assert code == 0
    path = "catalogue/czj/service-list/2026-00001.yml"
    assert f"{path}:8: 改写\n  -     事项名称: 会计人员信息采集\n  +     事项名称: 改名\n" in out
    assert "事项名称: 改名" in (tmp_path / path).read_text(encoding="utf-8")


def test_import_tells_faults_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """有错误时退出码是 1，逐处说明，最多列五十处，一个文件也不写。"""
    write_vocabulary(tmp_path)
    write_file(tmp_path, "对照.yml", as_yaml(LIST_PLAN))
    rows = [[number, "县气象局", "", "事项", f"code-{number}"] for number in range(60)]
    write_file(tmp_path, "事项.xlsx", workbook([HEADER, *rows]))
    command = [
        "import",
        str(tmp_path / "事项.xlsx"),
        "--map",
        str(tmp_path / "对照.yml"),
        "--root",
        str(tmp_path),
        *DAY,
    ]
    code, out, _ = run(capsys, *command)
    assert code == 1
    assert out.startswith("事项.xlsx 工作表“事项”第 2 行“部门”: “县气象局”不是已登记的机构")
    assert out.endswith("……另有 10 处没有列出。\n读了 60 行：60 处错误，一个文件也没有写。\n")
    assert [path.name for path in (tmp_path / "catalogue").iterdir()] == ["vocabulary"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["import"], "缺少：文件"),
        (["import", "没有.xlsx", "--map", "没有.yml"], "没有 没有.xlsx 这个文件。"),
        (["import", "mkdocs.yml", "--update"], "--update 和 --map 一起用"),
        (["import", "mkdocs.yml", "--organ", "czj"], "只用来导入 Word 文档（.docx）"),
    ],
    ids=range(4),
)
def test_wrong_use_of_import_exits_with_2(
    sound: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    sentence: str,
) -> None:
    """导入缺了表格或者对照表，退出码是 2。"""
    monkeypatch.chdir(sound)
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert sentence in err
