"""From a booklet as data to a PDF: which fonts are there, which characters they have, and the setting by Typst."""

from __future__ import annotations

from disclosure.books.fonts import Fonts, choose
from disclosure.books.press import Press

__all__ = ["Fonts", "Press", "choose"]
