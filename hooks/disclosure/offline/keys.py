"""Keys that sign copies: ECDSA on P-256 with SHA-256, which every browser and every Windows can verify.

A public key travels as DER SubjectPublicKeyInfo (RFC 5480); its fingerprint is the SHA-256 of these bytes. A signature
is r and s, 32 bytes each, as WebCrypto and .NET take it. Signing takes no random number (RFC 6979): the same release
gets the same signature.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_public_key,
    load_pem_private_key,
    load_pem_public_key,
)

from disclosure.problem import Refused

SIGNATURE_LENGTH = 64
SHORT = 32
"""Hex digits of a fingerprint that a notice shows and that a clerk may give: 128 bits."""
_HALF = SIGNATURE_LENGTH // 2
_LONGEST_NAME = 40
_LARGEST_PEM = 10_000  # bytes
_NO_KEY = (ValueError, UnsupportedAlgorithm)  # what the library makes of bytes that hold no key, or another sort


@dataclass(frozen=True)
class PublicKey:
    """A public key under the name that the office gave it."""

    name: str
    spki: bytes
    """DER SubjectPublicKeyInfo."""

    @cached_property
    def fingerprint(self) -> str:
        """All 64 hex digits in upper case, in groups of four with spaces between."""
        return grouped(sha256(self.spki).hexdigest())

    @property
    def short_fingerprint(self) -> str:
        """The first 32 digits, as on the printed notice."""
        return self.fingerprint[: SHORT + SHORT // 4 - 1]

    def matches(self, fingerprint: str) -> bool:
        """Whether this is the key with the fingerprint, given by the digits of `read_fingerprint`."""
        return sha256(self.spki).hexdigest().startswith(fingerprint)

    def verifies(self, message: bytes, signature: bytes) -> bool:
        """Whether the signature over the message was made by this key."""
        if len(signature) != SIGNATURE_LENGTH:
            return False
        halves = (int.from_bytes(signature[:_HALF], "big"), int.from_bytes(signature[_HALF:], "big"))
        try:
            _public(self.spki).verify(encode_dss_signature(*halves), message, ECDSA(SHA256()))
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class PrivateKey:
    """A key that signs, under the name that the office gave it. Its text form never shows it."""

    name: str
    _key: EllipticCurvePrivateKey

    @cached_property
    def spki(self) -> bytes:
        """The public half, DER SubjectPublicKeyInfo."""
        return self._key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    @property
    def pem(self) -> bytes:
        """The private key as PEM (PKCS 8, not encrypted) below its name; whoever holds these bytes can sign."""
        return _head(self.name) + self._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    @property
    def public_pem(self) -> bytes:
        """The public half as PEM below its name."""
        return _head(self.name) + self._key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    @property
    def public(self) -> PublicKey:
        """The public half."""
        return PublicKey(self.name, self.spki)

    def sign(self, message: bytes) -> bytes:
        """The signature over the message, 64 bytes."""
        r, s = decode_dss_signature(self._key.sign(message, ECDSA(SHA256(), deterministic_signing=True)))
        return r.to_bytes(_HALF, "big") + s.to_bytes(_HALF, "big")

    def __repr__(self) -> str:
        return f"PrivateKey({sha256(self.spki).hexdigest()[:SHORT]})"


def make_key(name: str) -> PrivateKey:
    """A new key. Raises Refused when the name is not a short line."""
    if not name.strip() or not name.isprintable() or len(name) > _LONGEST_NAME:
        raise Refused(f"密钥的名称应当是 1 到 {_LONGEST_NAME} 个字，例如 2026。")
    return PrivateKey(name.strip(), generate_private_key(SECP256R1()))


def write_pair(key: PrivateKey, private: Path, public: Path) -> None:
    """Write a key and its public half into new files. Raises OSError; then neither is left."""
    try:
        _write_new(private, key.pem, 0o600)
        _write_new(public, key.public_pem, 0o644)
    except FileExistsError:
        raise
    except OSError:
        private.unlink(missing_ok=True)
        public.unlink(missing_ok=True)
        raise


def _write_new(path: Path, content: bytes, mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(handle)


def load_private(pem: bytes) -> PrivateKey:
    """The private key in the bytes of a PEM file. Raises Refused; its sentence never holds anything of the file."""
    try:
        key = load_pem_private_key(pem, None) if len(pem) <= _LARGEST_PEM else None
    except TypeError:
        raise Refused("密钥文件加了密码，这里打不开；请用 keygen 生成的密钥文件。") from None
    except _NO_KEY:
        key = None
    if not isinstance(key, EllipticCurvePrivateKey) or not isinstance(key.curve, SECP256R1):
        raise Refused("不是本程序生成的私钥文件；请用 keygen 生成的密钥文件。")
    return PrivateKey(_name_in(pem), key)


def load_public(pem: bytes) -> PublicKey:
    """The public key in the bytes of a PEM file. Raises Refused, for a private key too."""
    if b"PRIVATE KEY" in pem:
        raise Refused("这是私钥；私钥不能交给别人，这里要的是公钥文件（.pub.pem）。")
    try:
        key = load_pem_public_key(pem) if len(pem) <= _LARGEST_PEM else None
    except _NO_KEY:
        key = None
    if not isinstance(key, EllipticCurvePublicKey) or not isinstance(key.curve, SECP256R1):
        raise Refused("不是本程序生成的公钥文件（.pub.pem）。")
    return PublicKey(_name_in(pem), key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def _head(name: str) -> bytes:
    """The line before the key proper; RFC 7468 lets a text stand there."""
    return f"名称: {name}\n".encode()


def _name_in(pem: bytes) -> str:
    """The name in the line before the key; a key without one has no name to show."""
    match = re.match(rf"名称: (.{{1,{_LONGEST_NAME}}})\r?\n", pem.decode("utf-8", "replace"))
    return match[1] if match and match[1].isprintable() else "未命名"


def is_spki(data: bytes) -> bool:
    """Whether the bytes are exactly the SubjectPublicKeyInfo of a P-256 key, and not another form of it."""
    try:
        return _public(data).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo) == data
    except _NO_KEY:
        return False


def _public(spki: bytes) -> EllipticCurvePublicKey:
    """The key; raises ValueError when it is none on P-256."""
    key = load_der_public_key(spki)
    if not isinstance(key, EllipticCurvePublicKey) or not isinstance(key.curve, SECP256R1):
        raise ValueError  # noqa: TRY004 - one error for every wrong key, whatever the library makes of its bytes
    return key


def grouped(digits: str) -> str:
    """Hex digits in upper case, in groups of four, as people read them aloud."""
    return " ".join(re.findall(".{1,4}", digits.upper()))


def read_fingerprint(text: str) -> str:
    """The lower-case hex digits of a fingerprint as somebody typed it, at least 32. Raises Refused."""
    digits = re.sub(r"[\s:：-]", "", text).lower()
    if not re.fullmatch(rf"[0-9a-f]{{{SHORT},64}}", digits):
        raise Refused(f"指纹“{' '.join(text.split())[:80]}”写法不对，应当是公告上的 {SHORT} 到 64 位数字和字母 A–F。")
    return digits
