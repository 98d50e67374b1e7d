"""The chatbot's periodic tasks."""

from __future__ import annotations

import asyncio
import threading
from types import SimpleNamespace
from typing import Any, cast

from bot.chatbot.background_tasks import run_background_tasks


def test_an_end_does_not_wait_for_what_is_made_before_it_is_asked_for() -> None:
    """Told to stop while the index is made, the tasks note the last updates and end."""
    begun, never, saved = threading.Event(), threading.Event(), []

    def warm() -> None:
        begun.set()
        never.wait()

    async def settle(bot: object) -> None:
        del bot

    async def tasks() -> None:
        stop = asyncio.Event()
        guard = SimpleNamespace(save=lambda: saved.append(True))
        reports = SimpleNamespace(purge=lambda: None, settle=settle)
        parts = SimpleNamespace(warm=warm, guard=guard, reports=reports, editors=None)
        handlers = cast(Any, parts)
        running = asyncio.create_task(run_background_tasks(handlers, cast(Any, None), stop=stop))
        await asyncio.to_thread(begun.wait)
        stop.set()
        await running

    running_tasks = threading.Thread(target=lambda: asyncio.run(tasks()), daemon=True)
    running_tasks.start()
    running_tasks.join(60)
    assert not running_tasks.is_alive()
    assert saved
    never.set()
