"""What people write without a command: a date, words of a report, a forward, a reply."""

from __future__ import annotations

import asyncio

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.chatbot.answers.answers import LONGEST_QUERY
from bot.chatbot.answers.message import View
from bot.chatbot.context import Parts
from bot.chatbot.handlers.reports import Reporting
from bot.chatbot.replies import tell
from bot.i18n.languages import CODES, language
from bot.text import folded


class Typed:
    """Plain text, in private or as a reply to the bot."""

    def __init__(self, parts: Parts, reporting: Reporting) -> None:
        self._parts = parts
        self._reporting = reporting

    async def handle(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer one message."""
        del context
        message = update.effective_message
        if message is None:
            return
        asker = await self._parts.asker(update)
        text = message.text or message.caption or ""
        forwarded = message.forward_origin is not None
        private = message.chat.type == ChatType.PRIVATE
        if private and not forwarded and await self._reporting.take(update, text):
            return
        if forwarded or message.reply_to_message or message.external_reply:
            on = await asyncio.to_thread(self._parts.posts.day_of, message, today=asker.today)
            if forwarded and on is not None:
                await tell(update, self._parts.answers.view(asker, View(on)))
                return
            if on is not None and _asks_for_sources(text):
                await tell(update, self._parts.answers.lead(asker, on))
                return
        if text and (not forwarded or len(text) <= LONGEST_QUERY):
            await tell(update, self._parts.answers.on_date(asker, text))


def _asks_for_sources(text: str) -> bool:
    """Whether a reply asks for the sources, in any of the languages."""
    asked = folded(text).strip(" ?؟!")
    words = (word for code in CODES for word in language(code).word("source_words").split(","))
    return asked in {folded(word) for word in words}
