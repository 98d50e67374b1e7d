"""A typed text with its day and its asker's calendars; and its one reading, or a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.calendars import Calendar, CalendarDay, HijriCalendar, solar
from bot.date_parser import vocabulary
from bot.date_parser.kinds import Token
from bot.date_parser.result import DateError, Reading
from bot.date_parser.tokenizer import LONGEST, tokens_of
from bot.date_parser.validation import Numbers, checked, current_year
from bot.dates import MonthDay
from bot.text import folded

USAGE = "Type a date such as 20 May, 20.5. or 2024-05-20, or one of today, tomorrow, yesterday."
_EASTERN = re.compile("[۰-۹]")
_NEAR_YEARS = {Calendar.SOLAR: 1300, Calendar.HIJRI: 1343}
"""The first year of a calendar that a number alone may mean."""


class Question:
    """A typed text as its tokens; the day on which it was typed, and the asker's calendars."""

    def __init__(self, text: str, today: date, *, language: str = "", hijri: HijriCalendar) -> None:
        self.text = text
        self.today = today
        self.language = language
        self.hijri = hijri
        self.tokens = tokens_of(text) if len(text.strip()) <= LONGEST else ()
        self.kinds = "".join(token.kind for token in self.tokens)

    @property
    def iranian(self) -> bool:
        """True if a year of two digits, or none, may be a solar one: by language or Iran's digits,
        which Urdu has too.
        """
        return self.language == "fa" or (not self.language and bool(_EASTERN.search(self.text)))

    @property
    def own_today(self) -> CalendarDay:
        """Today in the calendar by which the asker counts months and years from it."""
        if self.language == "fa":
            return solar(self.today)
        return CalendarDay(Calendar.GREGORIAN, *self.today.timetuple()[:3])

    @property
    def says_years(self) -> bool:
        """True if the text has a word for years, or one for this or the last."""
        return any(map(self.says, (vocabulary.YEARS, *vocabulary.NAMED_YEARS.values())))

    def says(self, words: str) -> bool:
        """True if the text has one of the words, which are separated by commas."""
        line = " ".join(re.findall(r"\w+", folded(self.text)))
        return any(f" {folded(word)} " in f" {line} " for word in words.split(", "))

    def token(self, found: re.Match[str], name: str) -> Token | None:
        """The token of a pattern's group."""
        start = found.start(name) if name in found.re.groupindex else -1
        return self.tokens[start] if start >= 0 else None

    def calendars_of(self, year: int) -> list[Calendar]:
        """The calendars in which a year of four digits is near; the language decides in Persian."""
        near = [calendar for calendar in _NEAR_YEARS if self._is_near(calendar, year)]
        if self.language == "fa" and Calendar.SOLAR in near:
            return [Calendar.SOLAR]
        if self.language in ("ur", "ar"):
            near = [calendar for calendar in near if calendar is not Calendar.SOLAR]
        return [*near, Calendar.GREGORIAN]

    def _is_near(self, calendar: Calendar, year: int) -> bool:
        last = current_year(calendar, self.today, hijri=self.hijri) + 1
        return _NEAR_YEARS[calendar] <= year <= last

    def unreadable(self) -> DateError:
        """The error of a text that is no date."""
        return DateError(
            "I cannot read {typed} as a date. {usage}", typed=quoted(self.text), usage=USAGE
        )


def quoted(text: str) -> str:
    """The typed text, in quotation marks, shortened."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= 40 else f'"{line[:40]}..."'


def only(question: Question, meant: Sequence[Numbers]) -> Reading:
    """The one reading that exists; DateError where there are more, or none."""
    readings: list[Reading] = []
    faults: list[DateError] = []
    for numbers in meant:
        try:
            readings.append(checked(numbers, question.today, hijri=question.hijri))
        except DateError as fault:
            faults.append(fault)
    unique = list(dict.fromkeys(readings))
    if len(unique) == 1:
        return unique[0]
    if unique:
        raise ask(question, unique)
    if not faults:
        raise question.unreadable()
    if all(min(numbers.month, numbers.day) > 12 for numbers in meant):
        raise _no_month(question, meant)
    raise faults[0]


def _no_month(question: Question, meant: Sequence[Numbers]) -> DateError:
    first, second = meant[0].day, meant[0].month
    near = [Reading(MonthDay(12, day)) for day in (first, second) if day <= 31]
    return DateError(
        "In {typed} neither {first} nor {second} can be a month. {usage}",
        typed=quoted(question.text),
        first=first,
        second=second,
        usage=USAGE,
        readings=list(dict.fromkeys(near)),
    )


def ask(question: Question, readings: Sequence[Reading]) -> DateError:
    """The question which of two or more readings is meant."""
    return DateError(
        "{typed} can mean {first} or {second}: say which.",
        typed=quoted(question.text),
        first=readings[0],
        second=readings[1],
        readings=readings,
    )
