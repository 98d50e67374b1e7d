"""The table of spending: what the platforms charged, in US dollars."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import func
from sqlmodel import col, select

from bot.store.models import SpendingRow
from bot.store.transactions import Transactions

MICRO = 1_000_000


class Spending:
    """The spending of one database."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def book(self, channel: str, what: str, *, usd: Decimal, now: datetime) -> None:
        """Book what a call cost."""
        row = SpendingRow(channel=channel, at=now, what=what, micro_usd=int(usd * MICRO))
        with self._transactions.writing() as session:
            session.add(row)

    def spent(self, channel: str, *, since: datetime) -> Decimal:
        """The cost of a channel since an instant."""
        total = select(func.coalesce(func.sum(SpendingRow.micro_usd), 0)).where(
            col(SpendingRow.channel) == channel, col(SpendingRow.at) >= since
        )
        with self._transactions.reading() as session:
            return Decimal(int(session.exec(total).one())) / MICRO
