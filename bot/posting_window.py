"""The window of a channel's post of a day. Pure: zones in, instants out.

A timer is only a heartbeat; what is due is computed here from the local date, so a clock change,
a stop or a late start cannot post a day twice or on another day.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo


class Window(NamedTuple):
    """From when until when (not included) a day's post may be sent; aware, in UTC.

    Empty (``start == end``) for a date that the zone skipped, as Samoa did 30 December 2011.
    """

    start: datetime
    end: datetime


def window(day: date, at: time, *, zone: ZoneInfo, late_until: time | None = None) -> Window:
    """The window of a local date: from ``at`` to the day's end, or to ``late_until``.

    Where the clock skips both ``at`` and ``late_until`` it is as long as on other days.
    """
    first = instant(datetime.combine(day, time()), zone=zone)
    midnight = instant(datetime.combine(day + timedelta(days=1), time()), zone=zone)
    wanted = datetime.combine(day, at)
    start = instant(wanted, zone=zone)
    if start >= midnight > first:
        # The clock skips the day's last hour, as in Nuuk: due as long before the gap instead.
        start = wanted.replace(tzinfo=zone, fold=1).astimezone(UTC)
    end = midnight
    if late_until is not None:
        last = datetime.combine(day, late_until)
        until = instant(last, zone=zone)
        end = min(midnight, until if until > start else start + (last - wanted))
    return Window(start, max(start, end))


def instant(local: datetime, *, zone: ZoneInfo) -> datetime:
    """The first instant at which the zone's clock shows ``local`` (naive) or more.

    So a time that the clock skips is the first instant after the gap, and a time that comes
    twice is the first of the two.
    """
    early = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if _shown(early, zone) == local:
        return early
    # The clock skips this time. ``early`` lies after the gap by as much as the time lies in it.
    before, after = early - timedelta(days=2), early
    while after - before > timedelta(microseconds=1):
        middle = before + (after - before) / 2
        if _shown(middle, zone) >= local:
            after = middle
        else:
            before = middle
    return after


def _shown(moment: datetime, zone: ZoneInfo) -> datetime:
    """The local time in the zone, naive."""
    return moment.astimezone(zone).replace(tzinfo=None)
