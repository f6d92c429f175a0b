"""Text to plain data with positions: compose the YAML nodes, refuse what is not plain, keep every scalar as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from disclosure.problem import Loc, Problem, declare, quote, sentence
from disclosure.source.characters import EMPTY_FILE, FORBIDDEN_CHARACTER, decode, describe, first_forbidden
from disclosure.source.spans import Span, span_of
from disclosure.source.syntax import EVENTS, FULLWIDTH_INDENT, MAX_DEPTH, WIDE_INDENT, explain, most_open, scan, slip

Data: TypeAlias = "str | list[Data] | dict[str, Data] | None"

DUPLICATE_KEY = declare(
    "duplicate-key",
    requires="同一层里一个字段只写一次。",
    reason="写了两次，就不知道以哪一次为准；多数软件会不声不响地丢掉一个。",
)
EXPLICIT_TAG = declare(
    "explicit-tag",
    requires="值的前面没有“!”开头的类型标记。",
    reason="类型标记可以让别的软件执行程序；条目里的值一律是文字。",
)
MERGE_KEY = declare(
    "merge-key",
    requires="不用“<<”合并别处的内容。",
    reason="每个条目应当单独看得完整，合并写法别人看不懂，也容易出错。",
)
KEY_NOT_TEXT = declare(
    "key-not-text",
    requires="字段名是一段文字。",
    reason="字段名写成列表或者多层结构，没有任何字段能对应。",
)
TOO_DEEP = declare(
    "too-deep",
    requires=f"内容的层次不超过 {MAX_DEPTH} 层。",
    reason="条目没有这么深的结构；过深的嵌套会使软件崩溃。",
)
TEXT_AFTER_HASH = declare(
    "text-after-hash",
    requires="没有加引号的值后面不出现“空格加 #”。",
    reason="YAML 把“ #”后面的文字当作注释丢掉，例如“建设路 #3 号楼”只剩“建设路”。",
)
NOT_A_MAPPING = declare(
    "not-a-mapping",
    requires="文件由“字段: 值”组成。",
    reason="整个文件是一段文字或者一个列表时，读不出任何字段。",
)

DEEP = sentence("too-deep", f"内容的层次超过 {MAX_DEPTH} 层", "请照示例条目的层次改写")
TAGGED = sentence("explicit-tag", "值的前面有类型标记{found}", "请删去标记；要写“!”开头的文字，请加英文双引号")
KEY_SHAPE = sentence("key-not-text", "字段名不是文字", "请把字段名写成一个词，后面是英文冒号和空格")
MERGING = sentence("merge-key", "不支持“<<”合并写法", "请把要用的内容直接写在这里")
TWICE = sentence("duplicate-key", "写了两次（第 {before} 行和第 {line} 行）", "请只留一个")
TWICE_HERE = sentence("duplicate-key.line", "在这一行写了两次", "请只留一个")
ESCAPED = sentence("forbidden-character.escaped", "转义写法里有不允许的字符：{character}", "请删去这一处转义写法")
HASH = sentence("text-after-hash", "{found}会被当作注释丢掉", "请给整个值加英文双引号；确是注释的，请另起一行写")
NO_FIELDS = sentence("empty-file.fields", "文件里没有任何字段", "请填写内容，或者删去这个文件")
NO_MAPPING = sentence("not-a-mapping", "整个文件是{what}，不是“字段: 值”", "请照示例条目每行写一个“字段: 值”")

_DASHES = re.compile(r"\n[ \t]*(?:[-?:][ \t]+){9}")
_HASH = re.compile(r"[^ \t][ \t]+#")


class _Composer(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """The node composer of PyYAML with all guessing of types switched off: an explicit tag is what remains."""

    def resolve(self, *_: object) -> str:
        return ""

    def descend_resolver(self, *_: object) -> None: ...

    def ascend_resolver(self) -> None: ...


class Document:
    """One file that was read: its data (None when unreadable), its problems, and the place of every value."""

    def __init__(self, path: str, text: str, node: MappingNode | None, problems: list[Problem]) -> None:
        """`node` is None when the text could not be read as YAML."""
        self.path = path
        self.text = text
        self.problems = problems
        self._node = node
        self._keys: dict[int, dict[str, tuple[Node, Node]]] = {}

    @property
    def data(self) -> dict[str, Data] | None:
        """The mapping of the file; empty values are left out, all scalars are text."""
        if self._node is None or self.problems:
            return None
        return _mapping(self._node)

    @property
    def span(self) -> Span | None:
        """Where everything stands in `text`; None when it could not be read."""
        return span_of(self._node, self.text) if self._node and not self.problems else None

    def placed(self, problem: Problem) -> Problem:
        """The problem with the line and column of its `loc`, unless it has them."""
        if problem.line:
            return problem
        line, column = self.position(problem.loc, at_key=problem.at_key, offset=problem.offset)
        return replace(problem, line=line, column=column)

    def position(self, loc: Loc, *, at_key: bool = False, offset: int | None = None) -> tuple[int, int]:
        """Line and column (from 1) of the value at `loc`, of its key, or of the nearest thing above it.

        `offset` counts the characters of a text without the blanks around it; it leads to the line inside a block.
        """
        if self._node is None:
            return (1, 1)
        node: Node = self._node
        mark = node.start_mark
        for depth, part in enumerate(loc):
            step = self._step(node, part)
            if step is None:
                break
            key, node = step
            last = depth == len(loc) - 1
            is_empty = isinstance(node, ScalarNode) and not node.value and not node.style
            mark = key.start_mark if last and (at_key or is_empty) else node.start_mark
            if last and offset is not None and isinstance(node, ScalarNode) and node.style == "|":
                return self._inside(node, offset)
        return (mark.line + 1, mark.column + 1)

    def _inside(self, block: ScalarNode, offset: int) -> tuple[int, int]:
        """Line and column of a place in a literal block, whose lines are those of the file without the indent."""
        value: str = block.value
        offset += len(value) - len(value.lstrip(" \t\n\u3000"))
        row = value.count("\n", 0, offset)
        start = value.rfind("\n", 0, offset) + 1
        line = block.start_mark.line + 1 + row
        written = self.text.split("\n")[line] if line < self.text.count("\n") + 1 else ""
        indent = len(written) - len(value[start:].split("\n", 1)[0])
        return (line + 1, max(0, indent) + offset - start + 1)

    def _step(self, node: Node, part: str | int) -> tuple[Node, Node] | None:
        if isinstance(node, MappingNode) and isinstance(part, str):
            if id(node) not in self._keys:
                pairs = [(key, value) for key, value in reversed(node.value) if isinstance(key, ScalarNode)]
                self._keys[id(node)] = {key.value: (key, value) for key, value in pairs}
            return self._keys[id(node)].get(part)
        if isinstance(node, SequenceNode) and isinstance(part, int) and 0 <= part < len(node.value):
            return node.value[part], node.value[part]
        return None


def read(data: bytes, path: str) -> Document:
    """Read one file. All faults are in `.problems`; nothing is raised."""
    text, problems = decode(data, path)
    if problems:
        return Document(path, text, None, problems)
    problems = list(scan(text, path))
    if problems:
        return Document(path, text, None, problems)
    if _may_nest_deep(text) and (problem := _depth_fault(text, path)):
        return Document(path, text, None, [problem])
    composer = _Composer(text)
    try:
        node = composer.get_single_node()
    except yaml.YAMLError as error:
        return Document(path, text, None, [explain(error, text, path)])
    finally:
        composer.dispose()
    if not isinstance(node, MappingNode):
        return Document(path, text, None, [_not_a_mapping(node, text, path)])
    return Document(path, text, node, list(_faults(node, text, path)))


def _not_a_mapping(node: Node | None, text: str, path: str) -> Problem:
    line = node.start_mark.line + 1 if node else 1
    if isinstance(node, ScalarNode) and not node.style:
        if not node.value:
            return EMPTY_FILE(path, *NO_FIELDS(), at=(1, 0))
        if found := slip(text.split("\n")[line - 1], path, line):
            return found
    what = "列表" if isinstance(node, SequenceNode) else "一段文字"
    return NOT_A_MAPPING(path, *NO_MAPPING(what=what), at=(line, 1))


def _may_nest_deep(text: str) -> bool:
    """Whether the C composer, which recurses without a bound, might be led too deep."""
    if _DASHES.search("\n" + text) is not None:
        return True
    return text.count("[") + text.count("{") > MAX_DEPTH and most_open(text) > MAX_DEPTH


def _depth_fault(text: str, path: str) -> Problem | None:
    """Count the real nesting on the events of the parser, which does not recurse."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=EVENTS):
            if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                depth += 1
                if depth > MAX_DEPTH:
                    line = event.start_mark.line + 1 if event.start_mark else 1
                    return TOO_DEEP(path, *DEEP(), at=(line, 0))
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                depth -= 1
    except yaml.YAMLError as error:
        return explain(error, text, path)
    return None


def _faults(root: MappingNode, text: str, path: str) -> Iterator[Problem]:
    lines = text.split("\n")
    if not any("#" in line and _HASH.search(line) for line in lines):
        lines = []
    escapes = "\\" in text
    stack: list[tuple[Node, int]] = [(root, 1)]
    while stack:
        node, depth = stack.pop()
        if node.tag:
            yield EXPLICIT_TAG(path, *TAGGED(found=quote(node.tag)), at=_at(node))
        if isinstance(node, ScalarNode):
            yield from _scalar_faults(node, lines, path, escapes=escapes)
            continue
        if depth > MAX_DEPTH:
            yield TOO_DEEP(path, *DEEP(), at=_at(node))
        elif isinstance(node, MappingNode):
            yield from _key_faults(node, path)
            stack += [(part, depth + 1) for pair in node.value for part in pair]
        else:
            stack += [(item, depth + 1) for item in node.value]


def _key_faults(node: MappingNode, path: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for key, _ in node.value:
        if not isinstance(key, ScalarNode):
            yield KEY_NOT_TEXT(path, *KEY_SHAPE(), at=_at(key))
            continue
        if key.value == "<<":
            yield MERGE_KEY(path, *MERGING(), at=_at(key))
        line = key.start_mark.line + 1
        if key.value.startswith("\u3000"):
            yield FULLWIDTH_INDENT(path, *WIDE_INDENT(), at=_at(key))
        if key.value in first:
            before = first[key.value]
            said = TWICE(before=before, line=line) if line > before else TWICE_HERE()
            yield DUPLICATE_KEY(path, *said, field=key.value, at=_at(key))
        else:
            first[key.value] = line


def _scalar_faults(node: ScalarNode, lines: list[str], path: str, *, escapes: bool) -> Iterator[Problem]:
    if escapes and (character := first_forbidden(node.value)):
        yield FORBIDDEN_CHARACTER(path, *ESCAPED(character=describe(character)), at=_at(node))
    if lines and not node.style and node.end_mark.line < len(lines):
        rest = lines[node.end_mark.line][node.end_mark.column :]
        if rest.startswith((" ", "\t")) and rest.lstrip(" \t").startswith("#"):
            yield TEXT_AFTER_HASH(
                path,
                *HASH(found=quote(rest.strip())),
                at=(node.end_mark.line + 1, node.end_mark.column + 1),
            )


def _at(node: Node) -> tuple[int, int]:
    return (node.start_mark.line + 1, node.start_mark.column + 1)


def _mapping(node: MappingNode) -> dict[str, Data]:
    found: dict[str, Data] = {}
    for key, value in node.value:
        plain = _plain(value)
        if plain is not None:
            found[key.value] = plain
    return found


def _plain(node: Node) -> Data:
    if isinstance(node, ScalarNode):
        value: str = node.value
        return value if value or node.style else None
    if isinstance(node, MappingNode):
        return _mapping(node)
    return [_plain(item) for item in node.value]
