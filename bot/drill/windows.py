"""The due windows of every zone over years of days: a pure function, held to its promise."""

from __future__ import annotations

import multiprocessing
import zoneinfo
from datetime import UTC, date, datetime, time, timedelta

from bot.drill.clocks import TIMES
from bot.due import window

FIRST, LAST = date(2025, 1, 1), date(2030, 12, 31)


def check_windows(processes: int) -> tuple[int, int]:
    """How many windows were looked at, and how many were wrong."""
    zones = sorted(zoneinfo.available_timezones())
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        found = pool.map(_check_zone, zones, chunksize=8)
    return sum(count for count, _ in found), sum(wrong for _, wrong in found)


def _check_zone(name: str) -> tuple[int, int]:
    """Every day has one window, on its own local date, after the one of the day before."""
    zone, count, wrong = zoneinfo.ZoneInfo(name), 0, 0
    for at in TIMES:
        last = datetime.min.replace(tzinfo=UTC)
        for number in range(FIRST.toordinal(), LAST.toordinal() + 1):
            day = date.fromordinal(number)
            start, end = window(day, at, zone=zone)
            count += 1
            wrong += not (last <= start < end and _is_of(day, at, start, end, zone))
            last = end
    return count, wrong


def _is_of(day: date, at: time, start: datetime, end: datetime, zone: zoneinfo.ZoneInfo) -> bool:
    """Whether a window lies on its local date, and begins at the time where that exists."""
    shown = start.astimezone(zone)
    exists = datetime.combine(day, at, zone).astimezone(UTC).astimezone(zone).time() == at
    last = (end - timedelta(microseconds=1)).astimezone(zone)
    return shown.date() == last.date() == day and (shown.time() == at or not exists)
