"""A real Firefox with a fresh profile, driven over WebDriver BiDi.

The profile is what a reader has: the settings that automation recommends stay off, because one of them lets pages
opened from a folder read every other file, which no reader's browser does.
Sources: w3c.github.io/webdriver-bidi; firefox-source-docs.mozilla.org/remote/Prefs.html.
"""

from __future__ import annotations

import base64
import json
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

from websockets.sync.client import ClientConnection, connect

SETTINGS = {
    "remote.prefs.recommended": False,
    # Nothing but this computer can be reached, whatever a page or the browser itself asks for.
    "network.dns.disabled": True,
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "intl.accept_languages": "zh-CN, zh",
}
ADDRESS_FILE = "WebDriverBiDiServer.json"
SECONDS = 60
PAUSE = 0.05
KEYS = {"Enter": "\ue007", "Tab": "\ue004", "Escape": "\ue00c", "ArrowDown": "\ue015", "ArrowUp": "\ue013"}


class FirefoxError(Exception):
    """Firefox did not start, or refused a command."""


class Firefox:
    """A running Firefox; closed at the end of a `with`."""

    def __init__(self, path: str, folder: Path) -> None:
        """Start the program at `path`, with its profile in the empty `folder`."""
        self._open = ExitStack()
        self._profile = folder / "profile"
        self._profile.mkdir(parents=True)
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in SETTINGS.items()]
        (self._profile / "user.js").write_text("".join(lines), encoding="utf-8", newline="\n")
        self._log = folder / "log.txt"
        self._process = self._start(path)
        self._open.callback(self._stop)
        self._sent = 0
        self.events: list[dict[str, Any]] = []
        self._connection = self._connect()
        self.call("session.new", capabilities={})
        self.call("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])

    def _start(self, path: str) -> subprocess.Popen[bytes]:
        command = [path, "--headless", "--no-remote", "--profile", str(self._profile), "--remote-debugging-port=0"]
        with self._log.open("wb") as log:
            return subprocess.Popen([*command, "about:blank"], stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def _stop(self) -> None:
        try:
            self._process.wait(SECONDS / 4)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _connect(self) -> ClientConnection:
        end = time.monotonic() + SECONDS
        while time.monotonic() < end and self._process.poll() is None:
            text = (self._profile / ADDRESS_FILE).read_text("utf-8") if (self._profile / ADDRESS_FILE).exists() else ""
            if text.endswith("}"):
                told = json.loads(text)
                address = f"ws://{told['ws_host']}:{told['ws_port']}/session"
                return self._open.enter_context(connect(address, max_size=None, proxy=None))
            time.sleep(PAUSE)
        self.close()
        raise FirefoxError(f"Firefox 没有启动：\n{self._log.read_text('utf-8', 'replace')}")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever JSON holds
        """Give a command and return its result; what happened meanwhile is kept in `events`."""
        self._sent += 1
        self._connection.send(json.dumps({"id": self._sent, "method": method, "params": parameters}))
        while True:
            answer: dict[str, Any] = json.loads(self._connection.recv(timeout=SECONDS))
            if answer["type"] == "event":
                self.events.append(answer)
            elif answer["id"] == self._sent:
                break
        if answer["type"] == "error":
            raise FirefoxError(f"{method}: {answer['error']}: {answer['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def close(self) -> None:
        """Close the browser, by force if it does not close by itself."""
        if self._process.poll() is None and hasattr(self, "_connection"):
            self.call("browser.close")
        elif self._process.poll() is None:
            self._process.kill()
        self._open.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def tab(self, width: int = 1280, height: int = 900) -> Tab:
        """Open an empty page with storage of its own."""
        user = self.call("browser.createUserContext")["userContext"]
        context = self.call("browsingContext.create", type="tab", userContext=user)["context"]
        self.call("browsingContext.setViewport", context=context, viewport={"width": width, "height": height})
        return Tab(self, user, context)


class Tab:
    """One page of Firefox, with everything it complained of and asked for."""

    def __init__(self, firefox: Firefox, user: str, context: str) -> None:
        """Remember which page it is."""
        self._firefox = firefox
        self._user = user
        self._context = context

    def open(self, address: str) -> None:
        """Go to an address and wait until everything on the page is loaded."""
        self._firefox.call("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def evaluate(self, expression: str) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Return what an expression gives on the page; a promise is waited for. None stands for undefined."""
        answer = self._firefox.call(
            "script.evaluate",
            expression=f"Promise.resolve({expression}).then(value => JSON.stringify(value))",
            target={"context": self._context},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise FirefoxError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"].get("value", "null"))

    def comes_true(self, expression: str, seconds: float = 10) -> bool:
        """Wait until an expression is true on the page; tell whether that happened in time."""
        end = time.monotonic() + seconds
        while not self.evaluate(expression):
            if time.monotonic() > end:
                return False
            time.sleep(PAUSE)
        return True

    def type(self, selector: str, text: str) -> None:
        """Put the focus on an element and type."""
        self.evaluate(f"document.querySelector({json.dumps(selector)}).focus()")
        self._press(text)

    def press(self, key: str) -> None:
        """Press a key of KEYS."""
        self._press([KEYS[key]])

    def _press(self, keys: str | list[str]) -> None:
        strokes = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        actions = [{"type": "key", "id": "keyboard", "actions": strokes}]
        self._firefox.call("input.performActions", context=self._context, actions=actions)

    def screenshot(self) -> bytes:
        """Return a picture of what is in view, as a PNG file."""
        picture = self._firefox.call("browsingContext.captureScreenshot", context=self._context)["data"]
        return base64.b64decode(picture)

    @property
    def errors(self) -> list[str]:
        """What the page complained of: its own errors, refusals by the content security policy, failed requests."""
        self.evaluate("0")
        entries = [event["params"] for event in self._firefox.events if event["method"] == "log.entryAdded"]
        return [
            entry["text"]
            for entry in entries
            if entry["level"] == "error" and entry["source"].get("context") == self._context
        ]

    @property
    def requests(self) -> list[str]:
        """The addresses the page asked a server for; files of a folder are not reported by Firefox."""
        self.evaluate("0")
        noted = [event["params"] for event in self._firefox.events if event["method"] == "network.beforeRequestSent"]
        return [request["request"]["url"] for request in noted if request["context"] == self._context]

    def assert_clean(self, origin: str) -> None:
        """Fail if the page complained of anything or asked for anything outside of an origin or base address."""
        assert self.errors == []
        assert [url for url in self.requests if not url.startswith((origin, "data:", "blob:", "about:"))] == []

    def close(self) -> None:
        """Close the page and forget its storage."""
        self._firefox.call("browser.removeUserContext", userContext=self._user)
