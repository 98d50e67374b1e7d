"""Cases of the files that the service lives on: its database, and the dataset."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta

from bot.drill.cases import POST, Case, beat, live_a_day, once_at, past_day, put_instead
from bot.drill.database_faults import TROUBLES, Trouble
from bot.drill.dataset import dataset_text
from bot.local_service import PLATFORMS, Scene, World
from bot.store import State

GROUP = "the database"
MOMENTS = {
    "before the day's post": None,
    "between claim and record": State.SENDING,
    "after the day's post": State.SENT,
}
"""The moments of a fault, and the state of the day's post in the ledger meanwhile."""
HALF_AN_HOUR = timedelta(minutes=30)
COPIES = {
    "from 1 hour ago": (-HALF_AN_HOUR, HALF_AN_HOUR),
    "from 3 hours ago": (timedelta(hours=-1.5), timedelta(hours=1.5)),
    "from 24 hours ago": (-HALF_AN_HOUR, timedelta(hours=23.5)),
    "from 72 hours ago": (-HALF_AN_HOUR, timedelta(hours=71.5)),
    "from an hour before the post, 5 minutes after it": (
        timedelta(hours=-1),
        timedelta(minutes=5),
    ),
    "from a minute before the post, seconds after it": (
        timedelta(seconds=-90),
        timedelta(seconds=10),
    ),
}
"""The times of making and restoring the copy, from the time of the second day's post."""


def database_cases() -> Iterator[Case]:
    """Locked, full, read-only, deleted while running, restored from a copy."""
    for name, trouble in TROUBLES.items():
        for moment in MOMENTS:
            each = [(one,) for one in PLATFORMS] if moment.startswith("between") else [PLATFORMS]
            for platforms in each:
                yield _trouble_case(name, trouble, moment, platforms)
    for before in (True, False):
        yield _deleted_case(before=before)
    for name, (copied, restored) in COPIES.items():
        for platform in PLATFORMS:
            yield _restored_case(name, platform, copied, restored)


def _trouble_case(name: str, trouble: Trouble, moment: str, platforms: tuple[str, ...]) -> Case:
    def play(world: World) -> None:
        past_day(world)
        mend: list[Callable[[], None]] = []
        if moment.startswith("between"):
            once_at("arrived", world, platforms[0], lambda: mend.append(trouble(world)))
        else:
            if moment.startswith("after"):
                beat(world)
            mend.append(trouble(world))
        for _ in range(3):
            beat(world)
            world.clock.step(seconds=20)
        states = {world.state(platform) for platform in platforms}
        if states != {MOMENTS[moment]}:
            raise RuntimeError(f"the database was not in trouble: the post is {states}")
        for mended in mend:
            mended()
        live_a_day(world)

    label = f"{name} for a minute {moment}"
    return Case(
        GROUP,
        f"{label}, {' and '.join(platforms)}",
        play,
        Scene(platforms=platforms),
        loses_nothing=True,
        traits=(label,),
    )


def _deleted_case(*, before: bool) -> Case:
    """The ledger's file goes while the service runs, and comes back: in between nothing is posted,
    since no other program could know of it.
    """

    def play(world: World) -> None:
        past_day(world)
        if not before:
            beat(world)
        seen = [world.seen(platform) for platform in PLATFORMS]
        kept = world.folder / "kept"
        kept.mkdir()
        for path in world.folder.glob("ledger.db*"):
            shutil.move(path, kept / path.name)
        beat(world)
        beat(world)
        if [world.seen(platform) for platform in PLATFORMS] != seen:
            raise RuntimeError("something was posted while the ledger's file was gone")
        world.restart()
        for path in world.folder.glob("ledger.db*"):
            path.unlink()
        for path in kept.iterdir():
            shutil.move(path, world.folder / path.name)
        live_a_day(world)

    label = f"deleted while running {'before' if before else 'after'} the day's post"
    return Case(GROUP, label, play, loses_nothing=True, traits=(label,))


def _restored_case(name: str, platform: str, copied: timedelta, restored: timedelta) -> Case:
    def play(world: World) -> None:
        past_day(world)
        copy = world.folder / "copy.db"
        world.clock.now = POST + copied
        beat(world)
        world.restart()  # its end writes all into the one file
        shutil.copy(world.folder / "ledger.db", copy)
        for day in range(restored // timedelta(days=1) + 1):
            world.clock.now = POST + timedelta(days=day)
            beat(world)
        world.clock.now = POST + restored
        beat(world)
        world.restart()
        put_instead(copy, world.folder / "ledger.db")
        beat(world)
        world.clock.now += HALF_AN_HOUR
        live_a_day(world)

    return Case(
        GROUP,
        f"restored {name}, {platform}",
        play,
        Scene(platforms=(platform,)),
        days=round((restored - copied) / timedelta(days=1)) + 2,
        ledger_is_whole=False,
        loses_nothing=True,
        traits=(f"restored {name}",),
    )


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
        past_day(world)
        world.clock.step(minutes=minutes)
        world.dataset.write_text(text, encoding="utf-8")
        live_a_day(world)

    label = f"replaced by a {name} file"
    return Case(
        "the dataset",
        f"{label}, {minutes} minutes from the post",
        play,
        loses_nothing=True,
        traits=(label, f"dataset, {minutes} minutes"),
    )
