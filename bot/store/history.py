"""The posts on air, by the chat that they are in, and the table of those chats' ids.

An id of a post says nothing without its chat.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import update
from sqlmodel import col, select

from bot.channel_config import ChannelConfig
from bot.store.entities import Content, Delivery, Key
from bot.store.ledger import delivery_from, in_chat, is_key, last_remote_id, latest
from bot.store.models import ChatRow, DeliveryRow
from bot.store.states import State
from bot.store.transactions import Transactions


class History:
    """The posts of one database that are on air."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def last_remote_id(self, channel: str, *, target: str, chat_id: str = "") -> str | None:
        """The id of the channel's last post in a chat."""
        content = Content("", target, chat_id=chat_id)
        with self._transactions.reading() as session:
            return session.exec(last_remote_id(channel, content)).first()

    def anchor(self, doubt: Delivery) -> Delivery | None:
        """The post after which another is looked for: the last before it in the same chat."""
        own = (col(DeliveryRow.channel) == doubt.key.channel, *in_chat(doubt.content))
        known = select(DeliveryRow).where(*own, col(DeliveryRow.remote_id) == doubt.after_id)
        earlier = (
            select(DeliveryRow)
            .where(*own, col(DeliveryRow.date) < doubt.key.date)
            .order_by(*latest())
            .limit(1)
        )
        with self._transactions.reading() as session:
            row = session.exec(known).first() or session.exec(earlier).first()
            return delivery_from(row) if row else None

    def day_of(self, channel: str, chat: Content, remote_id: str) -> date | None:
        """The date of a channel's post by its id in a chat; None if it is not in the ledger."""
        wanted = select(DeliveryRow).where(
            col(DeliveryRow.channel) == channel,
            col(DeliveryRow.state) == State.SENT,
            col(DeliveryRow.remote_id) == remote_id,
            *in_chat(chat),
        )
        with self._transactions.reading() as session:
            row = session.exec(wanted).first()
            return row.date if row else None

    def versions(self, key: Key) -> list[str]:
        """The ids that a post had, the first one first: each edit on X makes a new one."""
        of_day = (col(DeliveryRow.channel) == key.channel, col(DeliveryRow.date) == key.date)
        edits = select(DeliveryRow.remote_id, DeliveryRow.edit_of).where(
            *of_day, col(DeliveryRow.edit_of).is_not(None)
        )
        with self._transactions.reading() as session:
            last = session.exec(select(DeliveryRow.remote_id).where(*is_key(key))).first()
            before = dict(session.exec(edits).all())
        found = [last] if last else []
        while found and (earlier := before.get(found[-1])):
            found.append(earlier)
        return found[::-1]

    def unplaced(self, channel: str) -> list[str]:
        """The targets of a channel's posts of which the chat's id is not known."""
        wanted = select(DeliveryRow.target).where(
            col(DeliveryRow.channel) == channel, *_is_unplaced()
        )
        with self._transactions.reading() as session:
            return sorted(set(session.exec(wanted)))

    def place(self, channel: str, target: str, chat_id: str) -> None:
        """Note the id of the chat of a channel's posts on a target, where it is not known."""
        change = update(DeliveryRow).where(
            col(DeliveryRow.channel) == channel, col(DeliveryRow.target) == target, *_is_unplaced()
        )
        with self._transactions.writing() as session:
            session.execute(change.values(chat_id=chat_id))

    def on_air(self, channel: ChannelConfig, event_ids: Collection[str]) -> dict[str, str]:
        """The remote id of the channel's latest post about each event, for those that had one in
        the chat where it posts now.
        """
        with self._transactions.reading() as session:
            place = session.get(ChatRow, chat_name(channel.platform, channel.target))
        chat = Content(channel.platform, channel.target, chat_id=place.chat_id if place else "")
        wanted = (
            select(DeliveryRow.lead, DeliveryRow.remote_id)
            .where(
                col(DeliveryRow.channel) == channel.name,
                col(DeliveryRow.state) == State.SENT,
                col(DeliveryRow.lead).in_(event_ids),
                *in_chat(chat),
            )
            .order_by(col(DeliveryRow.date))
        )
        with self._transactions.reading() as session:
            return {lead: remote for lead, remote in session.exec(wanted) if remote}


def _is_unplaced() -> tuple[Any, ...]:
    return col(DeliveryRow.chat_id) == "", col(DeliveryRow.remote_id).is_not(None)


class Chats:
    """The chats of one database. A chat's ``name`` is its @name, or an id that it had before."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def get(self, platform: str, name: str | int) -> str | None:
        """The id of a chat, if it was ever noted."""
        with self._transactions.reading() as session:
            row = session.get(ChatRow, chat_name(platform, name))
            return row.chat_id if row else None

    def put(self, platform: str, name: str | int, chat_id: str) -> bool:
        """Note the id of a chat; False if it was known already."""
        key = chat_name(platform, name)
        with self._transactions.writing() as session:
            row = session.get(ChatRow, key)
            if row is not None and row.chat_id == chat_id:
                return False
            session.merge(ChatRow(name=key, chat_id=chat_id))
            return True


def chat_name(platform: str, name: str | int) -> str:
    """The key of a chat: @names are the same in any case."""
    return f"{platform}:{str(name).lower()}"
