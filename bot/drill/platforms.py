"""Cases of platforms in trouble: every fault they know, and schedules drawn by chance.

Refusals (4xx) are played before accepting only: a platform that accepts a post and then says that
it refused it has lied, and no sender can know. Every fault of the connection is played both ways.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import cast

from bot.drill.cases import METHOD, Case, beat, live_a_day, past_day, release, server_of
from bot.drill.world import NINE, PLATFORMS, Scene, World
from bot.sandbox.faults import Fault, When

REFUSALS = ("400", "401", "402", "403", "404", "409", "429", "429 with a hint")
BROKEN = ("5xx", "reset", "close", "half", "drip", "hang", "rubbish", "ok_false", "redirect")
X_ONLY = ("data_null", "errors_only")


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
        past_day(world)
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
        release(world)
        live_a_day(world)
        release(world)

    words = [kind, when, "for an hour" if hour else "once", "restart" if restart else ""]
    words.append("" if operators else "no operators' chat")
    scene = Scene(platforms=(platform,), operators=operators)
    return Case(f"faults of {platform}", ", ".join(filter(None, words)), play, scene=scene)


def random_case(seed: int) -> Case:
    """A schedule of faults, restarts and steps of the clock, drawn by a seed."""

    def play(world: World) -> None:
        chance = random.Random(seed)
        past_day(world)
        servers = (world.telegram, world.x)
        for _ in range(12):
            _something(world, chance)
            beat(world)
            release(world)  # what comes late comes before the look's deadline
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
