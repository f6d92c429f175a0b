"""A preview (disclosure serve) that runs in this process, asked as a browser asks."""

from __future__ import annotations

import json
import time
from http.client import HTTPConnection, HTTPResponse
from threading import Thread
from typing import Any
from urllib.parse import quote

import pytest

from disclosure.preview import Desk, Server
from sites.project import TODAY, Project

SECONDS = 20


class Preview:
    """A running preview of a project, asked as a browser asks."""

    def __init__(self, project: Project) -> None:
        """Read the site and answer."""
        self.project = project
        self.said: list[str] = []
        self.desk = Desk(project.root, TODAY, self.said.append)
        self.server = Server("127.0.0.1", 0, self.desk)
        self.desk.begin()
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        """End it."""
        self.server.shutdown()
        self.server.server_close()
        self.desk.close()

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
        """The answer to a request, whose path is sent as it is."""
        connection = HTTPConnection(*self.server.server_address[:2], timeout=SECONDS)  # type: ignore[arg-type]
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer, content

    def page(self, address: str) -> bytes:
        """The content at an address."""
        return self.ask(f"/{quote(address)}")[1]

    def news(self, serial: int = -1) -> dict[str, Any]:
        """The state; with the serial of a known one, the next."""
        found: dict[str, Any] = json.loads(self.ask(f"/_preview/status?after={serial}")[1])
        return found

    def settled(self, serial: int) -> dict[str, Any]:
        """The state once a change after `serial` has been taken in and checked."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            news = self.news(serial)
            if news["serial"] > serial and not news["checking"]:
                return news
            serial = max(serial, news["serial"])
        pytest.fail("预览没有跟上")

    def after(self, change: Any, *arguments: Any, **options: Any) -> dict[str, Any]:  # noqa: ANN401 - any change
        """The state after a change of the files has been taken in and checked."""
        serial = self.news()["serial"]
        change(*arguments, **options)
        return self.settled(serial)
