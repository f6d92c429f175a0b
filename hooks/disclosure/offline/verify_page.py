"""核验.html, by which a clerk verifies a copy in any browser, and 核验.ps1, which does it without one.

The page is one file: its scripts and its style stand in it and are allowed by their digests, nothing else is. It knows
the release that it was made with: the site, the version and the keys. That is what a reading room trusts that keeps
the page, once somebody has compared the fingerprint with the printed notice.
"""

from __future__ import annotations

import base64
from collections.abc import Container
from pathlib import Path

from markupsafe import Markup

from disclosure.offline.release import Release, canonical
from disclosure.offline.rendering import for_windows, policy, render, text_of

SCRIPTS = ("text", "lists", "record", "memory", "files", "checks", "verdict", "page")
"""The scripts of the page, each building on those before it."""


def render_verify_page(root: Path, draft: Release, _payload: Container[str]) -> bytes:
    """核验.html of a release. Raises OSError."""
    script = "".join(text_of(root, f"verify/{name}.js") for name in SCRIPTS)
    style = text_of(root, "verify.css")
    return render(
        root,
        "verify.html",
        release=draft,
        record=_record(draft),
        style=Markup(style),  # noqa: S704 - our own files, and the policy allows just them
        script=Markup(script),  # noqa: S704 - as above
        policy=policy(style=style, script=script),
    ).encode()


def render_verify_script(root: Path, draft: Release, _payload: Container[str]) -> bytes:
    """核验.ps1, for Windows PowerShell 5.1: it takes a file for UTF-8 only when that begins with its mark."""
    return for_windows(text_of(root, "verify.ps1").replace("0000000000", draft.site_code))


def _record(draft: Release) -> str:
    """What the page knows of the release that it was made with, as JSON."""
    keys = [{"name": key.name, "spki": base64.b64encode(key.spki).decode()} for key in draft.keys]
    site = {"code": draft.site_code, "name": draft.site_name, "contact": draft.contact}
    return canonical({**site, "version": draft.version, "keys": keys}).decode()
