"""Our own workbooks: made from the models for each kind, filled in by people, and read back as exactly their edits."""

from __future__ import annotations

from disclosure.importers.workbook.layout import Column, Sheet, layout_of
from disclosure.importers.workbook.run import Exported, export, is_form, prepare_form, template

__all__ = ["Column", "Exported", "Sheet", "export", "is_form", "layout_of", "prepare_form", "template"]
