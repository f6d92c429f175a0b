"""What must hold for the files of the repository, whatever they contain."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

LARGEST = 1_000_000
LOCKS = ("requirements.txt", "requirements-test.txt")
# Written so that this file does not find itself.
MACHINE_PATH = re.compile(rb"(?<![A-Za-z0-9.])/(?:home|root|work)/|[A-Z]:\\Users\\")
INDEX_ADDRESS = re.compile(
    rb"--(?:extra-)?index[-]url[ =]|--find[-]links|--trusted[-]host"
    rb"|https?://[^\s\"']*/(?:pypi/)?simple\b|https?://(?:[a-z]+\.)?(?:pypi\.org|pythonhosted\.org)|file:///(?:opt|srv|mnt)"
)
REQUIREMENT = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)(?: ; (.+?))? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


@pytest.fixture(scope="module")
def files(root: Path) -> list[Path]:
    """Return the files of the repository, with those not added yet and without those ignored."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True).stdout
    found = [root / name for name in sorted(set(listed.decode("utf-8").split("\0"))) if name]
    existing = [path for path in found if path.is_file() and not path.is_symlink()]
    assert existing
    return existing


def matches(files: list[Path], root: Path, pattern: re.Pattern[bytes]) -> list[str]:
    """Return where a pattern occurs, as path:line."""
    return [
        f"{path.relative_to(root).as_posix()}:{number}"
        for path in files
        for number, line in enumerate(path.read_bytes().split(b"\n"), start=1)
        if pattern.search(line)
    ]


def locked(path: Path) -> dict[str, tuple[str, frozenset[str]]]:
    """Read a lock file strictly: each requirement with its version, marker and hashes."""
    result: dict[str, tuple[str, frozenset[str]]] = {}
    name, hashes = "", set[str]()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.lstrip().startswith("#"):
            continue
        if head := REQUIREMENT.match(line):
            name, hashes = head[1], set()
            assert name not in result, f"{path.name}:{number}: {name} twice"
            result[name] = (line, frozenset())
            continue
        assert HASH.match(line), f"{path.name}:{number}: neither requirement nor hash: {line}"
        hashes.add(line.strip(" \\"))
        result[name] = (result[name][0], frozenset(hashes))
    return result


def test_no_machine_paths(root: Path, files: list[Path]) -> None:
    """No file tells where somebody's computer keeps things."""
    assert matches(files, root, MACHINE_PATH) == []


def test_no_index_addresses(root: Path, files: list[Path]) -> None:
    """Where packages come from is decided by the computer that installs them."""
    assert matches(files, root, INDEX_ADDRESS) == []


def test_no_large_files(root: Path, files: list[Path]) -> None:
    """The repository stays quick to fetch."""
    assert [str(path.relative_to(root)) for path in files if path.stat().st_size > LARGEST] == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_has_hashes(root: Path, name: str) -> None:
    """A lock without a hash locks nothing."""
    requirements = locked(root / name)
    assert requirements
    assert [requirement for requirement, (_, hashes) in requirements.items() if not hashes] == []


def test_test_lock_holds_the_run_lock(root: Path) -> None:
    """The launcher installs the test lock alone, so it must hold everything of the other, in the same versions."""
    run, test = (locked(root / name) for name in LOCKS)
    assert {name: test.get(name) for name in run} == run
    assert set(test) > set(run)


def test_requirements_equal_the_project(root: Path) -> None:
    """The dependencies are said twice, for two tools; both say the same."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    lines = (root / "requirements.in").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == project["project"]["dependencies"]


@pytest.mark.parametrize("folder", ["/site/", ".venv/", ".cache/"])
def test_made_folders_are_ignored(root: Path, folder: str) -> None:
    """What the program makes never gets into the repository."""
    assert folder in (root / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_texts_have_unix_line_ends(root: Path) -> None:
    """A save on Windows does not change every line."""
    assert "* text=auto eol=lf" in (root / ".gitattributes").read_text(encoding="utf-8").splitlines()


def workflows(root: Path) -> list[Path]:
    """Return the workflow files."""
    found = sorted((root / ".github" / "workflows").glob("*.yml"))
    assert found
    return found


def test_workflows_start_without_rights(root: Path) -> None:
    """Each workflow gives up all rights and each job asks for those it needs."""
    for path in workflows(root):
        workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert workflow["permissions"] == {}, path.name
        assert all("permissions" in job for job in workflow["jobs"].values()), path.name


def test_actions_are_pinned(root: Path) -> None:
    """An action is named by its commit, and the checkout leaves no credentials behind."""
    pinned = re.compile(r"^[a-z-]+/[a-z-]+@[0-9a-f]{40}$")
    for path in workflows(root):
        workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
        steps = [step for job in workflow["jobs"].values() for step in job.get("steps", ()) if "uses" in step]
        assert [step["uses"] for step in steps if not pinned.match(step["uses"])] == [], path.name
        checkouts = [step for step in steps if step["uses"].startswith("actions/checkout@")]
        assert all(step["with"]["persist-credentials"] is False for step in checkouts), path.name


def test_pipeline_tests_then_builds(root: Path) -> None:
    """The pipeline stops at the first failure and runs the same two commands a reader of the manual would."""
    lines = (root / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert "set -euo pipefail" in lines
    assert [line for line in lines if line.startswith("python3 ")] == ["python3 hooks test", "python3 hooks build"]


def test_each_part_of_the_style_sheet_is_closed(root: Path) -> None:
    """A brace lost in a merge would swallow the parts that follow without any message."""
    parts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((root / "overrides/look").glob("*.css"))}
    assert [name for name, text in parts.items() if text.count("{") != text.count("}")] == []
    assert len(parts) > 5
