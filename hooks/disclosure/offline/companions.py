"""The pages and texts beside the site in a copy: how to open it, how to verify it, what it is."""

from __future__ import annotations

import base64
from collections.abc import Callable, Container, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from markupsafe import Markup

from disclosure.offline.bag import readable_size
from disclosure.offline.release import DATA, LEAFLET, OPEN_PAGE, VERIFY_PAGE, VERIFY_SCRIPT, Release
from disclosure.pages import environment
from disclosure.source import read_bytes

_FOLDER = "offline"  # below overrides/
_KIOSK = f"{DATA}kiosk.html"
_WINDOWS_MARK = "\ufeff"  # by which old editors know UTF-8


def render_open_page(root: Path, draft: Release, payload: Container[str]) -> bytes:
    """打开.html, which goes on to the site."""
    style, script = (_text(root, name) for name in ("open.css", "open.js"))
    return _render(
        root,
        "open.html",
        release=draft,
        kiosk=_KIOSK in payload,
        style=Markup(style),  # noqa: S704 - our own files, and the policy allows just them
        script=Markup(script),  # noqa: S704 - as above
        policy=policy(style=style, script=script),
        verify_page=VERIFY_PAGE,
        leaflet=LEAFLET,
    ).encode()


def render_leaflet(root: Path, draft: Release, payload: Container[str]) -> bytes:
    """说明.txt, as the oldest Notepad shows it: with its mark of UTF-8 and Windows line ends."""
    size = readable_size(draft.payload_bytes)
    text = _render(root, "leaflet.txt", release=draft, size=size, halves=_halves, kiosk=_KIOSK in payload)
    return (_WINDOWS_MARK + text.replace("\n", "\r\n")).encode()


COMPANIONS: Mapping[str, Callable[[Path, Release, Container[str]], bytes]] = {
    OPEN_PAGE: render_open_page,
    LEAFLET: render_leaflet,
    VERIFY_PAGE: lambda _, draft, __: draft.keys[0].fingerprint.encode(),
    VERIFY_SCRIPT: lambda _, draft, __: draft.keys[0].fingerprint.encode(),
}
"""What writes each file, from the root of the project, a release without digests, and the paths of the payload."""


def policy(*, style: str, script: str) -> str:
    """The content security policy of a page that holds one style and one script, and asks for nothing."""
    allowed = f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    return f"default-src 'none'; {allowed}; img-src data:; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"


def _text(root: Path, name: str) -> str:
    return read_bytes(root / "overrides" / _FOLDER / name).decode().replace("\r\n", "\n")


def _render(root: Path, name: str, **values: Any) -> str:  # noqa: ANN401 - whatever the template shows
    return environment(root).get_template(f"{_FOLDER}/{name}").render(day=_chinese_day, **values)


def _chinese_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _halves(fingerprint: str) -> tuple[str, str]:
    """A fingerprint on two lines."""
    groups = fingerprint.split(" ")
    middle = len(groups) // 2
    return " ".join(groups[:middle]), " ".join(groups[middle:])
