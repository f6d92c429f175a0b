"""权力运行流程图: the steps of a procedure as boxes from top to bottom, branches side by side.

Rounded boxes begin and end, pointed ones decide, dashed lines lead back. The drawing is 350 pixels wide with two
branches side by side, which a telephone shows at full size. Beside it stands the list of the steps as text.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from disclosure.charts.flow_layout import TIP, Box, Drawing, Point, draw
from disclosure.charts.svg import element
from disclosure.charts.words import LEADING, text_height
from disclosure.kinds.flow import Step

_HEAD = 5
_TELEPHONE = 358
"""How wide a drawing may be, in pixels, on a telephone of 390."""
_PLAIN: dict[str, object] = {"fill": "none", "stroke": "currentColor"}
"""How it looks where the style sheet is missing."""


def flow_chart(steps: Sequence[Step], title: str, name: str = "flow") -> Markup:
    """The drawing as SVG; `title` says whose procedure it is, `name` begins the ids of this drawing in its page."""
    drawing = draw(tuple(steps))
    told = f"{'、'.join(step.name for step in steps)}。各环节的去向见图后的文字说明。"
    parts = [element("title", title, id=f"{name}-title"), element("desc", told, id=f"{name}-desc")]
    return element(
        "svg",
        *parts,
        _inner(drawing),
        class_="flow-chart flow-chart--wide" if drawing.width > _TELEPHONE else "flow-chart",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        viewBox=f"0 0 {drawing.width:.0f} {drawing.height:.0f}",
        width=f"{drawing.width:.0f}",
        height=f"{drawing.height:.0f}",
    )


def _inner(drawing: Drawing) -> Markup:
    lines = [
        element("polyline", points=_points(line), class_=f"flow-line{' flow-line--back' * way.is_back}", **_PLAIN)
        for way in drawing.ways
        for line in way.lines
    ]
    heads = [element("polygon", points=_points(_head(way.lines[-1])), class_="flow-head") for way in drawing.ways]
    return Markup().join([*lines, *heads, *(_box(box) for box in drawing.boxes)])


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _head(line: Sequence[Point]) -> tuple[Point, Point, Point]:
    """The point of the arrow at the end of a line, which runs down or to the left."""
    (before_x, _), (x, y) = line[-2:]
    if before_x == x:
        return (x, y), (x - _HEAD, y - 1.6 * _HEAD), (x + _HEAD, y - 1.6 * _HEAD)
    return (x, y), (x + 1.6 * _HEAD, y - _HEAD), (x + 1.6 * _HEAD, y + _HEAD)


def _box(box: Box) -> Markup:
    left, right, bottom = box.x - box.width / 2, box.x + box.width / 2, box.y + box.height
    parts = []
    if box.shape == "decision":
        middle = box.y + box.height / 2
        corners = (
            (left, middle),
            (left + TIP, box.y),
            (right - TIP, box.y),
            (right, middle),
            (right - TIP, bottom),
            (left + TIP, bottom),
        )
        parts.append(element("polygon", points=_points(corners), class_="flow-box flow-box--decision", **_PLAIN))
    elif box.shape != "label":
        radius = min(box.height / 2, 18.0) if box.shape in {"start", "end"} else 2.0
        place = {"x": left, "y": box.y, "width": box.width, "height": box.height, "rx": radius}
        parts.append(element("rect", class_=f"flow-box flow-box--{box.shape}", **place, **_PLAIN))
    y = box.y + (box.height - text_height(box.words)) / 2
    for line in box.words:
        y += line.size * LEADING
        base = y - line.size * (LEADING - 1) / 2 - line.size * 0.14
        look = {"text_anchor": "middle", "fill": "currentColor", "class_": f"flow-{line.kind}"}
        parts.append(element("text", line.text, x=box.x, y=base, font_size=line.size, **look))
    return Markup().join(parts)
