"""The Hijri calendar, whose months begin on different days in different countries.

Iran: its months as observed or printed from 1848 on (``iran_months``). Umm al-Qura: the calendar
that Saudi Arabia prints, from ``hijridate``, which agrees with other libraries from 2000 to 2029.
Outside both, the tabular calendar (30-year cycle, civil epoch 16 July 622), give or take a day or
two. Months are numbered through: ``12 * year + month - 1``.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cache

from bot.calendars import iran_months
from bot.calendars.day import Calendar, CalendarDay
from bot.calendars.day_number import day_number
from bot.dates import MonthDay

HIJRI_YEARS = range(1, 1601)
HIJRI_RANGE = (date(622, 7, 16), date(2173, 12, 31))
HIJRI_SURE = (date(2000, 1, 1), date(2029, 12, 31))
"""The days on which Umm al-Qura is known to the day."""
_EPOCH = 227015  # 16 July 622, Julian
_LEAP_YEARS = (2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29)
_UMM_AL_QURA = range(12 * 1343, 12 * 1501)
_MEAN_MONTH = 29.530588


class HijriCalendar(StrEnum):
    """The Hijri calendar that is shown; ``ABOUT`` is Umm al-Qura, give or take a day."""

    IRAN = "iran"
    UMM_AL_QURA = "umm-al-qura"
    ABOUT = "about"
    NONE = "none"


def hijri(
    day: date, by: HijriCalendar = HijriCalendar.UMM_AL_QURA, *, today: date | None = None
) -> CalendarDay | None:
    """The Hijri date of a day; None with ``NONE`` and outside ``HIJRI_RANGE``.

    A month that Iran has only printed so far is sure up to ``today``, or wholly without it.
    """
    if by is HijriCalendar.NONE or not HIJRI_RANGE[0] <= day <= HIJRI_RANGE[1]:
        return None
    number = day_number(day.year, MonthDay.of(day))
    month = _month_of(number, by)
    sure = hijri_sure(day, by, today=today)
    first = _first_day(month, by)
    return CalendarDay(Calendar.HIJRI, month // 12, month % 12 + 1, number - first + 1, sure)


def hijri_sure(
    day: date, by: HijriCalendar = HijriCalendar.UMM_AL_QURA, *, today: date | None = None
) -> bool:
    """True if the Hijri date of a day is known to the day, not computed or still to be observed."""
    if by is HijriCalendar.IRAN:
        known = _iran()[0] <= day.toordinal() <= _iran()[-1]
        return known and (today is None or day <= max(today, iran_months.OBSERVED_UNTIL))
    return by is not HijriCalendar.ABOUT and HIJRI_SURE[0] <= day <= HIJRI_SURE[1]


def first_of_hijri_month(
    year: int, month: int, *, by: HijriCalendar = HijriCalendar.UMM_AL_QURA
) -> int:
    """The day number of the first day of a month, of a year in ``HIJRI_YEARS``."""
    return _first_day(12 * year + month - 1, by)


def hijri_month_length(
    year: int, month: int, *, by: HijriCalendar = HijriCalendar.UMM_AL_QURA
) -> int:
    """The number of days of a month: 29 or 30, and 28 to 31 where two calendars join."""
    number = 12 * year + month - 1
    return _first_day(number + 1, by) - _first_day(number, by)


def hijri_words(day: date, by: HijriCalendar = HijriCalendar.UMM_AL_QURA) -> str:
    """``13 Dhu al-Hijjah 1448``; marked where it is not sure, empty where there is none."""
    found = hijri(day, by)
    if found is None:
        return ""
    return found.words if found.sure else f"about {found.words}"


def _month_of(number: int, by: HijriCalendar) -> int:
    """The month in which a day lies."""
    month = 12 + int((number - _EPOCH) / _MEAN_MONTH)
    while _first_day(month, by) > number:
        month -= 1
    while _first_day(month + 1, by) <= number:
        month += 1
    return month


@cache
def _first_day(month: int, by: HijriCalendar) -> int:
    """The day number on which a month begins. A month ends where the next one begins, so that
    the calendars join without a gap; there a month can have 28 or 31 days.
    """
    if by is HijriCalendar.IRAN:
        since = month - 12 * iran_months.FIRST_YEAR
        if since < len(_iran()):
            return _iran()[since] if since >= 0 else _tabular(month)
    if month not in _UMM_AL_QURA:
        return _tabular(month)
    from hijridate import Hijri

    return Hijri(month // 12, month % 12 + 1, 1).to_gregorian().toordinal()


@cache
def _iran() -> list[int]:
    """The day numbers on which the months of Iran's table begin."""
    starts = [iran_months.FIRST_DAY.toordinal()]
    for line in iran_months.MONTHS.split("\n")[1:-1]:
        for long in line.split()[1]:
            starts.append(starts[-1] + 29 + int(long))
    return starts


def _tabular(month: int) -> int:
    """The day number on which a month begins in the tabular calendar."""
    year, before = divmod(month, 12)
    cycles, rest = divmod(year - 1, 30)
    leap_days = 11 * cycles + sum(leap <= rest for leap in _LEAP_YEARS)
    return _EPOCH + 354 * (year - 1) + leap_days + (59 * before + 1) // 2
