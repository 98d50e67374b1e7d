"""Faults on request: what a stand-in does wrong, when, and for how long.

Knows nothing of sockets or of a platform: `bot.sandbox.server.local_server` plays a fault on the
wire, and each platform words its own refusals.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from datetime import datetime
from typing import Literal, get_args

When = Literal["before", "after"]
Stage = Literal["arrived", "accepted", "answered"]
Hook = Callable[[str, Mapping[str, object]], None]
"""Called with the method's name and its parameters."""

_REFUSED = "refused with this status, in the platform's own form"
KINDS: Mapping[str, str] = {
    **dict.fromkeys(("400", "401", "402", "403", "404", "409"), _REFUSED),
    "429": "refused for being too fast; a hint only with `retry_after`",
    "5xx": "the HTML page of a proxy, with `status` (502 by default)",
    "reset": "the connection is reset (RST), no byte is answered",
    "close": "the connection is closed in order, no byte is answered",
    "half": "the whole Content-Length is promised, half of the body comes, then the end",
    "drip": "the answer comes a byte at a time, `pause` seconds apart",
    "hang": "no answer until `release`: then the answer if accepted, else the end",
    "late": "nothing until `release`, and only then is the request accepted and answered",
    "rubbish": "status 200 with an HTML page instead of JSON",
    "ok_false": 'status 200 with {"ok": false} and nothing else',
    "data_null": 'status 200 with {"data": null}',
    "errors_only": "status 200 with errors and no data",
    "redirect": "status 307 to another host name, `location` or localhost",
}


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong.

    `kind` is a key of `KINDS`. `when` is "before" (the request is not accepted, nothing appears;
    what is halved or dripped is then a proxy's 502 page) or "after" (the request is done, then its
    answer goes wrong). `method` limits the fault to one method
    ("sendMessage", "POST /2/tweets"). It plays `times` times (None: for ever) and not from `until`
    on (the server's clock). `retry_after` is in seconds. `description` and `body` replace the
    refusal's words and its whole body. Raises ValueError where a field makes no sense.
    """

    kind: str
    _: KW_ONLY
    when: When = "before"
    method: str | None = None
    times: int | None = 1
    until: datetime | None = None
    retry_after: int | None = None
    status: int = 502
    description: str | None = None
    body: bytes | None = None
    location: str | None = None
    pause: float = 0.05

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"unknown fault {self.kind!r}; the kinds are {', '.join(KINDS)}")
        if self.when not in get_args(When):
            raise ValueError(f"a fault plays before or after accepting, not {self.when!r}")
        if self.kind == "late" and self.when == "after":
            raise ValueError("a late request is not accepted yet: `when` has to be before")
        if self.times is not None and self.times < 1:
            raise ValueError(f"a fault plays at least once, not {self.times} times")
        if not 500 <= self.status <= 599:
            raise ValueError(f"`status` is that of a 5xx page, not {self.status}")


@dataclass
class _Pending:
    """A fault and how often it still plays."""

    fault: Fault
    left: int | None

    def fits(self, method: str, now: datetime) -> bool:
        over = self.fault.until is not None and now >= self.fault.until
        return not over and self.left != 0 and self.fault.method in (None, method)


class FaultPlan:
    """The faults to come and the hooks of one server, for use from any thread."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._pending: list[_Pending] = []
        self._hooks: dict[str, list[Hook]] = {stage: [] for stage in get_args(Stage)}
        self._changed = threading.Condition()
        self._releases = 0
        self._hung = 0
        self._closed = False

    def add(self, *faults: Fault) -> None:
        """Queue faults; where two fit a request, the one added first plays."""
        with self._changed:
            self._pending += [_Pending(fault, fault.times) for fault in faults]

    def clear(self) -> None:
        """Forget every fault that has not played yet; hooks stay, hung requests hang on."""
        with self._changed:
            self._pending.clear()

    def take(self, method: str) -> Fault | None:
        """The fault that a request of `method` meets now, counted as played, or None."""
        now = self._now()
        with self._changed:
            for pending in self._pending:
                if pending.fits(method, now):
                    pending.left = pending.left and pending.left - 1
                    return pending.fault
        return None

    def on_request(self, hook: Hook, *, stage: Stage = "arrived") -> None:
        """Call `hook(method, params)` in the server's thread, at each request that gets so far.

        Stages: "arrived" (read, nothing accepted), "accepted" (done, nothing answered) and
        "answered" (the last byte was handed to the system). The request waits for the hook.
        """
        with self._changed:
            self._hooks[stage].append(hook)

    def tell(self, stage: Stage, method: str, *, params: Mapping[str, object]) -> None:
        """Run the hooks of a stage, in the order in which they were given."""
        with self._changed:
            hooks = tuple(self._hooks[stage])
        for hook in hooks:
            hook(method, params)

    def release(self) -> None:
        """Let every request that hangs or is late now go on."""
        with self._changed:
            self._releases += 1
            self._hung = 0
            self._changed.notify_all()

    def wait_for_release(self) -> bool:
        """Block until `release`. False when the server closed instead."""
        with self._changed:
            before = self._releases
            self._hung += 1
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._closed or self._releases > before)
            if self._releases == before:
                self._hung -= 1
            self._changed.notify_all()
            return not self._closed

    def wait_for_hung(self, count: int = 1, *, timeout: float = 60.0) -> None:
        """Block until `count` requests hang. Raises TimeoutError after `timeout` seconds."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._hung >= count, timeout):
                raise TimeoutError(f"{self._hung} of {count} requests hang after {timeout} s")

    @property
    def hung(self) -> int:
        """The number of requests that hang now."""
        with self._changed:
            return self._hung

    def close(self) -> None:
        """Wake what hangs: the server is closing."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def open(self) -> None:
        """Let requests hang again: the server is starting."""
        with self._changed:
            self._closed = False
