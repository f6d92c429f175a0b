"""`disclosure fix` and `disclosure fmt`: what is safe to mend, and the official order of the fields."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from disclosure import catalogue, vocabulary
from disclosure.catalogue import Place
from disclosure.cli import changing
from disclosure.cli.asking import FINE, PROBLEMS, WrongUseError
from disclosure.editing import Change, Mended, mend, tidy
from disclosure.publication import default_today
from disclosure.rules import Context
from disclosure.source import read_bytes


def add_fix(parser: argparse.ArgumentParser) -> None:
    """The arguments of `fix` besides --root and --today."""
    _add_paths(parser)
    changing.add_arguments(parser)


def add_fmt(parser: argparse.ArgumentParser) -> None:
    """The arguments of `fmt` besides --root."""
    _add_paths(parser)
    changing.add_arguments(parser)
    parser.add_argument("--check", action="store_true", help="只看有没有次序不对的，有就以退出码 1 结束")


def _add_paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", type=Path, metavar="路径", help="条目文件或者文件夹（默认：全部条目）")


def run_fix(options: argparse.Namespace, root: Path) -> int:
    """Mend what is safe, shown first. FINE when nothing is left to write."""
    words, problems = vocabulary.load(root)
    if words is None:
        print("\n".join(problem.report for problem in problems))
        return PROBLEMS
    context = Context(root, words, options.today or default_today())
    found: dict[str, tuple[bytes, Mended]] = {}
    for place in _places(root, words, options.paths):
        data = read_bytes(root / place.path)
        mended = mend(data, place.path, place.kind, context)
        if mended.changes and mended.text.encode() != data:
            found[place.path] = (data, mended)
    return _finish(options, root, found, "能自动改的都已经是对的。还有什么问题，请运行检查。")


def run_fmt(options: argparse.Namespace, root: Path) -> int:
    """Put the fields in order, shown first. FINE when nothing is left to write."""
    words, problems = vocabulary.load(root)
    if words is None:
        print("\n".join(problem.report for problem in problems))
        return PROBLEMS
    found: dict[str, tuple[bytes, Mended]] = {}
    unread: list[str] = []
    for place in _places(root, words, options.paths):
        data = read_bytes(root / place.path)
        better = tidy(data, place.kind)
        if better is None:
            unread.append(place.path)
        elif better.text.encode() != data:
            found[place.path] = (data, better)
    for path in unread:
        print(f"{path}: 读不懂，没有整理。请先运行检查，改好再来。")
    if options.check:
        print("\n".join([*(f"{path}: 次序或者引号不是规定的样子" for path in found), _counted(found, unread)]))
        return PROBLEMS if found or unread else FINE
    done = _finish(options, root, found, "各条目的次序和引号都是规定的样子。")
    return PROBLEMS if unread else done


def _counted(found: dict[str, tuple[bytes, Mended]], unread: list[str]) -> str:
    if not found and not unread:
        return "各条目的次序和引号都是规定的样子。"
    return f"有 {len(found)} 个条目要整理，运行 fmt 就能整理好；有 {len(unread)} 个读不懂。"


def _finish(options: argparse.Namespace, root: Path, found: dict[str, tuple[bytes, Mended]], fine: str) -> int:
    if not found:
        print(fine)
        return FINE
    shown = {path: mended.changes or (Change(1, "", "", "换行和空白"),) for path, (_, mended) in found.items()}
    changing.show(shown)
    count = sum(len(changes) for changes in shown.values())
    print(f"{len(found)} 个文件，{count} 处改动。")
    if not changing.agreed(options, f"改写这 {len(found)} 个文件吗"):
        return PROBLEMS
    changing.write(root, {path: (data, mended.text) for path, (data, mended) in found.items()})
    print("请运行检查，看过再提交。")
    return FINE


def _places(root: Path, words: vocabulary.Vocabulary, paths: Sequence[Path]) -> list[Place]:
    """The entry files that are meant. Raises WrongUseError for a path that is no entry and no folder of entries."""
    places = catalogue.places(root, words)
    if not paths:
        return places
    wanted: list[Place] = []
    for path in paths:
        full = path.resolve()
        if not full.exists() or not full.is_relative_to(root):
            raise WrongUseError(f"{path} 不存在，或者不在项目的文件夹里。")
        name = full.relative_to(root).as_posix()
        inside = [place for place in places if name in {place.path, "."} or place.path.startswith(f"{name}/")]
        if not inside:
            raise WrongUseError(f"{path} 不是条目，里面也没有条目。条目放在 catalogue/机构标识/种类标识/ 里。")
        wanted += inside
    return list(dict.fromkeys(wanted))
