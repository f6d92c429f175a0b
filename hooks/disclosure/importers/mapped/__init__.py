"""Tables of others: a sheet and a mapping file (对照表) become entries."""

from __future__ import annotations

from disclosure.importers.mapped.run import prepare

__all__ = ["prepare"]
