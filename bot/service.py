"""The composition root: builds the service from settings and secrets, and asks the clock."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from typing import TYPE_CHECKING

from telegram import Bot

from bot.channels import Channel, Timeouts
from bot.channels.telegram import TelegramChannel, TelegramOperators, make_bot
from bot.channels.x import XChannel, XCredentials, make_client
from bot.config.secrets import Secrets
from bot.config.settings import ChannelSettings, Settings
from bot.dataset import Dataset
from bot.dataset.reloader import LiveDataset
from bot.dates import local_date
from bot.delivery import ChannelDelivery, Dispatcher, Outcome
from bot.errors import ConfigError, DatasetError, StoreError
from bot.operations import morning_line
from bot.operations.notifier import Notifier
from bot.posting_window import instant
from bot.scheduler import Heartbeat
from bot.store import Database

if TYPE_CHECKING:
    from bot.chatbot.dependencies import Dependencies
    from bot.chatbot.webhook_config import WebhookConfig

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
    """What the sandbox, drills and tests set; the defaults are the service's."""

    clock: Callable[[], datetime] = utc_now
    timeouts: Timeouts = Timeouts()  # noqa: RUF009 - frozen
    beat_seconds: int = BEAT_SECONDS


class Service:
    """One service: its dataset, ledger, channels and operators."""

    def __init__(
        self, settings: Settings, secrets: Secrets, options: Options | None = None
    ) -> None:
        if settings.webhook_url and find_spec("uvicorn") is None:
            raise ConfigError(['mode = "webhook" needs the extra: install onthisday[webhook]'])
        self.settings = settings
        self.options = options or Options()
        self._secrets = secrets
        self.live = LiveDataset(settings.dataset)
        self.database = Database.open(settings.database)
        self.owner = self.database.leader_lock()
        self._publisher = self._make_bot() if secrets.telegram_token else None
        self.channels = [ChannelDelivery(c.plan, self._channel(c)) for c in settings.channels]
        self._dispatcher = Dispatcher(
            self.database,
            self._dataset,
            channels=self.channels,
            clock=self.options.clock,
            settled_after=timedelta(seconds=self.options.timeouts.total),
            approval=settings.editors is not None and settings.editors.approval,
        )
        operators = (
            TelegramOperators(
                self._publisher, settings.operators_chat, timeouts=self.options.timeouts
            )
            if self._publisher and settings.operators_chat
            else None
        )
        self._notifier = Notifier(self.database, operators, secrets=secrets.values)
        self._dataset_ill = True  # an earlier run may have left it so
        self._languages_ill = True  # likewise
        self._standing = ""  # what the log said last of why this copy does not post
        self._owns = False  # whether this copy is the one that posts
        self.told = True  # whether the operators know all that they are to know

    async def close(self) -> None:
        """Let everything go: connections, the ledger, the right to post."""
        for one in self.channels:
            await one.channel.close()
        if self._publisher is not None:
            await self._publisher.request.shutdown()
        self.database.close()
        self.owner.release()

    def _dataset(self) -> Dataset:
        return self.live.current

    def _make_bot(self, kind: type[Bot] | None = None) -> Bot:
        secrets = self._secrets
        return make_bot(
            secrets.telegram_token,
            base_url=secrets.telegram_base_url,
            timeouts=self.options.timeouts,
            kind=kind or Bot,
        )

    def _channel(self, channel: ChannelSettings) -> Channel:
        timeouts = self.options.timeouts
        if channel.platform == "telegram":
            assert self._publisher is not None  # the settings asked for the token
            return TelegramChannel(
                self._publisher,
                channel.target,
                clock=self.options.clock,
                thread=channel.thread,
                silent=channel.silent,
                probe_chat=self.settings.operators_chat,
                timeouts=timeouts,
            )
        credentials = XCredentials(*self._secrets.x[channel.name])
        client = make_client(credentials, base_url=self._secrets.x_base_url, timeouts=timeouts)
        return XChannel(client, clock=self.options.clock, timeouts=timeouts)

    async def beat(self) -> list[Outcome]:
        """One heartbeat of the owner: dataset, deliveries, what the operators are to be told.

        StoreError when nothing can be recorded: then nothing was posted.
        """
        now = self.options.clock()
        self._refresh_dataset(now)
        outcomes = await self._dispatcher.beat()
        self._say_good_morning(now)
        self.told = await self._notifier.send_pending(self.options.clock())
        return outcomes

    def _refresh_dataset(self, now: datetime) -> None:
        """Take a new dataset; one that cannot be read is told, and that it can be read again."""
        try:
            if self.live.refresh():
                log.info("the new dataset is in use: %d entries", len(self.live.current))
        except DatasetError as fault:
            self._dataset_ill = True
            text = f"The new dataset cannot be read; the last good one stays in use.\n{fault}"
            if self.database.notices.add("dataset", text, now=now):
                log.error("%s", text)
            return
        self._tell_untold(now)
        if self._dataset_ill and self.live.whole:
            self.database.notices.end("dataset", "The dataset can be read again and is in use.")
            self._dataset_ill = False

    def _tell_untold(self, now: datetime) -> None:
        """Tell once which language cannot be read, and once that all can again."""
        if fault := self.live.untold:
            text = "Texts in other languages cannot be read; the last good ones stay in use."
            if self.database.notices.add("translations", f"{text}\n{fault}", now=now):
                log.error("%s %s", text, fault)
        elif self._languages_ill:
            self.database.notices.end("translations", "All languages can be read again.")
        self._languages_ill = bool(fault)

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
        """A beat if this copy is the owner; trouble with the database is told without it."""
        try:
            self._owns = self.owner.take()
            if not self._owns:
                self._say(STANDBY)
                with contextlib.suppress(DatasetError):  # the copy that posts tells of it
                    self.live.refresh()
                return
            await self.beat()
            self._standing = ""
            await self._notifier.report_database_usable()
        except StoreError as fault:
            text = f"Nothing is posted: {fault}"
            self._say(text)
            await self._notifier.report_database(text)

    def _say(self, text: str) -> None:
        """Log why this copy does not post, when that is new."""
        if text != self._standing:
            log.warning("%s", text)
        self._standing = text

    async def run(self, stop: asyncio.Event) -> bool:
        """Post and answer until ``stop``; False if something was still being sent at the end.

        Ends within ``STOP_SECONDS`` and a second, whatever does not answer.
        """
        runner = asyncio.Runner()
        heart = Heartbeat(lambda: runner.run(self.owned_beat()), seconds=self.options.beat_seconds)
        heart.start()
        talk = asyncio.create_task(self._converse(stop))
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

    async def _converse(self, stop: asyncio.Event) -> None:
        """Answer people, where there is a Telegram bot; it has a client of its own."""
        if self._publisher is None:
            await stop.wait()
            return
        from bot.chatbot.running import converse
        from bot.chatbot.tolerant_bot import TolerantBot

        await converse(self._make_bot(TolerantBot), self._parts(), stop=stop, webhook=self._hook())

    def _parts(self) -> Dependencies:
        """What the conversation is made of."""
        from bot.chatbot.answers.answers import Answers
        from bot.chatbot.dependencies import Dependencies
        from bot.chatbot.referenced_post import ReferencedPosts
        from bot.chatbot.user_cache import UserCache

        clock, zone = self.options.clock, self.settings.zone
        telegram = (c for c in self.settings.channels if c.platform == "telegram")
        return Dependencies(
            answers=Answers(self._dataset),
            users=UserCache(self.database.users, zone=zone, clock=clock),
            posts=ReferencedPosts(
                self.database, {channel.name: channel.target for channel in telegram}
            ),
            clock=clock,
            store=self.database,
            dataset=self._dataset,
            plans={plan.name: plan for plan in self.settings.plans},
            posts_here=lambda: self._owns,
            operators_chat=self.settings.operators_chat,
            editors=self.settings.editors,
        )

    def _hook(self) -> WebhookConfig | None:
        """Where Telegram sends updates in webhook mode."""
        from bot.chatbot.webhook_config import WebhookConfig

        if not self.settings.webhook_url:
            return None
        host, _, port = self.settings.listen.rpartition(":")
        return WebhookConfig(
            self.settings.webhook_url, host, int(port), self._secrets.webhook_secret
        )


def stop_on_signals(stop: asyncio.Event) -> None:
    """Set ``stop`` at SIGTERM and SIGINT."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
