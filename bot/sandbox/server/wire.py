"""The wire: requests read and answers written over HTTP/1.1 on loopback, rightly or wrongly.

Knows nothing of faults or of a platform. Only the standard library.
"""

import json
import logging
import socket
import struct
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any
from urllib.parse import urlsplit

HOST = "127.0.0.1"
_LARGEST_BODY = 50 * 1024 * 1024
_RST_ON_CLOSE = struct.pack("ii", 1, 0)
_PAGE = "<html><head><title>{0}</title></head><body><center><h1>{0}</h1></center></body></html>\n"
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Request:
    """One request as it was read: the path without its query, header names in lower case."""

    verb: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Answer:
    """One answer to write."""

    status: int
    body: bytes
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def accepted(self) -> bool:
        """True if the request was done, not refused."""
        return 200 <= self.status < 300

    def head(self, date: datetime | None = None) -> bytes:
        """The status line and the headers, with the empty line; `date` is aware."""
        dated = [f"Date: {format_datetime(date.astimezone(UTC), usegmt=True)}"] if date else []
        lines = [
            f"HTTP/1.1 {self.status} {_phrase(self.status)}",
            f"Content-Type: {self.content_type}",
            f"Content-Length: {len(self.body)}",
            *dated,
            *(f"{name}: {value}" for name, value in self.headers),
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def json_answer(
    value: object,
    status: int = 200,
    *,
    content_type: str = "application/json",
    headers: tuple[tuple[str, str], ...] = (),
) -> Answer:
    """An answer with `value` as JSON."""
    body = json.dumps(value, ensure_ascii=False).encode()
    return Answer(status, body, content_type, headers)


def html_answer(status: int) -> Answer:
    """The page that a proxy shows for `status`."""
    return Answer(status, _PAGE.format(f"{status} {_phrase(status)}").encode(), "text/html")


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else "Unknown"


class Wire(BaseHTTPRequestHandler):
    """One connection: requests come in, and answers go out in one of several ways."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "Server"

    def _serve(self) -> None:
        request = self._read()
        if request is not None:
            self.server.exchange(request, self)

    do_GET = do_POST = do_DELETE = do_PUT = _serve

    def _read(self) -> Request | None:
        problem = self._problem()
        if problem is not None:
            self.write(html_answer(problem))
            self.close_connection = True
            return None
        length = int(self.headers.get("Content-Length", "0"))
        body = self.rfile.read(length)
        if len(body) < length:
            self.close_connection = True  # the client went away in the middle of its request
            return None
        url = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        return Request(self.command, url.path, url.query, headers, body)

    def _problem(self) -> HTTPStatus | None:
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers:
            return HTTPStatus.LENGTH_REQUIRED
        if not length.isdecimal():
            return HTTPStatus.BAD_REQUEST
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE if int(length) > _LARGEST_BODY else None

    def write(self, answer: Answer) -> None:
        """Send the whole answer."""
        self._send(self._head(answer) + answer.body)

    def write_half(self, answer: Answer) -> None:
        """Promise the whole body, send half of it and close."""
        self._send(self._head(answer) + answer.body[: len(answer.body) // 2])
        self.close_connection = True

    def drip(self, answer: Answer, pause: float) -> None:
        """Send the answer byte by byte, `pause` seconds apart."""
        for byte in self._head(answer) + answer.body:
            if not self._send(bytes([byte])) or self.server.closing.wait(pause):
                break

    def _head(self, answer: Answer) -> bytes:
        return answer.head(self.server.now())

    def close(self) -> None:
        """Close in order (FIN) without another byte."""
        self.close_connection = True

    def reset(self) -> None:
        """Cut the connection (RST). Closed here, since a shutdown first would send a FIN."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RST_ON_CLOSE)
        self.rfile.close()
        self.connection.close()
        self.close_connection = True

    def _send(self, data: bytes) -> bool:
        try:
            self.connection.sendall(data)
        except OSError:
            self.close_connection = True  # the client does not wait for it any more
            return False
        return True

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the address holds the token."""


class Server(ThreadingHTTPServer):
    """A server that serves from the start, holds up nobody, and whose connections can be cut.

    `exchange` is called in the connection's thread with each request. Port 0 takes a free one.
    `now` gives answers their Date, or None. Raises OSError where the port is taken.
    """

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(
        self,
        exchange: Callable[[Request, Wire], None],
        port: int,
        *,
        now: Callable[[], datetime | None],
    ) -> None:
        self.exchange = exchange
        self.now = now
        self.closing = threading.Event()
        self._open: set[socket.socket] = set()
        self._changed = threading.Condition()
        super().__init__((HOST, port), Wire)
        self._thread = threading.Thread(target=self._serve, name="stand-in", daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while not self.closing.is_set():
            self.handle_request()

    def verify_request(self, *_: Any) -> bool:
        """Turn away the connection that only wakes the server for its end."""
        return not self.closing.is_set()

    def server_bind(self) -> None:
        """Bind without looking up the host's name, which can take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection, then serve it in its own thread."""
        with self._changed:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection as it ends."""
        super().shutdown_request(request)
        with self._changed:
            self._open.discard(request)
            self._changed.notify_all()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is no news; anything else was recorded by the exchange."""

    def cut(self) -> None:
        """Stop listening and cut every connection, whatever its thread is doing."""
        self.closing.set()
        socket.create_connection((HOST, self.server_port)).close()
        self._thread.join()
        self.server_close()
        with self._changed:
            for connection in self._open:
                _shut(connection)

    def wait(self) -> None:
        """Wait until the threads have let go of their connections."""
        with self._changed:
            self._changed.wait_for(lambda: not self._open, timeout=2.0)


def _shut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        logger.debug("a connection had ended by itself")
