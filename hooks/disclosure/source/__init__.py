"""From the bytes of one YAML file to plain text data; the only part that opens entry files.

Every scalar stays text. What YAML could do behind a clerk's back is refused: anchors and aliases, tags, merge keys,
directives, several documents, duplicate keys, values cut by a comment, invisible characters, deep nesting.
"""

from __future__ import annotations

from disclosure.source.characters import MAX_BYTES
from disclosure.source.document import Data, Document, read
from disclosure.source.files import Listing, list_files, read_bytes, read_head, read_part
from disclosure.source.spans import Span

__all__ = [
    "MAX_BYTES",
    "Data",
    "Document",
    "Listing",
    "Span",
    "list_files",
    "read",
    "read_bytes",
    "read_head",
    "read_part",
]
