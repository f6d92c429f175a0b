"""What a page did while a test looked at it: what it complained of and what it asked for."""

from dataclasses import dataclass, field
from typing import Protocol

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Request, WebError


@dataclass(kw_only=True)
class Watch:
    """A page with everything it reported and requested so far."""

    page: Page
    console_errors: list[str] = field(default_factory=list)
    page_errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def outside(self, origin: str) -> list[str]:
        """Return the requested addresses that do not begin with an origin or base address.

        What a page holds in itself (data:, blob:, about:) goes nowhere.
        """
        inside = (origin, "data:", "blob:", "about:")
        return [address for address in self.requests if not address.startswith(inside)]

    def assert_clean(self, origin: str) -> None:
        """Fail if the page complained of anything or asked for anything outside."""
        assert self.console_errors == [], self.console_errors
        assert self.page_errors == [], self.page_errors
        assert self.outside(origin) == [], self.outside(origin)

    def note_console(self, message: ConsoleMessage) -> None:
        """Keep an error written to the console; refusals by the content security policy are among them."""
        if message.type == "error":
            self.console_errors.append(f"{message.text} ({message.location.get('url', '')})")

    def note_error(self, error: Error | WebError) -> None:
        """Keep an exception no script caught."""
        self.page_errors.append(str(error.error if isinstance(error, WebError) else error))

    def note_request(self, request: Request) -> None:
        """Keep a requested address."""
        self.requests.append(request.url)


class WatchedPages(Protocol):
    """Opens an empty watched page; the options are those of a browser context."""

    def __call__(self, **options: object) -> Watch:
        """Open the page."""


def watch(context: BrowserContext) -> Watch:
    """Open a page in a context and watch it and whatever it opens."""
    watched = Watch(page=context.new_page())
    context.on("console", watched.note_console)
    context.on("weberror", watched.note_error)
    context.on("request", watched.note_request)
    return watched
