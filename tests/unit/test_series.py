"""统计数列、采购全过程、项目过程：期间怎样读，数列怎样接，下载怎样写。"""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.kinds import MajorProject, Plan, Procurement
from disclosure.kinds.statistic import Period, parse_period
from disclosure.rules.rounding import growth_range
from disclosure.views import HEADINGS, csv_bytes, history_of, long_series, rows_of, stages_of
from disclosure.views.timeline import changes_of
from unit.small_site import CODE, OTHER_CODE, loaded

_SHAPES = st.sampled_from(
    [*[f"{half}半年" for half in "上下"], *[f"{quarter}季度" for quarter in "一二三四"], ""]
    + [f"{month}月" for month in range(1, 13)]
    + [f"1—{month}月" for month in range(2, 13)]
)


def statistic(number: int, published: str, *series: dict[str, Any], code: str = CODE) -> dict[str, Any]:
    """The data of an entry with these series."""
    numbered = {"标题": f"第{number}份数据", "索引号": f"{code}/2024-{number:05}", "发布日期": published}
    return {**numbered, "来源": "统计报表", "指标数据": list(series)}


def series(*values: tuple[str, str] | tuple[str, str, str], name: str = "零售额") -> dict[str, Any]:
    """One indicator: (period, figure[, 更正]) each; a figure of - is missing."""
    rows = []
    for period, figure, *revised in values:
        row = {"期间": period} | ({"空缺": "未统计"} if figure == "-" else {"数值": figure})
        rows.append(row | ({"更正": revised[0]} if revised else {}))
    return {"指标": name, "单位": "亿元", "口径": "全社会", "数据": rows}


@pytest.mark.parametrize(
    ("text", "year", "month", "shape"),
    [
        *(("2026年", 2026, 12, "年"), ("2026年上半年", 2026, 6, "半年"), ("2026年下半年", 2026, 12, "半年")),
        *(("2026年一季度", 2026, 3, "季度"), ("2026年四季度", 2026, 12, "季度")),
        *(("2026年5月", 2026, 5, "月"), ("2026年12月", 2026, 12, "月"), ("2026年1—5月", 2026, 5, "累计")),
    ],
)
def test_periods(text: str, year: int, month: int, shape: str) -> None:
    """每种期间的写法都读得出年、最后一个月和类别。"""
    assert parse_period(text) == Period(year, month, shape)


@pytest.mark.parametrize("text", ["", "2026", "2026年0月", "2026年13月", "2026年五季度", "2026年1—1月", "26年5月"])
def test_what_is_no_period(text: str) -> None:
    """别的写法不算期间。"""
    with pytest.raises(ValueError, match="^" + text):
        parse_period(text)


@given(st.integers(1950, 2098), _SHAPES)
def test_the_next_period_comes_later(year: int, rest: str) -> None:
    """下一期总比这一期晚，类别相同；一年以后又是同一种期间。"""
    period = parse_period(f"{year}年{rest}")
    assert period < period.successor
    assert period.successor.shape == period.shape
    later = period
    for _ in range({"年": 1, "半年": 2, "季度": 4, "月": 12, "累计": 11}[period.shape]):
        later = later.successor
    assert later.year_before == period


@given(st.decimals(1, 10**6, places=3), st.decimals(1, 10**6, places=3), st.integers(0, 2), st.integers(0, 2))
def test_a_true_growth_is_never_doubted(before: Decimal, after: Decimal, places: int, growth_places: int) -> None:
    """按没有舍入的数算出的增长，不论各数舍入到几位，都在允许的范围里。"""
    shown = [round(value, places) for value in (before, after)]
    written = round((after / before - 1) * 100, growth_places)
    allowed = growth_range(shown[0], shown[1], written)
    assert allowed is None or allowed[0] <= written <= allowed[1]


@pytest.mark.parametrize(("before", "after"), [("0", "5"), ("-3", "5"), ("3", "-5"), ("0.0", "0.0")])
def test_growth_that_says_nothing(before: str, after: str) -> None:
    """从零或者负数起算的增长没有意义，不核对。"""
    assert growth_range(Decimal(before), Decimal(after), Decimal(10)) is None


def test_one_indicator_across_entries(tmp_path: Path) -> None:
    """同一机构同一指标在几份数据里的各期接成一列，后公布的为准，以前的数留着。"""
    found = long_series(
        loaded(
            tmp_path,
            {
                "xzfb/statistic/1.yml": statistic(1, "2024-01-10", series(("2021年", "100"), ("2022年", "110"))),
                "xzfb/statistic/2.yml": statistic(
                    2, "2024-02-10", series(("2022年", "112", "修订"), ("2023年", "-"), ("2024年", "120.0"))
                ),
                "czj/statistic/3.yml": statistic(3, "2024-03-10", series(("2022年", "9")), code=OTHER_CODE),
            },
        )
    )
    assert [one.organ for one in found] == ["示例县人民政府办公室", "示例县财政局"]
    first = found[0]
    assert [point.observation.period_text for point in first.points] == ["2021年", "2022年", "2023年", "2024年"]
    assert [str(point.observation.value) for point in first.points] == ["100", "112", "None", "120.0"]
    assert first.points[1].earlier[0][0] == "110"
    assert first.points[1].entry.text == "第2份数据"
    assert len(first.known) == 3
    assert first.address != found[1].address


def test_different_units_and_shapes_are_different_series(tmp_path: Path) -> None:
    """单位不同、期间类别不同的，不接在一起；页面地址也不同。"""
    other = series(("2022年", "1")) | {"单位": "万元"}
    quarterly = series(("2022年一季度", "1"))
    entry = statistic(1, "2024-01-10", series(("2022年", "1")), other, quarterly)
    found = long_series(loaded(tmp_path, {"xzfb/statistic/1.yml": entry}))
    assert len({one.address for one in found}) == 3


def test_the_download_holds_every_figure(tmp_path: Path) -> None:
    """下载的表每期一行，数照原样，空缺写原因。"""
    entry = statistic(1, "2024-01-10", series(("2021年", "-3.50"), ("2022年", "-"), name="=1+1"))
    content = csv_bytes([HEADINGS, *rows_of(long_series(loaded(tmp_path, {"xzfb/statistic/1.yml": entry})))])
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert content.startswith(b"\xef\xbb\xbf")
    assert [tuple(rows[0]), len(rows)] == [HEADINGS, 3]
    assert rows[1][1:6] == ["'=1+1", "亿元", "2021年", "-3.50", ""]
    assert rows[2][4:6] == ["", "未统计"]


def purchase(number: int, stage: str, day: str, *previous: int) -> dict[str, Any]:
    """The data of one stage."""
    numbered = {"标题": stage, "索引号": f"{CODE}/2024-{number:05}", "发布日期": day, "阶段": stage}
    links = {"前一阶段": [f"{CODE}/2024-{one:05}" for one in previous]} if previous else {}
    return {**numbered, "项目名称": "课桌椅", "采购人": "示例县教育局", **links}


def test_all_stages_of_a_project(tmp_path: Path) -> None:
    """从任何一个阶段都看得到全过程，次序相同，各标出本页；别的项目不混进来。"""
    catalogue = loaded(
        tmp_path,
        {
            "xzfb/procurement/1.yml": purchase(1, "采购意向", "2024-01-02"),
            "xzfb/procurement/2.yml": purchase(2, "采购公告", "2024-03-02", 1),
            "xzfb/procurement/3.yml": purchase(3, "采购合同", "2024-05-02", 2),
            "xzfb/procurement/4.yml": purchase(4, "采购公告", "2024-04-02"),
        },
    )
    for entry in catalogue.entries[:3]:
        assert isinstance(entry, Procurement)
        stages = stages_of(catalogue, entry)
        assert [stage.label for stage in stages] == ["采购意向", "采购公告", "采购合同"]
        assert [stage.current for stage in stages].index(True) == catalogue.entries.index(entry)
    alone = catalogue.entries[3]
    assert isinstance(alone, Procurement)
    assert len(stages_of(catalogue, alone)) == 1


def test_a_project_on_one_line() -> None:
    """批准和进展排在一条线上，投资取最后一个数。"""
    data = {"标题": "甲", "索引号": f"{CODE}/2024-00001", "发布日期": "2024-05-02", "项目名称": "甲", "项目代码": "1"}
    data |= {"项目法人": "乙", "建设地点": "丙", "建设内容": "丁", "总投资": "10", "状态": "在建"}
    steps = [("2024-03-01", "3"), ("2024-05-01", ""), ("2024-04-01", "4.50")]
    progress = [
        {"日期": day, "环节": "施工有关信息", "内容": "施工"} | ({"累计完成投资": sum_} if sum_ else {})
        for day, sum_ in steps
    ]
    approvals = [{"事项": "批复", "文号": "示发〔2024〕1号", "机关": "示例县发展改革委", "日期": "2024-03-20"}]
    history = history_of(MajorProject.model_validate({**data, "批准": approvals, "进展": progress}))
    assert [f"{event.on:%m-%d}" for event in history.events] == ["03-01", "03-20", "04-01", "05-01"]
    assert (str(history.invested), f"{history.invested_on}") == ("4.50", "2024-04-01")


def test_what_happened_to_a_plan() -> None:
    """批准、评估、调整按日期排列。"""
    data = {"标题": "甲", "索引号": f"{CODE}/2024-00001", "发布日期": "2024-05-02", "规划类型": "专项规划"}
    data |= {"起始年": "2021", "结束年": "2025", "编制机关": "乙", "状态": "已调整"}
    more = {"批准机关": "县政府", "批准文号": "示政函〔2021〕1号", "批准日期": "2021-02-01"}
    lists = {
        "评估": [{"日期": "2023-09-01", "类型": "中期评估", "结论": "良好"}],
        "调整": [{"日期": "2023-01-01", "内容": "增加一项"}],
    }
    events = changes_of(Plan.model_validate(data | more | lists))
    assert [(event.label, event.text) for event in events] == [
        ("批准", "县政府示政函〔2021〕1号批准"),
        ("调整", "增加一项"),
        ("中期评估", "良好"),
    ]
    assert changes_of(Plan.model_validate(data)) == ()
