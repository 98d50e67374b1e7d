"""Receiving updates, by long polling or at a webhook, until told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from telegram import Bot
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.chatbot.application import App, Handlers, make_application, set_menus
from bot.chatbot.background_tasks import run_background_tasks
from bot.chatbot.dependencies import Dependencies
from bot.chatbot.webhook_config import UPDATES, WebhookConfig

log = logging.getLogger(__name__)
RETRY_SECONDS = 5.0
POLL_SECONDS = 30


async def converse(
    bot: Bot, parts: Dependencies, *, stop: asyncio.Event, hook: WebhookConfig | None = None
) -> None:
    """Answer updates until ``stop``; a Telegram that cannot be reached is tried again.

    ``hook`` says where Telegram sends them; without it they are fetched. The library gives up
    for good where Telegram answers 401 or 404, and a proxy in trouble can answer so: then it is
    started anew.
    """
    handlers = Handlers(parts)
    application = make_application(bot, handlers)
    if not await _initialized(application, stop):
        return
    await asyncio.to_thread(handlers.guard.load)
    async with application:
        await application.start()
        care = [
            asyncio.create_task(run_background_tasks(handlers, bot, stop=stop)),
            asyncio.create_task(set_menus(bot, parts.staff_chats)),
        ]
        try:
            while not stop.is_set():
                await (
                    _poll(application, stop)
                    if hook is None
                    else _serve(application, hook, stop=stop)
                )
        finally:
            await application.stop()
            stop.set()
            await asyncio.gather(*care)


async def _serve(application: App, hook: WebhookConfig, *, stop: asyncio.Event) -> None:
    from bot.chatbot.webhook import serve  # its libraries are an extra

    await serve(application, hook, stop=stop)


async def _initialized(application: App, stop: asyncio.Event) -> bool:
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


async def _poll(application: App, stop: asyncio.Event) -> None:
    """Poll until told to stop, or until the library has given up."""
    updater = application.updater
    assert updater is not None
    conflict = _Faults()
    await updater.start_polling(
        timeout=POLL_SECONDS,
        bootstrap_retries=-1,
        allowed_updates=UPDATES,
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
