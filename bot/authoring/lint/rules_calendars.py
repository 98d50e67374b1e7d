"""The dates of an entry in other calendars: whether they are the day of the entry."""

from __future__ import annotations

from bot.authoring.lint.findings import Note, Notes, warning
from bot.calendars import (
    HIJRI_MONTHS,
    HIJRI_YEARS,
    SOLAR_MONTHS,
    SOLAR_YEARS,
    Calendar,
    CalendarDay,
    month_length,
    told_as,
)
from bot.calendars.day_number import day_number
from bot.dates import MonthDay, existed, is_julian, year_words
from bot.events import Event

LAST_JULIAN = 1923  # Greece changed its calendar on 1 March 1923, the last state to do so
SIGHTING = 2  # days by which Hijri dates of one day differ
LAW = 1304  # the Solar year in which Iran fixed the lengths of the months; before, they varied


def other_calendars(event: Event) -> Notes:
    """``solar`` and ``hijri`` are that day, and ``calendar`` says what is not clear without it."""
    if event.solar:
        yield from _solar(event)
    if event.hijri:
        yield from _hijri(event)
    if event.calendar == "julian":
        if is_julian(event.year, event.day):
            yield warning("calendar", "not needed: before 15 October 1582 every date is Julian")
        elif event.year > LAST_JULIAN:
            yield Note("calendar", f"no state kept the Julian calendar in {event.year}")


def _solar(event: Event) -> Notes:
    asked = _read(Calendar.SOLAR, event.solar)
    if asked.year not in SOLAR_YEARS:
        return
    if asked.day > month_length(asked.calendar, asked.year, month=asked.month):
        yield Note("solar", f"there is no {asked.words}")
    elif not event.julian and _days_apart(asked, event) > (asked.year < LAW):
        yield Note("solar", f"{asked.words} is {_words(asked)}, not {event.date_words}")


def _days_apart(asked: CalendarDay, event: Event) -> int:
    """The days between a date of another calendar and the day of an entry."""
    return abs(day_number(*told_as(asked)) - day_number(event.year, event.day))


def _hijri(event: Event) -> Notes:
    asked = _read(Calendar.HIJRI, event.hijri)
    if asked.year not in HIJRI_YEARS or not existed(event.year, event.day):
        return
    if event.calendar == "julian":
        return  # the day number would be that of the Gregorian date
    if _days_apart(asked, event) > SIGHTING:
        yield Note("hijri", f"{asked.words} is about {_words(asked)}, not {event.date_words}")


def _read(calendar: Calendar, text: str) -> CalendarDay:
    """The date of ``22 Bahman 1357``, whose form was checked before."""
    day, _, rest = text.partition(" ")
    name, _, year = rest.rpartition(" ")
    months = SOLAR_MONTHS if calendar is Calendar.SOLAR else HIJRI_MONTHS
    return CalendarDay(calendar, int(year), list(months).index(name) + 1, int(day))


def _words(asked: CalendarDay) -> str:
    year, day = told_as(asked)
    return f"{MonthDay(*day).words} {year_words(year)}"
