"""Receiving updates at a web address. The only user of starlette and uvicorn."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
import logging
import socket
import urllib.parse
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, cast

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from telegram import Bot, Update, WebhookInfo
from telegram.error import TelegramError
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from bot.chatbot.reception import Reception, paused
from bot.chatbot.webhook_config import UPDATES, WebhookConfig

log = logging.getLogger(__name__)
RETRY_SECONDS = 5.0
LOOK_SECONDS = 60.0  # between two looks at what Telegram says of the webhook
RECENT = timedelta(minutes=2)  # how old an error may be to count as one of now
STOP_SECONDS = 3  # for requests that are being answered at the end
HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1_000_000  # bytes; Telegram's updates have some thousands
MOST_CONNECTIONS = 100  # Telegram opens 40; file descriptors stay free for posting
IDLE_SECONDS = 10.0  # how long a connection may be open without a whole request
Process = Callable[[Update], Awaitable[None]]


class _Server(uvicorn.Server):
    """A server that leaves the signals to the service."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class LimitedProtocol(H11Protocol):
    """HTTP with a limit on open connections: where there are too many, the oldest idle one ends.

    One without a whole request ends by itself, so that nobody can hold them all.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Count a new connection, and make room for it."""
        super().connection_made(transport)
        self._since = self.loop.time()
        self._timer = self.loop.call_later(IDLE_SECONDS, self._end_if_idle)
        if len(self.connections) > MOST_CONNECTIONS:
            others = (c for c in self.connections if isinstance(c, LimitedProtocol) and c.is_idle)
            min(others, key=lambda other: other._since, default=self).transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._timer.cancel()
        super().connection_lost(exc)

    @property
    def is_idle(self) -> bool:
        """True if no request is being answered."""
        cycle = cast("RequestResponseCycle | None", self.cycle)  # declared too narrowly
        return cycle is None or cycle.response_complete

    def _end_if_idle(self) -> None:
        if self.is_idle:
            self.transport.abort()
        else:
            self._timer = self.loop.call_later(IDLE_SECONDS, self._end_if_idle)


async def serve(
    bot: Bot,
    process: Process,
    config: WebhookConfig,
    *,
    reception: Reception,
    stop: asyncio.Event,
) -> None:
    """Listen, register the address with Telegram, and answer until ``stop``."""
    place = await _listening(config, reception, stop)
    if place is None:
        return
    server = _Server(
        uvicorn.Config(
            web_application(bot, process, config),
            http=LimitedProtocol,
            log_config=None,
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=STOP_SECONDS,
        )
    )
    with place:
        serving = asyncio.create_task(server.serve(sockets=[place]))
        watching = asyncio.create_task(_watch(bot, config, reception=reception, stop=stop))
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait([serving, stopped], return_when=asyncio.FIRST_COMPLETED)
        server.should_exit = True
        for task in (watching, stopped):
            task.cancel()
        await asyncio.wait([serving, watching, stopped])


async def _listening(
    config: WebhookConfig, reception: Reception, stop: asyncio.Event
) -> socket.socket | None:
    """The socket that is listened on; tried again until the address is free, or ``stop``."""
    while not stop.is_set():
        try:
            return socket.create_server((config.host, config.port), backlog=MOST_CONNECTIONS)
        except OSError as fault:
            address = f"{config.host}:{config.port}"
            reception.fault(f"cannot listen on {address} ({fault.strerror or fault})")
            await paused(stop, RETRY_SECONDS)
    return None


def web_application(bot: Bot, process: Process, config: WebhookConfig) -> Starlette:
    """The two addresses: the webhook's own, and ``/healthz``."""

    async def receive(request: Request) -> Response:
        # In constant time: how long a comparison takes must not reveal how much of it was right.
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode(), config.secret.encode()):
            return PlainTextResponse("forbidden", 403)
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too large, or too slow", 413)
        update = _read(body, bot, received=config.received)
        if update is not None:  # one that cannot be read is confirmed, or it would come for ever
            # Answered before it is confirmed: a crash between the two brings it again.
            await process(update)
        return Response(status_code=200)

    async def health(_: Request) -> Response:
        return PlainTextResponse("ok")

    path = urllib.parse.urlsplit(config.url).path or "/"
    return Starlette(
        routes=[
            Route("/healthz", health, methods=["GET"]),
            Route(path, receive, methods=["POST"]),
        ]
    )


async def _body(request: Request) -> bytes | None:
    """The whole body; None where it is too large or does not come to its end."""
    body = bytearray()
    try:
        async with asyncio.timeout(IDLE_SECONDS):
            async for part in request.stream():
                body += part
                if len(body) > LARGEST:
                    return None
    except (TimeoutError, ClientDisconnect):
        return None
    return bytes(body)


def _read(body: bytes, bot: Bot, *, received: Callable[[Any], Any]) -> Update | None:
    """The update in a request; None, and a line in the log, where it cannot be read."""
    try:
        data = json.loads(body)
        if type(data["update_id"]) is not int:
            raise TypeError
        return Update.de_json(received(data), bot)
    # Nesting without end exhausts the parser's stack.
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        log.warning("an update could not be read: %s", type(fault).__name__)
        return None


async def _watch(
    bot: Bot, config: WebhookConfig, *, reception: Reception, stop: asyncio.Event
) -> None:
    """Set the webhook, again where it is not set any more, and look whether updates come."""
    is_set = False
    while not stop.is_set():
        try:
            if not is_set:
                await bot.set_webhook(
                    config.url, secret_token=config.secret, allowed_updates=UPDATES
                )
            info = await bot.get_webhook_info()
            is_set = info.url == config.url
            problem = _problem(info, config, now=reception.now)
        except TelegramError as fault:
            problem = f"the webhook cannot be set or asked about ({fault})"
        if problem:
            reception.fault(problem)
        else:
            reception.well()
        await paused(stop, RETRY_SECONDS if problem else LOOK_SECONDS)


def _problem(info: WebhookInfo, config: WebhookConfig, *, now: datetime) -> str:
    """The reason why updates do not come, from Telegram's webhook info; empty if they do."""
    if info.url != config.url:
        return "somebody has set another webhook for this bot, or deleted it"
    failed = info.last_error_date
    if failed is None or not info.pending_update_count:
        return ""
    recent = now - failed < RECENT
    return f"Telegram cannot deliver to {config.url} ({info.last_error_message})" if recent else ""
