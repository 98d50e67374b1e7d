"""What the handlers share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from telegram import Update

from bot.conversation.answers import Answers
from bot.conversation.asker import Asker
from bot.conversation.known import KnownPeople
from bot.conversation.posts import Posts
from bot.store import People, Reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of one conversation; ``operators_chat`` is where reports go, if anywhere."""

    answers: Answers
    known: KnownPeople
    people: People
    reports: Reports
    posts: Posts
    clock: Callable[[], datetime]
    operators_chat: int | None = None

    async def asker(self, update: Update) -> Asker:
        """Who sent an update; for an anonymous one the chat stands for the person."""
        user = update.effective_user
        if user is not None:
            return await self.known.asker(user.id, user.language_code)
        chat = update.effective_chat
        return await self.known.asker(chat.id if chat else 0, None)
