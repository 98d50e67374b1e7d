"""The tables of users and of the updates that were answered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import col, select

from bot.store.models import PersonRow, UpdateRow
from bot.store.transactions import Transactions

REMEMBERED = 2000  # updates; Telegram delivers again only what came last


@dataclass(frozen=True, slots=True)
class Person:
    """A person's choices; empty where none was made.

    ``reporting`` is the entry about which the person's next words are a report, ``gone_at`` when
    the person blocked the bot, and ``hijri`` the Hijri calendar that dates follow.
    """

    id: int
    zone: str = ""
    language: str = ""
    reporting: str = ""
    gone_at: datetime | None = None
    hijri: str = ""


class Users:
    """The users of one database. Each method is one transaction."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def get(self, person_id: int) -> Person:
        """The stored choices of a person; one without choices where nothing is stored."""
        with self._transactions.reading() as session:
            row = session.get(PersonRow, person_id)
            if row is None:
                return Person(person_id)
            return Person(
                row.id, row.zone, row.language, row.reporting, row.gone_at, hijri=row.hijri
            )

    def put(self, person: Person) -> None:
        """Keep a person's choices, in place of the earlier ones."""
        with self._transactions.writing() as session:
            session.merge(
                PersonRow(
                    id=person.id,
                    zone=person.zone,
                    language=person.language,
                    reporting=person.reporting,
                    gone_at=person.gone_at,
                    hijri=person.hijri,
                )
            )

    def note_gone(self, person_id: int, gone_at: datetime | None) -> None:
        """Note that a person blocked the bot, or came back; of a stranger nothing is kept."""
        known = update(PersonRow).where(col(PersonRow.id) == person_id)
        with self._transactions.writing() as session:
            session.execute(known.values(gone_at=gone_at))

    def forget(self, person_id: int) -> None:
        """Delete what is kept of a person; the reports have a method of their own."""
        with self._transactions.writing() as session:
            session.execute(delete(PersonRow).where(col(PersonRow.id) == person_id))

    def see(self, updates: Collection[int]) -> None:
        """Note updates as answered; only the last ones are remembered."""
        if not updates:
            return
        rows = [{"id": number} for number in updates]
        with self._transactions.writing() as session:
            insert = self._transactions.insert(UpdateRow)
            session.execute(insert.on_conflict_do_nothing(), rows)
            old = max(updates) - REMEMBERED
            session.execute(delete(UpdateRow).where(col(UpdateRow.id) < old))

    def seen(self) -> list[int]:
        """The updates that were answered last, in order."""
        with self._transactions.reading() as session:
            return list(session.exec(select(UpdateRow.id).order_by(col(UpdateRow.id))))
