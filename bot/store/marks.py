"""The table of marks: named instants."""

from __future__ import annotations

from datetime import datetime

from bot.store.models import MarkRow
from bot.store.transactions import Transactions

BEAT = "beat"  # the last heartbeat


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
