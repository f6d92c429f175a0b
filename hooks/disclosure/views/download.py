"""Tables to take away as CSV, which WPS and Excel open with a double click."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

_FORMULA = re.compile(r"[=+\-@\t\r\n]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?%?", re.ASCII)


def csv_bytes(rows: Sequence[Sequence[str]]) -> bytes:
    """The rows, the first one the heads, as UTF-8 with a mark by which Excel knows it.

    A text that a spreadsheet would take for a formula gets an apostrophe before it; plain numbers stay numbers.
    """
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([_harmless(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell
