"""Copies of the service in processes of their own, which run a heartbeat on command."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

from bot.drill.crash_points import Strikes
from bot.local_service import Scene, World, secrets_of, settings_of
from bot.service import Options
from bot.wiring import build

PATIENCE = 300.0  # seconds; a busy machine is no reason to fail


@dataclass
class Copy:
    """One running copy of the service, in a process of its own that runs a heartbeat on command."""

    world: World
    clock: Synchronized[float]
    process: ForkServerProcess = field(init=False)
    pipe: Connection = field(init=False)

    def __post_init__(self) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([__name__, "bot.channels.telegram", "bot.channels.x"])
        self.pipe, inner = context.Pipe()
        urls = (self.world.telegram.url, self.world.x.url)
        arguments = (inner, self.clock, self.world.folder, self.world.dataset)
        self.process = context.Process(
            target=serve, args=(*arguments, urls, self.world.scene), daemon=True
        )
        self.process.start()
        inner.close()

    def tell(self, step: str = "", number: int = 0) -> None:
        """Have it run a heartbeat; at ``step`` it gets the signal of that number."""
        self.clock.value = self.world.clock.now.timestamp()
        self.pipe.send((step, number))

    def ended(self) -> bool:
        """Wait until the heartbeat is over; False if the process died or is frozen."""
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
        """Run one whole heartbeat, if it lives and is not frozen."""
        with contextlib.suppress(BrokenPipeError):
            self.tell()
            self.ended()

    @property
    def name(self) -> str:
        """The name by which a database's server knows its sessions."""
        return _name_of(self.process.pid)

    @property
    def stopped(self) -> bool:
        """True if the process is frozen (SIGSTOP)."""
        return self._state == "T"

    @property
    def _state(self) -> str:
        """The letter by which the system names the process's state; "X" if it is gone."""
        try:
            stat = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii")
        except (FileNotFoundError, ProcessLookupError):  # the second where it goes meanwhile
            return "X"
        return stat.rpartition(")")[2].split()[0]

    @property
    def still(self) -> bool:
        """True if the process does nothing more: it is frozen, or dead."""
        return self._state in "TZX"

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


def _name_of(number: int | None) -> str:
    return f"copy-{number}"


@contextlib.contextmanager
def copies_of(world: World, number: int) -> Iterator[list[Copy]]:
    """So many copies on the world's database; none of them is left behind."""
    clock = multiprocessing.get_context("forkserver").Value("d", 0.0)
    made = [Copy(world, clock) for _ in range(number)]
    try:
        yield made
    finally:
        for copy in made:
            copy.kill()


def wait_until(true: Callable[[], bool]) -> None:
    """Wait for another process to have got a signal."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError("a process neither stopped nor ended at its signal")
        time.sleep(0.002)


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
    os.environ["PGAPPNAME"] = _name_of(os.getpid())
    options = Options(
        clock=lambda: datetime.fromtimestamp(clock.value, UTC), timeouts=scene.timeouts
    )
    service = build(settings_of(scene, folder, dataset), secrets_of(*urls), options)
    strikes = Strikes()
    strikes.watch(service)
    with asyncio.Runner() as runner:
        while True:
            step, number = pipe.recv()
            strikes.armed = {step: number}
            runner.run(service.owned_beat())
            pipe.send("ended")
