"""`disclosure keygen` and `disclosure pack`: keys that sign copies, and copies."""

from __future__ import annotations

import argparse
import os
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from disclosure import vocabulary
from disclosure.offline import keys
from disclosure.offline.bag import readable_size
from disclosure.offline.order import Order, read_release
from disclosure.offline.pack import Packed, pack
from disclosure.offline.release import RELEASE, VERIFY_PAGE, Release
from disclosure.offline.transport import write_zip
from disclosure.problem import Refused
from disclosure.publication import default_today
from disclosure.source import read_bytes

PUBLIC_SUFFIX = ".pub.pem"
_T = TypeVar("_T")
_ABOUT_KEYS = ".github/KEYS.md"
_OTHERS = 0o077  # what anybody else may do with a file


def add_keygen(parser: argparse.ArgumentParser) -> None:
    """The arguments of keygen besides --root."""
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help=f"私钥写到哪个文件，如 2026.pem；公钥写在旁边，如 2026{PUBLIC_SUFFIX}",
    )
    parser.add_argument("--name", default="", metavar="名称", help="密钥的名称，例如启用的年份（默认：今年）")


def run_keygen(options: argparse.Namespace, root: Path) -> None:
    """Make a key and say its fingerprint. Raises Refused, or OSError."""
    out: Path = options.out
    public = out.with_name(out.stem + PUBLIC_SUFFIX)
    if there := [path for path in (out, public) if path.exists() or path.is_symlink()]:
        raise Refused(f"{'、'.join(map(str, there))} 已经存在，没有改写；密钥丢了找不回来，请换一个文件名。")
    if not out.parent.is_dir():
        raise Refused(f"没有 {out.parent} 这个文件夹，请先建好。")
    if _goes_to_git(out):
        raise Refused(f"{out} 在 git 管理的文件夹里，私钥会随提交泄露；请放到项目之外，最好是专用的优盘。")
    key = keys.make_key(options.name or str(default_today().year))
    keys.write_pair(key, out, public)
    print(f"写了私钥 {out} 和公钥 {public}。")
    print(f"名称：{key.name}\n指纹：{key.public.fingerprint}")
    print(f"公告上印前 32 位：{key.public.short_fingerprint}")
    print(f"私钥怎样保管、备份、更换，见 {root / _ABOUT_KEYS}。")


def _goes_to_git(path: Path) -> bool:
    """Whether git would take the file up: it lies in a work tree and is not ignored."""
    folder = path.resolve().parent
    if not any((place / ".git").exists() for place in (folder, *folder.parents)):
        return False
    command = ["git", "-C", str(folder), "check-ignore", "-q", str(path.resolve())]
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode != 0  # noqa: S603 - fixed words
    except OSError:
        return True


def add_pack(parser: argparse.ArgumentParser, day: Callable[[str], date]) -> None:
    """The arguments of pack besides --root; `day` reads a date."""
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="副本放在哪个文件夹")
    parser.add_argument("--key", type=Path, required=True, metavar="FILE", help="签名用的私钥文件（keygen 生成）")
    parser.add_argument("--next-key", type=Path, metavar="PUB", help="下一把密钥的公钥文件，写进副本，更换密钥时用")
    follows = parser.add_mutually_exclusive_group()
    follows.add_argument("--previous", type=Path, metavar="副本", help="上一版副本，或者它的 release.json")
    follows.add_argument("--version", type=_version, metavar="N", help="第几版；没有上一版在手时用")
    parser.add_argument("--released-on", type=day, metavar="YYYY-MM-DD", help="制作日期（默认：今天）")
    parser.add_argument("--valid-days", type=_days, metavar="N", help="有效期几天（默认：site.yml 里的有效期）")
    parser.add_argument("--zip", action="store_true", help="另外压缩成一个 .zip，传送用")
    parser.add_argument("--site-dir", type=Path, metavar="DIR", help="生成好的网站在哪个文件夹（默认：项目里的 site）")


def _version(text: str) -> int:
    if not text.isdecimal() or not text.isascii() or not 1 <= int(text[:7]) == int(text):
        message = f"“{text}”不是从 1 开始的整数"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _days(text: str) -> int:
    days = _version(text)
    if days > vocabulary.LONGEST_VALIDITY:
        message = f"有效期最多 {vocabulary.LONGEST_VALIDITY} 天"
        raise argparse.ArgumentTypeError(message)
    return days


def run_pack(options: argparse.Namespace, root: Path) -> None:
    """Pack, and say what was packed. Raises Refused with all faults, or OSError."""
    words, problems = vocabulary.load(root)
    if words is None:
        raise Refused("\n".join(problem.report for problem in problems))
    faults: list[str] = []
    key = _read(lambda: keys.load_private(_key_file(options.key)), faults)
    next_key = _read(lambda: keys.load_public(_key_file(options.next_key)), faults) if options.next_key else None
    previous = _read(lambda: _previous(options), faults)
    zipped = options.out.with_name(f"{options.out.name}.zip") if options.zip else None
    if zipped and zipped.exists():
        faults.append(f"{zipped} 已经存在，没有改写；请先移走。")
    order = Order(
        site_dir=(options.site_dir or root / "site").resolve(),
        out=options.out,
        key=key,
        next_key=next_key,
        version=options.version or (previous.version + 1 if previous else 1),
        previous=previous,
        released_on=options.released_on or default_today(),
        valid_days=options.valid_days or words.site.copies.valid_days,
        faults=tuple(faults),
    )
    packed = pack(root, words.site, order)
    print("\n".join(_said(packed, options.key)))
    if zipped:
        print(f"压缩成 {zipped}，{write_zip(packed.out, zipped) / 10**6:.1f} MB；解压以后才能打开和核验。")


def _read(read: Callable[[], _T], faults: list[str]) -> _T | None:
    """What `read` gives; None, and a sentence more in `faults`, when it refuses."""
    try:
        return read()
    except Refused as refusal:
        faults.append(str(refusal))
        return None


def _key_file(path: Path) -> bytes:
    try:
        return read_bytes(path)
    except OSError:
        raise Refused(f"读不到密钥文件 {path}。") from None


def _previous(options: argparse.Namespace) -> Release | None:
    """The release that the new one follows: the one named, else the copy that is to be replaced, else none."""
    if options.previous:
        return read_release(options.previous)
    if options.version or not (options.out / RELEASE).is_file():
        return None
    return read_release(options.out)


def _said(packed: Packed, key_path: Path) -> list[str]:
    release = packed.release
    held = f"{release.entries} 条信息、{release.attachments} 个附件，{release.payload_files} 个文件"
    lines = [
        f"制作了第 {release.version} 版副本：{held}，{readable_size(release.payload_bytes)}。",
        f"制作日期 {release.released_on}，有效期至 {release.expires_on}。",
        f"签名密钥 {release.keys[0].name}，指纹 {release.keys[0].short_fingerprint}",
        f"请打开 {packed.out / VERIFY_PAGE} 核验一次，再交给查阅点。",
    ]
    if os.name != "nt" and key_path.stat().st_mode & _OTHERS:
        lines.append(f"提醒：{key_path} 这台电脑上的其他人也能读，请改成只有自己能读（chmod 600）。")
    return lines
