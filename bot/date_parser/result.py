"""The meaning of a typed date, or the reason why it has none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bot.calendars import Calendar, CalendarDay, month_name
from bot.dates import MonthDay, year_words
from bot.errors import OnThisDayError


class Reading(NamedTuple):
    """The meaning of a typed date: a day of the year, and the year if one was given.

    ``on`` is the one date that is meant, for ``tomorrow`` and for the other calendars; ``asked``
    is the date in the calendar in which it was typed, where that is not the Gregorian one.
    """

    day: MonthDay
    year: int | None = None
    on: date | None = None
    asked: CalendarDay | None = None

    @property
    def words(self) -> str:
        """``20 May``, ``20 May 2024`` or ``31 Ordibehesht 1403``."""
        if self.asked is not None:
            return self.asked.words
        return self.day.words if self.year is None else f"{self.day.words} {year_words(self.year)}"

    @property
    def computed(self) -> bool:
        """True if the Gregorian day is computed, give or take a day or two."""
        return self.asked is not None and not self.asked.sure

    def date_from(self, today: date) -> date:
        """The date to show: the one that is meant, or the next on that day of the year."""
        if self.on is not None:
            return self.on
        if self.year is not None and self.year >= 1:
            return self.day.in_year(self.year)
        return self.day.next_from(today)


class MonthName(NamedTuple):
    """A month of a calendar, in a sentence."""

    calendar: Calendar
    month: int


Value = int | str | Reading | MonthName


class DateError(OnThisDayError):
    """A typed text that is no date, or reads two ways.

    ``template`` with ``values`` is the sentence, so that it can be given in any language.
    ``readings`` are what may have been meant: days to offer, best first; may be empty.
    """

    def __init__(self, template: str, *, readings: Sequence[Reading] = (), **values: Value) -> None:
        self.template = template
        self.values = values
        self.readings = tuple(readings)
        super().__init__(template.format(**{name: _words(v) for name, v in values.items()}))


def _words(value: Value) -> str:
    if isinstance(value, MonthName):
        return month_name(*value)
    return value.words if isinstance(value, Reading) else str(value)
