"""The heartbeat, whatever the machine's clock does."""

from __future__ import annotations

import datetime as real
import types
from datetime import datetime, timedelta

import pytest
import schedule

from bot.scheduler import Heartbeat

SECONDS = 20


class Wall:
    """The local clock of the machine, naive, as ``schedule`` reads it."""

    def __init__(self) -> None:
        self.now = datetime(2027, 10, 31, 1, 59, 50)  # noqa: DTZ001 - naive, as there

    def step(self, **by: float) -> None:
        """It shows so much more, or less."""
        self.now += timedelta(**by)


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    """A clock that is stepped, in place of the machine's."""
    made = Wall()

    class Stepped(datetime):
        @classmethod
        def now(cls, tz: real.tzinfo | None = None) -> datetime:
            return made.now

    clock = types.SimpleNamespace(datetime=Stepped, timedelta=timedelta, time=real.time)
    monkeypatch.setattr(schedule, "datetime", clock)
    return made


STEPS = {
    "goes on": [20] * 6,
    "goes back an hour": [20, 20, -3600, 20, 20, 20],
    "goes back again and again": [20, -3600, 20, -3600, 20, 20, 20],
    "goes on by an hour": [20, 20, 3600, 20, 20, 20],
}


@pytest.mark.parametrize("steps", STEPS.values(), ids=STEPS)
def test_it_beats_whatever_the_clock_does(wall: Wall, steps: list[float]) -> None:
    """A clock that goes back costs one beat at most, not the hour that comes twice."""
    beats: list[datetime] = []
    heart = Heartbeat(lambda: beats.append(wall.now), seconds=SECONDS)
    scheduler = schedule.Scheduler()
    heart.turn(scheduler)
    back = sum(step < 0 for step in steps)
    for step in steps:
        wall.step(seconds=step)
        assert heart.turn(scheduler) <= 1.0
    assert len(beats) == len(steps) - back


def test_a_beat_that_raises_is_followed_by_others(wall: Wall) -> None:
    """What it raises is logged, not lost and not fatal."""
    beats: list[int] = []

    def beat() -> None:
        beats.append(1)
        raise RuntimeError

    heart, scheduler = Heartbeat(beat, seconds=SECONDS), schedule.Scheduler()
    for _ in range(4):
        heart.turn(scheduler)
        wall.step(seconds=SECONDS)
    assert len(beats) == 3
