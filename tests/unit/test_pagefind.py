"""Pagefind as the second engine: what it gets to read, what is published of it, and what happens when it fails."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest

from browser.search_samples import FACETS, documents
from disclosure.cache import Cache
from disclosure.problem import Refused
from disclosure.search import Document, Part, fold
from disclosure.search import pagefind as engine
from disclosure.search import pagefind_process as process
from disclosure.search.blocks import Content
from disclosure.search.folding import fold_parts
from disclosure.search.pagefind import write_pagefind
from disclosure.search.pagefind_pages import shadow_pages
from unit.search_sources import Folder, Held

SAMPLE = tuple(documents(Random(3), 30))  # noqa: S311 - the same documents at every run


def written(folder: Path, held: tuple[Document, ...] = SAMPLE, jobs: int = 1, cache: str = "cache") -> dict[str, bytes]:
    """Index documents; return the files, which must be those that are named."""
    target = Folder(folder / "search")
    names = write_pagefind(Held(held, FACETS), target, cache=Cache(folder / cache), jobs=jobs)
    files = target.files()
    assert names == sorted(names)
    assert set(names) <= set(files)
    return {name: files[name] for name in names}


@pytest.fixture
def small_bundles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few documents make several bundles."""
    monkeypatch.setattr(engine, "DOCUMENTS", (5, 8))
    monkeypatch.setattr(engine, "WORDS", 1000)


def content(*held: Document) -> Content:
    """Documents as a block has them."""
    zoned = [
        (zone << 13 | number, text)
        for number, one in enumerate(held)
        for zone, texts in enumerate(
            (one.numbers, (one.title,), one.summary, [p.text for p in one.body], [p.text for p in one.attachments])
        )
        for text in texts
    ]
    return Content(
        fold_parts(text for _, text in zoned), np.array([posting for posting, _ in zoned], np.uint16), (), ()
    )


def test_each_unit_is_a_word() -> None:
    """Whole numbers and titles stand between ends; the parts of other fields are kept apart by another word."""
    one = Document("a.html", "預算", numbers=("〔1〕",), summary=("甲", "乙"), body=(Part("", "\U00020000"),))
    page, empty = shadow_pages(content(one, Document("b.html", "")), 2)
    words = "0000 0031 0000 9884 7b97 0000 7532 0001 4e59 0001 d840 dc00 0001"
    assert page.text == f"<html><body data-pagefind-body>{words}</body></html>\n"
    assert page.ends == (3, 6, 10, 13, 13)
    assert empty.text == "<html><body data-pagefind-body>0000 0000</body></html>\n"
    assert empty.ends == (1, 2, 2, 2, 2)


def test_words_are_the_folded_text() -> None:
    """What Pagefind reads, put together again, is the folded text of every part."""
    for document, page in zip(SAMPLE, shadow_pages(content(*SAMPLE), len(SAMPLE)), strict=True):
        words = page.text.removeprefix("<html><body data-pagefind-body>").partition("<")[0].split()
        text = b"".join(int(word, 16).to_bytes(2, "little") for word in words).decode("utf-16-le", "surrogatepass")
        parts = [part for part in text.replace("\1", "\0").split("\0") if part]
        texts = [*document.numbers, document.title, *document.summary, *(part.text for part in document.body)]
        texts += [part.text for part in document.attachments]
        assert parts == [folded for folded in map(fold, texts) if folded]


@pytest.mark.usefixtures("small_bundles")
def test_same_documents_give_the_same_bytes(tmp_path: Path) -> None:
    """Neither the number of processes nor what is kept changes a byte; nor does a second run over the first."""
    first = written(tmp_path / "a")
    assert sum(name.endswith("/meta.js") for name in first) > 3
    assert written(tmp_path / "b", jobs=2) == first
    assert written(tmp_path / "a") == first
    assert written(tmp_path / "a", cache="other") == first


@pytest.mark.usefixtures("small_bundles")
def test_only_changed_bundles_are_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new document at the end leaves the bundles before it as they are."""
    made = []

    def watched(pages: list[str], folder: Path) -> process.Bundle:
        made.append(len(pages))
        return process.pagefind_bundle(pages, folder)

    monkeypatch.setattr(engine, "pagefind_bundle", watched)
    first = written(tmp_path)
    before = len(made)
    newest = max(SAMPLE, key=lambda one: one.published)
    more = (*SAMPLE, replace(newest, address="entry/99999.html", published="2025-12-31"))
    second = written(tmp_path, more)
    assert 1 <= len(made) - before <= 2 < before
    chunks = [name for name in first if "/p/0/" in name]
    assert chunks
    assert all(first[name] == second[name] for name in chunks)
    assert written(tmp_path / "fresh", more) == second


def test_a_damaged_cache_changes_nothing(tmp_path: Path) -> None:
    """What is kept and broken is made again."""
    first = written(tmp_path)
    kept = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    (tmp_path / "search" / "manifest.js").unlink()
    assert written(tmp_path) == first


def test_an_empty_site_has_an_index(tmp_path: Path) -> None:
    """No document, no bundle, no failure."""
    assert "manifest.js" in written(tmp_path, ())


def test_work_files_are_removed(tmp_path: Path) -> None:
    """Of the pages that Pagefind reads nothing is left."""
    written(tmp_path)
    assert list(tmp_path.rglob("*.html")) == []


def program(folder: Path, text: str) -> str:
    """A program of the shell that stands in for Pagefind."""
    path = folder / "pagefind"
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.skipif(os.name != "posix", reason="a program of the shell stands in for Pagefind")
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("echo 'out of luck' >&2; exit 3", "pagefind 运行失败，没有发布。它最后说的是：out of luck"),
        ("exit 3", "它最后说的是：没有说明"),
        ("kill -9 $$", "内存不足"),
        ("exit 0", "写不进去或者读不出来"),
        ("exec sleep 60", "还没有结束，已经停下"),
    ],
)
def test_a_failure_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, sentence: str) -> None:
    """Whatever Pagefind does, the clerk reads a sentence."""
    monkeypatch.setattr(process, "TIME_LIMIT", 2 if "sleep" in text else 60)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", program(tmp_path, text))
    with pytest.raises(Refused, match=sentence):
        written(tmp_path)


def test_a_missing_program_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the binary the clerk is told what to install."""
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "nothing"))
    with pytest.raises(Refused, match=r"检索引擎 pagefind 没有装好.*requirements\.txt"):
        written(tmp_path)


def test_another_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A version whose calls have changed is not published half working."""
    monkeypatch.setattr(process, "_CALLS", ("function search(something,new)",))
    with pytest.raises(Refused, match=r"pagefind 1\.\d+\.\d+ 与本程序不配套"):
        written(tmp_path)


def test_pages_left_out_are_noticed(tmp_path: Path) -> None:
    """A page that Pagefind does not take in is not lost silently."""
    pages = ["<html><body data-pagefind-body>0001</body></html>", "<html><body>0001</body></html>"]
    with pytest.raises(Refused, match="应当收录 2 页，实际收录了 1 页"):
        process.pagefind_bundle(pages, tmp_path / "work")
