"""Import of spreadsheets: a sheet and a mapping file become entries; nothing that is there is ever overwritten."""

from __future__ import annotations

from disclosure.importers.entries import Difference
from disclosure.importers.run import NewFile, Result, prepare
from disclosure.importers.table import Fault, Place

__all__ = ["Difference", "Fault", "NewFile", "Place", "Result", "prepare"]
