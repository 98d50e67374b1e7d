"""The Solar Hijri calendar, as Iran and (with other names of months) Afghanistan use it."""

from __future__ import annotations

from datetime import date

from bot.calendars.day import Calendar, CalendarDay
from bot.calendars.day_number import day_number
from bot.dates import MonthDay

SOLAR_RANGE = (date(622, 3, 19), date(9998, 3, 19))
SOLAR_YEARS = range(1178, 1634)
"""The years that are read: in them the arithmetic calendar is the observed one."""


def solar(day: date) -> CalendarDay:
    """The Solar Hijri date of a day in ``SOLAR_RANGE``."""
    from persiantools.jdatetime import JalaliDate

    number = day_number(day.year, MonthDay.of(day))
    found = JalaliDate(date.fromordinal(number))  # type: ignore[no-untyped-call]
    return CalendarDay(Calendar.SOLAR, found.year, found.month, found.day)


def first_of_solar_month(year: int, month: int) -> int:
    """The day number of the first day of a month."""
    from persiantools.jdatetime import JalaliDate

    first: date = JalaliDate(year, month, 1).to_gregorian()  # type: ignore[no-untyped-call]
    return first.toordinal()


def solar_month_length(year: int, month: int) -> int:
    """The number of days of a month in that year."""
    if month < 12:
        return 31 if month <= 6 else 30
    from persiantools.jdatetime import JalaliDate

    return 30 if JalaliDate.is_leap(year) else 29


def solar_words(day: date) -> str:
    """``30 Ordibehesht 1406``; empty where the calendar does not reach."""
    if not SOLAR_RANGE[0] <= day <= SOLAR_RANGE[1]:
        return ""
    return solar(day).words
