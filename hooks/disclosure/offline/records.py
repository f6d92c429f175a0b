"""The files beside data/: the signed record, and what must follow from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from disclosure.offline.bag import BAGIT_TXT, digest, manifest_text, oxum_in, parse_manifest
from disclosure.offline.faults import Fault
from disclosure.offline.keys import PublicKey
from disclosure.offline.places import Listing, Place, UnreadableError
from disclosure.offline.release import (
    BAG_INFO,
    BAGIT,
    LARGEST,
    LISTED,
    MANIFEST,
    NOTICE,
    RELEASE,
    SIGNATURE,
    TAG_FILES,
    TAG_MANIFEST,
    Release,
    notice,
)
from disclosure.offline.trust import Judgement, Trust, judge
from disclosure.problem import Refused

LARGEST_TAG = 100_000_000
"""Bytes of a file beside data/."""
_MANIFEST_OF_BAGIT = re.compile(r"(?:tag)?manifest-[a-z0-9]+\.txt", re.ASCII | re.IGNORECASE)


def is_manifest(name: str) -> bool:
    """Whether BagIt takes a file for a manifest, by whatever algorithm."""
    return bool(_MANIFEST_OF_BAGIT.fullmatch(name))


@dataclass
class Records:
    """The files beside data/: what they say, and what is wrong with them."""

    place: Place
    listing: Listing
    faults: list[Fault] = field(default_factory=list)
    judgement: Judgement | None = None
    release_sha256: str = ""
    manifest: dict[str, str] | None = None
    """SHA-256 by path as far as the manifest can be read; whether it is the signed one shows in the faults."""
    oxum: tuple[int, int] | None = None
    """Bytes and number of files of the payload, as the signed record says, or bag-info.txt where there is none."""
    is_payload_due: bool = False
    _contents: dict[str, bytes] = field(default_factory=dict)

    @property
    def release(self) -> Release | None:
        """The release, as far as it can be read."""
        return self.judgement.release if self.judgement else None

    @property
    def signer(self) -> PublicKey | None:
        """Who signed it."""
        return self.judgement.signer if self.judgement else None

    def read(self, trust: Trust) -> None:
        """Look at each of them."""
        has_release = RELEASE in self.listing.sizes
        self.faults += _downgrades(self.listing)
        needed = TAG_FILES if has_release else () if self.faults else (BAGIT, MANIFEST)
        self.faults += [Fault("missing", path=name) for name in needed if name not in self.listing.sizes]
        for name in TAG_FILES:
            self._load(name)
        if has_release:
            self._judge(trust)
        self._look_at_bag()
        self._look_at_manifest()
        sound = not has_release or (self.signer is not None and not self._judged_faults())
        self.is_payload_due = sound and self.manifest is not None and not self._is_manifest_wrong()

    def _load(self, name: str) -> None:
        if name not in self.listing.sizes:
            return
        try:
            self._contents[name] = self.place.read(name, LARGEST + 1 if name == RELEASE else LARGEST_TAG)
        except UnreadableError as error:
            self.faults.append(Fault("unreadable", str(error), name))

    def _judge(self, trust: Trust) -> None:
        content, signature = self._contents.get(RELEASE), self._contents.get(SIGNATURE)
        if content is None or signature is None:
            return
        self.release_sha256 = digest(content)
        self.judgement = judge(content, signature, trust)
        self.faults += self.judgement.faults
        if not self.release:
            return
        wrong = [name for name in LISTED if self._differs(name, self.release.files[name]) and name != MANIFEST]
        wrong += [name for name in (NOTICE,) if self._differs(name, digest(notice(content)))]
        if self.signer:
            own = {RELEASE: digest(content), SIGNATURE: digest(signature), NOTICE: digest(notice(content))}
            expected = manifest_text({**self.release.files, **own})
            wrong += [name for name in (TAG_MANIFEST,) if self._differs(name, digest(expected))]
        self.faults += [Fault("damaged", path=name) for name in wrong]

    def _differs(self, name: str, wanted: str) -> bool:
        return name in self._contents and digest(self._contents[name]) != wanted

    def _look_at_bag(self) -> None:
        """bagit.txt and bag-info.txt, in a bag without a record; a record holds their digests."""
        if self.release:
            self.oxum = (self.release.payload_bytes, self.release.payload_files)
            return
        if self._contents.get(BAGIT, BAGIT_TXT) != BAGIT_TXT:
            self.faults.append(Fault("damaged", "不是 BagIt 1.0、UTF-8 的写法", BAGIT))
        self.oxum = oxum_in(self._contents.get(BAG_INFO, b""))

    def _look_at_manifest(self) -> None:
        content = self._contents.get(MANIFEST)
        if content is None:
            return
        try:
            self.manifest = parse_manifest(content, ordered=self.release is not None)
        except Refused as refusal:
            self.faults.append(Fault("manifest", str(refusal)))
            return
        if self.release and digest(content) != self.release.manifest_sha256:
            text = f"清单 {MANIFEST} 被改动：与签名的 release.json 不符。请重新复制；仍然不对的，向发布机关重新索取。"
            self.faults.append(Fault("manifest", text))

    def _judged_faults(self) -> tuple[Fault, ...]:
        return self.judgement.faults if self.judgement else ()

    def _is_manifest_wrong(self) -> bool:
        return any(fault.id == "manifest" for fault in self.faults)


def _downgrades(listing: Listing) -> Iterator[Fault]:
    """What BagIt allows and this profile does not, since it weakens the proof."""
    if "fetch.txt" in listing.sizes:
        text = "有 fetch.txt，它要核验的人到网上或者本机别处取内容，副本里不许有；没有连接网络。请向发布机关重新索取。"
        yield Fault("fetch", text)
    others = sorted(name for name in listing.sizes if is_manifest(name) and name not in {MANIFEST, TAG_MANIFEST})
    if others and MANIFEST not in listing.sizes:
        text = f"没有 SHA-256 的清单 {MANIFEST}，只有 {'、'.join(others)}，这样的清单不能证明没有被改动。"
        yield Fault("algorithm", f"{text}请向发布机关重新索取。")
