"""The Gregorian date in the Solar Hijri and the Hijri (Umm al-Qura) calendar, and month names.

The tables of ``hijridate`` agree with other libraries from 2000 to 2029; outside them the day
is computed and may be off by one or two, and outside 1924 to 2077 there is none.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

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


class CalendarDay(NamedTuple):
    """A date by its numbers; ``sure`` is False where it may be off by a day or two."""

    year: int
    month: int
    day: int
    sure: bool = True


def solar(day: date) -> CalendarDay:
    """The Solar Hijri date, as Iran and (with other names) Afghanistan use it."""
    from persiantools.jdatetime import JalaliDate

    converted = JalaliDate(day)  # type: ignore[no-untyped-call]
    return CalendarDay(converted.year, converted.month, converted.day)


def hijri(day: date) -> CalendarDay | None:
    """The Hijri date by the Umm al-Qura calendar; None outside its tables."""
    if not HIJRI_RANGE[0] <= day <= HIJRI_RANGE[1]:
        return None
    from hijridate import Gregorian

    year, month, number = Gregorian.fromdate(day).to_hijri().datetuple()
    return CalendarDay(year, month, number, HIJRI_SURE[0] <= day <= HIJRI_SURE[1])


def solar_words(day: date) -> str:
    """``30 Ordibehesht 1406``; empty where the calendar does not reach."""
    if not SOLAR_RANGE[0] <= day <= SOLAR_RANGE[1]:
        return ""
    year, month, number, _ = solar(day)
    return f"{number} {SOLAR_MONTHS[month - 1]} {year}"


def hijri_words(day: date) -> str:
    """``13 Dhu al-Hijjah 1448``; empty outside the tables, and marked where it is not sure."""
    found = hijri(day)
    if found is None:
        return ""
    about = "" if found.sure else "about "
    return f"{about}{found.day} {HIJRI_MONTHS[found.month - 1]} {found.year}"
