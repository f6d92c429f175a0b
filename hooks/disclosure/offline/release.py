"""release.json: what a copy is, in bytes that are signed. Also the fixed names of the files beside data/."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from disclosure.offline.keys import PublicKey, is_spki
from disclosure.problem import Refused, quote

FORMAT = 1
DATA = "data/"
"""Where the site lies in a copy."""
RELEASE, SIGNATURE, NOTICE = "release.json", "release.sig", "release.js"
BAGIT, BAG_INFO = "bagit.txt", "bag-info.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
OPEN_PAGE, VERIFY_PAGE, VERIFY_SCRIPT, LEAFLET = "打开.html", "核验.html", "核验.ps1", "说明.txt"

LISTED = (BAG_INFO, BAGIT, MANIFEST, OPEN_PAGE, VERIFY_PAGE, VERIFY_SCRIPT, LEAFLET)
"""Files whose digests stand in release.json."""
TAG_FILES = (*LISTED, NOTICE, RELEASE, SIGNATURE, TAG_MANIFEST)
"""Every file of a copy outside data/; whatever else lies there is foreign."""
UNFINISHED = ".update"
"""The folder of an update that is not finished."""

LARGEST = 65_536
"""Bytes of release.json."""
_LARGEST_NUMBER = 2**53 - 1  # what a browser counts exactly
_CODE = re.compile(r"[0-9]{10}|bm[0-9]{8}", re.ASCII)
_HEX = re.compile(r"[0-9a-f]{64}", re.ASCII)
_DAMAGED = "release.json 已损坏或者被改动"


@dataclass(frozen=True)
class Release:
    """What release.json says."""

    site_code: str
    site_name: str
    contact: str
    """Who gives out copies, as it goes on after 请向: the office and how to reach it."""
    version: int
    """From 1."""
    previous: int
    """The version that this one follows; 0 for a first one."""
    released_on: date
    expires_on: date
    """The last day on which the copy counts as fresh."""
    entries: int
    attachments: int
    payload_files: int
    payload_bytes: int
    files: Mapping[str, str]
    """SHA-256 of each of LISTED, in hex."""
    keys: tuple[PublicKey, ...]
    """The key that signed it and the next one, in any order; one or two."""

    @property
    def manifest_sha256(self) -> str:
        """SHA-256 of manifest-sha256.txt, in hex: it stands for the whole content."""
        return self.files[MANIFEST]

    def to_bytes(self) -> bytes:
        """The bytes that are signed."""
        return canonical(
            {
                "format": FORMAT,
                "site": {"code": self.site_code, "name": self.site_name, "contact": self.contact},
                "version": self.version,
                "previous": self.previous,
                "released_on": self.released_on.isoformat(),
                "expires_on": self.expires_on.isoformat(),
                "entries": self.entries,
                "attachments": self.attachments,
                "payload": {"files": self.payload_files, "bytes": self.payload_bytes},
                "files": dict(self.files),
                "keys": [{"name": key.name, "spki": base64.b64encode(key.spki).decode()} for key in self.keys],
            }
        )


def canonical(data: Any) -> bytes:  # noqa: ANN401 - anything that JSON can say
    """JSON in its one form: sorted keys, no spaces, UTF-8, no line end."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def notice(release: bytes) -> bytes:
    """release.js, by which the pages of the copy learn what release.json says."""
    return b"self.disclosureCopy && self.disclosureCopy(" + release + b");\n"


def signer(release: Release, content: bytes, signature: bytes) -> PublicKey | None:
    """The key, of those that the release lists, that signed these bytes; None when none of them did."""
    return next((key for key in release.keys if key.verifies(content, signature)), None)


def parse(content: bytes) -> Release:
    """The release in these bytes. Raises Refused when they are not exactly what `Release.to_bytes` writes."""
    if len(content) > LARGEST:
        raise Refused(f"{_DAMAGED}：文件太大。")
    try:
        data = json.loads(content.decode())
        if canonical(data) != content:
            raise Refused(f"{_DAMAGED}：写法与生成时不同（可能用记事本打开后保存过）。")
    except (ValueError, RecursionError):
        raise Refused(f"{_DAMAGED}：不是完整的 JSON。") from None
    if isinstance(data, dict) and type(data.get("format")) is int and data["format"] > FORMAT:
        raise Refused("这份副本的格式比本程序新，请用新版的核验程序。")
    return _Reader(data).release()


class _Reader:
    """Takes values of known shapes out of untrusted data; each method raises Refused for any other shape."""

    def __init__(self, data: object) -> None:
        fields = "format site version previous released_on expires_on entries attachments payload files keys"
        self._data = self._group(data, fields, "release.json")

    def release(self) -> Release:
        data = self._data
        if self._number(data, "format") != FORMAT:
            raise self._wrong("format")
        site = self._group(data["site"], "code name contact", "site")
        payload = self._group(data["payload"], "files bytes", "payload")
        version, previous = self._number(data, "version"), self._number(data, "previous")
        if not version > previous:
            raise Refused(f"{_DAMAGED}：版本 {version} 不在上一版 {previous} 之后。")
        released_on, expires_on = self._day(data, "released_on"), self._day(data, "expires_on")
        if expires_on < released_on:
            raise self._wrong("expires_on")
        return Release(
            site_code=self._code(site),
            site_name=self._line(site, "name"),
            contact=self._line(site, "contact"),
            version=version,
            previous=previous,
            released_on=released_on,
            expires_on=expires_on,
            entries=self._number(data, "entries"),
            attachments=self._number(data, "attachments"),
            payload_files=self._number(payload, "files"),
            payload_bytes=self._number(payload, "bytes"),
            files=self._files(data["files"]),
            keys=self._keys(data["keys"]),
        )

    @staticmethod
    def _wrong(name: str) -> Refused:
        return Refused(f"{_DAMAGED}：{quote(name)}不对。")

    def _group(self, value: object, fields: str, name: str) -> dict[str, Any]:
        if not isinstance(value, dict) or set(value) != set(fields.split()):
            raise self._wrong(name)
        return value

    def _number(self, data: Mapping[str, Any], name: str) -> int:
        value = data[name]
        if type(value) is not int or not 0 <= value <= _LARGEST_NUMBER:
            raise self._wrong(name)
        return value

    def _line(self, data: Mapping[str, Any], name: str) -> str:
        value = data[name]
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            raise self._wrong(name)
        return value

    def _code(self, site: Mapping[str, Any]) -> str:
        value = self._line(site, "code")
        if not _CODE.fullmatch(value):
            raise self._wrong("code")
        return value

    def _day(self, data: Mapping[str, Any], name: str) -> date:
        value = self._line(data, name)
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise self._wrong(name) from None
        if day.isoformat() != value:
            raise self._wrong(name)
        return day

    def _files(self, value: object) -> dict[str, str]:
        digests = self._group(value, " ".join(LISTED), "files")
        if not all(isinstance(digest, str) and _HEX.fullmatch(digest) for digest in digests.values()):
            raise self._wrong("files")
        return digests

    def _keys(self, value: object) -> tuple[PublicKey, ...]:
        if not isinstance(value, list) or not 1 <= len(value) <= 2:  # noqa: PLR2004 - the key and the next one
            raise self._wrong("keys")
        keys = tuple(self._key(self._group(one, "name spki", "keys")) for one in value)
        if len({key.spki for key in keys}) < len(keys):
            raise self._wrong("keys")
        return keys

    def _key(self, data: Mapping[str, Any]) -> PublicKey:
        text = self._line(data, "spki")
        try:
            spki = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            raise self._wrong("spki") from None
        if base64.b64encode(spki).decode() != text or not is_spki(spki):
            raise self._wrong("spki")
        return PublicKey(self._line(data, "name"), spki)
