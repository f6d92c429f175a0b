"""A file of results that several measurements write, each its own section."""

from __future__ import annotations

import re
from pathlib import Path


def put_section(path: Path, title: str, heading: str, text: str) -> None:
    """Put the text under a second-level heading of a file, in place of what stood there; other sections stay.

    A new file gets the title; a new section comes last.
    """
    content = path.read_text(encoding="utf-8") if path.exists() else f"# {title}\n"
    front, *found = re.split(r"^## (.+)$", content, flags=re.MULTILINE)  # heading, text, heading, text …
    sections = dict(zip(found[::2], found[1::2], strict=True))
    sections[heading] = text
    parts = [front.strip(), *(f"## {name}\n\n{body.strip()}" for name, body in sections.items())]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8", newline="\n")
