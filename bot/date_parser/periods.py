"""Reads several years: ``the 1990s``, ``19th century``, ``1975 to 1990``; in four languages."""

from __future__ import annotations

import re

from bot.calendars import Calendar
from bot.date_parser.kinds import ERAS, NUMBERS, Kind, Token, any_of
from bot.date_parser.question import Question
from bot.date_parser.validation import current_year
from bot.date_parser.year import CALENDARS, Year

_CENTURIES = range(1, 22)
_SHORT = 2  # digits
_START = any_of(Kind.IN, optional=True) + any_of(Kind.FROM, optional=True)
_ERA = any_of(*ERAS, name="era", optional=True)


def _numbered(unit: Kind) -> str:
    """A number with the word for what it counts, on either side."""
    before, after = any_of(*NUMBERS, name="before"), any_of(*NUMBERS, name="after")
    return f"(?:{before}{any_of(unit)}|{any_of(unit)}{after})"


_FROM_TO = re.compile(
    f"{_START}{any_of(*NUMBERS, name='first')}{any_of(Kind.TO, Kind.DASH)}"
    f"{any_of(*NUMBERS, name='last')}{any_of(Kind.TO, optional=True)}{_ERA}"
)
_CENTURY = re.compile(f"{_START}{_numbered(Kind.CENTURY)}{_ERA}")
_DECADE = re.compile(
    f"{_START}(?:{_numbered(Kind.DECADE)}|{any_of(Kind.NAMED_DECADE, name='named')}){_ERA}"
)


def several_years(question: Question) -> Year | None:
    """The run of years that is typed; None for anything else."""
    for form, read in ((_FROM_TO, _from_to), (_CENTURY, _century), (_DECADE, _decade)):
        if found := form.fullmatch(question.kinds):
            return read(question, found)
    return None


def _from_to(question: Question, found: re.Match[str]) -> Year | None:
    first, last = question.token(found, "first"), question.token(found, "last")
    assert first is not None
    assert last is not None
    era = question.token(found, "era")
    if not _is_bce(era) and min(first.width, last.width) <= _SHORT:
        return None  # 3-4 is a day
    return _run(_calendar(question, era, first.value), first.value, last.value, era)


def _century(question: Question, found: re.Match[str]) -> Year | None:
    number = question.token(found, "before") or question.token(found, "after")
    era = question.token(found, "era")
    assert number is not None
    if number.value not in _CENTURIES:
        return None
    calendar = CALENDARS.get(era.kind, Calendar.GREGORIAN) if era else Calendar.GREGORIAN
    return _run(calendar, 100 * number.value - 99, 100 * number.value, era)


def _decade(question: Question, found: re.Match[str]) -> Year | None:
    tokens = (question.token(found, name) for name in ("named", "before", "after"))
    number = next(filter(None, tokens))
    era = question.token(found, "era")
    if number.value % 10:
        return None
    if number.value >= 100:
        return _run(_calendar(question, era, number.value), number.value, number.value + 9, era)
    solar = question.iranian and era is None
    calendar = Calendar.SOLAR if solar else _calendar(question, era, number.value)
    this = current_year(calendar, question.today, hijri=question.hijri)
    start = this - (this - number.value) % 100
    return _run(calendar, start, start + 9, era)


def _calendar(question: Question, era: Token | None, year: int) -> Calendar:
    """The calendar of a run of years: by its era, or in Persian by its years."""
    if era is not None:
        return CALENDARS.get(era.kind, Calendar.GREGORIAN)
    return question.calendars_of(year)[0] if question.language == "fa" else Calendar.GREGORIAN


def _run(calendar: Calendar, first: int, last: int, era: Token | None) -> Year | None:
    """The years from one to another; before the common era they count down."""
    first, last = sorted((-first, -last) if _is_bce(era) else (first, last))
    return Year(calendar, first, last=last) if first < last else None


def _is_bce(era: Token | None) -> bool:
    return era is not None and era.kind is Kind.BCE
