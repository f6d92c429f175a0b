"""A directed graph on a grid: every box, every label and every stretch of a long edge has a cell of its own.

Rows follow the direction of the graph; edges that run against it are told apart. Because no two things share a cell,
whatever is drawn inside the cells cannot overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Sort = Literal["box", "label", "lane"]


@dataclass(frozen=True, slots=True)
class Item:
    """What stands in a cell."""

    sort: Sort
    number: int
    """Of a box: its number; of a label or lane: the number of the edge."""
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Where everything stands, and the way of each edge through the cells."""

    items: tuple[Item, ...]
    chains: tuple[tuple[int, ...], ...]
    """For each edge the items from its source to its target, by position in `items`, a row further each."""
    back: tuple[int | None, ...]
    """For each edge that runs against the rows, its target: from the last item of its chain it goes back there."""


def arrange(count: int, edges: Sequence[tuple[int, int]], labelled: Sequence[bool]) -> Grid:
    """Lay out `count` boxes, the first at the top; `labelled` says which of the edges bear a label."""
    backward = _backward(count, edges)
    sorts: list[tuple[Sort, int]] = [("box", number) for number in range(count)]
    chains: list[list[int]] = []
    for number, (source, target) in enumerate(edges):
        chain = [source]
        if labelled[number]:
            chain.append(len(sorts))
            sorts.append(("label", number))
        if number not in backward:
            chain.append(target)
        chains.append(chain)
    rows = _rows(len(sorts), chains)
    for number, chain in enumerate(chains):
        source, target = (chain[-2], chain[-1]) if len(chain) > 1 else (0, 0)
        for row in range(rows[source] + 1, rows[target]):
            chain.insert(-1, len(sorts))
            sorts.append(("lane", number))
            rows.append(row)
    columns = _columns(rows, chains)
    items = tuple(Item(*sort, row, column) for sort, row, column in zip(sorts, rows, columns, strict=True))
    back = tuple(edges[number][1] if number in backward else None for number in range(len(edges)))
    return Grid(items, tuple(map(tuple, chains)), back)


def _backward(count: int, edges: Sequence[tuple[int, int]]) -> set[int]:
    """The edges that lead to a box from which the walk has come: without them there is no circle."""
    out: list[list[int]] = [[] for _ in range(count)]
    for number, (source, _) in enumerate(edges):
        out[source].append(number)
    found: set[int] = set()
    open_, done = set[int](), set[int]()
    for start in range(count):
        stack = [(start, iter(out[start]))] if start not in done else []
        open_.update(node for node, _ in stack)
        while stack:
            node, rest = stack[-1]
            number = next(rest, -1)
            if number < 0:
                stack.pop()
                open_.discard(node)
                done.add(node)
                continue
            target = edges[number][1]
            if target in open_:
                found.add(number)
            elif target not in done:
                open_.add(target)
                stack.append((target, iter(out[target])))
    return found


def _rows(count: int, chains: Sequence[Sequence[int]]) -> list[int]:
    """The row of each item: one below the lowest of those that lead to it."""
    after: list[list[int]] = [[] for _ in range(count)]
    waiting = [0] * count
    for chain in chains:
        for here, there in pairwise(chain):
            after[here].append(there)
            waiting[there] += 1
    rows = [0] * count
    ready = [item for item in range(count) if not waiting[item]]
    while ready:
        here = ready.pop()
        for there in after[here]:
            rows[there] = max(rows[there], rows[here] + 1)
            waiting[there] -= 1
            if not waiting[there]:
                ready.append(there)
    return rows


def _columns(rows: Sequence[int], chains: Sequence[Sequence[int]]) -> list[int]:
    """The column of each item: that of what leads to it, the branch with the longest way on first."""
    count = len(rows)
    above: list[list[int]] = [[] for _ in range(count)]
    below: list[list[int]] = [[] for _ in range(count)]
    for chain in chains:
        for here, there in pairwise(chain):
            if here not in above[there]:
                above[there].append(here)
                below[here].append(there)
    by_row: list[list[int]] = [[] for _ in range(max(rows) + 1)]
    for item, row in enumerate(rows):
        by_row[row].append(item)
    height = [0] * count
    for items in reversed(by_row):
        for item in items:
            height[item] = max((height[other] + 1 for other in below[item]), default=0)
    for others in below:
        others.sort(key=lambda item: -height[item])
    columns = [0] * count
    for items in by_row:
        wanted = {
            item: min((columns[other] + below[other].index(item) for other in above[item]), default=0) for item in items
        }
        next_free = 0
        for item in sorted(items, key=lambda item: (wanted[item], -height[item], item)):
            columns[item] = max(next_free, wanted[item])
            next_free = columns[item] + 1
    return columns
