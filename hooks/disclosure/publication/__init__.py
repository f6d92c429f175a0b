"""From the catalogue to the published tree: check, render, verify, exchange."""

from __future__ import annotations

from disclosure.publication.build import Built, build, digest_of, other_files, write_pages
from disclosure.publication.check import (
    CheckResult,
    check,
    check_together,
    default_today,
    require_clean,
    result_of,
    settled,
)
from disclosure.publication.fresh import write_changed, write_imported, write_new
from disclosure.publication.index import write_index_files
from disclosure.publication.record import Record, read_record
from disclosure.publication.shell import Shell, read_shell
from disclosure.publication.tree import MARK, exchange, only_writer

__all__ = [
    "MARK",
    "Built",
    "CheckResult",
    "Record",
    "Shell",
    "build",
    "check",
    "check_together",
    "default_today",
    "digest_of",
    "exchange",
    "only_writer",
    "other_files",
    "read_record",
    "read_shell",
    "require_clean",
    "result_of",
    "settled",
    "write_changed",
    "write_imported",
    "write_index_files",
    "write_new",
    "write_pages",
]
