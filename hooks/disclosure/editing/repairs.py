"""What can be mended in the bytes and lines of an entry before it can be read: encoding, signs nobody sees, slips.

Every repair answers one sentence of the check and is kept only when that sentence is gone and nothing else came up.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator

from disclosure.editing.scalars import quoted, scalar
from disclosure.problem import Problem
from disclosure.source import MAX_BYTES, read

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_HAN = re.compile(r"[\u4e00-\u9fff]")
_COMMON = re.compile(
    "[的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出会年发公开政府县办文件标题日期索引号机构正文]"
)
_UNSEEN = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_SPACES = re.compile("\xa0")
_INDENT = re.compile(r"[ \t\u3000]*(?:-[ \t\u3000]+)*")
_KEY = re.compile(r"([ ]*(?:- )?[^\s:#\"'][^:#\"']*: +)(.*)")
_WIDE_KEY = re.compile(r"([ ]*(?:- )?)([\u4e00-\u9fff（）“”、]{1,24})[ \u3000]*：[ \u3000]*(.*)")
_TIGHT_KEY = re.compile(r"([ ]*(?:- )?[\u4e00-\u9fff（）“”、]{1,24}):(\S.*)")
_ITEM = re.compile(r"([ ]*- +)(.*)")
_MOST = 500
"""Most repairs of one file; a file that needs more is better written anew."""

_FROM_UTF16, _FROM_GBK = "编码由 UTF-16 改为 UTF-8", "编码由 GBK 改为 UTF-8"
_NO_MARK, _LINE_ENDS = "删去文件开头的标记（BOM）", "换行统一为一种"
WHOLE_FILE = (_FROM_UTF16, _FROM_GBK, _NO_MARK, _LINE_ENDS)
"""Steps that change the bytes of the whole file and not a word of it."""
_CLEANED: tuple[tuple[str, Callable[[str], str]], ...] = (
    (_LINE_ENDS, lambda text: text.replace("\r\n", "\n").replace("\r", "\n")),
    ("删去看不见的字符", lambda text: _UNSEEN.sub("", text)),
    ("不间断空格改成普通空格", lambda text: _SPACES.sub(" ", text)),
)

Step = tuple[str, str]
"""Why, and the text afterwards."""


def decoded(data: bytes) -> tuple[str, list[Step]]:
    """The text and the steps that led to it; the first text is what a reader of UTF-8 would have seen.

    Bytes of another encoding are taken for what they are only where they are well formed and read as Chinese.
    """
    if len(data) > MAX_BYTES:
        return "", []
    steps: list[Step] = []
    text, why = _text_of(data)
    if text is None:
        return "", []
    if why:
        steps.append((why, text))
    for reason, better in _CLEANED:
        if (found := better(text)) != text:
            text = found
            steps.append((reason, text))
    return text, steps


def _text_of(data: bytes) -> tuple[str | None, str]:
    for mark, encoding in _UTF16.items():
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding), _FROM_UTF16
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text_or_none = _strict(data, "gb18030")
        return (text_or_none, _FROM_GBK) if text_or_none and _is_chinese(text_or_none) else (None, "")
    bare = text.removeprefix("\ufeff")
    return bare, _NO_MARK if bare != text else ""


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_chinese(text: str) -> bool:
    """Whether a text reads as Chinese: one character in eight is among the most frequent ones."""
    characters = _HAN.findall(text)
    return len(_COMMON.findall(text)) * 8 >= len(characters) > 0 and "\ufffd" not in text


def readable(text: str) -> Iterator[Step]:
    """The steps that make a text readable, as far as there is one safe way for each."""
    for _ in range(_MOST):
        problems = read(text.encode(errors="replace"), "").problems
        step = next((found for problem in problems if (found := _repaired(text, problem, problems))), None)
        if step is None:
            return
        yield step
        text = step[1]


def _repaired(text: str, problem: Problem, before: list[Problem]) -> Step | None:
    lines = text.split("\n")
    if not 0 < problem.line <= len(lines):
        return None
    number = problem.line - 1
    for why, better in _ways(lines[number], problem.rule):
        candidate = "\n".join([*lines[:number], better, *lines[number + 1 :]])
        if better != lines[number] and _is_better(candidate, problem, before):
            return why, candidate
    return None


def _is_better(candidate: str, problem: Problem, before: list[Problem]) -> bool:
    """The sentence is gone, and none came up above it; the reader stops at the first, so later ones may show now."""
    after = read(candidate.encode(errors="replace"), "").problems
    here = {(one.rule, one.line) for one in after}
    known = {(one.rule, one.line) for one in before}
    return (problem.rule, problem.line) not in here and all(place in known or place[1] > problem.line for place in here)


def _ways(line: str, rule: str) -> Iterator[Step]:
    yield from _WAYS.get(rule, _none)(line)


def _none(_: str) -> Iterator[Step]:
    return iter(())


def _wide_colon(line: str) -> Iterator[Step]:
    if found := _WIDE_KEY.fullmatch(line):
        yield "中文冒号改成英文冒号加空格", f"{found[1]}{found[2]}: {_whole(found[3])}".rstrip()


def _tight_colon(line: str) -> Iterator[Step]:
    if found := _TIGHT_KEY.fullmatch(line):
        yield "英文冒号后面加一个空格", f"{found[1]}: {_whole(found[2])}"


def _indent(line: str) -> Iterator[Step]:
    found = _INDENT.match(line)
    indent = found.group() if found else ""
    for width in (2, 4, 1):
        spaces = re.sub(r"[\t\u3000]", " " * width, indent)
        spaces = re.sub(r"- +", "- ", spaces)
        yield "缩进改成英文空格", spaces + line[len(indent) :]


def _unquoted(line: str) -> Iterator[Step]:
    for pattern in (_KEY, _ITEM):
        found = pattern.fullmatch(line)
        if found and '"' not in found[2] and "'" not in found[2][:1]:
            yield "整个值加英文双引号", found[1] + quoted(found[2].strip())


def _whole(rest: str) -> str:
    """The rest of a line as a value: already quoted, a list in brackets, a block sign, or a text."""
    rest = rest.strip()
    return rest if not rest or rest[0] in "\"'|>[{" else scalar(rest) if ": " in rest or " #" in rest else rest


_WAYS: dict[str, Callable[[str], Iterator[Step]]] = {
    "fullwidth-colon": _wide_colon,
    "yaml-syntax": _tight_colon,
    "not-a-mapping": _tight_colon,
    "tab-indent": _indent,
    "fullwidth-indent": _indent,
    "unquoted-colon": _unquoted,
    "unquoted-special": _unquoted,
}
