"""What the public will see change: two states of the catalogue compared, in words for those who review and sign."""

from __future__ import annotations

from disclosure.report.model import FileChange, Item, Preview
from disclosure.report.preview import compare
from disclosure.report.scope import is_content, outside
from disclosure.report.sheet import sheet_html
from disclosure.report.wording import as_json, as_markdown, as_text, problem_table

__all__ = [
    "FileChange",
    "Item",
    "Preview",
    "as_json",
    "as_markdown",
    "as_text",
    "compare",
    "is_content",
    "outside",
    "problem_table",
    "sheet_html",
]
