"""The thin layer between Telegram's updates and the answers: read, ask, answer."""

from __future__ import annotations

import logging
from typing import Any

from telegram import Bot, LinkPreviewOptions, Message, Update
from telegram.error import Forbidden, TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.conversation.answers import HELP, Answers

log = logging.getLogger(__name__)
_NEW = filters.UpdateType.MESSAGE & ~filters.IS_AUTOMATIC_FORWARD & ~filters.VIA_BOT
"""New messages by people: no edits, no posts of channels, no copies of them in a group."""


class Handlers:
    """The handlers of one bot; each takes an update and sends one answer."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers

    def add_to(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Add all handlers."""
        application.add_handler(CommandHandler("start", self._start, filters=_NEW))
        application.add_handler(CommandHandler("help", self._help, filters=_NEW))
        application.add_handler(CommandHandler("today", self._today, filters=_NEW))
        application.add_handler(CommandHandler("date", self._date, filters=_NEW))
        typed = _NEW & filters.TEXT & (filters.ChatType.PRIVATE | _ReplyToBot())
        application.add_handler(MessageHandler(typed, self._typed))
        application.add_error_handler(_log_error)

    async def _start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        await _answer(update, self._answers.start(" ".join(context.args or [])))

    async def _help(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        del context
        await _answer(update, HELP)

    async def _today(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        del context
        await _answer(update, self._answers.today())

    async def _date(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        await _answer(update, self._answers.on_date(" ".join(context.args or [])))

    async def _typed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        del context
        if update.effective_message is not None:
            await _answer(update, self._answers.on_date(update.effective_message.text or ""))


class _ReplyToBot(filters.MessageFilter):
    """Messages that answer one of the bot's own."""

    def filter(self, message: Message) -> bool:
        replied = message.reply_to_message
        if replied is None or replied.from_user is None:
            return False
        return replied.from_user.id == message.get_bot().id


async def _answer(update: Update, text: str) -> None:
    if update.effective_message is None:
        return
    try:
        await update.effective_message.reply_html(
            text, link_preview_options=LinkPreviewOptions(is_disabled=True)
        )
    except Forbidden:
        log.info("an answer was not taken: the person or the group has left")


async def _log_error(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """One line for a fault of the network, a traceback for one of ours."""
    del update
    if isinstance(context.error, TelegramError):
        log.warning("an answer was not sent: %s", context.error)
    else:
        log.error("a handler failed", exc_info=context.error)


def make_application(bot: Bot, answers: Answers) -> Application[Any, Any, Any, Any, Any, Any]:
    """The application that receives updates for a bot and answers them."""
    application = ApplicationBuilder().bot(bot).concurrent_updates(True).build()
    Handlers(answers).add_to(application)
    return application
