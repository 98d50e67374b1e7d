"""Sending answers, and putting one in place of another; what Telegram may say to that."""

from __future__ import annotations

import logging

from telegram import (
    Bot,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    Update,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.chatbot.answers.message import Answer
from bot.chatbot.retrying import retried

log = logging.getLogger(__name__)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def reply(update: Update, answer: Answer) -> None:
    """Answer a message or a pressed button with a new message, in its chat and topic."""
    message = update.effective_message
    if message is None:
        return
    thread = message.message_thread_id if getattr(message, "is_topic_message", None) else None
    await send(message.get_bot(), message.chat.id, answer=answer, thread=thread)


async def send(bot: Bot, chat: int, *, answer: Answer, thread: int | None = None) -> bool:
    """Send an answer; False if the person blocked the bot or the group is gone."""
    try:
        await retried(
            lambda: bot.send_message(
                chat,
                answer.text,
                parse_mode="HTML",
                reply_markup=keyboard(answer),
                link_preview_options=_NO_PREVIEW,
                message_thread_id=thread,
            )
        )
    except ChatMigrated as moved:
        log.info("the group %s is now %s", chat, moved.new_chat_id)
        return await send(bot, moved.new_chat_id, answer=answer)
    except Forbidden:
        log.info("an answer was not taken: the person or the group has left")
        return False
    return True


async def send_or_edit(bot: Bot, chat: int, answer: Answer, *, message_id: int | None) -> int:
    """Have a message read so: the one of that number, or a new one where there is none to edit.

    Returns the number of the message; TelegramError where nothing could be placed.
    """
    markup = keyboard(answer)
    if message_id is not None:
        try:
            await bot.edit_message_text(
                answer.text,
                chat_id=chat,
                message_id=message_id,
                parse_mode="HTML",
                reply_markup=markup,
                link_preview_options=_NO_PREVIEW,
            )
            return message_id
        except BadRequest as refusal:
            if "not modified" in str(refusal):
                return message_id
            log.info("a message is sent anew, since it cannot be edited: %s", refusal)
    sent = await bot.send_message(
        chat,
        answer.text,
        parse_mode="HTML",
        reply_markup=markup,
        link_preview_options=_NO_PREVIEW,
    )
    return sent.message_id


async def acknowledge(
    query: CallbackQuery, text: str = "", *, alert: bool = False, url: str | None = None
) -> None:
    """Let the button come up again; too late for that is no harm, the rest is done all the same."""
    try:
        await retried(lambda: query.answer(text or None, show_alert=alert, url=url))
    except BadRequest as refusal:
        log.info("a pressed button was not acknowledged: %s", refusal)


async def edit(query: CallbackQuery, answer: Answer) -> None:
    """Put an answer in place of the message under which a button was pressed."""
    await acknowledge(query)
    if not isinstance(query.message, Message):  # too old to be edited, or sent from inline mode
        if query.message is not None:
            await send(query.get_bot(), query.message.chat.id, answer=answer)
        return
    try:
        await retried(
            lambda: query.edit_message_text(
                answer.text,
                parse_mode="HTML",
                reply_markup=keyboard(answer),
                link_preview_options=_NO_PREVIEW,
            )
        )
    except Forbidden:
        log.info("an answer was not taken: the person or the group has left")
    except BadRequest as refusal:
        # The same button twice; or a message that is deleted or too old: then it is sent anew.
        if "not modified" in str(refusal):
            return
        await send(query.get_bot(), query.message.chat.id, answer=answer)


def keyboard(answer: Answer) -> InlineKeyboardMarkup | None:
    """The buttons as Telegram wants them."""
    rows = [
        [
            InlineKeyboardButton(button.text, url=button.url)
            if button.url
            else InlineKeyboardButton(button.text, callback_data=button.data)
            for button in row
        ]
        for row in answer.rows
        if row
    ]
    return InlineKeyboardMarkup(rows) if rows else None
