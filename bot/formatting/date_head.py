"""The head of a day, in a post and on a page: its dates in the reader's calendars, its name."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from bot.calendars import SOLAR_RANGE, Calendar, HijriCalendar, ReaderCalendars, hijri, solar
from bot.i18n.languages import Html, Language


class Head(NamedTuple):
    """The calendars of the readers, and the words of the recurring day, empty for none."""

    calendars: ReaderCalendars = ReaderCalendars()
    occasion: str = ""


def dates_of(
    on: date, words: Language, *, calendars: ReaderCalendars, today: date | None = None
) -> list[Html]:
    """A date in each calendar of a reader, the first with its weekday; what is not sure is "about".

    With ``today``, Hijri dates to come that depend on a sighting are not sure either.
    """
    found = [
        _date_in(calendar, on, words=words, hijri_by=calendars.hijri, today=today)
        for calendar in calendars.order
    ]
    told = [text for text in found if text]
    own = calendars.order[0]
    if own is not Calendar.GREGORIAN and found[0]:
        told[0] = Html(f"{words.weekday(on)} {told[0]}")
    elif own is Calendar.GREGORIAN:
        told[0] = Html(words.date(on))
    return told


def _date_in(
    calendar: Calendar,
    on: date,
    *,
    words: Language,
    hijri_by: HijriCalendar,
    today: date | None,
) -> Html:
    """The date in one calendar, without a weekday; empty where the calendar does not reach."""
    if calendar is Calendar.GREGORIAN:
        return Html(words.date_alone(on))
    if calendar is Calendar.SOLAR:
        return Html(words.day_of(solar(on)) if SOLAR_RANGE[0] <= on <= SOLAR_RANGE[1] else "")
    day = hijri(on, hijri_by, today=today)
    if day is None:
        return Html("")
    told = words.day_of(day)
    return Html(told) if day.sure else words.text("about", day=told)
