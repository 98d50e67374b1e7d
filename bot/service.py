"""The running service: it runs heartbeats, answers people, and ends on request."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.channels import Timeouts
from bot.config.settings import Settings
from bot.dataset.reloader import LiveDataset
from bot.dates import local_date
from bot.delivery import ChannelDelivery, Dispatcher, Outcome
from bot.errors import DatasetError, StoreError
from bot.operations import morning_line
from bot.operations.notifier import Notifier
from bot.operations.site_rebuilds import SiteRebuilds
from bot.posting_window import instant
from bot.scheduler import Heartbeat
from bot.store import Database
from bot.store.leader_lock import LeaderLock

log = logging.getLogger(__name__)
BEAT_SECONDS = 20
STOP_SECONDS = 8.0  # how long an end waits for what is being sent
MORNING = timedelta(hours=3)  # how late its line may still come
STANDBY = "another copy of the service holds the ledger and posts; this one stands by"


def utc_now() -> datetime:
    """The machine's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Options:
    """Options for the sandbox, drills and tests; the defaults are the service's."""

    clock: Callable[[], datetime] = utc_now
    timeouts: Timeouts = Timeouts()  # noqa: RUF009 - frozen
    beat_seconds: int = BEAT_SECONDS
    check_clock: bool | None = None

    @property
    def checks_clock(self) -> bool:
        """True if the clock is compared with the platforms': by default the machine's own is."""
        return self.clock is utc_now if self.check_clock is None else self.check_clock


Chat = Callable[[asyncio.Event, Callable[[], bool]], Awaitable[None]]
"""Answers people until the event is set; the function says whether this copy posts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of a service; ``bot/wiring.py`` makes it."""

    settings: Settings
    live: LiveDataset
    database: Database
    owner: LeaderLock
    channels: list[ChannelDelivery]
    dispatcher: Dispatcher
    notifier: Notifier
    chat: Chat
    connect: Sequence[Callable[[], object]]
    close_clients: Callable[[], Awaitable[None]]
    site: SiteRebuilds | None = None


class Service:
    """One service: its dataset, ledger, channels and operators."""

    def __init__(self, parts: Parts, options: Options) -> None:
        self.options = options
        self.settings = parts.settings
        self.live = parts.live
        self.database = parts.database
        self.owner = parts.owner
        self.channels = parts.channels
        self._dispatcher = parts.dispatcher
        self._notifier = parts.notifier
        self._chat = parts.chat
        self._connect = parts.connect
        self._close_clients = parts.close_clients
        self._site = parts.site
        self._dataset_failed = True  # an earlier run may have left it so
        self._languages_failed = True  # likewise
        self._standing = ""  # what the log said last of why this copy does not post
        self._owns = False  # whether this copy is the one that posts
        self.told = True  # whether the operators know all that they are to know

    async def close(self) -> None:
        """Let everything go: connections, the ledger, the right to post."""
        await self._close_clients()
        if self._site is not None:
            self._site.close()
        with contextlib.suppress(StoreError):
            self._dispatcher.end()
        self.database.close()
        self.owner.release()

    async def beat(self) -> list[Outcome]:
        """One heartbeat of the owner: dataset, deliveries, notices to the operators.

        StoreError when nothing can be recorded: then nothing was posted.
        """
        now = self.options.clock()
        self._refresh_dataset(now)
        outcomes = await self._dispatcher.beat()
        self._say_good_morning(now)
        self.told = await self._notifier.send_pending(self.options.clock())
        return outcomes

    def _refresh_dataset(self, now: datetime) -> None:
        """Take a new dataset; report one that cannot be read, and its recovery."""
        try:
            if self.live.refresh():
                log.info("the new dataset is in use: %d entries", len(self.live.current))
        except DatasetError as fault:
            self._dataset_failed = True
            text = f"The new dataset cannot be read; the last good one stays in use.\n{fault}"
            if self.database.notices.add("dataset", text, now=now):
                log.error("%s", text)
            return
        self._report_unreadable(now)
        if self._dataset_failed and self.live.whole:
            self.database.notices.end("dataset", "The dataset can be read again and is in use.")
            self._dataset_failed = False

    def _report_unreadable(self, now: datetime) -> None:
        """Notify once that a language file cannot be read, and once that all can again."""
        if fault := self.live.untold:
            text = "Files beside the dataset cannot be read; the last good ones stay in use."
            if self.database.notices.add("translations", f"{text}\n{fault}", now=now):
                log.error("%s %s", text, fault)
        elif self._languages_failed:
            self.database.notices.end(
                "translations", "All files beside the dataset can be read again."
            )
        self._languages_failed = bool(fault)

    def _say_good_morning(self, now: datetime) -> None:
        """The morning's line, once on a day and not when the morning is over."""
        settings = self.settings
        if settings.morning_at is None:
            return
        today = local_date(now, settings.zone)
        due = instant(datetime.combine(today, settings.morning_at), zone=settings.zone)
        if due <= now < due + MORNING:
            text = morning_line(self.database, settings.plans, settings.zone, now=now)
            self.database.notices.add(f"morning:{today}", text, now=now)

    async def owned_beat(self) -> None:
        """A heartbeat if this copy is the owner; a database error is reported directly."""
        try:
            self._owns = self.owner.take()
            if not self._owns:
                self._dispatcher.stand_by()
                self._say(STANDBY)
                with contextlib.suppress(DatasetError):  # the copy that posts reports it
                    self.live.refresh()
                return
            await self.beat()
            self._rebuild_site()
            self._standing = ""
            await self._notifier.report_database_usable()
        except StoreError as fault:
            text = f"Nothing is posted: {fault}"
            self._say(text)
            await self._notifier.report_database(text)

    def _rebuild_site(self) -> None:
        """Have the site show a new dataset, a new day and corrections."""
        if self._site is not None:
            today = local_date(self.options.clock(), self.settings.zone)
            self._site.beat(self.live.current, today)

    def _say(self, text: str) -> None:
        """Log why this copy does not post, when that is new."""
        if text != self._standing:
            log.warning("%s", text)
        self._standing = text

    async def run(self, stop: asyncio.Event) -> bool:
        """Post and answer until ``stop``; False if something was still being sent at the end.
        ConfigError where a platform's client cannot be made.

        Ends within ``STOP_SECONDS`` and a second, whatever does not answer.
        """
        for connect in self._connect:  # before the heartbeat's thread, which would load libraries
            connect()
        runner = asyncio.Runner()
        heart = Heartbeat(lambda: runner.run(self.owned_beat()), seconds=self.options.beat_seconds)
        heart.start()
        talk = asyncio.create_task(self._answer(stop))
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait([talk, stopped], return_when=asyncio.FIRST_COMPLETED)
        stop.set()
        stopping = asyncio.to_thread(heart.stop, within=STOP_SECONDS)
        ended, _ = await asyncio.gather(stopping, asyncio.wait([talk], timeout=STOP_SECONDS))
        if talk.done() and not talk.cancelled() and (fault := talk.exception()):
            raise fault
        if ended:
            await asyncio.to_thread(self._end, runner)
        return ended

    def _end(self, runner: asyncio.Runner) -> None:
        """Close what the beats used, on their own loop, and then the loop."""
        with runner:
            runner.run(self.close())

    async def _answer(self, stop: asyncio.Event) -> None:
        await self._chat(stop, lambda: self._owns)


def stop_on_signals(stop: asyncio.Event) -> None:
    """Set ``stop`` at SIGTERM and SIGINT."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
