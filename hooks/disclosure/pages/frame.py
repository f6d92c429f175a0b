"""A frame: the page around a text, rendered once by MkDocs and filled many times."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TOKEN = re.compile(r"QX([A-Z0-9-]+?)XQ")
REQUIRED = ("TITLE", "HEAD", "NAV-HOME", "BODY")


class Frame:
    """The HTML of a page, cut once at its tokens.

    Only the frame is searched for tokens. What is filled in is never read, so no entry can reach another place.
    """

    __slots__ = ("_segments", "digest", "tokens")

    def __init__(self, html: str) -> None:
        """Cut the page; a page without exactly one of each required token is not a frame."""
        parts = TOKEN.split(html)
        self._segments: tuple[bytes, ...] = tuple(part.encode() for part in parts[0::2])
        self.tokens: tuple[str, ...] = tuple(parts[1::2])
        self.digest: str = sha256(html.encode()).hexdigest()
        for token in REQUIRED:
            if self.tokens.count(token) != 1:
                text = f"frame needs exactly one token {token}, found {self.tokens.count(token)}"
                raise ValueError(text)

    def fill(self, values: Mapping[str, bytes]) -> bytes:
        """Return the page with the values in place of the tokens; a token without a value leaves nothing behind."""
        out = [self._segments[0]]
        for token, segment in zip(self.tokens, self._segments[1:], strict=True):
            out.append(values.get(token, b""))
            out.append(segment)
        return b"".join(out)
