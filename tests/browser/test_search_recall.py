"""Recall as a law: in real browsers, what stands in a document is found, and what stands nowhere is not."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from browser.asking import chromium, judge
from browser.asking import firefox as in_firefox
from browser.firefox import Tab
from browser.recall import SHOWN, Answer, Question, Truth, absent_queries, random_pieces
from browser.recall_texts import made_up
from browser.search_index import ORDER
from browser.serving import Serve
from browser.watch import WatchedPages
from disclosure.cache import Cache
from disclosure.search.index import write_index
from disclosure.search.settings import Settings
from sites.project import ROOT
from unit.search_sources import Folder

pytestmark = pytest.mark.browser

SEED = 20261115
DOCUMENTS = 900
PIECES = 300
FEW_PIECES = 50
ABSENT = 100
SMALL = Settings(segment_least=200, hot_least=12, shard_least=2000, shard_mean=1000, shard_most=6000, pack_least=4000)
"""Figures by which few documents show every case: several segments, long hot grams, many shards and packs."""

SCRIPTS = ROOT / "overrides" / "assets" / "search"
POLICY = "default-src 'none'; script-src 'self'; img-src data:"
PAGE = f"""<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">
<link rel="icon" href="data:,"><title>检索</title>
<script src="assets/search/start.js" data-engine="{" ".join(ORDER)}" defer></script>
"""


def chance(number: int) -> Random:
    """The same choices in every run, others for each number."""
    return Random(SEED + number)  # noqa: S311 - the same at every run is what is wanted


class Indexed(NamedTuple):
    """A folder that can be searched, and the truth about what is in it."""

    folder: Path
    truth: Truth

    @property
    def from_folder(self) -> str:
        """The base address when it is opened from the disk."""
        return f"{self.folder.as_uri()}/"


@pytest.fixture(scope="module", params=[Settings(), SMALL], ids=["默认", "切得很碎"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Indexed:
    """The engine with the index of made-up documents."""
    documents = made_up(chance(0), DOCUMENTS)
    folder = tmp_path_factory.mktemp("检 索")
    (folder / "index.html").write_text(PAGE, encoding="utf-8", newline="\n")
    shutil.copytree(SCRIPTS, folder / "assets" / "search")
    write_index(documents, Folder(folder / "search"), cache=Cache(folder / "cache"), settings=request.param)
    return Indexed(folder, Truth(documents.all))


def test_every_piece_is_found(made: Indexed, page_watch: WatchedPages) -> None:
    """标题、编号、概述、正文、附件里任意一段，从文件夹打开都找得到它所在的文件，总数与逐个查看相同。"""
    print(f"随机数种子 {SEED}")  # noqa: T201 - shown with a failure, so that it can be repeated
    pieces = random_pieces(chance(0), made.truth.documents, PIECES)
    assert judge(chromium(page_watch), made.from_folder, made.truth, pieces) == []
    counts = [len(made.truth.finds(piece.query)) for piece in pieces]
    assert sum(count > SHOWN for count in counts) > PIECES // 20
    assert sum(count == 1 for count in counts) > PIECES // 5


def test_every_piece_is_found_over_http(made: Indexed, page_watch: WatchedPages, serve: Serve) -> None:
    """放在服务器的子路径下，也都找得到。"""
    pieces = random_pieces(chance(1), made.truth.documents, FEW_PIECES)
    assert judge(chromium(page_watch), serve(made.folder), made.truth, pieces) == []


def test_every_piece_is_found_by_firefox(made: Indexed, firefox: Tab, serve: Serve) -> None:
    """在 Firefox 里，从文件夹打开和从服务器打开，也都找得到。"""
    pieces = random_pieces(chance(2), made.truth.documents, FEW_PIECES)
    assert judge(in_firefox(firefox), made.from_folder, made.truth, pieces) == []
    assert judge(in_firefox(firefox), serve(made.folder), made.truth, pieces[: FEW_PIECES // 4]) == []


def test_absent_texts_find_nothing(made: Indexed, page_watch: WatchedPages) -> None:
    """哪里都没有的文字，即使每个字都有，也一条都找不到，而且说得准。"""
    pieces = random_pieces(chance(3), made.truth.documents, PIECES)
    queries = absent_queries(chance(3), made.truth, pieces, ABSENT)
    answers = chromium(page_watch)(made.from_folder, [(query, {}) for query in queries])
    assert dict(zip(queries, answers, strict=True)) == dict.fromkeys(queries, (0, True, [], []))


def test_law_sees_what_is_wrong() -> None:
    """少找一个、多找一个、数目不对、不可靠却说可靠、有文件读不了，都看得出来。"""
    truth = Truth(made_up(chance(4), 40).all)
    pieces = [piece for piece in random_pieces(chance(4), truth.documents, 60) if len(truth.finds(piece.query)) < SHOWN]

    def answering(change: Callable[[list[str]], Answer]) -> list[list[str]]:
        def ask(_: str, asked: Sequence[Question]) -> list[Answer]:
            return [change(sorted(truth.finds(query))) for query, _ in asked]

        return [judge(ask, "", truth, [piece]) for piece in pieces]

    assert not any(answering(lambda found: Answer(len(found), True, found, [])))  # noqa: FBT003 - as the engine says it
    wrong: tuple[Callable[[list[str]], Answer], ...] = (
        lambda _: Answer(0, True, [], []),  # noqa: FBT003
        lambda found: Answer(len(found) + 1, True, [*found, "absent.html"], []),  # noqa: FBT003
        lambda found: Answer(len(found) + 1, True, found, []),  # noqa: FBT003
        lambda found: Answer(len(found) - 1, False, found, []),  # noqa: FBT003
        lambda found: Answer(len(found), True, found, ["检索文件缺失"]),  # noqa: FBT003
    )
    for change in wrong:
        assert all(answering(change))
