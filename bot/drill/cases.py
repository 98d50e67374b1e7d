"""The form of a case, and the ordinary days of which every case is made."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.channels import Timeouts
from bot.errors import StoreError
from bot.local_service import NINE, PATIENT, Scene, World
from bot.sandbox.server.faults import Fault, Stage
from bot.sandbox.server.local_server import LocalServer
from bot.store import State

POST = NINE + timedelta(days=1)
"""Half a minute after the time of the second day's post, which meets what a case is about."""
METHOD = {"telegram": "sendMessage", "x": "POST /2/tweets"}
PHOTO = "sendPhoto"
"""Telegram's method for a post with its card; that of X is the same."""
MINUTES = (0, 1, 1, 1, 2, 5, 15, 20, 60, 360, 360, 360)
"""The steps between beats from the time of a post on, dense at first, over less than a day."""


@dataclass(frozen=True)
class Case:
    """One story: a scene, what happens in it, and how many days are judged from its start.

    ``loses_nothing`` says that each day's post can be made here, whatever happens: then a day
    without one is missing even where the ledger says why. ``traits`` are what the case stands
    for; a sample of cases has one at least with each. ``server`` gives the address of a database
    of its own, and what a case doubles that ``is_fenced`` by nothing is counted apart. ``timeouts``
    are short only where servers hang on purpose.
    """

    group: str
    name: str
    play: Callable[[World], None]
    scene: Scene = field(default_factory=Scene)
    start: datetime = NINE
    days: int = 2
    ledger_is_whole: bool = True
    loses_nothing: bool = False
    traits: tuple[str, ...] = ()
    timeouts: Timeouts = PATIENT
    server: Callable[[Path], AbstractContextManager[str]] | None = None
    is_fenced: bool = True

    @property
    def first(self) -> date:
        """The first local date that is judged."""
        return self.start.astimezone(self.scene.zone).date()


def server_of(world: World, platform: str) -> LocalServer:
    """The stand-in of a platform."""
    return world.telegram if platform == "telegram" else world.x


def method_of(world: World, platform: str) -> str:
    """The method by which a platform gets a post, with its card or without."""
    return PHOTO if world.scene.card and platform == "telegram" else METHOD[platform]


def once_at(stage: Stage, world: World, platform: str, act: Callable[[], None]) -> None:
    """Do something when the request of a post is at a stage in the stand-in, and not again."""
    done: list[bool] = []

    def hook(method: str, params: Mapping[str, object]) -> None:
        del params
        if method == method_of(world, platform) and not done:
            done.append(True)
            act()

    server_of(world, platform).faults.on_request(hook, stage=stage)


def beat(world: World, *, silent: bool = False) -> None:
    """A beat as the service makes it: trouble with the database ends it, and nothing else.

    A service that was not ended has beaten until now, unless it was ``silent``.
    """
    try:
        if not silent:
            with contextlib.suppress(StoreError):
                world.beat_on()
        world.beat()
    except StoreError:
        world.clock.step(seconds=1)
    settle(world)


def settle(world: World) -> None:
    """Wait until what was sent is accepted or not, before the clock goes on.

    A request that its sender gave up may still be on its way into the stand-in, and would be dated
    by a clock that has been stepped meanwhile.
    """
    for server in (world.telegram, world.x):
        server.wait_quiet()


def release(world: World) -> None:
    """Let what hangs or is late go on, and wait for its end."""
    for server in (world.telegram, world.x):
        server.faults.release()
    settle(world)


def meet(world: World, platform: str, fault: Fault, *, restart: bool = False) -> None:
    """The day's post meets a fault, the service may start anew, and a day goes by."""
    server_of(world, platform).faults.add(fault)
    beat(world)
    if restart:
        world.restart()
    release(world)
    live_a_day(world)
    release(world)


def put_instead(copy: Path, ledger: Path) -> None:
    """Put a copy in the place of the ledger's file, of which nothing stays."""
    for path in ledger.parent.glob("ledger.db*"):
        path.unlink()
    copy.rename(ledger)


def past_day(world: World) -> None:
    """A first day on which all goes well: the ledger has a past, as that of a channel has.

    A machine too busy to answer within the short time-outs is asked again, as on any day.
    """
    began = world.clock.now
    for minutes in (0, 2, 5, 15):
        world.clock.step(minutes=minutes)
        beat(world)
        if all(world.state(platform) is State.SENT for platform in world.scene.platforms):
            break
    world.clock.now = began + timedelta(days=1)


def live_a_day(world: World) -> None:
    """Beats over the rest of a day, dense at first, and on to the same time of the next day."""
    began = world.clock.now
    for minutes in MINUTES:
        world.clock.step(minutes=minutes)
        beat(world)
    world.clock.now = began + timedelta(days=1)
