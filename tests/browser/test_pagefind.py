"""The second engine in a real browser: it finds exactly what is there, and says when its files are not to be had."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from shutil import copytree
from typing import Any

import pytest

from browser.search_index import ORDER, POLICY, write_page
from browser.search_samples import FACETS, Truth, documents, substrings
from browser.serving import Serve
from browser.watch import WatchedPages
from disclosure.cache import Cache
from disclosure.search import Suggestion, fold
from disclosure.search import pagefind as engine
from disclosure.search.pagefind import write_pagefind
from unit.search_sources import Folder, Held

pytestmark = pytest.mark.browser

SEED = 20261115
SAMPLE = tuple(documents(Random(SEED), 150))  # noqa: S311 - the same documents at every run
SCRIPTS = " ".join(ORDER).replace(" shard ", " ").replace(" segment ", " segment pagefind ").split()
ALLOWED = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
SEARCH = """async cases => {
    const engine = await disclosureSearch.open();
    const found = [];
    for (const [text, options] of cases) {
        found.push(await engine.search(text, Object.assign({limit: 1000}, options)));
    }
    return found;
}"""

Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the index of the sample, in several bundles, and a page that loads the engine."""
    folder = tmp_path_factory.mktemp("pagefind") / "检索 #1"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "DOCUMENTS", (40, 60))
        source = Held(SAMPLE, FACETS, (Suggestion("县教育局", "机构", "jyj"), Suggestion("县长信箱")))
        write_pagefind(source, Folder(folder / "search"), cache=Cache(folder.parent / "cache"), jobs=1)
    write_page(folder, SCRIPTS, ALLOWED)
    return folder


@pytest.fixture(scope="module")
def truth() -> Truth:
    """What is in the sample."""
    return Truth(SAMPLE)


@pytest.fixture
def ask(site: Path, page_watch: WatchedPages) -> Ask:
    """Ask the engine, opened from a disk."""

    def answers(*cases: tuple[str, dict[str, object]], folder: Path = site) -> list[dict[str, Any]]:
        watch = page_watch()
        watch.page.goto((folder / "index.html").as_uri())
        found: list[dict[str, Any]] = watch.page.evaluate(SEARCH, [list(case) for case in cases])
        assert watch.page_errors == []
        return found

    return answers


def addresses(result: dict[str, Any]) -> list[str]:
    """The hits in their order."""
    return [hit["address"] for hit in result["hits"]]


@pytest.mark.parametrize("habitat", ["http", "file"])
def test_every_piece_of_every_text_is_found(
    habitat: str, site: Path, serve: Serve, page_watch: WatchedPages, truth: Truth
) -> None:
    """Random pieces of 1 to 20 characters find exactly the documents that hold them, in the right order."""
    pieces = substrings(Random(f"{SEED} {habitat}"), SAMPLE, 60)  # noqa: S311 - the same pieces at every run
    pieces = [piece for piece in pieces if not any(mark in piece for mark in " \n-“”年")]
    base = serve(site) if habitat == "http" else f"{site.as_uri()}/"
    watch = page_watch()
    watch.page.goto(f"{base}index.html")
    for piece, result in zip(pieces, watch.page.evaluate(SEARCH, [[piece, {}] for piece in pieces]), strict=True):
        expected = truth.relevance(truth.scores([[fold(piece)]], []))
        assert addresses(result) == expected, (SEED, piece)
        assert (result["total"], result["exact"], result["problems"]) == (len(expected), True, []), (SEED, piece)
    watch.assert_clean(base)


MEANINGS: list[tuple[str, list[list[str]], list[list[str]]]] = [
    ("三公 预算", [["三公"], ["预算"]], []),
    ("預算公開", [["预算公开"]], []),
    ("砀政办[2024]52号", [["砀政办2024 52号"]], []),
    ("砀政办（２０２４）52号", [["砀政办2024 52号"]], []),
    ("“三公”经费", [["三公经费"]], []),
    ("2024年预算", [["2024年预算", "二〇二四年预算", "二零二四年预算"]], []),
    ("政府 -预算 -三公", [["政府"]], [["预算"], ["三公"]]),
    ("𪚥", [["𪚥"]], []),
    ("1234万元", [["1234万元"]], []),
    ("“公开 条例”", [["公开条例"]], []),
    ("此处绝无这样的话", [["此处绝无这样的话"]], []),
]
"""What is typed, the forms of each term, and of each excluded one."""


def test_terms_mean_what_they_mean_with_the_built_in_engine(ask: Ask, truth: Truth) -> None:
    """AND, phrases, exclusion, years, brackets, traditional and rare characters."""
    for (text, wanted, excluded), result in zip(MEANINGS, ask(*((text, {}) for text, _, _ in MEANINGS)), strict=True):
        assert addresses(result) == truth.relevance(truth.scores(wanted, excluded)), text
        assert result["exact"], text


def test_filters_dates_and_order(ask: Ask, truth: Truth) -> None:
    """Facets are counted and narrow the hits, a range of dates narrows them, the newest can come first."""
    everything, narrowed, dated, newest = ask(
        ("公开", {}),
        ("公开", {"filters": {"机构": ["jyj"]}}),
        ("公开", {"from": "2024-01-01", "to": "2024-12-31"}),
        ("公开", {"sort": "date"}),
    )
    scores = truth.scores([["公开"]], [])
    of_organ = {number for number in scores if SAMPLE[number].facets[1] == 1}
    assert of_organ
    assert everything["facets"]["机构"]["jyj"] == len(of_organ) == narrowed["total"]
    assert sorted(addresses(narrowed)) == sorted(SAMPLE[number].address for number in of_organ)
    assert sorted(addresses(dated)) == sorted(
        SAMPLE[number].address for number in scores if SAMPLE[number].published.startswith("2024")
    )
    assert addresses(newest) == truth.by_date(scores)


def test_excerpts_keep_the_punctuation(ask: Ask) -> None:
    """What is shown is the text as it was published, with the match marked."""
    (result,) = ask(("三公经费", {}))
    shown = [excerpt["pieces"] for hit in result["hits"] for excerpt in hit["excerpts"]]
    marked = {piece["text"] for pieces in shown for piece in pieces if piece["mark"]}
    assert "三公”经费" in marked


def test_it_says_which_engine_it_is(site: Path, page_watch: WatchedPages) -> None:
    """The page may ask, and learns that everything can be offered."""
    page = page_watch().page
    page.goto((site / "index.html").as_uri())
    kind, can = page.evaluate("disclosureSearch.open().then(engine => [engine.kind, engine.can])")
    assert (kind, can) == ("pagefind", {"instant": True})


def test_a_page_with_the_strict_policy_offers_words_only(site: Path, page_watch: WatchedPages, tmp_path: Path) -> None:
    """Where WebAssembly may not run, nothing tries to run it: words of the vocabulary are still offered."""
    folder = tmp_path / "strict"
    copytree(site, folder)
    write_page(folder, SCRIPTS, POLICY)
    watch = page_watch()
    watch.page.goto((folder / "index.html").as_uri())
    can, offered = watch.page.evaluate(
        "disclosureSearch.open().then(async engine => [engine.can, await engine.suggest('县', 5)])"
    )
    assert can == {"instant": False}
    assert [one["text"] for one in offered] == ["县教育局", "县长信箱"]
    watch.assert_clean(folder.as_uri())


def chunk_of(site: Path) -> str:
    """The largest chunk of the first bundle, below search/."""
    chunks = [path for path in site.glob("search/*/p/0/*.js") if path.stem not in {"meta", "pages"}]
    return max(chunks, key=lambda path: (path.stat().st_size, path)).relative_to(site).as_posix()


def broken(path: Path, how: str) -> None:
    """Damage a file."""
    if how == "missing":
        path.unlink()
    elif how == "empty":
        path.write_bytes(b"")
    else:
        content = path.read_bytes()
        middle = len(content) // 2
        path.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])


@pytest.mark.parametrize(
    ("which", "how"),
    [
        ("wasm", "garbled"),
        ("program", "missing"),
        ("chunk", "missing"),
        ("chunk", "empty"),
        ("chunk", "garbled"),
        ("meta", "missing"),
        ("pages", "garbled"),
    ],
)
def test_a_broken_file_is_told(site: Path, page_watch: WatchedPages, tmp_path: Path, which: str, how: str) -> None:
    """A sentence names the file; what the other bundles hold is still found."""
    folder = tmp_path / "broken"
    copytree(site, folder)
    names = {"wasm": "search/pagefind/wasm.js", "program": "search/pagefind/program.js", "chunk": chunk_of(folder)}
    if which not in names:
        names[which] = next(iter(folder.glob(f"search/*/p/0/{which}.js"))).relative_to(folder).as_posix()
    broken(folder / names[which], how)
    page = page_watch().page
    page.goto((folder / "index.html").as_uri())
    found = page.evaluate(
        """async () => {
            const engine = await disclosureSearch.open();
            try {
                const result = await engine.search('公', {limit: 1000});
                return {total: result.total, exact: result.exact, problems: result.problems};
            } catch (error) {
                return {problems: [error.message], file: error.file};
            }
        }"""
    )
    assert any(names[which] in sentence for sentence in found["problems"]), found
    if which in {"wasm", "program"}:
        assert not found.get("total")
    else:
        assert found["total"] > 0
        assert not found["exact"]


def test_a_new_webassembly_takes_over_when_memory_is_used_up(site: Path, page_watch: WatchedPages) -> None:
    """The bound on memory is kept without a change in what is found."""
    page = page_watch().page
    page.goto((site / "index.html").as_uri())
    page.evaluate("disclosureSearch.PagefindSegment.mostBytes = 1")
    texts = ["公", "开", "预算", "公"]
    found = page.evaluate(SEARCH, [[text, {}] for text in texts])
    again = page.evaluate(SEARCH, [["公", {}]])
    assert addresses(found[0]) == addresses(found[3]) == addresses(again[0])
    assert json.dumps(found).count('"problems": []') == len(texts)
