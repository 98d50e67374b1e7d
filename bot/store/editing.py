"""What editors decide about posts to come, and the previews in which they do."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import update
from sqlmodel import col, select

from bot.store.models import DecisionRow, PreviewRow
from bot.store.records import Key
from bot.store.store import Store
from bot.store.wishes import Decided, Decision, Wish

ABANDONED = timedelta(minutes=2)  # a preview that was claimed and never sent


@dataclass(frozen=True, slots=True)
class Preview:
    """The messages that show the posts of a date: what each shows, by the name of its channel.

    The one with the buttons has an empty name.
    """

    messages: Mapping[str, Shown]
    claimed_at: datetime
    reminded_at: datetime | None = None


class Shown(NamedTuple):
    """One message of a preview: its id, and a mark of what it reads."""

    message_id: int
    mark: str


class Decisions:
    """The table of decisions in a store's database.

    A decision is written first and the ledger asked after; who delivers claims first and asks
    for decisions after. So each decision is either heeded or its maker is told that it came too
    late, on every database, without a lock that both would have to know.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def decide(self, new: Sequence[Decision]) -> bool:
        """Note decisions of one press, about several channels; False if any comes too late, and
        then none stands.
        """
        with self._store.session() as session:
            rows = [_row(decision) for decision in new]
            session.add_all(rows)
            session.flush()
            numbers = [row.id for row in rows]
        if all(self._open(decision) for decision in new):
            return True
        self._mark(numbers, by="the post was made already", at=new[0].at)
        return False

    def undo(self, channels: Sequence[str], on: date, *, by: str, now: datetime) -> bool:
        """Undo the last decision about each channel's post; False if there is none, or too late."""
        last = [found[-1] for name in channels if (found := self.of(name, on).decisions)]
        if not last:
            return False
        numbers = [decision.id for decision in last]
        self._mark(numbers, by=by, at=now)
        if all(self._open(decision) for decision in last):
            return True
        self._mark(numbers, by="", at=None)
        return False

    def of(self, channel: str, on: date) -> Decided:
        """What holds for a channel's post of a date."""
        return Decided(
            tuple(d for d in self.history(channel, since=on) if not d.undone_by and d.date == on)
        )

    def history(self, channel: str, *, since: date) -> list[Decision]:
        """Every decision about a channel from a date on, undone ones too, as they were made."""
        wanted = (
            select(DecisionRow)
            .where(col(DecisionRow.channel) == channel, col(DecisionRow.day) >= since)
            .order_by(col(DecisionRow.id))
        )
        with self._store.session(reading=True) as session:
            return [_decision(row) for row in session.exec(wanted)]

    def _open(self, decision: Decision) -> bool:
        row = self._store.delivery(Key(decision.channel, decision.date))
        return row is None or row.state.open

    def _mark(self, numbers: Sequence[int | None], *, by: str, at: datetime | None) -> None:
        change = update(DecisionRow).where(col(DecisionRow.id).in_(numbers))
        with self._store.session() as session:
            session.execute(change.values(undone_by=by, undone_at=at))


class Previews:
    """The table of previews: one for a date of channels that tell the same, by the first's name."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, channel: str, on: date) -> Preview | None:
        """The preview of a date, if it was begun."""
        with self._store.session(reading=True) as session:
            row = session.get(PreviewRow, (channel, on))
            return _preview(row) if row else None

    def claim(self, channel: str, on: date, *, now: datetime) -> bool:
        """Take the making of a preview; False if it is made, or another copy is about to."""
        values = {"messages": "[]", "claimed_at": now}
        insert = self._store.insert(PreviewRow).values(channel=channel, day=on, **values)
        left = (col(PreviewRow.messages) == "[]") & (col(PreviewRow.claimed_at) < now - ABANDONED)
        statement = insert.on_conflict_do_update(
            index_elements=["channel", "day"], set_=values, where=left
        )
        with self._store.session() as session:
            return session.execute(statement.returning(col(PreviewRow.channel))).first() is not None

    def note(self, channel: str, on: date, messages: Mapping[str, Shown]) -> None:
        """Keep which messages show it, and what they read."""
        self._change(channel, on, messages=json.dumps([[n, *s] for n, s in messages.items()]))

    def note_reminder(self, channel: str, on: date, *, now: datetime) -> None:
        """Keep that the editors were reminded."""
        self._change(channel, on, reminded_at=now)

    def _change(self, channel: str, on: date, **values: Any) -> None:
        one = (col(PreviewRow.channel) == channel, col(PreviewRow.day) == on)
        with self._store.session() as session:
            session.execute(update(PreviewRow).where(*one).values(**values))


def _row(decision: Decision) -> DecisionRow:
    return DecisionRow(
        channel=decision.channel,
        day=decision.date,
        wish=decision.wish,
        about=decision.about,
        by=decision.by,
        at=decision.at,
    )


def _decision(row: DecisionRow) -> Decision:
    return Decision(
        channel=row.channel,
        date=row.day,
        wish=Wish(row.wish),
        about=row.about,
        by=row.by,
        at=row.at,
        undone_by=row.undone_by,
        undone_at=row.undone_at,
        id=row.id or 0,
    )


def _preview(row: PreviewRow) -> Preview:
    messages = {name: Shown(number, mark) for name, number, mark in json.loads(row.messages)}
    return Preview(messages, row.claimed_at, row.reminded_at)
