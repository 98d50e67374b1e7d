"""The bot's membership of chats: blocked, let in again, removed from a group, moved with one."""

from __future__ import annotations

import logging

from telegram import Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.chatbot.context import BotContext
from bot.chatbot.user_cache import UserCache

log = logging.getLogger(__name__)
_OUT = (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)


class Membership:
    """Notes changes of the bot's membership; there is nothing to answer."""

    def __init__(self, users: UserCache, operators_chat: int | None) -> None:
        self._users = users
        self._operators_chat = operators_chat

    async def changed(self, update: Update, _: BotContext) -> None:
        """The bot's status in a chat changed."""
        change = update.my_chat_member
        if change is None:
            return
        gone = change.new_chat_member.status in _OUT
        if change.chat.type == ChatType.PRIVATE:
            await self._users.note_gone(change.chat.id, gone=gone)
        else:
            log.info("the bot %s the chat %s", "has left" if gone else "is in", change.chat.id)
        if gone and change.chat.id == self._operators_chat:
            log.warning("the operators' chat has no bot any more: reports wait in the database")

    async def moved(self, update: Update, _: BotContext) -> None:
        """A group became a supergroup, with another number."""
        message = update.message
        if message is None or message.migrate_to_chat_id is None:
            return
        log.info("the group %s is now %s", message.chat.id, message.migrate_to_chat_id)
        if message.chat.id == self._operators_chat:
            new = message.migrate_to_chat_id
            log.warning("the operators' chat has a new number: set operators_chat = %s", new)
