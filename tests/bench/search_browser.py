"""Asks an engine in a real browser, cold: every query in a fresh context, its files out of the memory of the system."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Browser, Error, sync_playwright

from bench.search_queries import Piece
from browser.provision import browser_path, flags, this_machine

PAGE = "bench.html"
SERVER = Path(__file__).with_name("search_server.py")
ANSWERED = "answer "
"""With this the title of the page begins once there is an answer; that is how it is heard of without a tool in it."""
PAUSE = 0.02
"""Seconds between two looks at the title."""
PATIENCE = 180_000
"""Milliseconds that a query may take."""
MATERIAL_PATIENCE = {"http": 60_000, "file": 15_000}
"""The same for Material; from a folder it never answers."""
MATERIAL_READY = """(function () {
  const said = document.querySelector(".md-search-result__meta");
  return said !== null && /\\d|没有/.test(said.textContent);
})()"""
ASK = """(function () {
  'use strict';
  const text = decodeURIComponent(location.hash.slice(1)), answer = {};
  disclosureSearch.open().then(function (engine) {
    return Promise.all(engine.segments.map(function (segment) { return segment.open(); })).then(function () {
      answer.opening = performance.now();
      return engine.search(text, {limit: 10});
    });
  }).then(function (found) {
    answer.milliseconds = performance.now() - answer.opening;
    answer.total = found.total;
    answer.exact = found.exact !== false;
    answer.problems = found.problems;
  }).catch(function (trouble) {
    answer.problems = [String(trouble && trouble.message || trouble)];
  }).then(function () {
    window.answer = answer;
    document.title = '%s' + JSON.stringify(answer);
  });
})();
"""
BATCH = """async (pieces) => {
  const engine = await disclosureSearch.open();
  const found = [];
  for (const [text, address, day] of pieces) {
    const began = performance.now();
    const whole = await engine.search(text, {limit: 10});
    const milliseconds = performance.now() - began;
    const narrow = await engine.search(text, {from: day, to: day, limit: 1000});
    found.push({total: whole.total, exact: whole.exact !== false, milliseconds: milliseconds,
      bytes: whole.read ? whole.read.bytes : 0, found: narrow.hits.some(function (hit) {
        return hit.address === address; })});
  }
  return found;
}"""


@dataclass(frozen=True)
class Answer:
    """What came back for one query."""

    milliseconds: float
    """From the question to the first results."""
    opening: float
    """Milliseconds before: from the start of the page until it could be asked. 0 where the two cannot be told apart."""
    total: int
    exact: bool
    problems: tuple[str, ...]

    @property
    def whole(self) -> float:
        """From the start of the page to the first results."""
        return self.opening + self.milliseconds


@dataclass(frozen=True)
class Reading:
    """The files that a page asked for until it had answered, itself and its program included."""

    files: frozenset[Path]
    size: int
    """Bytes."""


@dataclass(frozen=True)
class Recall:
    """What came back for one random piece."""

    found: bool
    total: int
    exact: bool
    milliseconds: float
    size: int


def provide(site: Path, scripts: Sequence[Path]) -> None:
    """Write the page that asks, and the program of the engine beside it."""
    folder = site / "assets" / "search"
    folder.mkdir(parents=True, exist_ok=True)
    for script in scripts:
        (folder / script.name).write_bytes(script.read_bytes())
    (folder / "bench.js").write_text(ASK % ANSWERED, encoding="utf-8", newline="\n")
    tags = "\n".join(
        f'<script src="assets/search/{name}"></script>' for name in [*(s.name for s in scripts), "bench.js"]
    )
    head = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>测速</title>'
    (site / PAGE).write_text(f"{head}\n{tags}\n", encoding="utf-8", newline="\n")


def forget(files: Iterable[Path]) -> None:
    """Take files out of the memory of the system, so that they are read from the disk."""
    for place in files:
        handle = os.open(place, os.O_RDONLY)
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(handle)


def forget_all(folder: Path) -> None:
    """Take all files of a folder out of the memory of the system, and what it had still to write there."""
    os.sync()
    forget(place for place in folder.rglob("*") if place.is_file())


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser; its first page, which is slow, is behind it."""
    machine = this_machine()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser_path(machine), args=flags(machine))
        running.new_page().close()
        yield running
        running.close()


@contextmanager
def habitats(site: Path) -> Iterator[dict[str, str]]:
    """The addresses of a site: over http in a sub-path, and as a folder."""
    command: list[str | Path] = [sys.executable, SERVER, site]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as server:
        assert server.stdin
        assert server.stdout
        yield {"http": server.stdout.readline().strip(), "file": f"{site.as_uri()}/"}
        server.stdin.close()


def ask(browser: Browser, top: str, text: str) -> Answer:
    """One query in a fresh context of a page that nothing listens to: the tool that drives the browser takes time."""
    session = browser.new_browser_cdp_session()
    context = session.send("Target.createBrowserContext")["browserContextId"]
    page = {"url": f"{top}{PAGE}#{quote(text)}", "browserContextId": context}
    number = session.send("Target.createTarget", page)["targetId"]
    title, end = "", time.monotonic() + PATIENCE / 1000
    while not title.startswith(ANSWERED) and time.monotonic() < end:
        time.sleep(PAUSE)
        targets = session.send("Target.getTargets")["targetInfos"]
        title = next((target["title"] for target in targets if target["targetId"] == number), "")
    session.send("Target.disposeBrowserContext", {"browserContextId": context})
    session.detach()
    return _answer(json.loads(title.removeprefix(ANSWERED)) if title.startswith(ANSWERED) else {"problems": ["超时"]})


def _answer(found: Mapping[str, Any]) -> Answer:
    times = (found.get("milliseconds", float("nan")), found.get("opening", 0.0))
    return Answer(*times, found.get("total", -1), found.get("exact", False), tuple(found.get("problems") or ()))


def read_for(browser: Browser, site: Path, top: str, text: str) -> Reading:
    """What is read for one query."""
    context = browser.new_context(locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{top}{PAGE}#{quote(text)}", wait_until="commit")
    page.wait_for_function("window.answer !== undefined")
    context.close()
    return _reading(site, top, asked)


def _reading(site: Path, top: str, asked: Sequence[str]) -> Reading:
    """The files of the site behind addresses; what is no file of it (such as a blob) is none."""
    base = unquote(urlsplit(top).path)
    paths = [unquote(urlsplit(address).path) for address in asked]
    places = [site / path.removeprefix(base) for path in paths if path.startswith(base)]
    files = [place for place in places if place.is_file()]
    return Reading(frozenset(files), sum(place.stat().st_size for place in files))


def recall(browser: Browser, top: str, asked: Sequence[Piece], at_once: int = 20) -> list[Recall]:
    """Ask for random pieces, one after the other in one page."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{top}{PAGE}#{quote('测速')}")
    page.wait_for_function("window.answer !== undefined")
    found: list[dict[str, Any]] = []
    for start in range(0, len(asked), at_once):
        batch = [[piece.text, piece.address, piece.day] for piece in asked[start : start + at_once]]
        found += page.evaluate(BATCH, batch)
    page.close()
    return [Recall(one["found"], one["total"], one["exact"], one["milliseconds"], one["bytes"]) for one in found]


def ask_material(browser: Browser, site: Path, top: str, text: str) -> tuple[Answer, Reading]:
    """One query to the search of Material, which takes it from the address."""
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    total, milliseconds, problems = -1, float("nan"), tuple[str, ...]()
    try:
        page.goto(f"{top}index.html?q={quote(text)}", wait_until="commit")
        page.wait_for_function(MATERIAL_READY, timeout=MATERIAL_PATIENCE[urlsplit(top).scheme])
        milliseconds = page.evaluate("performance.now()")
        total = int(re.sub(r"\D", "", page.locator(".md-search-result__meta").inner_text()) or 0)
    except Error as trouble:
        problems = (str(trouble).splitlines()[0],)
    context.close()
    return Answer(milliseconds, 0.0, total, exact=True, problems=problems), _reading(site, top, asked)
