"""The meaning of Telegram's failures for a call: certainly not done, refused, or unknown."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable
from contextvars import ContextVar
from datetime import timedelta
from typing import TypeVar

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.channels import RIGHTS_WAIT, Failure, Refused, RetryLater, Unknown

BEGUN: ContextVar[bool] = ContextVar("begun", default=True)
"""Whether a byte of the last request of this task was sent; the client notes it."""
_T = TypeVar("_T")
MENDABLE = re.compile(
    r"chat not found|user not found|thread|topic|\brights?\b|administrator|permission|access"
    r"|restricted|banned|private|kicked|blocked|deactivated|forbidden|not a member|not enough"
    r"|slow ?mode|(CHAT|CHANNEL|USER|PEER|TOPIC)_[A-Z_]+|PEER_ID_INVALID",
    re.IGNORECASE,
)
"""Refusals that are about the chat or the bot's rights in it, not about the text: a person can mend
these, so they are not final.
"""


def failure_of(fault: Exception, *, token: str) -> Failure:
    """The failure behind an exception of the library in a call that was to post something.

    ``BadRequest`` is a kind of ``NetworkError`` there, so the order counts.
    """
    reason = f"Telegram: {fault}".replace(token, "<token>")
    match fault:
        case RetryAfter():
            wait = fault.retry_after
            after = wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
            return RetryLater(reason, after=after)
        case ChatMigrated():
            reason = f"Telegram: the group is a supergroup now; set target = {fault.new_chat_id}"
            return RetryLater(reason, after=RIGHTS_WAIT, tell=True)
        case InvalidToken():
            reason = f"{reason}; is TELEGRAM_TOKEN the token of the bot?"
            return RetryLater(reason, after=RIGHTS_WAIT, tell=True)
        case Forbidden():
            return RetryLater(reason, after=RIGHTS_WAIT, tell=True)
        case BadRequest():
            if is_about_chat(fault):
                return RetryLater(reason, after=RIGHTS_WAIT, tell=True)
            return Refused(reason)
        case NetworkError() if _is_unsent(fault.__cause__):
            return RetryLater(reason)
    return Unknown(reason or f"Telegram: {type(fault).__name__}")


def _is_unsent(cause: BaseException | None) -> bool:
    """True if a request certainly left no byte: there was no connection, or no way through a
    proxy, whatever it answered or did not answer.
    """
    certain = httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout | httpx.ProxyError
    return not BEGUN.get() or isinstance(cause, certain)


def is_about_chat(fault: BadRequest) -> bool:
    """True if a refusal is about the chat or the bot's rights there: a person can mend that."""
    return MENDABLE.search(str(fault)) is not None


async def asked(call: Awaitable[_T], token: str, within: float) -> _T:
    """The answer to a question. Nothing is posted by asking, so every failure is RetryLater."""
    try:
        async with asyncio.timeout(within):
            return await call
    except TelegramError as fault:
        found = failure_of(fault, token=token)
        if isinstance(found, RetryLater):
            raise found from fault
        raise RetryLater(found.reason) from fault
    except Exception as fault:
        raise RetryLater(f"Telegram: unreadable answer ({type(fault).__name__})") from fault
