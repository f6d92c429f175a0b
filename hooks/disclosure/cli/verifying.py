"""`disclosure verify`: whether a copy is whole and genuine, in sentences for the clerk."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from disclosure.cli.asking import place_in
from disclosure.offline import memory
from disclosure.offline.faults import SHOWN, report
from disclosure.offline.keys import read_fingerprint
from disclosure.offline.memory import Memory
from disclosure.offline.trust import Trust
from disclosure.offline.verify import Progress, Verdict, verify
from disclosure.problem import Refused, one_line
from disclosure.publication import default_today


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments besides --today."""
    parser.add_argument(
        "copy", type=place_in, metavar="副本", help="装着“打开.html”的文件夹，或者装着它的压缩包（.zip）"
    )
    add_trust(parser)
    parser.add_argument(
        "--memory", type=Path, metavar="文件", help="核验记录：记住上次通过的版本，以后拒绝旧版、缺版和别的网站的副本"
    )
    parser.add_argument("--site", default="", metavar="标识码", help="只接受这个网站的副本")
    parser.add_argument("--accept-gap", action="store_true", help="中间缺少的版本已经向发布机关核实，接受这一版")
    parser.add_argument("--all", action="store_true", help=f"列出全部文件（默认每种最多 {SHOWN} 个）")


def add_trust(parser: argparse.ArgumentParser) -> None:
    """The fingerprints that are trusted."""
    parser.add_argument(
        "--trust",
        type=_fingerprint,
        action="append",
        default=[],
        metavar="指纹",
        help="信任的密钥指纹，照查阅点公告抄写，可以写几次",
    )


def run(options: argparse.Namespace) -> bool:
    """Verify and say what was found. Returns whether the copy passed. Raises Refused for a faulty memory file."""
    remembered = memory.load(options.memory) if options.memory else Memory()
    trust = Trust(tuple(options.trust), remembered, options.site, options.accept_gap)
    verdict = verify(options.copy, trust, options.today or default_today(), progress())
    lines = [*report(verdict.faults, None if options.all else SHOWN), one_line(verdict.sentence)]
    lines += [f"提醒：{line}" for line in report(verdict.warnings)]
    print("\n".join(lines))
    if options.memory and verdict.passed:
        _remember(options.memory, remembered, verdict)
    return verdict.passed


def _remember(path: Path, before: Memory, verdict: Verdict) -> None:
    """Keep what was accepted; what was checked against its own key only is not."""
    if verdict.release is None or verdict.judgement is None or not verdict.judgement.is_confirmed:
        print(f"没有记入 {path.name}：还没有用 --trust 写明公告上的指纹。")
        return
    after = before.accept(verdict.release, verdict.release_sha256)
    if after != before:
        memory.save(path, after)
    print(f"已记入 {path.name}：第 {verdict.release.version} 版。")


def progress() -> Progress | None:
    """Shows how far it is, on a terminal only."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        end = "\r" if done < total else "\r\033[K"
        print(f"已核对 {done} / {total} 个文件", end=end, file=sys.stderr, flush=True)

    return show


def _fingerprint(text: str) -> str:
    """The digits of a fingerprint given as an argument. Raises argparse's error."""
    try:
        return read_fingerprint(text)
    except Refused as refusal:
        raise argparse.ArgumentTypeError(str(refusal).removesuffix("。")) from None
