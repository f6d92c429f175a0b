"""Charts: well-formed, free of what the policy forbids, every amount as it was filed, everything in its place."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from disclosure.charts import (
    Bar,
    BarChart,
    Composition,
    Point,
    Stack,
    StackChart,
    Trend,
    draw_bars,
    draw_composition,
    draw_multiples,
    draw_stacks,
    draw_trend,
)
from disclosure.charts.composition import share_of
from disclosure.charts.scale import SLIVER, percent, scale_of
from disclosure.charts.svg import LEAST, SMALL, TEXT, lines_of, text_width

SAME_EVERY_TIME = settings(derandomize=True, database=None, deadline=None, max_examples=150)
HOSTILE = "<script>alert(1)</script>&\"'</svg>"
FORBIDDEN = re.compile(r"\sstyle=|\son[a-z]+=|<(?:script|style|image|a|use|foreignObject)[\s>]|javascript:|url\(")
amounts = st.decimals(-(10**15), 10**15, places=2) | st.decimals(-1, 1, places=6) | st.just(Decimal(0))
maybe = st.none() | amounts
names = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=60) | st.just(HOSTILE)


def read(drawn: Markup) -> ET.Element:
    """The drawing as XML, after what holds of every drawing."""
    assert not FORBIDDEN.search(str(drawn).replace(str(Markup.escape(HOSTILE)), ""))
    return ET.fromstring(str(drawn))  # noqa: S314 - our own writing


def texts(svg: ET.Element) -> list[str]:
    """What is printed in a drawing, from top to bottom."""
    return [element.text or "" for element in svg.iter("text")]


def said(svg: ET.Element, tag: str) -> str:
    """The name or the description of a drawing."""
    return svg.findtext(tag) or ""


def share(value: str | None) -> Decimal:
    """A percentage of the width as it stands in an attribute; two pixels count as nothing."""
    text = value or ""
    return Decimal(text.removesuffix("%")) if text.endswith("%") else Decimal(0)


def assert_inside(svg: ET.Element) -> None:
    """No bar leaves the drawing and no line of text runs below its edge."""
    height = Decimal(svg.attrib["height"])
    assert svg.attrib["width"] == "100%"
    assert "viewBox" not in svg.attrib
    for rect in svg.iter("rect"):
        assert 0 <= share(rect.get("x")) <= 100
        assert share(rect.get("x")) + share(rect.get("width")) <= Decimal("100.02")
        assert 0 <= Decimal(rect.attrib["y"]) <= height
        assert Decimal(rect.attrib["y"]) + Decimal(rect.attrib["height"]) <= height
    for text in svg.iter("text"):
        assert 0 <= Decimal(text.attrib["y"]) <= height


def bars(*values: str, depth: int = 0) -> BarChart:
    """A chart of one series."""
    return BarChart("图", ("",), tuple(Bar(f"项{n}", (Decimal(v),), depth) for n, v in enumerate(values, 1)))


# Bars.


def test_bars_are_as_long_as_their_amounts() -> None:
    """条的长度与金额成比例，最长的占满，数字照原样写。"""
    svg = read(draw_bars(bars("200.00", "50.0", "0.00")))
    assert [rect.get("width") for rect in svg.iter("rect")] == ["100%", "25%"]
    assert texts(svg) == ["项1", "200.00", "项2", "50.0", "项3", "0.00"]
    assert said(svg, "title") == "图"
    assert said(svg, "desc") == "共3项，最多的是项1，200.00万元；最少的是项3，0.00万元。"


def test_equal_bars_are_not_called_most_and_least() -> None:
    """几项相同时不说最多最少。"""
    assert said(read(draw_bars(bars("1.0", "1.0"))), "desc") == "共2项，都是1.0万元。"


def test_negative_bars_go_the_other_way_from_zero() -> None:
    """负数的条从零线往左，正数的往右，零线在中间。"""
    svg = read(draw_bars(bars("30", "-10")))
    first, second = svg.iter("rect")
    assert (first.get("x"), first.get("width")) == ("25%", "75%")
    assert (second.get("x"), second.get("width")) == ("0%", "25%")
    assert {line.get("x1") for line in svg.iter("line")} == {"25%"}


def test_tiny_amount_beside_a_huge_one_is_still_seen() -> None:
    """相差悬殊时，很小的数也画得出来；零不画条。"""
    svg = read(draw_bars(bars("999999999999999.99", "0.01", "0")))
    assert [rect.get("width") for rect in svg.iter("rect")] == ["100%", "2"]


def test_comparison_names_each_amount() -> None:
    """预算和决算对比时，每个数旁边都写着名称，没有的写“无数据”。"""
    chart = BarChart(
        "图", ("预算数", "决算数"), (Bar("甲", (Decimal("2.0"), Decimal("1.50"))), Bar("乙", (None, Decimal(0))))
    )
    svg = read(draw_bars(chart))
    assert texts(svg) == ["甲", "预算数", "2.0", "决算数", "1.50", "乙", "预算数", "无数据", "决算数", "0"]
    assert [rect.get("class") for rect in svg.iter("rect")] == ["chart-a", "chart-b"]
    assert said(svg, "desc") == "甲：预算数2.0，决算数1.50；乙：预算数无数据，决算数0（万元）。"


def test_many_compared_items_are_told_by_their_extremes() -> None:
    """比较的项目多时，文字说明只讲最多和最少的。"""
    several = tuple(Bar(f"项{n}", (Decimal(n), None)) for n in range(1, 20))
    svg = read(draw_bars(BarChart("图", ("预算数", "决算数"), several)))
    assert said(svg, "desc") == "预算数共19项，最多的是项19，19万元；最少的是项1，1万元。决算数无数据。"


def test_parts_of_a_class_are_indented() -> None:
    """款比类缩进，条仍从同一条线起。"""
    svg = read(draw_bars(bars("2", "1", depth=2)))
    assert {text.get("x") for text in svg.iter("text")} == {"32", "100%"}
    assert {rect.get("x") for rect in svg.iter("rect")} == {"0%"}


def test_stacks_share_one_scale_and_say_every_count() -> None:
    """各条用同一比例，一段接一段，零的一段不画；图例、合计、每一个数都有文字。"""
    chart = StackChart(
        "各年", ("有效", "废止", HOSTILE), (Stack("2025年", (3, 1, 0)), Stack("2024年", (0, 0, 2))), "份"
    )
    svg = read(draw_stacks(chart))
    keys, strips = (list(svg.iter("rect"))[:3], list(svg.iter("rect"))[3:])
    assert [one.get("class") for one in keys] == ["chart-a", "chart-b", "chart-c"]
    assert [(one.get("x"), one.get("width")) for one in strips] == [("0%", "75%"), ("75%", "25%"), ("0%", "50%")]
    assert [one.get("class") for one in strips] == ["chart-a", "chart-b", "chart-c"]
    assert texts(svg) == ["有效", "废止", HOSTILE, "2025年", "4份", "2024年", "2份"]
    assert said(svg, "desc") == f"2025年共4份，其中有效3份、废止1份；2024年共2份，其中{HOSTILE}2份。"
    assert_inside(svg)
    assert said(read(draw_stacks(StackChart("空", ("有效",), (), "份"))), "desc") == "没有数据。"


def test_no_bars_at_all() -> None:
    """一项也没有时仍是一幅合规的图。"""
    svg = read(draw_bars(BarChart("图", ("",), ())))
    assert said(svg, "desc") == "无数据。"
    assert_inside(svg)


@SAME_EVERY_TIME
@given(st.lists(st.tuples(names, maybe, maybe, st.integers(0, 2)), max_size=12), st.booleans())
def test_every_chart_of_bars_is_sound(items: list[tuple[str, Decimal | None, Decimal | None, int]], two: bool) -> None:  # noqa: FBT001
    """任意的名称和金额：图合规，每个金额照原样印出，条不出界，名称一字不少。"""
    series = ("预算数", "决算数") if two else ("",)
    chart = BarChart(HOSTILE, series, tuple(Bar(n, (a, b)[: len(series)], depth) for n, a, b, depth in items))
    svg = read(draw_bars(chart))
    printed = texts(svg)
    for bar in chart.bars:
        for value in bar.values:
            assert ("无数据" if value is None else f"{value:f}") in printed
        assert "".join(lines_of(bar.label, TEXT, LEAST)) == " ".join(bar.label.split())
    assert said(svg, "title") == HOSTILE
    assert_inside(svg)
    assert draw_bars(chart) == draw_bars(chart)


@SAME_EVERY_TIME
@given(st.lists(amounts, min_size=2, max_size=20))
def test_longer_bar_never_means_less(values: list[Decimal]) -> None:
    """金额绝对值大的，条不会更短；正负在零线两边。"""
    scale = scale_of(values)
    for value in values:
        left, length = scale.reach(value)
        assert 0 <= left <= 100
        assert abs(left + length - (scale.zero if value < 0 else scale.at(value))) < Decimal("1e-9")
    ordered = sorted(values, key=abs)
    lengths = [scale.reach(value)[1] for value in ordered]
    assert all(one <= other + Decimal("1e-9") for one, other in pairwise(lengths))
    assert percent(Decimal(100)) == "100%"
    assert SLIVER > 0


# Text.


@SAME_EVERY_TIME
@given(names, st.integers(1, 400))
def test_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    """折行不丢字，每行不超过宽度（只有一个字的除外）。"""
    lines = lines_of(text, TEXT, width)
    assert "".join(lines) == " ".join(text.split())
    assert all(len(line) <= 1 or text_width(line, TEXT) <= width + 0.01 for line in lines)


def test_long_name_is_cut_into_lines() -> None:
    """很长的项目名分成几行，不画出框外。"""
    name = "国有土地使用权出让收入安排的支出" * 5
    svg = read(draw_bars(BarChart("图", ("",), (Bar(name, (Decimal(1),)),))))
    *lines, amount = texts(svg)
    assert "".join(lines) == name
    assert len(lines) > 3
    assert all(text_width(line, TEXT) <= LEAST for line in lines)
    assert amount == "1"


# Composition.


def test_strip_is_divided_by_shares() -> None:
    """构成图按比例分段，写明数额和占比。"""
    parts = (("基本支出", Decimal("75.00")), ("项目支出", Decimal("25.00")))
    svg = read(draw_composition(Composition("构成", parts)))
    strip = [(rect.get("x"), rect.get("width")) for rect in svg.iter("rect") if (rect.get("width") or "").endswith("%")]
    assert strip == [("0%", "75%"), ("75%", "25%")]
    assert sorted(texts(svg)) == sorted(["基本支出", "75.00（75.0%）", "项目支出", "25.00（25.0%）"])
    assert len({rect.get("class") for rect in svg.iter("rect")}) == 2
    assert said(svg, "desc") == "基本支出75.00万元，占75.0%；项目支出25.00万元，占25.0%。"
    assert_inside(svg)


@pytest.mark.parametrize(
    "parts",
    [
        (("甲", Decimal(-1)), ("乙", Decimal(3))),
        (("甲", Decimal(0)), ("乙", Decimal("0.00"))),
        tuple((f"项{n}", Decimal(n)) for n in range(1, 8)),
        (),
    ],
    ids=["负数", "都是零", "项目多", "没有"],
)
def test_what_cannot_be_a_strip_becomes_bars(parts: tuple[tuple[str, Decimal], ...]) -> None:
    """有负数、全为零或者项目太多，不画成一条，改画成分条。"""
    svg = read(draw_composition(Composition("构成", parts)))
    assert [text for text in texts(svg) if "%" in text] == []
    assert [name for name, _ in parts if name not in texts(svg)] == []
    assert_inside(svg)


@SAME_EVERY_TIME
@given(st.lists(st.tuples(names, amounts), max_size=6))
def test_every_composition_is_sound(parts: list[tuple[str, Decimal]]) -> None:
    """任意的组成：图合规，数额照原样印出，各段不出界。"""
    svg = read(draw_composition(Composition(HOSTILE, tuple(parts))))
    printed = " ".join(texts(svg))
    assert all(f"{value:f}" in printed for _, value in parts)
    assert_inside(svg)


def test_shares_are_rounded_as_people_do() -> None:
    """占比四舍五入到一位小数；总数为零时不写。"""
    assert [share_of(Decimal(part), Decimal(whole)) for part, whole in ((1, 3), (1, 16), (1, 0))] == [
        "33.3%",
        "6.3%",
        "",
    ]


# Trends.


def trend(*points: tuple[int, str | None], series: tuple[str, ...] = ("",)) -> Trend:
    """A trend of one amount for each year."""
    return Trend("趋势", series, tuple(Point(y, (None if v is None else Decimal(v),) * len(series)) for y, v in points))


def test_columns_stand_in_the_order_of_the_years_with_gaps() -> None:
    """按年度排列，缺的年度留着位置。"""
    svg = read(draw_trend(trend((2026, "3.0"), (2023, "6.00"), (2024, "0"))))
    assert texts(svg) == ["6.00", "2023", "0", "2024", "—", "2025", "3.0", "2026"]
    tall, low = svg.iter("rect")
    assert int(tall.attrib["height"]) == 2 * int(low.attrib["height"])
    assert said(svg, "desc") == "2023年6.00万元，2024年0万元，2026年3.0万元；2026年比2024年增加3.0万元。"
    assert_inside(svg)


def test_negative_column_hangs_below_the_line() -> None:
    """负数的柱在线下。"""
    svg = read(draw_trend(trend((2024, "5"), (2025, "-5"))))
    up, down = svg.iter("rect")
    line = next(svg.iter("line"))
    assert int(up.attrib["y"]) + int(up.attrib["height"]) == int(line.attrib["y1"]) == int(down.attrib["y"])
    assert_inside(svg)


def test_long_gap_is_closed_and_said() -> None:
    """中间缺了许多年，不留一大片空白，写“……”。"""
    svg = read(draw_trend(trend((1990, "1"), (2026, "2"))))
    assert texts(svg) == ["1", "1990", "……", "", "2", "2026"]


def test_wide_amounts_become_bars() -> None:
    """数字太长，柱上写不下，就改成横条，数字一个不少。"""
    svg = read(draw_trend(trend(*((year, "123456789.00") for year in range(2020, 2026)))))
    assert texts(svg) == [text for year in range(2020, 2026) for text in (f"{year}年", "123456789.00")]


def test_single_year_and_none() -> None:
    """只有一年或者一年也没有，图也合规。"""
    assert texts(read(draw_trend(trend((2025, "1.00"))))) == ["1.00", "2025"]
    empty = read(draw_trend(trend()))
    assert said(empty, "desc") == "没有数据。"


def test_small_charts_share_one_scale() -> None:
    """并排的小图用同一比例，组有名称，各图有题目。"""
    drawn = draw_multiples("各项", [trend((2024, "10")), trend((2024, "5"), (2025, "5"))])
    group = read(drawn)
    assert (group.tag, group.get("role"), group.get("aria-label")) == ("div", "group", "各项")
    assert [figure.findtext("figcaption") for figure in group.iter("figure")] == ["趋势", "趋势"]
    heights = [int(rect.attrib["height"]) for rect in group.iter("rect")]
    assert heights[0] == 2 * heights[1] == 2 * heights[2]


@SAME_EVERY_TIME
@given(st.dictionaries(st.integers(1950, 2099), st.tuples(maybe, maybe), max_size=10), st.booleans())
def test_every_trend_is_sound(points: dict[int, tuple[Decimal | None, Decimal | None]], two: bool) -> None:  # noqa: FBT001
    """任意的年度和金额：图合规，金额照原样印出，不出界。"""
    series = ("预算数", "决算数") if two else ("",)
    made = Trend(HOSTILE, series, tuple(Point(year, values[: len(series)]) for year, values in points.items()))
    svg = read(draw_trend(made))
    printed = texts(svg)
    shown = {value for point in made.points for value in point.values if value is not None}
    assert [value for value in shown if f"{value:f}" not in printed] == []
    assert all(any(str(point.year) in text for text in printed) for point in made.points)
    assert_inside(svg)


def test_text_sizes_are_those_of_the_style_sheet() -> None:
    """图里算宽度用的字号，就是样式表里的字号。"""
    style = (Path(__file__).parents[2] / "overrides/look/charts.css").read_text(encoding="utf-8")
    sizes = dict(re.findall(r"^\.chart-(label|value) \{ font-size: (\d+)px", style, re.MULTILINE))
    assert sizes == {"label": str(TEXT), "value": str(SMALL)}
