"""The measurement of copies measures; each measurement keeps to its section of the results."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench import copies_site
from bench.copies import HEADING, RESULTS, TITLE
from bench.measure import tree
from bench.sections import put_section


def test_sections_do_not_touch_each_other(tmp_path: Path) -> None:
    """各写各的一节，重写时别的不动。"""
    path = tmp_path / "R.md"
    put_section(path, "标题", "甲", "一\n\n二")
    put_section(path, "标题", "乙", "三")
    put_section(path, "标题", "甲", "### 小节\n\n四\n")
    assert path.read_text(encoding="utf-8") == "# 标题\n\n## 甲\n\n### 小节\n\n四\n\n## 乙\n\n三\n"


def test_the_site_is_the_same_at_every_run(root: Path, tmp_path: Path) -> None:
    """同样的数目，每次生成一字不差，没有两个相同的文件。"""
    counts = [copies_site.write_site(root, tmp_path / name, 60, 600_000) for name in ("a", "b")]
    assert counts[0] == counts[1]
    first = tree(tmp_path / "a")
    assert first == tree(tmp_path / "b")
    assert len(set(first.values())) == len(first) == counts[0][0] + 1  # the mark is no part of a copy
    assert counts[0][1] == pytest.approx(600_000, rel=0.2)


def test_results_are_of_the_size_that_is_asked_for() -> None:
    """结果是一万三千个文件、九百兆的，命令行、浏览器都达到要求。"""
    text = RESULTS.read_text(encoding="utf-8")
    assert text.startswith(f"# {TITLE}\n")
    found = re.search(r"^(\d+) 个文件，([\d.]+) MB；副本", text, re.MULTILINE)
    assert found
    assert int(found[1]) >= 13_000
    assert float(found[2]) >= 890
    assert text.count("：达到 |") == 2
    assert "没有达到" not in text


@pytest.mark.bench
@pytest.mark.slow
@pytest.mark.browser
def test_measurement_runs_to_its_end(root: Path, tmp_path: Path) -> None:
    """整个测量以很小的网站跑一遍：每个程序都接受副本，浏览器没有联网。"""
    program: list[str | Path] = [sys.executable, root / "tests" / "bench" / "copies.py", "--date", "2026-11-22"]
    less = ["--files", "60", "--megabytes", "0.6", "--rounds", "1"]
    places: list[str | Path] = ["--work", tmp_path / "work", "--results", tmp_path / "results.md"]
    done = subprocess.run([*program, *less, *places], check=False, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "results.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {TITLE}\n\n## {HEADING}\n\n2026-11-22 测量；")
    assert re.search(r"^61 个文件，0\.\d MB；副本在 data/ 以外另有 ", text, re.MULTILINE)
    assert len(re.findall(r"^\| [^|]+ \| \d+\.\d\d（\d+\.\d\d） \|", text, re.MULTILINE)) == 7
    assert not (tmp_path / "work").exists()
