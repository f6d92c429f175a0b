"""Measures 核验.html: a copy is chosen in a real browser and the time is taken until the page has a verdict."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from browser.provision import browser_path, flags, this_machine
from browser.watch import watch
from disclosure.offline.release import VERIFY_PAGE

PATIENCE = 180_000
"""Milliseconds that the page may take."""


@dataclass(frozen=True)
class Measured:
    """What the clerk had to wait, and what he read."""

    seconds: float
    """From choosing the folder to the verdict: the browser lists the files, the page reads and compares them."""
    sentence: str
    requests: int
    """What the page asked for besides itself; must be nothing."""
    heap: int
    """Bytes of the scripts' memory at the end."""


def measure_page(copy: Path, browser: Browser | None = None) -> Measured:
    """Verify a copy with its own page in a fresh browser, or in one that runs already."""
    with _page(browser) as (page, requests):
        page.goto((copy / VERIFY_PAGE).as_uri())
        began = time.perf_counter()
        page.set_input_files("#folder", str(copy), timeout=PATIENCE)
        page.wait_for_selector("#folder:enabled", timeout=PATIENCE)
        seconds = time.perf_counter() - began
        heap = page.evaluate("performance.memory ? performance.memory.usedJSHeapSize : 0")
        outside = [address for address in requests if not address.startswith("data:")]
        return Measured(seconds, page.inner_text("#sentence"), len(outside) - 1, heap)


@contextmanager
def _page(browser: Browser | None) -> Iterator[tuple[Page, list[str]]]:
    if browser:
        context = browser.new_context(locale="zh-CN")
        watched = watch(context)
        yield watched.page, watched.requests
        context.close()
        return
    machine = this_machine()
    with sync_playwright() as playwright:
        fresh = playwright.chromium.launch(executable_path=browser_path(machine), args=flags(machine))
        with _page(fresh) as found:
            yield found
        fresh.close()
