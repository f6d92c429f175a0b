"""Rows of official forms: three ways of writing them give the same numbers, and no cell stays open."""

from __future__ import annotations

import pickle
from decimal import Decimal
from typing import Annotated, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from disclosure.fields import Amount, Cell, Cells, Columns, Filled, Model, Yuan, explain, term

SAME_EVERY_TIME = settings(derandomize=True, database=None, deadline=None, max_examples=300)
NAMES = ("甲", "乙", "合计")


class Form(Model):
    """A form with one row, one cell and two amounts."""

    row: Annotated[Cells, Columns(NAMES, total="合计")] = term("行", about="一行", example="0")
    cell: Cell = term("格", about="一格", example="0", default=0)
    amount: Annotated[Amount, Filled] = term("金额", about="金额", example="0", default=Decimal(0))
    yuan: Yuan = term("元", about="金额", example="0", default=Decimal(0))


def row(value: object) -> Cells:
    """The row that was read."""
    return Form.model_validate({"行": value}).row


def faults(**values: object) -> list[tuple[str, tuple[str | int, ...], str]]:
    """Rule, place and sentence of each fault."""
    with pytest.raises(ValidationError) as caught:
        Form.model_validate({"行": "0", **values})
    return [(problem.rule, problem.loc, problem.text) for problem in explain(caught.value, Form, "a.yml")]


@SAME_EVERY_TIME
@given(numbers=st.tuples(*[st.integers(0, 10**9)] * len(NAMES)))
def test_ways_of_writing_a_row_agree(numbers: tuple[int, ...]) -> None:
    """依次写、按列名写，读出的数相同，每个数都知道写在哪里。"""
    texts = [str(number) for number in numbers]
    in_order = row(texts)
    named = row({name: text for name, text in zip(NAMES, texts, strict=True) if text != "0" or name == "合计"})
    assert in_order == named == numbers
    assert [in_order.at(place) for place in range(len(NAMES))] == [(0,), (1,), (2,)]
    for place, name in enumerate(NAMES):
        assert named.at(place) == ((name,) if numbers[place] or name == "合计" else ())
    assert pickle.loads(pickle.dumps(named)).places == named.places  # noqa: S301 - our own bytes


def test_a_single_zero_is_a_row_of_zeros() -> None:
    """只写一个 0，表示整行都是 0。"""
    assert row("0") == (0, 0, 0)
    assert row("0").at(1) == ()


@pytest.mark.parametrize("open_cell", [None, "", " ", "/", "／", "—", "——", "-", "－", "无", "　", "N/A", "…", "\\"])
def test_an_open_cell_is_answered_with_its_column(open_cell: str | None) -> None:
    """空着、画线、写“无”的格，说出是哪一列，并说写 0。"""
    for value, place in (([open_cell, "1", "1"], 0), ({"甲": open_cell, "合计": "1"}, "甲")):
        ((rule, loc, text),) = faults(行=value)
        assert (rule, loc) == ("blank-cell", ("行", place))
        assert "“甲”一格" in text
        assert "请写 0" in text


@pytest.mark.parametrize("value", ["/", "—", "无", " "])
def test_open_rows_cells_and_amounts(value: str) -> None:
    """整行、单格、金额空着，也说写 0。"""
    for field in ("行", "格", "金额"):
        ((rule, loc, text),) = faults(**{field: value})
        assert (rule, loc) == ("blank-cell", (field,))
        assert "请写 0" in text


def test_all_wrong_cells_are_told_at_once() -> None:
    """一行里几格有错，一次说完。"""
    found = faults(行=["/", "3件", "1.5"])
    assert [(rule, loc) for rule, loc, _ in found] == [
        ("blank-cell", ("行", 0)),
        ("bad-count", ("行", 1)),
        ("bad-count", ("行", 2)),
    ]


@pytest.mark.parametrize(
    ("value", "rule", "said"),
    [
        (["1", "1"], "wrong-shape", "这里有 2 个"),
        (["1，2，3"], "wrong-shape", "不是英文逗号"),
        ("12", "wrong-shape", "应有 3 个数"),
        ({"丙": "1", "合计": "1"}, "unknown-field", "没有“丙”这一列"),
        ({"甲": "1"}, "missing-field", "没有写“合计”"),
        ([["1"], "1", "1"], "bad-count", "“甲”一格"),
        ({"甲": {"乙": "1"}, "合计": "1"}, "bad-count", "“甲”一格"),
    ],
)
def test_rows_of_another_shape(value: Any, rule: str, said: str) -> None:  # noqa: ANN401 - any YAML data
    """个数不对、列名不对、没有总计、写成别的样子，都说得清。"""
    ((found, _, text),) = faults(行=value)
    assert found == rule
    assert said in text


@pytest.mark.parametrize(("value", "mend"), [("300元", "300"), ("1,200.50", "1200.50"), ("-3", ""), ("1.234", "")])
def test_amounts_in_yuan(value: str, mend: str) -> None:
    """以元为单位的金额：不带单位，不小于 0，最多两位小数。"""
    ((rule, _, text),) = faults(元=value)
    assert rule == "bad-amount"
    assert f"请写成 {mend}" in text if mend else "单位按元" in text


def test_schema_offers_the_three_ways() -> None:
    """编辑器补全认得三种写法。"""
    schema = Form.model_json_schema(by_alias=True)["properties"]["行"]
    ways = schema["anyOf"]
    assert [way.get("type") for way in ways] == ["array", "object", None]
    assert list(ways[1]["properties"]) == list(NAMES)
    assert ways[1]["required"] == ["合计"]
