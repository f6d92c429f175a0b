"""Problems: how they are named, placed, ordered and counted."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

import disclosure.publication  # noqa: F401 - declares every rule
from disclosure.problem import PER_FILE, RULES, Problem, Rule, Severity, declare, errors, in_order, quote

RULE = Rule(id="x-y", requires="要求。", reason="缘由。")
PATH = "catalogue/xzfb/policy/1.yml"


def numbered(count: int, path: str = PATH, severity: Severity = "error") -> list[Problem]:
    """So many problems of one file."""
    return [replace(RULE(path, f"第{n}处", at=(n, 1)), severity=severity) for n in range(1, count + 1)]


def test_a_problem_says_field_fault_and_cure() -> None:
    """一句话里有字段、错处、改法。"""
    assert RULE(PATH, "没有填写", "请补上", loc=("附件", 0, "名称")).text == "名称：没有填写，请补上"
    assert RULE(PATH, "没有填写").text == "没有填写"
    assert RULE(PATH, "错了", field="甲", loc=("乙",)).text == "甲：错了"


@pytest.mark.parametrize(("at", "place"), [((0, 0), PATH), ((3, 0), f"{PATH}:3"), ((3, 7), f"{PATH}:3:7")])
def test_a_place_is_as_exact_as_it_is_known(at: tuple[int, int], place: str) -> None:
    """知道到哪里，就写到哪里。"""
    assert RULE(PATH, "错", at=at).place == place


def test_problems_are_sorted_by_file_and_line_without_repetition() -> None:
    """按文件、行、列排列，相同的只列一次。"""
    mixed = [RULE("b", "乙", at=(1, 1)), RULE("a", "甲", at=(10, 1)), RULE("a", "甲", at=(9, 1))]
    assert [problem.place for problem in in_order([*mixed, *mixed])] == ["a:9:1", "a:10:1", "b:1:1"]


def test_up_to_the_bound_all_problems_are_shown() -> None:
    """正好二十处，全部列出。"""
    assert len(in_order(numbered(PER_FILE))) == PER_FILE


def test_beyond_the_bound_the_rest_is_counted() -> None:
    """超过二十处，其余只报数目，各文件、错误和提醒分开算。"""
    shown = in_order([*numbered(25), *numbered(22, severity="warning"), *numbered(3, "b")])
    rests = [(problem.path, problem.severity, problem.message) for problem in shown if problem.rule == "more"]
    assert rests == [
        (PATH, "error", "另有 5 处同类或其他问题未列出"),
        (PATH, "warning", "另有 2 处同类或其他问题未列出"),
    ]
    assert len(shown) == 20 + 1 + 20 + 1 + 3


def test_only_errors_block() -> None:
    """提醒不妨碍发布。"""
    assert errors([*numbered(2), *numbered(3, severity="warning")]) == numbered(2)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("甲\n乙\t丙", "“甲 乙 丙”"), ("一" * 60, f"“{'一' * 60}”"), ("一" * 61, f"“{'一' * 60}…”"), (12, "“12”")],
)
def test_a_value_is_quoted_on_one_line(value: object, shown: str) -> None:
    """引用的值不换行，太长的截短。"""
    assert quote(value) == shown


def test_an_id_is_never_used_twice() -> None:
    """规则编号不能重复声明。"""
    used = next(iter(RULES))
    with pytest.raises(ValueError, match=used):
        declare(used, requires="要求。", reason="缘由。")


def test_every_rule_has_a_plain_id_and_whole_sentences() -> None:
    """编号是小写英文和连接线；要求和缘由是完整的中文句子。"""
    assert len(RULES) > 60
    for rule in RULES.values():
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", rule.id), rule.id
        for text in (rule.requires, rule.reason):
            assert text.endswith("。"), rule.id
            assert re.search("[\u4e00-\u9fff]{2}", text), rule.id
