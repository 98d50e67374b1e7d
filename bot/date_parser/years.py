"""Reads a typed year, such as ``1979``, ``44 BC``, ``-44`` or ``۱۳۵۷``; a month, of one or of all;
or several years, such as ``the 1990s``, ``19th century`` or ``1975 to 1990``.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from bot.calendars import HIJRI_YEARS, SOLAR_YEARS, Calendar, HijriCalendar
from bot.date_parser import vocabulary
from bot.date_parser.kinds import ERAS, Kind, Token, any_of
from bot.date_parser.periods import several_years
from bot.date_parser.question import Question
from bot.date_parser.validation import current_year
from bot.date_parser.vocabulary import SOLAR_ALONE
from bot.date_parser.year import CALENDARS, Year
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
    """The years that may be meant, the one month, or the one run of years; the likeliest first,
    none: it is no year.

    A written era is kept. Without one, the language decides in Persian, where a year such as 1357
    is a Solar one; elsewhere it can also be the Gregorian or the Hijri one.
    """
    question = Question(text, today, language=language, hijri=hijri)
    if near := _from_today(question):
        return (near,)
    if run := several_years(question):
        return (run,) if _exists(run) else ()
    month = next((token for token in question.tokens if token.kind is Kind.MONTH), None)
    typed = _typed(question)
    if typed is None:
        return _of_all_years(month, question) if month else ()
    found = _of_month(month, typed, question) if month else _alone(typed, question)
    return tuple(year for year in found if _exists(year))


def _from_today(question: Question) -> Year | None:
    """This year or month, the last or the next; of the person's own calendar."""
    ways = {Kind.LAST: -1, Kind.THIS: 0, Kind.NEXT: 1}
    if len(question.tokens) != 1 or (way := ways.get(question.tokens[0].kind)) is None:
        return None
    today = question.own_today
    if question.says_years:
        return Year(today.calendar, today.year + way)
    if question.says(vocabulary.MONTHS_COUNTED):
        return Year(today.calendar, 0, (today.month - 1 + way) % 12 + 1)
    return None


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
    calendar = CALENDARS.get(era, Calendar.GREGORIAN) if era else None
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


def _of_all_years(month: Token, question: Question) -> tuple[Year, ...]:
    """A month that stands alone, by a name that is no other word, or beside the word for month."""
    words = folded(question.text).split()
    others = question.kinds.replace(Kind.MONTH, "", 1).strip(Kind.IN)
    if others or (month.width and not question.says(vocabulary.MONTHS_COUNTED)):
        return ()
    if month.calendar is Calendar.SOLAR:
        sure = any(folded(name) in words for name in (*SOLAR_ALONE, "ماه", "month"))
    else:
        sure = max(map(len, words)) > _SHORT
    return (Year(month.calendar or Calendar.GREGORIAN, 0, month.value),) if sure else ()


def _last_on(digits: int, calendar: Calendar, question: Question) -> int:
    """The last year that ends on two digits."""
    last = current_year(calendar, question.today, hijri=question.hijri)
    return last - (last - digits) % 100


def _exists(year: Year) -> bool:
    known = {Calendar.SOLAR: SOLAR_YEARS, Calendar.HIJRI: HIJRI_YEARS}
    return year.number < 0 or year.number in known.get(year.calendar, range(1, _LATEST + 1))
