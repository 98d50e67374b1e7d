"""Cases of the chat itself: service messages and deletions, a target that moved, a channel made
anew, and copies of a running ledger that are put back.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import get_args

from bot.drill.cases import METHOD, POST, Case, beat, live_a_day, meet, past_day, put_instead
from bot.drill.platform_cases import BROKEN, timeouts_of
from bot.local_service import CHANNEL, NINE, PLATFORMS, Scene, World
from bot.sandbox.server.faults import Fault, When

MOVED, ANEW = -1005678, -1009876
PINNED = {"pinned_message": {"message_id": 1}}
CROWDS = {"a pin": (0, 1, 0), "posts and pins": (7, 3, 0), "deletions": (7, 0, 3), "all": (9, 3, 9)}
"""The numbers of others' posts, service messages and deleted posts before the day's post."""


def chat_cases() -> Iterator[Case]:
    """Each fault of a connection, in each kind of chat."""
    for kind in BROKEN:
        for when in get_args(When):
            for name, crowd in CROWDS.items():
                yield _crowd_case(kind, when, name, crowd)
            for target in ("@moved_here", str(MOVED)):
                yield _other_chat_case(kind, when, "moved target", target)
            for target in ("", "restart"):
                yield _other_chat_case(kind, when, "recreated channel", target)


def _crowd_case(kind: str, when: When, name: str, crowd: tuple[int, int, int]) -> Case:
    def play(world: World) -> None:
        past_day(world)
        others, services, deleted = crowd
        for number in range(others):
            world.telegram.post(f"By hand: {number}", chat=CHANNEL)
        for _ in range(services):
            world.telegram.post(chat=CHANNEL, extra=PINNED)
        for _ in range(deleted):
            message = world.telegram.post("By mistake", chat=CHANNEL)
            world.telegram.delete(CHANNEL, message.id)
        _meet(world, kind, when)

    return Case(
        "service messages",
        f"{name}: {kind}, {when}",
        play,
        Scene(platforms=("telegram",)),
        loses_nothing=True,
        traits=(f"crowd: {name}",),
    )


def _other_chat_case(kind: str, when: When, group: str, way: str) -> Case:
    def play(world: World) -> None:
        past_day(world)
        if group == "moved target":
            world.restart()
            world.telegram.add_channel(MOVED, username="moved_here")
            world.telegram.post("Of the same number", chat=MOVED)
            world.channels.append(MOVED)
            world.scene = replace(world.scene, target=way)
        else:
            if way:
                world.restart()
            world.telegram.recreate_channel(CHANNEL, to=ANEW)
            world.channels.append(ANEW)
        world.can_look = False  # no post of ours is known there to look after
        _meet(world, kind, when)

    return Case(
        group,
        f"{kind}, {when}, {way or 'running'}",
        play,
        Scene(platforms=("telegram",)),
        timeouts=timeouts_of(kind),
        traits=(f"{group}: {way}",),
    )


def _meet(world: World, kind: str, when: When) -> None:
    fault = Fault(kind, when=when, method=METHOD["telegram"], pause=0.1)
    meet(world, "telegram", fault)


COPIED = {"an hour": timedelta(hours=1), "a minute": timedelta(minutes=1), "20 s": timedelta(0, 20)}
RESTORED = (1, 2, 5, 9, 120)  # minutes after the post, which is half a minute after its time


def _overwritten(copy: Path, ledger: Path) -> None:
    with ledger.open("r+b") as file:
        file.write(copy.read_bytes())
        file.truncate()


WAYS: dict[str, Callable[[Path, Path], None]] = {"instead": put_instead, "over it": _overwritten}


def copy_cases() -> Iterator[Case]:
    """A plain copy of the running ledger from before the post, put back after it."""
    for platform in PLATFORMS:
        for age, before in COPIED.items():
            for minutes in RESTORED:
                for way in WAYS:
                    yield _copy_case(platform, age, before, minutes, way)


def _copy_case(platform: str, age: str, before: timedelta, minutes: float, way: str) -> Case:
    def play(world: World) -> None:
        past_day(world)
        ledger, copy = world.folder / "ledger.db", world.folder / "copy.db"
        world.clock.now = POST - timedelta(seconds=30) - before
        beat(world)
        shutil.copy(ledger, copy)
        world.clock.now = POST
        beat(world)
        world.clock.step(minutes=minutes)
        if way == "instead":
            world.restart()
        WAYS[way](copy, ledger)
        for _ in range(3):  # over the running one nothing is posted until it is restarted
            beat(world)
        world.restart()
        for _ in range(4):
            world.clock.step(minutes=1)
            beat(world)
        live_a_day(world)

    return Case(
        "copies of the ledger",
        f"{age} old, {way}, after {minutes} minutes, {platform}",
        play,
        Scene(platforms=(platform,)),
        ledger_is_whole=False,
        loses_nothing=True,
        traits=(f"copied {way}", f"copy of {age}", f"put back after {minutes}"),
    )


AHEAD = {
    "a year ahead": timedelta(days=365),
    "a day ahead": timedelta(days=1),
    "two hours ahead": timedelta(hours=2),
    "ten minutes ahead": timedelta(minutes=10),
    "ten minutes behind": timedelta(minutes=-10),
    "a day behind": timedelta(days=-1),
    "a year behind": timedelta(days=-365),
}


def wrong_clock_cases() -> Iterator[Case]:
    """The machine's clock steps ahead or behind across days and years, and is put right."""
    for name in AHEAD:
        for minutes in (-70, -2, 0, 1, 40):
            for restart in (False, True):
                yield _wrong_clock_case(name, minutes, restart=restart)


def _wrong_clock_case(name: str, minutes: int, *, restart: bool) -> Case:
    def play(world: World) -> None:
        past_day(world)
        world.clock.step(minutes=minutes)
        beat(world)
        if restart:
            world.restart()
        world.ahead = AHEAD[name]
        for _ in range(3):
            beat(world, silent=True)
            world.clock.step(minutes=1)
        world.ahead = timedelta()
        if restart:
            world.restart()
        for day in (1, 2):
            world.clock.now = max(world.clock.now, NINE + timedelta(days=day))
            live_a_day(world)

    return Case(
        "wrong clock",
        f"{name}, {minutes} minutes from the post" + (", restart" if restart else ""),
        play,
        Scene(checks_clock=True),
        days=3,
        loses_nothing=True,
        traits=(f"clock {name}", f"wrong clock, {minutes} minutes", f"wrong, restart: {restart}"),
    )
