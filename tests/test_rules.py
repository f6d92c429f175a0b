"""每条规则的正例没有问题，反例的问题逐字符合 expected.txt；规则页写得完整。改了文字以后运行 python tests/bless.py。"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import bless
from disclosure import workers
from disclosure.cli.main import main
from disclosure.cli.show import as_text
from disclosure.problem import PER_FILE, RULES, Rule
from disclosure.publication import check
from rules.cases import BASE, EXPECTED, FOLDER, TODAY, Case, find_cases

CASES = find_cases()
PECULIAR = {
    "not-utf8/good-bom": rb"^\xef\xbb\xbf",
    "not-utf8/good-crlf": rb"\r\n",
    "not-utf8/good-old-mac-line-ends": rb"\r(?!\n)",
    "not-utf8/good-no-final-newline": rb"[^\n]\Z",
    "forbidden-character/good-rare-and-wide": "𬭎街道公告：葛\U000e0100城".encode(),
    "attachment-type/good-types": "值班表".encode("gbk"),
    "tab-indent/good-tab-inside-value": rb"\t",
}
"""Good cases whose point is in their bytes: damage to a bad case shows by itself, damage to these would not."""
HAN = re.compile(r"[\u4e00-\u9fff]")
QUOTED = re.compile("“[^”]*”")
LATIN_PUNCTUATION = re.compile(r"[\u4e00-\u9fff][,;:!?]|[,;!?][\u4e00-\u9fff]|！")


def by_name(case: Case) -> str:
    """The name under which a case is reported."""
    return case.name


every_case = pytest.mark.parametrize("case", CASES, ids=by_name)
every_rule = pytest.mark.parametrize("rule", [RULES[rule_id] for rule_id in sorted(RULES)], ids=sorted(RULES))


@every_case
def test_case(case: Case, tmp_path: Path) -> None:
    """正例一个问题也没有；反例的全部问题与 expected.txt 逐字相同。"""
    assert case.printed(tmp_path) == case.expected


def test_base_has_no_problems(tmp_path: Path) -> None:
    """用例共用的底子本身没有问题，也确实有条目。"""
    base = Case(tmp_path / "none" / "good-nothing")
    root = tmp_path / "root"
    assert not base.printed(root)
    assert check(root, base.today).files == len(list(BASE.rglob("2024-*.yml")))


def test_every_rule_has_good_and_bad_cases() -> None:
    """没有正例或者没有反例的规则，没有人知道它对不对。"""
    good = {case.rule for case in CASES if case.is_good}
    bad = {case.rule for case in CASES if not case.is_good}
    assert {"没有正例": sorted(RULES.keys() - good), "没有反例": sorted(RULES.keys() - bad)} == {
        "没有正例": [],
        "没有反例": [],
    }


def test_every_folder_belongs_to_a_rule() -> None:
    """改了规则编号而忘了改文件夹，用例就不再说明任何规则。"""
    assert sorted({case.rule for case in CASES} - RULES.keys()) == []


@every_case
def test_folder_is_well_formed(case: Case) -> None:
    """文件夹名说明正反；正例没有期望的问题；反例的期望里有自己的规则。"""
    assert re.fullmatch(r"(?:good|bad)-[a-z0-9]+(?:-[a-z0-9]+)*", case.folder.name)
    if case.is_good:
        assert not (case.folder / EXPECTED).exists()
    else:
        assert f" [{case.rule}] " in case.expected


def test_cases_differ_from_each_other() -> None:
    """同一条规则没有两个内容相同的用例。"""
    seen: dict[tuple[str, tuple[tuple[str, bytes], ...]], str] = {}
    twins = []
    for case in CASES:
        files = sorted(path for path in case.folder.rglob("*") if path.is_file() and path.name != EXPECTED)
        key = (case.rule, tuple((path.relative_to(case.folder).as_posix(), path.read_bytes()) for path in files))
        if key in seen:
            twins.append((seen[key], case.name))
        seen[key] = case.name
    assert twins == []


@pytest.mark.parametrize("name", PECULIAR)
def test_peculiar_bytes_are_intact(name: str) -> None:
    """靠字节说明问题的正例，没有被编辑器或者 git 改掉。"""
    files = [path for path in (FOLDER / name).rglob("*") if path.is_file()]
    assert any(re.search(PECULIAR[name], path.read_bytes()) for path in files)


def test_git_keeps_every_byte(root: Path) -> None:
    """用例的文件 git 不忽略，也不改换行。"""
    names = [path.relative_to(root).as_posix() for path in sorted(FOLDER.rglob("*")) if path.is_file()]
    names = [name for name in names if "__pycache__" not in name]
    asked = "\0".join(names)
    ignored = git(root, "check-ignore", "--no-index", "-z", "--stdin", given=asked)
    assert [name for name in ignored.split("\0") if name] == []
    answer = git(root, "check-attr", "-z", "--stdin", "text", given=asked).split("\0")
    assert [name for name, value in zip(answer[::3], answer[2::3], strict=False) if value != "unset"] == []
    assert len(answer) // 3 == len(names)


def git(root: Path, *arguments: str, given: str) -> str:
    """What git answers."""
    command = ["git", "-c", "safe.directory=*", *arguments]
    return subprocess.run(command, cwd=root, input=given, capture_output=True, encoding="utf-8", check=False).stdout


def test_long_lists_are_cut() -> None:
    """一个文件的问题太多时只列前面的，其余只说有多少处，检查的结果仍按全部计。"""
    lines = (FOLDER / "unknown-field" / "bad-more-than-twenty" / EXPECTED).read_text(encoding="utf-8").splitlines()
    assert len(lines) == PER_FILE + 1
    assert "另有 3 处" in lines[-1]


def test_counts_include_what_is_not_listed(tmp_path: Path) -> None:
    """列出的条数有限，计数没有。"""
    Case(FOLDER / "unknown-field" / "bad-more-than-twenty").lay_out(tmp_path)
    assert check(tmp_path, TODAY).error_count == PER_FILE + 3


def test_exempted_problems_are_counted(tmp_path: Path) -> None:
    """豁免放行了几处，要说出来。"""
    Case(FOLDER / "bad-exemption" / "good-one-covers-several-places").lay_out(tmp_path)
    result = check(tmp_path, TODAY)
    assert result.exempted == 3
    assert result.summary.endswith("0 处错误、0 处提醒，另有 3 处按豁免放行。")


@pytest.mark.parametrize("name", ["bad-document-number/bad-brackets", "missing-field/bad-each-kind"])
def test_result_does_not_depend_on_processes(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """分给几个进程检查，问题和次序与一个进程时一样。"""
    monkeypatch.setattr(workers, "SMALL", 0)
    monkeypatch.setattr(workers, "CHUNK", 3)
    case = Case(FOLDER / name)
    case.lay_out(tmp_path)
    result = check(tmp_path, TODAY, jobs=2)
    assert as_text(result).removesuffix(result.summary) == case.expected


@pytest.mark.parametrize("seed", ["1", "2"])
def test_result_does_not_depend_on_hashing(seed: str, root: Path, tmp_path: Path) -> None:
    """同一处有几个问题时，每次列出的次序都一样。"""
    case = Case(FOLDER / "missing-field" / "bad-each-kind")
    case.lay_out(tmp_path)
    (tmp_path / "mkdocs.yml").touch()
    command = [sys.executable, "-m", "disclosure", "check", "--root", str(tmp_path), "--today", TODAY.isoformat()]
    settings = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root / "hooks")}
    done = subprocess.run(command, env=settings, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert done.stdout.startswith(case.expected)


@every_rule
def test_rule_page(rule: Rule, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """用 disclosure rule 查一条规则：说明要求、缘由、级别和能否豁免；有依据的说明依据。"""
    (tmp_path / "mkdocs.yml").touch()
    assert main(["rule", rule.id]) == 0
    page = capsys.readouterr().out.splitlines()
    assert page[:2] == [rule.id, ""]
    said = dict(line.split("：", 1) for line in page[2:])
    assert said["要求"] == rule.requires
    assert said["缘由"] == rule.reason
    assert said.get("依据", "") == rule.source
    assert said["级别"].startswith("错误" if rule.severity == "error" else "提醒")
    assert said["豁免"].startswith("可以" if rule.exemptable else "不可以")


@every_rule
def test_rule_texts_are_sentences(rule: Rule) -> None:
    """要求和缘由是中文句子，以句号结尾；依据是文件的名称，不以句号结尾；标点用中文的。"""
    for text in (rule.requires, rule.reason):
        assert HAN.search(text)
        assert text.endswith("。")
        assert "\n" not in text
        assert not LATIN_PUNCTUATION.search(QUOTED.sub("", text))
    assert rule.source == rule.source.strip()
    assert not rule.source.endswith("。")
    assert not rule.source or HAN.search(rule.source)


def test_rule_list(capsys: pytest.CaptureFixture[str]) -> None:
    """用 disclosure rule 而不写编号：按编号列出全部规则。"""
    assert main(["rule"]) == 0
    listed = [line.split("　", 1) for line in capsys.readouterr().out.splitlines()]
    assert listed == [[rule_id, RULES[rule_id].requires] for rule_id in sorted(RULES)]


def test_unknown_rule(capsys: pytest.CaptureFixture[str]) -> None:
    """编号写错时说没有这条规则，按用法错误退出。"""
    assert main(["rule", "no-such-rule"]) == 2
    assert "没有“no-such-rule”这条规则" in capsys.readouterr().err


def copied(case: str, folder: Path) -> Case:
    """A copy of a case that a test may spoil."""
    original = Case(FOLDER / case)
    copy = folder / original.rule / original.folder.name
    for path in sorted(path for path in original.folder.rglob("*") if path.is_file()):
        target = copy / path.relative_to(original.folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return Case(copy)


def test_blessing_rewrites_an_outdated_text(tmp_path: Path) -> None:
    """过时的期望改成现在的文字，并说出改了哪个；没有过时的不动。"""
    case = copied("withheld-entry/bad-withheld", tmp_path)
    right = case.expected
    assert bless.bless_case(case) is None
    (case.folder / EXPECTED).write_text("旧的文字\n", encoding="utf-8", newline="\n")
    assert bless.bless_case(case) == "改写：withheld-entry/bad-withheld"
    assert case.expected == right


def test_blessing_never_hides_a_fault(tmp_path: Path) -> None:
    """反例查不出自己的规则，正例查出了问题，都不改写，只报告。"""
    case = copied("withheld-entry/bad-withheld", tmp_path)
    right = case.expected
    tamed = next(path for path in case.folder.rglob("*.yml"))
    tamed.write_bytes(tamed.read_bytes().replace("不予公开".encode(), "主动公开".encode()))
    assert (bless.bless_case(case) or "").startswith("没有查出自己的规则")
    assert case.expected == right
    good = copied("withheld-entry/good-other-manners", tmp_path)
    spoilt = next(path for path in good.folder.rglob("*.yml"))
    spoilt.write_bytes(spoilt.read_bytes().replace("主动公开".encode(), "不予公开".encode()))
    assert (bless.bless_case(good) or "").startswith("应当没有问题")
    assert not (good.folder / EXPECTED).exists()
