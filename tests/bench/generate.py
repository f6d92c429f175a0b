"""Writes a site with any number of made-up policy entries, the same at every run, to measure the program with.

python tests/bench/generate.py --entries 10000 --size L --out DIR
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
MATERIAL = Path(__file__).with_name("material.toml")
TODAY = date(2026, 11, 15)
FIRST = date(2008, 5, 1)
LAST = date(2026, 10, 19)
SEED = 20261115
SIZES = {"S": 330, "L": 1710}
"""How many characters of body text: an S file has about 1.8 KB, an L file about 6 KB."""
SHARED = ("mkdocs.yml", "content", "overrides", "hooks", "catalogue/vocabulary")
"""What a generated site takes over from the project."""

Value = str | list[str]


@dataclass(frozen=True)
class Organ:
    """An organ of the project's vocabulary."""

    slug: str
    code: str
    name: str
    short: str


@dataclass
class MadeEntry:
    """One made-up entry: where it lies, its fields as they are written, its text block by block."""

    organ: Organ
    number: str
    issued: date
    fields: dict[str, Value]
    blocks: list[str] = field(default_factory=list)

    @property
    def path(self) -> str:
        """The file, relative to the root of the site."""
        return f"catalogue/{self.organ.slug}/policy/{self.number.partition('/')[2]}.yml"

    def text(self) -> str:
        """The YAML file."""
        lines = []
        for name, value in self.fields.items():
            if name == "主题词":
                lines.append(f"{name}: [{', '.join(value)}]")
            elif isinstance(value, list):
                lines += [f"{name}:", *(f"  - {item}" for item in value)]
            else:
                lines.append(f"{name}: {value}")
        body = [f"  {line}" for block in self.blocks for line in block.split("\n")]
        return "\n".join([*lines, "正文: |", *body, ""])


@cache
def material() -> dict[str, Any]:
    """The sentences."""
    return tomllib.loads(MATERIAL.read_text(encoding="utf-8"))


def organs(vocabulary: Path) -> list[Organ]:
    """The organs of a vocabulary folder."""
    found = yaml.safe_load((vocabulary / "organs.yml").read_text(encoding="utf-8"))["机构"]
    return [Organ(item["标识"], str(item["代码"]), item["名称"], item["简称"]) for item in found]


def entries(count: int, size: str, vocabulary: Path = ROOT / "catalogue" / "vocabulary") -> list[MadeEntry]:
    """So many entries, oldest first, with relations from newer to older ones; equal for equal arguments."""
    chance = random.Random(f"{SEED} {count} {size}")  # noqa: S311 - nothing secret: the same entries at every run
    known = organs(vocabulary)
    span = (LAST - FIRST).days
    days = sorted(FIRST + timedelta(days=int(span * chance.random() ** 0.7)) for _ in range(count))
    serials: Counter[tuple[str, int]] = Counter()
    made: list[MadeEntry] = []
    latest: dict[str, list[MadeEntry]] = {organ.slug: [] for organ in known}
    for day in days:
        organ = chance.choice(known)
        serials[organ.slug, day.year] += 1
        entry = _entry(chance, organ, day, serials[organ.slug, day.year], SIZES[size])
        _relate(chance, entry, latest[organ.slug])
        latest[organ.slug].append(entry)
        made.append(entry)
    return made


def _entry(chance: random.Random, organ: Organ, day: date, serial: int, length: int) -> MadeEntry:
    sentences, theme = material(), chance.choice(material()["fields"])
    words = _Words(chance, organ, day, theme)
    kind = chance.randrange(len(sentences["titles"]))
    title = words.fill(sentences["titles"][kind])
    number = f"{organ.code}/{day.year}-{serial:05}"
    published = min(day + timedelta(days=chance.randint(0, 12)), TODAY)
    published = published if published.year == day.year else day
    hour = f" {chance.randint(8, 17):02}:{chance.randint(0, 59):02}" if chance.random() < 0.3 else ""
    fields: dict[str, Value] = {
        "标题": title,
        "索引号": number,
        "发布日期": f"{published}{hour}",
        "主题分类": theme["topic"],
        "内容概述": words.fill("规定{matter}的适用范围、办理程序、{things}的条件和监督办法，自印发之日起执行。"),
        "主题词": list(dict.fromkeys([words.matter, *chance.sample(theme["things"], 2)])),
        "公开方式": "主动公开",
        "公开范围": "面向社会",
        "公开时限": "长期公开",
        "发文机关": organ.name,
        "发文字号": f"示{organ.short.removeprefix('县')}发〔{day.year}〕{serial}号",
        "成文日期": day.isoformat(),
        **_validity(chance, day),
        "文种": sentences["genres"][kind],
    }
    if chance.random() < 0.1:
        fields["公开类别"] = "其他政策文件"
    return MadeEntry(organ, number, day, fields, _body(chance, words, organ, day, length))


def _validity(chance: random.Random, day: date) -> dict[str, Value]:
    if chance.random() < 0.4:
        return {"有效性": "有效"}
    effective = day + timedelta(days=chance.randint(0, 45))
    found: dict[str, Value] = {"施行日期": effective.isoformat()}
    if effective > TODAY:
        return {**found, "有效性": "尚未施行"}
    if chance.random() < 0.3:
        end = effective.replace(year=effective.year + chance.choice([2, 3, 5]), day=min(effective.day, 28))
        found["失效日期"] = end.isoformat()
        return {**found, "有效性": "失效" if end <= TODAY else "有效"}
    return {**found, "有效性": "有效"}


def _relate(chance: random.Random, entry: MadeEntry, older: list[MadeEntry]) -> None:
    """Point at older entries of the organ; what is repealed or amended changes its validity."""
    basis = chance.sample(material()["laws"], 1) if chance.random() < 0.6 else []
    if older and chance.random() < 0.15:
        basis.append(chance.choice(older).number)
    if basis:
        entry.fields["依据"] = basis
    in_force = [other for other in older[-60:] if other.fields["有效性"] == "有效" and "失效日期" not in other.fields]
    if entry.fields["有效性"] != "有效" or not in_force or chance.random() > 0.1:
        return
    other = chance.choice(in_force)
    relation, state = chance.choice([("废止", "废止"), ("废止", "废止"), ("修改", "已修改")])
    entry.fields[relation] = [other.number]
    other.fields["有效性"] = state


class _Words:
    """Fills the blanks of a sentence with words of one field of work."""

    def __init__(self, chance: random.Random, organ: Organ, day: date, theme: dict[str, Any]) -> None:
        self._chance = chance
        self._theme = theme
        self.matter: str = chance.choice(theme["matters"])
        self._fixed = {"organ": organ.name, "short": organ.short, "year": str(day.year), "region": "示例县"}

    def fill(self, sentence: str) -> str:
        """The sentence, each blank filled anew."""
        for name, make in self._makers().items():
            while f"{{{name}}}" in sentence:
                sentence = sentence.replace(f"{{{name}}}", make(), 1)
        return sentence

    def _makers(self) -> dict[str, Any]:
        chance, theme = self._chance, self._theme
        picked = {name: lambda name=name: chance.choice(theme[name]) for name in ("things", "acts", "papers", "who")}
        return {
            **{name: lambda value=value: value for name, value in self._fixed.items()},
            **picked,
            "matter": lambda: self.matter,
            "law": lambda: chance.choice(material()["laws"]),
            "n": lambda: str(chance.randint(2, 9)),
            "days": lambda: str(chance.choice([3, 5, 7, 10, 15, 20])),
            "percent": lambda: str(chance.choice([10, 20, 30, 60, 80, 95])),
            "amount": lambda: f"{chance.randint(20, 900)}.{chance.randint(0, 99):02}",
            "count": lambda: str(chance.randint(12, 9800)),
        }


def _body(chance: random.Random, words: _Words, organ: Organ, day: date, length: int) -> list[str]:
    sentences = material()
    closing = [words.fill(chance.choice(sentences["closings"])), organ.name, f"{day.year}年{day.month}月{day.day}日"]
    blocks = [chance.choice(sentences["salutations"]), words.fill(chance.choice(sentences["openings"]))]
    special = _special(chance, words) if chance.random() < 0.2 else []
    headed = length > SIZES["S"] and chance.random() < 0.5
    chapters = iter(enumerate(sentences["chapters"], 1))
    missing = length - sum(len(block) for block in (*blocks, *special, *closing))
    clauses: list[str] = []
    number = 0
    while missing > 0:
        if headed and number % 3 == 0 and (chapter := next(chapters, None)):
            blocks.append(f"## 第{_han(chapter[0])}章　{chapter[1]}")
        number += 1
        clauses = clauses or chance.sample(sentences["clauses"], len(sentences["clauses"]))
        blocks.append(f"第{_han(number)}条　{words.fill(clauses.pop())}")
        missing -= len(blocks[-1])
    return [*blocks, *special, *closing]


def _special(chance: random.Random, words: _Words) -> list[str]:
    """Something for which the Markdown library is needed: a table, a list or bold type."""
    if chance.random() < 0.5:
        head = chance.choice(material()["table_heads"])
        rows = [
            [words.fill("{things}"), words.fill("{acts}"), words.fill("{n}月底"), words.fill("{count}")]
            for _ in range(chance.randint(3, 6))
        ]
        table = "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))
        return [words.fill("{year}年{matter}主要任务见下表："), table]
    if chance.random() < 0.4:
        items = [f"- {words.fill('{acts}，形成{papers}；')}" for _ in range(chance.randint(3, 5))]
        return [words.fill("{short}重点做好以下工作："), "\n".join(items)]
    return [words.fill(chance.choice(material()["emphasis"]))]


def _han(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    front = ("" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十") if tens < 10 else str(number)
    return front + (digits[ones] if ones or not tens else "")


def provide(out: Path) -> None:
    """Copy what a site needs besides entries, anew."""
    for name in SHARED:
        source, target = ROOT / name, out / name
        if source.is_dir():
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            out.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)


def write_site(count: int, size: str, out: Path) -> list[MadeEntry]:
    """Write a whole site root; entries of an earlier, other site in the folder are taken away first."""
    shutil.rmtree(out / "catalogue", ignore_errors=True)
    provide(out)
    made = entries(count, size)
    for entry in made:
        path = out / entry.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(entry.text(), encoding="utf-8", newline="\n")
    return made


def main() -> None:
    """Read the arguments and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, required=True)
    parser.add_argument("--size", choices=sorted(SIZES), default="L")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    made = write_site(options.entries, options.size, options.out)
    average = sum(len(entry.text().encode()) for entry in made) // len(made)
    sys.stdout.write(f"{len(made)} entries of {average} bytes on average in {options.out}\n")


if __name__ == "__main__":
    main()
