"""Measures the full-text search: the engines beside each other on the same texts; writes RESULTS-search.md. Linux only.

python tests/bench/search.py --date YYYY-MM-DD
python tests/bench/search.py --date YYYY-MM-DD --sizes 1000 --engines ngram --rounds 1

Every engine is asked to carry as many texts as its class in search_cases.py says.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "hooks")]

from bench import corpus, likeness, search_queries, search_report  # noqa: E402 - after the path is set
from bench.measure import machine  # noqa: E402
from bench.search_cases import CASES, Result  # noqa: E402
from bench.search_jobs import VARIANTS  # noqa: E402

SIZES = (1000, 10_000, 30_000, 100_000)
PIECES = 60
"""Random pieces that are asked for."""


@dataclass(frozen=True)
class Measured:
    """One number of texts."""

    results: Sequence[Result]
    section: str


@dataclass(frozen=True)
class Amount:
    """How much is asked."""

    rounds: int
    pieces: int
    queries: int | None
    """Of the list; None for all."""


def measure_size(count: int, engines: Sequence[str], work: Path, amount: Amount, before: Sequence[Result]) -> Measured:
    """Every engine on so many texts, and the section about it; `before` tells why some are not asked any more."""
    _say(f"{count}: texts")
    made, characters = corpus.write(count, work / "corpus")
    cases = [CASES[name](name, made, work) for name in engines]
    results = []
    for case in cases:
        if count > case.most:
            case.result.gave_up = search_report.too_many(case.engine, before)
        else:
            _say(f"{count}: index of {case.engine}")
            _tried(case.index, case.result)
        results.append(case.result)
    _say(f"{count}: truth")
    final = VARIANTS["added"](made)
    queries = search_queries.queries(final)[: amount.queries]
    asked = search_queries.pieces(final, amount.pieces)
    for case in cases:
        if not case.result.gave_up:
            _say(f"{count}: queries to {case.engine}")
            case.ask(queries, asked, amount.rounds)
    return Measured(results, search_report.size_section(count, characters, results, queries))


def _tried(task: Callable[[], None], result: Result) -> None:
    """An engine that fails is a result."""
    try:
        task()
    except subprocess.CalledProcessError as error:
        result.gave_up = f"建索引失败（退出码 {error.returncode}）"


def _say(what: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {what}\n")


METHOD = """- 建索引：从已经写好的文本读起，到索引文件全部写完；含程序启动，不含由 YAML 得出文本。
  Material 一栏是有检索与没有检索两次生成之差；大小、文件数只算检索所用的文件，内存是有检索的整次生成的。
- 查询：真实的 Chromium，每次查询用全新的上下文，要读的文件先移出系统缓存，从磁盘读；
  页面里没有测量工具，也没有工具在听它的请求。
  先打开页面：载入程序，读索引的总目录和各段的列（网站的检索页打开时、页头的检索框得到焦点时也是这样），到可以提问为止；
  再提问，到得到第一批结果（10 条，含摘录）为止，词的索引和正文一个也没有读过。两段时间分开列，都是中位（最差）。
  直接打开带检索词的网址，所用的时间不超过两段之和。Material 载入页面时就读全部索引，两段分不开，
  算在一起，只问前几个，各一次，一分钟没有结果的写“无结果”。
  文件和字节另用一次查询来数，是页面请求的全部文件（不压缩），含页面和程序。
  http 为本机服务器的子路径，文件夹为 file://。
- “报告”是引擎给出的条数，“应有”是逐篇核对的条数；“约”表示引擎自己说明是约数。
"""


def introduction(day: str, work: Path) -> str:
    """How it was measured, and how like real texts the texts are."""
    made, _ = corpus.write(1000, work / "likeness")
    figures, note = likeness.of_corpus(made)
    front = f"{day} 测量；{machine()}。各引擎用同一批文本，同一次运行中依次测量。"
    return "\n".join(
        [
            "# 全文检索测量结果",
            "",
            front,
            "",
            METHOD,
            "## 语料与真实文件的比较",
            "",
            likeness.table(figures),
            "",
            note,
            "",
        ]
    )


def main() -> None:
    """Read the arguments, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--date", required=True, help="the day of the measurement, for the results")
    parser.add_argument("--sizes", nargs="+", type=int, default=list(SIZES))
    parser.add_argument("--engines", nargs="+", choices=list(CASES), default=list(CASES))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pieces", type=int, default=PIECES, help="random pieces that are asked for")
    parser.add_argument("--queries", type=int, help="only the first of the list")
    parser.add_argument("--work", type=Path, default=ROOT / ".cache" / "bench-search")
    parser.add_argument("--results", type=Path, default=BENCH / "RESULTS-search.md")
    options = parser.parse_args()
    work = options.work.resolve()
    amount = Amount(options.rounds, options.pieces, options.queries)
    shutil.rmtree(work, ignore_errors=True)
    parts = [introduction(options.date, work)]
    results: list[Result] = []
    for count in options.sizes:
        folder = work / str(count)
        measured = measure_size(count, options.engines, folder, amount, results)
        parts.append(measured.section)
        results += measured.results
        shutil.rmtree(folder)
        options.results.write_text("\n".join(parts), encoding="utf-8", newline="\n")
    sys.stdout.write("\n".join(parts))
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
