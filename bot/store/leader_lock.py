"""The lock that lets one copy of the service post at a time.

It is freed when its holder's process or connection ends. There is no lease and no clock: a
stopped process keeps the lock, a dead one loses it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from bot.errors import StoreError
from bot.store.engine import lock_of, translate_errors

ADVISORY_KEY = 0x6F746430  # "otd0": the service's key among PostgreSQL's advisory locks


class LeaderLock(Protocol):
    """The right to post."""

    def take(self) -> bool:
        """Take the right, or find that it is held still; False if another copy has it."""

    def release(self) -> None:
        """Let it go."""


class FileLeaderLock:
    """A lock on a file beside an SQLite database."""

    def __init__(self, path: str) -> None:
        self._lock = FileLock(path, thread_local=False)

    def take(self) -> bool:
        """See ``LeaderLock``."""
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
        """See ``LeaderLock``."""
        self._lock.release()


class AdvisoryLeaderLock:
    """A session lock in PostgreSQL, on a connection of its own; lost with the connection."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None

    def take(self) -> bool:
        """See ``LeaderLock``. A connection that broke has lost the lock, so it is asked anew."""
        if self._connection is not None:
            try:
                self._connection.execute(text("SELECT 1"))
                self._connection.commit()
                return True
            except DBAPIError:
                self.release()
        with translate_errors(self._engine.url):
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
        """See ``LeaderLock``. The connection is closed, not returned to the pool."""
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None


def lock_for(engine: Engine) -> LeaderLock:
    """The lock that goes with a database."""
    if engine.url.get_backend_name() == "sqlite":
        return FileLeaderLock(str(lock_of(Path(str(engine.url.database)))))
    return AdvisoryLeaderLock(engine)
