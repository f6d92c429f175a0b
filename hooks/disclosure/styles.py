"""What is needed of a style sheet that was written for other pages: the rules that can apply to ours.

A rule applies only where each class, id and attribute of its selector is on the page. What pages can hold stands in
the templates, scripts and finished pages; a name that is in none of them is on no page. Selectors of elements alone
are always kept, and so is whatever is not understood.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

_PIECES = re.compile(r"""/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^"')]*\)|[{};]|[^"'{};/u]+|.""", re.DOTALL)
_PARTS = re.compile(r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[(),\[\]]|[^"'(),\[\]]+""", re.DOTALL)
_WORD = re.compile(r"[\w-]+")
_GROUPS = ("@media", "@supports", "@layer", "@container")
_FUNCTION = re.compile(r":[\w-]+\([^()]*\)")  # what stands in it may match or not: nothing follows from it
_NAME = re.compile(r"""[.#]((?:\\.|[\w-])+)|\[\s*([\w-]+)(?:\s*(=)\s*["']?([\w-]+)["']?)?""")
_OWN = re.compile(r"--[\w-]+")
_READ = re.compile(r"var\(\s*(--[\w-]+)")
_SPACE = re.compile(r"\s+")
_STRING = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')""", re.DOTALL)
_LOOSE = re.compile(r" ?([{};]) ?")
_VENDOR = re.compile(r"::?-")


def words_in(text: str) -> frozenset[str]:
    """Everything in a text that could be the name of a class, an id or an attribute."""
    return frozenset(_WORD.findall(text))


def needed(sheet: str, words: Collection[str], others: str = "") -> str:
    """The rules of a style sheet that can apply where only these words occur, in their order.

    `others` are the style sheets that read custom properties of this one; a property that nobody reads goes too.
    """
    kept = _pruned(sheet, words)
    while True:
        read = set(_READ.findall(kept)) | set(_READ.findall(others))
        names = words_in(kept) | words_in(others)
        fewer = _without_unread(kept, read, names)
        if fewer == kept:
            return kept
        kept = fewer


def compact(sheet: str) -> str:
    """The same style sheet without comments and without spaces that mean nothing."""
    pieces = [piece for piece in _PIECES.findall(sheet) if not piece.startswith("/*")]
    kept = "".join(piece if piece[0] in "\"'" else _SPACE.sub(" ", piece) for piece in pieces)
    parts = _STRING.split(kept)
    parts[::2] = [_LOOSE.sub(r"\1", part) for part in parts[::2]]
    return "".join(parts).strip()


def _rules(sheet: str) -> Iterator[tuple[str, str | None]]:
    """Every rule of a sheet: what stands before its braces and what stands in them, None for one without."""
    depth, front, body = 0, "", ""
    for piece in _PIECES.findall(sheet):
        if piece.startswith("/*"):
            continue
        if piece == "}":
            depth -= 1
            if depth == 0:
                yield front.strip(), body
                front = body = ""
                continue
        if depth:
            body += piece
        elif piece == ";":
            yield front.strip(), None
            front = ""
        elif piece != "{":
            front += piece
        depth += piece == "{"


def _pruned(sheet: str, words: Collection[str]) -> str:
    kept = []
    for front, body in _rules(sheet):
        if body is None:
            kept.append(f"{front};")
        elif front.startswith(_GROUPS):
            inner = _pruned(body, words)
            kept += [f"{front}{{{inner}}}"] if inner else []
        elif front.startswith("@"):
            kept.append(f"{front}{{{body}}}")
        else:
            selectors = _split(front, ",")
            able = [one for one in selectors if _can_match(one, words)]
            # A selector that a browser does not know makes it drop the whole rule: such lists stay as they are.
            left = selectors if able and _VENDOR.search(front) else able
            kept += [f"{','.join(left)}{{{body}}}"] if left else []
    return "".join(kept)


def _split(text: str, mark: str) -> list[str]:
    """The parts of a text between marks that stand outside brackets and strings."""
    parts, depth = [""], 0
    for piece in _PARTS.findall(text) if mark == "," else _PIECES.findall(text):
        depth += piece in {"(", "["}
        depth -= piece in {")", "]"}
        if piece == mark and not depth:
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def _can_match(selector: str, words: Collection[str]) -> bool:
    plain = selector
    while (shorter := _FUNCTION.sub("", plain)) != plain:
        plain = shorter
    for name, attribute, equals, value in _NAME.findall(plain):
        if (name or attribute).replace("\\", "") not in words or (equals and value not in words):
            return False
    return True


def _without_unread(sheet: str, read: Collection[str], names: Collection[str]) -> str:
    """The sheet without custom properties that nobody reads and without movements that nobody names."""
    kept = []
    for front, body in _rules(sheet):
        if body is None:
            kept.append(f"{front};")
        elif front.startswith(_GROUPS):
            inner = _without_unread(body, read, names)
            kept += [f"{front}{{{inner}}}"] if inner else []
        elif front.startswith("@keyframes"):
            kept += [f"{front}{{{body}}}"] if _is_named(front, sheet) else []
        elif front.startswith("@"):
            kept.append(f"{front}{{{body}}}")
        else:
            lines = [line for line in _split(body, ";") if not _is_unread(line, read)]
            kept += [f"{front}{{{';'.join(lines)}}}"] if any(line.strip() for line in lines) else []
    return "".join(kept)


def _is_unread(declaration: str, read: Collection[str]) -> bool:
    found = _OWN.match(declaration.strip())
    return found is not None and found[0] not in read


def _is_named(front: str, sheet: str) -> bool:
    name = front.partition(" ")[2].strip()
    return len(re.findall(rf"(?<![\w-]){re.escape(name)}(?![\w-])", sheet)) > 1
