"""Cases of the clock: every pattern of clock change, odd dates, suspended and stepped machines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from bot.drill.cases import Case, beat, live_a_day, past_day
from bot.local_service import NINE, Scene, World
from bot.posting_window import window

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
    ("Europe/Athens", "2027-03-28"),
    ("Europe/Athens", "2027-10-31"),
    ("Pacific/Chatham", "2027-09-26"),
    ("Pacific/Chatham", "2027-04-04"),
    ("Pacific/Easter", "2027-09-04"),
    ("Pacific/Easter", "2027-04-03"),
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
    return Case(
        "clock changes",
        f"{zone.key} {day} {at:%H:%M}",
        play,
        scene,
        start,
        days,
        loses_nothing=True,
        traits=(f"changes at {at}", f"changes in {day:%Y-%m}"),
    )


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
    whole_days = abs(by) >= timedelta(days=1)
    days = 6 if whole_days else 3

    def play(world: World) -> None:
        past_day(world)
        world.clock.step(minutes=minutes)
        beat(world)
        world.clock.now += by
        if restart:
            world.restart()
        for number in range(3):
            beat(world, silent=number == 0)
            world.clock.step(minutes=1)
        for number in range(1, days):
            post = NINE + timedelta(days=number)
            if world.clock.now < post + timedelta(hours=12):
                world.clock.now = max(world.clock.now, post)
                live_a_day(world)

    return Case(
        "the clock",
        f"{name}, {minutes} minutes from the post" + (", restart" if restart else ""),
        play,
        days=days,
        loses_nothing=by < timedelta(days=1),
        traits=(name, f"clock, {minutes} minutes", f"clock, restart: {restart}"),
    )
