"""`disclosure import`: what would be written, what differs, what is wrong; and the writing."""

from __future__ import annotations

import argparse
from pathlib import Path

from disclosure.cli import changing, documents
from disclosure.importers import Result, prepare
from disclosure.problem import one_line
from disclosure.publication import default_today, write_new

SHOWN = 50
"""Most lines of one sort that are printed; the rest are counted."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments besides --root and --today."""
    parser.add_argument("sheet", type=Path, metavar="文件", help="要导入的表格（.xlsx、.csv）或者 Word 文档（.docx）")
    parser.add_argument("--map", type=Path, metavar="对照表", dest="mapping", help="表格的：哪一列是哪个字段（.yml）")
    changing.add_arguments(parser)
    documents.add_arguments(parser)


def run(options: argparse.Namespace, root: Path) -> bool:
    """Import and say what was done. Returns whether all is well: nothing wrong, nothing left that differs."""
    if documents.takes(options.sheet):
        return documents.run(options, root)
    result = prepare(root, options.sheet, options.mapping, options.today or default_today())
    if result.sound and result.files and not options.dry_run:
        write_new(root, {file.path: file.text for file in result.files})
    print("\n".join(_lines(result, dry_run=options.dry_run)))
    return result.sound and not result.differences


def _lines(result: Result, *, dry_run: bool) -> list[str]:
    lines = _cut([problem.report for problem in result.problems])
    lines += _cut([fault.report for fault in result.faults])
    wrong = len(result.problems) + sum(fault.severity == "error" for fault in result.faults)
    if not result.sound:
        return [*lines, f"读了 {result.rows} 行：{wrong} 处错误，一个文件也没有写。"]
    lines += _cut([one_line(difference.report) for difference in result.differences])
    verb = "将新建" if dry_run else "新建"
    lines += _cut([f"{verb} {file.path}（{file.rows} 行）{one_line(file.title)}" for file in result.files])
    held = sum(file.rows for file in result.files)
    counts = f"{verb} {len(result.files)} 个条目（{held} 行），没有变化 {result.unchanged} 行"
    lines.append(f"读了 {result.rows} 行：{counts}，与现有条目不同 {len(result.differences)} 处。")
    if result.differences:
        lines.append("不同之处没有改写，请逐处核对，直接改条目文件。")
    if result.files and not dry_run:
        lines.append("请运行检查，看过再提交。")
    return lines


def _cut(lines: list[str]) -> list[str]:
    rest = len(lines) - SHOWN
    return lines if rest <= 0 else [*lines[:SHOWN], f"……另有 {rest} 处没有列出。"]
