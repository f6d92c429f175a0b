"""Serves a built site under a sub-path, as an existing government site would."""

from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Protocol

SUB_PATH = "/gov/zwgk/"
HOST = "127.0.0.1"


class Serve(Protocol):
    """Serves a folder until the test ends and returns its address, which ends in a slash."""

    def __call__(self, folder: Path, sub_path: str = SUB_PATH) -> str:
        """Serve the folder."""


# Said here, because Windows takes these from its registry.
CONTENT_TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".wasm": "application/wasm",
}


class SubPathHandler(SimpleHTTPRequestHandler):
    """Serves files below one sub-path and nothing beside it."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # as servers do: a small file would wait for the browser to acknowledge its head

    def __init__(self, *args: object, sub_path: str, folder: Path) -> None:
        """Remember what is served where, then answer the request."""
        self.sub_path = sub_path
        self.extensions_map = {**self.extensions_map, **CONTENT_TYPES}
        super().__init__(*args, directory=str(folder))  # type: ignore[arg-type]

    def send_head(self) -> object:  # type: ignore[override]
        """Answer with a file of the folder; outside the sub-path nothing exists."""
        if not self.path.startswith(self.sub_path):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        self.path = self.path.removeprefix(self.sub_path.rstrip("/"))
        return super().send_head()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Show the page that the site has for missing pages, as servers are told to, with the same status."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def end_headers(self) -> None:
        """Forbid caching, so that a test never sees the page of another."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Write nothing."""


class QuietServer(ThreadingHTTPServer):
    """A server that does not report a browser hanging up."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Write nothing: the test judges what the browser got."""


class Serving:
    """The servers of one test."""

    def __init__(self) -> None:
        """Start with none."""
        self.running: list[tuple[QuietServer, Thread]] = []

    def serve(self, folder: Path, sub_path: str = SUB_PATH) -> str:
        """Serve a folder on a free port."""
        server = QuietServer((HOST, 0), partial(SubPathHandler, sub_path=sub_path, folder=folder))
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        self.running.append((server, thread))
        return f"http://{HOST}:{server.server_port}{sub_path}"

    def stop(self) -> None:
        """Stop them all."""
        for server, thread in self.running:
            server.shutdown()
            thread.join()
            server.server_close()
