"""发布后仍需复核：哪一天、什么事，与提醒按同样的日子；页面不随生成的日期变。"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from disclosure.catalogue import Catalogue
from disclosure.kinds import EmergencyPlan
from disclosure.rules import Context, inspect_entry
from disclosure.rules.emergency_plans import evaluate_by
from disclosure.source import read
from disclosure.views.due import to_review
from unit.small_site import loaded, policy, words_of


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ({"有效性": "有效", "失效日期": "2027-03-31"}, [(date(2027, 3, 31), "有效期届满")]),
        (
            {"有效性": "尚未施行", "施行日期": "2027-01-01", "失效日期": "2031-12-31"},
            [(date(2027, 1, 1), "开始施行"), (date(2031, 12, 31), "有效期届满")],
        ),
        ({"有效性": "废止", "失效日期": "2027-03-31", "效力说明": "已废止"}, []),
        (
            {
                "有效性": "有效",
                "失效日期": "2028-01-01",
                "豁免": [{"规则": "number-year-mismatch", "理由": "原文如此", "到期日": "2026-12-31"}],
            },
            [(date(2026, 12, 31), "豁免到期"), (date(2028, 1, 1), "有效期届满")],
        ),
    ],
)
def test_days_of_a_document(tmp_path: Path, changes: dict[str, Any], due: list[tuple[date, str]]) -> None:
    """届满、施行、豁免到期各有日子；不再有效的不列。"""
    found = to_review(loaded(tmp_path, {"xzfb/policy/1.yml": policy(1, **changes)}))
    assert [(one.on, one.what) for one in found.dues] == due
    assert [(organ.slug, without, total) for organ, without, total in found.unrecorded] == [("xzfb", 1, 1)]


def test_days_are_those_of_the_warnings(root: Path) -> None:
    """预案到了那一天还没有提醒，过了一天就有；复核清单按同一天列。"""
    words = words_of(root)
    path = "catalogue/.examples/emergency-plan/good.yml"
    data = read((root / path).read_bytes(), path).data
    plan = EmergencyPlan.model_validate(data).filed(path, words.organs[0].slug)
    day = evaluate_by(plan, words)
    assert day
    assert [warned(root, plan, on) for on in (day, day + timedelta(days=1))] == [False, True]
    found = to_review(Catalogue(words, (plan,), (), ()))
    assert day in {due.on for due in found.dues if due.what == "评估应急预案"}


def warned(root: Path, plan: EmergencyPlan, on: date) -> bool:
    """Whether the check of a day says that the evaluation is due."""
    problems = inspect_entry(Context(root, words_of(root), on), plan)
    return "plan-evaluation-due" in {problem.rule for problem in problems}
