"""Offline copies of the project's own site and of the small site, each made once in a run of the tests."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from disclosure import vocabulary
from disclosure.offline.keys import PrivateKey, load_private, make_key
from disclosure.offline.order import Order
from disclosure.offline.pack import pack
from sites.once import demo_site, once, small_project
from sites.project import ROOT, TODAY

VALID_DAYS = 92
_COPY, _KEY = "读者 用#1/副本", "key.pem"


class Copy(NamedTuple):
    """The first version of a copy, only to be looked at, or copied; and the key that signed it."""

    folder: Path
    key: PrivateKey


def demo_copy(factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the demo site. Only to be looked at, or copied."""
    return once(factory, "demo-copy", partial(_make, root=ROOT, site=demo_site(factory).site)) / _COPY


def small_copy(factory: pytest.TempPathFactory) -> Copy:
    """Return a copy of the small site."""
    project = small_project(factory)
    folder = once(factory, "small-copy", partial(_make, root=project.root, site=project.site))
    return Copy(folder / _COPY, load_private((folder / _KEY).read_bytes()))


def _make(folder: Path, root: Path, site: Path) -> None:
    key = make_key("2026")
    (folder / _COPY).parent.mkdir(parents=True)
    (folder / _KEY).write_bytes(key.pem)
    words, _ = vocabulary.load(root)
    assert words
    order = Order(
        site_dir=site,
        out=folder / _COPY,
        key=key,
        next_key=None,
        version=1,
        previous=None,
        released_on=TODAY,
        valid_days=VALID_DAYS,
    )
    pack(root, words.site, order)
