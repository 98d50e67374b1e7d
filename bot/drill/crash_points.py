"""The steps of a delivery inside of its process, and the signal that it sends itself at one."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable
from functools import wraps
from typing import Any

import httpx
from sqlalchemy import Engine, event

from bot.drill.cases import METHOD, PHOTO
from bot.service import Service

CONNECTED = "connected, nothing sent"
INSIDE = (
    "before the claim",
    "claim written, not committed",
    "claimed",
    "before connecting",
    CONNECTED,
    "answer read",
    "before recording",
    "recorded",
)


class Strikes:
    """The signals that a process sends itself: one at each armed step, once."""

    def __init__(self) -> None:
        self.armed: dict[str, int] = {}
        self._claiming = False

    def at(self, step: str) -> None:
        """The process is at a step now."""
        if number := self.armed.pop(step, 0):
            # To the thread itself: at a signal to the process another may stop first.
            signal.pthread_kill(threading.get_ident(), number)

    def watch(self, service: Service) -> None:
        """Report the steps of a service, the only one of its process."""
        ledger = service.database.ledger
        vars(ledger)["claim"] = self._claim(ledger.claim)
        vars(ledger)["record"] = self._record(ledger.record)
        event.listen(Engine, "commit", self._on_commit)
        for one in service.channels:
            vars(one.channel)["publish"] = self._publish(one.channel.publish)
        self._watch_telegram()
        sys.addaudithook(self._on_audit)

    def _claim(self, call: Callable[..., bool]) -> Callable[..., bool]:
        @wraps(call)
        def claim(*args: Any, **kwargs: Any) -> bool:
            self.at("before the claim")
            self._claiming = True
            claimed = call(*args, **kwargs)
            self._claiming = False
            self.at("claimed")
            return claimed

        return claim

    def _on_commit(self, connection: object) -> None:
        """Called when the statements are done, before the database commits."""
        del connection
        if self._claiming:
            self.at("claim written, not committed")

    def _record(self, call: Callable[..., bool]) -> Callable[..., bool]:
        @wraps(call)
        def record(*args: Any, **kwargs: Any) -> bool:
            self.at("before recording")
            changed = call(*args, **kwargs)
            self.at("recorded")
            return changed

        return record

    def _publish(self, call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        async def publish(*args: Any, **kwargs: Any) -> Any:
            self.at("before connecting")
            receipt = await call(*args, **kwargs)
            self.at("answer read")
            return receipt

        return publish

    def _watch_telegram(self) -> None:
        """httpx calls a request's "trace" with the state of its connection; the client's own trace
        is there by the time that the request goes to the transport.
        """
        send: Callable[..., Any] = httpx.AsyncHTTPTransport.handle_async_request

        @wraps(send)
        async def traced(transport: object, request: httpx.Request) -> Any:
            if request.url.path.endswith((METHOD["telegram"], PHOTO)):
                own = request.extensions.get("trace")

                async def trace(name: str, info: object) -> None:
                    if own is not None:
                        await own(name, info)
                    if name == "http11.send_request_headers.started":
                        self.at(CONNECTED)

                request.extensions["trace"] = trace
            return await send(transport, request)

        setattr(httpx.AsyncHTTPTransport, "handle_async_request", traced)  # noqa: B010 - mypy forbids

    def _on_audit(self, name: str, details: tuple[Any, ...]) -> None:
        """X's client is built on http.client, which audits what it is about to send."""
        if name == "http.client.send" and bytes(details[1]).startswith(METHOD["x"].encode()):
            self.at(CONNECTED)
