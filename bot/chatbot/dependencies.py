"""The parts that the chatbot is built from. Each handler gets only those that it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.cards.pictures import Pictures
from bot.channel_config import ChannelConfig
from bot.chatbot.answers.answers import Answers
from bot.chatbot.referenced_post import ReferencedPosts
from bot.chatbot.user_cache import UserCache
from bot.config.settings import Editors
from bot.dataset import Dataset
from bot.store import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependencies:
    """The parts of one chatbot.

    ``operators_chat`` is where reports go, if anywhere, and ``plans`` are the channels by name.
    ``posts_here`` says whether this copy of the service is the one that posts, and ``present_id``
    under which id a chat is reached that became a supergroup; updates keep that of the settings.
    """

    answers: Answers
    users: UserCache
    posts: ReferencedPosts
    clock: Callable[[], datetime]
    store: Database
    dataset: Callable[[], Dataset]
    plans: Mapping[str, ChannelConfig]
    pictures: Pictures = field(default_factory=Pictures)
    posts_here: Callable[[], bool] = lambda: True
    present_id: Callable[[int], object] = int
    operators_chat: int | None = None
    editors: Editors | None = None

    @property
    def staff_chats(self) -> tuple[int, ...]:
        """The chats whose administrators decide."""
        chats = (self.operators_chat, self.editors.chat if self.editors else None)
        return tuple(chat for chat in chats if chat is not None)
