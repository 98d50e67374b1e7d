"""The whole service against the stand-ins, with a clock that the test steps."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import Options, Service
from bot.channels import Timeouts
from bot.config import ChannelSettings, Secrets, Settings
from bot.delivery import Outcome
from bot.sandbox.telegram import TelegramServer
from bot.sandbox.telegram_records import Message
from bot.sandbox.x import XServer
from bot.sandbox.x_oauth import XAccount
from bot.sandbox.x_store import XPost
from bot.store import Key, State, Store
from tests.plans import plan

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnn"
ACCOUNT = XAccount("consumer-key", "consumer-secret", "42-access", "access-secret")
CHANNEL, OPERATORS = -1001234, 99
NINE = datetime(2027, 5, 20, 8, 5, tzinfo=UTC)  # 09:05 in London, after the time of the post
LONDON = ZoneInfo("Europe/London")
QUICK = Timeouts(connect=0.3, read=0.3, total=0.6)


@dataclass
class Clock:
    """A clock that stands still until it is stepped."""

    now: datetime = NINE

    def __call__(self) -> datetime:
        """The instant that it shows."""
        return self.now

    def step(self, **by: float) -> None:
        """Go on by so many minutes, hours, days."""
        self.now += timedelta(**by)


@dataclass
class World:
    """One service, its two platforms and its database file; ``beat`` is one heartbeat."""

    folder: Path
    telegram: TelegramServer
    x: XServer
    clock: Clock
    dataset: Path
    budget: Decimal | None = None
    zone: ZoneInfo = LONDON
    runner: asyncio.Runner = field(default_factory=asyncio.Runner)
    _service: Service | None = None

    @property
    def settings(self) -> Settings:
        """The settings that a file would give."""
        return Settings(
            path=self.folder / "onthisday.toml",
            zone=self.zone,
            database=f"sqlite:///{self.folder}/ledger.db",
            dataset=self.dataset,
            channels=(
                ChannelSettings(plan("telegram", zone=self.zone), target="@on_this_day"),
                ChannelSettings(
                    plan("x", zone=self.zone, monthly_budget_usd=self.budget), credentials="X"
                ),
            ),
            operators_chat=OPERATORS,
        )

    @property
    def secrets(self) -> Secrets:
        """The secrets of the stand-ins, and where they are."""
        account = (
            ACCOUNT.consumer_key,
            ACCOUNT.consumer_secret,
            ACCOUNT.access_token,
            ACCOUNT.access_token_secret,
        )
        return Secrets(
            telegram_token=TOKEN,
            telegram_base_url=self.telegram.url,
            x={"x": account},
            x_base_url=self.x.url,
        )

    @property
    def service(self) -> Service:
        """The running service; made when it is first asked for."""
        if self._service is None:
            self._service = Service(
                self.settings, self.secrets, Options(clock=self.clock, timeouts=QUICK)
            )
        return self._service

    @property
    def store(self) -> Store:
        """The service's ledger."""
        return self.service.store

    def restart(self) -> None:
        """End the service as a crash would, and start anew on the same database."""
        if self._service is not None:
            self.runner.run(self._service.close())
            self.runner.close()
            self.runner = asyncio.Runner()
        self._service = None

    def beat(self) -> dict[str, Outcome]:
        """One heartbeat; what it says of each channel."""
        return {outcome.channel: outcome for outcome in self.runner.run(self.service.beat())}

    def state(self, channel: str, day: datetime | None = None) -> State | None:
        """A channel's state on the local date of an instant, by default now."""
        on = (day or self.clock.now).astimezone(self.zone).date()
        row = self.store.delivery(Key(channel, on))
        return row.state if row else None

    def posts(self) -> list[Message]:
        """What followers see in the Telegram channel."""
        return [m for m in self.telegram.messages(CHANNEL) if not m.deleted]

    def x_posts(self) -> list[XPost]:
        """What followers see on X."""
        return [post for post in self.x.posts() if not post.deleted]

    def told(self) -> list[str]:
        """What the operators were told, in order."""
        return [m.text for m in self.telegram.messages(OPERATORS) if m.by_bot]


@contextlib.contextmanager
def made_world(folder: Path, dataset: Path, *, budget: Decimal | None = None) -> Iterator[World]:
    """The stand-ins, up and peopled, and a service that is not yet started."""
    clock = Clock()
    with TelegramServer(TOKEN, now=clock) as telegram, XServer(ACCOUNT, now=clock) as x:
        telegram.add_channel(CHANNEL, username="on_this_day")
        telegram.add_user(OPERATORS, wrote=True)
        world = World(folder, telegram, x, clock, dataset, budget)
        yield world
        world.restart()
        world.runner.close()
        assert telegram.crashes == []
        assert x.crashes == []
