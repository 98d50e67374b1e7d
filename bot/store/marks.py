"""The tables of marks, named instants, and of counters, numbers that only grow."""

from __future__ import annotations

from datetime import datetime

from bot.store.models import CounterRow, MarkRow
from bot.store.transactions import Transactions

BEATS = "beats"  # how many heartbeats there were


class Marks:
    """The marks of one database."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def set(self, name: str, *, now: datetime) -> None:
        """Set a mark to an instant."""
        with self._transactions.writing() as session:
            session.merge(MarkRow(name=name, at=now))

    def get(self, name: str) -> datetime | None:
        """The instant of a mark, if it was ever set."""
        with self._transactions.reading() as session:
            row = session.get(MarkRow, name)
            return row.at if row else None


class Counters:
    """The counters of one database."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def count(self, name: str) -> int:
        """Add one to a counter; its new value."""
        with self._transactions.writing() as session:
            row = session.get(CounterRow, name) or CounterRow(name=name, value=0)
            row.value += 1
            session.merge(row)
            return row.value

    def put(self, name: str, value: int) -> None:
        """Set a counter to a value."""
        with self._transactions.writing() as session:
            session.merge(CounterRow(name=name, value=value))

    def get(self, name: str) -> int:
        """The value of a counter; 0 if it was never counted."""
        with self._transactions.reading() as session:
            row = session.get(CounterRow, name)
            return row.value if row else 0
