"""A real browser for the tests in this folder, pages that remember what they did, and a server for built sites."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser.provision import BrowserMissingError, browser_path, ensure_chinese_font, flags, this_machine
from browser.serving import Serve, Serving
from browser.watch import Watch, WatchedPages, watch


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one browser for all tests."""
    machine = this_machine()
    try:
        path = browser_path(machine)
    except BrowserMissingError as error:
        pytest.fail(str(error), pytrace=False)
    ensure_chinese_font(machine)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=flags(machine))
        yield running
        running.close()


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
