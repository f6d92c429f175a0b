"""Asks an engine in a real browser, cold: every query in a fresh context, its files out of the memory of the system."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Browser, Error, sync_playwright

from bench.search_queries import Piece
from browser.provision import browser_path, flags, this_machine
from browser.serving import Serving

PAGE = "bench.html"
PATIENCE = 180_000
"""Milliseconds that a query may take."""
MATERIAL_PATIENCE = 60_000
MATERIAL_READY = """(function () {
  const said = document.querySelector(".md-search-result__meta");
  return said !== null && /\\d|没有/.test(said.textContent);
})()"""
ASK = """(function () {
  'use strict';
  const text = decodeURIComponent(location.hash.slice(1)), asked = performance.now();
  disclosureSearch.open().then(function (engine) {
    return engine.search(text, {limit: 10});
  }).then(function (found) {
    window.answer = {milliseconds: performance.now() - asked, opening: asked, total: found.total,
      exact: found.exact !== false, shown: found.hits.length, problems: found.problems};
  }).catch(function (trouble) {
    window.answer = {problems: [String(trouble && trouble.message || trouble)]};
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
    """From the question to the first results; of the index nothing has been read before, not even the manifest."""
    opening: float
    """Milliseconds before: from the start of the page until its program was there. 0 where the two cannot be told."""
    files: int
    size: int
    """Bytes of all files that the page asked for, itself and the program included."""
    total: int
    exact: bool
    shown: int
    problems: tuple[str, ...]


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
    (folder / "bench.js").write_text(ASK, encoding="utf-8", newline="\n")
    tags = "\n".join(
        f'<script src="assets/search/{name}"></script>' for name in [*(s.name for s in scripts), "bench.js"]
    )
    head = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>测速</title>'
    (site / PAGE).write_text(f"{head}\n{tags}\n", encoding="utf-8", newline="\n")


def forget(folder: Path) -> None:
    """Take the files of a folder out of the memory of the system, so that they are read from the disk."""
    for place in folder.rglob("*"):
        if place.is_file():
            handle = os.open(place, os.O_RDONLY)
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(handle)


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
    serving = Serving()
    yield {"http": serving.serve(site), "file": f"{site.as_uri()}/"}
    serving.stop()


def ask(browser: Browser, site: Path, top: str, text: str) -> Answer:
    """One query in a fresh context."""
    forget(site)
    context = browser.new_context(locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{top}{PAGE}#{quote(text)}", wait_until="commit")
    page.wait_for_function("window.answer !== undefined")
    found: dict[str, Any] = page.evaluate("window.answer")
    context.close()
    sizes = [_size(site, top, address) for address in asked]
    return Answer(
        found.get("milliseconds", float("nan")),
        found.get("opening", 0.0),
        len(sizes),
        sum(sizes),
        found.get("total", -1),
        found.get("exact", False),
        found.get("shown", 0),
        tuple(found.get("problems") or ()),
    )


def _size(site: Path, top: str, address: str) -> int:
    """Bytes of a file of the site; what is no file of it (such as a blob) has none."""
    path = unquote(urlsplit(address).path)
    base = unquote(urlsplit(top).path)
    place = site / path.removeprefix(base)
    return place.stat().st_size if path.startswith(base) and place.is_file() else 0


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


def ask_material(browser: Browser, site: Path, top: str, text: str) -> Answer:
    """One query to the search of Material, which takes it from the address."""
    forget(site)
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    total, milliseconds, problems = 0, float("nan"), tuple[str, ...]()
    try:
        page.goto(f"{top}index.html?q={quote(text)}", wait_until="commit")
        page.wait_for_function(MATERIAL_READY, timeout=MATERIAL_PATIENCE)
        milliseconds = page.evaluate("performance.now()")
        total = int(re.sub(r"\D", "", page.locator(".md-search-result__meta").inner_text()) or 0)
    except Error as trouble:
        problems = (str(trouble).splitlines()[0],)
    context.close()
    sizes = [_size(site, top, address) for address in asked]
    return Answer(milliseconds, 0.0, len(sizes), sum(sizes), total, exact=True, shown=total, problems=problems)
