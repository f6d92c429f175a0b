"""权力运行流程图: the steps of a procedure as boxes from top to bottom, branches side by side.

Rounded boxes begin and end, pointed ones decide, dashed lines lead back. The drawing is 350 pixels wide with two
branches side by side, which a telephone shows at full size. Beside it stands the list of the steps as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from markupsafe import Markup

from disclosure.charts.flow_layout import TIP, Box, Point, draw
from disclosure.charts.svg import element
from disclosure.charts.words import LEADING, text_height
from disclosure.kinds.flow import Step

_HEAD = 5
_TELEPHONE = 358
"""How wide a drawing may be, in pixels, on a telephone of 390."""


def flow_chart(steps: Sequence[Step], title: str, name: str = "flow") -> Markup:
    """The drawing as SVG; `title` says whose procedure it is, `name` begins the ids of this drawing in its page."""
    drawing = draw(tuple(steps))
    inner = _inner(tuple(steps))
    told = f"{'、'.join(step.name for step in steps)}。各环节的去向见图后的文字说明。"
    parts = [element("title", title, id=f"{name}-title"), element("desc", told, id=f"{name}-desc")]
    return element(
        "svg",
        *parts,
        inner,
        class_="flow-chart flow-chart--wide" if drawing.width > _TELEPHONE else "flow-chart",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        viewBox=f"0 0 {drawing.width:.0f} {drawing.height:.0f}",
        width=f"{drawing.width:.0f}",
        height=f"{drawing.height:.0f}",
    )


@lru_cache(maxsize=512)
def _inner(steps: tuple[Step, ...]) -> Markup:
    """Lines, boxes, words. The colours on the groups are for where the style sheet is missing."""
    drawing = draw(steps)
    lines = [
        element("polyline", points=_points(line), class_=f"flow-line{' flow-line--back' * way.is_back}")
        for way in drawing.ways
        for line in way.lines
    ]
    heads = [element("polygon", points=_points(_head(way.lines[-1])), class_="flow-head") for way in drawing.ways]
    outlines = [_outline(box) for box in drawing.boxes if box.shape != "label"]
    words = [line for box in drawing.boxes for line in _words(box)]
    return Markup().join(
        (
            element("g", *lines, *outlines, fill="none", stroke="currentColor"),
            element("g", *heads, *words, fill="currentColor", text_anchor="middle"),
        )
    )


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{_short(x)},{_short(y)}" for x, y in points)


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _head(line: Sequence[Point]) -> tuple[Point, Point, Point]:
    """The point of the arrow at the end of a line, which runs down or to the left."""
    (before_x, _), (x, y) = line[-2:]
    if before_x == x:
        return (x, y), (x - _HEAD, y - 1.6 * _HEAD), (x + _HEAD, y - 1.6 * _HEAD)
    return (x, y), (x + 1.6 * _HEAD, y - _HEAD), (x + 1.6 * _HEAD, y + _HEAD)


def _outline(box: Box) -> Markup:
    left, right, bottom = box.x - box.width / 2, box.x + box.width / 2, box.y + box.height
    if box.shape != "decision":
        radius = min(box.height / 2, 18.0) if box.shape in {"start", "end"} else 2.0
        place = {"x": left, "y": box.y, "width": box.width, "height": box.height, "rx": radius}
        return element("rect", class_=f"flow-box flow-box--{box.shape}", **place)
    middle = box.y + box.height / 2
    corners = (
        (left, middle),
        (left + TIP, box.y),
        (right - TIP, box.y),
        (right, middle),
        (right - TIP, bottom),
        (left + TIP, bottom),
    )
    return element("polygon", points=_points(corners), class_="flow-box flow-box--decision")


def _words(box: Box) -> Iterator[Markup]:
    y = box.y + (box.height - text_height(box.words)) / 2
    for line in box.words:
        y += line.size * LEADING
        base = y - line.size * ((LEADING - 1) / 2 + 0.14)
        yield element("text", line.text, x=box.x, y=base, font_size=line.size, class_=f"flow-{line.kind}")
