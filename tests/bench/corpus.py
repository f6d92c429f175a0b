"""Any number of made-up searchable texts, the same at every run, kept in files of a few hundred each.

A text is known by its number. Its day and address follow from number and count alone, so that the order of the site
is known without reading a text.

python tests/bench/corpus.py --documents 100000 --out DIR
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from statistics import NormalDist

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from bench.prose import SEED, Writer, han, material, stock  # noqa: E402 - after the path is set

BLOCK = 250
"""Texts in a file."""
FIRST, LAST = date(2008, 5, 1), date(2026, 10, 23)
GROWTH = 0.7
"""The later, the more is published: the share of the time gone when a share s of the texts is out is s ** GROWTH."""
MEDIAN, SPREAD = 750, 1.0
"""Characters of a body: log-normal, so that most are notices and some have ten thousand and more."""
SHORTEST, LONGEST = 60, 20_000
PAGE = 700
"""Characters on a page of an attached file."""
ATTACHED = 0.06
"""Share of texts with an attached file."""
ORGANS = (
    *(
        f"示例县{name}"
        for name in (
            *(
                "人民政府",
                "教育局",
                "科学技术局",
                "公安局",
                "民政局",
                "司法局",
                "财政局",
                "农业农村局",
                "水利局",
                "审计局",
            ),
            *("交通运输局", "卫生健康委员会", "应急管理局", "市场监督管理局", "统计局", "医疗保障局", "城市管理局"),
            *("自然资源局", "生态环境局", "住房和城乡建设局", "文化和旅游局", "发展和改革委员会", "杨李镇人民政府"),
            *("白塔镇人民政府", "河湾镇人民政府", "石桥乡人民政府", "柳林乡人民政府", "城关街道办事处"),
        )
    ),
)
CHOICES: dict[str, tuple[str, ...]] = {
    "公开类别": tuple(f"第{han(number)}类" for number in range(1, 41)),
    "机构": ORGANS,
    "种类": (
        "政策文件",
        "通知公告",
        "行政处罚",
        "行政许可",
        "预算决算",
        "征地补偿",
        "人事信息",
        "应急预案",
        "年度报告",
    ),
    "有效性": ("有效", "有效", "有效", "有效", "已修改", "废止", "失效"),
    "主题": tuple(f"主题{han(number)}" for number in range(1, 90)),
    "层级": ("县级", "县级", "县级", "乡镇级"),
}
"""The facets; a value listed more than once is that much more frequent."""


@dataclass(frozen=True)
class Text:
    """One searchable text, as the site would show it."""

    address: str
    title: str
    published: str
    numbers: list[str]
    summary: list[str]
    body: list[str]
    attachments: list[tuple[str, list[str]]]
    """Name of a file and its pages."""
    facets: dict[str, str]

    def parts(self) -> Iterator[str]:
        """Every piece in which a search may find something."""
        yield from (*self.numbers, self.title, *self.summary, *self.body)
        for _, pages in self.attachments:
            yield from pages


@dataclass(frozen=True)
class Corpus:
    """So many texts below a folder, some replaced or added."""

    folder: Path
    base: int
    other: dict[int, Text] = field(default_factory=dict)
    """Texts in place of those in the files; the next number stands for one more."""

    @property
    def count(self) -> int:
        """How many texts there are."""
        return max([self.base, *(number + 1 for number in self.other)])

    def key(self, number: int) -> tuple[str, str]:
        """Day and address of a text: the order of the site."""
        return published(number, self.base), address(number, self.base)

    def texts(self, numbers: Sequence[int]) -> Iterator[Text]:
        """The texts of these numbers, given in ascending order."""
        block, held = -1, list[Text]()
        for number in numbers:
            if number in self.other:
                yield self.other[number]
                continue
            if number // BLOCK != block:
                block = number // BLOCK
                held = self._block(block)
            yield held[number % BLOCK]

    def _block(self, block: int) -> list[Text]:
        lines = _place(self.folder, block).read_text(encoding="utf-8").splitlines()
        return [Text(**json.loads(line)) for line in lines]

    def changed(self) -> Corpus:
        """One recent text has another sentence."""
        number = self.base - self.base // 100 - 1
        old = next(iter(self.texts([number])))
        new = replace(old, body=[*old.body, "本文件的正文有一处改动：补充联系方式。"])
        return replace(self, other={**self.other, number: new})

    def added(self) -> Corpus:
        """One more text, the newest."""
        return replace(self, other={**self.other, self.base: make(self.base, self.base, Writer([SEED, 4]))})


def published(number: int, count: int) -> str:
    """The day of a text, in the form of the entries: some with the time of day."""
    gone = (min(number, count - 1) / count) ** GROWTH
    day = (FIRST + timedelta(days=int((LAST - FIRST).days * gone))).isoformat()
    return f"{day} {8 + number % 10:02}:{number * 7 % 60:02}" if number % 3 == 0 else day


def address(number: int, count: int) -> str:
    """The address of its page."""
    return f"entry/9900{number % len(ORGANS):05}/{published(number, count)[:4]}-{number:06}.html"


def length(writer: Writer) -> int:
    """How long a body is to be."""
    share = min(max(next(writer.step), 1e-9), 1 - 1e-9)
    return int(min(max(MEDIAN * math.exp(SPREAD * NormalDist().inv_cdf(share)), SHORTEST), LONGEST))


def make(number: int, count: int, writer: Writer) -> Text:
    """Write one text."""
    day = published(number, count)
    writer.about(int(day[:4]))
    organ = ORGANS[number % len(ORGANS)]
    title = writer.fill(writer.pick(material()["titles"]))
    if title.startswith("关于") and next(writer.step) < 0.8:
        title = organ + title
    signed = f"{organ}\n{day[:4]}年{int(day[5:7])}月{int(day[8:10])}日"
    body = [f"{title}\n{writer.pick(material()['salutations'])}\n{writer.text(length(writer))}\n{signed}"]
    attachments = []
    if next(writer.step) < ATTACHED:
        pages = [writer.text(PAGE) for _ in range(writer.between(1, 8))]
        attachments = [(f"{writer.term()}表", pages)]
    numbers = [f"9900{number % len(ORGANS):05}/{day[:4]}-{number:06}"]
    if next(writer.step) < 0.7:
        numbers.append(writer.number_of_document())
    elif next(writer.step) < 0.5:
        numbers.append(writer.code())
    summary = [writer.term() for _ in range(writer.between(1, 4))]
    if next(writer.step) < 0.5:
        summary.insert(0, writer.sentence())
    facets = {name: organ if name == "机构" else writer.pick(values) for name, values in CHOICES.items()}
    return Text(address(number, count), title, day, numbers, summary, body, attachments, facets)


def _place(folder: Path, block: int) -> Path:
    return folder / f"{block // 100:03}" / f"{block:05}.jsonl"


def _write_block(folder: Path, count: int, block: int) -> int:
    """Write one file; a block has random numbers of its own, so that it is the same whoever writes it."""
    writer = Writer([SEED, 5, count, block])
    made = [make(number, count, writer) for number in range(block * BLOCK, min((block + 1) * BLOCK, count))]
    place = _place(folder, block)
    place.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(asdict(text), ensure_ascii=False) for text in made]
    place.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return sum(len(part) for text in made for part in text.parts())


def write(count: int, folder: Path) -> tuple[Corpus, int]:
    """Write the files with all processors; also how many characters there are."""
    stock()
    blocks = range(-(-count // BLOCK))
    with ProcessPoolExecutor(os.cpu_count(), get_context("fork")) as pool:
        sizes = list(pool.map(_write_block, [folder] * len(blocks), [count] * len(blocks), blocks, chunksize=4))
    return Corpus(folder, count), sum(sizes)


def main() -> None:
    """Read the arguments and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    _, size = write(options.documents, options.out)
    sys.stdout.write(f"{options.documents} texts, {size} characters in {options.out}\n")


if __name__ == "__main__":
    main()
