"""What is found in an attached file: its public text by places, and what should not be in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "damaged",
    "encrypted",
    "too-large",
    "active",
    "embedded",
    "tracked",
    "comment",
    "hidden-sheet",
    "hidden-text",
    "no-text",
    "author",
    "location",
    "identity",
    "mobile",
    "secrecy",
]
"""What a finding is about; the rules of attachments have one rule for each."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text and where it stands: 第3页, 工作表“表1”, 页眉; empty where a file has no places."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something of which a rule speaks: what it is, in Chinese, and how to mend it.

    Of an author it is the name, of what must not be repeated (identity, mobile, secrecy) the place.
    """

    kind: Kind
    what: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text that a reader of the file sees, in reading order, and the findings."""

    parts: tuple[Part, ...] = ()
    findings: tuple[Finding, ...] = ()


class UnreadableError(Exception):
    """The file cannot be read at all."""

    def __init__(self, kind: Kind, what: str, mend: str) -> None:
        super().__init__(what)
        self.finding = Finding(kind, what, mend)


def pack(extracted: Extracted) -> bytes:
    """The bytes in which a result is kept."""
    parts = [[part.place, part.text] for part in extracted.parts]
    findings = [[finding.kind, finding.what, finding.mend] for finding in extracted.findings]
    return json.dumps([parts, findings], ensure_ascii=False).encode("utf-8", "surrogatepass")


def unpack(content: bytes) -> Extracted:
    """The result from its bytes."""
    parts, findings = json.loads(content.decode("utf-8", "surrogatepass"))
    return Extracted(tuple(Part(*part) for part in parts), tuple(Finding(*finding) for finding in findings))
