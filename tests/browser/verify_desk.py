"""A desk of a reading room for tests: its own 核验.html in a real Chromium, to which copies are given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from browser.watch import Watch
from disclosure.offline.order import read_release
from disclosure.offline.release import VERIFY_PAGE
from disclosure.offline.verify_page import render_verify_page
from sites.project import ROOT

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
MEMORY = "disclosure-copy-0000000000"
HOLD = """document.addEventListener('change', event => {
  event.stopImmediatePropagation();
  self.held = disclosureVerify.fromInput(event.target.files);
}, {capture: true, once: true})"""
"""Keeps the chosen files from the page."""


def write_page(folder: Path, copy: Path) -> Path:
    """Write the page that belongs to a copy into a folder of the reading room. Returns its path."""
    folder.mkdir(exist_ok=True)
    path = folder / VERIFY_PAGE
    path.write_bytes(render_verify_page(ROOT, read_release(copy), ()))
    return path


class Desk:
    """The page as a clerk uses it."""

    def __init__(self, watched: Watch, path: Path, now: datetime = NOW) -> None:
        """Open the page; the clock of the computer stands still."""
        self.watched = watched
        self.page = watched.page
        self.page.clock.set_fixed_time(now)
        self.open(path)

    def open(self, path: Path) -> None:
        """Open a page anew, with what the browser remembers."""
        self.page.goto(path.as_uri())

    def give(self, copy: Path) -> str:
        """Choose a folder; return the sentence."""
        self.page.set_input_files("#folder", str(copy))
        self.page.wait_for_selector("#folder:enabled")
        return self.sentence

    @property
    def sentence(self) -> str:
        """What the clerk reads now."""
        return self.page.inner_text("#sentence")

    @property
    def state(self) -> str | None:
        """The look of the result."""
        return self.page.get_attribute("#result", "data-state")

    @property
    def told(self) -> list[str]:
        """The lines about single files in the details, opened or not."""
        texts: list[str] = self.page.eval_on_selector_all(
            "#faults :is(h2, li, p)", "found => found.map(one => one.textContent)"
        )
        return texts

    @property
    def facts(self) -> Mapping[str, str]:
        """The facts in the details."""
        names, values = (self.page.locator(f"#facts {tag}").all_text_contents() for tag in ("dt", "dd"))
        return dict(zip(names, values, strict=True))

    def press(self, button: str) -> str:
        """Press a button that can be seen; return the sentence."""
        self.page.click(f"button:visible:text-is('{button}')")
        return self.sentence

    def evaluate(self, expression: str, argument: object = None) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Return what an expression gives on the page."""
        return self.page.evaluate(expression, argument)
