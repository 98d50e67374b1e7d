"""Reads a typed date: its tokens held against a few patterns.

Never a guess: what reads two ways is refused with both readings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from bot.calendars import Calendar, HijriCalendar
from bot.date_parser.kinds import ERAS, NUMBERS, UNITS, WEEKDAYS, WEEKS, Kind, Token, any_of
from bot.date_parser.near_days import (
    away,
    before_or_after,
    counted,
    day_of_near_month,
    next_or_last,
    today_in,
    week,
    weekday,
    weekday_of_week,
    years_or_months,
)
from bot.date_parser.question import Question, only
from bot.date_parser.result import DateError, Reading
from bot.date_parser.validation import Numbers, current_year

_ERAS = {Kind.SOLAR_ERA: Calendar.SOLAR, Kind.HIJRI_ERA: Calendar.HIJRI}
_SATURDAY = 5
_NOT_SOLAR = frozenset({"ur", "ar"})


def read_date(
    text: str,
    *,
    today: date,
    language: str = "",
    hijri: HijriCalendar = HijriCalendar.UMM_AL_QURA,
) -> Reading:
    """The reading of a typed ``text``; ``today``, ``language`` and ``hijri`` are the person's own.

    The language decides only between calendars. DateError says in a sentence why it cannot be a
    date, or that it reads two ways.
    """
    question = Question(text, today, language=language, hijri=hijri)
    for form, read in _FORMS:
        if (found := form.fullmatch(question.kinds)) and (reading := read(question, found)):
            return reading
    raise question.unreadable()


# -- dates with the name of a month --


def _named(question: Question, found: re.Match[str]) -> Reading | None:
    month, day = question.token(found, "month"), question.token(found, "day")
    year = question.token(found, "year")
    era = question.token(found, "before") or question.token(found, "era")
    assert month is not None
    assert day is not None
    if year is not None and day.width > 2 >= year.width and year.kind is Kind.NUMBER:
        day, year = year, day  # 1403 Bahman 22
    if year is not None and not era and found.start("year") < found.start("day") and year.width < 3:
        return None  # 5 6 May
    calendar = month.calendar or Calendar.GREGORIAN
    if calendar is Calendar.SOLAR and Kind.WEEK_OR_SATURDAY in question.kinds:
        return None  # a week of a Solar date: in Persian the word is no Saturday
    if day.width > 2 or (year and year.width > 4):
        return None
    if era and (year is None or not _agrees(era, calendar, language=question.language)):
        return None
    years = _years(year, era, calendar=calendar, question=question)
    reading = only(question, [Numbers(calendar, y, month.value, day.value) for y in years])
    _check_weekday(question, found, reading=reading)
    return reading


def _of_either_month(question: Question, found: re.Match[str]) -> Reading | None:
    """A day of a month whose name two neighbouring months have: asked back."""
    month, day = question.token(found, "month"), question.token(found, "day")
    year = question.token(found, "year")
    assert month is not None
    assert day is not None
    if day.width > 2:
        return None
    years = _years(year, None, calendar=Calendar.GREGORIAN, question=question)
    months = (month.value, month.value % 12 + 1)
    meant = [Numbers(Calendar.GREGORIAN, y, m, day.value) for y in years for m in months]
    return only(question, meant)


def _agrees(era: Token, calendar: Calendar, *, language: str) -> bool:
    """True if a written era is that of the month's calendar; the Solar one is Hijri, too."""
    if era.kind is Kind.HIJRI_ERA and calendar is Calendar.SOLAR:
        return language not in _NOT_SOLAR
    return _ERAS.get(era.kind, Calendar.GREGORIAN) is calendar


def _years(
    year: Token | None, era: Token | None, *, calendar: Calendar, question: Question
) -> list[int | None]:
    """The years that may be meant: two digits may be short for four, unless an era is given."""
    if year is None:
        return [None]
    if year.kind is Kind.YEAR_BEFORE or (era and era.kind is Kind.BCE):
        return [-year.value] if calendar is Calendar.GREGORIAN else []
    kept = era is not None and calendar is not Calendar.SOLAR
    if year.width != 2 or kept:
        return [year.value]
    full: list[int | None] = [*_full_years(year.value, calendar, question=question)]
    # 61 is a Hijri year of history, too; nobody writes 92 CE without its era.
    return [*full, year.value] if calendar is Calendar.HIJRI else full


def _full_years(short: int, calendar: Calendar, *, question: Question) -> list[int]:
    """The last year that ends on two digits; of the coming one also the one a century before."""
    coming = current_year(calendar, question.today, hijri=question.hijri) + 1
    last = coming - (coming - short) % 100
    return [last, last - 100] if last == coming else [last]


def _check_weekday(question: Question, found: re.Match[str], *, reading: Reading) -> None:
    named = question.token(found, "weekday") or question.token(found, "weekday_after")
    if named is None or reading.year is None or reading.year < 1583:
        return
    wanted = _SATURDAY if named.kind is Kind.WEEK_OR_SATURDAY else named.value
    if reading.date_from(question.today).weekday() != wanted:
        raise DateError("The weekday and the date do not agree.", readings=[reading])


# -- dates in numbers --


def _numeric(question: Question, found: re.Match[str]) -> Reading | None:
    first, second = question.token(found, "first"), question.token(found, "second")
    third, era = question.token(found, "third"), question.token(found, "era")
    assert first is not None
    assert second is not None
    sign = found["sign"]
    if third is None:
        if era or max(first.width, second.width) > 2 or first.kind is Kind.YEAR_BEFORE:
            return None
        return only(question, list(_days(question, first.value, second.value, sign=sign)))
    widths = sorted(token.width for token in (first, second, third))
    if widths[1] > 2 or widths[2] > 4 or second.width > 2:
        return None
    orders = [o for o in _orders(first, second, third, sign=sign) if o[0].width > 1 or era]
    dates = [n for y, m, d in orders for n in _dates(question, y, m, d, era=era)]
    reading = only(question, dates) if dates else None
    if reading is not None:
        _check_weekday(question, found, reading=reading)
    return reading


def _days(question: Question, first: int, second: int, *, sign: str) -> Iterable[Numbers]:
    """Day first with points; either way with strokes, and in Iran's digits a solar date too."""
    for calendar in [Calendar.GREGORIAN, *[Calendar.SOLAR] * question.iranian]:
        yield Numbers(calendar, None, second, first)
        if sign != ".":
            yield Numbers(calendar, None, first, second)


def _orders(
    first: Token, second: Token, third: Token, *, sign: str
) -> list[tuple[Token, Token, Token]]:
    """Year, month and day in the orders that may be meant."""
    year_first = (first, second, third)
    day_first, month_first = (third, second, first), (third, first, second)
    if first.width > 2 or first.kind is Kind.YEAR_BEFORE:
        return [year_first]
    if sign == ".":
        return [day_first]
    return [day_first, month_first, *[year_first] * (third.width <= 2)]


def _dates(
    question: Question, year: Token, month: Token, day: Token, *, era: Token | None
) -> Iterable[Numbers]:
    for calendar in _calendars(question, year, era=era):
        for value in _numeric_years(question, year, calendar=calendar, era=era):
            yield Numbers(calendar, value, month.value, day.value)


def _numeric_years(
    question: Question, year: Token, *, calendar: Calendar, era: Token | None
) -> list[int]:
    if year.kind is Kind.YEAR_BEFORE or (era and era.kind is Kind.BCE):
        return [-year.value]
    if year.width == 2 and (era is None or calendar is Calendar.SOLAR):
        return _full_years(year.value, calendar, question=question)
    return [year.value]


def _calendars(question: Question, year: Token, *, era: Token | None) -> list[Calendar]:
    """The calendars that a year may be of: 1403 is near in the solar one, far in the Gregorian."""
    if era is not None:
        return [_ERAS.get(era.kind, Calendar.GREGORIAN)]
    if year.kind is Kind.YEAR_BEFORE:
        return [Calendar.GREGORIAN]
    if year.width <= 2:
        return [Calendar.GREGORIAN, *[Calendar.SOLAR] * question.iranian]
    return question.calendars_of(year.value)


# -- what is read, in the order in which it is tried --

_START = any_of(Kind.IN, optional=True) + any_of(Kind.DAY, optional=True)
_WEEKDAY = any_of(*WEEKDAYS, name="weekday", optional=True)
_WEEKDAY_AFTER = any_of(*WEEKDAYS, name="weekday_after", optional=True)
_DAY = any_of(*NUMBERS, name="day")
_MONTH = any_of(Kind.MONTH, name="month")
_EITHER_MONTH = any_of(Kind.EITHER_MONTH, name="month")
_BEFORE = any_of(Kind.BCE, Kind.CE, name="before", optional=True)
_YEAR = f"(?:{_BEFORE}{any_of(Kind.NUMBER, Kind.YEAR_BEFORE, name='year')})?"
_ERA = any_of(*ERAS, name="era", optional=True)
_CE = any_of(Kind.CE, optional=True)  # its letter is an ordinal's end, too
_DASH = any_of(Kind.DASH, optional=True)
_IN = any_of(Kind.IN, optional=True)
_FIRST_YEAR = any_of(Kind.NUMBER, name="year") + any_of(*ERAS, name="era", optional=True)
_THE_DAY = any_of(Kind.DAY, optional=True)
_COUNT = any_of(*NUMBERS, Kind.ONE)
_UNIT = any_of(*UNITS)
_AGO_TODAY = any_of(Kind.NEAR_DAY, optional=True)
_TODAY, _LAST_YEAR = any_of(Kind.NEAR_DAY), any_of(Kind.LAST)
_COUNTED = any_of(*NUMBERS, Kind.ONE, name="count", optional=True)
_LAST_COUNT = any_of(*NUMBERS, Kind.ONE, name="last_count")
_DIRECTION = any_of(Kind.LATER, Kind.AGO)
_FROM_TODAY = any_of(Kind.IN, Kind.LATER, Kind.AGO)
_TURN = any_of(Kind.NEXT, Kind.LAST)
_A_MONTH = any_of(Kind.NEXT, Kind.LAST, Kind.THIS)
_WEEK = f"(?:{any_of(*WEEKS)}(?:{_DIRECTION}|{_TURN})|{_TURN}{any_of(*WEEKS)})"
_THIS_WEEK = any_of(Kind.THIS) + any_of(*WEEKS)
_ANY_WEEKDAY = any_of(Kind.WEEKDAY)
_THIS = any_of(Kind.THIS, optional=True)
_SIGN = f"(?P<sign>{any_of(Kind.DASH, Kind.STROKE, Kind.POINT)})"
_YEAR_OR_DAY = any_of(Kind.NUMBER, Kind.YEAR_BEFORE, name="first")

Read = Callable[[Question, re.Match[str]], Reading | None]
_FORMS: tuple[tuple[re.Pattern[str], Read], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (f"{_START}{_WEEKDAY}{_DAY}{_CE}{_MONTH}{_YEAR}{_ERA}{_WEEKDAY_AFTER}", _named),
        (f"{_START}{_WEEKDAY}{_MONTH}{_DAY}{_DASH}{_YEAR}{_ERA}{_WEEKDAY_AFTER}", _named),
        (f"{_START}{_FIRST_YEAR}{_THE_DAY}(?:{_DAY}{_MONTH})", _named),
        (f"{_START}{_FIRST_YEAR}{_THE_DAY}(?:{_MONTH}{_DAY})", _named),
        (f"{_START}{_DAY}{_EITHER_MONTH}{_YEAR}", _of_either_month),
        (
            f"{_START}{_WEEKDAY}{_YEAR_OR_DAY}{_SIGN}{any_of(Kind.NUMBER, name='second')}"
            f"(?:(?P=sign){any_of(Kind.NUMBER, name='third')})?{_ERA}{_WEEKDAY_AFTER}",
            _numeric,
        ),
        (f"{_START}{any_of(Kind.NEAR_DAY)}", away),
        (f"{_START}{any_of(Kind.NEAR_DAY)}{_IN}{_YEAR}{_CE}", today_in),
        (f"{any_of(Kind.BEFORE_OR_AFTER)}", before_or_after),
        (f"{_TURN}{any_of(Kind.BEFORE_OR_AFTER)}", next_or_last),
        (
            f"{_AGO_TODAY}(?:{_FROM_TODAY}{_COUNT}{_UNIT}|{_COUNT}{_UNIT}{_DIRECTION}){_AGO_TODAY}",
            counted,
        ),
        (f"{_AGO_TODAY}{_COUNTED}{_DIRECTION}{_AGO_TODAY}", years_or_months),
        (f"{_AGO_TODAY}{_DIRECTION}{_LAST_COUNT}{_AGO_TODAY}", years_or_months),
        (f"{_LAST_YEAR}{_TODAY}|{_TODAY}{_LAST_YEAR}", years_or_months),
        (f"{_START}{_DAY}{_A_MONTH}", day_of_near_month),
        (f"{_START}{_A_MONTH}{_DAY}", day_of_near_month),
        (f"{_FROM_TODAY}{any_of(Kind.COUNTED_DAYS)}", counted),
        (f"{any_of(Kind.COUNTED_DAYS)}{_DIRECTION}", counted),
        (f"{any_of(Kind.LATER, Kind.AGO)}{any_of(Kind.DAY, *WEEKS)}{_AGO_TODAY}", counted),
        (f"{_START}{_ANY_WEEKDAY}{_IN}{_WEEK}|{_WEEK}{_IN}{_ANY_WEEKDAY}", weekday_of_week),
        (f"{_START}{_ANY_WEEKDAY}{_IN}{_THIS_WEEK}|{_THIS_WEEK}{_ANY_WEEKDAY}", weekday_of_week),
        (f"{_AGO_TODAY}{_WEEK}{_AGO_TODAY}|{_THIS_WEEK}", week),
        (
            f"{_START}{_THIS}(?:{any_of(Kind.NEXT, Kind.LAST, optional=True)}{_ANY_WEEKDAY}"
            f"|{_ANY_WEEKDAY}{any_of(Kind.NEXT, Kind.LAST, Kind.LATER, Kind.AGO)}"
            f"|{any_of(Kind.WEEK_OR_SATURDAY)})",
            weekday,
        ),
    )
)
