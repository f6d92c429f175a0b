"""The pages and texts beside the site in a copy: how to open it, how to verify it, what it is."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from pathlib import Path

from markupsafe import Markup

from disclosure.offline.bag import readable_size
from disclosure.offline.release import DATA, LEAFLET, OPEN_PAGE, VERIFY_PAGE, VERIFY_SCRIPT, Release
from disclosure.offline.rendering import for_windows, policy, render, text_of
from disclosure.offline.verify_page import render_verify_page, render_verify_script

_KIOSK = f"{DATA}kiosk.html"


def render_open_page(root: Path, draft: Release, payload: Container[str]) -> bytes:
    """打开.html, which goes on to the site."""
    style, script = (text_of(root, name) for name in ("open.css", "open.js"))
    return render(
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
    return for_windows(render(root, "leaflet.txt", release=draft, size=size, halves=_halves, kiosk=_KIOSK in payload))


COMPANIONS: Mapping[str, Callable[[Path, Release, Container[str]], bytes]] = {
    OPEN_PAGE: render_open_page,
    LEAFLET: render_leaflet,
    VERIFY_PAGE: render_verify_page,
    VERIFY_SCRIPT: render_verify_script,
}
"""What writes each file, from the root of the project, a release without digests, and the paths of the payload."""


def _halves(fingerprint: str) -> tuple[str, str]:
    """A fingerprint on two lines."""
    groups = fingerprint.split(" ")
    middle = len(groups) // 2
    return " ".join(groups[:middle]), " ".join(groups[middle:])
