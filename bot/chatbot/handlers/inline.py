"""``@bot 20 May`` in any chat: entries that can be sent there."""

from __future__ import annotations

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions, Update
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.chatbot.context import Parts

MOST = 20  # results; Telegram takes 50


class Inline:
    """Answers inline queries; an answer may be kept until the person's midnight."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def handle(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer one inline query."""
        del context
        query = update.inline_query
        assert query is not None  # the kind of update that this handler gets
        asker = await self._parts.asker(update)
        results = [
            InlineQueryResultArticle(
                id=event.id,
                title=f"{asker.language.year(event.year)} · {event.title}",
                description=event.text,
                input_message_content=InputTextMessageContent(
                    text,
                    parse_mode="HTML",
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                ),
            )
            for event, text in self._parts.answers.inline(asker, query.query, most=MOST)
        ]
        try:
            await query.answer(results, cache_time=asker.seconds_left, is_personal=True)
        except BadRequest as refusal:
            if "too old" not in str(refusal):
                raise
