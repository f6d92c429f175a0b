"""The official form as the standards list it, and the tables of a page with every merged cell spread out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml


def form_in(standards: Path) -> dict[str, Any]:
    """The listing of the form in the collection of standards."""
    text = standards.read_text(encoding="utf-8")
    block = next(
        block for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "annual_report_format:" in block
    )
    form: dict[str, Any] = yaml.safe_load(block)["annual_report_format"]
    return form


def headings_of_requests(form: dict[str, Any]) -> tuple[list[list[str]], list[list[str]]]:
    """Table 3 without numbers: the rows above (ten places each), and the three places before each row of numbers."""
    table = form["table3"]
    corner = [table["corner_text"]] * 3
    columns = table["columns"]
    above = [
        [*corner, *[table["column_head"]] * len(columns)],
        [*corner, *(column.get("group", column["label"]) for column in columns)],
        [*corner, *(column["label"] for column in columns)],
    ]
    settled = "三、本年度办理结果"
    before = []
    for row in table["rows"]:
        group = row.get("group")
        if group is None:
            before.append([row["label"]] * 3)
        elif group == settled:
            before.append([settled, row["label"], row["label"]])
        else:
            before.append([settled, group, row["label"]])
    return above, before


def headings_of_disputes(form: dict[str, Any]) -> list[list[str]]:
    """The three rows above the numbers of table 4, fifteen places each."""
    groups = [(*group["name"].split("/"), group["columns"]) for group in form["table4"]["groups"]]
    rows: list[list[str]] = [[], [], []]
    for above, *between, columns in groups:
        rows[0] += [above] * len(columns)
        rows[1] += between * len(columns) or columns
        rows[2] += columns
    return rows


def spread_of_proactive(form: dict[str, Any], numbers: dict[str, list[str]]) -> list[list[str]]:
    """Table 2 with its numbers by row, four places a row."""
    rows = []
    for block in form["table2"]:
        first, *others = block["columns"]
        wide = 3 // len(others)
        rows.append([block["head"]] * 4)
        rows.append([first, *(name for name in others for _ in range(wide))])
        rows += [[name, *(number for number in numbers[name] for _ in range(wide))] for name in block["rows"]]
    return rows


@dataclass
class _Cell:
    rows: int
    columns: int
    text: str = ""


class Tables(HTMLParser):
    """Every table of a page by its caption; a merged cell stands in each place that it covers."""

    def __init__(self, page: str) -> None:
        """Read at once."""
        super().__init__(convert_charrefs=True)
        self.found: dict[str, list[list[str]]] = {}
        self._rows: list[list[_Cell]] = []
        self._cell: _Cell | None = None
        self._caption: str | None = None
        self._name = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row, a cell."""
        if tag == "table":
            self._rows, self._name = [], ""
        elif tag == "caption":
            self._caption = ""
        elif tag == "tr":
            self._rows.append([])
        elif tag in {"th", "td"}:
            given = dict(attrs)
            self._cell = _Cell(int(given.get("rowspan") or 1), int(given.get("colspan") or 1))
            self._rows[-1].append(self._cell)

    def handle_endtag(self, tag: str) -> None:
        """End a cell, or spread the finished table."""
        if tag in {"th", "td"}:
            self._cell = None
        elif tag == "caption":
            self._name, self._caption = self._caption or "", None
        elif tag == "table":
            self.found[self._name] = _spread(self._rows)

    def handle_data(self, data: str) -> None:
        """Collect the text of the cell or of the caption."""
        if self._cell:
            self._cell.text += data.strip()
        elif self._caption is not None:
            self._caption += data


def _spread(rows: list[list[_Cell]]) -> list[list[str]]:
    places: dict[tuple[int, int], str] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in places:
                column += 1
            for down in range(cell.rows):
                for right in range(cell.columns):
                    assert (number + down, column + right) not in places, "cells overlap"
                    places[number + down, column + right] = cell.text
    width = max(column for _, column in places) + 1
    assert len(places) == len(rows) * width, "the table has holes or juts out"
    return [[places[number, column] for column in range(width)] for number in range(len(rows))]
