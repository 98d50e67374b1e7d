"""Whether a date by its numbers exists, in the calendar that it is given in."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from bot.calendars import (
    HIJRI_YEARS,
    SOLAR_YEARS,
    Calendar,
    CalendarDay,
    hijri,
    month_length,
    solar,
    told_as,
)
from bot.date_parser.result import DateError, MonthName, Reading
from bot.dates import GREGORIAN_SINCE, LONGEST, MonthDay, existed


class Numbers(NamedTuple):
    """A date as it may have been meant; the year is None where none was given."""

    calendar: Calendar
    year: int | None
    month: int
    day: int


def checked(meant: Numbers, today: date) -> Reading:
    """The reading of a date that exists; DateError says why it cannot be, with the nearest days."""
    if not 1 <= meant.month <= 12:
        raise DateError(
            "There is no month {month}: months run from 1 to 12.",
            month=meant.month,
            readings=_in_december(meant),
        )
    return _gregorian(meant) if meant.calendar is Calendar.GREGORIAN else _other(meant, today)


def current_year(calendar: Calendar, today: date) -> int:
    """The year of a calendar today; of the Hijri one, 0 outside its tables."""
    if calendar is Calendar.GREGORIAN:
        return today.year
    found = solar(today) if calendar is Calendar.SOLAR else hijri(today)
    return found.year if found else 0


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


def _other(meant: Numbers, today: date) -> Reading:
    """A date of the Solar Hijri or the Hijri calendar, in this year where none was given."""
    calendar, given, month, day = meant
    year = current_year(calendar, today) if given is None else given
    years = SOLAR_YEARS if calendar is Calendar.SOLAR else HIJRI_YEARS
    if year not in years:
        raise DateError(
            "I can place dates of that calendar in its years {first} to {last} only.",
            first=years[0],
            last=years[-1],
        )
    length = month_length(calendar, year, month=month)
    if not 1 <= day <= length:
        raise _no_day(meant, length, near=_near(calendar, year, month=month, late=day > 0))
    return _placed(CalendarDay(calendar, year, month, day), given=given is not None)


def _near(calendar: Calendar, year: int, *, month: int, late: bool) -> list[Reading]:
    """The last day of a month and the day after it, or its first day."""
    if not late:
        return [_placed(CalendarDay(calendar, year, month, 1), given=True)]
    last = CalendarDay(calendar, year, month, month_length(calendar, year, month=month))
    after = CalendarDay(calendar, year + month // 12, month % 12 + 1, 1)
    return [_placed(last, given=True), _placed(after, given=True)]


def _placed(asked: CalendarDay, *, given: bool) -> Reading:
    """The reading of a date that exists; before 1582 it is a day of history, without ``on``."""
    year, day = told_as(asked)
    on = date(year, *day) if (year, *day) >= GREGORIAN_SINCE else None
    return Reading(day, year if given else None, on, asked)
