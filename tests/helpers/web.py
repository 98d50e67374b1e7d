"""A web server on this machine for a built site, and host pages of another origin."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
HostPages = Mapping[str, tuple[str, str]]
"""Pages by path: the policy that their header has, and their HTML."""


@contextmanager
def served(folder: Path, *, root: str = "/sub/") -> Iterator[str]:
    """The address of the site, readable from every origin."""

    def answer(path: str) -> tuple[int, str, str, bytes]:
        found = folder / path.removeprefix(root)
        found = found / "index.html" if path.endswith("/") else found
        if not path.startswith(root) or not found.is_file():
            return 404, "text/plain", "", b"no such page"
        return 200, TYPES.get(found.suffix, "text/plain"), "", found.read_bytes()

    with _running(answer) as base:
        yield base + root


@contextmanager
def hosted(pages: HostPages) -> Iterator[str]:
    """The address of a site that embeds the box."""

    def answer(path: str) -> tuple[int, str, str, bytes]:
        policy, text = pages.get(path, ("", ""))
        return (200 if text else 404), TYPES[".html"], policy, text.encode()

    with _running(answer) as base:
        yield base


@contextmanager
def _running(answer: object) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, kind, policy, body = answer(self.path.split("?")[0])  # type: ignore[operator]
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Access-Control-Allow-Origin", "*")
            if policy:
                self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
