"""The signs of life that a service leaves in its database, and a quick way to read them.

A health check asks each minute: it must not load all that the database is written with.
"""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

BEAT = "beat"  # the mark of the last heartbeat
HEARD = "heard"  # the mark of Telegram's last answer to the request for updates


def marks_in(database: str) -> dict[str, datetime] | None:
    """The marks in the SQLite database of an address, which is only read; None where it is no
    such database or cannot be read, and opening it says why.
    """
    _, is_sqlite, path = database.partition("sqlite:///")
    if not is_sqlite:
        return None
    address = f"{Path(path).absolute().as_uri()}?mode=rw"  # "ro" cannot read what is in the log
    try:
        with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
            rows = connection.execute("SELECT name, at FROM marks").fetchall()
    except sqlite3.Error:
        return None
    return {name: datetime.fromisoformat(at).replace(tzinfo=UTC) for name, at in rows}
