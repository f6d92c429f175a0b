"""`disclosure update`: make the package from one copy to the next, apply it, finish what was cut off."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from disclosure.cli.asking import file_in, folder_in
from disclosure.cli.chinese import Parser
from disclosure.cli.verifying import add_trust, progress
from disclosure.offline import memory
from disclosure.offline.bag import readable_size
from disclosure.offline.faults import report
from disclosure.offline.memory import Memory
from disclosure.offline.trust import Trust
from disclosure.offline.update.apply import Outcome, apply, recover
from disclosure.offline.update.journal import is_pending
from disclosure.offline.update.make import make, usual_name
from disclosure.offline.verify import Verdict
from disclosure.problem import Refused, one_line
from disclosure.publication import default_today

_CUT = "更新没有做完，副本现在新旧混杂，请先不要使用。排除下面的问题以后，运行 update recover 就能做完。"
_UNTOUCHED = "没有更新，副本没有改动。"


def add_arguments(parser: argparse.ArgumentParser, add_today: Callable[[argparse.ArgumentParser], None]) -> None:
    """The three commands; `add_today` gives one its --today."""
    commands = parser.add_subparsers(metavar="命令", required=True, parser_class=Parser)

    maker = commands.add_parser("make", help="由旧的和新的副本制作更新包")
    maker.add_argument("old", type=folder_in, metavar="旧副本", help="查阅点现有那一版的文件夹")
    maker.add_argument("new", type=folder_in, metavar="新副本", help="要更新到的那一版的文件夹")
    maker.add_argument("--out", type=Path, required=True, metavar="FILE", help=f"更新包，例如 {usual_name(7, 8)}")
    maker.set_defaults(act=_make)

    applier = commands.add_parser("apply", help="用更新包更新副本；中途断电、拔出 U 盘，再运行一次就能接着做完")
    applier.add_argument("package", type=file_in, metavar="更新包", help=f"例如 {usual_name(7, 8)}")
    applier.add_argument("copy", type=folder_in, metavar="副本", help="装着“打开.html”的文件夹")
    add_trust(applier)
    applier.add_argument("--memory", type=Path, metavar="文件", help="核验记录（见 verify），更新以后记入新的一版")
    add_today(applier)
    applier.set_defaults(act=_apply)

    recoverer = commands.add_parser("recover", help="把中断的更新做完；还没有改动副本的，退回")
    recoverer.add_argument("copy", type=folder_in, metavar="副本", help="装着“打开.html”的文件夹")
    add_today(recoverer)
    recoverer.set_defaults(act=_recover)


def run(options: argparse.Namespace) -> bool:
    """Run the command. Returns whether all is well. Raises Refused or OSError."""
    act: Callable[[argparse.Namespace], bool] = options.act
    return act(options)


@contextmanager
def _told_when_cut(copy: Path) -> Iterator[None]:
    """Say in what state the copy is left when the disk fails or somebody stops the program."""
    try:
        yield
    except (OSError, KeyboardInterrupt):
        print(_CUT if is_pending(copy) else _UNTOUCHED, file=sys.stderr)
        raise


def _make(options: argparse.Namespace) -> bool:
    out: Path = options.out
    if out.exists():
        raise Refused(f"{out} 已经存在，没有改写；请先移走，或者换一个文件名。")
    if not out.parent.is_dir():
        raise Refused(f"没有 {out.parent} 这个文件夹，请先建好。")
    made = make(options.old, options.new, out)
    print(f"写了 {made.path}（{readable_size(made.size)}）：写入 {made.written} 个文件，删去 {made.removed} 个。")
    return True


def _apply(options: argparse.Namespace) -> bool:
    remembered = memory.load(options.memory) if options.memory else Memory()
    trust = Trust(tuple(options.trust), remembered)
    with _told_when_cut(options.copy):
        outcome = apply(options.package, options.copy, trust, options.today or default_today(), progress=progress())
    print("\n".join(_lines(outcome)))
    verdict = outcome.verdict
    if verdict.passed and options.memory and verdict.release:
        print(_remember(options.memory, remembered, outcome))
    return verdict.passed


def _lines(outcome: Outcome) -> list[str]:
    release = outcome.verdict.release
    if not outcome.written and release:
        done = f"副本已经是第 {release.version} 版，没有改动。"
    elif release:
        counts = f"写入 {outcome.written} 个文件，删去 {outcome.removed} 个"
        done = f"副本从第 {outcome.before} 版更新到了第 {release.version} 版：{counts}。"
    else:
        done = "更新做完了，副本却读不出来。"
    return [done, *_verdict_lines(outcome.verdict)]


def _remember(file: Path, remembered: Memory, outcome: Outcome) -> str:
    judgement, release = outcome.verdict.judgement, outcome.verdict.release
    if release is None or judgement is None or not judgement.is_confirmed:
        return f"没有记入 {file.name}：还没有用 --trust 写明公告上的指纹。"
    memory.save(file, remembered.accept(release, outcome.verdict.release_sha256))
    return f"已记入 {file.name}：第 {release.version} 版。"


def _recover(options: argparse.Namespace) -> bool:
    with _told_when_cut(options.copy):
        journal, verdict = recover(options.copy, options.today or default_today())
    if journal:
        print(f"中断的更新做完了：从第 {journal.base} 版到第 {journal.target} 版。")
    else:
        print("没有需要做完的更新；没有开始改动的，已经退回。")
    print("\n".join(_verdict_lines(verdict)))
    return verdict.passed


def _verdict_lines(verdict: Verdict) -> list[str]:
    told = [f"提醒：{line}" for line in report(verdict.warnings)]
    return [*report(verdict.faults), one_line(verdict.sentence), *told]
