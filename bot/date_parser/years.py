"""Reads a typed year, such as ``1979``, ``44 BC``, ``-44`` or ``۱۳۵۷``; or a month of one."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from bot.calendars import (
    HIJRI_YEARS,
    SOLAR_YEARS,
    Calendar,
    CalendarDay,
    HijriCalendar,
    month_name,
    told_as,
)
from bot.date_parser.kinds import ERAS, Kind, Token, any_of
from bot.date_parser.question import Question
from bot.date_parser.validation import current_year
from bot.dates import year_words
from bot.text import folded

_LATEST = 2100
_SHORT = 2  # digits
_YEAR = re.compile(
    any_of(Kind.IN, optional=True)
    + any_of(*ERAS, name="before", optional=True)
    + any_of(Kind.NUMBER, Kind.YEAR_BEFORE, name="year")
    + any_of(*ERAS, name="era", optional=True)
)
_MONTHS_DAYS = 31  # a number up to it, after a month, is a day
_CALENDARS = {Kind.SOLAR_ERA: Calendar.SOLAR, Kind.HIJRI_ERA: Calendar.HIJRI}
_SUFFIXES = {Calendar.SOLAR: " SH", Calendar.HIJRI: " AH"}


class Year(NamedTuple):
    """A year of a calendar, or one month of it; the number is negative where it is BCE."""

    calendar: Calendar
    number: int
    month: int = 0

    @property
    def words(self) -> str:
        """``1979``, ``44 BCE``, ``1357 SH`` or ``1445 AH``; ``May 1998``."""
        if self.month:
            whole = self.whole.words
            return f"{month_name(self.calendar, self.month)} {whole}"
        if self.calendar is Calendar.GREGORIAN:
            return year_words(self.number)
        return f"{self.number}{_SUFFIXES[self.calendar]}"

    @property
    def whole(self) -> Year:
        """The year of a month."""
        return self._replace(month=0)

    def gregorian(self, by: HijriCalendar = HijriCalendar.UMM_AL_QURA) -> tuple[int, int]:
        """The first and the last Gregorian year in which it lies: 1978 and 1979 for 1357 SH."""
        if self.calendar is Calendar.GREGORIAN:
            return self.number, self.number
        first, _ = told_as(CalendarDay(self.calendar, self.number, 1, 1), by=by)
        last, _ = told_as(CalendarDay(self.calendar, self.number, 12, 29), by=by)
        return first, last


def read_year(
    text: str,
    *,
    today: date,
    language: str = "",
    hijri: HijriCalendar = HijriCalendar.UMM_AL_QURA,
) -> tuple[Year, ...]:
    """The years that may be meant, or the one month; the likeliest first, none: it is no year.

    A written era is kept. Without one, the language decides in Persian, where a year such as 1357
    is a Solar one; elsewhere it can also be the Gregorian or the Hijri one.
    """
    question = Question(text, today, language=language, hijri=hijri)
    months = [token for token in question.tokens if token.kind is Kind.MONTH]
    if len(months) == 1:
        return _month(question, months[0])
    found = _YEAR.fullmatch(question.kinds)
    if found is None:
        return ()
    year = question.token(found, "year")
    era = question.token(found, "before") or question.token(found, "era")
    assert year is not None
    if year.width > 4 or year.value == 0:
        return ()
    if year.width <= _SHORT and not re.search(r"\d", folded(text)):
        return ()  # a small number in words alone is no year
    if year.kind is Kind.YEAR_BEFORE or (era and era.kind is Kind.BCE):
        return (Year(Calendar.GREGORIAN, -year.value),)
    if era is not None:
        calendars = [_CALENDARS.get(era.kind, Calendar.GREGORIAN)]
    elif year.width == _SHORT:
        return _short(year.value, question)
    else:
        known = year.width > _SHORT
        calendars = question.calendars_of(year.value) if known else [Calendar.GREGORIAN]
    years = [Year(calendar, year.value) for calendar in calendars]
    return tuple(found for found in years if _exists(found))


def _month(question: Question, month: Token) -> tuple[Year, ...]:
    """The month of a year, on whichever side of it the year is: ``May 1998``, ``بهمن ۵۷``."""
    found = _YEAR.fullmatch(question.kinds.replace(Kind.MONTH, ""))
    if found is None:
        return ()
    year, *rest = [t for t in question.tokens if t.kind in (Kind.NUMBER, Kind.YEAR_BEFORE)]
    eras = {_CALENDARS.get(t.kind, Calendar.GREGORIAN) for t in question.tokens if t.kind in ERAS}
    calendar = month.calendar or Calendar.GREGORIAN
    if rest or year.width > 4 or year.value == 0 or (eras and eras != {calendar}):
        return ()
    number = year.value
    if year.kind is Kind.YEAR_BEFORE or Kind.BCE in question.kinds:
        number = -number
    elif not eras and year.width <= _SHORT:
        if number <= _MONTHS_DAYS:
            return ()
        last = current_year(calendar, question.today, hijri=question.hijri)
        number = last - (last - number) % 100
    of = Year(calendar, number, month.value)
    return (of,) if number < 0 or _exists(of) else ()


def _short(number: int, question: Question) -> tuple[Year, ...]:
    """Two digits: the last year that ends on them, Solar in Persian, and the year as it stands."""
    calendar = Calendar.SOLAR if question.iranian else Calendar.GREGORIAN
    last = current_year(calendar, question.today, hijri=question.hijri)
    full = last - (last - number) % 100
    return Year(calendar, full), Year(Calendar.GREGORIAN, number)


def _exists(year: Year) -> bool:
    known = {Calendar.SOLAR: SOLAR_YEARS, Calendar.HIJRI: HIJRI_YEARS}
    return year.number in known.get(year.calendar, range(1, _LATEST + 1))
