"""The ledger and what stands beside it. Every method is one transaction; nothing is cached."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Self

from sqlalchemy import delete, func, update
from sqlalchemy.engine import Engine
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.channel_config import ChannelConfig
from bot.events import Event
from bot.post import Button, Earlier
from bot.store.engine import open_engine
from bot.store.entities import (
    DAY_SLOT,
    Content,
    Delivery,
    Hold,
    Key,
    Notice,
    NoticeButton,
    State,
)
from bot.store.leader_lock import Owner, owner_of
from bot.store.models import DeliveryRow, HoldRow, MarkRow, NoticeRow, SpendingRow
from bot.store.reports import Reports
from bot.store.transactions import insert_into, session_of
from bot.store.users import People

MICRO = 1_000_000
BEAT = "beat"


class Store:
    """The database of one service. Times are given by the caller, aware."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str, **options: float) -> Store:
        """The store at a database address; StoreError if it cannot be used."""
        return cls(open_engine(url, **options))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the connections go."""
        self._engine.dispose()

    def owner(self) -> Owner:
        """The lock of this database, not yet taken."""
        return owner_of(self._engine)

    @property
    def people(self) -> People:
        """What is kept of the people who talk to the bot."""
        return People(self._engine)

    @property
    def reports(self) -> Reports:
        """The reports of errors."""
        return Reports(self._engine)

    def session(self, *, reading: bool = False) -> AbstractContextManager[Session]:
        """One transaction, for this folder alone: no session leaves it."""
        return session_of(self._engine, reading=reading)

    def insert(self, table: Any) -> Any:
        """The database's own INSERT into a table, for this folder alone."""
        return insert_into(self._engine, table)

    def pragma(self, statement: str) -> None:
        """Set an SQLite pragma on the connection in use: how drills fill or lock a database."""
        with self._engine.connect() as connection:
            reading = connection.execution_options(reading=True)
            reading.exec_driver_sql(f"PRAGMA {statement}")

    # -- the ledger --

    def delivery(self, key: Key) -> Delivery | None:
        """The delivery of a key, if there is a row."""
        with self.session(reading=True) as session:
            row = session.exec(select(DeliveryRow).where(*is_key(key))).one_or_none()
            return _delivery(row) if row else None

    def delivery_by_id(self, number: int) -> Delivery | None:
        """The delivery of a row's own number, which buttons carry."""
        with self.session(reading=True) as session:
            row = session.get(DeliveryRow, number)
            return _delivery(row) if row else None

    def deliveries(
        self,
        *,
        channel: str | None = None,
        states: Sequence[State] = (),
        since: date | None = None,
        until: date | None = None,
        settled_since: datetime | None = None,
    ) -> list[Delivery]:
        """Deliveries by date and channel, oldest first; each argument narrows them."""
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
        if settled_since is not None:
            wanted = wanted.where(col(DeliveryRow.settled_at) >= settled_since)
        with self.session(reading=True) as session:
            return [_delivery(row) for row in session.exec(wanted)]

    def claim(self, key: Key, content: Content, *, now: datetime) -> bool:
        """Make the key's delivery ``sending``, with what is to be sent.

        True for exactly one caller: where there is no row yet, or it is open and not waiting
        for later. One statement on both databases, so two claimants cannot both see it free.

        The first claim keeps the channel's last post, which surely stands before every try.
        """
        values = {
            **columns_of(content),
            "state": State.SENDING,
            "claimed_at": now,
            "settled_at": None,
            "not_before": None,
            "looks": 0,
            "error": "",
        }
        new = {**values, "channel": key.channel, "date": key.date, "slot": key.slot}
        before = _last_remote_id(key.channel, content.target).scalar_subquery()
        insert = self.insert(DeliveryRow).values(**new, attempts=1, after_id=before)
        statement = insert.on_conflict_do_update(
            index_elements=["channel", "date", "slot"],
            set_={
                **values,
                "attempts": col(DeliveryRow.attempts) + 1,
                "after_id": func.coalesce(DeliveryRow.after_id, insert.excluded.after_id),
            },
            where=col(DeliveryRow.state).in_([state for state in State if state.open])
            & (col(DeliveryRow.not_before).is_(None) | (col(DeliveryRow.not_before) <= now)),
        ).returning(col(DeliveryRow.id))
        with self.session() as session:
            return session.execute(statement).first() is not None

    def record(
        self,
        key: Key,
        state: State,
        *,
        now: datetime,
        content: Content | None = None,
        remote_id: str | None = None,
        not_before: datetime | None = None,
        error: str = "",
        expect: Sequence[State] = (State.SENDING,),
    ) -> bool:
        """Settle a delivery in a state; True if it stood in one of ``expect`` (or had no row, where
        ``content`` is given to make one).
        """
        values: dict[str, Any] = {
            "state": state,
            "settled_at": now,
            "not_before": not_before,
            "error": error,
        }
        if remote_id is not None:
            values["remote_id"] = remote_id
        with self.session() as session:
            changed = session.execute(
                update(DeliveryRow)
                .where(*is_key(key), col(DeliveryRow.state).in_(expect))
                .values(**values)
                .returning(col(DeliveryRow.id))
            ).first()
            if changed is not None or content is None:
                return changed is not None
            new = {**columns_of(content), **values, "attempts": 0}
            insert = self.insert(DeliveryRow).values(
                **new, channel=key.channel, date=key.date, slot=key.slot
            )
            added = insert.on_conflict_do_nothing().returning(col(DeliveryRow.id))
            return session.execute(added).first() is not None

    def note_look(self, key: Key, *, looks: int, now: datetime) -> None:
        """Note that a post in doubt was looked for, and how often in a row it was absent."""
        change = update(DeliveryRow).where(*is_key(key)).values(looks=looks, looked_at=now)
        with self.session() as session:
            session.execute(change)

    def last_day(self, channel: str, *, before: date) -> date | None:
        """The last date before another of which the ledger has a daily post."""
        wanted = select(func.max(DeliveryRow.date)).where(
            col(DeliveryRow.channel) == channel,
            col(DeliveryRow.slot) == DAY_SLOT,
            col(DeliveryRow.date) < before,
        )
        with self.session(reading=True) as session:
            return session.exec(wanted).one()

    def last_remote_id(self, channel: str, *, target: str) -> str | None:
        """The id of the channel's last post on a target that is known to be on air."""
        with self.session(reading=True) as session:
            return session.exec(_last_remote_id(channel, target)).first()

    def on_air(self, channel: ChannelConfig, event_ids: Collection[str]) -> dict[str, str]:
        """The remote id of the channel's latest post about each event, for those that had one."""
        wanted = (
            select(DeliveryRow.lead, DeliveryRow.remote_id)
            .where(
                col(DeliveryRow.channel) == channel.name,
                col(DeliveryRow.state) == State.SENT,
                col(DeliveryRow.lead).in_(event_ids),
            )
            .order_by(col(DeliveryRow.date))
        )
        with self.session(reading=True) as session:
            return {lead: remote for lead, remote in session.exec(wanted) if remote}

    # -- holds --

    def hold(self, hold: Hold) -> None:
        """Stop a channel, or change until when."""
        with self.session() as session:
            session.merge(
                HoldRow(
                    channel=hold.channel,
                    until=hold.until,
                    since=hold.since,
                    by=hold.by,
                    why=hold.why,
                )
            )

    def holds(self) -> dict[str, Hold]:
        """The holds in force or past, by channel."""
        with self.session(reading=True) as session:
            rows = session.exec(select(HoldRow)).all()
            return {
                row.channel: Hold(row.channel, row.until, row.since, row.by, row.why)
                for row in rows
            }

    def hold_on(self, channel: str, day: date) -> Hold | None:
        """The hold that stops a channel on a date, if there is one."""
        hold = self.holds().get(channel)
        return hold if hold is not None and hold.covers(day) else None

    def resume(self, channel: str) -> bool:
        """End a channel's hold; False if there was none."""
        with self.session() as session:
            gone = delete(HoldRow).where(col(HoldRow.channel) == channel)
            return session.execute(gone.returning(col(HoldRow.channel))).first() is not None

    # -- what the operators are told --

    def raise_notice(
        self, key: str, text: str, *, now: datetime, buttons: Sequence[NoticeButton] = ()
    ) -> bool:
        """Note a trouble to be told once; False if it is known already.

        One that comes back before its end was told is told anew, in place of the end.
        """
        row = {
            "key": key,
            "text": text,
            "raised_at": now,
            "told_at": None,
            "over_text": "",
            "buttons": json.dumps(buttons),
        }
        added = self.insert(NoticeRow).values(**row)
        back = added.on_conflict_do_update(
            index_elements=["key"], set_=row, where=col(NoticeRow.over_text) != ""
        )
        with self.session() as session:
            return session.execute(back.returning(col(NoticeRow.key))).first() is not None

    def end_notice(self, key: str, text: str) -> None:
        """Note that a trouble is over; one that was never told is forgotten."""
        untold = delete(NoticeRow).where(
            col(NoticeRow.key) == key, col(NoticeRow.told_at).is_(None)
        )
        over = update(NoticeRow).where(col(NoticeRow.key) == key).values(over_text=text)
        with self.session() as session:
            session.execute(untold)
            session.execute(over)

    def untold(self) -> list[Notice]:
        """What is to be told to the operators now, oldest first."""
        wanted = (
            select(NoticeRow)
            .where(col(NoticeRow.told_at).is_(None) | (col(NoticeRow.over_text) != ""))
            .order_by(col(NoticeRow.raised_at), col(NoticeRow.key))
        )
        with self.session(reading=True) as session:
            return [_notice(row) for row in session.exec(wanted)]

    def mark_told(self, notice: Notice, *, now: datetime) -> None:
        """Note that the operators were told; a trouble that is over is forgotten with it."""
        with self.session() as session:
            if notice.over:
                session.execute(delete(NoticeRow).where(col(NoticeRow.key) == notice.key))
            else:
                session.execute(
                    update(NoticeRow).where(col(NoticeRow.key) == notice.key).values(told_at=now)
                )

    # -- money and marks --

    def book(self, channel: str, what: str, *, usd: Decimal, now: datetime) -> None:
        """Book what a call cost."""
        with self.session() as session:
            session.add(SpendingRow(channel=channel, at=now, what=what, micro_usd=int(usd * MICRO)))

    def spent(self, channel: str, *, since: datetime) -> Decimal:
        """What a channel cost since an instant, in US dollars."""
        total = select(func.coalesce(func.sum(SpendingRow.micro_usd), 0)).where(
            col(SpendingRow.channel) == channel, col(SpendingRow.at) >= since
        )
        with self.session(reading=True) as session:
            return Decimal(int(session.exec(total).one())) / MICRO

    def mark(self, name: str, *, now: datetime) -> None:
        """Set a named instant."""
        with self.session() as session:
            session.merge(MarkRow(name=name, at=now))

    def marked(self, name: str) -> datetime | None:
        """A named instant, if it was ever set."""
        with self.session(reading=True) as session:
            row = session.get(MarkRow, name)
            return row.at if row else None


def is_key(key: Key) -> tuple[Any, ...]:
    return (
        col(DeliveryRow.channel) == key.channel,
        col(DeliveryRow.date) == key.date,
        col(DeliveryRow.slot) == key.slot,
    )


def _last_remote_id(channel: str, target: str) -> SelectOfScalar[str | None]:
    """Ids grow on both platforms, as numbers; on another target they count from another start."""
    number = col(DeliveryRow.remote_id)
    return (
        select(number)
        .where(
            col(DeliveryRow.channel) == channel,
            col(DeliveryRow.target) == target,
            number.is_not(None),
        )
        .order_by(func.length(number).desc(), number.desc())
        .limit(1)
    )


def columns_of(content: Content) -> dict[str, Any]:
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
    }


def _notice(row: NoticeRow) -> Notice:
    if row.over_text:
        return Notice(row.key, row.over_text, over=True)
    buttons = tuple(NoticeButton(*button) for button in json.loads(row.buttons))
    return Notice(row.key, row.text, over=False, buttons=buttons)


def _delivery(row: DeliveryRow) -> Delivery:
    events = tuple(Event.of(table) for table in json.loads(row.content))
    story = tuple(Earlier(Event.of(table), url) for table, url in json.loads(row.story))
    return Delivery(
        key=Key(row.channel, row.date, row.slot),
        state=State(row.state),
        content=Content(
            row.platform,
            row.target,
            row.text,
            Button(row.button_text, row.button_start) if row.button_text else None,
            events,
            row.earlier,
            story,
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
    )


__all__ = ["BEAT", "DAY_SLOT", "Store"]
