"""The text of entries: written in the official form, changed in place with the comments of its author kept."""

from __future__ import annotations

from disclosure.editing.change import changed_text
from disclosure.editing.mending import Change, Mended, changes_between, mend, tidy
from disclosure.editing.numbers import Numbers, next_number, numbers_in_use
from disclosure.editing.skeleton import copied, skeleton
from disclosure.editing.text import entry_text, field_order, in_order, yaml_text

__all__ = [
    "Change",
    "Mended",
    "Numbers",
    "changed_text",
    "changes_between",
    "copied",
    "entry_text",
    "field_order",
    "in_order",
    "mend",
    "next_number",
    "numbers_in_use",
    "skeleton",
    "tidy",
    "yaml_text",
]
