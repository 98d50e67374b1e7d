"""The table of deliveries: one row for each post of a channel on a local date."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, func, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.events import Event
from bot.post import Button, Earlier, PictureKind
from bot.store.entities import DAY_SLOT, Content, Delivery, Key
from bot.store.models import DeliveryRow
from bot.store.states import OPEN, State, before
from bot.store.transactions import Transactions

LONGEST_WAIT = timedelta(days=1)  # no delivery waits longer
STATEMENTS = 64  # that are kept of a kind
BOUND = "settled_since"


class Ledger:
    """The deliveries of one database. Each method is one transaction; times are aware."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def get(self, key: Key) -> Delivery | None:
        """The delivery of a key, if there is a row."""
        with self._transactions.reading() as session:
            return delivery_of(session, key)

    def by_id(self, number: int) -> Delivery | None:
        """The delivery of a row number, which buttons carry."""
        with self._transactions.reading() as session:
            row = session.get(DeliveryRow, number)
            return delivery_from(row) if row else None

    def find(
        self,
        *,
        channel: str | None = None,
        states: Sequence[State] = (),
        since: date | None = None,
        until: date | None = None,
        settled_since: datetime | None = None,
    ) -> list[Delivery]:
        """Deliveries by date and channel, oldest first; each argument narrows them."""
        wanted = _wanted(channel, tuple(states), since, until, bounded=settled_since is not None)
        bound = {BOUND: settled_since} if settled_since is not None else {}
        with self._transactions.reading() as session:
            return [delivery_from(row) for row in session.exec(wanted, params=bound)]

    def claim(
        self, key: Key, content: Content, *, now: datetime, edit_of: str | None = None
    ) -> bool:
        """Set a delivery to ``sending``, with the content that is to be sent.

        True for exactly one caller: where there is no row yet, or it is open and its
        ``not_before`` has passed, or is so late that a wrong clock wrote it. It is one statement,
        so two claimants cannot both succeed.
        The first claim keeps the channel's last post, which was on air before every try;
        ``edit_of`` is the version of a post that the delivery edits.
        """
        values = {
            **columns_of(content),
            "state": State.SENDING,
            "claimed_at": now,
            "settled_at": None,
            "not_before": None,
            "looks": 0,
            "look_state": "",
            "error": "",
            "edit_of": edit_of,
        }
        new = {**values, "channel": key.channel, "date": key.date, "slot": key.slot}
        last = last_remote_id(key.channel, content).scalar_subquery()
        insert = self._transactions.insert(DeliveryRow).values(**new, attempts=1, after_id=last)
        statement = insert.on_conflict_do_update(
            index_elements=["channel", "date", "slot"],
            set_={
                **values,
                "attempts": col(DeliveryRow.attempts) + 1,
                "after_id": func.coalesce(DeliveryRow.after_id, insert.excluded.after_id),
            },
            where=col(DeliveryRow.state).in_(OPEN)
            & (
                col(DeliveryRow.not_before).is_(None)
                | (col(DeliveryRow.not_before) <= now)
                | (col(DeliveryRow.not_before) > now + LONGEST_WAIT)
            ),
        ).returning(col(DeliveryRow.id))
        with self._transactions.writing() as session:
            return session.execute(statement).first() is not None

    def record(
        self,
        key: Key,
        state: State,
        *,
        now: datetime,
        seen: State | None = None,
        content: Content | None = None,
        remote_id: str | None = None,
        chat_id: str = "",
        not_before: datetime | None = None,
        error: str = "",
    ) -> bool:
        """Set a delivery to a state; False if its present state does not allow that.

        ``seen`` is the state in which the caller saw it: if it has changed, nothing is set. With
        ``content`` a row is made where there is none.
        """
        values: dict[str, Any] = {
            "state": state,
            "settled_at": now,
            "not_before": not_before,
            "error": error,
        }
        if remote_id is not None:
            values["remote_id"] = remote_id
        if chat_id:
            values["chat_id"] = chat_id
        allowed = before(state) if seen is None else before(state) & {seen}
        change = update(DeliveryRow).where(*is_key(key), col(DeliveryRow.state).in_(allowed))
        with self._transactions.writing() as session:
            done = session.execute(change.values(**values).returning(col(DeliveryRow.id))).first()
            if done is not None or content is None:
                return done is not None
            new = {**columns_of(content), **values, "attempts": 0}
            insert = self._transactions.insert(DeliveryRow).values(
                **new, channel=key.channel, date=key.date, slot=key.slot
            )
            added = insert.on_conflict_do_nothing().returning(col(DeliveryRow.id))
            return session.execute(added).first() is not None

    def note_picture(self, key: Key, *, picture: str, kind: PictureKind | None) -> None:
        """Note the picture that a post on air has: its hash, empty if that is not known."""
        values = {"picture": picture, "picture_kind": kind or ""}
        change = update(DeliveryRow).where(*is_key(key)).values(**values)
        with self._transactions.writing() as session:
            session.execute(change)

    def note_look(self, key: Key, *, looks: int, now: datetime, state: str = "") -> None:
        """Note that a post in doubt was looked for, how many looks in a row were absent, and where
        a look that is not finished goes on.
        """
        values = {"looks": looks, "looked_at": now, "look_state": state}
        change = update(DeliveryRow).where(*is_key(key)).values(**values)
        with self._transactions.writing() as session:
            session.execute(change)

    def date_claim(self, key: Key, *, now: datetime) -> None:
        """Date a claim anew that a clock ahead of the time has dated."""
        change = update(DeliveryRow).where(*is_key(key)).values(claimed_at=now, looked_at=None)
        with self._transactions.writing() as session:
            session.execute(change)

    def last_day(self, channel: str, *, before: date) -> date | None:
        """The last date before another for which there is a daily post."""
        with self._transactions.reading() as session:
            found: date | None = session.exec(_last_day(channel, before)).one()
        return found


def delivery_of(session: Session, key: Key) -> Delivery | None:
    """The delivery of a key, read in a transaction that is open."""
    row = session.exec(_of_key(key)).one_or_none()
    return delivery_from(row) if row else None


# Statements that each heartbeat needs are kept: to make and compile one anew takes twice as long
# as to run it.


@lru_cache(maxsize=STATEMENTS)
def _of_key(key: Key) -> SelectOfScalar[DeliveryRow]:
    return select(DeliveryRow).where(*is_key(key))


@lru_cache(maxsize=STATEMENTS)
def _last_day(channel: str, before: date) -> SelectOfScalar[Any]:
    return select(func.max(DeliveryRow.date)).where(
        col(DeliveryRow.channel) == channel,
        col(DeliveryRow.slot) == DAY_SLOT,
        col(DeliveryRow.date) < before,
    )


@lru_cache(maxsize=STATEMENTS)
def _wanted(
    channel: str | None,
    states: tuple[State, ...],
    since: date | None,
    until: date | None,
    *,
    bounded: bool,
) -> SelectOfScalar[DeliveryRow]:
    """The statement of ``Ledger.find``; ``bounded``, settled since the parameter ``BOUND``."""
    wanted = select(DeliveryRow).order_by(
        col(DeliveryRow.date), col(DeliveryRow.channel), col(DeliveryRow.id)
    )
    if channel is not None:
        wanted = wanted.where(col(DeliveryRow.channel) == channel)
    if states:
        wanted = wanted.where(col(DeliveryRow.state).in_(states))
    if since is not None:
        wanted = wanted.where(col(DeliveryRow.date) >= since)
    if until is not None:
        wanted = wanted.where(col(DeliveryRow.date) <= until)
    if bounded:
        wanted = wanted.where(col(DeliveryRow.settled_at) >= bindparam(BOUND))
    return wanted


def is_key(key: Key) -> tuple[Any, ...]:
    """The conditions that select the row of a key."""
    return (
        col(DeliveryRow.channel) == key.channel,
        col(DeliveryRow.date) == key.date,
        col(DeliveryRow.slot) == key.slot,
    )


def last_remote_id(channel: str, chat: Content) -> SelectOfScalar[str | None]:
    """The last post by date: ids are compared only with those of the same chat, and a chat that is
    made anew under the same name begins at 1 again.
    """
    own = (col(DeliveryRow.channel) == channel, *in_chat(chat))
    return select(col(DeliveryRow.remote_id)).where(*own).order_by(*latest()).limit(1)


def latest() -> tuple[Any, ...]:
    """The order that puts the last post first."""
    return col(DeliveryRow.date).desc(), col(DeliveryRow.id).desc()


def in_chat(chat: Content) -> tuple[Any, ...]:
    """The conditions of posts with an id in a chat; where no chat's id is known, on its target."""
    own, target = col(DeliveryRow.chat_id), col(DeliveryRow.target)
    by_target = (target == chat.target) & (own == "")
    same = (own == chat.chat_id) | by_target if chat.chat_id else target == chat.target
    return same, col(DeliveryRow.remote_id).is_not(None)


def columns_of(content: Content) -> dict[str, Any]:
    """The columns that keep a content."""
    return {
        "platform": content.platform,
        "target": content.target,
        "text": content.text,
        "button_text": content.button.text if content.button else "",
        "button_start": content.button.start if content.button else "",
        "lead": content.events[0].id if content.events else "",
        "content": content.events_json,
        "earlier": content.earlier,
        "story": content.story_json,
        "chat_id": content.chat_id,
        "picture": content.picture,
        "picture_kind": content.picture_kind or "",
    }


def delivery_from(row: DeliveryRow) -> Delivery:
    """The record of a row."""
    events = tuple(Event.stored(table) for table in json.loads(row.content))
    story = tuple(Earlier(Event.stored(table), url) for table, url in json.loads(row.story))
    return Delivery(
        key=Key(row.channel, row.date, row.slot),
        state=State(row.state),
        content=Content(
            row.platform,
            row.target,
            row.text,
            Button(row.button_text, start=row.button_start) if row.button_text else None,
            events,
            row.earlier,
            story,
            row.chat_id,
            row.picture,
            PictureKind(row.picture_kind) if row.picture_kind else None,
        ),
        remote_id=row.remote_id,
        after_id=row.after_id,
        attempts=row.attempts,
        not_before=row.not_before,
        claimed_at=row.claimed_at,
        settled_at=row.settled_at,
        looks=row.looks,
        looked_at=row.looked_at,
        error=row.error,
        id=row.id or 0,
        look_state=row.look_state,
        edit_of=row.edit_of,
    )
