"""The measures and the lines of a 权力运行流程图: where each box stands, and how the ways run between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from disclosure.charts.layers import Grid, Item, arrange
from disclosure.charts.words import Words, text_height, wrapped
from disclosure.kinds.flow import END, Edge, Step, edges

NAME_SIZE, NOTE_SIZE, LABEL_SIZE = 14, 12, 12.5
WIDE_BOX, BOX, ROUND_BOX = 232, 148, 88
"""Width of a box in a drawing with one column and with more, and of the end."""
_PAD, _BETWEEN, _LANE, _MARGIN = 8, 18, 12, 4
TIP = 12
"""How far the side of a box that decides comes to a point."""
_GAP, _TRACK = 24, 8


Shape = Literal["start", "end", "decision", "step", "label"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A box or a label, with its place in pixels; `x` is the middle, `y` the top."""

    shape: Shape
    words: tuple[Words, ...]
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Way:
    """One edge as drawn: polylines (several where a label interrupts it)."""

    edge: Edge
    lines: tuple[tuple[Point, ...], ...]
    is_back: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole drawing."""

    boxes: tuple[Box, ...]
    """The steps in their order, then the end where it is drawn, then the labels."""
    ways: tuple[Way, ...]
    width: float
    height: float


@lru_cache(maxsize=512)
def draw(steps: tuple[Step, ...]) -> Drawing:
    """Lay out a procedure. Many powers of an organ share one, so the last ones are remembered."""
    ways = edges(steps)
    apart = any(edge.target == len(steps) and (edge.condition or _leaving(ways, edge.source) > 1) for edge in ways)
    shown = [edge for edge in ways if apart or edge.target < len(steps)]
    count = len(steps) + apart
    grid = arrange(count, [(edge.source, edge.target) for edge in shown], [bool(edge.condition) for edge in shown])
    return _Layout(steps, shown, grid).drawing()


def _leaving(ways: Sequence[Edge], source: int) -> int:
    return sum(edge.source == source for edge in ways)


class _Layout:
    """The measures: columns from the widest thing in them, rows from the highest, gaps from the lines in them."""

    def __init__(self, steps: Sequence[Step], shown: Sequence[Edge], grid: Grid) -> None:
        self.steps, self.shown, self.grid = steps, shown, grid
        self.box_width = BOX if any(item.column for item in grid.items) else WIDE_BOX
        self.boxes = [self._measure(item) for item in grid.items]
        rows, columns = max(item.row for item in grid.items) + 1, max(item.column for item in grid.items) + 1
        widths, self.heights = [0.0] * columns, [0.0] * rows
        self.last = [0] * rows
        """The last column with something in it, by row."""
        for item, box in zip(grid.items, self.boxes, strict=True):
            widths[item.column] = max(widths[item.column], box.width)
            self.heights[item.row] = max(self.heights[item.row], box.height)
            self.last[item.row] = max(self.last[item.row], item.column)
        self.x: list[float] = []
        left = float(_MARGIN)
        for width in widths:
            self.x.append(left + width / 2)
            left += width + _BETWEEN
        self.right = left - _BETWEEN
        self.lanes = self._lanes()
        self.tracks = self._tracks()
        self.top: list[float] = []
        y = _MARGIN + self._gap(-1)
        for row, height in enumerate(self.heights):
            self.top.append(y)
            y += height + self._gap(row)
        self.height = y

    def drawing(self) -> Drawing:
        """Put everything in its place."""
        placed = [self._place(item, box) for item, box in zip(self.grid.items, self.boxes, strict=True)]
        ways = tuple(self._way(number, placed) for number in range(len(self.shown)))
        kept = tuple(box for item, box in zip(self.grid.items, placed, strict=True) if item.sort != "lane")
        used = max([self.right, *(x for way in ways for line in way.lines for x, _ in line)])
        return Drawing(kept, ways, used + _MARGIN, self.height)

    def _measure(self, item: Item) -> Box:
        if item.sort == "lane":
            return Box("label", (), 0, 0, _LANE, 0)
        if item.sort == "label":
            words = wrapped(self.shown[item.number].condition, LABEL_SIZE, "if", self.box_width - _PAD)
            width = max(line.width for line in words) + _PAD
            return Box("label", words, 0, 0, width, text_height(words) + 4)
        if item.number == len(self.steps):
            words = wrapped(END, NAME_SIZE, "name", ROUND_BOX - 2 * _PAD)
            return Box("end", words, 0, 0, ROUND_BOX, text_height(words) + 2 * _PAD)
        step, shape = self.steps[item.number], self._shape(item.number)
        inner = self.box_width - 2 * _PAD - (2 * _PAD if shape == "decision" else 0)
        words = wrapped(step.name, NAME_SIZE, "name", inner)
        for label, note in (("办理：", step.actor), ("时限：", step.limit)):
            words += wrapped(label + note, NOTE_SIZE, "note", inner) if note else ()
        return Box(shape, words, 0, 0, self.box_width, text_height(words) + 2 * _PAD)

    def _shape(self, number: int) -> Shape:
        if _leaving(self.shown, number) > 1:
            return "decision"
        if number == 0:
            return "start"
        return "step" if _leaving(self.shown, number) else "end"

    def _place(self, item: Item, box: Box) -> Box:
        return replace(box, x=self.x[item.column], y=self.top[item.row])

    def _lanes(self) -> dict[int, int]:
        """For each edge that leads back, its line beside the drawing, the nearest first to the shortest."""
        spans = {
            number: (self.grid.items[target].row, self.grid.items[self.grid.chains[number][-1]].row)
            for number, target in enumerate(self.grid.back)
            if target is not None
        }
        taken: list[list[tuple[int, int]]] = []
        found: dict[int, int] = {}
        for number, (top, bottom) in sorted(spans.items(), key=lambda span: (span[1][1] - span[1][0], span[0])):
            lane = next(
                (n for n, others in enumerate(taken) if all(bottom + 1 < t or b + 1 < top for t, b in others)),
                len(taken),
            )
            if lane == len(taken):
                taken.append([])
            taken[lane].append((top, bottom))
            found[number] = lane
        return found

    def _lane_x(self, number: int) -> float:
        return self.right + _LANE * (self.lanes[number] + 1)

    def _beside(self, item: Item) -> bool:
        """Whether nothing stands to the right of it in its row."""
        return self.last[item.row] == item.column

    def _crossings(self) -> list[tuple[int, tuple[str, int], tuple[str, int], float, float]]:
        """The level stretches: gap (below that row), where from, where to, from x to x."""
        found = []
        for number, chain in enumerate(self.grid.chains):
            for here, there in pairwise(chain):
                one, other = self.grid.items[here], self.grid.items[there]
                found.append((one.row, ("", here), ("", there), self.x[one.column], self.x[other.column]))
            target = self.grid.back[number]
            if target is not None:
                last, goal = self.grid.items[chain[-1]], self.grid.items[target]
                if not self._beside(last):
                    found.append(
                        (last.row, ("", chain[-1]), ("out", number), self.x[last.column], self._lane_x(number))
                    )
                if not self._beside(goal):
                    place = self._lane_x(number), self.x[goal.column]
                    found.append((goal.row - 1, ("in", number), ("", target), *place))
        return found

    def _tracks(self) -> dict[tuple[int, tuple[str, int], tuple[str, int]], tuple[int, int]]:
        """The place of each level stretch in its gap (track, of how many); what starts or ends together shares one."""
        crossings = self._crossings()
        leaving: dict[tuple[int, tuple[str, int]], int] = {}
        for gap, source, *_ in crossings:
            leaving[gap, source] = leaving.get((gap, source), 0) + 1
        groups: dict[tuple[int, str, tuple[str, int]], list[tuple[tuple[str, int], tuple[str, int], float, float]]] = {}
        for gap, source, target, one, other in crossings:
            if one != other:
                key = (gap, "from", source) if leaving[gap, source] > 1 else (gap, "to", target)
                groups.setdefault(key, []).append((source, target, min(one, other), max(one, other)))
        taken: dict[int, list[list[tuple[float, float]]]] = {}
        found: dict[tuple[int, tuple[str, int], tuple[str, int]], tuple[int, int]] = {}
        for (gap, _, _), members in groups.items():
            low, high = min(member[2] for member in members), max(member[3] for member in members)
            tracks = taken.setdefault(gap, [])
            free = (n for n, others in enumerate(tracks) if all(high < a or b < low for a, b in others))
            track = next(free, len(tracks))
            if track == len(tracks):
                tracks.append([])
            tracks[track].append((low, high))
            for source, target, *_ in members:
                found[gap, source, target] = (track, 0)
        return {key: (track, len(taken[key[0]])) for key, (track, _) in found.items()}

    def _gap(self, row: int) -> float:
        """The height of the gap below a row; below the last one and above the first only where lines run."""
        count = max((of for (gap, _, _), (_, of) in self.tracks.items() if gap == row), default=0)
        if row in {-1, len(self.heights) - 1}:
            return float(_GAP + _TRACK * (count - 1)) if count else float(_MARGIN)
        return float(_GAP + _TRACK * max(count - 1, 0))

    def _track_y(self, row: int, source: tuple[str, int], target: tuple[str, int]) -> float:
        below = self.top[row + 1] if row + 1 < len(self.top) else self.height
        track, count = self.tracks.get((row, source, target), (0, 1))
        return below - _GAP / 2 - 2 - _TRACK * (count - 1 - track)

    def _way(self, number: int, placed: Sequence[Box]) -> Way:
        chain = self.grid.chains[number]
        lines: list[tuple[Point, ...]] = []
        line: list[Point] = [_foot(placed[chain[0]])]
        for here, there in pairwise(chain):
            row, box = self.grid.items[here].row, placed[there]
            y = self._track_y(row, ("", here), ("", there))
            line += [(line[-1][0], y), (box.x, y)] if line[-1][0] != box.x else []
            line.append((box.x, box.y))
            if self.grid.items[there].sort == "label":
                lines.append(tuple(line))
                line = [_foot(box)]
        target = self.grid.back[number]
        if target is not None:
            line = self._way_back(number, chain[-1], target, placed)
        if len(line) > 1:
            lines.append(tuple(line))
        return Way(self.shown[number], tuple(lines), target is not None)

    def _way_back(self, number: int, last: int, target: int, placed: Sequence[Box]) -> list[Point]:
        """From the side of the last thing, or from below it, to the line beside the drawing, and up to the target."""
        lane, here, there = self._lane_x(number), placed[last], placed[target]
        if self._beside(self.grid.items[last]):
            share = 0.5 if here.shape == "label" else 2 / 3
            y = here.y + here.height * share
            line = [(_side(here), y), (lane, y)]
        else:
            y = self._track_y(self.grid.items[last].row, ("", last), ("out", number))
            line = [_foot(here), (here.x, y), (lane, y)]
        if self._beside(self.grid.items[target]):
            y = there.y + there.height / 3
            return [*line, (lane, y), (_side(there), y)]
        y = self._track_y(self.grid.items[target].row - 1, ("in", number), ("", target))
        return [*line, (lane, y), (there.x, y), (there.x, there.y)]


def _foot(box: Box) -> Point:
    return (box.x, box.y + box.height)


def _side(box: Box) -> float:
    """The right side of a box, a third of its height from the top or the bottom."""
    return box.x + box.width / 2 - (TIP / 3 if box.shape == "decision" else 0)
