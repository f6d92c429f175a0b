"""What is to be packed, and everything that can be wrong with it before a byte is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from disclosure.offline.keys import PrivateKey, PublicKey
from disclosure.offline.names import fault_of, fault_of_size, twins
from disclosure.offline.release import DATA, RELEASE, TAG_FILES, Release, parse
from disclosure.problem import Refused, quote
from disclosure.publication import MARK, Record, read_record
from disclosure.source import list_files, read_bytes
from disclosure.vocabulary import Site

_LAST_YEAR = 9900  # so that an expiry can still be written


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to pack, and as what."""

    site_dir: Path
    out: Path
    """The folder that becomes the copy; it may be an older copy of the same site, which is replaced."""
    key: PrivateKey | None
    """None when it could not be read; then `faults` says why."""
    next_key: PublicKey | None
    version: int
    """From 1."""
    previous: Release | None
    """The release that this one follows, where it is at hand; else the version before counts as the previous one."""
    released_on: date
    valid_days: int
    faults: tuple[str, ...] = ()
    """What went wrong while the order was put together; it is told with all the rest."""


def payload_of(site_dir: Path) -> tuple[dict[str, int], list[str]]:
    """The size of each file of the site by its path in the copy, and what is wrong with names and sizes."""
    if not site_dir.is_dir():
        return {}, []
    listing = list_files(site_dir)
    sizes = {DATA + name: (site_dir / name).stat().st_size for name in listing.files if name != MARK}
    faults = [f"{name} 不是普通文件（链接或者设备），副本里放不了。" for name in listing.special]
    faults += [f"文件名{quote(path)}{fault}。" for path in sizes if (fault := fault_of(path))]
    faults += [f"文件{quote(path)}{fault}。" for path, size in sizes.items() if (fault := fault_of_size(size))]
    faults += [f"{'、'.join(map(quote, group))}在有的系统上是同一个名称。" for group in twins(sizes)]
    return sizes, faults


def faults_of(order: Order, settings: Site) -> list[str]:
    """What speaks against what is ordered, besides the names and sizes of files: whole sentences."""
    faults = [*order.faults]
    try:
        faults += _site_faults(read_record(order.site_dir), settings)
    except Refused as refusal:
        faults.append(str(refusal))
    if order.key and order.next_key and order.next_key.spki == order.key.spki:
        faults.append("下一把密钥与这一次签名的密钥是同一把，请另外生成一把。")
    if not order.released_on.year < _LAST_YEAR:
        faults.append(f"制作日期 {order.released_on} 不对。")
    if order.previous:
        faults += _order_faults(order, settings.id_code, order.previous)
    return faults + _place_faults(order, settings.id_code)


def _site_faults(record: Record, settings: Site) -> list[str]:
    if (record.code, record.name) == (settings.id_code, settings.name):
        return []
    built = f"{record.name}（{record.code}）"
    return [f"生成的网站是{built}的，与词表里的不同，请先运行 build 重新生成网站。"]


def _order_faults(order: Order, code: str, previous: Release) -> list[str]:
    """What speaks against following the previous release."""
    if previous.site_code != code:
        return [f"上一版是{previous.site_name}（{previous.site_code}）的副本，不是本站的。"]
    faults = []
    if order.version <= previous.version:
        faults.append(f"版本 {order.version} 不在上一版 {previous.version} 之后。")
    if order.released_on < previous.released_on:
        faults.append(f"日期 {order.released_on} 早于上一版的日期 {previous.released_on}。")
    if order.key and order.key.spki not in {key.spki for key in previous.keys}:
        names = "、".join(key.name for key in previous.keys)
        cure = "请用其中一把；密钥丢失或者泄露的，见 .github/KEYS.md"
        faults.append(f"上一版列出的密钥（{names}）里没有这一把，查阅点不会接受，{cure}。")
    return faults


def _place_faults(order: Order, code: str) -> list[str]:
    """What speaks against writing to the wanted folder."""
    out, site = order.out.resolve(), order.site_dir.resolve()
    if out == site or out in site.parents or site in out.parents:
        return ["副本不能放在网站的文件夹里，网站也不能放在副本里，请另选一个文件夹。"]
    if not out.parent.is_dir():
        return [f"没有 {out.parent} 这个文件夹，请先建好。"]
    faults = [f"文件夹名{quote(out.name)}{fault}。" for fault in [fault_of(out.name)] if fault]
    unfinished = unfinished_of(out)
    if unfinished.exists() and not _is_ours(unfinished):
        faults.append(f"{unfinished} 里有不是本程序写的文件，请移走以后再制作。")
    if order.out.is_symlink() or (out.exists() and not out.is_dir()):
        faults.append(f"{order.out} 不是普通文件夹，请另选一个。")
    elif out.is_dir() and any(out.iterdir()):
        faults += _fault_of_old(out, order.version, code)
    return faults


def _fault_of_old(out: Path, version: int, code: str) -> list[str]:
    """What speaks against replacing what lies in the wanted folder."""
    if not _is_ours(out):
        return [f"{out} 里有不属于副本的文件，为免误删，没有写入；请另选一个文件夹。"]
    try:
        old = read_release(out)
    except Refused as refusal:
        return [f"{refusal}请另选一个文件夹。"]
    if old.site_code != code:
        return [f"{out} 是{old.site_name}的副本，不是本站的；请另选一个文件夹。"]
    if old.version >= version:
        cure = "请另选一个文件夹，或者用 --previous 指明上一版"
        return [f"{out} 已经是第 {old.version} 版，不能换成第 {version} 版；{cure}。"]
    return []


def read_release(place: Path) -> Release:
    """The release of a copy, by its folder or by a release.json. Raises Refused."""
    path = place / RELEASE if place.is_dir() else place
    try:
        return parse(read_bytes(path))
    except OSError:
        raise Refused(f"{place} 里没有副本（读不到 {RELEASE}）。") from None


def unfinished_of(out: Path) -> Path:
    """Where a copy lies while it is written."""
    return out.with_name(f".{out.name}.unfinished")


def _is_ours(folder: Path) -> bool:
    """Whether a folder holds a copy, or the beginning of one, and nothing else."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    names = {path.name for path in folder.iterdir()}
    return names <= {*TAG_FILES, DATA.rstrip("/")} and (not names or DATA.rstrip("/") in names)
