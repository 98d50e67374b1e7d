"""The whole service against the stand-ins, with a clock that is stepped."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.channel_config import ChannelConfig
from bot.channels import Timeouts
from bot.config.secrets import Secrets
from bot.config.settings import ChannelSettings, Editors, Settings, SiteSettings
from bot.delivery import Outcome
from bot.posting_window import Window
from bot.sandbox.telegram.records import Message
from bot.sandbox.telegram.server import TelegramServer
from bot.sandbox.x.oauth import XAccount
from bot.sandbox.x.server import XServer
from bot.sandbox.x.state import XPost
from bot.service import BEAT_SECONDS, Options, Service
from bot.store import BEAT, Database, Key, State
from bot.store.engine import open_engine
from bot.wiring import build

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnn"
ACCOUNT = XAccount("consumer-key", "consumer-secret", "42-access", "access-secret")
CHANNEL, OPERATORS = -1001234, 99
TARGET = "@on_this_day"
LONDON = ZoneInfo("Europe/London")
NINE = datetime(2027, 5, 20, 8, 3, 30, tzinfo=UTC)  # in London half a minute after the post's time
QUICK = Timeouts(connect=0.4, read=0.4, total=0.8)  # where a server hangs on purpose
PATIENT = Timeouts(connect=2, read=2, total=4)  # for a machine that is busy with other things
PLATFORMS = ("telegram", "x")


@dataclass
class Clock:
    """A clock that does not move until it is stepped."""

    now: datetime = NINE

    def __call__(self) -> datetime:
        """The instant that it shows."""
        return self.now

    def step(self, **by: float) -> None:
        """Go on by so many minutes, hours, days."""
        self.now += timedelta(**by)


@dataclass(frozen=True)
class Scene:
    """The setup of a world: which channels post when and where, and whether operators exist."""

    platforms: tuple[str, ...] = PLATFORMS
    zone: ZoneInfo = LONDON
    post_at: time = time(9, 3)
    budget: Decimal | None = None
    operators: bool = True
    morning_at: time | None = None
    editors: Editors | None = None
    timeouts: Timeouts = PATIENT
    target: str = TARGET
    checks_clock: bool = False
    operators_chat: int = OPERATORS
    database: str = ""  # the address of a server's; by default a file
    can_edit: bool = False
    premium: bool = True
    card: bool = False
    site: SiteSettings | None = None
    persian: tuple[str, ...] = ()  # the platforms whose channel is in Persian

    def language(self, platform: str) -> str:
        """The code of the language of a platform's channel."""
        return "fa" if platform in self.persian else "en"


def settings_of(scene: Scene, folder: Path, dataset: Path) -> Settings:
    """The settings that a file would give."""
    channels = []
    for platform in scene.platforms:
        plan = ChannelConfig(
            name=platform,
            platform=platform,
            target=scene.target if platform == "telegram" else "",
            post_at=scene.post_at,
            zone=scene.zone,
            language=scene.language(platform),
            monthly_budget_usd=scene.budget if platform == "x" else None,
            can_edit=scene.can_edit and platform == "x",
            card=scene.card,
            site=scene.site.base_url if scene.site else "",
        )
        credentials = "X" if platform == "x" else ""
        channels.append(ChannelSettings(plan, target=plan.target, credentials=credentials))
    return Settings(
        path=folder / "onthisday.toml",
        zone=scene.zone,
        database=scene.database or f"sqlite:///{folder}/ledger.db",
        dataset=dataset,
        channels=tuple(channels),
        operators_chat=scene.operators_chat if scene.operators else None,
        morning_at=scene.morning_at,
        editors=scene.editors,
        site=scene.site,
    )


def secrets_of(telegram_url: str, x_url: str) -> Secrets:
    """The secrets of the stand-ins, and where they are."""
    keys = (ACCOUNT.consumer_key, ACCOUNT.consumer_secret)
    return Secrets(
        telegram_token=TOKEN,
        telegram_base_url=telegram_url,
        x={"x": (*keys, ACCOUNT.access_token, ACCOUNT.access_token_secret)},
        x_base_url=x_url,
    )


@dataclass
class World:
    """One service, its two platforms and its database file; ``beat`` is one heartbeat."""

    folder: Path
    telegram: TelegramServer
    x: XServer
    clock: Clock
    dataset: Path
    scene: Scene
    runner: asyncio.Runner = field(default_factory=asyncio.Runner)
    channels: list[int] = field(default_factory=lambda: [CHANNEL])  # where the service ever posted
    can_look: bool = True  # whether there is a way to find out a doubt
    untold: dict[str, Window] = field(default_factory=dict)  # while no Persian of a day was fresh
    noted: list[str] = field(default_factory=list)  # days whose entry was corrected on air
    ahead: timedelta = timedelta()  # how far the service's clock is ahead of the platforms'
    _service: Service | None = None

    @property
    def settings(self) -> Settings:
        """The service's settings."""
        return settings_of(self.scene, self.folder, self.dataset)

    @property
    def service(self) -> Service:
        """The running service; made when it is first asked for."""
        if self._service is None:
            self._service = build(
                self.settings,
                secrets_of(self.telegram.url, self.x.url),
                Options(
                    clock=lambda: self.clock() + self.ahead,
                    timeouts=self.scene.timeouts,
                    check_clock=self.scene.checks_clock,
                ),
            )
        return self._service

    @property
    def database(self) -> Database:
        """The service's ledger."""
        return self.service.database

    def restart(self) -> None:
        """End the service, and start anew on the same database when it is next asked for."""
        if self._service is not None:
            self.runner.run(self._service.close())
            self.runner.close()
            self.runner = asyncio.Runner()
        self._service = None

    def beat_on(self) -> None:
        """Note that a service that runs has beaten until now, where nothing else came of it."""
        if self._service is not None:
            self.database.marks.set(BEAT, now=self.clock.now - timedelta(seconds=BEAT_SECONDS))

    def beat(self) -> dict[str, Outcome]:
        """One heartbeat; what it says of each channel."""
        return {outcome.channel: outcome for outcome in self.runner.run(self.service.beat())}

    def state(self, channel: str, day: datetime | None = None) -> State | None:
        """A channel's state on the local date of an instant, by default now."""
        return self.state_on(channel, (day or self.clock.now).astimezone(self.scene.zone).date())

    def state_on(self, channel: str, on: date) -> State | None:
        """A channel's state on a local date."""
        row = self.database.ledger.get(Key(channel, on))
        return row.state if row else None

    def posts(self) -> list[Message]:
        """The posts that followers see in the Telegram channel and in its earlier chats."""
        chats = dict.fromkeys(self.channels)
        return [m for chat in chats for m in self.telegram.messages(chat) if not m.deleted]

    def x_posts(self) -> list[XPost]:
        """The posts that followers see on X."""
        return [post for post in self.x.posts() if not post.deleted and not post.edited]

    def seen(self, channel: str) -> list[tuple[datetime, str]]:
        """The service's posts that followers saw on a channel, with their instants; no replies."""
        if channel == "telegram":
            return [(message.date, message.text) for message in self.posts() if message.by_bot]
        return [(post.at, post.text) for post in self.x_posts() if post.reply_to is None]

    def replies(self, channel: str) -> list[tuple[datetime, str]]:
        """The service's replies to its own posts that followers saw on a channel, and when."""
        found = self.x_posts() if channel == "x" else []
        return [(post.at, post.text) for post in found if post.reply_to]

    def told(self) -> list[str]:
        """The messages to the operators, in order."""
        return [m.text for m in self.telegram.messages(OPERATORS) if m.by_bot]


@cache
def _new_ledger() -> bytes:
    """A ledger in which nothing is written; making each anew takes longer than a few beats."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        open_engine(f"sqlite:///{path}").dispose()
        return path.read_bytes()


@contextlib.contextmanager
def made_world(
    folder: Path, dataset: Path, *, scene: Scene | None = None, start: datetime = NINE
) -> Iterator[World]:
    """The stand-ins, up and peopled, and a service that is not yet started."""
    clock, scene = Clock(start), scene or Scene()
    x_server = XServer(ACCOUNT, now=clock, premium=scene.premium)
    with TelegramServer(TOKEN, now=clock) as telegram, x_server as x:
        telegram.add_channel(CHANNEL, username=TARGET[1:])
        telegram.add_user(OPERATORS, wrote=True)
        world = World(folder, telegram, x, clock, dataset, scene)
        if not scene.database:
            (folder / "ledger.db").write_bytes(_new_ledger())
        try:
            yield world
        finally:
            world.restart()
            world.runner.close()
        crashes = telegram.crashes + x.crashes
        if crashes:
            raise AssertionError(f"a stand-in failed: {crashes}")


@contextlib.contextmanager
def running(service: Service, *, patience: float) -> Iterator[None]:
    """Run a service in a thread, heartbeat and all, until the context ends.

    TimeoutError if it has not ended ``patience`` seconds after the signal.
    """
    ready = threading.Event()
    ends: list[Callable[[], object]] = []

    async def serve() -> None:
        stop, loop = asyncio.Event(), asyncio.get_running_loop()
        ends.append(lambda: loop.call_soon_threadsafe(stop.set))
        ready.set()
        await service.run(stop)

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    ready.wait()
    try:
        yield
    finally:
        ends[0]()
        thread.join(patience)
    if thread.is_alive():
        raise TimeoutError("the service has not ended")
