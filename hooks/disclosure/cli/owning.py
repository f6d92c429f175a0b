"""`disclosure owners`: the file by which the hosting service knows who agrees to a merge."""

from __future__ import annotations

import argparse
from pathlib import Path

from disclosure import vocabulary
from disclosure.cli import changing
from disclosure.cli.asking import FINE, PROBLEMS, root_of
from disclosure.editing import Change
from disclosure.publication import write_changed, write_new
from disclosure.source import read_bytes

add_arguments = changing.add_arguments


def run(options: argparse.Namespace) -> int:
    """Write CODEOWNERS as the vocabulary says; what a person wrote by hand is shown before it is replaced."""
    root = root_of(options)
    words, problems = vocabulary.load(root)
    if words is None:
        print("\n".join(problem.report for problem in problems))
        return PROBLEMS
    if not words.owners:
        print("site.yml 里没有“合并审核”，没有写 CODEOWNERS。写法见 site.yml 的说明。")
        return PROBLEMS
    ((path, text),) = words.owners.items()
    if without := [organ.short for organ in words.organs if not organ.accounts]:
        print(f"没有写“负责人账号”、由审词表的账号审的机构：{'、'.join(without)}。")
    return _put(options, root, path, text)


def _put(options: argparse.Namespace, root: Path, path: str, text: str) -> int:
    try:
        before = read_bytes(root / path)
    except FileNotFoundError:
        before = None
    if before == text.encode():
        print(f"{path} 与词表一致，没有改动。")
        return FINE
    old = (before or b"").decode("utf-8", "replace")
    changing.show({path: [Change(1, old.rstrip("\n"), text.rstrip("\n"), "照词表写出")]})
    if options.dry_run:
        print("只看不写：没有改动任何文件。")
        return FINE
    by_hand = before is not None and not old.startswith(vocabulary.MADE)
    if by_hand and not changing.agreed(options, f"{path} 是手写的，换成上面的"):
        return PROBLEMS
    if before is None:
        write_new(root, {path: text})
    else:
        write_changed(root, {path: (before, text)})
    print(f"写了 {path}。强制审核要在代码托管平台的设置里打开，见文件开头的说明。")
    return FINE
