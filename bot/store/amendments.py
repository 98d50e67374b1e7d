"""The table of amendments: corrections of published posts, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import func, update
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.events import Correction, Event
from bot.store.entities import Amended, Amendment, Choice, Content, Key, Kind
from bot.store.ledger import STATEMENTS, columns_of, is_key
from bot.store.models import AmendmentRow, DeliveryRow
from bot.store.transactions import Transactions


class Amendments:
    """The amendments of one database. Each method is one transaction."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def add(self, found: Sequence[Amendment], *, now: datetime) -> None:
        """Add amendments, all of them or none; each gets its number.

        One that the operators were asked about, and did not choose for, joins the new one.
        """
        with self._transactions.writing() as session:
            for new in found:
                same = (*_of(new.post), col(AmendmentRow.event_id) == new.event.id)
                joined = update(AmendmentRow).where(*same, col(AmendmentRow.state) == Amended.ASKED)
                session.execute(joined.values(state=Amended.JOINED, settled_at=now))
                last = session.exec(select(func.max(AmendmentRow.number)).where(*same)).one()
                session.add(_row(new, number=(last or 0) + 1, now=now))
                session.flush()

    def of(
        self,
        *,
        channel: str | None = None,
        post: Key | None = None,
        states: Sequence[Amended] = (),
        untold: bool = False,
    ) -> list[Amendment]:
        """Amendments in the order in which they were noted; each argument narrows them."""
        wanted = _wanted(channel, post, tuple(states), untold=untold)
        with self._transactions.reading() as session:
            return [_amendment(row) for row in session.exec(wanted)]

    def last_done(self) -> datetime | None:
        """When the last correction of a post was made."""
        wanted = select(func.max(AmendmentRow.settled_at)).where(
            col(AmendmentRow.state) == Amended.DONE
        )
        with self._transactions.reading() as session:
            return session.exec(wanted).one()

    def get(self, number: int) -> Amendment | None:
        """The amendment of a row's own number, which buttons carry."""
        with self._transactions.reading() as session:
            row = session.get(AmendmentRow, number)
            return _amendment(row) if row else None

    def postpone(
        self, found: Sequence[Amendment], *, until: datetime | None, error: str = ""
    ) -> None:
        """Note one more try, and when the next one may come."""
        again = {"attempts": col(AmendmentRow.attempts) + 1, "not_before": until, "error": error}
        with self._transactions.writing() as session:
            session.execute(update(AmendmentRow).where(_among(found)).values(**again))

    def choose(self, amendment: Amendment, choice: Choice, *, now: datetime) -> bool:
        """Note what the operators chose; False if it is being done or done already."""
        left = choice is Choice.LEAVE
        chosen = {
            "choice": choice,
            "state": Amended.LEFT if left else Amended.WAITING,
            "settled_at": now if left else None,
            "not_before": None,
            "error": "",
        }
        free = (Amended.ASKED, Amended.LEFT, Amended.FAILED)
        change = (
            update(AmendmentRow)
            .where(_among([amendment]), col(AmendmentRow.state).in_(free))
            .values(**chosen)
            .returning(col(AmendmentRow.id))
        )
        with self._transactions.writing() as session:
            return session.execute(change).first() is not None

    def reopen(self, key: Key) -> None:
        """Set a failed amendment to waiting, if ``key`` is that of the delivery that makes it."""
        failed = self.of(channel=key.channel, states=[Amended.FAILED])
        found = [amendment for amendment in failed if amendment.key == key]
        change = update(AmendmentRow).where(_among(found)).values(state=Amended.WAITING)
        with self._transactions.writing() as session:
            session.execute(change)

    def turn(self, amendment: Amendment, choice: Choice | None, *, error: str = "") -> None:
        """Change how a waiting amendment is done, where one way is closed; None: not known yet."""
        turned = {"choice": choice or "", "error": error}
        change = update(AmendmentRow).where(_among([amendment])).values(**turned)
        with self._transactions.writing() as session:
            session.execute(change)

    def settle(
        self,
        found: Sequence[Amendment],
        state: Amended,
        *,
        now: datetime,
        error: str = "",
        content: Content | None = None,
        remote_id: str | None = None,
    ) -> None:
        """Settle amendments of one post, and note with them what is on air there now."""
        end = {"state": state, "settled_at": now, "not_before": None, "error": error}
        with self._transactions.writing() as session:
            session.execute(update(AmendmentRow).where(_among(found)).values(**end))
            on_air = columns_of(content) if content else {}
            if remote_id is not None:
                on_air["remote_id"] = remote_id
            if on_air:
                post = update(DeliveryRow).where(*is_key(found[0].post))
                session.execute(post.values(**on_air))

    def mark_told(self, found: Sequence[Amendment]) -> None:
        """Note that the operators were notified of these."""
        with self._transactions.writing() as session:
            session.execute(update(AmendmentRow).where(_among(found)).values(told=True))


@lru_cache(maxsize=STATEMENTS)
def _wanted(
    channel: str | None, post: Key | None, states: tuple[Amended, ...], *, untold: bool
) -> SelectOfScalar[AmendmentRow]:
    """The statement of ``Amendments.of``."""
    wanted = select(AmendmentRow).order_by(col(AmendmentRow.id))
    if channel is not None:
        wanted = wanted.where(col(AmendmentRow.channel) == channel)
    if post is not None:
        wanted = wanted.where(*_of(post))
    if states:
        wanted = wanted.where(col(AmendmentRow.state).in_(states))
    if untold:
        wanted = wanted.where(col(AmendmentRow.told).is_(False))
    return wanted


def _of(post: Key) -> tuple[Any, ...]:
    return (
        col(AmendmentRow.channel) == post.channel,
        col(AmendmentRow.date) == post.date,
        col(AmendmentRow.slot) == post.slot,
    )


def _among(found: Sequence[Amendment]) -> Any:
    return col(AmendmentRow.id).in_([amendment.id for amendment in found])


def _row(new: Amendment, *, number: int, now: datetime) -> AmendmentRow:
    return AmendmentRow(
        channel=new.post.channel,
        date=new.post.date,
        slot=new.post.slot,
        event_id=new.event.id,
        number=number,
        kind=new.kind,
        noted_on=new.note.on if new.note else None,
        note=new.note.note if new.note else "",
        event=new.event.to_json(),
        state=new.state,
        noticed_at=now,
    )


def _amendment(row: AmendmentRow) -> Amendment:
    return Amendment(
        post=Key(row.channel, row.date, row.slot),
        event=Event.from_json(row.event),
        kind=Kind(row.kind),
        number=row.number,
        note=Correction(row.noted_on, row.note) if row.noted_on else None,
        state=Amended(row.state),
        choice=Choice(row.choice) if row.choice else None,
        attempts=row.attempts,
        not_before=row.not_before,
        error=row.error,
        id=row.id or 0,
    )
