"""Verifies a copy in a real browser as a clerk does: opens 核验.html, chooses the folder, reads the sentence."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from disclosure.offline.release import VERIFY_PAGE

PATIENCE = 300_000
"""Milliseconds that anything in the page may take."""
DONE = """() => !["waiting", "working"].includes(document.getElementById("result").dataset.state)"""


@dataclass(frozen=True)
class Reading:
    """What the clerk saw."""

    seconds: float
    """From the choice of the folder to the sentence."""
    state: str
    sentence: str
    requests: tuple[str, ...]
    """Everything that the page asked for, besides itself."""


def read(browser: Browser, copy: Path) -> Reading:
    """Let the page of the copy verify it, in a fresh context."""
    context = browser.new_context(locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    asked: list[str] = []
    address = (copy / VERIFY_PAGE).as_uri()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    began = time.perf_counter()
    page.set_input_files("#folder", copy)
    page.wait_for_function(DONE)
    seconds = time.perf_counter() - began
    result = page.locator("#result")
    found = Reading(
        seconds,
        result.get_attribute("data-state") or "",
        page.locator("#sentence").inner_text(),
        tuple(one for one in asked if one != address and not one.startswith(("data:", "blob:"))),
    )
    context.close()
    return found
