"""Our own workbooks: made from the models for each kind, filled in by people, and read back as exactly their edits."""

from __future__ import annotations

from disclosure.importers.workbook.form import Form
from disclosure.importers.workbook.making import Exported, export, template
from disclosure.importers.workbook.run import prepare_form

__all__ = ["Exported", "Form", "export", "prepare_form", "template"]
