"""The day that a message is about: one of the channel's posts, or one of the bot's answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from telegram import Chat, Message, MessageOriginChannel

from bot.date_parser import DateError, read_date
from bot.store import Content, Database


class ReferencedPosts:
    """Knows the channels' posts by the ledger; ``targets`` are the chats, by channel name."""

    def __init__(self, store: Database, targets: Mapping[str, str | int]) -> None:
        self._store = store
        self._targets = targets

    def day_of(self, message: Message, *, today: date) -> date | None:
        """The day of a forwarded post or of the message that is replied to; None for others."""
        if isinstance(message.forward_origin, MessageOriginChannel):
            return self._posted(message.forward_origin, _text(message), today=today)
        if message.external_reply is not None:
            origin = message.external_reply.origin
            return (
                self._posted(origin, "", today=today)
                if isinstance(origin, MessageOriginChannel)
                else None
            )
        replied = message.reply_to_message
        if replied is None:
            return None
        if isinstance(replied.forward_origin, MessageOriginChannel):
            return self._posted(replied.forward_origin, _text(replied), today=today)
        by_bot = replied.from_user is not None and replied.from_user.id == message.get_bot().id
        return _first_date(_text(replied), today) if by_bot else None

    def _posted(self, origin: MessageOriginChannel, text: str, *, today: date) -> date | None:
        """The date of a channel's post: by the ledger, or by its first line."""
        chat_id, number = str(origin.chat.id), str(origin.message_id)
        for name, target in self._targets.items():
            named = str(target) if _is(origin.chat, target) else chat_id
            chat = Content("telegram", named, chat_id=chat_id)
            if (found := self._store.history.day_of(name, chat, number)) is not None:
                return found
        ours = any(_is(origin.chat, target) for target in self._targets.values())
        return _first_date(text, today) if ours else None


def _is(chat: Chat, target: str | int) -> bool:
    name = str(target)
    if name.startswith("@"):
        return (chat.username or "").lower() == name[1:].lower()
    return str(chat.id) == name


def _text(message: Message) -> str:
    return message.text or message.caption or ""


def _first_date(text: str, today: date) -> date | None:
    """The date with which a text begins, as the bot writes it."""
    line = text.partition("\n")[0].partition(" · ")[0]
    try:
        return read_date(line, today=today).date_from(today)
    except DateError:
        return None
