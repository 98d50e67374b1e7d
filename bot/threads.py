"""Blocking calls in threads that an exit of the program does not wait for."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any, TypeVar

_T = TypeVar("_T")


async def in_daemon_thread(call: Callable[[], _T]) -> _T:
    """The result of a blocking call, made in a thread that an exit does not wait for."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[_T] = loop.create_future()

    def settle(set_outcome: Callable[[Any], None], outcome: object) -> None:
        if not future.done():
            set_outcome(outcome)

    def run() -> None:
        try:
            outcome: tuple[Callable[[Any], None], object] = (future.set_result, call())
        except Exception as fault:  # noqa: BLE001 - carried over to the caller
            outcome = (future.set_exception, fault)
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, *outcome)

    start_daemon(run)
    return await future


def start_daemon(call: Callable[[], object]) -> None:
    """Begin a call whose result nobody waits for."""
    threading.Thread(target=call, daemon=True, name="call").start()
