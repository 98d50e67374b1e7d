"""Messages without a command: a date, the words of a report, a forward, a reply."""

from __future__ import annotations

import asyncio

from telegram import Message, Update
from telegram.constants import ChatType

from bot.chatbot.answers.answers import Answers
from bot.chatbot.answers.message import Answer
from bot.chatbot.answers.one_box import LONGEST_QUERY
from bot.chatbot.callback_data import View
from bot.chatbot.context import BotContext
from bot.chatbot.handlers.reports import ReportHandlers
from bot.chatbot.referenced_post import ReferencedPosts
from bot.chatbot.replies import reply
from bot.chatbot.requester import Requester
from bot.i18n.languages import CODES, language
from bot.text import folded

SHORT = 40  # letters of a word that asks for the sources


class TextHandler:
    """Plain text, in private or as a reply to the bot."""

    def __init__(
        self, answers: Answers, reports: ReportHandlers, *, posts: ReferencedPosts
    ) -> None:
        self._answers = answers
        self._reports = reports
        self._posts = posts

    async def handle(self, update: Update, context: BotContext) -> None:
        """Answer one message."""
        message = update.effective_message
        if message is None:
            return
        text = message.text or message.caption or ""
        forwarded = message.forward_origin is not None
        private = message.chat.type == ChatType.PRIVATE
        if private and not forwarded and await self._reports.take(update, context, text):
            return
        about = await self._about_a_post(message, context.requester, text)
        if about is not None:
            await reply(update, about)
            return
        if not text or (forwarded and len(text) > LONGEST_QUERY):
            return
        # In a group most replies are talk: only what can be answered is.
        if private or self._answers.reads(context.requester, text):
            await reply(update, self._answers.answer(context.requester, text))

    async def _about_a_post(
        self, message: Message, requester: Requester, text: str
    ) -> Answer | None:
        """The answer to a forwarded post, or to a reply that asks for the sources of one."""
        forwarded = message.forward_origin is not None
        if not (forwarded or message.reply_to_message or message.external_reply):
            return None
        on = await asyncio.to_thread(self._posts.day_of, message, today=requester.today)
        if on is None:
            return None
        if forwarded:
            return self._answers.view(requester, View(on))
        return self._answers.lead(requester, on) if _asks_for_sources(text) else None


def _asks_for_sources(text: str) -> bool:
    """True if a reply asks for the sources, in any of the languages."""
    asked = folded(text[:SHORT]).strip(" ?؟!")
    words = (word for code in CODES for word in language(code).word("source_words").split(","))
    return asked in {folded(word) for word in words}
