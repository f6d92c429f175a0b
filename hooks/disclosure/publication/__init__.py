"""From the catalogue to the published tree: check, render, verify, exchange."""

from __future__ import annotations

from disclosure.publication.build import Built, build, write_pages
from disclosure.publication.check import CheckResult, check, default_today, require_clean
from disclosure.publication.fresh import write_changed, write_imported, write_new
from disclosure.publication.record import Record, read_record
from disclosure.publication.tree import MARK, exchange, only_writer

__all__ = [
    "MARK",
    "Built",
    "CheckResult",
    "Record",
    "build",
    "check",
    "default_today",
    "exchange",
    "only_writer",
    "read_record",
    "require_clean",
    "write_changed",
    "write_imported",
    "write_new",
    "write_pages",
]
