"""Tables with merged cells, described once for the page and for the download."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of an official form."""

    text: str
    columns: int = 1
    rows: int = 1
    scope: str = ""
    """row, col, rowgroup or colgroup for headings; empty for data."""
    level: int | None = None
    """For headings on the left, which stay in sight: the column in which the heading begins, from 0."""


@dataclass(frozen=True, slots=True)
class Grid:
    """An official form: rows of cells, where cells of earlier rows may reach down."""

    slug: str
    caption: str
    head: tuple[tuple[GridCell, ...], ...]
    body: tuple[tuple[GridCell, ...], ...]
    leading: int = 0
    """How many columns on the left are headings of rows, where their widths are set apart."""

    @property
    def spread(self) -> list[list[str]]:
        """Every place of the form in rows of equal length; a merged cell stands in its first place alone."""
        places: dict[tuple[int, int], str] = {}
        width = 0
        for number, row in enumerate((*self.head, *self.body)):
            column = 0
            for cell in row:
                while (number, column) in places:
                    column += 1
                taken = [(number + down, column + right) for down in range(cell.rows) for right in range(cell.columns)]
                places |= dict.fromkeys(taken, "") | {taken[0]: cell.text}
                width = max(width, column + cell.columns)
        height = len(self.head) + len(self.body)
        return [[places.get((row, column), "") for column in range(width)] for row in range(height)]
