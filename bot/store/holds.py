"""The table of holds: channels that an operator, or a platform, stopped."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete
from sqlmodel import col, select

from bot.store.entities import Hold
from bot.store.models import HoldRow
from bot.store.transactions import Transactions


class Holds:
    """The holds of one database, at most one for each channel."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def put(self, hold: Hold) -> None:
        """Stop a channel, or change until when it is stopped."""
        row = HoldRow(
            channel=hold.channel, until=hold.until, since=hold.since, by=hold.by, why=hold.why
        )
        with self._transactions.writing() as session:
            session.merge(row)

    def all(self) -> dict[str, Hold]:
        """The present and past holds, by channel."""
        with self._transactions.reading() as session:
            rows = session.exec(select(HoldRow)).all()
            return {r.channel: Hold(r.channel, r.until, r.since, r.by, r.why) for r in rows}

    def on(self, channel: str, day: date) -> Hold | None:
        """The hold that stops a channel on a date, if there is one."""
        hold = self.all().get(channel)
        return hold if hold is not None and hold.covers(day) else None

    def end(self, channel: str) -> bool:
        """End a channel's hold; False if there was none."""
        gone = delete(HoldRow).where(col(HoldRow.channel) == channel)
        with self._transactions.writing() as session:
            return session.execute(gone.returning(col(HoldRow.channel))).first() is not None
