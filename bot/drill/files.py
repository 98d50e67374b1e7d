"""Cases of the files that the service lives on: its database, and the dataset."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta

from bot.drill.cases import Case, beat, live_a_day, past_day
from bot.drill.judge import dataset_text
from bot.drill.world import NINE, PLATFORMS, Scene, World


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
        past_day(world)
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
        past_day(world)
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
        past_day(world)
        world.clock.step(minutes=minutes)
        world.dataset.write_text(text, encoding="utf-8")
        live_a_day(world)

    return Case("the dataset", f"replaced by a {name} file, {minutes} minutes from the post", play)
