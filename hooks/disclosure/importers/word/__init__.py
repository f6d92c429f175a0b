"""Import of Word documents (.docx): the text as our Markdown, and the fields that the official layout shows.

Read from the XML itself, by the guarded reader of packages that looks at attached files (attachments/package.py).
mammoth, which turns Word into HTML, loses the automatic numbers (一、（一）第一条), which are the heart of an official
document; python-docx gives neither these numbers nor text boxes, notes and content controls, and both bring lxml to the
parsing of hostile files. What is needed here is less than either has: text, look, numbers, tables.

    tree       the XML as trees, bounded
    styles     how paragraphs and words look
    counting   numbers in the spellings of Word
    numbering  automatic numbers
    blocks     what a document is made of
    words      the words of a paragraph
    reading    bytes to blocks
    markdown   blocks to the text of an entry
    terms      the parts of an official document by their words
    parts      what was recognised
    head       版头 and 标题
    layout     all parts, by GB/T 9704—2012
    dates      from when until when a document is in force
    opening    what is refused, and all of the above
    drafting   parts to the fields of an entry
    run        one import
"""

from __future__ import annotations

from disclosure.importers.word.drafting import Doubt, Draft, Field
from disclosure.importers.word.opening import SUFFIXES
from disclosure.importers.word.run import Imported, NewBody, draft_problems, prepare_body, prepare_draft

__all__ = [
    "SUFFIXES",
    "Doubt",
    "Draft",
    "Field",
    "Imported",
    "NewBody",
    "draft_problems",
    "prepare_body",
    "prepare_draft",
]
