"""Dates of history as day numbers, so that calendars can be converted by arithmetic.

A day number is ``date.toordinal()``. Before 15 October 1582 a date of history is a Julian one, and
so is a ``date`` of those years everywhere in this project.
"""

from __future__ import annotations

from datetime import date

from bot.dates import GREGORIAN_SINCE, MonthDay

_REFORM = date(*GREGORIAN_SINCE).toordinal()


def day_number(year: int, day: MonthDay) -> int:
    """The day number of a date of history; years BCE are negative."""
    if (year, *day) >= GREGORIAN_SINCE:
        return date(year, *day).toordinal()
    years = year + (year < 0) - (day.month < 3)  # astronomical, beginning in March
    since_march = (153 * ((day.month + 9) % 12) + 2) // 5
    return day.day + since_march + 365 * years + years // 4 - 308


def date_of_number(number: int) -> tuple[int, MonthDay]:
    """The year (negative where BCE) and the day of a day number, Julian before the reform."""
    if number >= _REFORM:
        found = date.fromordinal(number)
        return found.year, MonthDay.of(found)
    shifted = 4 * (number + 307) + 3
    years, rest = shifted // 1461, shifted % 1461 // 4
    month = (5 * rest + 2) // 153
    year = years + (month > 9)
    day = MonthDay((month + 2) % 12 + 1, rest - (153 * month + 2) // 5 + 1)
    return year - (year <= 0), day
