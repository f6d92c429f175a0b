"""A file of results that several measurements write, each its own section."""

from __future__ import annotations

import re
from pathlib import Path

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


def put_section(path: Path, title: str, heading: str, text: str) -> None:
    """Put the text under a second-level heading of a file, in place of what stood there; other sections stay.

    A new file gets the title; a new section comes last.
    """
    content = path.read_text(encoding="utf-8") if path.exists() else f"# {title}\n"
    starts = [*_HEADING.finditer(content)]
    ends = [match.start() for match in starts[1:]] + [len(content)]
    front = content[: starts[0].start()] if starts else content
    sections = {match[1]: content[match.end() : end] for match, end in zip(starts, ends, strict=True)}
    sections[heading] = text
    parts = [front.strip(), *(f"## {name}\n\n{body.strip()}" for name, body in sections.items())]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8", newline="\n")
