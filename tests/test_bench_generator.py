"""The made-up entries that the speed is measured with are good entries, of the promised size and variety."""

from pathlib import Path

import pytest

from bench.generate import TODAY, entries, write_site
from disclosure.publication import check


@pytest.fixture(scope="module")
def vocabulary(root: Path) -> Path:
    """Return the folder of the project's vocabulary."""
    return root / "catalogue" / "vocabulary"


@pytest.mark.parametrize("size", ["S", "L"])
def test_generated_entries_have_no_problems(tmp_path: Path, size: str) -> None:
    """生成的条目检查下来没有错误，也没有提醒。"""
    write_site(50, size, tmp_path)
    result = check(tmp_path, TODAY, jobs=1)
    assert result.files == 50
    assert result.problems == ()


def test_same_entries_at_every_run(vocabulary: Path) -> None:
    """同样的参数，每次生成的文件一字不差。"""
    first, second = (entries(50, "L", vocabulary) for _ in range(2))
    assert [(entry.path, entry.text()) for entry in first] == [(entry.path, entry.text()) for entry in second]
    assert len({entry.path for entry in first}) == 50


@pytest.mark.parametrize(("size", "least", "most"), [("S", 1500, 2100), ("L", 5500, 6500)])
def test_entries_are_of_the_promised_size(vocabulary: Path, size: str, least: int, most: int) -> None:
    """小条目约 1.8 KB，大条目约 6 KB。"""
    made = entries(200, size, vocabulary)
    assert least < sum(len(entry.text().encode()) for entry in made) / len(made) < most


def test_entries_vary(vocabulary: Path) -> None:
    """有表格、列表、加粗和标题，有相互关系和各种有效性，不是同一个条目的复印件。"""
    made = entries(400, "L", vocabulary)
    texts = [entry.text() for entry in made]
    for sign in (
        "\n  | ",
        "\n  - ",
        "**",
        "\n  ## ",
        "\n废止:",
        "\n修改:",
        "\n依据:",
        "有效性: 失效",
        "有效性: 已修改",
    ):
        assert 0 < sum(sign in text for text in texts) < len(texts), sign
    marked = [
        text for text in texts if any(sign in text for sign in ("\n  | ", "**")) or "\n  - " in text.split("正文")[1]
    ]
    assert 0.12 < len(marked) / len(made) < 0.28
    assert len({entry.organ for entry in made}) > 10
    assert len({entry.issued.year for entry in made}) > 10
