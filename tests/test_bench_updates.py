"""The week of the measurement of updates is what it says, and the package keeps to its bound."""

import re

from bench.updates import ADDED, BOUND, CHANGED, HEADING, REMOVED, RESULTS, versions


def test_the_week_changes_what_it_says() -> None:
    """一周的变化：新增、修改、删去的条目数与说明一致，每次相同。"""
    old, new = ({entry.path: entry.text() for entry in made} for made in versions(300))
    assert len(new.keys() - old.keys()) == ADDED
    assert len(old.keys() - new.keys()) == REMOVED
    corrected = [
        path for path in old.keys() & new.keys() if "第九十九条" in new[path] and "第九十九条" not in old[path]
    ]
    assert len(corrected) == CHANGED
    again = [{entry.path: entry.text() for entry in made} for made in versions(300)]
    assert again == [old, new]


def test_the_package_keeps_to_its_bound() -> None:
    """结果是九百兆的副本的，更新包不超过 xdelta3 的一倍半，不超过副本的百分之二。"""
    section = RESULTS.read_text(encoding="utf-8").partition(f"## {HEADING}\n")[2].partition("\n## ")[0]
    found = re.search(r"个文件，(\d+) MB.*副本的 ([\d.]+)%.*更新包与 xdelta3 之比 \| ([\d.]+)（", section, re.DOTALL)
    assert found
    size, share, ratio = map(float, found.groups())
    assert size >= 890
    assert share <= 2
    assert 0 < ratio <= BOUND
