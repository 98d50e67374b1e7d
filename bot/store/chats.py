"""The table of chats: the ids of the chats that the settings name."""

from __future__ import annotations

from bot.store.models import ChatRow
from bot.store.transactions import Transactions


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
