"""Trying a call to Telegram again for a while, where nothing is lost or doubled by it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from telegram.error import BadRequest, NetworkError, RetryAfter

T = TypeVar("T")
PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0)  # seconds
LONGEST_WAIT = 60.0  # seconds that Telegram may ask for; a longer wait is not waited for
_NOT_ANSWERED = frozenset(
    "ConnectError ConnectTimeout PoolTimeout ReadError RemoteProtocolError WriteError".split()
)
"""The client library's errors for a connection that was not made or was dropped, by name: the
library itself is known elsewhere. An answer that arrived all the same comes twice, never not at
all; a call that timed out while being answered is not among them.
"""


async def retried(call: Callable[[], Awaitable[T]]) -> T:
    """The result of a call; it is made again after a 429, or where the connection failed."""
    for pause in PAUSES:
        try:
            return await call()
        except RetryAfter as refusal:
            wait = pause_of(refusal).total_seconds()
            if wait > LONGEST_WAIT:
                raise
            await asyncio.sleep(wait)
        except BadRequest:  # a refusal, although the library counts it among the network's errors
            raise
        except NetworkError as fault:
            if type(fault.__cause__).__name__ not in _NOT_ANSWERED:
                raise
            await asyncio.sleep(pause)
    return await call()


def pause_of(refusal: RetryAfter) -> timedelta:
    """The pause that Telegram asks for."""
    hint = refusal.retry_after
    return hint if isinstance(hint, timedelta) else timedelta(seconds=hint)
