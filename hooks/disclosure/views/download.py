"""Tables as files: CSV that spreadsheets open with the right characters and never take for formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""With any apostrophes before it, so that the one that is put in front can be told from those of the text."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?%?", re.ASCII)


def csv_bytes(rows: Sequence[Sequence[str]]) -> bytes:
    """RFC 4180 with CRLF, in UTF-8 with a byte order mark; a text that would begin a formula gets an apostrophe."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([_safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _safe(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell
