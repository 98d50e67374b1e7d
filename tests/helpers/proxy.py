"""Proxies that lead to a stand-in, or fail in the ways that proxies fail."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator

FAULTS = ("refuses", "closes", "rubbish", "hangs")


class Proxy:
    """One proxy: ``scheme`` is socks5 or http, and ``fault`` one of ``FAULTS`` or empty.

    Without a fault it leads every name to ``port`` on this machine; over http it never does.
    ``asked`` are the names that it was asked for.
    """

    def __init__(self, scheme: str, *, fault: str = "", port: int = 0) -> None:
        self.asked: list[str] = []
        self._talk = {"socks5": self._socks, "http": self._connect}[scheme]
        self._fault, self._port = fault, port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._over = threading.Event()
        self.url = f"{scheme}://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Let go of everything that hangs."""
        self._over.set()
        self._listening.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):  # closed
            while True:
                client = self._listening.accept()[0]
                threading.Thread(target=self._answer, args=(client,), daemon=True).start()

    def _answer(self, client: socket.socket) -> None:
        with contextlib.suppress(OSError), client:
            self._talk(client)

    def _socks(self, client: socket.socket) -> None:
        client.recv(2 + 255)  # the ways to say who one is
        client.sendall(b"\x05\x00")
        request = client.recv(512)
        self.asked.append(request[5:-2].decode())
        self._fail(client, refusal=b"\x05\x05\x00\x01" + bytes(6))
        if not self._fault:
            client.sendall(b"\x05\x00\x00\x01" + bytes(6))
            with socket.create_connection(("127.0.0.1", self._port)) as platform:
                _join(client, platform)

    def _connect(self, client: socket.socket) -> None:
        self.asked.append(client.recv(4096).split()[1].decode())
        self._fail(client, refusal=b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")

    def _fail(self, client: socket.socket, *, refusal: bytes) -> None:
        if self._fault == "refuses":
            client.sendall(refusal)
        elif self._fault == "rubbish":
            client.sendall(b"\xff\xfe rubbish\r\n\r\n" * 4)
        elif self._fault == "hangs":
            self._over.wait()


def _join(one: socket.socket, other: socket.socket) -> None:
    """Carry bytes both ways until either ends."""
    back = threading.Thread(target=_carry, args=(other, one), daemon=True)
    back.start()
    _carry(one, other)
    back.join()


def _carry(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def proxy(scheme: str, *, fault: str = "", port: int = 0) -> Iterator[Proxy]:
    """A proxy until the end of the block."""
    made = Proxy(scheme, fault=fault, port=port)
    try:
        yield made
    finally:
        made.close()
