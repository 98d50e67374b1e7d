"""Receiving updates at a web address. The only user of starlette and uvicorn."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import logging
import urllib.parse
from collections.abc import Iterator

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from telegram import Update
from telegram.error import TelegramError

from bot.chatbot.application import App
from bot.chatbot.webhook_config import UPDATES, WebhookConfig

log = logging.getLogger(__name__)
RETRY_SECONDS = 5.0
STOP_SECONDS = 3  # for requests that are being answered at the end
HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1_000_000  # bytes; Telegram's updates have some thousands


class _Server(uvicorn.Server):
    """A server that leaves the signals to the service."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(application: App, hook: WebhookConfig, *, stop: asyncio.Event) -> None:
    """Listen, tell Telegram where, and answer until ``stop``."""
    config = uvicorn.Config(
        web_application(application, hook),
        host=hook.host,
        port=hook.port,
        log_config=None,
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve())
    setting = asyncio.create_task(_set(application, hook, stop=stop))
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait([serving, stopped], return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    stop.set()  # a server that cannot listen ends the service, which says why
    await asyncio.gather(serving, setting, stopped)


def web_application(application: App, hook: WebhookConfig) -> Starlette:
    """The two addresses: the webhook's own, and ``/healthz``."""

    async def receive(request: Request) -> Response:
        # In constant time: how long a comparison takes must not tell how much of it was right.
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode(), hook.secret.encode()):
            return PlainTextResponse("forbidden", 403)
        if int(request.headers.get("content-length") or 0) > LARGEST:
            return PlainTextResponse("too large", 413)
        try:
            body = await request.json()
            if type(body["update_id"]) is not int:
                raise TypeError
            update = Update.de_json(body, application.bot)
        except (ValueError, TypeError, KeyError, AttributeError) as fault:
            log.warning("an update could not be read: %s", type(fault).__name__)
            return Response(status_code=200)  # or Telegram would send it for ever
        # Answered before it is confirmed: a crash between the two brings it again.
        await application.process_update(update)
        return Response(status_code=200)

    async def health(request: Request) -> Response:
        del request
        return PlainTextResponse("ok")

    path = urllib.parse.urlsplit(hook.url).path or "/"
    return Starlette(
        routes=[
            Route("/healthz", health, methods=["GET"]),
            Route(path, receive, methods=["POST"]),
        ]
    )


async def _set(application: App, hook: WebhookConfig, *, stop: asyncio.Event) -> None:
    """Tell Telegram the address, again and again until it is taken."""
    while not stop.is_set():
        try:
            await application.bot.set_webhook(
                hook.url, secret_token=hook.secret, allowed_updates=UPDATES
            )
        except TelegramError as fault:
            log.warning("the webhook could not be set (%s); it is tried again", fault)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), RETRY_SECONDS)
        else:
            return
