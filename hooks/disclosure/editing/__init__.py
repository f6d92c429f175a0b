"""The text of entries: written in the official form, changed in place with the comments of its author kept."""

from __future__ import annotations

from disclosure.editing.change import changed_text
from disclosure.editing.numbers import Numbers, next_number
from disclosure.editing.text import entry_text, in_order, yaml_text

__all__ = ["Numbers", "changed_text", "entry_text", "in_order", "next_number", "yaml_text"]
