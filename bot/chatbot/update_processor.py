"""Processes the updates of many people at once, those of one person in order."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

AT_ONCE = 256  # updates


class PerUserProcessor(BaseUpdateProcessor):
    """Processes each user's updates in order, so that a choice is kept before it is used."""

    def __init__(self) -> None:
        super().__init__(AT_ONCE)
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Process one update when its turn has come."""
        user = update.effective_user if isinstance(update, Update) else None
        if user is None:
            await coroutine
            return
        turn = self._turns.get(user.id)
        if turn is None:
            turn = self._turns[user.id] = asyncio.Lock()
        async with turn:
            await coroutine

    async def initialize(self) -> None:
        """Nothing to begin."""

    async def shutdown(self) -> None:
        """Nothing to end."""
