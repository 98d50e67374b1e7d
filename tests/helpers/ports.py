"""Ports on this machine for the servers that a test starts."""

from __future__ import annotations

import socket


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port
