"""One engine on one number of texts: the runs that index them, and what the browser says."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment

from bench import search_browser as browser
from bench.corpus import Corpus
from bench.measure import ROOT, Command, Cost, watched
from bench.search_queries import Piece, Query
from disclosure import vocabulary

LOOKS, LOOK_EVERY = 0.2, 100_000
"""Seconds between two looks at the memory, more with many texts: looking takes time itself."""
MATERIAL_QUERIES = 5
"""Every query of Material's reads and unpacks its whole index: up to a minute each, always the same."""
JOBS = Path(__file__).with_name("search_jobs.py")
TASKS = {
    "第一次建索引": "same",
    "再次，没有改动": "same",
    "再次，改了一个正文": "changed",
    "再次，新增一个": "added",
}
"""What is measured, one after the other in one folder, and the state of the texts for it."""
PROGRAM = ROOT / "overrides" / "assets" / "search"
Answers = dict[str, dict[str, list[browser.Answer]]]
"""By query and habitat."""


@dataclass(frozen=True)
class Work:
    """What one run of an engine took and left."""

    cost: Cost
    memory: int
    files: int
    size: int
    """Bytes of all files."""
    changed: int
    """Files that are new, other or gone."""
    changed_size: int


@dataclass
class Result:
    """All figures of one engine."""

    engine: str
    count: int
    work: dict[str, Work] = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)
    read: dict[str, browser.Reading] = field(default_factory=dict)
    """By query."""
    recalled: list[tuple[Piece, browser.Recall]] = field(default_factory=list)
    gave_up: str = ""
    """Why there are no figures."""


class Case:
    """One engine, with its folders."""

    setting = ""
    """Its name in the settings of a site, by which the pages choose their scripts."""
    most = sys.maxsize
    """It is not asked to carry more texts."""
    tasks: Mapping[str, str] = TASKS
    most_pieces = sys.maxsize
    """Of the random pieces so many are asked for."""

    def __init__(self, engine: str, corpus: Corpus, work: Path) -> None:
        """Begin with empty folders."""
        self.engine, self.corpus = engine, corpus
        self.site, self.cache = work / f"{engine}-site", work / f"{engine}-cache"
        for folder in (self.site, self.cache):
            shutil.rmtree(folder, ignore_errors=True)
        self.result = Result(engine, corpus.base)

    def job(self, task: str, variant: str) -> Command:
        """The command of a task of search_jobs.py."""
        words: list[str | Path] = [sys.executable, JOBS, task, "--corpus", self.corpus.folder]
        words += ["--base", str(self.corpus.base), "--site", self.site, "--cache", self.cache, "--variant", variant]
        return words

    @property
    def looks(self) -> float:
        """Seconds between two looks at the memory."""
        return max(LOOKS, self.corpus.base / LOOK_EVERY)

    def index(self) -> None:
        """Every task once."""
        before: dict[str, tuple[int, int]] = {}
        for label, variant in self.tasks.items():
            cost, memory = watched(self.job(self.engine, variant), ROOT, self.looks)
            after = _contents(self.site / "search")
            self.result.work[label] = _work(cost, memory, before, after)
            before = after

    def ask(self, queries: Sequence[Query], pieces: Sequence[Piece], rounds: int) -> None:
        """Every query in every habitat so many times; then the random pieces, from the folder."""
        browser.provide(self.site, scripts_of(self.setting))
        browser.forget_all(self.site)
        with browser.chromium() as running, browser.habitats(self.site) as tops:
            for query in queries:
                read = self.result.read[query.kind] = browser.read_for(running, self.site, tops["file"], query.text)
                answers = self.result.answers[query.kind] = {name: [] for name in tops}
                for name in list(tops) * rounds:
                    browser.forget(read.files)
                    answers[name].append(browser.ask(running, tops[name], query.text))
            recalled = browser.recall(running, tops["file"], pieces[: self.most_pieces])
        self.result.recalled = list(zip(pieces, recalled, strict=False))


class Ngram(Case):
    """The engine of this project."""

    setting = vocabulary.BUILT_IN


class Pagefind(Case):
    """Pagefind, as the project uses it."""

    setting = vocabulary.PAGEFIND
    most = 30_000
    most_pieces = 30
    tasks: Mapping[str, str] = {"第一次建索引": "same", "再次，新增一个": "added"}


class Material(Case):
    """The search that comes with Material for MkDocs: the whole build, less the same build without it."""

    most = 10_000

    def index(self) -> None:
        """Two builds."""
        watched(self.job("pages", "added"), ROOT, self.looks)
        runs = {}
        for name in ("without", "with"):
            command: Command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", self.site / f"mkdocs-{name}.yml"]
            runs[name] = watched([*command, "-d", self.site / name], ROOT, self.looks)
        whole, bare = runs["with"], runs["without"]
        cost = Cost(whole[0].wall - bare[0].wall, whole[0].cpu - bare[0].cpu)
        index = _contents(self.site / "with" / "search")
        self.result.work["第一次建索引"] = _work(cost, whole[1], {}, index)
        self.result.work["整次生成，含页面"] = _work(*whole, {}, _contents(self.site / "with"))

    def ask(self, queries: Sequence[Query], pieces: Sequence[Piece], rounds: int) -> None:
        """Some queries once over http; from a folder only the first, to see whether anything comes."""
        del pieces, rounds
        site = self.site / "with"
        with browser.chromium() as running, browser.habitats(site) as tops:
            for at, query in enumerate(queries[:MATERIAL_QUERIES]):
                answers = self.result.answers[query.kind] = {}
                for name in ("file", "http") if at == 0 else ("http",):
                    browser.forget_all(site / "search")
                    answer, self.result.read[query.kind] = browser.ask_material(running, site, tops[name], query.text)
                    answers[name] = [answer]


CASES: dict[str, type[Case]] = {"ngram": Ngram, "pagefind": Pagefind, "material": Material}


def scripts_of(setting: str) -> list[Path]:
    """The files of an engine in the order in which the pages load them, as overrides/main.html says."""
    template = (ROOT / "overrides" / "main.html").read_text(encoding="utf-8")
    chosen = re.findall(r"\{% set (?:find|engine) .*?%\}", template)
    names = Environment(autoescape=True).from_string("".join([*chosen, "{{ engine }}"]))
    return [PROGRAM / f"{name}.js" for name in names.render(site={"search_engine": setting}).split()]


def _contents(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and digest of every file below the folder."""
    return {
        place.relative_to(folder).as_posix(): (place.stat().st_size, hash(place.read_bytes()))
        for place in folder.rglob("*")
        if place.is_file()
    }


def _work(cost: Cost, memory: int, before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]]) -> Work:
    other = [name for name in before | after if before.get(name) != after.get(name)]
    sizes = [after[name][0] for name in other if name in after]
    return Work(cost, memory, len(after), sum(size for size, _ in after.values()), len(other), sum(sizes))
