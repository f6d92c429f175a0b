"""Whose copy it is: who signed the release, whether he is trusted here, and whether it may follow on the last one."""

from __future__ import annotations

from dataclasses import dataclass, field

from disclosure.offline.bag import digest
from disclosure.offline.faults import Fault
from disclosure.offline.keys import PublicKey
from disclosure.offline.memory import Memory, order_fault, other_site_fault
from disclosure.offline.release import Release, parse, signer
from disclosure.problem import Refused


@dataclass(frozen=True, slots=True)
class Trust:
    """What whoever verifies knows beforehand; never taken from the copy."""

    fingerprints: tuple[str, ...] = ()
    """Of trusted keys, as `keys.read_fingerprint` gives them."""
    memory: Memory = field(default_factory=Memory)
    site: str = ""
    """The code that the site must have; empty for any."""
    accept_gap: bool = False
    """Whether versions may be missing between the remembered one and this one."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is to be thought of a release."""

    release: Release | None
    """None when release.json cannot be read at all."""
    signer: PublicKey | None
    """The key that signed it, of those that it lists; None when the signature is wrong."""
    faults: tuple[Fault, ...]
    is_confirmed: bool
    """Whether the signer is trusted by fingerprint or memory, not only by the copy itself."""


def judge(content: bytes, signature: bytes, trust: Trust) -> Judgement:
    """Judge the bytes of release.json by those of release.sig. Never raises for bad input."""
    try:
        release = parse(content)
    except Refused as refusal:
        return Judgement(
            None, None, (Fault("release", f"{refusal}请重新复制，或者向发布机关索取。"),), is_confirmed=False
        )
    key = signer(release, content, signature)
    if key is None:
        text = "签名不对：release.json 或者 release.sig 被改动，或者不是发布机关签的。请勿使用，向发布机关重新索取。"
        return Judgement(release, None, (Fault("signature", text),), is_confirmed=False)
    known = trust.memory.sites.get(release.site_code)
    is_confirmed = any(key.matches(one) for one in trust.fingerprints) or (
        known is not None and any(key.spki == one.spki for one in known.keys)
    )
    faults = [other_site_fault(trust.memory, release, trust.site)]
    if not is_confirmed and (trust.fingerprints or known):
        faults.append(_untrusted(key))
    if known:
        faults.append(order_fault(known, release, digest(content), accept_gap=trust.accept_gap))
    return Judgement(release, key, tuple(fault for fault in faults if fault), is_confirmed)


def _untrusted(key: PublicKey) -> Fault:
    return Fault(
        "untrusted-key",
        f"签名的密钥不是这里信任的（指纹 {key.short_fingerprint}），可能是冒名制作的。请勿使用，与发布机关联系。",
    )
