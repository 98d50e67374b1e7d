"""The due windows of every zone over years of days: a pure function, held to its promise."""

from __future__ import annotations

import multiprocessing
import zoneinfo
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from bot.drill.clock_cases import TIMES
from bot.posting_window import window

FIRST, LAST = date(2025, 1, 1), date(2030, 12, 31)


def check_windows(processes: int, zones: Iterable[str] = ()) -> tuple[int, int]:
    """The numbers of windows checked and of wrong ones; of every zone if none is named."""
    zones = sorted(zones or zoneinfo.available_timezones())
    if processes == 1:
        return _sums(map(_check_zone, zones))
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        return _sums(pool.map(_check_zone, zones, chunksize=8))


def _sums(found: Iterable[tuple[int, int]]) -> tuple[int, int]:
    counts, wrongs = zip(*found, strict=True)
    return sum(counts), sum(wrongs)


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
    """True if a window lies on its local date, and begins at the time where that exists."""
    shown = start.astimezone(zone)
    exists = datetime.combine(day, at, zone).astimezone(UTC).astimezone(zone).time() == at
    last = (end - timedelta(microseconds=1)).astimezone(zone)
    return shown.date() == last.date() == day and (shown.time() == at or not exists)
