"""Periodic tasks: noting updates, forwarding reports, deleting old words, previews."""

from __future__ import annotations

import asyncio
import logging

from telegram import Bot
from telegram.error import TelegramError

from bot.chatbot.application import Handlers
from bot.chatbot.reception import paused
from bot.errors import StoreError
from bot.threads import in_daemon_thread

log = logging.getLogger(__name__)
NOTE_SECONDS = 1.0
ROUNDS = 60  # how many times updates are noted between two looks at the reports
EDITING = 3  # and between two looks at the previews


async def run_background_tasks(handlers: Handlers, bot: Bot, *, stop: asyncio.Event) -> None:
    """Run the tasks until ``stop``, and note the last updates at the end."""
    turn = 0
    while not stop.is_set():
        await _warm(handlers, stop)
        await _once(handlers, bot, reports=turn % ROUNDS == 0)
        if handlers.editors is not None and turn % EDITING == 0:
            await handlers.editors.keep(bot)
        turn += 1
        await paused(stop, NOTE_SECONDS)
    await _once(handlers, bot, reports=False)


async def _warm(handlers: Handlers, stop: asyncio.Event) -> None:
    """Make what takes long before it is asked for; an end does not wait for it."""
    warming = asyncio.create_task(in_daemon_thread(handlers.warm))
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait([warming, stopped], return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if not warming.cancel():
        warming.result()


async def _once(handlers: Handlers, bot: Bot, *, reports: bool) -> None:
    try:
        await asyncio.to_thread(handlers.guard.save)
        if reports:
            await asyncio.to_thread(handlers.reports.purge)
            await handlers.reports.settle(bot)
    except (StoreError, TelegramError) as fault:
        log.warning("the notes of the chatbot are behind: %s", fault)
