"""Dates of the Solar Hijri and the Hijri calendar as dates of history."""

from __future__ import annotations

from datetime import date

from bot.calendars.day import Calendar, CalendarDay
from bot.calendars.day_number import date_of_number
from bot.calendars.hijri import HijriCalendar, first_of_hijri_month, hijri_month_length
from bot.calendars.solar import first_of_solar_month, solar_month_length
from bot.dates import MonthDay


def month_length(
    calendar: Calendar, year: int, *, month: int, by: HijriCalendar = HijriCalendar.UMM_AL_QURA
) -> int:
    """The number of days of a month of the Solar Hijri or the Hijri calendar in that year."""
    if calendar is Calendar.HIJRI:
        return hijri_month_length(year, month, by=by)
    return solar_month_length(year, month)


def told_as(
    asked: CalendarDay, *, by: HijriCalendar = HijriCalendar.UMM_AL_QURA
) -> tuple[int, MonthDay]:
    """The year and the day of history of a date that exists, Julian before 15 October 1582."""
    return date_of_number(_number(asked, by))


def falls_on(asked: CalendarDay, *, by: HijriCalendar = HijriCalendar.UMM_AL_QURA) -> date:
    """The Gregorian date of a Solar Hijri or Hijri one that exists, of 1582 or later."""
    return date.fromordinal(_number(asked, by))


def _number(asked: CalendarDay, by: HijriCalendar) -> int:
    if asked.calendar is Calendar.SOLAR:
        first = first_of_solar_month(asked.year, asked.month)
    else:
        first = first_of_hijri_month(asked.year, asked.month, by=by)
    return first + asked.day - 1
