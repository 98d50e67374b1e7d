"""The state of receiving updates: noted by the receiver, logged, reported to the operators."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.errors import StoreError
from bot.liveness import HEARD
from bot.store import Database

log = logging.getLogger(__name__)
DEAF_AFTER = timedelta(minutes=3)  # of failure, until the operators are notified
MARKED_EACH = timedelta(seconds=20)
SAVE_SECONDS = 1.0
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 10.0  # seconds between two tries, doubled each time
NOTICE = "deaf"


class Backoff:
    """Pauses between tries that fail, each twice as long as the one before."""

    def __init__(self) -> None:
        self._next = FIRST_PAUSE

    @property
    def in_trouble(self) -> bool:
        """True if the last try failed."""
        return self._next > FIRST_PAUSE

    def reset(self) -> None:
        """Note a try that went well."""
        self._next = FIRST_PAUSE

    def next(self) -> float:
        """The seconds to wait after one more failure."""
        pause, self._next = self._next, min(2 * self._next, LONGEST_PAUSE)
        return pause

    async def wait(self, stop: asyncio.Event) -> None:
        """Wait after one more failure, or until ``stop``."""
        await paused(stop, self.next())


async def paused(stop: asyncio.Event, seconds: float) -> None:
    """Wait so long, or until ``stop``."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


class Reception:
    """The state of receiving. Times are those of ``clock``; it begins as not working yet."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._failing_since: datetime | None = clock()
        self._reason = "Telegram has not answered yet"
        self._logged = ""
        self._heard_at = clock()
        self._marked_at: datetime | None = None
        self._is_reported: bool | None = None  # an earlier run may have reported it

    @property
    def now(self) -> datetime:
        """The present instant."""
        return self._clock()

    def well(self) -> None:
        """Note that updates can be received."""
        if self._logged:
            log.info("updates are received again")
        self._logged, self._failing_since = "", None
        self._heard_at = self._clock()

    def fault(self, text: str) -> None:
        """Note why updates cannot be received; each reason is logged once."""
        if self._failing_since is None:
            self._failing_since = self._clock()
        if text != self._logged:
            log.warning("%s; it is tried again", text)
        self._reason = self._logged = text

    @property
    def is_deaf(self) -> bool:
        """True if the failure has lasted so long that the operators have to know."""
        since = self._failing_since
        return since is not None and self._clock() - since >= DEAF_AFTER

    def save(self, database: Database) -> None:
        """Mark the last answer in the ledger, and note deafness and its end for the operators."""
        if self._marked_at is None or abs(self._heard_at - self._marked_at) >= MARKED_EACH:
            database.marks.set(HEARD, now=self._heard_at)
            self._marked_at = self._heard_at
        if self.is_deaf and self._is_reported is not True:
            since = f"{self._failing_since:%H:%M} UTC"
            text = f"The bot has received no messages since {since}: {self._reason}."
            database.notices.add(NOTICE, f"{text} Posts go out all the same.", now=self._clock())
            self._is_reported = True
        elif self._failing_since is None and self._is_reported is not False:
            database.notices.end(NOTICE, "The bot receives messages again.")
            self._is_reported = False

    async def watch(self, database: Database, *, stop: asyncio.Event) -> None:
        """Save again and again until ``stop``."""
        while not stop.is_set():
            try:
                await asyncio.to_thread(self.save, database)
            except StoreError as fault:
                log.debug("reception could not be noted: %s", fault)  # the heartbeat reports it
            await paused(stop, SAVE_SECONDS)
