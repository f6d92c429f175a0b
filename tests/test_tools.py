"""The tools that look at the program, and the rule about skipped tests, do their work."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SKIPPING = """
import pytest


def test_that_runs():
    pass


def test_listed(shared):
    pass


@pytest.mark.skip(reason="以后再说")
def test_unlisted():
    pass
"""

SPREAD = ("-pno:xdist", "-n2")
BARE = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": "", "PYTEST_XDIST_WORKER": ""}
"""The rule about skips and xdist alone: the other plugins take longer to load than these runs."""


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "hooks", "tests"],
        ["ruff", "format", "--check", "--diff", "hooks", "tests"],
        ["mypy", "hooks", "tests"],
    ],
    ids=["ruff check", "ruff format", "mypy"],
)
def test_program_passes(root: Path, command: list[str]) -> None:
    """Style and types hold in the whole program and its tests."""
    done = run_module(root, *command)
    assert done.returncode == 0, "\n" + done.stdout


@pytest.fixture
def skipping(root: Path, tmp_path: Path) -> Path:
    """Return a small project with the rule about skips, one listed skip and one unlisted."""
    tests = tmp_path / "project" / "tests"
    tests.mkdir(parents=True)
    for name in ("pyproject.toml", "tests/conftest.py", "tests/allowed_skips.txt"):
        (tmp_path / "project" / name).write_bytes((root / name).read_bytes())
    (tests / "test_skipping.py").write_text(SKIPPING, encoding="utf-8", newline="\n")
    return tmp_path / "project"


@pytest.mark.parametrize(
    ("chosen", "continuous", "code", "sentence"),
    [
        ("test_that_runs or test_listed", "true", 0, "1 passed, 1 skipped"),
        (
            "test_that_runs or test_unlisted",
            "true",
            1,
            "test_unlisted 被跳过，理由没有列入",
        ),
        ("test_listed", "true", 1, "没有运行任何测试"),
        ("nothing_at_all", "true", 1, "没有运行任何测试"),
        ("test_that_runs or test_unlisted", "", 0, "1 passed, 1 skipped"),
    ],
    ids=["已列理由", "未列理由", "全部跳过", "没有测试", "不在流水线上"],
)
@pytest.mark.parametrize("spread", SPREAD)
def test_unlisted_skip_fails_under_ci(  # noqa: PLR0913, PLR0917 - a case has four sides
    skipping: Path, chosen: str, continuous: str, code: int, sentence: str, spread: str
) -> None:
    """Under CI a skip must have a listed reason, and something must have been tested, by one process or by two."""
    done = run_pytest(skipping, spread, "-k", chosen, CI=continuous)
    assert done.returncode == code, done.stdout
    assert sentence in done.stdout
    assert done.stdout.count("被跳过，理由没有列入") == sentence.count("被跳过，理由没有列入")


@pytest.mark.parametrize("spread", SPREAD)
def test_skipped_module_fails_under_ci(skipping: Path, spread: str) -> None:
    """A module that skips itself is seen too, once, though every process reads it."""
    text = 'import pytest\n\npytest.skip("整个以后再说", allow_module_level=True)\n'
    (skipping / "tests/test_whole.py").write_text(text, encoding="utf-8", newline="\n")
    done = run_pytest(skipping, spread, "-k", "test_that_runs", CI="true")
    assert done.returncode == 1, done.stdout
    assert done.stdout.count("test_whole.py 被跳过，理由没有列入 tests/allowed_skips.txt：整个以后再说") == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("def test_wrong():\n    assert False\n", "1 failed"),
        ("import os\n\n\ndef test_gone():\n    os._exit(0)\n", "crashed while running"),
        ("import nothing_of_that_name\n", "error"),
    ],
    ids=["失败", "进程自己结束", "读不进来"],
)
def test_failure_in_one_of_several_processes_fails_the_run(skipping: Path, text: str, sentence: str) -> None:
    """What fails in another process, even by ending it, is the exit code of the whole."""
    (skipping / "tests/test_failing.py").write_text(text, encoding="utf-8", newline="\n")
    done = run_pytest(skipping, "-n2", "-k", "test_that_runs or test_failing", CI="true")
    assert done.returncode != 0
    assert sentence in done.stdout


def run_pytest(folder: Path, spread: str, *options: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """Run the tests of a small project, by one process or by several."""
    plugins = ["-p", "no:cacheprovider", *(["-p", "xdist"] if spread == "-n2" else [])]
    return run_module(folder, "pytest", *plugins, spread, *options, **BARE, **settings)


def run_module(folder: Path, *command: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """Run a tool of the environment in a folder."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1", **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
