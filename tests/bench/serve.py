"""Measures how soon a saved entry is on its page, beside `mkdocs serve` and Hugo's server; writes RESULTS-serve.md.

python tests/bench/serve.py --date YYYY-MM-DD 1000L 10000L

A save is timed from the moment before the file is written until the page holds the new text: asked for over http again
and again, and seen in Chromium without touching it. Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "hooks")]

from bench import hugo  # noqa: E402 - after the path is set
from bench.generate import TODAY, MadeEntry, write_site  # noqa: E402
from bench.measure import ENVIRONMENT, machine  # noqa: E402
from bench.run import hugo_program  # noqa: E402
from bench.search_browser import chromium  # noqa: E402
from disclosure.publication.shell import shell  # noqa: E402

RESULTS = BENCH / "RESULTS-serve.md"
HOST = "127.0.0.1"
SEED = 7
PATIENCE = 600
PAUSE = 0.01
SPARE = 0.5
"""Seconds between two saves, so that each is one of its own."""
OURS, MKDOCS, HUGO = "本程序 serve", "mkdocs serve", "hugo server"
READY, PAGE, HOME, CHECKED, SEEN = "首页打开", "条目页", "首页", "查完全部规则", "浏览器里看到"
_DAY = str(int(time.mktime((TODAY.year, TODAY.month, TODAY.day, 12, 0, 0, 0, 0, 0))))


@dataclass
class Measured:
    """The seconds of one server by what was waited for."""

    name: str
    times: dict[str, list[float]] = field(default_factory=dict)

    def add(self, what: str, seconds: float) -> None:
        """Note one."""
        self.times.setdefault(what, []).append(seconds)


def free_port() -> int:
    """A port nobody listens to."""
    with socket.socket() as listening:
        listening.bind((HOST, 0))
        port: int = listening.getsockname()[1]
        return port


def get(address: str) -> bytes:
    """The content at an address; nothing while nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - our own address
            content: bytes = answer.read()
            return content
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return b""


def wait_for(done: Callable[[], bool]) -> None:
    """Ask again and again. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(PAUSE)


@contextmanager
def serving(command: list[str | Path], folder: Path, base: str, measured: Measured) -> Iterator[None]:
    """A server until it is no longer needed; how long its home page takes is noted."""
    began = time.perf_counter()
    environment = {**ENVIRONMENT, "SOURCE_DATE_EPOCH": _DAY}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=quiet, stderr=quiet)
    try:
        wait_for(lambda: bool(get(f"{base}index.html")))
        measured.add(READY, time.perf_counter() - began)
        yield
    finally:
        process.terminate()
        process.wait()


class Case:
    """A site of some size, and the three servers."""

    def __init__(self, name: str, work: Path) -> None:
        """Write the site, and the same for Hugo."""
        self.name, self.count = name, int(name[:-1])
        self.root, self.hugo = work / name / "root", work / name / "hugo"
        shutil.rmtree(work / name, ignore_errors=True)
        self.made = write_site(self.count, name[-1], self.root)
        shell(self.root)
        hugo.export(self.root, self.made, "markdown", self.hugo)
        self.program = hugo_program(work)
        self.chance = random.Random(SEED)  # noqa: S311 - the same entries at every run

    def _saves(self, base: str, count: int, measured: Measured, file: Callable[[MadeEntry], Path]) -> None:
        for number in range(count):
            entry = self.chance.choice(self.made)
            page, mark = f"{base}entry/{entry.number}.html", f"第{number}次保存加上的一段话。"
            with changed(file(entry), longer(mark)) as began:
                wait_for(holds(page, mark))
                measured.add(PAGE, time.perf_counter() - began)
                self._settle(base)
            time.sleep(SPARE)
            wait_for(partial(_lacks, page, mark))
            self._settle(base)

    def _settle(self, base: str) -> None:
        """Wait until our server has checked everything, so that no save has to do with the one before."""
        state = f"{base}_preview/status"
        wait_for(lambda: not (news := get(state)).startswith(b"{") or not json.loads(news)["checking"])

    def ours(self, saves: int) -> Measured:
        """Our server: entries, the home page, the whole check, and what a browser shows."""
        measured, port = Measured(OURS), free_port()
        base = f"http://{HOST}:{port}/"
        command: list[str | Path] = [sys.executable, "-m", "disclosure", "serve", "--address", f"{HOST}:{port}"]
        with serving(command, self.root, base, measured):
            self._settle(base)
            self._saves(base, saves, measured, lambda entry: self.root / entry.path)
            newest = self.made[-1]
            title = str(newest.fields["标题"])
            for number in range(saves):
                mark = f"第{number}次改的标题"
                with changed(self.root / newest.path, partial(_retitled, title, mark)) as began:
                    wait_for(holds(f"{base}index.html", mark))
                    measured.add(HOME, time.perf_counter() - began)
                    self._settle(base)
                    measured.add(CHECKED, time.perf_counter() - began)
                time.sleep(SPARE)
                self._settle(base)
            self._watched(base, saves, measured)
        return measured

    def _watched(self, base: str, saves: int, measured: Measured) -> None:
        with chromium() as browser:
            page = browser.new_page()
            for number in range(saves):
                entry, mark = self.chance.choice(self.made), f"浏览器里第{number}次看到。"
                page.goto(f"{base}entry/{entry.number}.html")
                page.locator(".preview-head [role=status]:not(:empty)").wait_for()
                with changed(self.root / entry.path, longer(mark)) as began:
                    page.get_by_text(mark).first.wait_for()
                    measured.add(SEEN, time.perf_counter() - began)
                    self._settle(base)
                time.sleep(SPARE)
                self._settle(base)

    def mkdocs(self, saves: int) -> Measured:
        """The way before: every save builds the whole site."""
        measured, port = Measured(MKDOCS), free_port()
        base = f"http://{HOST}:{port}/"
        command: list[str | Path] = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"{HOST}:{port}"]
        with serving(command, self.root, base, measured):
            self._saves(base, saves, measured, lambda entry: self.root / entry.path)
        return measured

    def hugo_server(self, saves: int) -> Measured:
        """Hugo's server, which checks nothing, in its fast mode."""
        measured, port = Measured(HUGO), free_port()
        base = f"http://{HOST}:{port}/"
        command: list[str | Path] = [self.program, "server", "--bind", HOST, "--port", str(port), "--baseURL", base]
        with serving([*command, "--renderToMemory"], self.hugo, base, measured):
            self._saves(base, saves, measured, self._content)
        return measured

    def _content(self, entry: MadeEntry) -> Path:
        return self.hugo / f"content/{entry.organ.slug}/{entry.number.partition('/')[2]}.md"


@contextmanager
def changed(path: Path, change: Callable[[str], str]) -> Iterator[float]:
    """A file with other text, put back afterwards; gives the moment before it was written."""
    text = path.read_text(encoding="utf-8")
    new = change(text)
    began = time.perf_counter()
    path.write_text(new, encoding="utf-8", newline="\n")
    try:
        yield began
    finally:
        path.write_text(text, encoding="utf-8", newline="\n")


def holds(address: str, mark: str) -> Callable[[], bool]:
    """Whether a page holds a text."""
    return lambda: mark.encode() in get(address)


def _lacks(address: str, mark: str) -> bool:
    return mark.encode() not in get(address)


def _retitled(title: str, mark: str, text: str) -> str:
    return text.replace(title, mark)


def longer(mark: str) -> Callable[[str], str]:
    """What puts a paragraph at the end of an entry."""
    return lambda text: f"{text.rstrip()}\n\n  {mark}\n"


def late(times: list[float]) -> float:
    """What 95 of 100 do not exceed."""
    return sorted(times)[min(len(times) - 1, round(0.95 * len(times)))]


def report(case: Case, found: list[Measured]) -> str:
    """The results of a case as Markdown."""
    ours = median(found[0].times[PAGE])
    lines = [f"## {case.count} 个条目（{case.name[-1]}）", ""]
    lines += [
        "| 程序 | 等什么 | 次数 | 中位数（秒） | 第95百分位（秒） | 与本程序的条目页之比 |",
        "|---|---|---:|---:|---:|---:|",
    ]
    for measured in found:
        for what, times in measured.times.items():
            middle = median(times)
            ratio = f"{middle / ours:.1f}" if what in {PAGE, SEEN, HOME} else ""
            lines.append(f"| {measured.name} | {what} | {len(times)} | {middle:.2f} | {late(times):.2f} | {ratio} |")
    return "\n".join([*lines, ""])


def main() -> None:
    """Read the arguments, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="+", metavar="CASE", help="number and size of the entries, such as 10000L")
    parser.add_argument("--date", required=True, help="the day of the measurement, for the results")
    parser.add_argument("--saves", type=int, default=20)
    parser.add_argument("--slow-saves", type=int, default=3, help="saves with mkdocs serve; 0 leaves it out")
    parser.add_argument("--work", type=Path, default=ROOT / ".cache" / "bench")
    parser.add_argument("--results", type=Path, default=RESULTS)
    options = parser.parse_args()
    loads, parts, text = [os.getloadavg()[0]], [], ""
    for name in options.cases:
        case = Case(name, options.work.resolve())
        found = [case.ours(options.saves), case.hugo_server(options.saves)]
        found += [case.mkdocs(options.slow_saves)] if options.slow_saves else []
        loads.append(os.getloadavg()[0])
        parts.append(report(case, found))
        shutil.rmtree(options.work / name)
        head = [
            "# 保存以后多久看到：测量结果\n",
            f"{options.date} 测量；{machine()}；同时有别的工作，一分钟负载 {min(loads):.1f} 至 {max(loads):.1f}。",
            "从写文件以前算起，到页面里有新写的字为止；每次保存随机选一个条目。首页：改最新一条的标题。",
            "hugo server 不检查，写到内存；mkdocs serve 每次保存检查并生成整个网站。\n",
        ]
        text = "\n".join([*head, *parts])
        options.results.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
