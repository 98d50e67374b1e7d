"""The table of decisions: what editors decided about posts that are still to come."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.selection import Wishes
from bot.store.entities import Key
from bot.store.ledger import delivery_of
from bot.store.models import DecisionRow
from bot.store.transactions import Transactions


class Wish(StrEnum):
    """The kinds of decision about a post that is still to come."""

    AS_IS = "as it is"
    OTHER_LEAD = "another lead"
    WITHOUT = "without"
    HOLD = "hold"

    @property
    def names_an_entry(self) -> bool:
        """True if a decision of this kind is about one entry."""
        return self in (Wish.OTHER_LEAD, Wish.WITHOUT)


@dataclass(frozen=True, slots=True)
class Decision:
    """An editor's wish about a channel's post of a date: who, when, and whether it was undone.

    ``about`` is the entry that is not to lead or to be left out; for ``AS_IS`` what was approved.
    """

    channel: str
    date: date
    wish: Wish
    about: str
    by: str
    at: datetime
    undone_by: str = ""
    undone_at: datetime | None = None
    id: int = 0

    @property
    def words(self) -> str:
        """``another lead some-entry``: what is wanted, and of which entry."""
        return f"{self.wish} {self.about}" if self.wish.names_an_entry else str(self.wish)


@dataclass(frozen=True, slots=True)
class Decided:
    """The valid decisions about a post, in the order in which they were made.

    ``changing_since`` is when one of them began to be made or undone that is not settled yet.
    """

    decisions: tuple[Decision, ...] = ()
    changing_since: datetime | None = None

    @property
    def wishes(self) -> Wishes:
        """The editors' wishes for the choice of the day's entries."""
        return Wishes(self._about(Wish.OTHER_LEAD), self._about(Wish.WITHOUT))

    def _about(self, wish: Wish) -> frozenset[str]:
        return frozenset(one.about for one in self.decisions if one.wish is wish)

    @property
    def held_by(self) -> str:
        """The name of the editor who holds the post back; empty if nobody does."""
        return next((one.by for one in self.decisions if one.wish is Wish.HOLD), "")

    def approved(self, text: str) -> Decision | None:
        """The approval of exactly this finished text, if there is one."""
        mark = approval_mark(text)
        approvals = [one for one in self.decisions if one.wish is Wish.AS_IS]
        return next((one for one in approvals if one.about == mark), None)


def approval_mark(text: str) -> str:
    """A hash of a finished text, by which an approval names it."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class Change(StrEnum):
    """The change in progress for a decision that is not settled yet."""

    NONE = ""
    MAKING = "making"
    UNDOING = "undoing"


class Decisions:
    """The decisions of one database.

    A decision is first noted as in progress, then the ledger is read, then the decision is
    settled. Delivery waits while a decision is in progress, and reads the decisions again after
    the claim. So every channel follows a decision, or the editor is notified that it came too late.
    """

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def decide(self, new: Sequence[Decision], *, if_open: Collection[str] | None = None) -> bool:
        """Note the decisions of one press; False if it comes too late: then none is valid.

        It is too late where the post of a channel among ``if_open``, by default of any, is claimed.
        """
        with self._transactions.writing() as session:
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
        """Undo decisions; False if it comes too late: then they stay valid."""
        numbers = [decision.id for decision in last]
        self._settle(numbers, change=Change.UNDOING, undone_at=now)
        asked = [d for d in last if if_open is None or d.channel in if_open]
        in_time = all(self._open(decision) for decision in asked)
        self._settle(numbers, undone_by=by if in_time else "", undone_at=now if in_time else None)
        return in_time

    def of(self, channel: str, on: date) -> Decided:
        """The decisions that are valid for a channel's post of a date."""
        wanted = self._wanted(channel).where(col(DecisionRow.day) == on)
        with self._transactions.reading() as session:
            rows = list(session.exec(wanted))
        changing = [row.undone_at or row.at for row in rows if row.change]
        holds = (row for row in rows if not row.undone_by and row.change != Change.MAKING)
        return Decided(tuple(map(_decision, holds)), max(changing, default=None))

    def history(self, channel: str, *, since: date) -> list[Decision]:
        """Every decision about a channel from a date on, undone ones too, as they were made."""
        wanted = self._wanted(channel).where(col(DecisionRow.day) >= since)
        with self._transactions.reading() as session:
            return [_decision(row) for row in session.exec(wanted)]

    def _wanted(self, channel: str) -> SelectOfScalar[DecisionRow]:
        one = select(DecisionRow).where(col(DecisionRow.channel) == channel)
        return one.order_by(col(DecisionRow.id))

    def _open(self, decision: Decision) -> bool:
        with self._transactions.reading() as session:
            row = delivery_of(session, Key(decision.channel, decision.date))
            return row is None or row.state.open

    def _settle(self, numbers: Sequence[int | None], **values: Any) -> None:
        change = update(DecisionRow).where(col(DecisionRow.id).in_(numbers))
        with self._transactions.writing() as session:
            session.execute(change.values(**{"change": Change.NONE, **values}))


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
