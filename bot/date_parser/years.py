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
_NUMBERS = (Kind.NUMBER, Kind.YEAR_BEFORE)
_YEAR = re.compile(
    any_of(Kind.IN, optional=True)
    + any_of(*ERAS, optional=True)
    + any_of(*_NUMBERS)
    + any_of(*ERAS, optional=True)
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


class _Typed(NamedTuple):
    """A year as it was typed: its number, negative where it is BCE, its digits, and the calendar
    of its era; None without one.
    """

    number: int
    width: int
    calendar: Calendar | None


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
    typed = _typed(question)
    if typed is None:
        return ()
    month = next((token for token in question.tokens if token.kind is Kind.MONTH), None)
    found = _of_month(month, typed, question) if month else _alone(typed, question)
    return tuple(year for year in found if _exists(year))


def _typed(question: Question) -> _Typed | None:
    """The year that was typed, alone or with a month on whichever side of it."""
    if _YEAR.fullmatch(question.kinds.replace(Kind.MONTH, "", 1)) is None:
        return None
    year = next(token for token in question.tokens if token.kind in _NUMBERS)
    era = next((token.kind for token in question.tokens if token.kind in ERAS), None)
    if year.width > 4 or year.value == 0:
        return None
    if year.kind is Kind.YEAR_BEFORE or era is Kind.BCE:
        return _Typed(-year.value, year.width, Calendar.GREGORIAN)
    calendar = _CALENDARS.get(era, Calendar.GREGORIAN) if era else None
    return _Typed(year.value, year.width, calendar)


def _alone(typed: _Typed, question: Question) -> list[Year]:
    """The years that a typed one may be. Two digits alone are the last year that ends on them,
    Solar in Persian, or the year as it stands.
    """
    number = typed.number
    if typed.width <= _SHORT and not re.search(r"\d", folded(question.text)):
        return []  # a small number in words alone is no year
    if typed.calendar is not None:
        return [Year(typed.calendar, number)]
    if typed.width == _SHORT:
        calendar = Calendar.SOLAR if question.iranian else Calendar.GREGORIAN
        return [
            Year(calendar, _last_on(number, calendar, question)),
            Year(Calendar.GREGORIAN, number),
        ]
    known = typed.width > _SHORT
    calendars = question.calendars_of(number) if known else [Calendar.GREGORIAN]
    return [Year(calendar, number) for calendar in calendars]


def _of_month(month: Token, typed: _Typed, question: Question) -> list[Year]:
    """The month of a year, ``May 1998``, ``بهمن ۵۷``; none where the number may be a day."""
    calendar = month.calendar or Calendar.GREGORIAN
    number = typed.number
    if typed.calendar not in (None, calendar):
        return []
    if typed.calendar is None and typed.width <= _SHORT:
        if number <= _MONTHS_DAYS:
            return []
        number = _last_on(number, calendar, question)
    return [Year(calendar, number, month.value)]


def _last_on(digits: int, calendar: Calendar, question: Question) -> int:
    """The last year that ends on two digits."""
    last = current_year(calendar, question.today, hijri=question.hijri)
    return last - (last - digits) % 100


def _exists(year: Year) -> bool:
    known = {Calendar.SOLAR: SOLAR_YEARS, Calendar.HIJRI: HIJRI_YEARS}
    return year.number < 0 or year.number in known.get(year.calendar, range(1, _LATEST + 1))
