"""A real report of 2010, in the older form: its figures reconcile as filed, and a slip in any of them is found."""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from disclosure.kinds import EarlyAnnualReport
from unit.small_site import CODE, checked, rules_of

CHANNELS = {
    "当面申请": "109",
    "传真申请": "87",
    "电子邮件申请": "98",
    "网上申请": "179",
    "信函申请": "79",
    "其他形式申请": "12",
}
CONTENTS = {"城乡规划类": "16.8%", "社会保障类": "23.2%", "医疗卫生教育类": "12.6%"}
ANSWERS = {
    "同意公开": ("498", "88.3%"),
    "同意部分公开": ("8", "1.4%"),
    "不予公开": ("13", "2.3%"),
    "信息不存在": ("10", "1.8%"),
    "非本机关政府信息": ("13", "2.3%"),
    "申请内容不明确": ("22", "3.9%"),
}
CONSULTATIONS = {"网上咨询": "927", "现场接待咨询": "165817", "电话咨询": "79229", "网站专栏页面访问": "408862"}
PLACE = "xzfb/early-annual-report/2011-00001.yml"


def entry() -> dict[str, Any]:
    """The report as an entry."""
    return {
        "标题": "增城市人民政府2010年度政府信息公开年度报告",
        "索引号": f"{CODE}/2011-00001",
        "发布日期": "2011-03-31",
        "年度": "2010",
        "概述": "见原文。",
        "主动公开情况": {"公开条数": "32122", "说明": "见原文。"},
        "依申请公开情况": {
            "申请总数": "564",
            "申请方式": dict(CHANNELS),
            "申请内容": dict(CONTENTS),
            "答复总数": "564",
            "答复情况": {name: {"件数": count, "占比": share} for name, (count, share) in ANSWERS.items()},
        },
        "咨询情况": dict(CONSULTATIONS),
        "复议诉讼申诉": {"行政复议": "0", "行政诉讼": "0"},
        "收费及减免": {"收取金额": "0", "说明": "没有收取任何费用。"},
        "存在问题及改进": "见原文。",
    }


@pytest.fixture(scope="session")
def source(shared: Path) -> str:
    """The report as it was published."""
    return (shared / "sources/zengcheng-city-2010.txt").read_text(encoding="utf-8")


def test_the_figures_are_those_of_the_report(source: str) -> None:
    """用例里的数都出自原文。"""
    text = source.replace("\n", "")
    for name, count in CHANNELS.items():
        assert f"{name}{count}件" in text
    for share in CONTENTS.values():
        assert share in text
    for count, share in ANSWERS.values():
        assert re.search(rf"\D{count}件", text)
        assert f"占总数的{share}" in text
    for figure in (*CONSULTATIONS.values(), "32122条", "受理信息公开申请564件", "已经答复的564件"):
        assert figure in text


def test_the_report_reconciles(tmp_path: Path) -> None:
    """各种申请方式、各种答复、占比都对得上，没有一处问题。"""
    result = checked(tmp_path, {PLACE: entry()})
    assert [problem.report for problem in result.problems] == []
    assert result.files == 1


def slips() -> list[tuple[str, tuple[str, ...], str, str]]:
    """What is changed, where, to what, and the rule that must speak."""
    found: list[tuple[str, tuple[str, ...], str, str]] = []
    for by in (1, -1):
        found.append((f"申请总数{by:+}", ("申请总数",), str(564 + by), "channels-not-adding"))
        found.append((f"答复总数{by:+}", ("答复总数",), str(564 + by), "answers-not-adding"))
        for name, count in CHANNELS.items():
            found.append((f"{name}{by:+}", ("申请方式", name), str(int(count) + by), "channels-not-adding"))
        for name, (count, share) in ANSWERS.items():
            place = ("答复情况", name)
            found.append((f"{name}{by:+}", (*place, "件数"), str(int(count) + by), "answers-not-adding"))
            changed = f"{float(share[:-1]) + by / 10:.1f}%"
            found.append((f"{name}{changed}", (*place, "占比"), changed, "share-mismatch"))
    for name, share in CONTENTS.items():
        found.append((f"{name}漏了小数点", ("申请内容", name), share.replace(".", ""), "shares-exceed-whole"))
    return found


@pytest.mark.parametrize(("what", "place", "value", "rule"), slips(), ids=[what for what, *_ in slips()])
def test_a_slip_is_found(tmp_path: Path, what: str, place: tuple[str, ...], value: str, rule: str) -> None:
    """件数、总数、占比改动一处，都能查出，并指到那一组；只有百分比的内容分类，加起来超过全部时才查得出。"""
    changed = deepcopy(entry())
    group: dict[str, Any] = changed["依申请公开情况"]
    for name in place[:-1]:
        group = group[name]
    group[place[-1]] = value
    result = checked(tmp_path, {PLACE: changed})
    assert rule in rules_of(result), what
    spoken = next(problem for problem in result.problems if problem.rule == rule)
    assert spoken.line > 1
    assert place[0] in spoken.report or place[-2] in spoken.report


def test_rounding_is_to_the_printed_decimals() -> None:
    """占比照原文的位数保存，不添零、不去零。"""
    report = EarlyAnnualReport.model_validate(entry())
    assert report.requests.answers is not None
    assert {name: f"{part.share}%" for name, part in report.requests.answers.items()} == {
        name: share for name, (_, share) in ANSWERS.items()
    }
