"""In which chat each channel posts: an id of a post says nothing without its chat."""

from __future__ import annotations

from bot.channels import RetryLater
from bot.delivery.channel_delivery import ChannelDelivery
from bot.store import Database


class Places:
    """Asks each platform once for the id of the chat, and adds it to the posts without one."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._noted: set[str] = set()

    async def place(self, to: ChannelDelivery) -> str:
        """The id of the chat where a channel posts now: the last one that is known while the
        platform cannot be asked, empty if none is.
        """
        config = to.config
        known = self._database.chats.get(config.platform, config.target)
        try:
            chat_id = await to.channel.place()
        except RetryLater:
            return known or ""
        self._database.chats.put(config.platform, config.target, chat_id)
        if config.name not in self._noted:
            await self._note(to, chat_id)
            self._noted.add(config.name)
        return chat_id

    def is_elsewhere(self, to: ChannelDelivery, chat: str) -> bool:
        """True if a chat, by its id or name, is known not to be the one where a channel posts."""
        known = self._database.chats.get(to.config.platform, to.config.target)
        return bool(chat) and chat.lower() not in (to.config.target.lower(), known)

    async def _note(self, to: ChannelDelivery, chat_id: str) -> None:
        """Note the chat of posts that were made before it was kept with each post."""
        for target in self._database.history.unplaced(to.name):
            same = target.lower() == to.config.target.lower()
            found = chat_id if same else await to.channel.place_of(target)
            if found:
                self._database.history.place(to.name, target, found)
