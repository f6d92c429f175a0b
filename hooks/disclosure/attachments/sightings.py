"""What must not stand in a public text, found in its words. Where it stands is told, never the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from disclosure.attachments.model import Finding, Kind, Part
from disclosure.fields import has_identity_number, has_mobile_number

_SECRECY = re.compile(r"(?:绝\s*密|机\s*密|秘\s*密|内\s*部)\s*★")
"""The mark of a secret document, with its star (GB/T 9704); texts about secrecy have none."""
_SPLIT = re.compile("(?<=[0-9])[\u00a0\u00ad\u200b-\u200d\u2060\ufeff]+(?=[0-9Xx])")
"""Characters that cannot be seen, in the middle of a number."""
_WRAPPED = re.compile(r"(?<=[0-9])\n(?=[0-9Xx])")
_GROUPED = re.compile(r"(?<![0-9A-Za-z])([0-9]{6})[ -]([0-9]{8})[ -]([0-9]{3}[0-9Xx])(?![0-9A-Za-z])")
_WORTH_A_LOOK = re.compile(r"[0-9０-９]{11}|[0-9]{6}[ -][0-9]{8}[ -]|★")
_MOST = 20


def sightings(parts: Iterable[Part], *, by_line: bool) -> Iterator[Finding]:
    """One finding for each kind and place, at most twenty of a kind; `by_line` where a file has lines for places."""
    found: dict[Kind, dict[str, None]] = {}
    for part in parts:
        for kind, line in _in(part.text):
            place = part.place or (f"第{line}行" if line and by_line else "正文")
            found.setdefault(kind, {})[place] = None
    yield from (Finding(kind, place) for kind, places in found.items() for place in list(places)[:_MOST])


def _in(text: str) -> Iterator[tuple[Kind, int]]:
    """What is in a text, with the line from 1 on; 0 for an identity number that goes over the end of a line."""
    text = _SPLIT.sub("", text)
    joined = _WRAPPED.sub("", text)
    if not _WORTH_A_LOOK.search(joined):
        return
    for number, line in enumerate(text.split("\n"), 1):
        yield from ((kind, number) for kind in _kinds(line))
    if not has_identity_number(text) and has_identity_number(joined):
        yield "identity", 0


def _kinds(line: str) -> Iterator[Kind]:
    if has_identity_number(line) or has_identity_number(_GROUPED.sub(r"\1\2\3", line)):
        yield "identity"
    if has_mobile_number(line):
        yield "mobile"
    if _SECRECY.search(line):
        yield "secrecy"
