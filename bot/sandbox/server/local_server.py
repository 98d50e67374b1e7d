"""A stand-in's server: it reads a call, lets a fault play, and answers.

Knows nothing of a platform: a subclass of `LocalServer` reads a request as a `Call`, and words its
refusals.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import Self

from bot.sandbox.server.faults import Fault, FaultPlan
from bot.sandbox.server.wire import HOST, Answer, Request, Server, Wire, html_answer, json_answer

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Call:
    """A request as the platform understands it. `run` does it, and may only be called once."""

    method: str
    params: Mapping[str, object]
    run: Callable[[], Answer] = field(repr=False)
    path: str = field(repr=False)  # holds the token, with Telegram


class LocalServer:
    """An HTTP server on 127.0.0.1: a context manager with `url`, `faults`, `calls` and `crashes`.

    `port` 0 takes a free one. `calls` is every request so far as (method, parameters). `crashes`
    holds a line for each error of the stand-in itself or of a hook, each answered with 500: a test
    should find it empty. After `close` nothing listens any more; `start` then serves what was there
    on the same port again, so that the two play an outage.
    """

    def __init__(self, now: Callable[[], datetime], *, port: int = 0) -> None:
        self.now = now
        self.faults = FaultPlan(now)
        self.calls: list[tuple[str, Mapping[str, object]]] = []
        self.crashes: list[str] = []
        self.dated = True  # whether answers have a Date, as those of all known servers do
        self._port = port
        self._server: Server | None = None
        self._answering = 0
        self._dripping = 0
        self._quiet = threading.Condition()

    @property
    def url(self) -> str:
        """The server's root, such as http://127.0.0.1:8081. Raises RuntimeError if it is not up."""
        if self._server is None:
            raise RuntimeError("the stand-in is not running: use it in a `with` statement")
        return f"http://{HOST}:{self._server.server_port}"

    def start(self) -> None:
        """Bind and serve. Raises OSError where the port is taken."""
        self._server = Server(self._answer, self._port, now=self._date)
        self._port = self._server.server_port
        self.faults.open()

    def close(self) -> None:
        """Stop at once, as a crash would: open connections are cut, hanging requests end."""
        if self._server is not None:
            self._server.cut()
            self.faults.close()
            self.wake()
            self._server.wait()
            self._server = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _date(self) -> datetime | None:
        return self.now() if self.dated else None

    def read(self, request: Request) -> Call:
        """The call that the request asks for. Each platform implements it; it changes nothing."""
        raise NotImplementedError

    def refuse(self, status: int, description: str | None, *, retry_after: int | None) -> Answer:
        """A refusal in the platform's form; `description` None means its usual words."""
        raise NotImplementedError

    def wake(self) -> None:
        """End what waits inside the platform's own methods: the server is closing."""

    def wait_quiet(self, *, timeout: float = 60.0) -> bool:
        """Wait until every request so far is answered or hangs; False if that takes longer.

        A client that gave up does not mean that its request is over: who steps the clock waits.
        An answer that drips is not waited for: what is to be done is done before its first byte.
        """
        with self._quiet:
            return self._quiet.wait_for(
                lambda: self._answering <= self.faults.hung + self._dripping, timeout
            )

    def _answer(self, request: Request, wire: Wire) -> None:
        with self._quiet:
            self._answering += 1
        try:
            self._exchange(self.read(request), wire)
        except Exception as error:
            logger.exception("the stand-in failed")
            self.crashes.append(f"{type(error).__name__}: {error}")
            wire.write(html_answer(500))
        finally:
            with self._quiet:
                self._answering -= 1
                self._quiet.notify_all()

    def _exchange(self, call: Call, wire: Wire) -> None:
        self.calls.append((call.method, call.params))
        self.faults.tell("arrived", call.method, params=call.params)
        fault = self.faults.take(call.method)
        if fault is None:
            wire.write(self._accept(call))
        elif fault.when == "after":
            self._spoil(fault, self._accept(call), wire=wire, path=call.path)
        elif fault.kind == "late":
            self._answer_late(call, wire)
        else:
            self._spoil(fault, html_answer(502), wire=wire, path=call.path)
        self.faults.tell("answered", call.method, params=call.params)

    def _accept(self, call: Call) -> Answer:
        answer = call.run()
        if answer.accepted:
            self.faults.tell("accepted", call.method, params=call.params)
        return answer

    def _answer_late(self, call: Call, wire: Wire) -> None:
        if self.faults.wait_for_release():
            wire.write(self._accept(call))
        else:
            wire.close()

    def _spoil(self, fault: Fault, answer: Answer, *, wire: Wire, path: str) -> None:
        match fault.kind:
            case "reset":
                wire.reset()
            case "close":
                wire.close()
            case "half":
                wire.write_half(answer)
            case "drip":
                self._drip(answer, fault.pause, wire=wire)
            case "hang":
                released = self.faults.wait_for_release()
                wire.write(answer) if released and fault.when == "after" else wire.close()
            case _:
                wire.write(self._instead(fault, path))

    def _drip(self, answer: Answer, pause: float, *, wire: Wire) -> None:
        with self._quiet:
            self._dripping += 1
            self._quiet.notify_all()
        try:
            wire.drip(answer, pause)
        finally:
            with self._quiet:
                self._dripping -= 1

    def _instead(self, fault: Fault, path: str) -> Answer:
        match fault.kind:
            case "5xx":
                answer = html_answer(fault.status)
            case "rubbish":
                answer = html_answer(200)
            case "ok_false":
                answer = json_answer({"ok": False})
            case "data_null":
                answer = json_answer({"data": None})
            case "errors_only":
                answer = json_answer({"errors": [{"title": "Service Unavailable", "status": 503}]})
            case "redirect":
                elsewhere = fault.location or self.url.replace(HOST, "localhost") + path
                answer = Answer(307, b"", headers=(("Location", elsewhere),))
            case _:
                answer = self.refuse(
                    int(fault.kind), fault.description, retry_after=fault.retry_after
                )
        if fault.body is None:
            return answer
        return Answer(answer.status, fault.body, answer.content_type, answer.headers)
