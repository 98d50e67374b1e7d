"""Fetching updates by long polling; an update is confirmed only when it has been answered."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.chatbot.reception import Backoff, Reception
from bot.chatbot.retrying import pause_of
from bot.chatbot.webhook_config import UPDATES

POLL_SECONDS = 30
ROUND_SECONDS = 1.0  # how long a round waits for answers before it asks for more updates
AT_ONCE = 100  # updates, Telegram's largest batch: so many are held, the others wait there
STOP_SECONDS = 3.0
Process = Callable[[Update], Awaitable[None]]


class Poller:
    """Fetches updates for a bot and hands each to ``process``.

    The library's own poller confirms updates before they are answered, and gives up for good
    where Telegram answers 401 or 404, as a failing proxy may. This one asks again, from the
    first update that is not answered yet: after a crash an answer may come twice, never not at
    all.
    """

    def __init__(self, bot: Bot, process: Process, *, reception: Reception) -> None:
        self._bot = bot
        self._process = process
        self._reception = reception
        self._next = 0  # the number after the last update that was seen
        self._pending: dict[int, asyncio.Task[None]] = {}
        self._backoff = Backoff()

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until ``stop``; then wait a little for what is being answered."""
        stopped = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                round_ = asyncio.create_task(self._round())
                await asyncio.wait([round_, stopped], return_when=asyncio.FIRST_COMPLETED)
                if not round_.done():
                    round_.cancel()
                    with contextlib.suppress(asyncio.CancelledError):
                        await round_
                elif wait := round_.result():
                    await asyncio.wait([stopped], timeout=wait)
        finally:
            stopped.cancel()
            await self._finish()

    async def _round(self) -> float:
        """Fetch once and begin to answer; the seconds to wait before the next time."""
        try:
            updates = await self._fetch()
        except TelegramError as fault:
            return await self._trouble(fault)
        self._reception.well()
        self._backoff.reset()
        for update in updates:
            if update.update_id not in self._pending:  # one that was answered is known to be so
                self._pending[update.update_id] = asyncio.ensure_future(self._process(update))
        self._next = updates[-1].update_id + 1 if updates else self._next
        await self._wait_for_answers(ROUND_SECONDS)
        return 0.0

    async def _fetch(self) -> tuple[Update, ...]:
        """The updates from the first that is not answered; waits for one if all are answered.

        After a failure it does not wait, so that its end is noticed at once.
        """
        waits = not self._pending and not self._backoff.in_trouble
        return await self._bot.get_updates(
            offset=min(self._pending, default=self._next) or None,
            limit=AT_ONCE,
            timeout=POLL_SECONDS if waits else 0,
            allowed_updates=UPDATES,
        )

    async def _wait_for_answers(self, seconds: float) -> None:
        """Wait until all updates are answered, but no longer; forget those that are."""
        if self._pending:
            await asyncio.wait(self._pending.values(), timeout=seconds)
        self._pending = {n: task for n, task in self._pending.items() if not task.done()}

    async def _trouble(self, fault: TelegramError) -> float:
        """Note why no updates came, and put right what can be; the seconds to wait."""
        self._reception.fault(_words(fault))
        if isinstance(fault, Conflict) and "webhook" in str(fault).lower():
            with contextlib.suppress(TelegramError):  # then the next round says why
                await self._bot.delete_webhook()
        if isinstance(fault, RetryAfter):
            return pause_of(fault).total_seconds()
        return self._backoff.next()

    async def _finish(self) -> None:
        """Wait for the last answers, and confirm what was answered; the rest comes again."""
        await self._wait_for_answers(STOP_SECONDS)
        confirmed = min(self._pending, default=self._next)
        if confirmed:
            with contextlib.suppress(TelegramError):
                await self._bot.get_updates(offset=confirmed, limit=1, timeout=0)


def _words(fault: TelegramError) -> str:
    """The reason why no updates came, in a sentence without the token."""
    if isinstance(fault, Conflict):
        if "webhook" in str(fault).lower():
            return "Telegram has a webhook for this bot, which this service did not set"
        return "another program polls with the same token, and answers may go to it"
    if isinstance(fault, InvalidToken):
        return "Telegram refuses the token (401 or 404)"
    return f"Telegram cannot be asked for updates ({fault})"
