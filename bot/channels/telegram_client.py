"""The client for Telegram's Bot API, with python-telegram-bot."""

from __future__ import annotations

import json
import ssl
from functools import cache
from typing import Any

import httpx
from telegram import Bot
from telegram.error import RetryAfter
from telegram.request import HTTPXRequest

from bot.channels import LONGEST_HINT, Timeouts, is_loopback
from bot.channels.telegram_errors import BEGUN
from bot.channels.telegram_moves import Moves, following
from bot.errors import ConfigError

API = "https://api.telegram.org"
UNHINTED_WAIT = 60  # seconds to wait after a 429 that does not say how long


class Request(HTTPXRequest):
    """The library's transport, which also knows a 429 for what it is, whatever its hint, keeps
    the Date of the last answer, and notes when a request is ``BEGUN``.
    """

    def __init__(self, **kwargs: Any) -> None:
        self.date: str | None = None
        hooks = {"request": [_watch], "response": [self._note]}
        kwargs["httpx_kwargs"] = {**kwargs.get("httpx_kwargs", {}), "event_hooks": hooks}
        super().__init__(**kwargs)

    async def _note(self, response: httpx.Response) -> None:
        self.date = response.headers.get("date")

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """The status and body; RetryAfter for a 429 that would come out as another error."""
        code, body = await super().do_request(*args, **kwargs)
        if code == 429:
            raise RetryAfter(_hint(body))
        return code, body


async def _watch(request: httpx.Request) -> None:
    """Note when the first byte of a request is sent: what is asked of a proxy comes before."""
    BEGUN.set(False)
    other = request.extensions.get("trace")

    async def trace(step: str, info: dict[str, Any]) -> None:
        if step == "http11.send_request_headers.started" and info["request"].method != b"CONNECT":
            BEGUN.set(True)
        if other is not None:
            await other(step, info)

    request.extensions["trace"] = trace


def _hint(body: bytes) -> int:
    """The seconds that a 429 asks to wait, within reason."""
    try:
        hint = json.loads(body)["parameters"]["retry_after"]
    except (ValueError, KeyError, TypeError):
        return UNHINTED_WAIT
    usable = isinstance(hint, int | float) and not isinstance(hint, bool) and hint > 0
    return int(min(hint, LONGEST_HINT)) or 1 if usable else UNHINTED_WAIT


def make_bot(
    token: str,
    *,
    base_url: str = API,
    timeouts: Timeouts | None = None,
    kind: type[Bot] = Bot,
    moves: Moves | None = None,
    proxy: str = "",
) -> Bot:
    """A client for the Bot API; nothing is sent before its first call.

    With ``moves`` it follows chats that get another id. ``proxy`` is used for all but this
    machine, instead of those of the environment; ConfigError for one that cannot be used.
    """
    direct = is_loopback(base_url)
    options = {
        "verify": _tls(),
        "trust_env": not direct,
        "proxy": None if direct else proxy or None,
    }
    try:
        return _made(
            token, base_url, timeouts or Timeouts(), kind=kind, moves=moves, options=options
        )
    except (ImportError, ValueError) as fault:  # raised by httpx where it reads the environment
        raise ConfigError([f"the proxy cannot be used: {fault}"]) from fault


def _made(
    token: str,
    base_url: str,
    limits: Timeouts,
    *,
    kind: type[Bot],
    moves: Moves | None,
    options: dict[str, Any],
) -> Bot:
    request = Request(
        connect_timeout=limits.connect,
        read_timeout=limits.read,
        write_timeout=limits.read,
        pool_timeout=limits.connect,
        httpx_kwargs=options,
    )
    root = base_url.rstrip("/")
    return (following(kind, moves) if moves else kind)(
        token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=request,
        get_updates_request=HTTPXRequest(connection_pool_size=1, httpx_kwargs=options),
    )


@cache
def _tls() -> ssl.SSLContext:
    """The certificates that are trusted; reading them takes 40 ms, so it is done once."""
    return httpx.create_ssl_context()
