"""The cases that need real processes: killed and frozen at every step, and several copies."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

from bot.drill.cases import Case, once_at, past_day, server_of, settle
from bot.drill.crash_points import CONNECTED, INSIDE
from bot.drill.service_process import Copy, copies_of, wait_until
from bot.local_service import NINE, PLATFORMS, Scene, World
from bot.sandbox.server.faults import Stage
from bot.sandbox.server.local_server import LocalServer

SERVER: Mapping[str, Stage] = {
    "request arrived": "arrived",
    "accepted": "accepted",
    "answered, not read": "answered",
}
STEPS = (*INSIDE, *SERVER)


def process_cases() -> Iterator[Case]:
    """Killed and restarted, frozen and woken, killed or cut off, at every step; two and five copies
    at once.
    """
    for platform in PLATFORMS:
        for step in STEPS:
            for operators in (True, False) if platform == "telegram" else (True,):
                for minutes in (0, 2, 30):
                    yield killed_case(platform, step, minutes, operators=operators)
            for hours in (0.05, 3, 27):
                for copies in (1, 2):
                    yield frozen_case(platform, step, hours, copies=copies, end="woken")
            for hours in (0.05, 3):
                for copies in (1, 2):
                    for end in ("killed", "cut off"):
                        yield frozen_case(platform, step, hours, copies=copies, end=end)
    for copies in (2, 5):
        for platforms in (PLATFORMS, ("telegram",), ("x",)):
            yield _copies_case(copies, platforms)


def _reach(world: World, platform: str, copy: Copy, *, step: str, number: int) -> None:
    """Have a copy beat until a step, at which it gets the signal; RuntimeError if it never came."""
    if step in SERVER:
        _strike_at_server(world, platform, copy, step=step, number=number)
    copy.tell(step, number)
    if copy.ended():
        raise RuntimeError(f"a whole beat went by without the step {step!r}")
    settle(world)


def _strike_at_server(world: World, platform: str, copy: Copy, *, step: str, number: int) -> None:
    """Have the stand-in strike at a step of the post's request."""

    def strike(number: int) -> None:
        copy.signal(number)
        wait_until(lambda: copy.still)

    if SERVER[step] == "answered":  # or the answer would be read before the strike
        once_at("accepted", world, platform, lambda: strike(signal.SIGSTOP))
    once_at(SERVER[step], world, platform, lambda: strike(number))


def _beats(world: World, copies: list[Copy], minutes: tuple[float, ...]) -> None:
    for step in minutes:
        world.clock.step(minutes=step)
        for copy in copies:
            copy.beat()


AFTER = (0, 1, 1, 1, 2, 5, 20, 60)


def killed_case(
    platform: str, step: str, minutes: int, *, operators: bool, card: bool = False
) -> Case:
    """Killed at a step, and restarted so many minutes later."""

    def play(world: World) -> None:
        past_day(world)
        world.restart()
        with copies_of(world, 1) as [first]:
            _reach(world, platform, first, step=step, number=signal.SIGKILL)
        world.clock.step(minutes=minutes)
        with copies_of(world, 1) as again:
            _beats(world, again, AFTER)

    told = "" if operators else ", no operators' chat"
    name = f"{platform}: killed at: {step}; restarted after {minutes} minutes{told}"
    return Case(
        "killed",
        name,
        play,
        Scene(platforms=(platform,), operators=operators, card=card),
        loses_nothing=operators,  # a doubt that cannot be looked into stays one
        traits=(f"{platform}: {step}", f"killed, {minutes} minutes", f"killed{told}"),
    )


def frozen_case(
    platform: str,
    step: str,
    hours: float,
    *,
    copies: int,
    end: str,
    then: Callable[[World, Copy], None] | None = None,
) -> Case:
    """Frozen at a step for so many hours, while other copies run; ``then`` happens meanwhile."""

    def play(world: World) -> None:
        past_day(world)
        world.restart()
        with copies_of(world, copies) as running:
            first = running[0]
            _reach(world, platform, first, step=step, number=signal.SIGSTOP)
            if then is not None:
                then(world, first)
            world.clock.step(hours=hours)
            _beats(world, running[1:], (0, 1, 1))
            first.clock.value = world.clock.now.timestamp()
            if step == CONNECTED and hours >= 1:
                _hang_up(server_of(world, platform))
            if end == "killed":
                first.kill()
                running[0] = Copy(world, first.clock)
            else:
                _wake(world, first, platform, cut_off=end == "cut off")
            _beats(world, running, AFTER)
            world.clock.now = max(world.clock.now, NINE + timedelta(days=2))
            _beats(world, running, AFTER)

    name = f"{platform}: frozen at: {step}; {end} after {hours} hours, {copies} running"
    return Case(
        "frozen",
        name,
        play,
        Scene(platforms=(platform,)),
        days=3,
        loses_nothing=hours < 24,
        traits=(f"{platform}: {step}", f"{end} after {hours} hours", f"frozen, {copies} running"),
    )


def _hang_up(server: LocalServer) -> None:
    """End every connection: no platform keeps one for hours on which nothing is asked."""
    server.close()
    server.start()


def _wake(world: World, copy: Copy, platform: str, *, cut_off: bool) -> None:
    """Let a frozen copy go on; one that is cut off finds nobody there for five minutes."""
    server = server_of(world, platform)
    if cut_off:
        server.close()
    copy.signal(signal.SIGCONT)
    copy.ended()
    if cut_off:
        _beats(world, [copy], (1, 4))
        server.start()


def _copies_case(number: int, platforms: tuple[str, ...]) -> Case:
    def play(world: World) -> None:
        world.restart()
        with copies_of(world, number) as running:
            for day in range(3):
                world.clock.now = NINE + timedelta(days=day)
                for copy in running:
                    copy.tell()
                for copy in running:
                    copy.ended()
                if day == 1:
                    running[0].kill()
                    running = running[1:]
                    _beats(world, running, (1, 1))

    name = f"{number} copies at once on {' and '.join(platforms)}, one killed"
    scene = Scene(platforms=platforms)
    return Case(
        "copies",
        name,
        play,
        scene,
        days=3,
        loses_nothing=True,
        traits=(name,),
    )
