"""The table of reports: errors in entries that users report, and operators close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, func, update
from sqlmodel import col, select

from bot.store.models import ReportRow
from bot.store.transactions import Transactions

KEPT = timedelta(days=90)  # how long a closed report keeps its words and its author


class ReportState(StrEnum):
    """The life of a report."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Report:
    """A person's report of a fault in an entry; ``person`` is None once it is forgotten."""

    id: int
    person: int | None
    language: str
    event_id: str
    words: str
    state: ReportState
    made_at: datetime
    closed_at: datetime | None


class Reports:
    """The reports of one database. Each method is one transaction."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def make(
        self,
        person: int,
        event_id: str,
        *,
        words: str,
        language: str,
        update_id: int,
        now: datetime,
    ) -> bool:
        """Note a report; False if the same update made one before."""
        insert = self._transactions.insert(ReportRow).values(
            person=person,
            event_id=event_id,
            words=words,
            language=language,
            update_id=update_id,
            state=ReportState.OPEN,
            made_at=now,
            told=False,
        )
        added = insert.on_conflict_do_nothing().returning(col(ReportRow.id))
        with self._transactions.writing() as session:
            return session.execute(added).first() is not None

    def count_since(self, person: int, since: datetime) -> int:
        """The number of a person's reports since an instant."""
        wanted = select(func.count()).where(
            col(ReportRow.person) == person, col(ReportRow.made_at) >= since
        )
        with self._transactions.reading() as session:
            return int(session.exec(wanted).one())

    def close(self, report_id: int, state: ReportState, *, now: datetime) -> bool:
        """Accept or decline an open report; False if it is not open. Notify its author later."""
        changed = (
            update(ReportRow)
            .where(col(ReportRow.id) == report_id, col(ReportRow.state) == ReportState.OPEN)
            .values(state=state, closed_at=now, told=False)
            .returning(col(ReportRow.id))
        )
        with self._transactions.writing() as session:
            return session.execute(changed).first() is not None

    def get(self, report_id: int) -> Report | None:
        """A report by its number."""
        with self._transactions.reading() as session:
            row = session.get(ReportRow, report_id)
            return _report(row) if row else None

    def all(self, *, states: Sequence[ReportState] = ()) -> list[Report]:
        """The reports, oldest first; ``states`` narrows them."""
        wanted = select(ReportRow).order_by(col(ReportRow.id))
        if states:
            wanted = wanted.where(col(ReportRow.state).in_(states))
        with self._transactions.reading() as session:
            return [_report(row) for row in session.exec(wanted)]

    def untold(self) -> list[Report]:
        """Open reports not yet shown to the operators, and closed ones not yet to their authors."""
        wanted = select(ReportRow).where(col(ReportRow.told).is_(False)).order_by(col(ReportRow.id))
        with self._transactions.reading() as session:
            return [_report(row) for row in session.exec(wanted)]

    def mark_told(self, report: Report) -> None:
        """Note that those concerned know of a report's state; not if it has changed meanwhile."""
        told = update(ReportRow).where(
            col(ReportRow.id) == report.id, col(ReportRow.state) == report.state
        )
        with self._transactions.writing() as session:
            session.execute(told.values(told=True))

    def forget(self, person: int) -> None:
        """Delete all reports of a person."""
        with self._transactions.writing() as session:
            session.execute(delete(ReportRow).where(col(ReportRow.person) == person))

    def purge(self, now: datetime) -> None:
        """Forget the words and authors of reports that were closed 90 days ago."""
        old = update(ReportRow).where(
            col(ReportRow.closed_at) < now - KEPT, col(ReportRow.person).is_not(None)
        )
        with self._transactions.writing() as session:
            session.execute(old.values(words="", person=None, update_id=None, told=True))


def _report(row: ReportRow) -> Report:
    assert row.id is not None
    return Report(
        id=row.id,
        person=row.person,
        language=row.language,
        event_id=row.event_id,
        words=row.words,
        state=ReportState(row.state),
        made_at=row.made_at,
        closed_at=row.closed_at,
    )
