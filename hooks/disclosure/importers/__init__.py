"""Import and export of tables: our own workbooks there and back, and foreign ones by a mapping file."""

from __future__ import annotations

from disclosure.importers.mapped import prepare
from disclosure.importers.result import Changed, Difference, NewFile, Result
from disclosure.importers.table import Fault, Place
from disclosure.importers.workbook import Exported, Form, export, prepare_form, template

__all__ = [
    "Changed",
    "Difference",
    "Exported",
    "Fault",
    "Form",
    "NewFile",
    "Place",
    "Result",
    "export",
    "prepare",
    "prepare_form",
    "template",
]
