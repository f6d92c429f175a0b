"""From a booklet as data to a PDF: which fonts are there, which characters they have, and the setting by Typst."""

from __future__ import annotations

from disclosure.books.blocks import blocks_in
from disclosure.books.fonts import Fonts, choose
from disclosure.books.press import Guide, Press, characters_of

__all__ = ["Fonts", "Guide", "Press", "blocks_in", "characters_of", "choose"]
