"""Import and export of tables: our own workbooks there and back, and foreign ones by a mapping file."""

from __future__ import annotations

from disclosure.importers.mapped import prepare
from disclosure.importers.result import Changed, Difference, NewFile, Result
from disclosure.importers.table import Fault, Place
from disclosure.importers.workbook import Exported, export, is_form, prepare_form, template

__all__ = [
    "Changed",
    "Difference",
    "Exported",
    "Fault",
    "NewFile",
    "Place",
    "Result",
    "export",
    "is_form",
    "prepare",
    "prepare_form",
    "template",
]
