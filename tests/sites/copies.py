"""An offline copy of the project's own site, made once in a run of the tests."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from disclosure import vocabulary
from disclosure.offline.keys import PrivateKey, load_private, make_key
from disclosure.offline.order import Order
from disclosure.offline.pack import pack
from sites.once import demo_site, once
from sites.project import ROOT, TODAY

VALID_DAYS = 92
_COPY, _KEY = "读者 用#1/副本", "key.pem"


def demo_copy(factory: pytest.TempPathFactory) -> Path:
    """Return the first version of a copy of the demo site. Only to be looked at, or copied."""
    site = demo_site(factory).site
    return once(factory, "demo-copy", partial(_make, site=site)) / _COPY


def demo_key(factory: pytest.TempPathFactory) -> PrivateKey:
    """Return the key that signed it."""
    return load_private((demo_copy(factory).parents[1] / _KEY).read_bytes())


def _make(folder: Path, site: Path) -> None:
    key = make_key("2026")
    (folder / _COPY).parent.mkdir(parents=True)
    (folder / _KEY).write_bytes(key.pem)
    words, _ = vocabulary.load(ROOT)
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
    pack(ROOT, words.site, order)
