"""The launcher: what it takes for ready, how it heals, what it says, and one real .venv under a Chinese name."""

import ast
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

COMMAND_LINE = """
import os
import sys


def main(args):
    import disclosure

    print(ascii([args, os.path.basename(os.path.dirname(sys.prefix)), sys.flags.utf8_mode, os.getcwd()]))
    print(sorted(name for name in os.environ if name in ("NO_MKDOCS_2_WARNING", "PYTHONUTF8", "DISCLOSURE_LAUNCHED")))
    return 7
"""
UNREACHABLE = "absent-package==1.0 --hash=sha256:" + "0" * 64 + "\n"


def load_launcher(root: Path) -> ModuleType:
    """Load the launcher of this checkout without running it."""
    spec = importlib.util.spec_from_file_location("launcher", root / "hooks" / "__main__.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def launcher(root: Path) -> ModuleType:
    """Return the launcher as a module."""
    return load_launcher(root)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout that has nothing but two lock files."""
    folder = tmp_path / "信息公开 站"
    folder.mkdir()
    (folder / "requirements.txt").write_text("a==1\n", encoding="utf-8", newline="\n")
    (folder / "requirements-test.txt").write_text("a==1\nb==2\n", encoding="utf-8", newline="\n")
    return folder


def make_sound(launcher: ModuleType, checkout: Path, *locks: str) -> object:
    """Give a checkout a .venv that looks finished for some lock files."""
    environment = launcher.Environment(str(checkout), locks)
    python = Path(environment.python)
    python.parent.mkdir(parents=True)
    python.touch()
    for lock in locks:
        environment.write(environment.stamp_path(lock), environment.stamp(lock))
    return environment


def ready(launcher: ModuleType, checkout: Path, *locks: str) -> bool:
    """Ask a new launcher whether these lock files are installed."""
    return bool(launcher.Environment(str(checkout), locks).ready())


@pytest.mark.parametrize("version", [(3, 5, 2), (3, 9, 18), (3, 10, 99)])
def test_old_python_is_told_what_is_needed(launcher: ModuleType, version: tuple[int, ...]) -> None:
    """The sentence names the version needed and the one found, in Chinese and in English."""
    problem = launcher.version_problem(version)
    found = ".".join(map(str, version))
    assert problem.splitlines()[0].startswith(f"需要 Python 3.11 或更高版本，现在运行的是 {found}。")
    assert problem.splitlines()[1] == f"Python 3.11 or newer is required; this is {found}."


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 1), (4, 0, 0)])
def test_new_python_is_accepted(launcher: ModuleType, version: tuple[int, ...]) -> None:
    """From 3.11 on nothing is said."""
    assert launcher.version_problem(version) == ""


def test_old_python_can_parse_the_launcher(root: Path) -> None:
    """An interpreter that cannot parse the file could not say which version is needed."""
    source = (root / "hooks" / "__main__.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 5))
    kinds = (ast.JoinedStr, ast.NamedExpr, ast.AnnAssign, ast.Match)
    assert not [node for node in ast.walk(ast.parse(source)) if isinstance(node, kinds)]


@pytest.mark.parametrize(
    ("args", "testing"),
    [(["test"], True), (["--quiet", "test"], True), (["build"], False), (["check", "test"], False), ([], False)],
    ids=["test", "选项在前", "build", "名为 test 的路径", "没有命令"],
)
def test_only_test_needs_the_test_lock(launcher: ModuleType, args: list[str], testing: bool) -> None:  # noqa: FBT001
    """The other commands do without the test requirements."""
    assert launcher.needed_locks(args) == ("requirements.txt", "requirements-test.txt")[: 1 + testing]


def test_finished_environment_is_ready(launcher: ModuleType, checkout: Path) -> None:
    """Right stamps are enough for the commands they stand for, and only for those."""
    make_sound(launcher, checkout, "requirements.txt")
    assert ready(launcher, checkout, "requirements.txt")
    assert not ready(launcher, checkout, "requirements.txt", "requirements-test.txt")


def test_missing_environment_is_not_ready(launcher: ModuleType, checkout: Path) -> None:
    """Nothing is there at first."""
    assert not ready(launcher, checkout, "requirements.txt")


def test_changed_lock_is_not_ready(launcher: ModuleType, checkout: Path) -> None:
    """A new lock file means new packages."""
    make_sound(launcher, checkout, "requirements.txt")
    (checkout / "requirements.txt").write_text("a==2\n", encoding="utf-8", newline="\n")
    assert not ready(launcher, checkout, "requirements.txt")


def test_line_ends_of_the_lock_do_not_count(launcher: ModuleType, checkout: Path) -> None:
    """A checkout with Windows line ends has the same requirements."""
    make_sound(launcher, checkout, "requirements.txt")
    (checkout / "requirements.txt").write_bytes(b"a==1\r\n")
    assert ready(launcher, checkout, "requirements.txt")


def test_environment_cut_short_is_not_ready(launcher: ModuleType, checkout: Path) -> None:
    """A run killed while packages changed leaves its mark, and the next run starts anew."""
    make_sound(launcher, checkout, "requirements.txt")
    (checkout / ".venv" / "unfinished").touch()
    assert not ready(launcher, checkout, "requirements.txt")


def test_environment_without_its_python_is_not_ready(launcher: ModuleType, checkout: Path) -> None:
    """An upgrade of the system may take the interpreter away."""
    environment = make_sound(launcher, checkout, "requirements.txt")
    Path(environment.python).unlink()  # type: ignore[attr-defined]
    assert not ready(launcher, checkout, "requirements.txt")


def test_other_interpreter_is_not_ready(launcher: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Packages of one Python version do not serve another."""
    make_sound(launcher, checkout, "requirements.txt")
    monkeypatch.setattr(sys, "platform", "other")
    assert not ready(launcher, checkout, "requirements.txt")


def test_copied_checkout_is_not_ready(launcher: ModuleType, checkout: Path) -> None:
    """A copied .venv holds scripts that run the original."""
    make_sound(launcher, checkout, "requirements.txt")
    copy = checkout.with_name("副本")
    checkout.rename(copy)
    assert not ready(launcher, copy, "requirements.txt")


def test_missing_lock_is_said(launcher: ModuleType, checkout: Path) -> None:
    """An incomplete checkout is named as such."""
    (checkout / "requirements.txt").unlink()
    with pytest.raises(launcher.LauncherError, match=r"没有找到 requirements\.txt"):
        ready(launcher, checkout, "requirements.txt")


def test_missing_venv_module_is_said(launcher: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian splits ensurepip off; the sentence says which package brings it."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object())
    environment = launcher.Environment(str(checkout), ("requirements.txt",))
    with pytest.raises(launcher.LauncherError, match=r"缺少 ensurepip 组件.*\n.*apt install python3-venv"):
        environment.prepare()


@pytest.mark.parametrize(
    ("output", "name"),
    [
        ("WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError'", "PIP_NETWORK"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "PIP_HASHES"),
        ("ERROR: [Errno 28] No space left on device", "PIP_OTHER"),
    ],
)
def test_failure_of_pip_is_told_apart(launcher: ModuleType, output: str, name: str) -> None:
    """No network, a wrong hash and everything else have sentences of their own."""
    assert launcher.pip_problem(output) == getattr(launcher, name)


def test_only_the_last_lines_are_shown(launcher: ModuleType) -> None:
    """A long output is cut to its end."""
    shown = launcher.last_lines("\n\n".join(f"line {number}" for number in range(50)))
    assert shown.splitlines() == [f"  line {number}" for number in range(42, 50)]


def test_start_without_work_loads_little(root: Path, checkout: Path, launcher: ModuleType) -> None:
    """What only a first run needs is not imported on every start."""
    make_sound(launcher, checkout, "requirements.txt")
    question = (
        "import runpy, sys; launcher = runpy.run_path(sys.argv[1]);"
        "assert launcher['Environment'](sys.argv[2], ('requirements.txt',)).ready();"
        "print(sorted({'pathlib', 'subprocess', 'typing', 'shutil', 'time.sleep'} & set(sys.modules)))"
    )
    command = [sys.executable, "-I", "-S", "-c", question, str(root / "hooks" / "__main__.py"), str(checkout)]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    # runpy itself may bring pathlib or typing in some versions; subprocess is the one that costs.
    assert "subprocess" not in done.stdout


def start(checkout: Path, *args: str, **settings: str) -> "subprocess.Popen[str]":
    """Start the launcher of a checkout from another folder, apart from pip settings of the computer."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    environment.update({"PIP_CONFIG_FILE": os.devnull, "PYTHONIOENCODING": "utf-8", **settings})
    return subprocess.Popen(
        [sys.executable, str(checkout / "hooks"), *args],
        cwd=checkout.parent,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


@pytest.mark.slow
def test_real_environment(root: Path, checkout: Path) -> None:
    """Two first runs at once make one .venv; later runs start at once; without network one sentence says so."""
    package = checkout / "hooks" / "disclosure"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "cli.py").write_text(COMMAND_LINE, encoding="utf-8", newline="\n")
    launcher_text = (root / "hooks" / "__main__.py").read_text(encoding="utf-8")
    (checkout / "hooks" / "__main__.py").write_text(launcher_text, encoding="utf-8", newline="\n")
    (checkout / "requirements.txt").write_text("# nothing\n", encoding="utf-8", newline="\n")
    (checkout / "requirements-test.txt").write_text(UNREACHABLE, encoding="utf-8", newline="\n")

    first, second = (start(checkout, "build", "甲 乙") for _ in range(2))
    outputs = [first.communicate(timeout=300), second.communicate(timeout=300)]
    assert [first.returncode, second.returncode] == [7, 7], outputs
    for output, _ in outputs:
        assert output.splitlines() == [
            ascii([["build", "甲 乙"], checkout.name, 1, str(checkout.parent)]),
            "['NO_MKDOCS_2_WARNING', 'PYTHONUTF8']",
        ]
    assert sorted(errors.count("正在准备运行环境，只在首次运行") for _, errors in outputs) == [0, 1]

    later = start(checkout, "build", "甲 乙")
    assert later.communicate(timeout=60) == (outputs[0][0], "")

    # No index answers on this port; the run requirements stay usable.
    offline = start(checkout, "test", PIP_INDEX_URL="http://127.0.0.1:9/", PIP_RETRIES="1")
    output, errors = offline.communicate(timeout=300)
    assert offline.returncode == 1
    assert output == ""
    assert "运行环境没有准备好：下载 requirements-test.txt 所列程序时连接失败" in errors
    assert "Traceback" not in errors
    again = start(checkout, "build", "甲 乙")
    assert again.communicate(timeout=60) == (outputs[0][0], "")

    # The package is found by the interpreter of the .venv alone, as `mkdocs build` and worker processes need.
    python = checkout / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    subprocess.run([python, "-I", "-c", "import disclosure.cli"], check=True, cwd=checkout.parent)

    # A killed run leaves this mark: the next one makes everything anew.
    (checkout / ".venv" / "unfinished").touch()
    (checkout / ".venv" / "leftover").touch()
    healed = start(checkout, "build", "甲 乙")
    output, errors = healed.communicate(timeout=300)
    assert output == outputs[0][0]
    assert errors.startswith("正在准备运行环境")
    assert not (checkout / ".venv" / "leftover").exists()
