"""The table of notices: messages to the operators that are still to be sent."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, update
from sqlmodel import col, select

from bot.post import Button
from bot.store.entities import Notice
from bot.store.models import NoticeRow
from bot.store.transactions import Transactions

_OWN = col(NoticeRow.key) == bindparam("own")
_UNSENT = delete(NoticeRow).where(_OWN, col(NoticeRow.told_at).is_(None))
_OVER = update(NoticeRow).where(_OWN)
_PENDING = (
    select(NoticeRow)
    .where(col(NoticeRow.told_at).is_(None) | (col(NoticeRow.over_text) != ""))
    .order_by(col(NoticeRow.raised_at), col(NoticeRow.key))
)


class Notices:
    """The notices of one database: each problem is sent once, and its end once."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def add(self, key: str, text: str, *, now: datetime, buttons: Sequence[Button] = ()) -> bool:
        """Note a problem to be sent once; False if it is known already.

        A problem that comes back before its end was sent is sent again, in place of the end.
        """
        row = {
            "key": key,
            "text": text,
            "raised_at": now,
            "told_at": None,
            "over_text": "",
            "buttons": json.dumps([(button.text, button.data) for button in buttons]),
        }
        added = self._transactions.insert(NoticeRow).values(**row)
        again = added.on_conflict_do_update(
            index_elements=["key"], set_=row, where=col(NoticeRow.over_text) != ""
        )
        with self._transactions.writing() as session:
            return session.execute(again.returning(col(NoticeRow.key))).first() is not None

    def end(self, key: str, text: str) -> None:
        """Note that a problem is over; one that was never sent is deleted."""
        with self._transactions.writing() as session:
            session.execute(_UNSENT, {"own": key})
            session.execute(_OVER, {"own": key, "over_text": text})

    def is_open(self, key: str) -> bool:
        """True if a problem is known that is not over."""
        there = select(NoticeRow).where(_OWN, col(NoticeRow.over_text) == "")
        with self._transactions.reading() as session:
            return session.exec(there, params={"own": key}).first() is not None

    def pending(self) -> list[Notice]:
        """The notices to send now, oldest first."""
        with self._transactions.reading() as session:
            return [_notice(row) for row in session.exec(_PENDING)]

    def mark_sent(self, notice: Notice, *, now: datetime) -> None:
        """Note that a notice was sent; one that ends a problem is deleted."""
        own = col(NoticeRow.key) == notice.key
        change = update(NoticeRow).where(own).values(told_at=now)
        with self._transactions.writing() as session:
            session.execute(delete(NoticeRow).where(own) if notice.over else change)


def _notice(row: NoticeRow) -> Notice:
    if row.over_text:
        return Notice(row.key, row.over_text, over=True)
    buttons = tuple(Button(*button) for button in json.loads(row.buttons))
    return Notice(row.key, row.text, over=False, buttons=buttons)
