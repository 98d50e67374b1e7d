"""The table of previews: the messages in which editors see posts before they go out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import update
from sqlmodel import col

from bot.store.models import PreviewRow
from bot.store.transactions import Transactions

ABANDONED = timedelta(minutes=2)  # a preview that was claimed and never sent


@dataclass(frozen=True, slots=True)
class Preview:
    """The messages that show the posts of a date, by the name of the channel that each shows.

    The message with the buttons has an empty name.
    """

    messages: Mapping[str, Shown]
    claimed_at: datetime
    reminded_at: datetime | None = None


class Shown(NamedTuple):
    """One message of a preview: its id, and a hash of its text."""

    message_id: int
    mark: str


class Previews:
    """The previews of one database: one for a date and a group of channels with the same post,
    under the name of the first channel.
    """

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def get(self, channel: str, on: date) -> Preview | None:
        """The preview of a date, if it was begun."""
        with self._transactions.reading() as session:
            row = session.get(PreviewRow, (channel, on))
            return _preview(row) if row else None

    def claim(self, channel: str, on: date, *, now: datetime) -> bool:
        """Begin a preview; False if it is made already, or another copy is making it."""
        values = {"messages": "[]", "claimed_at": now}
        insert = self._transactions.insert(PreviewRow).values(channel=channel, day=on, **values)
        left = (col(PreviewRow.messages) == "[]") & (col(PreviewRow.claimed_at) < now - ABANDONED)
        statement = insert.on_conflict_do_update(
            index_elements=["channel", "day"], set_=values, where=left
        )
        with self._transactions.writing() as session:
            return session.execute(statement.returning(col(PreviewRow.channel))).first() is not None

    def note(self, channel: str, on: date, messages: Mapping[str, Shown]) -> None:
        """Keep the messages of a preview."""
        shown = json.dumps([[name, *shown] for name, shown in messages.items()])
        with self._transactions.writing() as session:
            session.execute(self._row(channel, on).values(messages=shown))

    def forget(self) -> None:
        """Forget the messages of all previews, which no longer can be reached."""
        with self._transactions.writing() as session:
            session.execute(update(PreviewRow).values(messages="[]"))

    def take_reminder(self, channel: str, on: date, *, now: datetime) -> bool:
        """Begin to remind the editors; False if that was done already."""
        taken = self._row(channel, on).where(col(PreviewRow.reminded_at).is_(None))
        with self._transactions.writing() as session:
            change = taken.values(reminded_at=now).returning(col(PreviewRow.channel))
            return session.execute(change).first() is not None

    def _row(self, channel: str, on: date) -> Any:
        one = (col(PreviewRow.channel) == channel, col(PreviewRow.day) == on)
        return update(PreviewRow).where(*one)


def _preview(row: PreviewRow) -> Preview:
    messages = {name: Shown(number, mark) for name, number, mark in json.loads(row.messages)}
    return Preview(messages, row.claimed_at, row.reminded_at)
