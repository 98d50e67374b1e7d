"""The cases that are played in one process, with a stepped clock and a real database file.

Refusals (4xx) are played before accepting only: a platform that accepts a post and then says that
it refused it has lied, and no sender can know. Every fault of the connection is played both ways.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from bot.drill.judge import dataset_text
from bot.drill.world import NINE, PLATFORMS, Scene, World
from bot.due import window
from bot.errors import StoreError
from bot.sandbox.faults import Fault, When
from bot.sandbox.http import LocalServer

REFUSALS = ("400", "401", "402", "403", "404", "409", "429", "429 with a hint")
BROKEN = ("5xx", "reset", "close", "half", "drip", "hang", "rubbish", "ok_false", "redirect")
X_ONLY = ("data_null", "errors_only")
METHOD = {"telegram": "sendMessage", "x": "POST /2/tweets"}
MINUTES = (0, 1, 1, 1, 1, 2, 4, 10, 15, 15, 20, 30, 60)
"""The steps between beats after the time of a post; then three hours to the end of the day."""


@dataclass(frozen=True)
class Case:
    """One story: a scene, what happens in it, and how many days are judged from its start."""

    group: str
    name: str
    play: Callable[[World], None]
    scene: Scene = field(default_factory=Scene)
    start: datetime = NINE
    days: int = 2
    ledger_is_whole: bool = True

    @property
    def first(self) -> date:
        """The first local date that is judged."""
        return self.start.astimezone(self.scene.zone).date()


def server_of(world: World, platform: str) -> LocalServer:
    """The stand-in of a platform."""
    return world.telegram if platform == "telegram" else world.x


def beat(world: World) -> None:
    """A beat as the service makes it: trouble with the database ends it, and nothing else."""
    try:
        world.beat()
    except StoreError:
        world.clock.step(seconds=1)


def live_a_day(world: World) -> None:
    """Beats over the rest of a day, dense at first, and on to the same time of the next day."""
    began = world.clock.now
    for minutes in MINUTES:
        world.clock.step(minutes=minutes)
        beat(world)
    while world.clock.now < began + timedelta(days=1) - timedelta(hours=3):
        world.clock.step(hours=3)
        beat(world)
    world.clock.now = began + timedelta(days=1)


def all_cases(*, seeds: int) -> Iterator[Case]:
    """Every case; ``seeds`` is how many random ones there are."""
    yield from fault_cases()
    yield from clock_cases()
    yield from stop_cases()
    yield from database_cases()
    yield from dataset_cases()
    yield from (random_case(seed) for seed in range(seeds))


# -- faults --


def fault_cases() -> Iterator[Case]:
    """Every fault, before and after accepting, once and for an hour, with and without a restart."""
    for platform in PLATFORMS:
        kinds: list[tuple[str, When]] = [(kind, "before") for kind in (*REFUSALS, *BROKEN, "late")]
        kinds += [(kind, "after") for kind in BROKEN]
        if platform == "x":
            kinds += [(kind, when) for kind in X_ONLY for when in ("before", "after")]
        for kind, when in kinds:
            for hour in (False, True):
                for restart in (False, True):
                    for operators in (True, False) if platform == "telegram" else (True,):
                        yield _fault_case(
                            platform, kind, when, hour=hour, restart=restart, operators=operators
                        )


def _fault_case(
    platform: str, kind: str, when: When, *, hour: bool, restart: bool, operators: bool
) -> Case:
    def play(world: World) -> None:
        live_a_day(world)
        server = server_of(world, platform)
        server.faults.add(
            Fault(
                kind.split()[0],
                when=when,
                method=None if hour else METHOD[platform],
                times=None if hour else 1,
                until=world.clock.now + timedelta(hours=1) if hour else None,
                retry_after=30 if "hint" in kind else None,
                pause=0.1,
            )
        )
        beat(world)
        if restart:
            world.restart()
        server.faults.release()
        live_a_day(world)
        server.faults.release()

    words = [kind, when, "for an hour" if hour else "once", "restart" if restart else ""]
    words.append("" if operators else "no operators' chat")
    scene = Scene(platforms=(platform,), operators=operators)
    return Case(f"faults of {platform}", ", ".join(filter(None, words)), play, scene=scene)


# -- the clock --

CHANGES = (
    ("Europe/Berlin", "2027-03-28"),
    ("Europe/Berlin", "2027-10-31"),
    ("America/New_York", "2027-03-14"),
    ("America/New_York", "2027-11-07"),
    ("America/Santiago", "2027-09-05"),
    ("America/Santiago", "2027-04-04"),
    ("America/Nuuk", "2027-03-27"),
    ("America/Nuuk", "2027-10-30"),
    ("Africa/Cairo", "2027-04-30"),
    ("Africa/Cairo", "2027-10-29"),
    ("Asia/Beirut", "2027-03-28"),
    ("Asia/Beirut", "2027-10-31"),
    ("Australia/Lord_Howe", "2027-04-04"),
    ("Australia/Lord_Howe", "2027-10-03"),
    ("Africa/Casablanca", "2027-02-07"),
    ("Africa/Casablanca", "2027-03-14"),
    ("Antarctica/Troll", "2027-03-28"),
    ("Antarctica/Troll", "2027-10-31"),
    ("America/Havana", "2027-03-14"),
    ("America/Havana", "2027-11-07"),
    ("Atlantic/Azores", "2027-03-28"),
    ("Atlantic/Azores", "2027-10-31"),
    ("Asia/Jerusalem", "2027-03-26"),
    ("Asia/Jerusalem", "2027-10-31"),
    ("Pacific/Kiritimati", "2027-01-01"),
    ("Pacific/Apia", "2011-12-30"),
    ("Pacific/Kiritimati", "1994-12-31"),
    ("Asia/Kathmandu", "2028-02-29"),
    ("Europe/London", "2027-12-31"),
    ("Asia/Tehran", "2028-02-28"),
)
TIMES = (time(0, 0), time(2, 30), time(9, 3), time(23, 59))


def clock_cases() -> Iterator[Case]:
    """Each pattern of clock change, leap day, new year and skipped date, at four times of day."""
    for name, text in CHANGES:
        for at in TIMES:
            yield _clock_case(ZoneInfo(name), date.fromisoformat(text), at)


def _clock_case(zone: ZoneInfo, day: date, at: time) -> Case:
    first = day - timedelta(days=1)
    start = window(first, time(), zone=zone).start
    last = window(day + timedelta(days=1), time(), zone=zone).end

    def play(world: World) -> None:
        edges = {
            edge + timedelta(seconds=after)
            for number in range(3)
            for edge in window(first + timedelta(days=number), at, zone=zone)
            for after in (-30, 0, 20)
        }
        steps = {start + timedelta(hours=hour) for hour in range(0, 96, 4)}
        for moment in sorted(edges | steps):
            if start <= moment < last:
                world.clock.now = moment
                beat(world)

    exists = window(day, at, zone=zone)
    days = 3 if exists.start < exists.end else 1  # a date that the zone skipped has no post
    scene = Scene(platforms=("telegram",), zone=zone, post_at=at)
    return Case("clock changes", f"{zone.key} {day} {at:%H:%M}", play, scene, start, days)


def stop_cases() -> Iterator[Case]:
    """Suspended, and the clock stepped, at several times of a day."""
    moves = {
        "suspended for 3 minutes": timedelta(minutes=3),
        "suspended for 3 hours": timedelta(hours=3),
        "suspended for 3 days": timedelta(days=3),
        "stepped back an hour": timedelta(hours=-1),
        "stepped forward an hour": timedelta(hours=1),
        "stepped back a day": timedelta(days=-1),
    }
    for name, by in moves.items():
        for minutes in (-70, -2, 0, 1, 40):
            for restart in (False, True):
                yield _stop_case(name, by, minutes, restart=restart)


def _stop_case(name: str, by: timedelta, minutes: int, *, restart: bool) -> Case:
    def play(world: World) -> None:
        live_a_day(world)
        world.clock.step(minutes=minutes)
        beat(world)
        world.clock.now += by
        if restart:
            world.restart()
        live_a_day(world)
        world.clock.now = NINE + timedelta(days=6)
        live_a_day(world)

    label = f"{name}, {minutes} minutes from the post" + (", restart" if restart else "")
    return Case("the clock", label, play, days=7)


# -- the database and the dataset --


def database_cases() -> Iterator[Case]:
    """Locked, full, read-only, deleted while running, restored from a copy."""
    for name, play in {
        "locked": _locked,
        "full": _full,
        "read-only": _read_only,
        "deleted while running": _deleted,
    }.items():
        for before in (True, False):
            label = f"{name} {'before' if before else 'after'} the day's post"
            yield Case("the database", label, _with_trouble(play, before=before))
    for hours in (1, 3, 24, 72):
        for platform in PLATFORMS:
            yield _restored_case(hours, platform)


Trouble = Callable[[World], Callable[[], None]]


def _with_trouble(trouble: Trouble, *, before: bool) -> Callable[[World], None]:
    def play(world: World) -> None:
        live_a_day(world)
        if not before:
            beat(world)
        mend = trouble(world)
        beat(world)
        beat(world)
        mend()
        live_a_day(world)

    return play


def _locked(world: World) -> Callable[[], None]:
    other = sqlite3.connect(world.folder / "ledger.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    def mend() -> None:
        other.execute("ROLLBACK")
        other.close()

    return mend


def _full(world: World) -> Callable[[], None]:
    world.store.pragma("max_page_count = 1")
    return lambda: world.store.pragma("max_page_count = 1073741823")


def _read_only(world: World) -> Callable[[], None]:
    world.store.pragma("query_only = ON")
    return lambda: world.store.pragma("query_only = OFF")


def _deleted(world: World) -> Callable[[], None]:
    kept = world.folder / "kept"
    kept.mkdir()
    for path in world.folder.glob("ledger.db*"):
        shutil.move(path, kept / path.name)

    def mend() -> None:
        world.restart()
        for path in world.folder.glob("ledger.db*"):
            path.unlink()
        for path in kept.iterdir():
            shutil.move(path, world.folder / path.name)

    return mend


def _restored_case(hours: int, platform: str) -> Case:
    def play(world: World) -> None:
        live_a_day(world)
        copy = world.folder / "copy.db"
        world.restart()
        shutil.copy(world.folder / "ledger.db", copy)
        live_a_day(world)
        while world.clock.now < NINE + timedelta(days=1, hours=hours):
            live_a_day(world)
        world.clock.now = max(NINE + timedelta(days=1, hours=hours), world.clock.now)
        beat(world)
        world.restart()
        for path in world.folder.glob("ledger.db*"):
            path.unlink()
        copy.rename(world.folder / "ledger.db")
        live_a_day(world)

    scene = Scene(platforms=(platform,))
    name = f"restored from {hours} hours ago, {platform}"
    return Case("the database", name, play, scene, ledger_is_whole=False, days=2)


def dataset_cases() -> Iterator[Case]:
    """Replaced while running by a good, a broken and an empty file, at several moments."""
    good = dataset_text()
    files = {
        "good": good + "\n",
        "broken": "broken = [",
        "empty": "",
        "half": good[: len(good) // 2],
    }
    for name, text in files.items():
        for minutes in (-5, 0, 5):
            yield _dataset_case(name, text, minutes)


def _dataset_case(name: str, text: str, minutes: int) -> Case:
    def play(world: World) -> None:
        live_a_day(world)
        world.clock.step(minutes=minutes)
        world.dataset.write_text(text, encoding="utf-8")
        live_a_day(world)

    return Case("the dataset", f"replaced by a {name} file, {minutes} minutes from the post", play)


# -- by chance --


def random_case(seed: int) -> Case:
    """A schedule of faults, restarts and steps of the clock, drawn by a seed."""

    def play(world: World) -> None:
        chance = random.Random(seed)
        live_a_day(world)
        servers = (world.telegram, world.x)
        for _ in range(12):
            _something(world, chance)
            beat(world)
            for server in servers:
                server.faults.release()  # what comes late comes before the look's deadline
        for server in servers:
            server.faults.clear()
        world.clock.now = max(world.clock.now, NINE + timedelta(days=2))
        live_a_day(world)

    return Case("by chance", f"seed {seed}", play, days=2, start=NINE)


def _something(world: World, chance: random.Random) -> None:
    """One thing that goes wrong, or time that passes."""
    platform = chance.choice(PLATFORMS)
    kind = chance.choice((*BROKEN, "429", "403", "401", "late", "nothing", "nothing"))
    if kind != "nothing":
        when = cast("When", "before" if kind not in BROKEN else chance.choice(["before", "after"]))
        method = chance.choice([None, METHOD[platform]])
        server_of(world, platform).faults.add(Fault(kind, when=when, method=method, pause=0.1))
    if chance.random() < 0.2:
        world.restart()
    world.clock.step(minutes=chance.choice([0, 0.5, 1, 2, 17, 90]))
