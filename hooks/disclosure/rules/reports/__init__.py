"""What an annual report of disclosure work must agree with: itself, the year before, the law."""

from __future__ import annotations

from disclosure.rules.reports import early, tables, text, years

__all__ = ["early", "tables", "text", "years"]
