"""One owner posts at a time: a lock that the operating system or PostgreSQL frees with its holder.

No lease and no clock: a stopped process keeps it, a dead one lets it go.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from bot.errors import StoreError
from bot.store.engine import lock_of, told

ADVISORY_KEY = 0x6F746430  # "otd0": the service's key among PostgreSQL's advisory locks


class Owner(Protocol):
    """The right to post."""

    def take(self) -> bool:
        """Take the right, or find that it is held still; False if another copy has it."""

    def release(self) -> None:
        """Let it go."""


class FileOwner:
    """A lock on a file beside an SQLite database."""

    def __init__(self, path: str) -> None:
        self._lock = FileLock(path, thread_local=False)

    def take(self) -> bool:
        """See ``Owner``."""
        if self._lock.is_locked:
            return True
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            return False
        except (OSError, NotImplementedError) as fault:
            raise StoreError(f"the lock {self._lock.lock_file} cannot be used: {fault}") from fault
        return True

    def release(self) -> None:
        """See ``Owner``."""
        self._lock.release()


class AdvisoryOwner:
    """A session lock in PostgreSQL, on a connection of its own; lost with the connection."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None

    def take(self) -> bool:
        """See ``Owner``. A connection that broke has lost the lock, so it is asked anew."""
        if self._connection is not None:
            try:
                self._connection.execute(text("SELECT 1"))
                self._connection.commit()
                return True
            except DBAPIError:
                self.release()
        with told(self._engine.url):
            connection = self._engine.connect()
            taken = connection.execute(
                text("SELECT pg_try_advisory_lock(:key)"), {"key": ADVISORY_KEY}
            ).scalar_one()
            connection.commit()
        if taken:
            self._connection = connection
        else:
            connection.close()
        return bool(taken)

    def release(self) -> None:
        """See ``Owner``. The connection is ended, not handed back to the pool with its lock."""
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None


def owner_of(engine: Engine) -> Owner:
    """The lock that goes with a database."""
    if engine.url.get_backend_name() == "sqlite":
        return FileOwner(str(lock_of(Path(str(engine.url.database)))))
    return AdvisoryOwner(engine)
