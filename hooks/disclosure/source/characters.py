"""Bytes to text: size, encoding, line ends, and characters that must not be in a disclosure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from disclosure.problem import Problem, Sentence, declare, sentence, shared

MAX_BYTES = 256 * 1024

FILE_TOO_LARGE = declare(
    "file-too-large",
    requires="一个条目文件不超过 256 KB。",
    reason="条目是文字，再长的文件也远小于此；更大的多半是把图片、表格贴了进来，应当作为附件。",
)
NOT_UTF8 = declare(
    "not-utf8",
    requires="文件用 UTF-8 编码保存。",
    reason="别的编码在公众的电脑上会显示成乱码。",
)
FORBIDDEN_CHARACTER = declare(
    "forbidden-character",
    requires="文字里没有看不见的控制字符、零宽字符、方向控制符和自造字。",
    reason="这些字符看不见却会让检索、查重、复制出错，自造字在别人的电脑上显示不出来。",
)
MERGE_CONFLICT = declare(
    "merge-conflict",
    requires="文件里没有合并冲突的标记。",
    reason="“<<<<<<<”和“>>>>>>>”说明两个人改了同一处，还没有决定用哪一份。",
)
EMPTY_FILE = declare(
    "empty-file",
    requires="条目文件里有内容。",
    reason="空文件多半是忘了保存。",
)

_FORBIDDEN = shared(
    "forbidden",
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff"
    "\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010ffff\ud800-\udfff]",
)
NAMES = {
    0x0000: "空字符",
    0x0085: "换行控制符",
    0x00A0: "不间断空格",
    0x00AD: "软连字符",
    0x200B: "零宽空格",
    0x200C: "零宽非连接符",
    0x200D: "零宽连接符",
    0x2028: "行分隔符",
    0x2029: "段分隔符",
    0x202E: "从右到左强制符",
    0x2060: "词连接符",
    0xFEFF: "零宽不换行空格",
    0xFFFD: "替代字符（原来的字已经丢失）",
}
"""Characters that must not be in a disclosure by their usual names."""
SORTS = {
    "Co": "自造字（私用区字符）",
    "Cs": "残缺的字符编码",
    "Cn": "残缺的字符编码",
    "Cc": "控制字符",
    "": "看不见的格式字符",
}
"""What the others are called, by their general category in Unicode."""
TOO_LARGE = sentence("file-too-large", "文件有 {size}，超过 256 KB", "请把长篇材料改为附件，正文只留说明")
_SAVE_AS = "请用“另存为”，编码选“UTF-8”，再保存一次"
UTF16 = sentence("not-utf8.utf16", "文件是 UTF-16 编码（记事本里叫“Unicode”）", _SAVE_AS)
DAMAGED = sentence("not-utf8", "文件不是 UTF-8 编码的文字，也可能已经损坏", _SAVE_AS)
LIKELY_GBK = sentence("not-utf8.gbk", "文件不是 UTF-8（疑似 GBK）", _SAVE_AS)
NOTHING_THERE = sentence("empty-file", "文件为空，没有任何字段", "请填写内容，或者删去这个文件")
CONFLICT = sentence(
    "merge-conflict", "有未解决的合并冲突", "请在两份内容中选定一份，删去“<<<<<<<”“=======”“>>>>>>>”三种标记行"
)
BAD_CHARACTER = sentence("forbidden-character", "有不允许的字符：{character}", "请删去后重新输入这一处")
HARD_SPACE = sentence("forbidden-character.space", "有不允许的字符：{character}", "请改成普通空格，或者删去")
OWN_SIGN = sentence(
    "forbidden-character.own", "有不允许的字符：{character}", "请改用国家标准里的字；查不到时写成拼音或者附图说明"
)
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)
_CONTENT = re.compile(r"^[ \t]*[^#\s]", re.MULTILINE)


def decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """The text without BOM and with plain line feeds; problems when it must not be read on."""
    if len(data) > MAX_BYTES:
        size = f"{-(-len(data) // 1024)} KB"
        return "", [FILE_TOO_LARGE(path, *TOO_LARGE(size=size), at=(1, 0))]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", [NOT_UTF8(path, *UTF16(), at=(1, 0))]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", [_wrong_encoding(data, error, path)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, [*_conflicts(text, path), *forbidden(text, path)] or _emptiness(text, path)


def _wrong_encoding(data: bytes, error: UnicodeDecodeError, path: str) -> Problem:
    line = data.count(b"\n", 0, error.start) + 1
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return NOT_UTF8(path, *DAMAGED(), at=(line, 0))
    return NOT_UTF8(path, *LIKELY_GBK(), at=(line, 0))


def _emptiness(text: str, path: str) -> list[Problem]:
    if _CONTENT.search(text):
        return []
    return [EMPTY_FILE(path, *NOTHING_THERE(), at=(1, 0))]


def _conflicts(text: str, path: str) -> Iterator[Problem]:
    if ("<<<<<<<" in text or ">>>>>>>" in text) and (found := _CONFLICT.search(text)):
        line = text.count("\n", 0, found.start()) + 1
        yield MERGE_CONFLICT(path, *CONFLICT(), at=(line, 1))


def forbidden(text: str, path: str) -> Iterator[Problem]:
    """Every forbidden character of the text with its name, line and column."""
    line, start, done = 1, 0, 0
    for match in _FORBIDDEN.finditer(text):
        line += text.count("\n", done, match.start())
        start = max(start, text.rfind("\n", done, match.start()) + 1)
        done = match.start()
        said = _sentence(match.group())(character=describe(match.group()))
        yield FORBIDDEN_CHARACTER(path, *said, at=(line, match.start() - start + 1))


def first_forbidden(text: str) -> str | None:
    """The first forbidden character of a value, or None. For values in which escapes may hide one."""
    match = _FORBIDDEN.search(text)
    return match.group() if match else None


def describe(character: str) -> str:
    """A character by its usual Chinese name and code point."""
    code = ord(character)
    name = NAMES.get(code) or SORTS.get(unicodedata.category(character), SORTS[""])
    return f"{name} U+{code:04X}"


def _sentence(character: str) -> Sentence:
    if character == "\xa0":
        return HARD_SPACE
    return OWN_SIGN if unicodedata.category(character) == "Co" else BAD_CHARACTER
