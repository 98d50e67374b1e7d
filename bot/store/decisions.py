"""What editors decide about posts to come, and the previews in which they do."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.store.database import Store
from bot.store.entities import Key
from bot.store.models import DecisionRow, PreviewRow
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


class Change(StrEnum):
    """What is happening to a decision that is not settled yet."""

    NONE = ""
    MAKING = "making"
    UNDOING = "undoing"


class Decisions:
    """The table of decisions in a store's database.

    A change is noted as begun, then the ledger is asked, then it is settled; who delivers waits
    while one is begun, and asks again once the post is claimed. So each decision is either heeded
    by every channel or its maker is told that it came too late, on every database, without a lock
    that both would have to know.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def decide(self, new: Sequence[Decision], *, if_open: Collection[str] | None = None) -> bool:
        """Note the decisions of one press; False if it comes too late, and then none stands.

        It is too late where the post of a channel among ``if_open``, by default of any, is claimed.
        """
        with self._store.session() as session:
            rows = [_row(decision) for decision in new]
            session.add_all(rows)
            session.flush()
            numbers = [row.id for row in rows]
        asked = [d for d in new if if_open is None or d.channel in if_open]
        if all(self._open(decision) for decision in asked):
            self._settle(numbers)
            return True
        self._settle(numbers, undone_by="the post was made already", undone_at=new[0].at)
        return False

    def undo(
        self,
        last: Sequence[Decision],
        *,
        by: str,
        now: datetime,
        if_open: Collection[str] | None = None,
    ) -> bool:
        """Undo decisions; False if it comes too late, and then they stand."""
        numbers = [decision.id for decision in last]
        self._settle(numbers, change=Change.UNDOING, undone_at=now)
        asked = [d for d in last if if_open is None or d.channel in if_open]
        in_time = all(self._open(decision) for decision in asked)
        self._settle(numbers, undone_by=by if in_time else "", undone_at=now if in_time else None)
        return in_time

    def of(self, channel: str, on: date) -> Decided:
        """What holds for a channel's post of a date."""
        wanted = self._wanted(channel).where(col(DecisionRow.day) == on)
        with self._store.session(reading=True) as session:
            rows = list(session.exec(wanted))
        changing = [row.undone_at or row.at for row in rows if row.change]
        holds = (row for row in rows if not row.undone_by and row.change != Change.MAKING)
        return Decided(tuple(map(_decision, holds)), max(changing, default=None))

    def history(self, channel: str, *, since: date) -> list[Decision]:
        """Every decision about a channel from a date on, undone ones too, as they were made."""
        wanted = self._wanted(channel).where(col(DecisionRow.day) >= since)
        with self._store.session(reading=True) as session:
            return [_decision(row) for row in session.exec(wanted)]

    def _wanted(self, channel: str) -> SelectOfScalar[DecisionRow]:
        one = select(DecisionRow).where(col(DecisionRow.channel) == channel)
        return one.order_by(col(DecisionRow.id))

    def _open(self, decision: Decision) -> bool:
        row = self._store.delivery(Key(decision.channel, decision.date))
        return row is None or row.state.open

    def _settle(self, numbers: Sequence[int | None], **values: Any) -> None:
        change = update(DecisionRow).where(col(DecisionRow.id).in_(numbers))
        with self._store.session() as session:
            session.execute(change.values(**{"change": Change.NONE, **values}))


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
        told = json.dumps([[name, *shown] for name, shown in messages.items()])
        with self._store.session() as session:
            session.execute(self._row(channel, on).values(messages=told))

    def take_reminder(self, channel: str, on: date, *, now: datetime) -> bool:
        """Take the reminding of the editors; False if it was done."""
        taken = self._row(channel, on).where(col(PreviewRow.reminded_at).is_(None))
        with self._store.session() as session:
            change = taken.values(reminded_at=now).returning(col(PreviewRow.channel))
            return session.execute(change).first() is not None

    def _row(self, channel: str, on: date) -> Any:
        one = (col(PreviewRow.channel) == channel, col(PreviewRow.day) == on)
        return update(PreviewRow).where(*one)


def _row(decision: Decision) -> DecisionRow:
    return DecisionRow(
        channel=decision.channel,
        day=decision.date,
        wish=decision.wish,
        about=decision.about,
        by=decision.by,
        at=decision.at,
        change=Change.MAKING,
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
