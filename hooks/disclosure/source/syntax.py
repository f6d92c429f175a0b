"""The slips clerks make in YAML, each with its own sentence that says what to type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import yaml

from disclosure.problem import PER_FILE, Problem, declare, quote, sentence, shared

MAX_DEPTH = 10

YAML_SYNTAX = declare(
    "yaml-syntax",
    requires="文件合乎 YAML 的写法：“字段: 值”，下一层比上一层多缩进两个空格。",
    reason="写法不对，后面的内容就读不出来。",
)
FULLWIDTH_COLON = declare(
    "fullwidth-colon",
    requires="字段名后面用英文冒号加一个空格。",
    reason="中文冒号“：”在 YAML 里只是普通文字，字段名和值会连成一片。",
)
TAB_INDENT = declare(
    "tab-indent",
    requires="缩进用空格，不用 Tab 键。",
    reason="Tab 在不同软件里宽窄不一，YAML 不允许。",
)
FULLWIDTH_INDENT = declare(
    "fullwidth-indent",
    requires="缩进用英文（半角）空格，不用全角空格。",
    reason="全角空格在 YAML 里是文字，不是缩进。",
)
UNQUOTED_COLON = declare(
    "unquoted-colon",
    requires="值里有“英文冒号加空格”时，整个值加英文双引号。",
    reason="不加引号，YAML 会把冒号前面当成又一个字段名。",
)
UNQUOTED_SPECIAL = declare(
    "unquoted-special",
    requires="以 * & ! % @ ` | > [ { 等符号开头的值加英文双引号。",
    reason="这些符号开头在 YAML 里另有含义。",
)
UNCLOSED_QUOTE = declare(
    "unclosed-quote",
    requires="引号成对。",
    reason="少一个引号，后面的所有行都会被当成这一个值。",
)
ANCHOR_OR_ALIAS = declare(
    "anchor-or-alias",
    requires="不用“&”锚点和“*”别名。",
    reason="别名可以把几行字膨胀成几十亿行，使软件死机；条目里没有它的用处。",
)
SEVERAL_DOCUMENTS = declare(
    "several-documents",
    requires="一个文件只写一个条目。",
    reason="“---”把文件分成几份，后面的几份会被忽略。",
)
DIRECTIVE = declare(
    "yaml-directive",
    requires="没有“%”开头的行。",
    reason="行首的“%”是给解析软件的指令，条目里没有它的用处。",
)

PERCENT_LINE = sentence("yaml-directive", "行首有“%”指令", "请删去这一行；要写百分号开头的文字，请加英文双引号")
SECOND = sentence(
    "several-documents",
    "这里又开始了一份内容",
    "一个文件只能有一个条目，请删去分隔的“---”或者“...”；确有几个条目的，请分成几个文件",
)
ANCHOR = sentence(
    "anchor-or-alias",
    "不允许使用 & 锚点和 * 别名，这里是{found}",
    "要写这个符号开头的文字，请给整个值加英文双引号",
)
SPECIAL = sentence("unquoted-special", "值以“{sign}”开头", "请给整个值加英文双引号")
UNREADABLE = sentence("yaml-syntax", "这里的写法读不懂", "请检查这一行和上一行的缩进、冒号和引号，对照示例条目改写")
ESCAPES = sentence(
    "yaml-syntax.escape",
    "英文双引号里的反斜杠“\\”有特殊含义，这里的写法不对",
    "请把外面的双引号换成英文单引号，或者把每个“\\”写成“\\\\”",
)
OPEN_QUOTE = sentence("unclosed-quote", "英文引号没有成对", "请在这个值的末尾补上同样的英文引号")
AFTER_QUOTE = sentence(
    "yaml-syntax.after-quote", "英文引号后面还有文字", "请给整个值加英文双引号，里面的引号改用中文引号"
)
INDENT = sentence(
    "yaml-syntax.indent",
    "这一行的缩进与上面的字段不齐",
    "请与同层的字段对齐；确是上一行接下来的文字，请给整个值加英文双引号",
)
COLON = sentence("unquoted-colon", "值里有英文冒号加空格", "请给整个值加英文双引号")
TAB = sentence("tab-indent", "缩进里有 Tab", "请用空格缩进，每层两个空格")
WIDE_INDENT = sentence("fullwidth-indent", "缩进里有全角空格", "请改成英文（半角）空格，每层两个")
WIDE_COLON = sentence("fullwidth-colon", "“{name}”后面是中文冒号", "应使用英文冒号加空格，请写成“{name}: ”")
EMPTY_PLACE = sentence("yaml-syntax.comma", "逗号旁边有一格是空的", "没有发生的请写 0，多写的逗号请删去")
OPEN_BRACKET = sentence(
    "yaml-syntax.bracket",
    "“{begin}”没有成对的“{end}”",
    "请在末尾补上“{end}”，各项之间用英文逗号；要写“{begin}”开头的文字，请给整个值加英文双引号",
)
NO_COLON = sentence(
    "yaml-syntax.no-colon",
    "这一行不是“字段: 值”的写法",
    "请在字段名后面写英文冒号和空格；确是上一行接下来的文字，请在行首缩进两个空格",
)
TIGHT_COLON = sentence("yaml-syntax.tight", "“{name}:”后面没有空格", "请在英文冒号后面加一个空格")

_INDENT = re.compile(r"[ \t\u3000]*(?:-[ \t\u3000]+)*")
_FULLWIDTH_KEY = shared("key.wide", r"^[ ]*(?:- )?([\u4e00-\u9fff（）“”、]{1,24})：")
_TIGHT_KEY = shared("key.tight", r"^[ ]*(?:- )?([\u4e00-\u9fff（）“”、]{1,24}):(?=\S)")
_TEXT_AFTER_QUOTE = shared(
    "text-after-quote", r"^[ ]*(?:- )?(?:[^\s:#\"'][^:#\"']*: +)?([\"'])(?:(?!\1).)*\1\s*[^\s#,:\]}]"
)
_MAY_BE_ANCHOR = re.compile(r"(?:^|[\s\[{,])(?:[&*]\S|!)", re.MULTILINE)
_SPECIAL_VALUE = shared("special-value", r"^[ ]*(?:- )?(?:[^\s:#][^:#]*: +)?([*&!%@`|>\[\]{},])")
_BLOCK_SIGN = shared("block-sign", r"^[ ]*(?:- )?[^\s:#][^:#]*: +([-?]) ")
_EMPTY_ITEM = shared("empty-item", r"[\[,][ ]*,")
_COLON_IN_VALUE = shared("colon-in-value", r"^[ ]*(?:- )?[^\s:\"'][^:]*: [^\"'|>].*?: ")
_SIGNS = re.compile(r"[\[\]{}\"'#]")
EVENTS = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DOCUMENT_MARK = re.compile(r"^---(?:\s|$)", re.MULTILINE)
_DIRECTIVE_LINE = re.compile(r"^%", re.MULTILINE)


def scan(text: str, path: str) -> Iterator[Problem]:
    """Refusals that need only the text, or the events where the text alone could mislead."""
    if _begins_a_line("%", text) and (found := _DIRECTIVE_LINE.search(text)):
        yield DIRECTIVE(path, *PERCENT_LINE(), at=(_line(text, found.start()), 0))
    marks = _DOCUMENT_MARK.finditer(text) if _begins_a_line("---", text) else ()
    for match in marks:
        lines = [line.strip() for line in text[: match.start()].split("\n")]
        before = [line for line in lines if line and not line.startswith(("#", "%"))]
        if before:
            line = _line(text, match.start())
            yield _second_document(path, line)
            return
    if any(sign in text for sign in "&*!") and _MAY_BE_ANCHOR.search(text):
        yield from islice(_anchors(text, path), PER_FILE)


def _begins_a_line(sign: str, text: str) -> bool:
    """Whether a line may begin so: a quick look before the slow one, since nearly every file has no such line."""
    return text.startswith(sign) or f"\n{sign}" in text


def _second_document(path: str, line: int) -> Problem:
    return SEVERAL_DOCUMENTS(path, *SECOND(), at=(line, 0))


def _anchors(text: str, path: str) -> Iterator[Problem]:
    """Anchors, aliases and bare tags, found on the parser's events; stops quietly where the text cannot be read."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=EVENTS):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                return
            mark = event.start_mark
            at = (mark.line + 1, mark.column + 1) if mark else (1, 0)
            anchor = getattr(event, "anchor", None)
            if anchor is not None:
                sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
                yield ANCHOR_OR_ALIAS(path, *ANCHOR(found=quote(sign + anchor)), at=at)
            elif getattr(event, "tag", None) == "!":
                yield UNQUOTED_SPECIAL(path, *SPECIAL(sign="!"), at=at)
    except yaml.YAMLError:
        return


def most_open(text: str) -> int:
    """At least as many brackets as are ever open at a time: what a closing one may close stands before it in its line.

    After a quote or a comment sign a closing bracket may be text and closes nothing here, an opening one always counts.
    """
    most = open_before = 0
    for line in text.split("\n"):
        if "[" not in line and "{" not in line:
            continue
        now = open_before
        may_close = True
        for sign in _SIGNS.findall(line):
            if sign in "[{":
                now += 1
                most = max(most, now)
            elif sign in "]}":
                now -= may_close and now > open_before
            else:
                may_close = False
        open_before = now
    return most


def explain(error: yaml.YAMLError, text: str, path: str) -> Problem:
    """The sentence for a syntax error: the first usual slip found at the place, else a general one."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    context = getattr(error, "context_mark", None)
    lines = text.split("\n")
    at = min(mark.line, len(lines) - 1) if mark else 0
    start = min(context.line, at) if context else at
    what = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or error}"
    if "quoted scalar" in what or "escape" in what:
        return _bad_quotes(what, path, start + 1, at + 1)
    above = at - 1 if at and _indent(lines[at - 1]) <= _indent(lines[at]) else start
    for number in dict.fromkeys([at, above, start]):
        if found := slip(lines[number], path, number + 1):
            return found
    if torn := _torn(what, lines, path, start, at):
        return torn
    if "mapping values are not allowed" in what or _COLON_IN_VALUE.match(lines[at]):
        return _misplaced_colon(lines[at], path, at + 1)
    for number in dict.fromkeys([at, max(at - 1, 0)]):
        if special := _SPECIAL_VALUE.match(lines[number]) or _BLOCK_SIGN.match(lines[number]):
            return UNQUOTED_SPECIAL(path, *SPECIAL(sign=special[1]), at=(number + 1, 0))
    column = mark.column + 1 if mark else 0
    return YAML_SYNTAX(path, *UNREADABLE(), at=(at + 1, column))


def _bad_quotes(what: str, path: str, start: int, at: int) -> Problem:
    if "escape" in what or "hexdecimal" in what:
        return YAML_SYNTAX(path, *ESCAPES(), at=(at, 0))
    return UNCLOSED_QUOTE(path, *OPEN_QUOTE(), at=(start, 0))


def _torn(what: str, lines: list[str], path: str, start: int, at: int) -> Problem | None:
    """Something that was begun and not ended: brackets, a field without its colon, a second document."""
    if "parsing a flow" in what and _EMPTY_ITEM.search(lines[at]):
        return YAML_SYNTAX(path, *EMPTY_PLACE(), at=(at + 1, 0))
    if "parsing a flow" in what:
        begin, end = ("[", "]") if "sequence" in what else ("{", "}")
        return YAML_SYNTAX(path, *OPEN_BRACKET(begin=begin, end=end), at=(start + 1, 0))
    if "document start" in what:
        return _second_document(path, at + 1)
    if _TEXT_AFTER_QUOTE.match(lines[at]):
        return YAML_SYNTAX(path, *AFTER_QUOTE(), at=(at + 1, 0))
    if "could not find expected ':'" in what:
        return YAML_SYNTAX(path, *NO_COLON(), at=(start + 1, 0))
    return None


def _misplaced_colon(line: str, path: str, number: int) -> Problem:
    """A colon where none may be: inside a value, or after a name that does not stand below the others."""
    if line.startswith(" ") and not _COLON_IN_VALUE.match(line):
        return YAML_SYNTAX(path, *INDENT(), at=(number, 0))
    return UNQUOTED_COLON(path, *COLON(), at=(number, 0))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def slip(line: str, path: str, number: int) -> Problem | None:
    """The usual slip that shows in a line by itself, if there is one."""
    found = _INDENT.match(line)
    indent = found.group() if found else ""
    if "\t" in indent:
        return TAB_INDENT(path, *TAB(), at=(number, indent.index("\t") + 1))
    if "\u3000" in indent:
        column = indent.index("\u3000") + 1
        return FULLWIDTH_INDENT(path, *WIDE_INDENT(), at=(number, column))
    if found := _FULLWIDTH_KEY.match(line):
        column = found.end()
        return FULLWIDTH_COLON(path, *WIDE_COLON(name=found[1]), at=(number, column))
    if found := _TIGHT_KEY.match(line):
        return YAML_SYNTAX(path, *TIGHT_COLON(name=found[1]), at=(number, found.end()))
    return None


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
