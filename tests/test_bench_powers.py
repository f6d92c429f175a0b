"""The made-up county that lists of powers are measured with is of the promised size, and its lists are good."""

from pathlib import Path

import pytest

from bench.generate import TODAY
from bench.powers import ORGANS, PART, POWERS, lists, sizes, write_county
from disclosure.publication import check
from disclosure.source.characters import MAX_BYTES


def test_it_has_the_promised_organs_and_powers() -> None:
    """39 个机关、1119 项职权，每个文件不超过规定的项数，每次生成一样。"""
    assert (len(sizes()), sum(sizes())) == (ORGANS, POWERS) == (39, 1119)
    made = list(lists())
    assert made == list(lists())
    assert max(len(data["事项"]) for _, data in made) == PART


@pytest.mark.slow
def test_its_lists_have_no_problems(tmp_path: Path) -> None:
    """检查下来没有错误，也没有提醒；最大的文件也在上限以内。"""
    count = write_county(tmp_path)
    result = check(tmp_path, TODAY)
    assert result.files == count
    assert result.problems == ()
    assert max(path.stat().st_size for path in tmp_path.glob("catalogue/*/power-list/*.yml")) < MAX_BYTES
