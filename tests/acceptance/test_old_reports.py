"""Real reports of 2010 to 2016: their contradictions are found, and nothing else is claimed."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure.prose import find_blanks, find_contradictions

EXPECTED = {
    "dangshan-county-2013.txt": [],
    "hebei-province-2014.txt": [],
    "qingyuan-county-2016.txt": [
        "系统共受理群众咨询投诉件206件，办结279件，办理的多于收到的",
        "参与评星199件，其中各部分之和却是 147＋4＋5＋33＝189",
        "网络回应人共受理群众留言291件，回复271件，回复率应为 93.1%，写的是 96.1%",
    ],
    "shenyang-foreign-affairs-2015.txt": [],
    "zengcheng-city-2010.txt": [],
}
"""Checked by hand: 清原 2016 contradicts itself three times; the parts in 沈阳 2015 (92) and 增城 2010 (564) add up."""


@pytest.mark.parametrize("name", EXPECTED)
def test_contradictions_of_a_real_report(name: str, shared: Path) -> None:
    """真实报告里的矛盾一处不多、一处不少。"""
    text = (shared / "sources" / name).read_text(encoding="utf-8")
    assert [found.what for found in find_contradictions(text)] == EXPECTED[name]


def test_every_real_report_is_looked_at(shared: Path) -> None:
    """材料文件夹里的每一份都核对过。"""
    assert {path.name for path in (shared / "sources").glob("*.txt")} == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_real_reports_have_no_placeholders(name: str, shared: Path) -> None:
    """真实报告没有没填的空，不误报。"""
    text = (shared / "sources" / name).read_text(encoding="utf-8")
    assert [text[blank.start : blank.end] for blank in find_blanks(text)] == []
