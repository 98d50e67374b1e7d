"""Days of the year, dates of history, and the dates that people type. No clock: time is given."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.errors import OnThisDayError

MONTHS = (
    "January February March April May June July August September October November December"
).split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
GREGORIAN_SINCE = (1582, 10, 15)
"""The first day of the Gregorian calendar; dates before it are Julian, as histories give them."""


class MonthDay(NamedTuple):
    """A day of the year, 29 February among them. Sorts as the year runs."""

    month: int
    day: int

    def __str__(self) -> str:
        """``05-20``, as the dataset writes it."""
        return f"{self.month:02}-{self.day:02}"

    @property
    def words(self) -> str:
        """``20 May``."""
        return f"{self.day} {MONTHS[self.month - 1]}"

    @classmethod
    def of(cls, day: date) -> MonthDay:
        """The day of the year of a date."""
        return cls(day.month, day.day)

    @classmethod
    def parse(cls, text: str) -> MonthDay:
        """``05-20`` as the dataset writes it; KeyError for anything else."""
        return _by_text()[text]

    def in_year(self, year: int) -> date:
        """This day in a year from 1 on; 29 February is kept on the 28th where there is none."""
        if self == LEAP_DAY and not calendar.isleap(year):
            return date(year, 2, 28)
        return date(year, self.month, self.day)

    def next_from(self, today: date) -> date:
        """The first date from ``today`` on that falls on this day."""
        this_year = self.in_year(today.year)
        return this_year if this_year >= today else self.in_year(today.year + 1)


LEAP_DAY = MonthDay(2, 29)


def every_day() -> Iterator[MonthDay]:
    """All 366 days, in order."""
    for month, length in enumerate(LONGEST, 1):
        for day in range(1, length + 1):
            yield MonthDay(month, day)


@cache
def _by_text() -> dict[str, MonthDay]:
    return {str(day): day for day in every_day()}


def told_on(day: date) -> tuple[MonthDay, ...]:
    """The days whose events are told on a date: its own, and on 28 February of a common year
    also 29 February, so that what happened on a leap day is told every year.
    """
    own = MonthDay.of(day)
    if own == (2, 28) and not calendar.isleap(day.year):
        return (own, LEAP_DAY)
    return (own,)


def is_julian(year: int, day: MonthDay) -> bool:
    """Whether a date of history is given in the Julian calendar."""
    return (year, *day) < GREGORIAN_SINCE


def existed(year: int, day: MonthDay) -> bool:
    """Whether the day existed in that year's own calendar. Years BCE are negative, 0 is none.

    1700 still had a 29 February where the Julian calendar held (Britain, Russia), so it is
    possible; 1800 and 1900 are not.
    """
    if year == 0:
        return False
    if day != LEAP_DAY:
        return True
    if year < 0:
        return (year + 1) % 4 == 0
    return year % 4 == 0 if year <= 1700 else calendar.isleap(year)


def years_since(year: int, now: int) -> int:
    """Whole years from a year of history to ``now``; there is no year 0 between -1 and 1."""
    return now - year - (1 if year < 0 else 0)


def year_words(year: int) -> str:
    """``1983``, or ``44 BCE``; a year of one or two digits is marked, as ``70 CE``."""
    if year < 0:
        return f"{-year} BCE"
    return f"{year} CE" if year < 100 else str(year)


def day_words(day: date) -> str:
    """``Thursday 20 May 2027``."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def local_date(now: datetime, zone: ZoneInfo) -> date:
    """The date in a zone at an instant (aware)."""
    return now.astimezone(zone).date()


class Reading(NamedTuple):
    """What a typed date means: a day of the year, and the year if one was given."""

    day: MonthDay
    year: int | None = None

    @property
    def words(self) -> str:
        """``20 May`` or ``20 May 2024``."""
        return self.day.words if self.year is None else f"{self.day.words} {year_words(self.year)}"


class DateError(OnThisDayError):
    """What a person typed is no date, or reads two ways.

    ``readings`` are what may have been meant: days to offer, best first; may be empty.
    """

    def __init__(self, sentence: str, *, readings: Sequence[Reading] = ()) -> None:
        self.readings = tuple(readings)
        super().__init__(sentence)


USAGE = "Type a date such as 20 May, 20.5. or 2024-05-20, or one of today, tomorrow, yesterday."
_RELATIVE = {"yesterday": -1, "today": 0, "tomorrow": 1}
_MONTH = r"(?P<name>[a-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>\d{1,4})(?:\s*(?P<era>bce?|ce|ad))?)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}{_YEAR}",
        rf"{_MONTH}\s+(?:the\s+)?{_DAY}{_YEAR}",
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"(?P<month>\d\d)-(?P<day>\d\d)",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.?(?:\s?(?P<year>\d{4}))?",
    )
)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?")


def read_date(text: str, *, today: date) -> Reading:
    """What a person means by ``text``, typed in English; ``today`` is the person's own.

    DateError says in a sentence why it cannot be a date, or that it reads two ways.
    """
    typed = " ".join(text.lower().split()).rstrip("!?")
    if typed in _RELATIVE:
        day = today + timedelta(days=_RELATIVE[typed])
        return Reading(MonthDay.of(day))
    if slashed := _SLASHED.fullmatch(typed):
        return _slashed(typed, *slashed.groups())
    for form in _FORMS:
        if (found := form.fullmatch(typed)) and (reading := _reading(found)):
            return reading
    raise DateError(f"I cannot read {_quoted(text)} as a date. {USAGE}")


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= 40 else f'"{line[:40]}..."'


def _reading(found: re.Match[str]) -> Reading | None:
    """The date of a match, or None if its word is no month."""
    parts = found.groupdict()
    month = _month(parts["name"]) if parts.get("name") else int(parts["month"])
    if month is None:
        return None
    year = int(parts["year"]) if parts.get("year") else None
    if year is not None and (parts.get("era") or "").startswith("b"):
        year = -year
    return _checked(month, int(parts["day"]), year)


def _month(name: str) -> int | None:
    """The month that a word of three or more letters begins (``sept`` too)."""
    for number, month in enumerate(MONTHS, 1):
        if month.lower().startswith(name):
            return number
    return None


def _checked(month: int, day: int, year: int | None) -> Reading:
    if not 1 <= month <= 12:
        raise DateError(f"There is no month {month}: months run from 1 to 12. {USAGE}")
    name, longest = MONTHS[month - 1], LONGEST[month - 1]
    if not 1 <= day <= longest:
        near = MonthDay(month, longest if day else 1)
        raise DateError(
            f"There is no {day} {name}: {name} has {longest} days.", readings=[Reading(near)]
        )
    reading = Reading(MonthDay(month, day), year)
    if year == 0:
        raise DateError("There is no year 0: 1 BCE is followed by the year 1.")
    if year is not None and not existed(year, reading.day):
        raise DateError(
            f"There was no {reading.words} in the calendar of that time.",
            readings=[Reading(reading.day)],
        )
    return reading


def _slashed(typed: str, first: str, second: str, year: str | None) -> Reading:
    """``5/20`` and ``20/5`` read one way; ``5/6`` reads two, and ``6/6`` is the same in both."""
    a, b = int(first), int(second)
    given = int(year) if year else None
    if a > 12 and b > 12:
        raise DateError(f"In {typed} neither {a} nor {b} can be a month. {USAGE}")
    if a > 12 or (a <= 12 and a == b):
        return _checked(b, a, given)
    if b > 12:
        return _checked(a, b, given)
    readings = [_checked(b, a, given), _checked(a, b, given)]
    raise DateError(
        f"{typed} can mean {readings[0].words} or {readings[1].words}: type the month as a word.",
        readings=readings,
    )
