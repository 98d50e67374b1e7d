"""Where the bot stands: blocked, let in again, thrown out of a group, moved with one."""

from __future__ import annotations

import logging

from telegram import Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import ContextTypes

from bot.chatbot.context import Parts

log = logging.getLogger(__name__)
_OUT = (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)


class Standing:
    """Notes what becomes of the bot in chats; there is nothing to answer."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def changed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The bot's standing in a chat is another one."""
        del context
        change = update.my_chat_member
        if change is None:
            return
        gone = change.new_chat_member.status in _OUT
        if change.chat.type == ChatType.PRIVATE:
            await self._parts.known.note_gone(change.chat.id, gone=gone)
        else:
            log.info("the bot %s the chat %s", "has left" if gone else "is in", change.chat.id)
        if gone and change.chat.id == self._parts.operators_chat:
            log.warning("the operators' chat has no bot any more: reports wait in the database")

    async def moved(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A group became a supergroup, with another number."""
        del context
        message = update.message
        if message is None or message.migrate_to_chat_id is None:
            return
        log.info("the group %s is now %s", message.chat.id, message.migrate_to_chat_id)
        if message.chat.id == self._parts.operators_chat:
            new = message.migrate_to_chat_id
            log.warning("the operators' chat has a new number: set operators_chat = %s", new)
