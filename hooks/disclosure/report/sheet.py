"""The 发布预览单 as one page that prints on A4 and opens from a folder, for the person who signs."""

from __future__ import annotations

import base64
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from disclosure.pages import environment
from disclosure.report.model import Preview
from disclosure.report.wording import TITLE
from disclosure.source import read_bytes
from disclosure.vocabulary import Vocabulary

_STYLE = "overrides/report/sheet.css"
SIGNATURES = ("拟稿人", "保密审查人", "审核人", "签发人")


def sheet_html(root: Path, words: Vocabulary, preview: Preview, against: str, site: str = "") -> str:
    """The page. `against` says with what was compared; `site` is where the preview of the site lies beside it."""
    style = read_bytes(root / _STYLE).decode()
    allowed = f"sha256-{base64.b64encode(sha256(style.encode()).digest()).decode()}"
    groups = [(what, list(items)) for what, items in groupby(preview.items, key=lambda item: item.what)]
    template = environment(root).get_template("report/sheet.html")
    return template.render(
        title=TITLE,
        words=words,
        preview=preview,
        groups=groups,
        against=against,
        site=site,
        style=style,
        allowed=allowed,
        signatures=SIGNATURES,
    )
