"""`disclosure import`: what would be written, what differs, what is wrong; and, when a person agrees, the writing."""

from __future__ import annotations

import argparse
from pathlib import Path

from disclosure.cli import changing, documents
from disclosure.cli.asking import FINE, PROBLEMS, WrongUseError, root_of
from disclosure.editing import changes_between
from disclosure.importers import Result, prepare, prepare_form
from disclosure.problem import one_line
from disclosure.publication import default_today, write_imported

SHOWN = 50
"""Most lines of one sort that are printed; the rest are counted."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments besides --root and --today."""
    about = "填报表（template、export 做的）、Word 文档（.docx）；别处的 .xlsx、.csv、.json 要有对照表"
    parser.add_argument("sheet", type=Path, metavar="文件", help=about)
    parser.add_argument(
        "--map", type=Path, metavar="对照表", dest="mapping", help="说明别处的表格哪一列是哪个字段的 .yml 文件"
    )
    parser.add_argument("--update", action="store_true", help="用对照表导入时，已有的条目也照表改（默认：只指出不同）")
    changing.add_arguments(parser)
    documents.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Import what the person agrees to. FINE when nothing is wrong and nothing is left that differs."""
    root = root_of(options)
    for path in (options.sheet, *([options.mapping] if options.mapping else [])):
        if not path.is_file():
            raise WrongUseError(f"没有 {path} 这个文件。")
    if documents.takes(options.sheet):
        return documents.run(options, root)
    documents.refuse_for_sheets(options)
    today = options.today or default_today()
    if options.mapping:
        result = prepare(root, options.sheet, options.mapping, today, update=options.update)
    elif options.update:
        raise WrongUseError("--update 和 --map 一起用；填报表本来就照表改。")
    else:
        found = prepare_form(root, options.sheet, today)
        if found is None:
            raise WrongUseError(
                f"{options.sheet} 不是这里的填报表。别处的表格请用 --map 写明对照表；填报表用 template 做。"
            )
        result = found
    return _finish(options, root, result)


def _finish(options: argparse.Namespace, root: Path, result: Result) -> int:
    lines = _cut([problem.report for problem in result.problems])
    lines += _cut([fault.report for fault in result.faults])
    if not result.sound:
        wrong = len(result.problems) + sum(fault.severity == "error" for fault in result.faults)
        print("\n".join([*lines, f"读了 {result.rows} 行：{wrong} 处错误，一个文件也没有写。"]))
        return PROBLEMS
    lines += _cut([one_line(difference.report) for difference in result.differences])
    lines += _cut([f"将新建 {file.path}（{file.rows} 行）{one_line(file.title)}" for file in result.files])
    if lines:
        print("\n".join(lines))
    if result.changes:
        shown = {
            one.path: changes_between(one.old.splitlines(), one.new.splitlines(), "改写") for one in result.changes
        }
        changing.show({path: tuple(lines) for path, lines in shown.items()})
    held = sum(file.rows for file in result.files)
    counts = f"新建 {len(result.files)} 个条目（{held} 行），修改 {len(result.changes)} 个条目"
    left = len(result.differences)
    print(f"读了 {result.rows} 行：{counts}，没有变化 {result.unchanged} 行，与现有条目不同 {left} 处。")
    if left:
        print("不同之处没有改写，请逐处核对，直接改条目文件，或者加上 --update 照表改。")
    if not result.files and not result.changes:
        return PROBLEMS if left else FINE
    if not changing.agreed(options, f"新建 {len(result.files)} 个、改写 {len(result.changes)} 个文件吗"):
        return FINE if options.dry_run and not left else PROBLEMS
    new = {file.path: file.text for file in result.files}
    write_imported(root, new, {one.path: (one.old.encode(), one.new) for one in result.changes})
    print(f"新建了 {len(new)} 个文件，改写了 {len(result.changes)} 个文件。请运行检查，看过再提交。")
    return PROBLEMS if left else FINE


def _cut(lines: list[str]) -> list[str]:
    rest = len(lines) - SHOWN
    return lines if rest <= 0 else [*lines[:SHOWN], f"……另有 {rest} 处没有列出。"]
