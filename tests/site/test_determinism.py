"""The same catalogue gives the same bytes, wherever, whenever and however it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sites.project import ROOT, Project, Tree, differing, environment, tree_of

PROGRAM = ROOT / "tests/sites/separate_build.py"


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What differs from one build to another."""

    name: str
    settings: dict[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    umask: int = 0o022
    folder: str = "site"


CASES = (
    Circumstances(
        name="东方时区、中文区域",
        settings={"TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8", "PYTHONHASHSEED": "1"},
        umask=0o077,
        folder="本 地 的 网站",
    ),
    Circumstances(
        name="西方时区、无区域、两个进程",
        settings={"TZ": "America/Los_Angeles", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "4242"},
        words=("jobs=2",),
        umask=0o002,
    ),
    Circumstances(
        name="文件次序颠倒、别的日期",
        settings={"TZ": "UTC", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1893456000"},
        words=("backwards=1", "jobs=3"),
    ),
)


def built(project: Project, folder: Path, case: Circumstances) -> Tree:
    """Build a copy of the project from nothing, in a process of its own."""
    root = project.copy(folder / case.folder).root
    for kept in ("site", ".cache"):
        shutil.rmtree(root / kept)
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(root), str(root / "site"), *case.words],
        check=False,
        env=environment(PYTHONPATH=os.pathsep.join([str(ROOT / "hooks"), str(ROOT / "tests")]), **case.settings),
        capture_output=True,
        encoding="utf-8",
        umask=case.umask,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return tree_of(root / "site")


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_bytes_do_not_depend_on_circumstances(made: Project, tree: Tree, tmp_path: Path, case: Circumstances) -> None:
    """时区、区域、散列种子、权限掩码、路径、文件次序、进程数、日期都不影响结果。"""
    assert differing(built(made, tmp_path, case), tree) == set()
