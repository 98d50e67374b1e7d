"""The day that was typed in the terminal: a date, or a recurring day by its name."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import click

from bot.calendars import Calendar, HijriCalendar
from bot.dataset.occasion import Audience
from bot.dataset.occasions import KnownDay, Occasions
from bot.date_parser import DateError, Reading, read_date
from bot.dates import MonthDay, day_words


class TypedDay(NamedTuple):
    """The date to show, the calendar it was given in, and what to say of it first."""

    on: date
    calendar: Calendar = Calendar.GREGORIAN
    notes: tuple[str, ...] = ()


def typed_day(text: str, occasions: Occasions, *, today: date, hijri: HijriCalendar) -> TypedDay:
    """The typed day; a usage error says why it is no day. ``05-06`` is 6 May here."""
    try:
        return _shown(Reading(MonthDay.parse(text)), today)
    except KeyError:
        pass
    try:
        return _shown(read_date(text, today=today, hijri=hijri), today)
    except DateError as fault:
        audience = Audience.of("", hijri=hijri)
        known = occasions.find(text, today=today, audience=audience)
        if fault.readings or not known:
            raise click.UsageError(str(fault)) from None
    if len(known) > 1:
        raise click.UsageError(f'"{text}" can mean {_listed(known)}: say which.')
    return _named(known[0], today)


def _shown(reading: Reading, today: date) -> TypedDay:
    """A date; what was before the common era is shown on its day of this year."""
    if reading.year is not None and reading.year < 1:
        on = reading.day.next_from(today)
        return TypedDay(on, notes=(f"{reading.words} is told on {reading.day.words}.",))
    on = reading.date_from(today)
    if reading.asked is None:
        return TypedDay(on)
    about = "about " if reading.computed else ""
    fell = day_words(on) if reading.on is not None else f"{reading.day.words} {reading.year}"
    return TypedDay(on, reading.asked.calendar, (f"{reading.words} is {about}{fell}.",))


def _named(known: KnownDay, today: date) -> TypedDay:
    """A recurring day, and when it comes next where it has passed."""
    shown = _shown(known.reading, today)
    falls = shown.notes[0] if shown.notes else f"{known.reading.words}."
    notes = [f"{known.occasion.words('en')}: {falls}"]
    if known.next and known.next != shown.on:
        notes.append(f"Next on {day_words(known.next)}.")
    return shown._replace(notes=tuple(notes))


def _listed(known: list[KnownDay]) -> str:
    """``Eid al-Fitr (1 Shawwal 1448) or Eid al-Adha (10 Dhu al-Hijjah 1448)``, at most six."""
    shown = [f"{day.occasion.names['en']} ({day.reading.words})" for day in known[:6]]
    more = [f"{len(known) - 6} others"] if len(known) > 6 else []
    return " or ".join([*shown, *more])
