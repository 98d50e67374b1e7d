"""Running the chatbot: it receives updates and answers them until it is stopped."""

from __future__ import annotations

import asyncio
import logging

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.chatbot.application import Handlers, make_application, processing, set_menus
from bot.chatbot.background_tasks import run_background_tasks
from bot.chatbot.dependencies import Dependencies
from bot.chatbot.polling import Poller
from bot.chatbot.reception import Backoff, Reception
from bot.chatbot.webhook_config import WebhookConfig

log = logging.getLogger(__name__)


async def converse(
    bot: Bot, parts: Dependencies, *, stop: asyncio.Event, webhook: WebhookConfig | None = None
) -> None:
    """Answer updates until ``stop``, whatever goes wrong: posting never depends on it.

    ``webhook`` says where Telegram sends them; without it they are fetched.
    """
    reception = Reception(parts.clock)
    backoff = Backoff()
    watching = asyncio.create_task(reception.watch(parts.store, stop=stop))
    while not stop.is_set():
        try:
            await _converse(bot, parts, reception=reception, stop=stop, webhook=webhook)
        except Exception:
            log.exception("the chatbot failed, and is started again")
            reception.fault("the chatbot failed; the log has the reason")
            await backoff.wait(stop)
    await watching


async def _converse(
    bot: Bot,
    parts: Dependencies,
    *,
    reception: Reception,
    stop: asyncio.Event,
    webhook: WebhookConfig | None,
) -> None:
    handlers = Handlers(parts)
    application = make_application(bot, handlers)
    if not await _initialized(bot, reception, stop):
        return
    await asyncio.to_thread(handlers.guard.load)
    ended = asyncio.Event()
    async with application:
        care = [
            asyncio.create_task(run_background_tasks(handlers, bot, stop=ended)),
            asyncio.create_task(set_menus(bot, parts.staff_chats)),
        ]
        try:
            process = processing(application)
            if webhook is None:
                await Poller(bot, process, reception=reception).run(stop)
            else:
                from bot.chatbot.webhook import serve  # its libraries are an extra

                await serve(bot, process, webhook, reception=reception, stop=stop)
        finally:
            ended.set()
            await asyncio.gather(*care)


async def _initialized(bot: Bot, reception: Reception, stop: asyncio.Event) -> bool:
    """Wait until Telegram knows the bot; False if stopped before."""
    backoff = Backoff()
    while not stop.is_set():
        try:
            await bot.initialize()
        except TelegramError as fault:
            reason = type(fault).__name__ if isinstance(fault, InvalidToken) else str(fault)
            reception.fault(f"Telegram does not answer the bot ({reason})")
            await backoff.wait(stop)
        else:
            return True
    return False
