"""Processes the updates of many people at once, those of one person in order."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

AT_ONCE = 256  # updates


class PerUserProcessor(BaseUpdateProcessor):
    """Processes each user's updates in order, so that a choice is kept before it is used."""

    def __init__(self, on_done: Callable[[int], None]) -> None:
        super().__init__(AT_ONCE)
        self._on_done = on_done
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Process one update when its turn has come, and say so when it is done."""
        user = update.effective_user if isinstance(update, Update) else None
        if user is None:
            await coroutine
        else:
            turn = self._turns.get(user.id)
            if turn is None:
                turn = self._turns[user.id] = asyncio.Lock()
            async with turn:
                await coroutine
        if isinstance(update, Update):
            self._on_done(update.update_id)

    async def initialize(self) -> None:
        """Nothing to begin."""

    async def shutdown(self) -> None:
        """Nothing to end."""
