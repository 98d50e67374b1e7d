"""Gregorian dates in the Solar Hijri and the Hijri (Umm al-Qura) calendar, and back; month names.

The tables of ``hijridate`` agree with other libraries from 2000 to 2029; outside them the day
is computed and may be off by one or two, and outside 1924 to 2077 there is none.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.dates import MONTHS

SOLAR_MONTHS = (
    "Farvardin Ordibehesht Khordad Tir Mordad Shahrivar Mehr Aban Azar Dey Bahman Esfand"
).split()
HIJRI_MONTHS = (
    "Muharram",
    "Safar",
    "Rabi al-Awwal",
    "Rabi al-Thani",
    "Jumada al-Awwal",
    "Jumada al-Thani",
    "Rajab",
    "Shaban",
    "Ramadan",
    "Shawwal",
    "Dhu al-Qadah",
    "Dhu al-Hijjah",
)
SOLAR_RANGE = (date(622, 3, 22), date(9998, 3, 19))
HIJRI_RANGE = (date(1924, 8, 1), date(2077, 11, 16))
HIJRI_SURE = (date(2000, 1, 1), date(2029, 12, 31))


SOLAR_YEARS = range(1178, 1634)
"""The Solar Hijri years that are read: in them the arithmetic calendar is the observed one."""
HIJRI_YEARS = range(1343, 1501)


class Calendar(StrEnum):
    """The calendars in which a date can be given."""

    GREGORIAN = "gregorian"
    SOLAR = "solar"
    HIJRI = "hijri"


class CalendarDay(NamedTuple):
    """A date by its numbers; ``sure`` is False where it may be off by a day or two."""

    calendar: Calendar
    year: int
    month: int
    day: int
    sure: bool = True

    @property
    def words(self) -> str:
        """``22 Bahman 1357``."""
        return f"{self.day} {month_name(self.calendar, self.month)} {self.year}"


def month_name(calendar: Calendar, month: int) -> str:
    """The English name of a month."""
    names = {Calendar.SOLAR: SOLAR_MONTHS, Calendar.HIJRI: HIJRI_MONTHS}
    return names.get(calendar, MONTHS)[month - 1]


def solar(day: date) -> CalendarDay:
    """The Solar Hijri date, as Iran and (with other names) Afghanistan use it."""
    from persiantools.jdatetime import JalaliDate

    converted = JalaliDate(day)  # type: ignore[no-untyped-call]
    return CalendarDay(Calendar.SOLAR, converted.year, converted.month, converted.day)


def hijri(day: date) -> CalendarDay | None:
    """The Hijri date by the Umm al-Qura calendar; None outside its tables."""
    if not HIJRI_RANGE[0] <= day <= HIJRI_RANGE[1]:
        return None
    from hijridate import Gregorian

    year, month, number = Gregorian.fromdate(day).to_hijri().datetuple()
    return CalendarDay(Calendar.HIJRI, year, month, number, hijri_sure(day))


def hijri_sure(day: date) -> bool:
    """Whether the Hijri date of a day is known to the day, not computed."""
    return HIJRI_SURE[0] <= day <= HIJRI_SURE[1]


def first_of_month(calendar: Calendar, year: int, *, month: int) -> date:
    """The Gregorian date on which a month of the Solar Hijri or the Hijri calendar begins.

    The year is one of ``SOLAR_YEARS`` or ``HIJRI_YEARS``.
    """
    if calendar is Calendar.SOLAR:
        from persiantools.jdatetime import JalaliDate

        begins: date = JalaliDate(year, month, 1).to_gregorian()  # type: ignore[no-untyped-call]
        return begins
    from hijridate import Hijri

    begins = Hijri(year, month, 1).to_gregorian()
    return date(begins.year, begins.month, begins.day)


def month_length(calendar: Calendar, year: int, *, month: int) -> int:
    """How many days a month of the Solar Hijri or the Hijri calendar has in that year."""
    if calendar is Calendar.HIJRI:
        from hijridate import Hijri

        return Hijri(year, month, 1).month_length()
    if month < 12:
        return 31 if month <= 6 else 30
    from persiantools.jdatetime import JalaliDate

    return 30 if JalaliDate.is_leap(year) else 29


def falls_on(asked: CalendarDay) -> date:
    """The Gregorian date of a Solar Hijri or Hijri one that exists."""
    begins = first_of_month(asked.calendar, asked.year, month=asked.month)
    return begins + timedelta(days=asked.day - 1)


def solar_words(day: date) -> str:
    """``30 Ordibehesht 1406``; empty where the calendar does not reach."""
    if not SOLAR_RANGE[0] <= day <= SOLAR_RANGE[1]:
        return ""
    return solar(day).words


def hijri_words(day: date) -> str:
    """``13 Dhu al-Hijjah 1448``; empty outside the tables, and marked where it is not sure."""
    found = hijri(day)
    if found is None:
        return ""
    about = "" if found.sure else "about "
    return f"{about}{found.words}"
