"""Rules that read running text: figures against the tables, against themselves, across years; placeholders."""

from __future__ import annotations

from disclosure.rules.prose import accounts, placeholders, reasons, reports, slips, years

__all__ = ["accounts", "placeholders", "reasons", "reports", "slips", "years"]
