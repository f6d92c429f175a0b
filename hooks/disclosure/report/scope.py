"""What a pull request may bring without touching the program: entries, attachments, hand-written pages."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from disclosure.catalogue import FOLDER
from disclosure.kinds import KINDS

_PAGES = "content"
_FILES = "files"


def is_content(path: str) -> bool:
    """Whether a file, by its path below the root, is an entry, an attachment or a hand-written page.

    Vocabulary, templates, workflows, requirements and everything that is run or read as a setting is not.
    """
    parts = PurePosixPath(path).parts
    if not parts or ".." in parts or any(part.startswith(".") for part in parts):
        return False
    if parts[0] == _PAGES:
        return len(parts) > 1
    if parts[0] != FOLDER or len(parts) < len(("catalogue", "organ", "kind", "file")):
        return False
    return parts[1] != "vocabulary" and parts[2] in {*KINDS, _FILES}


def outside(paths: Iterable[str]) -> list[str]:
    """Those that are not content, in order, each once."""
    return sorted({path for path in paths if not is_content(path)})
