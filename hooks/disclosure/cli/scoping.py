"""`disclosure scope`: whether a pull request brings content alone or changes the program too."""

from __future__ import annotations

import argparse

from disclosure.cli.asking import FINE, PROBLEMS, file_in
from disclosure.problem import one_line
from disclosure.report import outside
from disclosure.source import read_bytes

SHOWN = 50
"""Most files that are named."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments besides --root."""
    about = "改动的文件名，以空字符隔开（git diff --name-only -z）"
    parser.add_argument("--names", type=file_in, required=True, metavar="文件", help=about)


def run(options: argparse.Namespace) -> int:
    """Say which files are not content; PROBLEMS when there are any. The names come from strangers: a line each."""
    names = [name.decode(errors="replace") for name in read_bytes(options.names).split(b"\0") if name]
    found = outside(names)
    if not found:
        print(f"改动了 {len(names)} 个文件，都是条目、附件和手写页面。")
        return FINE
    print(f"改动里有 {len(found)} 个程序或者设置的文件；内容仍由正式版本的程序检查，这些文件另由程序维护人审核：")
    print("\n".join(f"- {one_line(name)}" for name in found[:SHOWN]))
    if len(found) > SHOWN:
        print(f"……另有 {len(found) - SHOWN} 个。")
    return PROBLEMS
