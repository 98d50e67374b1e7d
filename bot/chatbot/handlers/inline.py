"""``@bot 20 May`` in any chat: entries that can be sent there."""

from __future__ import annotations

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions, Update
from telegram.error import BadRequest

from bot.chatbot.answers.answers import Answers
from bot.chatbot.answers.day_page import when
from bot.chatbot.context import BotContext
from bot.chatbot.requester import Requester
from bot.chatbot.retrying import retried
from bot.events import Event

MOST = 20  # results; Telegram takes 50
CACHED = 30  # seconds, in which a person types on; a correction or another language comes after


class Inline:
    """Answers inline queries; an answer is kept so shortly that no correction comes too late."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers

    async def handle(self, update: Update, context: BotContext) -> None:
        """Answer one inline query."""
        query, requester = update.inline_query, context.requester
        assert query is not None  # the kind of update that this handler gets
        results = [
            InlineQueryResultArticle(
                id=event.id,
                title=f"{_when(event, requester)} · {event.title}",
                description=event.text,
                input_message_content=InputTextMessageContent(
                    text,
                    parse_mode="HTML",
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                ),
            )
            for event, text in self._answers.inline(requester, query.query, most=MOST)
        ]
        try:
            cache = min(CACHED, requester.seconds_left)
            await retried(lambda: query.answer(results, cache_time=cache, is_personal=True))
        except BadRequest as refusal:
            if "too old" not in str(refusal):
                raise


def _when(event: Event, requester: Requester) -> str:
    """The year, or the full date of what happened on a leap day and is told on another next."""
    return when(event, event.day.next_from(requester.today), requester.language)
