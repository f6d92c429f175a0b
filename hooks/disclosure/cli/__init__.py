"""The command line; the only part that prints."""

from __future__ import annotations

from disclosure.cli.main import main

__all__ = ["main"]
