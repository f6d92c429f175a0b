"""Changes of files that a person made: shown first, written when the person agrees."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from disclosure.editing import Change
from disclosure.problem import one_line
from disclosure.publication import write_changed

SHOWN = 200
"""Most changes that are printed; the rest are counted."""
WIDTH = 100
"""Most characters of a line that are printed."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--yes` and `--dry-run`."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--yes", action="store_true", help="不再询问，直接写入")
    group.add_argument("--dry-run", action="store_true", help="只列出会改什么，不写入")


def show(changes: Mapping[str, Sequence[Change]]) -> None:
    """Print the changes of each file: place, why, the line before and after."""
    lines: list[str] = []
    for path, found in changes.items():
        for change in found:
            lines.append(f"{path}:{change.line}: {one_line(change.why)}")
            lines += [f"  - {_cut(line)}" for line in change.before.split("\n") if change.before]
            lines += [f"  + {_cut(line)}" for line in change.after.split("\n") if change.after]
    rest = len(lines) - SHOWN
    print("\n".join(lines[:SHOWN]))
    if rest > 0:
        print(f"……另有 {rest} 行没有列出。")


def _cut(line: str) -> str:
    line = one_line(line)
    return line if len(line) <= WIDTH else f"{line[:WIDTH]}……"


def agreed(options: argparse.Namespace, what: str) -> bool:
    """Whether to write: `--yes`, or asked on a terminal. `what` is the question without its question mark."""
    if options.dry_run:
        print("只看不写：没有改动任何文件。")
        return False
    if options.yes:
        return True
    if not sys.stdin.isatty():
        print("没有写入：这里不能询问，确认无误后请加上 --yes。")
        return False
    answer = input(f"{what}？写入请按 y，不写请直接回车：").strip().lower()
    if answer not in {"y", "yes", "是", "ｙ"}:
        print("没有改动任何文件。")
        return False
    return True


def write(root: Path, texts: Mapping[str, tuple[bytes, str]]) -> None:
    """Write the files and say so. Raises Refused or OSError, and then nothing is written."""
    write_changed(root, texts)
    print(f"改写了 {len(texts)} 个文件。")
