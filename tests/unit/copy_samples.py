"""A tiny built site, and what it takes to pack it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from disclosure.offline.keys import make_key
from disclosure.offline.order import Order
from disclosure.offline.pack import Packed, pack
from disclosure.publication import MARK
from disclosure.publication.record import RECORD, Record
from unit.small_site import words_of, write_vocabulary

PROJECT = Path(__file__).resolve().parents[2]
KEY, NEXT_KEY, OTHER_KEY = make_key("2026"), make_key("2027"), make_key("别的")
DAY = date(2026, 11, 15)
FILES: Mapping[str, bytes] = {
    "index.html": b"<!DOCTYPE html><title>x</title>",
    "entry/990000010-2024-00001.html": b"x" * 5000,
    "files/xzfb/附件.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 10,
    "empty.txt": b"",
}
RECORDED = Record("0000000000", "示例县人民政府", 3, 1)


def project(root: Path, files: Mapping[str, bytes] = FILES) -> Path:
    """Make a root with a vocabulary, the project's own templates, and a built site of these files; gives the site."""
    write_vocabulary(root)
    if not (root / "overrides").exists():
        (root / "overrides").symlink_to(PROJECT / "overrides")
    site = root / "site"
    for name, content in {**files, MARK: b"x\n", RECORD: RECORDED.to_bytes()}.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return site


def packed(root: Path, out: Path, **changes: Any) -> Packed:  # noqa: ANN401 - the parts of an order
    """Pack the site of a root as its first version, or as the changes say."""
    parts = {
        "site_dir": root / "site",
        "out": out,
        "key": KEY,
        "next_key": None,
        "version": 1,
        "previous": None,
        "released_on": DAY,
        "valid_days": 92,
    }
    return pack(root, words_of(root).site, Order(**{**parts, **changes}))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
