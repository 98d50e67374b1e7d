"""Days counted from today: tomorrow, three days ago, next Friday."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.date_parser.kinds import NUMBERS, UNITS, Kind
from bot.date_parser.question import Question, ask
from bot.date_parser.result import DateError, Reading
from bot.dates import MonthDay, existed
from bot.text import folded

_SATURDAY = 5
_YEARS = re.compile(
    r"\byears?\b|\byrs?\b|\bسال\b|\bبرس\b|\bسنه\b|\bسنین\b|\bسنوات\b|\bعام|\bاعوام\b"
)
_BACK = (Kind.AGO, Kind.LAST)
_UNITS = (*UNITS, Kind.TWO_DAYS)


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


def years_ago(question: Question, found: re.Match[str]) -> Reading | None:
    """This day so many years ago; None where no word for years was typed."""
    count = question.token(found, "count")
    if count is None or not _YEARS.search(folded(question.text)):
        return None
    day, year = MonthDay.of(question.today), question.today.year - count.value
    return Reading(day, year) if year >= 1 and existed(year, day) else None


def before_or_after(question: Question, found: re.Match[str]) -> Reading:
    """An Urdu word that means a day before and a day after today alike: asked back."""
    del found
    days = question.tokens[0].value
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
    """A week before or after today. Urdu has one word for week and Saturday: asked back."""
    del found
    first, second = question.tokens
    ahead = _is_ahead(question)
    a_week = _away(question, 7 if ahead else -7)
    if second.kind is not Kind.WEEK_OR_SATURDAY or first.kind not in (Kind.NEXT, Kind.LAST):
        return a_week
    saturday = (_SATURDAY - question.today.weekday()) % 7
    raise ask(question, [a_week, _away(question, (saturday or 7) if ahead else saturday - 7)])


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
