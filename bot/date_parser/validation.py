"""A check that a date by its numbers exists, in the calendar that it is given in."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import NamedTuple

from bot.calendars import (
    HIJRI_YEARS,
    SOLAR_YEARS,
    Calendar,
    CalendarDay,
    HijriCalendar,
    hijri_sure,
    month_length,
    solar,
    told_as,
)
from bot.calendars import hijri as hijri_on
from bot.date_parser.result import DateError, MonthName, Reading
from bot.dates import GREGORIAN_SINCE, LONGEST, MonthDay, existed


class Numbers(NamedTuple):
    """A date as it may have been meant; the year is None where none was given."""

    calendar: Calendar
    year: int | None
    month: int
    day: int


def checked(meant: Numbers, today: date, *, hijri: HijriCalendar) -> Reading:
    """The reading of a date that exists; DateError says why it cannot be, with the nearest days."""
    if not 1 <= meant.month <= 12:
        raise DateError(
            "There is no month {month}: months run from 1 to 12.",
            month=meant.month,
            readings=_in_december(meant),
        )
    if meant.calendar is Calendar.GREGORIAN:
        return _gregorian(meant)
    return _other(meant, today, by=hijri)


def current_year(calendar: Calendar, today: date, *, hijri: HijriCalendar) -> int:
    """The year of a calendar today; of the Hijri one, 0 outside its tables."""
    if calendar is Calendar.GREGORIAN:
        return today.year
    found = solar(today) if calendar is Calendar.SOLAR else hijri_on(today, read_by(hijri))
    return found.year if found else 0


def read_by(hijri: HijriCalendar) -> HijriCalendar:
    """The Hijri calendar by which typed dates are read: Umm al-Qura for who is shown none."""
    return HijriCalendar.UMM_AL_QURA if hijri is HijriCalendar.NONE else hijri


def _in_december(meant: Numbers) -> list[Reading]:
    if meant.calendar is not Calendar.GREGORIAN or not 1 <= meant.day <= 31:
        return []
    return [Reading(MonthDay(12, meant.day))]


def _gregorian(meant: Numbers) -> Reading:
    _, year, month, day = meant
    if not 1 <= day <= LONGEST[month - 1]:
        raise _no_day(meant, LONGEST[month - 1], near=_around(month, late=day > 0))
    reading = Reading(MonthDay(month, day), year)
    if year == 0:
        raise DateError("There is no year 0: 1 BCE is followed by the year 1.")
    if year is not None and not existed(year, reading.day):
        raise DateError(
            "There was no {date} in the calendar of that time.",
            date=reading,
            readings=[Reading(MonthDay(2, 28), year), Reading(MonthDay(3, 1), year)],
        )
    return reading


def _around(month: int, *, late: bool) -> list[Reading]:
    """The last day of a month and the first of the next, or the other way at its beginning."""
    if late:
        return [_last(month), Reading(MonthDay(month % 12 + 1, 1))]
    return [Reading(MonthDay(month, 1)), _last((month - 2) % 12 + 1)]


def _last(month: int) -> Reading:
    return Reading(MonthDay(month, LONGEST[month - 1]))


def _no_day(meant: Numbers, length: int, *, near: list[Reading]) -> DateError:
    return DateError(
        "There is no {day} {month}: {month} has {length} days.",
        day=meant.day,
        month=MonthName(meant.calendar, meant.month),
        length=length,
        readings=near,
    )


def _other(meant: Numbers, today: date, *, by: HijriCalendar) -> Reading:
    """A date of the Solar Hijri or the Hijri calendar, in this year where none was given."""
    calendar, given, month, day = meant
    by = read_by(by)
    year = current_year(calendar, today, hijri=by) if given is None else given
    years = SOLAR_YEARS if calendar is Calendar.SOLAR else HIJRI_YEARS
    if year not in years:
        raise DateError(
            "I can place dates of that calendar in its years {first} to {last} only.",
            first=years[0],
            last=years[-1],
        )
    place = partial(_placed, by=by, today=today)
    length = month_length(calendar, year, month=month, by=by)
    if 1 <= day <= length:
        return place(CalendarDay(calendar, year, month, day), given=given is not None)
    if day < 1:
        raise _no_day(meant, length, near=[place(CalendarDay(calendar, year, month, 1))])
    near = [place(CalendarDay(calendar, year, month, length))]
    if year + 1 in years:
        near.append(place(CalendarDay(calendar, year + month // 12, month % 12 + 1, 1)))
    raise _no_day(meant, length, near=near)


def _placed(asked: CalendarDay, *, by: HijriCalendar, today: date, given: bool = True) -> Reading:
    """The reading of a date that exists; before 1582 it is a day of history, without ``on``."""
    told, month_day = told_as(asked, by=by)
    on = date(told, *month_day) if (told, *month_day) >= GREGORIAN_SINCE else None
    if asked.calendar is Calendar.HIJRI:
        sure = on is not None and hijri_sure(on, by, today=today)
        asked = asked._replace(sure=sure)
    return Reading(month_day, told if given else None, on, asked)
