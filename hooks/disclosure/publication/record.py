"""What a build says about itself in the site: whose it is and how much is in it. Copies are counted by it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from disclosure.catalogue import Catalogue
from disclosure.problem import Refused
from disclosure.source import read_bytes

RECORD = "assets/site.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Record:
    """The build record; `attachments` are the published files of all entries."""

    code: str
    name: str
    entries: int
    attachments: int

    def to_bytes(self) -> bytes:
        """The file in the site."""
        return json.dumps({"format": _FORMAT, **asdict(self)}, ensure_ascii=False, indent=1).encode() + b"\n"


def record_of(catalogue: Catalogue) -> Record:
    """The record of a site with this catalogue."""
    site = catalogue.vocabulary.site
    return Record(site.id_code, site.name, len(catalogue.entries), len(catalogue.stored))


def read_record(site_dir: Path) -> Record:
    """The record of a built site. Raises Refused when there is none, or none that this program wrote."""
    again = "请先运行 build 重新生成网站。"
    try:
        content = read_bytes(site_dir / RECORD)
    except OSError:
        raise Refused(f"{site_dir} 里没有生成好的网站（缺 {RECORD}），{again}") from None
    try:
        data = json.loads(content)
        record = Record(data["code"], data["name"], data["entries"], data["attachments"])
        types = [type(value) for value in (record.code, record.name, record.entries, record.attachments)]
        sound = types == [str, str, int, int] and record.to_bytes() == content
    except (ValueError, TypeError, KeyError, RecursionError):
        sound = False
    if not sound:
        raise Refused(f"{site_dir} 里的 {RECORD} 被改动了，{again}")
    return record
