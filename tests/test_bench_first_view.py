"""The measurement of what readers wait for measures, and its results are of the whole demo."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.first_view import COLUMNS, MATERIAL, OURS, RESULTS
from sites.once import demo_site


@pytest.mark.bench
@pytest.mark.slow
@pytest.mark.browser
def test_measurement_runs_to_its_end(root: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """只量首页一轮：两个网站各得一行数字，再加比值；本程序的页面轻得多，没有位移。"""
    program: list[str | Path] = [sys.executable, root / "tests" / "bench" / "first_view.py", "--date", "2026-11-22"]
    less: list[str | Path] = [
        "--rounds",
        "1",
        "--only",
        "首页",
        "--texts",
        "3",
        "--site",
        demo_site(tmp_path_factory).site,
    ]
    places: list[str | Path] = ["--work", tmp_path / "work", "--results", tmp_path / "results.md"]
    done = subprocess.run([*program, *less, *places], check=False, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "results.md").read_text(encoding="utf-8")
    rows = {whose: row.split(" | ") for whose, row in re.findall(r"^\| 首页 \| (\S+) \| (.*) \|$", text, re.MULTILINE)}
    assert list(rows) == [OURS, MATERIAL, "之比"]
    assert {len(row) for row in rows.values()} == {len(COLUMNS)}
    size, shift = list(COLUMNS.values()).index("size"), list(COLUMNS.values()).index("shift")
    assert 20 < float(rows[OURS][size]) < float(rows[MATERIAL][size])
    assert rows[OURS][shift] == "0.000"
    assert not (tmp_path / "work").exists()


def test_results_are_of_all_sorts_of_pages() -> None:
    """结果里首页、列表、条目、检索四种页面都有，各三行。"""
    text = RESULTS.read_text(encoding="utf-8")
    assert re.findall(r"^\| (\S+) \| 之比 \|", text, re.MULTILINE) == ["首页", "列表", "条目", "检索"]
    assert len(re.findall(rf"^\| \S+ \| (?:{OURS}|{MATERIAL}) \| \d+ \| \d+ \| \d+ \|", text, re.MULTILINE)) == 8
