"""When a post is due."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.posting_window import window

CASES = [
    ("Europe/London", "2027-05-20", "09:03", "2027-05-20T08:03", "2027-05-20T23:00"),
    ("Asia/Tehran", "2027-05-20", "00:00", "2027-05-19T20:30", "2027-05-20T20:30"),
    # Berlin skips 02:00-03:00 on 28 March 2027: 02:30 is due at 03:00 summer time.
    ("Europe/Berlin", "2027-03-28", "02:30", "2027-03-28T01:00", "2027-03-28T22:00"),
    # Berlin has 02:30 twice on 31 October 2027: the first one counts.
    ("Europe/Berlin", "2027-10-31", "02:30", "2027-10-31T00:30", "2027-10-31T23:00"),
    # Beirut skips midnight: the day begins at 01:00.
    ("Asia/Beirut", "2027-03-28", "00:00", "2027-03-27T22:00", "2027-03-28T21:00"),
    ("Pacific/Kiritimati", "2027-01-01", "23:59", "2027-01-01T09:59", "2027-01-01T10:00"),
    # Samoa had no 30 December 2011 at all.
    ("Pacific/Apia", "2011-12-30", "09:03", "2011-12-30T10:00", "2011-12-30T10:00"),
]


@pytest.mark.parametrize(("zone", "day", "at", "start", "end"), CASES)
def test_the_window_of_a_day(zone: str, day: str, at: str, start: str, end: str) -> None:
    """From the local time to the end of the local day, whatever the clock does."""
    found = window(date.fromisoformat(day), time.fromisoformat(at), zone=ZoneInfo(zone))
    assert found.start == datetime.fromisoformat(start).replace(tzinfo=UTC)
    assert found.end == datetime.fromisoformat(end).replace(tzinfo=UTC)


def test_late_until_shortens_the_window() -> None:
    """After it, a late post is not made."""
    found = window(date(2027, 5, 20), time(9, 3), zone=ZoneInfo("UTC"), late_until=time(12))
    assert found.end - found.start == timedelta(hours=2, minutes=57)


def test_a_window_that_the_clock_skips_comes_after_the_gap() -> None:
    """Cairo has no 00:00 to 00:59 on 30 April 2027: the half hour for the post begins at 01:00."""
    cairo = ZoneInfo("Africa/Cairo")
    found = window(date(2027, 4, 30), time(0, 15), zone=cairo, late_until=time(0, 45))
    assert found.start == datetime(2027, 4, 30, 1, tzinfo=cairo)
    assert found.end - found.start == timedelta(minutes=30)
    gone = window(date(2011, 12, 30), time(9), zone=ZoneInfo("Pacific/Apia"), late_until=time(12))
    assert gone.start == gone.end


@pytest.mark.parametrize(
    "zone",
    [
        "America/Santiago",
        "Africa/Cairo",
        "America/Havana",
        "Australia/Lord_Howe",
        "America/Nuuk",
        "Asia/Kathmandu",
        "Africa/Casablanca",
        "Antarctica/Troll",
    ],
)
@pytest.mark.parametrize("at", [time(0), time(2, 30), time(9, 3), time(23, 59)])
def test_every_day_has_one_window_on_its_own_date(zone: str, at: time) -> None:
    """Over two years of clock changes: windows in order, apart, and each on its local date."""
    here, last = ZoneInfo(zone), datetime.min.replace(tzinfo=UTC)
    for number in range(date(2026, 1, 1).toordinal(), date(2028, 1, 1).toordinal()):
        day = date.fromordinal(number)
        start, end = window(day, at, zone=here)
        assert last <= start < end
        assert start.astimezone(here).date() == day
        assert (end - timedelta(microseconds=1)).astimezone(here).date() == day
        last = end
