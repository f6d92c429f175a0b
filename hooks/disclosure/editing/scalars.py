"""One text as YAML: plain where every reader takes it for this very text, else quoted, several lines as a block."""

from __future__ import annotations

import json
import re

_PLAIN = re.compile(r"(?![-?:,\[\]{}#&*!|>'\"%@`<=]|\.{3}).*\S", re.DOTALL)
_AMBIGUOUS = re.compile(
    r"[-+]?[0-9][0-9_]*(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|0[xob][0-9a-fA-F]+|[-+]?\.(?:inf|nan|[0-9]+)|~"
    r"|null|true|false|yes|no|on|off|y|n",
    re.IGNORECASE,
)
"""What other readers of YAML take for something else than text."""
_NOT_IN_FLOW = re.compile(r"[,\[\]{}:#]")


def scalar(text: str, *, flow: bool = False) -> str:
    """A text on one line. In a flow group `{…}` more signs have a meaning, so more texts are quoted."""
    special = ": " in text or " #" in text or text.endswith(":") or "\n" in text or "\t" in text
    if flow and _NOT_IN_FLOW.search(text):
        special = True
    if text == text.strip() and _PLAIN.fullmatch(text) and not special and not is_ambiguous(text):
        return text
    return quoted(text)


def is_ambiguous(text: str) -> bool:
    """Whether a plain text is a number, a truth value or nothing to other readers of YAML."""
    return _AMBIGUOUS.fullmatch(text) is not None


def quoted(text: str) -> str:
    """A text in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def fits_block(text: str) -> bool:
    """Whether a text of several lines reads back the same from a literal block (`|`)."""
    lines = text.removesuffix("\n").split("\n")
    whole = all(not line or (line.strip(" ") and "\t" not in line) for line in lines)
    return "\n" in text and whole and bool(lines[-1]) and bool(lines[0]) and not lines[0].startswith(" ")


def block(text: str, indent: str) -> list[str]:
    """The sign of a literal block and its lines, all but the sign below `indent`."""
    lines = text.removesuffix("\n").split("\n")
    return ["|" if text.endswith("\n") else "|-", *(f"{indent}{line}" if line else "" for line in lines)]
