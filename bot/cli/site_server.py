"""The server behind ``site serve``: this machine only, and rebuilt when the dataset changes."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from bot.dataset import Dataset
from bot.dataset.reloader import LiveDataset
from bot.errors import OnThisDayError

HOST = "127.0.0.1"


class Handler(SimpleHTTPRequestHandler):
    """Sends the files of a folder, readable from every origin as the box needs it."""

    extensions_map = {  # noqa: RUF012
        **SimpleHTTPRequestHandler.extensions_map,
        ".ics": "text/calendar; charset=utf-8",
        ".xml": "application/xml",
        ".json": "application/json",
    }

    def end_headers(self) -> None:
        """The headers that ``deploy/nginx.conf`` has, too."""
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page where there is none."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """No line for each request."""


def server(out: Path, port: int) -> ThreadingHTTPServer:
    """A server of the folder, not yet running; OSError where the port is taken."""
    return ThreadingHTTPServer((HOST, port), functools.partial(Handler, directory=str(out)))


class Follower:
    """Builds a site again when its dataset has changed, and says what keeps it from that."""

    def __init__(self, live: LiveDataset, build: Callable[[Dataset], None]) -> None:
        self._live = live
        self._build = build
        self._shown = live.current
        self._told = ""

    def follow(self) -> None:
        """Take what changed and build it; a fault is said once, and what failed is tried again."""
        fault = self._fault()
        if fault and fault != self._told:
            click.echo(fault, err=True)
        self._told = fault

    def _fault(self) -> str:
        try:
            self._live.refresh()
            if (dataset := self._live.current) is not self._shown:
                self._build(dataset)
                self._shown = dataset
        except OnThisDayError as fault:
            return str(fault)
        return self._live.untold


def watch(step: Callable[[], None], *, stop: threading.Event) -> None:
    """Take a step once a second until it is stopped."""
    while not stop.wait(1):
        step()
