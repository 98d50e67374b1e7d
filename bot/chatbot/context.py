"""What the handlers share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from telegram import Update

from bot.channel_config import ChannelConfig
from bot.chatbot.answers.answers import Answers
from bot.chatbot.referenced_post import Posts
from bot.chatbot.requester import Asker
from bot.chatbot.user_cache import KnownPeople
from bot.config.settings import Editors
from bot.dataset import Dataset
from bot.store import People, Reports, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of one conversation.

    ``operators_chat`` is where reports go, if anywhere, and ``plans`` are the channels by name.
    ``posts_here`` says whether this copy of the service is the one that posts.
    """

    answers: Answers
    known: KnownPeople
    people: People
    reports: Reports
    posts: Posts
    clock: Callable[[], datetime]
    store: Store
    dataset: Callable[[], Dataset]
    plans: Mapping[str, ChannelConfig]
    posts_here: Callable[[], bool] = lambda: True
    operators_chat: int | None = None
    editors: Editors | None = None

    @property
    def staff_chats(self) -> tuple[int, ...]:
        """The chats whose administrators decide."""
        chats = (self.operators_chat, self.editors.chat if self.editors else None)
        return tuple(chat for chat in chats if chat is not None)

    async def asker(self, update: Update) -> Asker:
        """Who sent an update; for an anonymous one the chat stands for the person."""
        user = update.effective_user
        if user is not None:
            return await self.known.asker(user.id, user.language_code)
        chat = update.effective_chat
        return await self.known.asker(chat.id if chat else 0, None)
