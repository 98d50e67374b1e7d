"""Days counted from today: tomorrow, three days ago, next Friday."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from bot.calendars import SOLAR_YEARS, Calendar, CalendarDay, falls_on, month_length
from bot.date_parser import vocabulary
from bot.date_parser.kinds import NUMBERS, UNITS, Kind
from bot.date_parser.question import Question, ask
from bot.date_parser.result import DateError, Reading
from bot.date_parser.validation import Numbers, checked
from bot.dates import MonthDay, existed
from bot.text import folded

_SATURDAY = 5
_LONGEST_COUNT = 3  # digits after "before": more are a year
_DAY_OF_MONTH = re.compile(
    r"\d(?:st|nd|rd|th)\b|\b(?:first|second|third|\w+th) of\b|\b\w+م ماه\b"
    r"|\d (?:of|this|next|last|این|همین|من|اس)\b|\b(?:tareekh|tarikh|تاریخ|یوم|روز)\b"
)
"""What marks a number as the day of a month that is not named."""
_BACK = (Kind.AGO, Kind.LAST)
_UNITS = (*UNITS, Kind.COUNTED_DAYS)


def away(question: Question, found: re.Match[str]) -> Reading:
    """Today, tomorrow, yesterday and their like."""
    del found
    return _away(question, question.tokens[-1].value)


def today_in(question: Question, found: re.Match[str]) -> Reading | None:
    """This day of another year: ``on this day in 1979``."""
    year = question.token(found, "year")
    if year is None or question.tokens[0].value or not 2 < year.width <= 4:
        return None
    day = MonthDay.of(question.today)
    return Reading(day, year.value) if existed(year.value, day) else None


def years_or_months(question: Question, found: re.Match[str]) -> Reading | None:
    """This day so many years before today, or months before or after it, in the months of the
    person's own calendar; one where there is no number, or two where Arabic has its dual. None
    where no word for either was typed: ``before 1990``.
    """
    last = question.token(found, "last_count")
    if last is not None and last.width > _LONGEST_COUNT:
        return None
    if any(token.kind is Kind.NEAR_DAY and token.value for token in question.tokens):
        return None
    count = question.token(found, "count") or last
    number = (count and count.value) or (2 if question.says(vocabulary.DUALS) else 1)
    if question.says(vocabulary.MONTHS_COUNTED):
        return _months_away(question, number if _is_ahead(question) else -number)
    if not question.says_years or _is_ahead(question):
        return None
    day, year = MonthDay.of(question.today), question.today.year - number
    return Reading(day, year) if year >= 1 and existed(year, day) else None


def _months_away(question: Question, months: int) -> Reading:
    """This day some months away, or the last of a shorter month."""
    today = question.own_today
    is_solar = today.calendar is Calendar.SOLAR
    year, month = divmod(12 * today.year + today.month - 1 + months, 12)
    if year not in (SOLAR_YEARS if is_solar else range(1, 10_000)):
        raise DateError("That is too far from today.")
    if is_solar:
        length = month_length(Calendar.SOLAR, year, month=month + 1)
        on = falls_on(CalendarDay(Calendar.SOLAR, year, month + 1, min(today.day, length)))
    else:
        on = date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
    return Reading(MonthDay.of(on), None, on)


def day_of_near_month(question: Question, found: re.Match[str]) -> Reading | None:
    """A day of this month, the last or the next, in the person's own calendar; None where no word
    for a month was typed, or the number counts months or events: ``last 10 months``.
    """
    is_day = _DAY_OF_MONTH.search(folded(question.text))
    if not (is_day and question.says(vocabulary.MONTHS_COUNTED)):
        return None
    day = question.token(found, "day")
    assert day is not None
    today = question.own_today
    month = today.month - 1 + (Kind.NEXT in question.kinds) - (Kind.LAST in question.kinds)
    year = today.year + month // 12
    meant = Numbers(today.calendar, year, month % 12 + 1, day.value)
    on = checked(meant, question.today, hijri=question.hijri).date_from(question.today)
    return Reading(MonthDay.of(on), None, on)


def before_or_after(question: Question, found: re.Match[str]) -> Reading:
    """An Urdu word that means a day before and a day after today alike: asked back, unless the
    tense of the line says which.
    """
    del found
    days = question.tokens[0].value
    past, future = question.says(vocabulary.PAST), question.says(vocabulary.FUTURE)
    if past is not future:
        return _away(question, -days if past else days)
    raise ask(question, [_away(question, -days), _away(question, days)])


def next_or_last(question: Question, found: re.Match[str]) -> Reading:
    """Such a word after "last" or "next"."""
    del found
    days = question.tokens[1].value
    return _away(question, days if _is_ahead(question) else -days)


def counted(question: Question, found: re.Match[str]) -> Reading | None:
    """A number of days or weeks before or after today; one where there is no number."""
    del found
    if any(token.kind is Kind.NEAR_DAY and token.value for token in question.tokens):
        return None  # counted from another day than today
    count = next((t.value for t in question.tokens if t.kind in NUMBERS), 1)
    unit = next(t.value for t in question.tokens if t.kind in _UNITS)
    return _away(question, count * unit if _is_ahead(question) else -count * unit)


def week(question: Question, found: re.Match[str]) -> Reading:
    """A week before or after today; of this week, today. Urdu has one word for week and Saturday:
    asked back, where they are two days.
    """
    del found
    if Kind.THIS in question.kinds:
        return _away(question, 0)
    first, second = (token for token in question.tokens if token.kind is not Kind.NEAR_DAY)
    ahead = _is_ahead(question)
    a_week = _away(question, 7 if ahead else -7)
    if second.kind is not Kind.WEEK_OR_SATURDAY or first.kind not in (Kind.NEXT, Kind.LAST):
        return a_week
    saturday = (_SATURDAY - question.today.weekday()) % 7
    on_saturday = _away(question, (saturday or 7) if ahead else saturday - 7)
    if on_saturday == a_week:
        return a_week
    raise ask(question, [a_week, on_saturday])


def weekday_of_week(question: Question, found: re.Match[str]) -> Reading:
    """``Saturday next week``, or ``this week``: weeks begin on Saturday in Persian and Arabic, else
    on Monday.
    """
    del found
    wanted = next(token.value for token in question.tokens if token.kind is Kind.WEEKDAY)
    first = _SATURDAY if question.language in ("fa", "ar") else 0
    since, until = (question.today.weekday() - first) % 7, (wanted - first) % 7
    if Kind.THIS in question.kinds:
        return _away(question, until - since)
    return _away(question, until - since + (7 if _is_ahead(question) else -7))


def weekday(question: Question, found: re.Match[str]) -> Reading:
    """Next: the first after today; last: the last before it; alone, it may be either."""
    del found
    kinds = {token.kind: token.value for token in question.tokens}
    wanted = kinds.get(Kind.WEEKDAY, _SATURDAY)
    ahead = (wanted - question.today.weekday()) % 7
    if Kind.NEXT in kinds or Kind.LATER in kinds:
        return _away(question, ahead or 7)
    if Kind.LAST in kinds or Kind.AGO in kinds:
        return _away(question, ahead - 7)
    if Kind.THIS in kinds:
        return _away(question, ahead)
    raise ask(question, [_away(question, ahead - 7), _away(question, ahead)])


def _is_ahead(question: Question) -> bool:
    return not any(token.kind in _BACK for token in question.tokens)


def _away(question: Question, days: int) -> Reading:
    try:
        on = question.today + timedelta(days=days)
    except OverflowError:
        raise DateError("That is too far from today.") from None
    return Reading(MonthDay.of(on), None, on)
