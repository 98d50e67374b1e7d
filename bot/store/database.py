"""The database of one service: a class for each table, all in one file or on one server."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Self

from sqlalchemy.engine import Engine

from bot.channel_config import ChannelConfig
from bot.errors import StoreError
from bot.store.amendments import Amendments
from bot.store.decisions import Decisions
from bot.store.engine import file_of, open_engine
from bot.store.history import Chats, History
from bot.store.holds import Holds
from bot.store.leader_lock import LeaderLock, lock_for
from bot.store.ledger import Ledger
from bot.store.maintenance import continuity_of, refuse_renamed, rename_channel
from bot.store.marks import BEATS, Counters, Marks
from bot.store.notices import Notices
from bot.store.previews import Previews
from bot.store.reports import Reports
from bot.store.spending import Spending
from bot.store.transactions import Transactions
from bot.store.users import Users


class Database:
    """The tables of one service. Each of their methods is one transaction; nothing is cached.

    Times are given by the caller, aware. ``is_continued`` says that the ledger is surely the one
    that a service sealed last, and no copy that was put back since.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._file = file_of(engine.url)
        self._transactions = transactions = Transactions(engine)
        self.ledger = Ledger(transactions)
        self.history = History(transactions)
        self.holds = Holds(transactions)
        self.notices = Notices(transactions)
        self.spending = Spending(transactions)
        self.marks = Marks(transactions)
        self.chats = Chats(transactions)
        self.counters = Counters(transactions)
        self._continuity = continuity_of(engine, self.counters)
        self.is_continued = self._continuity.holds()
        self.amendments = Amendments(transactions)
        self.decisions = Decisions(transactions)
        self.previews = Previews(transactions)
        self.users = Users(transactions)
        self.reports = Reports(transactions)

    @classmethod
    def open(cls, url: str, **options: float) -> Database:
        """The database at an address, migrated; StoreError if it cannot be used."""
        return cls(open_engine(url, **options))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def rename_channel(self, old: str, new: str) -> int:
        """Give all that is kept of a channel to another name; how many posts that were.

        StoreError if the new name has posts of its own.
        """
        return rename_channel(self._transactions, old, new)

    def refuse_renamed(self, channels: Sequence[ChannelConfig]) -> None:
        """StoreError if a channel has another name than its history in the ledger."""
        refuse_renamed(self._transactions, channels)

    def checkpoint(self) -> None:
        """Write all that is committed into the one file of an SQLite database, so that a plain
        copy of it is whole; as much as other programs let it.
        """
        if self._file is not None:
            with contextlib.suppress(sqlite3.Error), self._opened() as connection:
                connection.execute("PRAGMA busy_timeout = 0")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def seal(self) -> None:
        """Write all into the one file, and note how the ledger is left; see ``is_continued``."""
        self.checkpoint()
        self._continuity.note()

    def beats(self) -> int | None:
        """The number of heartbeats in the ledger, read from the file itself and from no cache;
        None if that is no SQLite database, which cannot be replaced by another copy.
        """
        if self._file is None:
            return None
        self.counters.get(BEATS)  # StoreError if the file is gone or another one
        try:
            with self._opened() as connection:
                found = connection.execute("SELECT value FROM counters WHERE name = ?", (BEATS,))
                row = found.fetchone()
        except sqlite3.Error as fault:
            raise StoreError(f"database {self.engine.url.database}: {fault}") from fault
        return int(row[0]) if row else 0

    @contextlib.contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own to the file, which is there."""
        assert self._file is not None
        address = f"{self._file.as_uri()}?mode=rw"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
            yield connection

    def close(self) -> None:
        """Close the connections."""
        self.engine.dispose()

    def leader_lock(self) -> LeaderLock:
        """The lock of this database, not yet taken."""
        return lock_for(self.engine)
