"""The lock that lets one copy of the service post at a time.

It is freed when its holder's process or connection ends. There is no lease and no clock: a
stopped process keeps the lock, a dead one loses it.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import StoreError
from bot.store.engine import file_of, identity_of, lock_of, translate_errors

ADVISORY_KEY = 0x6F746430  # "otd0": the service's key among PostgreSQL's advisory locks


class LeaderLock(Protocol):
    """The right to post."""

    def take(self) -> bool:
        """Take the right, or find that it is held still; False if another copy has it."""

    def is_lost(self) -> bool:
        """True if it was taken and is not held any more; asked right before something is sent."""

    def release(self) -> None:
        """Let it go."""


class FileLeaderLock:
    """A lock on a file next to an SQLite database."""

    def __init__(self, path: str) -> None:
        self._lock = FileLock(path, thread_local=False, mode=0o600)
        self._identity: tuple[int, int] | None = None

    def take(self) -> bool:
        """See ``LeaderLock``. A lock file that was removed or replaced locks nobody out any more:
        then this copy waits for one heartbeat, and tries for the new file at the next.
        """
        if self._lock.is_locked:
            if not self.is_lost():
                return True
            self.release()
            return False
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            return False
        except (OSError, NotImplementedError) as fault:
            raise StoreError(f"the lock {self._lock.lock_file} cannot be used: {fault}") from fault
        self._identity = identity_of(Path(self._lock.lock_file))
        return True

    def is_lost(self) -> bool:
        """See ``LeaderLock``."""
        own = self._identity
        return own is not None and own != identity_of(Path(self._lock.lock_file))

    def release(self) -> None:
        """See ``LeaderLock``."""
        self._identity = None
        self._lock.release()


class AdvisoryLeaderLock:
    """A lock in PostgreSQL, held by a transaction that stays open on a connection of its own.

    A session's lock would not do: behind a pool that gives each transaction to any session, two
    copies can be given the same one. A transaction that is open keeps its session.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None

    def take(self) -> bool:
        """See ``LeaderLock``. With a broken connection the lock is lost, so it is taken anew."""
        if self._connection is not None:
            if not self.is_lost():
                return True
            self.release()
        with translate_errors(self._engine.url):
            connection = self._engine.connect()
            connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
            taken = connection.execute(
                text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": ADVISORY_KEY}
            ).scalar_one()
        if taken:
            self._connection = connection
        else:
            connection.close()
        return bool(taken)

    def is_lost(self) -> bool:
        """See ``LeaderLock``."""
        if self._connection is None:
            return False
        try:
            self._connection.execute(text("SELECT 1"))
        except SQLAlchemyError:  # asked again, a broken connection is no error of the driver
            return True
        return False

    def release(self) -> None:
        """See ``LeaderLock``. The server's answer says that it is free: of a connection that is
        only closed, the server hears in its own time. It is not returned to the pool.
        """
        if self._connection is not None:
            with suppress(SQLAlchemyError):  # a broken connection has lost the lock already
                self._connection.rollback()
            self._connection.invalidate()
            self._connection.close()
            self._connection = None


def lock_for(engine: Engine) -> LeaderLock:
    """The lock that goes with a database."""
    if (path := file_of(engine.url)) is not None:
        return FileLeaderLock(str(lock_of(path)))
    return AdvisoryLeaderLock(engine)
