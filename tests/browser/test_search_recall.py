"""Recall as a law: what stands in a document is found in a real browser from a folder, and what stands nowhere is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import pytest

from browser.firefox import Tab
from browser.recall import ASK, SHOWN, Answer, Piece, Question, Truth, absent_queries, faults, questions, random_pieces
from browser.recall_texts import Folder, made_up
from browser.search_index import write_page
from browser.watch import WatchedPages
from disclosure.cache import Cache
from disclosure.search.index import write_index
from disclosure.search.settings import Settings

pytestmark = pytest.mark.browser

SEED = 20261115
DOCUMENTS = 1200
PIECES = 400
ABSENT = 150
SMALL = Settings(segment_least=200, hot_least=12, shard_least=2000, shard_mean=1000, shard_most=6000, pack_least=4000)
"""Figures by which few documents show every case: several segments, long hot grams, many shards and packs."""

Ask = Callable[[Sequence[Question]], list[Answer]]
"""Puts questions to the engine in a browser."""


@pytest.fixture(scope="module", params=[Settings(), SMALL], ids=["默认", "切得很碎"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Truth]:
    """A folder with the engine and the index of made-up documents, and the truth about these."""
    documents = made_up(Random(SEED), DOCUMENTS)
    folder = tmp_path_factory.mktemp("检 索")
    write_page(folder)
    write_index(documents, Folder(folder / "search"), cache=Cache(folder / "cache"), settings=request.param)
    return folder, Truth(documents.all)


def asking(page_watch: WatchedPages, address: str) -> Ask:
    """Ask in Chromium, on a page that stays clean."""
    watch = page_watch()
    watch.page.goto(address)

    def ask(asked: Sequence[Question]) -> list[Answer]:
        answers = [Answer(*one) for one in watch.page.evaluate(ASK, list(asked))]
        watch.assert_clean(address.rpartition("/")[0])
        return answers

    return ask


def judge(ask: Ask, truth: Truth, pieces: Sequence[Piece]) -> list[str]:
    """What is wrong with the answers about all pieces."""
    asked = [questions(piece, truth) for piece in pieces]
    answers = iter(ask([one for several in asked for one in several]))
    told = [faults(piece, truth, [next(answers) for _ in several]) for piece, several in zip(pieces, asked, strict=True)]
    return [one for several in told for one in several]


def test_every_piece_is_found(made: tuple[Path, Truth], page_watch: WatchedPages) -> None:
    """标题、编号、概述、正文、附件里任意一段，都找得到它所在的文件，总数与逐个查看相同。"""
    folder, truth = made
    print(f"随机数种子 {SEED}")  # noqa: T201 - shown with a failure, so that it can be repeated
    pieces = random_pieces(Random(SEED), truth.documents, PIECES)
    ask = asking(page_watch, (folder / "index.html").as_uri())
    assert judge(ask, truth, pieces) == []
    counts = [len(truth.finds(piece.query)) for piece in pieces]
    assert sum(count > SHOWN for count in counts) > PIECES // 20
    assert sum(count == 1 for count in counts) > PIECES // 5


def test_absent_texts_find_nothing(made: tuple[Path, Truth], page_watch: WatchedPages) -> None:
    """哪里都没有的文字，即使每个字都有，也一条都找不到，而且说得准。"""
    folder, truth = made
    pieces = random_pieces(Random(SEED + 1), truth.documents, PIECES)
    queries = absent_queries(Random(SEED + 1), truth, pieces, ABSENT)
    answers = asking(page_watch, (folder / "index.html").as_uri())([(query, {}) for query in queries])
    assert [(query, answer) for query, answer in zip(queries, answers, strict=True) if answer != (0, True, [], [])] == []
