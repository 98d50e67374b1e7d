"""Days of the year and dates of history. No clock: time is given."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

MONTHS = (
    "January February March April May June July August September October November December"
).split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
GREGORIAN_SINCE = (1582, 10, 15)
"""The first day of the Gregorian calendar; dates before it are Julian, as histories give them."""


class MonthDay(NamedTuple):
    """A day of the year, 29 February among them. Sorts as the year runs."""

    month: int
    day: int

    def __str__(self) -> str:
        """``05-20``, as the dataset writes it."""
        return f"{self.month:02}-{self.day:02}"

    @property
    def words(self) -> str:
        """``20 May``."""
        return f"{self.day} {MONTHS[self.month - 1]}"

    @classmethod
    def of(cls, day: date) -> MonthDay:
        """The day of the year of a date."""
        return cls(day.month, day.day)

    @classmethod
    def parse(cls, text: str) -> MonthDay:
        """``05-20`` as the dataset writes it; KeyError for anything else."""
        return _by_text()[text]

    def in_year(self, year: int) -> date:
        """This day in a year from 1 on; 29 February is kept on the 28th where there is none."""
        if self == LEAP_DAY and not calendar.isleap(year):
            return date(year, 2, 28)
        return date(year, self.month, self.day)

    def next_from(self, today: date) -> date:
        """The first date from ``today`` on that falls on this day."""
        this_year = self.in_year(today.year)
        return this_year if this_year >= today else self.in_year(today.year + 1)

    def last_until(self, today: date) -> date:
        """The last date up to ``today`` that falls on this day."""
        this_year = self.in_year(today.year)
        return this_year if this_year <= today else self.in_year(today.year - 1)


LEAP_DAY = MonthDay(2, 29)


def every_day() -> Iterator[MonthDay]:
    """All 366 days, in order."""
    for month, length in enumerate(LONGEST, 1):
        for day in range(1, length + 1):
            yield MonthDay(month, day)


@cache
def _by_text() -> dict[str, MonthDay]:
    return {str(day): day for day in every_day()}


def told_on(day: date) -> tuple[MonthDay, ...]:
    """The days whose events are told on a date: its own, and on 28 February of a common year
    also 29 February, so that what happened on a leap day is told every year.
    """
    own = MonthDay.of(day)
    if own == (2, 28) and not calendar.isleap(day.year):
        return (own, LEAP_DAY)
    return (own,)


def is_julian(year: int, day: MonthDay) -> bool:
    """True if a date of history is given in the Julian calendar."""
    return (year, *day) < GREGORIAN_SINCE


def existed(year: int, day: MonthDay) -> bool:
    """True if the day existed in that year's own calendar. Years BCE are negative, 0 is none.

    1700 still had a 29 February where the Julian calendar held (Britain, Russia), so it is
    possible; 1800 and 1900 are not.
    """
    if year == 0:
        return False
    if day != LEAP_DAY:
        return True
    if year < 0:
        return (year + 1) % 4 == 0
    return year % 4 == 0 if year <= 1700 else calendar.isleap(year)


def years_since(year: int, now: int) -> int:
    """Whole years from a year of history to ``now``; there is no year 0 between -1 and 1."""
    return now - year - (1 if year < 0 else 0)


def year_words(year: int) -> str:
    """``1983``, or ``44 BCE``; a year of one or two digits is marked, as ``70 CE``."""
    if year < 0:
        return f"{-year} BCE"
    return f"{year} CE" if year < 100 else str(year)


def weekday(day: date) -> int:
    """The weekday, Monday is 0; of a date before the Gregorian calendar that of the Julian one."""
    if (day.year, day.month, day.day) >= GREGORIAN_SINCE:
        return day.weekday()
    year = day.year - (day.month < 3)
    behind = year // 100 - year // 400 - 2  # days that the Julian calendar is behind
    return (day.weekday() + behind) % 7


def day_words(day: date) -> str:
    """``Thursday 20 May 2027``."""
    return f"{WEEKDAYS[weekday(day)]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def local_date(now: datetime, zone: ZoneInfo) -> date:
    """The date in a zone at an instant (aware)."""
    return now.astimezone(zone).date()
