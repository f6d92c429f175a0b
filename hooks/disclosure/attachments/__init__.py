"""The text of attached files, place by place, and what a file for the public must not hold.

PDF text layers, DOCX, XLSX, OFD, plain text. Every file is hostile until read: bounded before a parser sees it, and
parsed in a process whose crash or endless loop is a sentence, not the end of the program.
"""

from __future__ import annotations

from disclosure.attachments.extraction import extract
from disclosure.attachments.model import Extracted, Finding, Kind, Part
from disclosure.attachments.stored import findings_in, text_of, texts_of

__all__ = ["Extracted", "Finding", "Kind", "Part", "extract", "findings_in", "text_of", "texts_of"]
