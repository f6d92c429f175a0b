"""The preview as text, as Markdown for a comment, as data for other programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby

from disclosure.problem import Problem, one_line
from disclosure.report.model import Item, Preview

TITLE = "发布预览单"
MOST_ROWS = 100
"""Most problems in the table of a comment; a comment has room for some 65,000 characters."""
MOST_TEXT = 60_000
_SPECIAL = re.compile(r"([\\`*_\[\]|~])")
_ADDRESS = re.compile(r"(https?|ftp|mailto|www)(?=[:.])", re.IGNORECASE)
_CALLS = re.compile(r"([@#])")


def as_text(preview: Preview) -> str:
    """The preview for a terminal or an e-mail."""
    lines = [TITLE, "", preview.summary]
    for heading, sentences in _sections(preview):
        lines += ["", f"【{heading}】", *(f"  {sentence}" for sentence in sentences)]
    for what, items in groupby(preview.items, key=lambda item: item.what):
        lines += ["", f"【{what}】"]
        for item in items:
            lines.append(f"  {_headline(item)}")
            lines += [f"    {detail}" for detail in item.details]
    lines += ["", f"校验码：{preview.digest}"]
    return "\n".join(lines)


def _headline(item: Item) -> str:
    number = f"（{item.index_number}）" if item.index_number else ""
    return f"{item.organ} {item.kind_label}：{item.title}{number}"


def _sections(preview: Preview) -> Iterator[tuple[str, Sequence[str]]]:
    for heading, sentences in (
        ("请注意", preview.warnings),
        ("数据和职权", preview.matters),
        ("附件", preview.attachments),
        ("手写页面", preview.pages),
        ("词表", preview.settings),
        ("程序文件", preview.program),
    ):
        if sentences:
            yield heading, sentences


def as_markdown(preview: Preview, problems: Sequence[Problem] = (), closing: str = "") -> str:
    """The preview as a comment on a pull request. Whatever an entry says stays text: no link, no mention, no markup."""
    lines = [problem_table(problems), ""] if problems else []
    lines += [f"## {TITLE}", "", escaped(preview.summary)]
    for heading, sentences in _sections(preview):
        lines += ["", f"### {heading}", "", *(f"- {escaped(sentence)}" for sentence in sentences)]
    for what, items in groupby(preview.items, key=lambda item: item.what):
        lines += ["", f"### {what}", ""]
        for item in items:
            lines.append(f"- {escaped(_headline(item))}")
            lines += [f"  - {escaped(detail)}" for detail in item.details]
    lines += ["", f"校验码：`{preview.digest}`"]
    lines += ["", closing] if closing else []
    return cut("\n".join(lines) + "\n")


def problem_table(problems: Sequence[Problem]) -> str:
    """What is wrong, as a table: file, line, what to write."""
    errors = sum(problem.severity == "error" for problem in problems)
    lines = [
        f"## 检查结果：{errors} 处错误、{len(problems) - errors} 处提醒",
        "",
        "| 文件 | 行 | 毛病和改法 |",
        "|---|---:|---|",
    ]
    for problem in problems[:MOST_ROWS]:
        mark = "" if problem.severity == "error" else "提醒："
        lines.append(f"| {escaped(problem.path)} | {problem.line or ''} | {mark}{escaped(problem.text)} |")
    if len(problems) > MOST_ROWS:
        lines += ["", f"另有 {len(problems) - MOST_ROWS} 处没有列出，请先改好这些。"]
    return "\n".join(lines)


def escaped(text: str) -> str:
    """A text as Markdown that shows just this text, on one line, and calls nobody."""
    plain = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    quiet = _CALLS.sub("\\1\u2060", _ADDRESS.sub("\\1\u2060", plain))
    return _SPECIAL.sub(r"\\\1", quiet)


def cut(text: str) -> str:
    """The text as long as a comment may be, ended at a line."""
    if len(text) <= MOST_TEXT:
        return text
    return text[: text.rindex("\n", 0, MOST_TEXT)] + "\n\n内容太长，其余见“发布预览单”附件。\n"


def as_json(preview: Preview) -> str:
    """The preview for other programs."""
    return json.dumps({"summary": preview.summary, **asdict(preview)}, ensure_ascii=False, indent=2) + "\n"
