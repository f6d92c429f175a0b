"""From the catalogue to the published tree: check, render, verify, exchange."""

from __future__ import annotations

from disclosure.publication.build import Built, build, write_pages
from disclosure.publication.check import CheckResult, check, default_today, require_clean
from disclosure.publication.fresh import write_new

__all__ = ["Built", "CheckResult", "build", "check", "default_today", "require_clean", "write_new", "write_pages"]
