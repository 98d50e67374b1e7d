"""The cases that need real processes: killed and frozen at every step, and several copies."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import wraps
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any

from bot.app import Options, Service
from bot.drill.cases import METHOD, Case, past_day, server_of, settle
from bot.drill.world import NINE, PLATFORMS, Scene, World, secrets_of, settings_of

INSIDE = ("before the claim", "claimed", "before connecting", "answer read", "recorded")
SERVER = {"request arrived": "arrived", "accepted": "accepted", "answered": "answered"}
STEPS = (*INSIDE, *SERVER)
PATIENCE = 20.0


@dataclass
class Copy:
    """One running copy of the service, in a process of its own that beats when it is told to."""

    world: World
    clock: Synchronized[float]
    process: ForkServerProcess = field(init=False)
    pipe: Connection = field(init=False)

    def __post_init__(self) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([__name__])
        self.pipe, inner = context.Pipe()
        urls = (self.world.telegram.url, self.world.x.url)
        arguments = (inner, self.clock, self.world.folder, self.world.dataset)
        self.process = context.Process(
            target=serve, args=(*arguments, urls, self.world.scene), daemon=True
        )
        self.process.start()
        inner.close()

    def tell(self, step: str = "", number: int = 0) -> None:
        """Have it beat; at ``step`` it gets the signal of that number."""
        self.clock.value = self.world.clock.now.timestamp()
        self.pipe.send((step, number))

    def ended(self) -> bool:
        """Wait until the beat is over; False if the process died or stands still."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                if self.pipe.poll(0.01):
                    self.pipe.recv()
                    return True
            except EOFError:
                return False
            if not self.process.is_alive() or self.stopped:
                return False
        raise TimeoutError("a copy of the service neither beats nor ends")

    def beat(self) -> None:
        """One whole beat, if it lives and is not frozen."""
        with contextlib.suppress(BrokenPipeError):
            self.tell()
            self.ended()

    @property
    def stopped(self) -> bool:
        """Whether the process is frozen (SIGSTOP)."""
        try:
            stat = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii")
        except FileNotFoundError:
            return False
        return stat.rpartition(")")[2].split()[0] == "T"

    def signal(self, number: int) -> None:
        """Send it a signal."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process.pid or 0, number)

    def kill(self) -> None:
        """End it at once, if that was not done before: another process may have its number."""
        if self.pipe.closed:
            return
        self.signal(signal.SIGKILL)
        self.process.join()
        self.pipe.close()


def serve(
    pipe: Connection,
    clock: Synchronized[float],
    folder: Path,
    dataset: Path,
    urls: tuple[str, str],
    scene: Scene,
) -> None:
    """The process: the real service on the shared clock, one beat for each command."""
    logging.disable(logging.CRITICAL)
    options = Options(
        clock=lambda: datetime.fromtimestamp(clock.value, UTC), timeouts=scene.timeouts
    )
    service = Service(settings_of(scene, folder, dataset), secrets_of(*urls), options)
    armed: dict[str, int] = {}
    _watch(service, armed)
    with asyncio.Runner() as runner:
        while True:
            step, number = pipe.recv()
            armed.clear()
            armed[step] = number
            runner.run(service.owned_beat())
            pipe.send("ended")


def _watch(service: Service, armed: Mapping[str, int]) -> None:
    """Have the process signal itself at the steps inside of it."""

    def at(step: str) -> None:
        if step in armed:
            os.kill(os.getpid(), armed[step])

    def around(call: Callable[..., Any], before: str, after: str) -> Callable[..., Any]:
        @wraps(call)
        def watched(*args: Any, **kwargs: Any) -> Any:
            at(before)
            result = call(*args, **kwargs)
            at(after)
            return result

        return watched

    store = service.store
    vars(store)["claim"] = around(store.claim, "before the claim", "claimed")
    vars(store)["record"] = around(store.record, "before recording", "recorded")
    for _, channel in service.channels:
        publish = channel.publish

        async def watched(*args: Any, _publish: Any = publish, **kwargs: Any) -> Any:
            at("before connecting")
            result = await _publish(*args, **kwargs)
            at("answer read")
            return result

        vars(channel)["publish"] = watched


# -- the cases --


def process_cases() -> Iterator[Case]:
    """Killed and restarted, frozen and woken, killed or cut off, at every step; two and five copies
    at once.
    """
    for platform in PLATFORMS:
        for step in STEPS:
            for operators in (True, False) if platform == "telegram" else (True,):
                for minutes in (0, 2, 30):
                    yield _killed_case(platform, step, minutes, operators=operators)
            for hours in (0.05, 3, 13, 27):
                for copies in (1, 2):
                    yield _frozen_case(platform, step, hours, copies=copies, end="woken")
            for hours in (0.05, 3):
                for copies in (1, 2):
                    for end in ("killed", "cut off"):
                        yield _frozen_case(platform, step, hours, copies=copies, end=end)
    for copies in (2, 5):
        for platforms in (PLATFORMS, ("telegram",), ("x",)):
            yield _copies_case(copies, platforms)


@contextlib.contextmanager
def _copies(world: World, number: int) -> Iterator[list[Copy]]:
    clock = multiprocessing.get_context("forkserver").Value("d", 0.0)
    made = [Copy(world, clock) for _ in range(number)]
    try:
        yield made
    finally:
        for copy in made:
            copy.kill()


def _reach(world: World, platform: str, copy: Copy, *, step: str, number: int) -> None:
    """Have a copy beat until a step, at which it gets the signal."""
    if step not in SERVER:
        copy.tell(step, number)
        copy.ended()
        return
    done: list[bool] = []

    def strike(method: str, params: Mapping[str, object]) -> None:
        del params
        if method == METHOD[platform] and not done:
            done.append(True)
            copy.signal(number)
            if number == signal.SIGSTOP:
                _until(lambda: copy.stopped)

    server_of(world, platform).faults.on_request(strike, stage=SERVER[step])  # type: ignore[arg-type]
    copy.tell()
    copy.ended()
    settle(world)


def _until(true: Callable[[], bool]) -> None:
    """Wait for another process to have got a signal."""
    deadline = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < deadline:
        time.sleep(0.002)


def _beats(world: World, copies: list[Copy], minutes: tuple[float, ...]) -> None:
    for step in minutes:
        world.clock.step(minutes=step)
        for copy in copies:
            copy.beat()


AFTER = (0, 1, 1, 1, 2, 5, 20, 60)


def _killed_case(platform: str, step: str, minutes: int, *, operators: bool) -> Case:
    def play(world: World) -> None:
        past_day(world)
        world.restart()
        with _copies(world, 1) as [first]:
            _reach(world, platform, first, step=step, number=signal.SIGKILL)
        world.clock.step(minutes=minutes)
        with _copies(world, 1) as again:
            _beats(world, again, AFTER)

    told = "" if operators else ", no operators' chat"
    name = f"{platform}: killed at: {step}; restarted after {minutes} minutes{told}"
    return Case("killed", name, play, Scene(platforms=(platform,), operators=operators))


def _frozen_case(platform: str, step: str, hours: float, *, copies: int, end: str) -> Case:
    def play(world: World) -> None:
        past_day(world)
        world.restart()
        with _copies(world, copies) as running:
            first = running[0]
            _reach(world, platform, first, step=step, number=signal.SIGSTOP)
            world.clock.step(hours=hours)
            _beats(world, running[1:], (0, 1, 1))
            first.clock.value = world.clock.now.timestamp()
            if end == "killed":
                first.kill()
                running[0] = Copy(world, first.clock)
            else:
                _wake(world, first, platform, cut_off=end == "cut off")
            _beats(world, running, AFTER)
            world.clock.now = max(world.clock.now, NINE + timedelta(days=2))
            _beats(world, running, AFTER)

    name = f"{platform}: frozen at: {step}; {end} after {hours} hours, {copies} running"
    return Case("frozen", name, play, Scene(platforms=(platform,)), days=3)


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
        with _copies(world, number) as running:
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
    return Case("copies", name, play, Scene(platforms=platforms), days=3)
