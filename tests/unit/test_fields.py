"""The values of fields: what a clerk may write, what is kept, and what is said otherwise."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from disclosure.fields import Amount, Code, Count, Day, Line, Model, Moment, NonEmpty, Text, Web, Year, explain, term
from disclosure.problem import Problem

SAME_EVERY_TIME = settings(derandomize=True, database=None, deadline=None, max_examples=300)
READERS: dict[str, TypeAdapter[Any]] = {
    name: TypeAdapter(kind)
    for name, kind in {
        "day": Day,
        "moment": Moment,
        "amount": Amount,
        "count": Count,
        "year": Year,
        "code": Code,
        "web": Web,
        "line": Line,
        "text": Text,
    }.items()
}
RULE_OF = {"day": "bad-date", "moment": "bad-date", "amount": "bad-amount", "count": "bad-count"}
RULE_OF |= {"year": "bad-year", "code": "bad-code", "web": "bad-link"}


def fault_of(kind: str, value: object) -> dict[str, Any]:
    """What is said about a value that must be refused."""
    with pytest.raises(ValidationError) as caught:
        READERS[kind].validate_python(value)
    return caught.value.errors()[0]["ctx"]


@SAME_EVERY_TIME
@given(day=st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_as_itself(day: date) -> None:
    """每一天都照写的读，不早一天也不晚一天。"""
    assert READERS["day"].validate_python(day.isoformat()) == day
    assert READERS["moment"].validate_python(f"{day} 09:30").isoformat() == f"{day}T09:30:00"
    assert READERS["moment"].validate_python(str(day)).isoformat() == f"{day}T00:00:00"


@SAME_EVERY_TIME
@given(cents=st.integers(-(10**17), 10**17), places=st.integers(0, 6))
def test_amounts_keep_every_digit(cents: int, places: int) -> None:
    """金额一位不多、一位不少，末尾的零也留着。"""
    text = f"{Decimal(cents).scaleb(-places):f}"
    if len(text.lstrip("-").partition(".")[0]) <= 15:
        amount = READERS["amount"].validate_python(text)
        assert str(amount) == text
        assert amount == Decimal(cents).scaleb(-places)


@SAME_EVERY_TIME
@given(
    day=st.dates(date(1950, 1, 1), date(2099, 12, 31)),
    form=st.sampled_from(["{0}年{1}月{2}日", "{0}/{1}/{2}", "{0}.{1}.{2}", "{0:04}{1:02}{2:02}", "{0}-{1}-{2} "]),
)
def test_a_day_written_otherwise_is_put_right_for_the_clerk(day: date, form: str) -> None:
    """别的日期写法不收，但是直接给出应当怎样写。"""
    text = form.format(day.year, day.month, day.day)
    if text.strip() != day.isoformat():
        context = fault_of("day", text)
        assert context["rule"] == "bad-date"
        assert context["mend"] == f"请写成 {day.isoformat()}"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *(
            ("day", v)
            for v in ("2024-02-30", "2023-02-29", "2024-13-01", "0000-01-01", "2024-1-5", "２０２４-０１-０５", "明天")
        ),
        *(("moment", v) for v in ("2024-01-05T09:30", "2024-01-05 9:30", "2024-01-05 24:00", "2024-01-05 09:60")),
        ("moment", "2024-01-05 09:30:00"),
        *(("amount", v) for v in ("1,234.50", "12万元", "１２", "1e3", ".5", "5.", "00.5", "+1", "0x1", "NaN", "inf")),
        *(("amount", v) for v in ("1.1234567", "1" * 16, "--1", "−1", "１.５", "٣")),
        *(("count", v) for v in ("-1", "1.0", "12人", "01", "一", "٣", "1" * 16, "1_000")),
        *(("year", v) for v in ("1949", "2100", "24", "2024年", "２０２４", "٢٠٢٤")),
        *(("code", v) for v in ("a b", "甲", "-1", "1-", "1--2", "a/b/")),
        *(("web", v) for v in ("www.gov.cn", "ftp://a.cn/", "https://a", "https://a.cn/ b", "javascript:alert(1)")),
        *(("web", v) for v in ("https://a.cn\\b", "https://u@a.cn/", 'https://a.cn/"x', "//a.cn/", "https://a.cn<b>")),
    ],
)
def test_a_wrong_value_is_refused_by_its_own_rule(kind: str, value: str) -> None:
    """写法不对的值由本类值的规则指出，说得出引用的是什么、怎样改。"""
    context = fault_of(kind, value)
    assert context["rule"] == RULE_OF[kind]
    assert value.strip()[:20] in context["message"]
    assert context["mend"].startswith("请")


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        ("code", "0101-05.02/03A", "0101-05.02/03A"),
        ("code", "000014349", "000014349"),
        ("count", "0", 0),
        ("year", "1950", 1950),
        ("year", "2099", 2099),
        ("amount", "-0.54", Decimal("-0.54")),
        ("web", "https://www.gov.cn:8080/a/b?c=d&e#f", "https://www.gov.cn:8080/a/b?c=d&e#f"),
        ("web", "http://a-b.example", "http://a-b.example"),
        ("line", " 　甲 乙　 ", "甲 乙"),
        ("text", "\n　　甲\n乙\n\n", "甲\n乙"),
    ],
)
def test_a_right_value_is_kept(kind: str, value: str, read: object) -> None:
    """写法对的值照收，两端的空白去掉，前面的零留着。"""
    assert READERS[kind].validate_python(value) == read


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("value", ["", "  ", "　\n", None, [], ["甲"], {}, {"甲": "乙"}], ids=repr)
def test_nothing_and_other_shapes_are_refused_by_every_kind(kind: str, value: object) -> None:
    """空白、列表、下一层字段，哪一类值都不收。"""
    rule = "blank-text" if isinstance(value, str) else "wrong-shape"
    assert fault_of(kind, value)["rule"] == rule


def test_several_lines_are_no_line() -> None:
    """一行文字里不能换行。"""
    assert fault_of("line", "甲\n乙")["rule"] == "wrong-shape"


class _Inner(Model):
    """A group inside."""

    name: Line = term("名称", about="名称", example="甲")
    on: Day | None = term("日期", about="日期", example="2024-05-01", default=None)


class _Outer(Model):
    """A group with everything that can go wrong."""

    title: Line = term("标题", about="标题", example="关于……的通知")
    items: Annotated[tuple[_Inner, ...], NonEmpty] = term("事项", about="事项", example="见示例")
    one: _Inner | None = term("一项", about="一项", example="见示例", default=None)
    words: tuple[Line, ...] = term("词", about="词", example="财政", default=())
    rows: dict[Line, tuple[_Inner, ...]] = term("表", about="表", example="见示例", default={})


GOOD: dict[str, Any] = {"标题": "甲", "事项": [{"名称": "乙"}]}


def problems(**changes: object) -> list[Problem]:
    """What is said about the good data with some fields changed."""
    with pytest.raises(ValidationError) as caught:
        _Outer.model_validate({name: value for name, value in (GOOD | changes).items() if value is not None})
    return list(explain(caught.value, _Outer, "a.yml"))


@pytest.mark.parametrize(
    ("changes", "rule", "loc", "words"),
    [
        ({"标题": None}, "missing-field", ("标题",), "标题：没有填写，请补上，例如“标题: 关于……的通知”"),
        ({"事项": [{}]}, "missing-field", ("事项", 0, "名称"), "名称：没有填写，请补上，例如“名称: 甲”"),
        ({"标题名": "x"}, "unknown-field", ("标题名",), "未知字段“标题名”，是否为“标题”"),
        ({"title": "x"}, "unknown-field", ("title",), "未知字段“title”，这里可用的字段有：标题、事项、一项、词、表"),
        ({"一项": {"名称": "甲", "日子": "x"}}, "unknown-field", ("一项", "日子"), "未知字段“日子”，是否为“日期”"),
        ({"事项": []}, "missing-field", ("事项",), "事项：一项也没有，请至少写一项，每项以“- ”开头"),
        ({"事项": "乙"}, "wrong-shape", ("事项",), "事项：应是列表，这里写成了一行文字，请每项另起一行，以“- ”开头"),
        ({"事项": ["乙"]}, "wrong-shape", ("事项", 0), "应是下一层字段，这里写成了一行文字"),
        ({"一项": "名称：甲"}, "wrong-shape", ("一项",), "冒号应使用英文冒号加空格"),
        ({"一项": ["甲"]}, "wrong-shape", ("一项",), "一项：应是下一层字段，这里写成了列表"),
        ({"词": {"甲": "乙"}}, "wrong-shape", ("词",), "词：应是列表，这里写成了下一层字段"),
        ({"词": ["甲", ["乙"]]}, "wrong-shape", ("词", 1), "应是一段文字，这里写成了列表"),
        ({"表": ["甲"]}, "wrong-shape", ("表",), "表：应是下一层字段，这里写成了列表"),
        ({"表": {"一": "甲"}}, "wrong-shape", ("表", "一"), "应是列表，这里写成了一行文字"),
        ({"表": {"一": [{"名": "甲"}]}}, "missing-field", ("表", "一", 0, "名称"), "名称：没有填写"),
        ({"一项": {"名称": "甲", "日期": "2024年"}}, "bad-date", ("一项", "日期"), "日期：“2024年”不是规定的日期写法"),
    ],
)
def test_a_fault_of_shape_is_said_in_the_words_of_the_clerk(
    changes: dict[str, object], rule: str, loc: tuple[str | int, ...], words: str
) -> None:
    """缺字段、错字段、样子不对，都说得出在哪里、怎样改，没有英文术语。"""
    found = [problem for problem in problems(**changes) if problem.rule == rule]
    assert found[0].loc == loc
    assert words in found[0].text


def test_all_faults_are_said_at_once() -> None:
    """一次说出全部错处，不是改一处报一处。"""
    found = problems(标题=None, 事项=[{"名称": ""}, {"日期": "x"}], 多余="x")
    assert [(p.rule, p.loc) for p in found] == [
        ("missing-field", ("标题",)),
        ("blank-text", ("事项", 0, "名称")),
        ("missing-field", ("事项", 1, "名称")),
        ("bad-date", ("事项", 1, "日期")),
        ("unknown-field", ("多余",)),
    ]


def test_models_cannot_be_changed() -> None:
    """读入以后不能改动。"""
    outer = _Outer.model_validate(GOOD)
    with pytest.raises(ValidationError, match="frozen"):
        setattr(outer, "title", "乙")  # noqa: B010 - the type checker knows it too


def test_the_next_day_is_another_day() -> None:
    """闰日和年末算得对。"""
    leap = READERS["day"].validate_python("2024-02-29")
    assert leap + timedelta(days=1) == date(2024, 3, 1)
