"""The texts that search is measured with are like real ones and the same at every run; the measurement measures."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bench import corpus, likeness, search_browser, search_cases, search_queries, search_report
from bench.measure import Cost
from bench.search_source import FolderTarget, MadeSource, truth

COUNT = 300
MISSING = "核动力航母"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> corpus.Corpus:
    """Write some texts."""
    return corpus.write(COUNT, tmp_path_factory.mktemp("corpus"))[0]


@pytest.fixture(scope="module")
def texts(made: corpus.Corpus) -> list[corpus.Text]:
    """Return them all."""
    return list(made.texts(range(COUNT)))


def test_texts_are_the_same_at_every_run(made: corpus.Corpus, texts: list[corpus.Text], tmp_path: Path) -> None:
    """同样的篇数，每次生成一字不差；改动和新增只涉及各自的一篇。"""
    again, size = corpus.write(COUNT, tmp_path)
    assert list(again.texts(range(COUNT))) == texts
    assert size == sum(len(part) for text in texts for part in text.parts())
    assert [(text.published, text.address) for text in texts] == [made.key(number) for number in range(COUNT)]
    later = made.changed().added()
    other = [number for number, text in enumerate(later.texts(range(COUNT))) if text != texts[number]]
    assert len(other) == 1
    assert (made.changed().count, later.count) == (COUNT, COUNT + 1)
    assert len(list(later.texts([COUNT]))) == 1


def test_order_of_the_texts_is_that_of_the_site(made: corpus.Corpus) -> None:
    """日期先后与编号先后一致，地址不重复。"""
    keys = [made.key(number) for number in range(COUNT)]
    assert [day[:10] for day, _ in keys] == sorted(day[:10] for day, _ in keys)
    assert len({address for _, address in keys}) == COUNT


def test_texts_are_like_real_ones(texts: list[corpus.Text]) -> None:
    """字、字串的多少和增长、压缩率与真实文件相差不大，长短不一。"""
    found = likeness.measure(["\n".join(text.parts()) for text in texts])
    real = likeness.REAL
    for ours, theirs in zip(found.distinct, real.distinct, strict=True):
        assert ours == pytest.approx(theirs, rel=0.15)
    for ours_grown, theirs_grown in zip(found.growth, real.growth, strict=True):
        assert ours_grown == pytest.approx(theirs_grown, abs=0.15)
    assert found.packed == pytest.approx(real.packed, rel=0.1)
    assert (found.pairs, found.triples) == pytest.approx((real.pairs, real.triples), rel=0.12)
    sizes = sorted(sum(map(len, text.parts())) for text in texts)
    assert sizes[COUNT // 4] < 800
    assert sizes[-1] > 5000


def test_truth_is_counted_text_by_text(made: corpus.Corpus, texts: list[corpus.Text]) -> None:
    """逐篇核对的条数：一词、两词、排除、括号不同的文号、没有的词。"""
    whole = ["\n".join(text.parts()) for text in texts]
    number = next(number for text in texts for number in text.numbers if "〔" in number)
    asked = ["部门", "耕地 补贴", "耕地 -补贴", number.replace("〔", "(").replace("〕", ")"), MISSING]
    assert truth(made, asked) == [
        sum("部门" in text for text in whole),
        sum("耕地" in text and "补贴" in text for text in whole),
        sum("耕地" in text and "补贴" not in text for text in whole),
        sum(re.sub(r"\W", "", number) in re.sub(r"\W", "", text) for text in whole),
        0,
    ]


def test_documents_are_the_texts(made: corpus.Corpus, texts: list[corpus.Text]) -> None:
    """交给索引的文档，次序随问法，内容与文本相同，类别的值都有定义。"""
    source = MadeSource(made.changed().added())
    found = source.documents([COUNT, 7, 3])
    assert [document.address for document in found] == [source.keys[number].address for number in (COUNT, 7, 3)]
    assert [part.text for part in found[1].body] == texts[7].body
    for facet, value in zip(source.facets, found[1].facets, strict=True):
        assert facet.values[value - 1].label == texts[7].facets[facet.name]


def test_random_pieces_are_in_their_texts(made: corpus.Corpus) -> None:
    """随机片段都有出处，每次取得一样。"""
    pieces = search_queries.pieces(made, 20)
    assert len(pieces) == 20
    assert pieces == search_queries.pieces(made, 20)
    assert all(piece.truth >= 1 for piece in pieces)
    kinds = [query.kind for query in search_queries.queries(made)]
    assert kinds[: len(search_queries.FIXED)] == [kind for kind, _ in search_queries.FIXED]
    assert {"少见词", "长句", "文号"} <= set(kinds)


def test_unchanged_files_are_left_alone(tmp_path: Path) -> None:
    """内容没有变的文件不重写，多余的删去。"""
    target = FolderTarget(tmp_path)
    for name in ("a/b.js", "c.js"):
        target.write(name, b"1")
    before = (tmp_path / "a/b.js").stat().st_mtime_ns
    target.write("a/b.js", b"1")
    assert (tmp_path / "a/b.js").stat().st_mtime_ns == before
    target.keep_only(["a/b.js"])
    assert [path.name for path in tmp_path.rglob("*.js")] == ["b.js"]


def test_report_says_what_was_found() -> None:
    """结果写明条数、时间、字节、是否达到要求，有问题的查询另行列出。"""
    answer = search_browser.Answer(120.0, 80.0, 7, exact=True, problems=())
    query = search_queries.Query("少见词", "某某", 7)
    work = search_cases.Work(Cost(10, 12), 500_000_000, 40, 3_000_000, 40, 3_000_000)
    result = search_cases.Result("ngram", 10_000, {"第一次建索引": work, "再次，没有改动": replace(work, changed=0)})
    result.answers = {"少见词": {"http": [answer], "file": [replace(answer, milliseconds=300.0, total=8, exact=False)]}}
    result.read = {"少见词": search_browser.Reading(frozenset(Path(f"{n}.js") for n in range(12)), 345_000)}
    piece = search_queries.Piece("片段", "a.html", "2024-05-01", 3)
    result.recalled = [(piece, search_browser.Recall(found=True, total=3, exact=True, milliseconds=20.0, size=1000))]
    text = search_report.size_section(10_000, 16_000_000, [result], [query])
    assert "| 少见词：某某 | 7 | 7、约 8 | 120（120） | 300（300） | 12 | 345 |" in text
    assert "| 提问之前，打开页面 | | | 80（80） | 80（80） | | |" in text
    assert "找到出处的 1 个（100.0%）" in text
    assert "http，从打开页面起，最慢的查询（少见词，毫秒）：200，要求不超过 250：达到" in text
    assert "文件夹，从提问起，最慢的查询（少见词，毫秒）：300，要求不超过 250：**没有达到**" in text
    assert search_report.too_many("ngram", [result]).endswith("最慢一次查询连同打开页面 0.4 秒")
    assert search_report.too_many("pagefind", [result]) == "没有量"
    assert "最多读取（少见词，KB）：345，要求不超过 700：达到" in text
    assert "报告了问题的查询：没有" in text


@pytest.mark.bench
@pytest.mark.slow
@pytest.mark.browser
def test_measurement_runs_to_its_end(root: Path, tmp_path: Path) -> None:
    """整个测量以很少的文本跑一遍：索引建成，浏览器里条数全对，没有报告问题，随机片段全部找到。"""
    program: list[str | Path] = [sys.executable, root / "tests" / "bench" / "search.py", "--date", "2026-11-22"]
    less = ["--sizes", "60", "--engines", "ngram", "--rounds", "1", "--pieces", "5", "--queries", "2"]
    places: list[str | Path] = ["--work", tmp_path / "work", "--results", tmp_path / "results.md"]
    done = subprocess.run([*program, *less, *places], check=False, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "results.md").read_text(encoding="utf-8")
    assert text.count("| 内置引擎 | 再次，") == 3
    assert "| 内置引擎 | 再次，没有改动 |" in text
    rows = re.findall(
        r"^\| [^|]+：[^|]+ \| (\d+) \| (\S+) \| \d+（\d+） \| \d+（\d+） \| \d+ \| \d+ \|", text, re.MULTILINE
    )
    assert len(rows) == 2
    assert all(expected == reported for expected, reported in rows)
    assert "找到出处的 5 个（100.0%）" in text
    assert not (tmp_path / "work").exists()
