"""The Chinese words in templates, scripts and modules, with `{}` where the program puts a number or a name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from jinja2 import Environment

from disclosure.languages.walk import changed, pieces
from disclosure.languages.wording import HAN, HOLE, tidy

_EDGE = "\ue001"
"""Where a condition or a loop begins or ends: what stands on its two sides need not stand together."""
_SIGN = "\ue000"
_HOLES = re.compile(rf"{_SIGN}(?:\s*{_SIGN})*")
_JUST_HOLE = re.compile(rf"[{_SIGN}\s]+")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = r'"(?:[^"\\\n]|\\.)*"' + r"|'(?:[^'\\\n]|\\.)*'"
_ATOM = rf"(?:{_STRING}|[\w$][\w$.]*(?:\((?:[^()\"']|\([^()\"']*\))*\))?)"
_CHAIN = re.compile(rf"{_ATOM}(?:\s*\+\s*{_ATOM})*")
_CODE = frozenset({"style", "class", "id", "href", "src", "for", "name", "type", "data-insert"})


def in_template(environment: Environment, source: str) -> Iterator[str]:
    """The words of a template: its own texts and attributes, and the strings in its expressions."""
    made: list[str] = []
    inside = ""
    for _, kind, value in environment.lex(source):
        if kind == "data":
            made.append(value)
        elif kind == "string":
            yield from _plain(value[1:-1])
        elif kind == "variable_begin":
            made.append(_SIGN)
            inside = kind
        elif kind == "block_begin" and inside != "variable_begin":
            made.append(_EDGE)
        elif kind == "variable_end":
            inside = ""
    attributes: list[str] = []
    for place, piece in enumerate(pieces("".join(made))):
        if place % 2 == 0:
            yield from _between_edges(piece)
        elif piece[1] not in "/!":

            def note(name: str, value: str) -> str:
                if name not in _CODE:
                    attributes.append(value)
                return value

            changed(piece, note)
    for value in attributes:
        yield from _between_edges(value)


def in_script(source: str) -> Iterator[str]:
    """The words of a script: strings, and rows of strings and values joined by +."""
    for found in _CHAIN.finditer(_COMMENT.sub(" ", source)):
        if HAN.search(found[0]):
            atoms = re.findall(_ATOM, found[0])
            yield from _plain("".join(_SIGN if atom[0] not in "\"'" else _unquoted(atom) for atom in atoms))


def in_module(source: str) -> Iterator[str]:
    """The words of a Python module, docstrings left out."""
    tree = ast.parse(source)
    quiet = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    joined = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    quiet |= {id(part) for node in joined for part in node.values}
    for node in joined:
        yield from _plain("".join(_text_of(part) for part in node.values))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in quiet:
            yield from _plain(node.value)


def _text_of(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else _SIGN


def _unquoted(atom: str) -> str:
    return atom[1:-1].replace('\\"', '"').replace("\\n", " ")


def _between_edges(text: str) -> Iterator[str]:
    for piece in text.split(_EDGE):
        yield from _plain(piece)


def _plain(text: str) -> Iterator[str]:
    """The word as a language file has it, if there is any Chinese in it."""
    if HAN.search(text) and not _JUST_HOLE.fullmatch(text):
        yield tidy(_HOLES.sub(HOLE, text))
