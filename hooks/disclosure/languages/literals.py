"""The Chinese words in templates, scripts and modules, with `{}` where the program puts a number or a name."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator

from disclosure.languages.walk import changed, pieces
from disclosure.languages.wording import HAN, HOLE, tidy

_EDGE = "\ue001"
"""Where a condition or a loop begins or ends: what stands on its two sides need not stand together."""
_SIGN = "\ue000"
_BEGINNINGS = {"variable_begin": _SIGN, "block_begin": _EDGE}
_HOLES = re.compile(rf"{_SIGN}(?:\s*{_SIGN})*")
_JUST_HOLE = re.compile(rf"[{_SIGN}\s]+")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = r'"(?:[^"\\\n]|\\.)*"' + r"|'(?:[^'\\\n]|\\.)*'"
_ATOM = rf"(?:{_STRING}|[\w$][\w$.]*(?:\((?:[^()\"']|\([^()\"']*\))*\))?)"
_CHAIN = re.compile(rf"{_ATOM}(?:\s*\+\s*{_ATOM})*")
_CODE = frozenset({"style", "class", "id", "href", "src", "for", "name", "type", "data-insert"})


def in_template(lex: Callable[[str], Iterable[tuple[int, str, str]]], source: str) -> Iterator[str]:
    """The words of a template: its own texts and attributes, and the strings in its expressions.

    `lex` takes it apart, as jinja2.Environment.lex does.
    """
    made: list[str] = []
    for _, kind, value in lex(source):
        if kind == "data":
            made.append(value)
        elif kind == "string":
            yield from _plain(value[1:-1])
        elif kind in _BEGINNINGS:
            made.append(_BEGINNINGS[kind])
    for text in _read("".join(made)):
        for piece in text.split(_EDGE):
            yield from _plain(piece)


def _read(html: str) -> list[str]:
    """The texts of a piece of HTML and the attributes that may be read."""
    parts = pieces(html)
    found = parts[::2]

    def note(name: str, value: str) -> str:
        if name not in _CODE:
            found.append(value)
        return value

    for tag in parts[1::2]:
        if tag[1] not in "/!":
            changed(tag, note)
    return found


def in_script(source: str) -> Iterator[str]:
    """The words of a script: strings, and rows of strings and values joined by +."""
    for found in _CHAIN.finditer(_COMMENT.sub(" ", source)):
        if HAN.search(found[0]):
            atoms = re.findall(_ATOM, found[0])
            yield from _plain("".join(_SIGN if atom[0] not in "\"'" else _unquoted(atom) for atom in atoms))


def in_module(source: str) -> Iterator[str]:
    """The words of a Python module, docstrings left out."""
    nodes = list(ast.walk(ast.parse(source)))
    joined = [node for node in nodes if isinstance(node, ast.JoinedStr)]
    quiet = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    quiet |= {id(part) for node in joined for part in node.values}
    for text in joined:
        yield from _plain("".join(_text_of(part) for part in text.values))
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in quiet:
            yield from _plain(node.value)


def _text_of(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else _SIGN


def _unquoted(atom: str) -> str:
    return atom[1:-1].replace('\\"', '"').replace("\\n", " ")


def _plain(text: str) -> Iterator[str]:
    """The word as a language file has it, if there is any Chinese in it."""
    if HAN.search(text) and not _JUST_HOLE.fullmatch(text):
        yield tidy(_HOLES.sub(HOLE, text))
