"""Verification of a copy: all problems at once, from what costs nothing to what reads every byte.

The names and sizes in the copy come first, then the signed record and the files beside data/; only when these are
sound, or when there is a plain bag without a record, is the payload read. A release that is not trusted, or an old
one, is refused without that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from disclosure.offline.faults import OF_FILES, Fault, in_words
from disclosure.offline.names import fold, twins
from disclosure.offline.places import Listing, Place, UnreadableError, open_place
from disclosure.offline.records import Records, is_manifest
from disclosure.offline.release import BAGIT, DATA, MANIFEST, RELEASE, TAG_FILES, Release
from disclosure.offline.trust import Judgement, Trust
from disclosure.offline.zipped import ZipRefused

Progress = Callable[[int, int], None]
"""Told how many files have been read, and of how many."""

THREADS = 4
BATCH = 64
"""Files that a thread reads at a time."""
_OF_SYSTEMS = re.compile(
    r"(?:^|/)(?:Thumbs\.db|desktop\.ini|\.DS_Store|\._[^/]*|\.Trash[^/]*|\.fseventsd|\.Spotlight-V100|"
    r"System Volume Information|\$RECYCLE\.BIN)(?:/|$)",
    re.IGNORECASE,
)
"""What systems put on sticks by themselves."""


@dataclass(frozen=True)
class Verdict:
    """What was found."""

    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...] = ()
    judgement: Judgement | None = None
    """None when there is no signed record to judge."""
    release_sha256: str = ""
    files_read: int = 0

    @property
    def passed(self) -> bool:
        """Whether the copy is whole and may be used."""
        return not self.faults

    @property
    def release(self) -> Release | None:
        """The release, as far as it can be read; to be believed only when the verdict is passed."""
        return self.judgement.release if self.judgement else None

    @property
    def sentence(self) -> str:
        """The verdict in one sentence."""
        release = self.release
        which = f"{release.site_name}第 {release.version} 版离线副本" if release else ""
        if release and self.passed:
            day = in_words(release.released_on)
            counts = f"共 {release.entries} 条；{self.files_read} 个文件全部完整，未被改动"
            return f"核验通过：{which}（{day}发布），{counts}。"
        unread = "" if self.files_read else "，其中的文件没有逐个核对"
        return f"核验没有通过：{which or '这份副本'}有 {self._count()} 处问题{unread}。请不要使用。"

    def _count(self) -> int:
        return len(set(self.faults))


def verify(path: Path, trust: Trust, today: date, progress: Progress | None = None) -> Verdict:
    """Verify the copy in a folder or a ZIP file. Raises Refused for a path that is neither, or OSError for its own."""
    try:
        place = open_place(path)
    except ZipRefused as refusal:
        return Verdict(refusal.faults)
    try:
        return _verify(place, trust, today, progress)
    finally:
        place.close()


def _verify(place: Place, trust: Trust, today: date, progress: Progress | None) -> Verdict:
    listing = place.listing()
    if early := _early_fault(listing):
        return Verdict((*listing.odd, early))
    records = Records(place, listing)
    records.read(trust)
    faults = [*records.faults, *listing.odd, *_foreign_tags(listing), *_against_manifest(listing, records.manifest)]
    read = 0
    oxum = _oxum_fault(listing, records)
    wanted = {name: text for name, text in (records.manifest or {}).items() if name in listing.sizes}
    if records.is_payload_due and not (oxum and not records.release):
        faults += _unlike(place, wanted, progress)
        read = len(wanted)
    if oxum and not any(fault.id in OF_FILES and fault.path.startswith(DATA) for fault in faults):
        faults.append(oxum)
    if RELEASE not in listing.sizes:
        faults.append(_no_release(is_whole=not faults))
    warnings = tuple(_warnings(records.judgement, today)) if not faults else ()
    return Verdict(tuple(faults), warnings, records.judgement, records.release_sha256, read)


def _early_fault(listing: Listing) -> Fault | None:
    """What makes every other look useless."""
    if listing.is_unfinished:
        text = "有一次更新没有做完（里面有 .update 文件夹）。请先运行 update recover 把它做完或者退回，再核验。"
        return Fault("unfinished-update", text)
    if not any(name in {RELEASE, BAGIT} or is_manifest(name) for name in listing.sizes):
        inside = sorted(name.removesuffix(f"/{RELEASE}") for name in listing.sizes if name.endswith(f"/{RELEASE}"))
        hint = f"副本好像在里面的“{inside[0]}”文件夹里，请选它。" if inside else "请选装着“打开.html”的那个文件夹。"
        return Fault("no-copy", f"这里没有 bagit.txt、release.json 和清单，不是离线副本；{hint}")
    return None


def _foreign_tags(listing: Listing) -> Iterator[Fault]:
    told = {"fetch.txt"} | ({name for name in listing.sizes if MANIFEST not in listing.sizes and is_manifest(name)})
    for name in listing.sizes:
        if not name.startswith(DATA) and name not in TAG_FILES and name not in told:
            yield Fault("foreign", _remark(name), name)


def _remark(name: str) -> str:
    return "操作系统自己放的，可以删去" if _OF_SYSTEMS.search(name) else ""


def _against_manifest(listing: Listing, manifest: dict[str, str] | None) -> Iterator[Fault]:
    """Which files of the payload are missing, foreign, or there under another form of their name."""
    if manifest is None:
        for group in twins(listing.sizes):
            yield Fault("twins", path=" 和 ".join(dict.fromkeys(group)))
        return
    there = {name for name in listing.sizes if name.startswith(DATA)}
    missing, foreign = manifest.keys() - there, there - manifest.keys()
    wanted = {fold(name): name for name in manifest} if foreign else {}
    for name in foreign:
        meant = wanted.get(fold(name), "")
        if meant in missing:
            missing.discard(meant)
            yield Fault("renamed", f"应当是 {meant}，大小写或者字的编码不同", name)
        elif meant:
            yield Fault("foreign", f"与 {meant} 在 Windows 上是同一个文件", name)
        else:
            yield Fault("foreign", _remark(name), name)
    yield from (Fault("missing", path=name) for name in missing)


def _oxum_fault(listing: Listing, records: Records) -> Fault | None:
    """The quick look: how many files of how many bytes, without reading any."""
    sizes = [size for name, size in listing.sizes.items() if name.startswith(DATA)]
    found = (sum(sizes), len(sizes))
    if records.oxum in {None, found}:
        return None
    size, count = records.oxum or found
    text = f"内容不完整：记录的是 {count} 个文件、{size} 字节，现在有 {found[1]} 个、{found[0]} 字节。请重新复制。"
    return Fault("oxum", text)


def _unlike(place: Place, wanted: dict[str, str], progress: Progress | None) -> Iterator[Fault]:
    """The files whose bytes are not those of the manifest."""
    names = list(wanted)
    batches = [names[start : start + BATCH] for start in range(0, len(names), BATCH)]
    done = 0
    with ThreadPoolExecutor(THREADS) as pool:
        for batch, faults in zip(batches, pool.map(lambda some: _unlike_of(place, some, wanted), batches), strict=True):
            yield from faults
            done += len(batch)
            if progress:
                progress(done, len(names))


def _unlike_of(place: Place, names: list[str], wanted: dict[str, str]) -> list[Fault]:
    faults = []
    for name in names:
        try:
            if place.digest(name) != wanted[name]:
                faults.append(Fault("damaged", path=name))
        except UnreadableError as error:
            faults.append(Fault("unreadable", str(error), name))
    return faults


def _no_release(*, is_whole: bool) -> Fault:
    said = "是完整的 BagIt 包，但是" if is_whole else ""
    return Fault("no-release", f"{said}没有发布机关签名的 release.json，不是离线副本，不能证明是谁发布的。")


def _warnings(judgement: Judgement | None, today: date) -> Iterator[Fault]:
    if not judgement or not judgement.release or not judgement.signer:
        return
    release, key = judgement.release, judgement.signer
    if not judgement.is_confirmed:
        text = "首次核验：只用副本自带的公钥核对过，还不能证明是谁发布的。请与查阅点公告上的指纹核对，"
        yield Fault("first-use", f"{text}这份副本的是 {key.short_fingerprint}；一致的，请用 --trust 写明，再核验一次。")
    if release.expires_on < today:
        text = f"本副本已于{in_words(release.expires_on)}到期，请向{release.contact}索取新的副本。"
        yield Fault("expired", text)
    if release.released_on > today:
        text = f"本副本的发布日期是{in_words(release.released_on)}，比今天（{in_words(today)}）晚，请检查电脑的日期。"
        yield Fault("not-yet", text)
