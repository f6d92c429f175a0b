"""核验.html, by which a clerk verifies a copy in any browser, and 核验.ps1, which does it without one.

The page is one file: its scripts and its style stand in it and are allowed by their digests, nothing else is. It knows
the release that it was made with: the site, the version and the keys. That is what a reading room trusts that keeps
the page, once somebody has compared the fingerprint with the printed notice.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from disclosure.offline.release import Release, canonical
from disclosure.pages import environment

_FOLDER = "overrides/offline"
_SCRIPTS = ("text", "lists", "record", "memory", "files", "checks", "verdict", "page")
"""The scripts of the page, each building on those before it."""


def verify_page(root: Path, draft: Release) -> bytes:
    """核验.html of a release, whose `files` need not be known yet. Raises OSError."""
    script = _joined(root / _FOLDER / "verify" / f"{name}.js" for name in _SCRIPTS)
    style = _joined([root / _FOLDER / "verify.css"])
    text = (
        environment(root)
        .get_template("offline/verify.html")
        .render(
            policy=_policy(script, style),
            record=_record(draft),
            script=script,
            style=style,
            site_name=draft.site_name,
            version=draft.version,
        )
    )
    return text.encode()


def verify_script(root: Path, draft: Release) -> bytes:
    """核验.ps1, for Windows PowerShell 5.1: it takes a file for UTF-8 only when that begins with a mark."""
    text = _joined([root / _FOLDER / "verify.ps1"]).replace("@@CODE@@", draft.site_code)
    return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()


def _joined(paths: Iterable[Path]) -> str:
    return "".join(path.read_text("utf-8") for path in paths)


def _policy(script: str, style: str) -> str:
    """The content security policy: the page's own script and style, nothing from anywhere."""
    return (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"


def _record(draft: Release) -> str:
    """What the page knows of the release that it was made with."""
    return canonical(
        {
            "code": draft.site_code,
            "name": draft.site_name,
            "contact": draft.contact,
            "version": draft.version,
            "keys": [{"name": key.name, "spki": base64.b64encode(key.spki).decode()} for key in draft.keys],
        }
    ).decode()
