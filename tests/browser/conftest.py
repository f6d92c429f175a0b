"""Real browsers for the tests in this folder, pages that remember what they did, and a server for built sites."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser.firefox import Firefox, Tab
from browser.provision import (
    CHROMIUM,
    FIREFOX,
    BrowserMissingError,
    Make,
    browser_path,
    ensure_chinese_font,
    flags,
    this_machine,
)
from browser.serving import Serve, Serving
from browser.watch import Watch, WatchedPages, watch
from sites.once import once


def provided(factory: pytest.TempPathFactory, make: Make) -> str | None:
    """Return the browser to start; looked for, and installed, once for all processes."""
    folder = once(factory, make.packages[0], partial(_provide, make=make))
    outcome = json.loads((folder / "outcome.json").read_text("utf-8"))
    if outcome["failure"]:
        pytest.fail(outcome["failure"], pytrace=False)
    path: str | None = outcome["path"]
    return path


def _provide(folder: Path, make: Make) -> None:
    machine = this_machine()
    path, failure = None, ""
    try:
        path = browser_path(machine, make)
        ensure_chinese_font(machine)
    except BrowserMissingError as error:
        failure = str(error)
    folder.mkdir()
    (folder / "outcome.json").write_text(json.dumps({"path": path, "failure": failure}), encoding="utf-8")


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Start one browser for all tests."""
    path = provided(tmp_path_factory, CHROMIUM)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=flags(this_machine()))
        yield running
        running.close()


@pytest.fixture(scope="session")
def running_firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Start one Firefox for all tests."""
    path = provided(tmp_path_factory, FIREFOX)
    assert path
    with Firefox(path, tmp_path_factory.mktemp("firefox")) as running:
        yield running


@pytest.fixture
def firefox(running_firefox: Firefox) -> Iterator[Tab]:
    """Open an empty page in Firefox."""
    tab = running_firefox.tab()
    yield tab
    tab.close()


@pytest.fixture
def page_watch(browser: Browser) -> Iterator[WatchedPages]:
    """Open watched pages, each in a context of its own that a test may adjust."""
    contexts = []

    def open_page(**options: object) -> Watch:
        settings = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "service_workers": "block", **options}
        context = browser.new_context(**settings)  # type: ignore[arg-type]
        contexts.append(context)
        return watch(context)

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serve folders under a sub-path of a local address."""
    serving = Serving()
    yield serving.serve
    serving.stop()
