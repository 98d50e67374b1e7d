"""Receiving updates by long polling, until told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Any

from telegram import Bot
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import Application

from bot.conversation.answers import Answers
from bot.conversation.handlers import make_application

log = logging.getLogger(__name__)
RETRY_SECONDS = 5.0
POLL_SECONDS = 30


async def converse(bot: Bot, answers: Answers, *, stop: asyncio.Event) -> None:
    """Answer updates until ``stop``; a Telegram that cannot be reached is tried again.

    The library gives up for good where Telegram answers 401 or 404, and a proxy in trouble can
    answer so: then it is started anew.
    """
    application = make_application(bot, answers)
    if not await _initialized(application, stop):
        return
    async with application:
        await application.start()
        try:
            while not stop.is_set():
                await _poll(application, stop)
        finally:
            await application.stop()


async def _initialized(
    application: Application[Any, Any, Any, Any, Any, Any], stop: asyncio.Event
) -> bool:
    """Wait until Telegram knows the bot; False if told to stop before."""
    told = ""
    while not stop.is_set():
        try:
            await application.bot.initialize()
            return True
        except TelegramError as fault:
            reason = type(fault).__name__ if isinstance(fault, InvalidToken) else str(fault)
            if reason != told:
                log.warning("Telegram does not answer the bot (%s); it is tried again", reason)
                told = reason
            await _pause(stop)
    return False


async def _poll(
    application: Application[Any, Any, Any, Any, Any, Any], stop: asyncio.Event
) -> None:
    """Poll until told to stop, or until the library has given up."""
    updater = application.updater
    assert updater is not None
    conflict = _Faults()
    await updater.start_polling(
        timeout=POLL_SECONDS,
        bootstrap_retries=-1,
        allowed_updates=["message", "callback_query", "inline_query", "my_chat_member"],
        error_callback=conflict.note,
    )
    try:
        await _stopped(stop, conflict.gone)
    finally:
        if updater.running:
            await updater.stop()
    if not stop.is_set():
        await _pause(stop)


class _Faults:
    """Tells each kind of polling fault in one line, once."""

    def __init__(self) -> None:
        self.gone = asyncio.Event()
        self._told = ""

    def note(self, fault: TelegramError) -> None:
        """The library's callback."""
        if isinstance(fault, Conflict):
            text = "another program polls with the same token; answers may go to it"
        elif isinstance(fault, InvalidToken):
            text = "Telegram refuses the token; polling is tried again"
            self.gone.set()
        else:
            text = f"polling is disturbed ({fault}); it is tried again"
        if text != self._told:
            log.warning("%s", text)
            self._told = text


async def _stopped(*events: asyncio.Event) -> None:
    """Wait until the first of the events."""
    tasks = [asyncio.create_task(event.wait()) for event in events]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()


async def _pause(stop: asyncio.Event) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), RETRY_SECONDS)
