"""How the pages and texts beside the site are rendered: templates of the site, nothing from anywhere else."""

from __future__ import annotations

import base64
from hashlib import sha256
from pathlib import Path
from typing import Any

from disclosure.offline.faults import in_words
from disclosure.pages import environment
from disclosure.source import read_bytes

WINDOWS_MARK = "\ufeff"  # by which old programs know UTF-8
_FOLDER = "offline"  # below overrides/


def render(root: Path, name: str, **values: Any) -> str:  # noqa: ANN401 - whatever the template shows
    """The template of a file beside the site, filled in. Raises OSError."""
    return environment(root).get_template(f"{_FOLDER}/{name}").render(day=in_words, **values)


def text_of(root: Path, name: str) -> str:
    """A script or style that goes into a page as it is. Raises OSError."""
    return read_bytes(root / "overrides" / _FOLDER / name).decode().replace("\r\n", "\n")


def for_windows(text: str) -> bytes:
    """A text as old programs of Windows read it: with its mark of UTF-8 and their line ends."""
    return (WINDOWS_MARK + text.replace("\n", "\r\n")).encode()


def policy(*, style: str, script: str) -> str:
    """The content security policy of a page that holds one style and one script, and asks for nothing."""
    allowed = f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    return f"default-src 'none'; {allowed}; img-src data:; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"
