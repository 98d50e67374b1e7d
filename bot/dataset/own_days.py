"""The days of events in the calendar of their own country or faith: 22 Bahman, 10 Muharram.

Events of Iran and Afghanistan since 1925, when Iran's law made the Solar calendar the official one,
have a Solar day; so has any entry that names one. A Hijri day is named by an entry, or is worked
out for those on Islam where a table has the date.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from bot.calendars import (
    HIJRI_MONTHS,
    SOLAR_MONTHS,
    Calendar,
    CalendarDay,
    HijriCalendar,
    falls_on,
    hijri,
    month_length,
    solar,
)
from bot.dates import MonthDay, told_on
from bot.events import Event

SOLAR_SINCE = 1925
SOLAR_COUNTRIES = frozenset(("IR", "AF"))
HIJRI_TOPIC = "islam"


class OwnDay(NamedTuple):
    """A day of the year in the Solar Hijri or the Hijri calendar."""

    month: int
    day: int


def solar_day_of(event: Event) -> OwnDay | None:
    """The Solar day on which an event is told to those who reckon so; None for others."""
    if event.solar:
        return _named(event.solar, SOLAR_MONTHS)
    if event.year < SOLAR_SINCE or SOLAR_COUNTRIES.isdisjoint(event.countries) or event.julian:
        return None
    found = solar(date(event.year, *event.day))
    return OwnDay(found.month, found.day)


def hijri_day_of(event: Event) -> OwnDay | None:
    """The Hijri day of an event that has one; by Iran's months where it concerns Iran."""
    if event.hijri:
        return _named(event.hijri, HIJRI_MONTHS)
    if HIJRI_TOPIC not in event.topics or event.year < SOLAR_SINCE or event.julian:
        return None
    by = HijriCalendar.IRAN if "IR" in event.countries else HijriCalendar.UMM_AL_QURA
    found = hijri(date(event.year, *event.day), by)
    return OwnDay(found.month, found.day) if found and found.sure else None


def _named(text: str, months: Sequence[str]) -> OwnDay:
    """The day of ``22 Bahman 1357``, whose form was checked before."""
    number, _, rest = text.partition(" ")
    return OwnDay(months.index(rest.rpartition(" ")[0]) + 1, int(number))


class OwnDays:
    """The events of a dataset that have a day of their own, by that day."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._solar: dict[OwnDay, list[Event]] = {}
        self._hijri: dict[OwnDay, list[Event]] = {}
        self._with_solar: set[str] = set()
        for event in events:
            if event.retracted is not None:
                continue
            if own := solar_day_of(event):
                self._solar.setdefault(own, []).append(event)
                self._with_solar.add(event.id)
            if own := hijri_day_of(event):
                self._hijri.setdefault(own, []).append(event)

    def has_solar(self, event: Event) -> bool:
        """True if an event is told on its Solar day."""
        return event.id in self._with_solar

    def of_solar(self, on: date) -> list[Event]:
        """The events whose Solar day a date is; 30 Esfand is told on the 29th of common years."""
        day = solar(on)
        days = [OwnDay(day.month, day.day)]
        if (day.month, day.day) == (12, 29) and _length_of_esfand(day.year) == 29:
            days.append(OwnDay(12, 30))
        return [event for own in days for event in self._solar.get(own, ())]

    def of_hijri(self, on: date, by: HijriCalendar) -> list[Event]:
        """The events whose Hijri day a date is."""
        day = hijri(on, by)
        return list(self._hijri.get(OwnDay(day.month, day.day), ())) if day else []


def days_in_solar_year(on: date) -> tuple[MonthDay, ...]:
    """The Gregorian days whose other events are told on a date, each once in every Solar year.

    A Solar year can have no 20 March, or two. Then it is told on the year's last day, or the
    second time.
    """
    year = solar(on).year
    first = falls_on(CalendarDay(Calendar.SOLAR, year, 1, 1))
    last = falls_on(CalendarDay(Calendar.SOLAR, year, 12, _length_of_esfand(year)))
    if on == first and MonthDay.of(first) == MonthDay.of(last):
        return ()
    days = told_on(on)
    missing = MonthDay.of(last + timedelta(days=1))
    return (*days, missing) if on == last and missing < MonthDay.of(first) else days


def _length_of_esfand(year: int) -> int:
    return month_length(Calendar.SOLAR, year, month=12)
