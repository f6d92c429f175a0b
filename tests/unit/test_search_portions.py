"""How the ranges of grams are put together for the merge."""

from __future__ import annotations

import numpy as np
import pytest

from disclosure.search.runs import portions


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ([3, 0, 7, 5], [(0, 3), (3, 4)]),
        ([0, 0, 500, 1, 2], [(2, 3), (3, 5)]),  # heavier than the limit, after nothing
        ([500, 0, 0], [(0, 1)]),
        ([0, 0], []),
        ([], []),
    ],
)
def test_portions_hold_all_ranges_with_weight(weights: list[int], expected: list[tuple[int, int]]) -> None:
    """相邻的几段合成一份，不超过上限；全空的不成一份。"""
    assert list(portions(np.array(weights, np.int64), 10)) == expected
