"""The database of one service: a class for each table, all in one file or on one server."""

from __future__ import annotations

from typing import Self

from sqlalchemy.engine import Engine

from bot.store.amendments import Amendments
from bot.store.chats import Chats
from bot.store.decisions import Decisions
from bot.store.engine import open_engine
from bot.store.history import History
from bot.store.holds import Holds
from bot.store.leader_lock import LeaderLock, lock_for
from bot.store.ledger import Ledger
from bot.store.marks import Counters, Marks
from bot.store.notices import Notices
from bot.store.previews import Previews
from bot.store.reports import Reports
from bot.store.spending import Spending
from bot.store.transactions import Transactions
from bot.store.users import Users


class Database:
    """The tables of one service. Each of their methods is one transaction; nothing is cached.

    Times are given by the caller, aware.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        transactions = Transactions(engine)
        self.ledger = Ledger(transactions)
        self.history = History(transactions)
        self.holds = Holds(transactions)
        self.notices = Notices(transactions)
        self.spending = Spending(transactions)
        self.marks = Marks(transactions)
        self.chats = Chats(transactions)
        self.counters = Counters(transactions)
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

    def close(self) -> None:
        """Close the connections."""
        self.engine.dispose()

    def leader_lock(self) -> LeaderLock:
        """The lock of this database, not yet taken."""
        return lock_for(self.engine)
