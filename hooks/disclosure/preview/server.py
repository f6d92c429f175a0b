"""The answers to the browser: only to this computer's own, only to read."""

from __future__ import annotations

import errno
import ipaddress
import mimetypes
import os
import socket
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingTCPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from disclosure.preview.desk import Desk
from disclosure.preview.panel import FOLDER, digest, notice, overview, status, with_panel
from disclosure.problem import Refused
from disclosure.source import read_bytes

ASSETS = "overrides/preview"
_PATIENCE = 20.0
"""Seconds a browser waits for news before it asks again."""
_IDLE = 60
_NOWHERE = "?"
"""No address of a file in a site."""
_HTML = "text/html; charset=utf-8"
_TYPES = {
    ".html": _HTML,
    ".htm": _HTML,
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
"""Not asked of the system, on some of which a registry says otherwise."""


class Server(ThreadingTCPServer):
    """Listens for browsers and answers each in a thread of its own."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # there it would let two programs listen at once
    request_queue_size = 64

    def __init__(self, host: str, port: int, desk: Desk) -> None:
        """Take the address at once. Raises Refused when that is not possible."""
        self.desk = desk
        self.host = host
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            super().__init__((host, port), _Handler)
        except OSError as error:
            raise Refused(_why_not(error, host, port)) from error

    @property
    def url(self) -> str:
        """Where the home page is."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.server_address[1]}/"

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as in the class above
        """A browser that goes away in the middle is no fault."""


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        other = f"--address {host}:{port + 1}"
        return f"{host}:{port} 已经有程序在用，也许已经开着一个预览。请先关掉它，或者换一个端口，例如 {other}"
    if error.errno == errno.EACCES:
        return f"系统不允许使用 {host}:{port}，请换一个1024以上的端口。"
    return f"不能用 {host}:{port} 预览（{error.strerror or error}），请写成 127.0.0.1:8000 这样的地址。"


def is_local(host: str, own: str) -> bool:
    """Tell whether a Host header names this computer by address, by localhost, or as it was told to be named.

    A page elsewhere can have a name of its own lead to 127.0.0.1 and so read what is not published yet (DNS
    rebinding); it cannot have the browser send another name than that.
    """
    name = urlsplit(f"//{host}").hostname if host else None
    if not name:
        return False
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name in {"localhost", own}
    return True


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "disclosure", ""
    timeout = _IDLE

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 - as in the class above
        """The terminal is for what the check says."""

    def _answer(self, *, with_body: bool) -> None:
        try:
            if not is_local(self.headers.get("Host", ""), self.server.host):
                text = "请用 http://127.0.0.1 或者 http://localhost 打开预览。"
                self._send(text.encode(), _TYPES[".txt"], HTTPStatus.MISDIRECTED_REQUEST, with_body=with_body)
                return
            self._route(urlsplit(self.path).path, urlsplit(self.path).query, with_body=with_body)
        except (ConnectionError, TimeoutError):
            self.close_connection = True

    def _route(self, path: str, query: str, *, with_body: bool) -> None:
        try:
            address = unquote(path, errors="strict").lstrip("/")
        except UnicodeDecodeError:
            address = _NOWHERE
        if address.startswith(FOLDER):
            self._own(address.removeprefix(FOLDER), query, with_body=with_body)
        else:
            address = address.removeprefix(self.server.desk.folder)  # so the page for missing addresses links
            self._page(f"{address}index.html" if address[-1:] in {"", "/"} else address, with_body=with_body)

    def _page(self, address: str, *, with_body: bool) -> None:
        desk, code = self.server.desk, HTTPStatus.OK
        try:
            found = desk.answer(address, opened=with_body)
            if found.content is None and desk.shown:
                code, found = HTTPStatus.NOT_FOUND, desk.answer("404.html", opened=False)
        except Refused as refusal:
            self._notice("这一页现在不能显示", str(refusal), with_body=with_body)
            return
        if found.content is None:
            self._notice(
                "还没有可以显示的页面", "请先改好下面列出的问题，改好以后这里会自动刷新。", with_body=with_body
            )
        elif isinstance(found.content, Path):
            self._file(found.content, with_body=with_body)
        elif code == HTTPStatus.NOT_FOUND or address.endswith(".html"):
            mark = digest(found.content, found.stale)
            made = with_panel(found.content, found.stale, desk.number)
            self._send(made, _HTML, code, with_body=with_body, mark=mark)
        else:
            self._send(found.content, _type_of(address), code, with_body=with_body)

    def _notice(
        self, title: str, text: str, code: HTTPStatus = HTTPStatus.SERVICE_UNAVAILABLE, *, with_body: bool
    ) -> None:
        made = notice(title, text, self.server.desk.number)
        self._send(made, _HTML, code, with_body=with_body, mark=digest(text.encode(), title))

    def _own(self, name: str, query: str, *, with_body: bool) -> None:
        """The preview's own: the state, the page that lists it, the script and the style of the panel."""
        desk = self.server.desk
        if name == "status":
            self._send(self._news(query), _TYPES[".json"], with_body=with_body)
        elif name in {"panel.js", "panel.css"}:
            content = read_bytes(desk.root / ASSETS / name)
            self._send(content, _type_of(name), with_body=with_body)
        elif not name:
            self._send(overview(desk.number), _HTML, with_body=with_body, mark="overview")
        else:
            self._notice("没有这一页", "预览没有这一页。", HTTPStatus.NOT_FOUND, with_body=with_body)

    def _news(self, query: str) -> bytes:
        """The state as soon as it is another than the one that the browser knows."""
        desk = self.server.desk
        known = query.removeprefix("after=")
        with desk.changed:
            if known == str(desk.serial) and not desk.is_over:
                desk.changed.wait(_PATIENCE)
        return status(desk)

    def _file(self, path: Path, *, with_body: bool) -> None:
        try:
            content = read_bytes(path)
        except OSError:
            self._notice("没有这个文件", "附件刚刚被移走、改名，或者正被别的程序占用。", with_body=with_body)
            return
        self._send(content, _type_of(path.name), with_body=with_body)

    def _send(
        self, content: bytes, kind: str, code: HTTPStatus = HTTPStatus.OK, *, with_body: bool, mark: str = ""
    ) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "DENY")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        if mark:
            self.send_header("ETag", f'"{mark}"')
        self.end_headers()
        if with_body:
            self.wfile.write(content)


def _type_of(name: str) -> str:
    ending = os.path.splitext(name)[1].lower()  # noqa: PTH122 - an address, not a path
    return _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
