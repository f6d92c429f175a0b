"""How like real disclosures the made-up texts are, in the figures that an index of n-grams feels.

python tests/bench/likeness.py --documents 1000
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import unicodedata
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from bench import corpus  # noqa: E402 - after the path is set

READ = 100_000
"""So many letters and digits are counted."""
HEAD = 1500
"""So much of a longer text is looked at where texts are compared with each other."""
SHARES = (0.9, 0.5, 0.25, 0.1)
LONGEST_RUN = 4


@dataclass(frozen=True)
class Likeness:
    """Figures of a collection of texts."""

    distinct: tuple[int, ...]
    """Different runs of 1, 2, 3 and 4 characters among READ letters and digits."""
    growth: tuple[float, ...]
    """By what they grow over the second half of these: the exponent of Heaps' law for each length."""
    packed: float
    """zlib size over UTF-8 size of the first READ characters."""
    pairs: int
    """Different runs of 2 characters in the first HEAD characters of a text, on average."""
    triples: int
    """The same for 3 characters."""
    common: tuple[int, ...]
    """How many pairs are in at least these SHARES of the texts."""


REAL = Likeness((1928, 24512, 42449, 46702), (0.21, 0.78, 0.95, 1.02), 0.344, 709, 790, (5, 97, 322, 1478))
"""45 published documents of 310 to 9,133 characters (40 of the State Council, 1981-2018; 5 reports of local organs)."""


def runs(text: str) -> list[str]:
    """The runs of letters and digits of a text, in compatible forms."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return "".join(sign if unicodedata.category(sign)[0] in "LN" else " " for sign in plain).split()


def grams(run: str, length: int) -> set[str]:
    """All pieces of so many characters."""
    return {run[at : at + length] for at in range(len(run) - length + 1)}


def _distinct(texts: Sequence[str], most: int) -> list[int]:
    seen: list[set[str]] = [set() for _ in range(LONGEST_RUN)]
    left = most
    for run in (run for text in texts for run in runs(text)):
        for length, found in enumerate(seen, 1):
            found.update(grams(run[:left], length))
        left -= min(left, len(run))
    return [len(found) for found in seen]


def measure(texts: Sequence[str]) -> Likeness:
    """The figures of texts with READ characters at least, some of them longer than HEAD."""
    whole, half = _distinct(texts, READ), _distinct(texts, READ // 2)
    start = "\n".join(texts)[:READ].encode()
    heads = [runs(text[:HEAD]) for text in texts if len(text) >= HEAD]
    pairs, triples = ([set().union(*(grams(run, length) for run in head)) for head in heads] for length in (2, 3))
    frequency = Counter(pair for found in pairs for pair in found)
    return Likeness(
        tuple(whole),
        tuple(round(math.log2(more / less), 2) for more, less in zip(whole, half, strict=True)),
        round(len(zlib.compress(start, 9)) / len(start), 3),
        sum(map(len, pairs)) // len(heads),
        sum(map(len, triples)) // len(heads),
        tuple(sum(count >= share * len(heads) for count in frequency.values()) for share in SHARES),
    )


def table(made: Likeness) -> str:
    """Real and made-up texts beside each other, in Markdown."""
    names = ("字", "二字串", "三字串", "四字串")
    rows: list[tuple[str, object, object]] = []
    for at, name in enumerate(names):
        rows.append((f"10 万字中不同的{name}", REAL.distinct[at], made.distinct[at]))
    for at, name in enumerate(names):
        rows.append((f"{name}增长的指数（后 5 万字）", REAL.growth[at], made.growth[at]))
    rows += [
        ("zlib 压缩后与 UTF-8 之比", REAL.packed, made.packed),
        (f"每篇前 {HEAD} 字中不同的二字串", REAL.pairs, made.pairs),
        (f"每篇前 {HEAD} 字中不同的三字串", REAL.triples, made.triples),
    ]
    for at, share in enumerate(SHARES):
        rows.append((f"出现在 {share:.0%} 以上文件中的二字串", REAL.common[at], made.common[at]))
    return "\n".join(
        [
            "| 项目 | 真实文件（45 篇） | 合成语料 |",
            "|---|---:|---:|",
            *(f"| {name} | {real} | {found} |" for name, real, found in rows),
        ]
    )


def of_corpus(made: corpus.Corpus, most: int = 1000) -> tuple[Likeness, str]:
    """The figures of the first texts of a corpus, and a sentence on lengths."""
    texts = list(made.texts(range(min(made.count, most))))
    wholes = ["\n".join(text.parts()) for text in texts]
    sizes = sorted(map(len, wholes))
    quarters = [sizes[len(sizes) * part // 100] for part in (10, 50, 90, 99)]
    note = (
        f"合成语料每篇字数（标题、编号、摘要、正文、附件合计）：平均 {sum(sizes) // len(sizes)}，"
        f"十分位 {quarters[0]}、中位 {quarters[1]}、九十分位 {quarters[2]}、"
        f"九十九分位 {quarters[3]}、最长 {sizes[-1]}；"
        f"含“政府信息公开”的占 {sum('政府信息公开' in whole for whole in wholes) / len(wholes):.0%}，"
        f"有附件的占 {sum(bool(text.attachments) for text in texts) / len(texts):.0%}。"
    )
    return measure(wholes), note


def main() -> None:
    """Read the arguments, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made, _ = corpus.write(options.documents, Path(folder))
        found, note = of_corpus(made, options.documents)
    sys.stdout.write(f"{table(found)}\n\n{note}\n")


if __name__ == "__main__":
    main()
