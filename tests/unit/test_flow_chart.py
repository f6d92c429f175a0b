"""权力运行流程图: nothing covers anything, every way is drawn, whatever the procedure looks like."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from disclosure.charts import flow_chart
from disclosure.charts.flow_layout import BOX, Box, Drawing, draw
from disclosure.charts.svg import text_width
from disclosure.charts.words import wrapped
from disclosure.kinds.flow import END, Edge, FlowStep, Step, edges

SAME_EVERY_TIME = settings(derandomize=True, database=None, deadline=None, max_examples=200)
STEPS: TypeAdapter[tuple[Step, ...]] = TypeAdapter(tuple[FlowStep, ...])
LICENCE: list[object] = [
    "申请",
    {
        "环节": "受理",
        "办理": "政务服务窗口",
        "时限": "1个工作日",
        "去向": [
            {"到": "审查", "条件": "材料齐全的"},
            {"到": "补正", "条件": "材料不齐全的"},
            {"到": END, "条件": "不属于本机关职权的"},
        ],
    },
    {"环节": "补正", "去向": ["受理"]},
    {"环节": "审查", "去向": ["决定"]},
    "决定",
]


def flow(*steps: object) -> tuple[Step, ...]:
    """Steps from what a clerk writes."""
    return STEPS.validate_python(steps)


texts = st.text("审查受理告知补正决定Aa1，。（）", min_size=1, max_size=40).map(str.strip).filter(bool)


@st.composite
def procedures(given_draw: st.DrawFn) -> tuple[Step, ...]:
    """Any procedure: branches to and fro, to itself, to the end, with and without conditions."""
    count = given_draw(st.integers(1, 12))
    names = [f"{number}{given_draw(texts)}" for number in range(count)]
    places = st.sampled_from([*names, END])
    branches = st.lists(st.one_of(places, st.fixed_dictionaries({"到": places}, optional={"条件": texts})), max_size=4)
    return flow(
        *(
            {"环节": name, "办理": given_draw(texts), "去向": given_draw(branches)}
            if given_draw(st.booleans())
            else {"环节": name, "去向": given_draw(branches)}
            for name in names
        )
    )


def apart(one: Box, other: Box) -> bool:
    """Whether two boxes have no point in common."""
    return (
        abs(one.x - other.x) >= (one.width + other.width) / 2
        or one.y + one.height <= other.y
        or other.y + other.height <= one.y
    )


def touches(box: Box, point: tuple[float, float]) -> bool:
    """Whether a point lies on the edge of a box, or within the slope of a pointed side."""
    x, y = point
    side = abs(abs(x - box.x) - box.width / 2) <= 4.01
    level = min(abs(y - box.y), abs(y - box.y - box.height)) < 0.01
    return (side and box.y <= y <= box.y + box.height) or (level and abs(x - box.x) <= box.width / 2)


def crosses(box: Box, one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether an upright or level line runs through the inside of a box, its outermost 4 pixels left out."""
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    return (
        left < box.x + box.width / 2 - 4.01
        and right > box.x - box.width / 2 + 4.01
        and top < box.y + box.height - 0.01
        and bottom > box.y + 0.01
    )


def shown(steps: tuple[Step, ...], drawing: Drawing) -> list[Edge]:
    """The edges that must be drawn: all, but those to an end that has no box of its own."""
    has_end = any(box.shape == "end" and [word.text for word in box.words] == [END] for box in drawing.boxes)
    return [edge for edge in edges(steps) if edge.target < len(steps) or has_end]


@SAME_EVERY_TIME
@given(steps=procedures())
def test_nothing_covers_anything_and_every_way_is_drawn(steps: tuple[Step, ...]) -> None:
    """方框、条件互不重叠；每个去向都画出来，从方框的边到方框的边，不穿过任何方框和条件；都在画面里。"""
    drawing = draw(steps)
    for one, other in combinations(drawing.boxes, 2):
        assert apart(one, other)
    assert [way.edge for way in drawing.ways] == shown(steps, drawing)
    for way in drawing.ways:
        assert len(way.lines) == (2 if way.edge.condition else 1)
        assert touches(drawing.boxes[way.edge.source], way.lines[0][0])
        assert touches(drawing.boxes[way.edge.target], way.lines[-1][-1])
        for line in way.lines:
            for start, stop in pairwise(line):
                assert start[0] == stop[0] or start[1] == stop[1]
                assert not any(crosses(box, start, stop) for box in drawing.boxes)
    places = [point for way in drawing.ways for line in way.lines for point in line]
    assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in places)
    assert all(box.x + box.width / 2 <= drawing.width and box.y + box.height <= drawing.height for box in drawing.boxes)


@SAME_EVERY_TIME
@given(steps=procedures())
def test_the_words_of_a_step_are_all_there_and_inside(steps: tuple[Step, ...]) -> None:
    """环节的名称一字不少，每一行都在方框以内。"""
    drawing = draw(steps)
    for step, box in zip(steps, drawing.boxes, strict=False):
        name = "".join(word.text for word in box.words if word.kind == "name")
        assert "".join(name.split()) == "".join(step.name.split())
        assert all(word.width <= box.width for word in box.words)
    labels = ["".join(word.text for word in box.words) for box in drawing.boxes if box.shape == "label"]
    assert sorted(labels) == sorted(way.edge.condition for way in drawing.ways if way.edge.condition)


@SAME_EVERY_TIME
@given(text=texts, width=st.integers(40, 200))
def test_long_words_wrap(text: str, width: int) -> None:
    """每一行都不超过宽度，逗号、句号不在行首。"""
    lines = [line.text for line in wrapped(text, 14, "name", width)]
    assert "".join(lines) == text
    assert all(text_width(line, 14) <= width for line in lines)
    if not re.search("[，。）]{2}", text):
        assert not any(line[0] in "，。）" for line in lines[1:])


def test_a_word_longer_than_the_line_is_cut() -> None:
    """比一行还长的外文词也换行。"""
    lines = wrapped("A" * 60, 14, "name", 100)
    assert len(lines) > 3
    assert all(line.width <= 100 for line in lines)


def test_a_plain_list_is_one_column_of_wide_boxes() -> None:
    """只写名称的流程画成一列，首尾是圆角。"""
    drawing = draw(flow("申请", "受理", "审查", "决定"))
    assert [box.shape for box in drawing.boxes] == ["start", "step", "step", "end"]
    assert len({box.x for box in drawing.boxes}) == 1
    assert drawing.boxes[0].width > BOX


def test_the_longest_way_stays_on_the_left() -> None:
    """先写的分支不一定在主线上，最长的一路画在左边。"""
    drawing = draw(flow({"环节": "受理", "去向": ["退回", "审查"]}, {"环节": "退回", "去向": [END]}, "审查", "决定"))
    start, refused, examined, decided = drawing.boxes
    assert start.x == examined.x == decided.x < refused.x


def test_a_way_back_is_dashed_and_runs_beside_the_drawing() -> None:
    """补正回到受理，是旁边的虚线。"""
    drawing = draw(flow(*LICENCE))
    (back,) = [way for way in drawing.ways if way.is_back]
    assert (back.edge.source, back.edge.target) == (2, 1)
    assert max(x for x, _ in back.lines[0]) > max(box.x + box.width / 2 for box in drawing.boxes)
    assert str(flow_chart(flow(*LICENCE), "甲")).count("flow-line--back") == 1


def test_two_branches_fit_a_telephone() -> None:
    """两个分支并排，不超过手机的宽度；三个并排的才需要左右滚动。"""
    two = draw(flow({"环节": "受理", "去向": ["决定", "补正"]}, {"环节": "补正", "去向": ["受理"]}, "决定"))
    assert len({box.x for box in two.boxes}) == 2
    assert two.width <= 358
    assert "flow-chart--wide" not in flow_chart(flow("甲", "乙"), "图")
    three = flow({"环节": "甲", "去向": ["乙", "丙", "丁"]}, *({"环节": name, "去向": [END]} for name in "乙丙丁"))
    assert "flow-chart--wide" in flow_chart(three, "图")


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "]]>&amp;"])
def test_the_drawing_is_sound_xml_and_names_itself(hostile: str) -> None:
    """图是完好的 XML，有标题和说明，没有样式属性；恶意的文字只是文字。"""
    svg = str(flow_chart(flow(hostile, {"环节": "乙", "去向": [{"到": hostile, "条件": hostile}, END]}), hostile))
    root = ET.fromstring(svg)  # noqa: S314 - written by this very program
    assert {element.tag for element in root.iter()} == {
        "svg",
        "title",
        "desc",
        "g",
        "polyline",
        "polygon",
        "rect",
        "text",
    }
    assert root.get("role") == "img"
    named = [element.get("id") for element in root if element.tag in {"title", "desc"}]
    assert root.get("aria-labelledby") == " ".join(str(name) for name in named)
    assert root[0].text == hostile
    assert "style=" not in re.sub(">[^<]*<", "><", svg)
    assert hostile[:8] in "".join(element.text or "" for element in root.iter("text"))


def test_the_same_drawing_every_time() -> None:
    """同样的流程，逐字节同样的图。"""
    draw.cache_clear()
    first = flow_chart(flow(*LICENCE), "甲")
    draw.cache_clear()
    assert first == flow_chart(flow(*LICENCE), "甲")
