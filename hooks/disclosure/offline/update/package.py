"""The package of an update, and what it makes of a base: all that can be known before the disk is touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from disclosure.offline.bag import digest, manifest_text, parse_manifest
from disclosure.offline.faults import Fault, report
from disclosure.offline.memory import Memory
from disclosure.offline.release import (
    LARGEST,
    LISTED,
    MANIFEST,
    NOTICE,
    RELEASE,
    SIGNATURE,
    TAG_MANIFEST,
    Release,
    notice,
    parse,
)
from disclosure.offline.trust import Trust, judge
from disclosure.offline.update.change import Change, Put, newer_format, refusal
from disclosure.offline.update.change import parse as parse_change
from disclosure.offline.update.payload import Unpacker
from disclosure.offline.zipped import Archive, PartDamagedError
from disclosure.problem import Refused, quote

CHANGE, PAYLOAD = "update.json", "payload.xz"
MEMBERS = (CHANGE, RELEASE, SIGNATURE, PAYLOAD)
"""Exactly the parts of a package."""
_LARGEST_CHANGE = 100_000_000
_LARGEST_SIGNATURE = 64


@dataclass(frozen=True, slots=True)
class Base:
    """The records of the copy that is to be updated."""

    release: Release
    content: bytes
    """Of release.json."""
    signature: bytes
    manifest: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be written; all digests follow from the signed release."""

    change: Change
    release: Release
    release_sha256: str
    derived: Mapping[str, bytes]
    """The files beside data/ that are not sent but follow from the release, in the order of writing."""
    is_done: bool = False
    """Whether the copy is this very release already; then there is nothing to write."""


def read_base(folder: Path) -> Base:
    """The records of a copy, each as the signed release wants it; its files are not looked at. Raises Refused."""
    try:
        content, signature, manifest = ((folder / name).read_bytes() for name in (RELEASE, SIGNATURE, MANIFEST))
    except FileNotFoundError:
        raise Refused(f"{folder} 不是完整的离线副本：缺少 {RELEASE}、{SIGNATURE} 或者 {MANIFEST}。") from None
    release = parse(content)
    found = parse_manifest(manifest)
    if digest(manifest) != release.manifest_sha256:
        raise Refused(f"副本的清单 {MANIFEST} 与 {RELEASE} 不符，副本已损坏，不能更新。请先运行 verify，看是哪里不对。")
    return Base(release, content, signature, found)


class Package:
    """An open package, whose parts are read and sound as far as they can be judged without a base."""

    def __init__(self, archive: Archive, name: str) -> None:
        """Read everything but the payload. Raises Refused."""
        self._archive, self._name = archive, name
        if set(archive.sizes) != set(MEMBERS):
            raise refusal("update-package", f"{name} 不是更新包；请选文件名像“更新包-7-8.zip”的文件。")
        content = self._read(CHANGE, _LARGEST_CHANGE)
        self.release_content = self._read(RELEASE, LARGEST)
        self.signature = self._read(SIGNATURE, _LARGEST_SIGNATURE)
        if newer_format(content):
            raise refusal("update-package", f"更新包 {name} 的格式比本程序新，请用新版的程序。")
        change = parse_change(content)
        if change is None:
            raise self.changed(f"里面的 {CHANGE} 不对")
        self.change = change

    def changed(self, what: str) -> Refused:
        """The refusal of a package that somebody or something altered."""
        text = f"更新包 {self._name} 被改动或者已损坏：{what}。请重新复制更新包；仍然不对的，向发布机关重新索取。"
        return refusal("update-changed", text)

    def plan(self, base: Base, trust: Trust) -> Plan:
        """What to do with a base, for somebody with the trust of `trust_after`. Raises Refused with what is wrong.

        The signature comes first: nothing else in a package that somebody else made is worth a word.
        """
        judgement = judge(self.release_content, self.signature, trust)
        own = tuple(fault for fault in judgement.faults if fault.id in {"release", "signature", "untrusted-key"})
        if own:
            raise Refused("\n".join(report(own)))
        release, change = judgement.release, self.change
        if release is None or (change.site_code, change.target) != (release.site_code, release.version):
            raise self.changed(f"{CHANGE} 与签名的 {RELEASE} 不是同一版")
        _require_order(change, release, base, digest(self.release_content))
        if judgement.faults:
            raise Refused("\n".join(report(judgement.faults)))
        if release.version == base.release.version:
            return Plan(change, release, digest(self.release_content), {}, is_done=True)
        manifest = change.manifest_after(base.manifest)
        text = manifest_text(manifest) if manifest is not None else b""
        if digest(text) != release.manifest_sha256:
            raise self.changed("按它更新以后，文件清单与签名的不符")
        if fault := _fault_of_companions(change, release, base):
            raise self.changed(fault)
        if sum(one.size for one in change.put if one.path not in LISTED) > release.payload_bytes:
            raise self.changed("文件比签名的记录里所写的大")
        derived = derived_files(release, self.release_content, self.signature, text)
        return Plan(change, release, digest(self.release_content), derived)

    @contextmanager
    def contents(self, base: Path) -> Iterator[Iterator[tuple[Put, Iterator[bytes]]]]:
        """Each file of the change and the pieces of its content, which must be read before the next file.

        `base` is the folder of the copy, in which nothing may have been changed yet.

        Raises PartDamagedError or PayloadDamagedError while reading.
        """
        with self._archive.open(PAYLOAD) as file:
            unpacker = Unpacker(file, base)

            def files() -> Iterator[tuple[Put, Iterator[bytes]]]:
                for put in self.change.put:
                    yield put, unpacker.pieces(put)
                unpacker.end()

            yield files()

    def _read(self, name: str, most: int) -> bytes:
        if self._archive.sizes[name] > most:
            raise self.changed(f"{name} 大得不正常")
        try:
            with self._archive.open(name) as file:
                return file.read()
        except PartDamagedError:
            raise self.changed(f"{name} 读不出来") from None


@contextmanager
def open_package(path: Path) -> Iterator[Package]:
    """Open a package. Raises Refused, or OSError."""
    archive = Archive(path)
    try:
        yield Package(archive, path.name)
    finally:
        archive.close()


def derived_files(release: Release, content: bytes, signature: bytes, manifest: bytes) -> dict[str, bytes]:
    """The files beside data/ that follow from a signed release and its manifest, release.json last."""
    own = {NOTICE: notice(content), SIGNATURE: signature, RELEASE: content}
    tags = manifest_text({**release.files, **{name: digest(one) for name, one in own.items()}})
    return {MANIFEST: manifest, TAG_MANIFEST: tags, **own}


def trust_after(base: Base, trust: Trust) -> Trust:
    """Who lets a copy be updated trusts what the copy's own release trusts, unless he knows better.

    He does when he remembers the site, or when he has fingerprints and the copy was signed by none of these.
    """
    code = base.release.site_code
    if code in trust.memory.sites or (
        trust.fingerprints and not judge(base.content, base.signature, trust).is_confirmed
    ):
        return trust
    known = trust.memory.accept(base.release, digest(base.content))
    return Trust(trust.fingerprints, Memory({code: known.sites[code]}), trust.site, trust.accept_gap)


def _require_order(change: Change, release: Release, base: Base, sha256: str) -> None:
    """Raises Refused unless the package belongs on this copy."""
    copy = base.release
    here = f"副本是第 {copy.version} 版"
    this = f"这个更新包从第 {change.base} 版更新到第 {change.target} 版"
    if release.site_code != copy.site_code:
        theirs, ours = (f"{quote(one.site_name)}（{one.site_code}）" for one in (release, copy))
        raise refusal("wrong-site", f"这个更新包是{theirs}的，副本是{ours}的。请换成本站的更新包。")
    if release.version < copy.version:
        raise refusal("rollback", f"这是旧的更新包：{this}，{here}，不用更新。")
    if release.version == copy.version:
        if sha256 != digest(base.content):
            text = f"更新包里的第 {copy.version} 版与副本的同一版内容不同，其中必有一份不对。请勿使用，与发布机关联系。"
            raise refusal("same-version", text)
        return
    if change.base > copy.version:
        first, last = copy.version + 1, change.base
        missing = f"第 {last} 版更新包" if first == last else f"第 {first} 版到第 {last} 版的更新包"
        raise refusal("gap", f"缺少{missing}：{this}，{here}。请先用缺少的更新包，没有的向发布机关索取。")
    if change.base < copy.version:
        text = f"{this}，{here}，接不上。请向发布机关索取从第 {copy.version} 版开始的更新包。"
        raise refusal("update-base", text)
    if change.base_release_sha256 != digest(base.content):
        text = f"副本的第 {copy.version} 版与更新包所接的第 {change.base} 版内容不同，不能更新。请与发布机关联系。"
        raise refusal("update-base", text)


def _fault_of_companions(change: Change, release: Release, base: Base) -> str:
    """Which file beside data/ would not be the signed one; empty when all would be."""
    after = dict(base.release.files) | {one.path: one.sha256 for one in change.put}
    wrong = [name for name in LISTED if name != MANIFEST and after[name] != release.files[name]]
    return f"更新以后 {'、'.join(wrong)} 与签名的不符" if wrong else ""


def fault_of_copy(faults: tuple[Fault, ...]) -> Refused:
    """The refusal to update a copy that is not as it was released."""
    lines = ["副本与发布时不同，不能更新，也没有改动："]
    return Refused("\n".join([*lines, *report(faults)]))
