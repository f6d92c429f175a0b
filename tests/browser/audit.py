"""Looks at one page after another with axe and inspection.js, in any look, width, and with or without its scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import axe_playwright_python
from playwright.sync_api import Browser, Page, Route

from browser.looks import LOOKS, resize

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BY_PAINT = ["color-contrast", "target-size"]
"""The rules that measure what is painted: nineteen twentieths of axe's time. All others take a moment together."""
SHELL = [[".skip"], ["header.masthead"], ["footer.colophon"]]
"""What stands around every page, the same markup everywhere (see tests/test_frame.py)."""
AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")
INSPECTION = Path(__file__).with_name("inspection.js").read_text(encoding="utf-8")
SCRIPT = re.compile(r"<script\b[^>]*>.*?</script>|</?noscript>", re.DOTALL)
# Nothing is fetched again to be looked at: from a disk a page may not read its own style sheets anyway.
RUN = """([context, options]) => axe.run(context, {...options, preload: false, resultTypes: ["violations"]})
  .then(found => found.violations.flatMap(one => one.nodes.map(
    node => one.id + ": " + node.html.slice(0, 200) + " " + node.failureSummary)))"""


class Audit:
    """One window of a browser, in which a page is open."""

    def __init__(self, page: Page) -> None:
        """Begin with a window whose reader wants nothing to move."""
        self.page = page
        self.scripts = True
        self.errors: list[str] = []
        """What the open page complained of: exceptions, refusals by its policy."""
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.emulate_media(reduced_motion="reduce")
        page.route("**/*", self._answer)

    def open(self, path: Path, *, scripts: bool, query: str = "") -> None:
        """Open a page of a built site.

        Without its scripts it is what a browser shows that runs none, while this audit's own can run: the script
        elements are taken out of it, the contents of noscript stand in it.
        """
        self.scripts = scripts
        self.errors.clear()
        self.page.goto(path.as_uri() + query)
        self.page.evaluate(AXE)
        self.page.evaluate(INSPECTION)

    def show(self, look: str, width: int) -> None:
        """Put the open page into a look of LOOKS, in a window of a width of WIDTHS."""
        LOOKS[look].put_on(self.page, switch=self.scripts)
        resize(self.page, width)

    def axe(self, *, shell: bool = True, paint: bool = True) -> list[str]:
        """Run all rules on the page; without its shell only those that measure what is painted leave that out.

        Without `paint` these do not run at all.
        """
        if shell:
            return self._run({"include": [["html"]]}, {"runOnly": TAGS})
        marks = {rule: {"enabled": False} for rule in BY_PAINT}
        found = self._run({"include": [["html"]]}, {"runOnly": TAGS, "rules": marks})
        if not paint:
            return found
        return found + self._run(
            {"include": [["html"]], "exclude": SHELL}, {"runOnly": {"type": "rule", "values": BY_PAINT}}
        )

    def inspect(self, *names: str) -> list[str]:
        """Return what functions of inspection.js find."""
        return [fault for name in names for fault in self.page.evaluate(f"inspection.{name}()")]

    @contextmanager
    def letters(self, percent: int) -> Iterator[None]:
        """Let all letters be larger for a while, as a browser's setting does."""
        before = self.page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
        self._letters(f"{before * percent / 100}px")
        yield
        self._letters("")

    def _letters(self, size: str) -> None:
        self.page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)

    def _run(self, context: object, options: object) -> list[str]:
        found: list[str] = self.page.evaluate(RUN, [context, options])
        return found

    def _answer(self, route: Route) -> None:
        if self.scripts or route.request.resource_type != "document":
            route.continue_()
            return
        text = Path(unquote(urlsplit(route.request.url).path)).read_text(encoding="utf-8")
        route.fulfill(body=SCRIPT.sub("", text), content_type="text/html; charset=utf-8")


@contextmanager
def auditing(browser: Browser) -> Iterator[Audit]:
    """Open a window to audit pages in."""
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
    yield Audit(context.new_page())
    context.close()


def marked(where: Sequence[object], faults: Sequence[str]) -> list[str]:
    """Say of each fault in which state of a page it was found."""
    return [f"[{' '.join(map(str, where))}] {fault}" for fault in faults]
