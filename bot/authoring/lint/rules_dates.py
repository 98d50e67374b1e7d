"""Rules for dates in an entry's words: weekday, day, month and year agree with its own."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from bot.authoring.lint.findings import Note, Notes, warning
from bot.authoring.lint.rules_wording import own_words
from bot.dates import LEAP_DAY, MONTHS, WEEKDAYS, MonthDay
from bot.events import Event

_NAMES = re.compile("|".join([*MONTHS, *WEEKDAYS]))
_WEEKDAY = re.compile(
    rf"\b(?:(following|next|previous|last|each|every)\s+)?({'|'.join(WEEKDAYS)})\b"
)
_MONTH = "|".join(MONTHS)
_RELATED = "until till since before after by from to between and".split()
_BEFORE = "|".join(["in", "of", "on", "during", "early", "late", "mid", *_RELATED])
_DATE = re.compile(
    rf"\b(?:(?P<link>{_BEFORE})[\s-]+(?:the\s+)?)?"
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
    rf"(?P<month>{_MONTH})\b(?! Day\b)(?:\s+(?P<after>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?)?"
    r"(?:,?\s+(?P<year>\d{3,4})\b)?",
    re.IGNORECASE,
)
_OTHER_CALENDAR = re.compile(r"old.style|new.style|julian|gregorian|calendar", re.IGNORECASE)
_OLD_STYLE = re.compile(
    r"old.style|julian|calendar (?:then|still|of (?:the|that) time|in use)|"
    r"calendar that \w+(?: \w+)? used",
    re.IGNORECASE,
)
OLD_STYLE_SINCE, OLD_STYLE_UNTIL = (1582, 10, 15), (1923, 12, 31)  # Greece changed last
SKIPPED = range(5, 15)  # October 1582: the days that the new calendar left out


def date_words(event: Event) -> Notes:
    """Weekdays and dates in title and text that are not the entry's own, and its year repeated.

    An entry that speaks of calendars may name the dates of another one.
    """
    other = _OTHER_CALENDAR.search(event.title + event.text) is not None
    for key in ("title", "text"):
        text = getattr(event, key)
        if str(abs(event.year)) in text and re.search(rf"\b{abs(event.year)}\b", text):
            yield warning(key, f"repeats the year {abs(event.year)}, which every post tells")
        if not other and _NAMES.search(text):
            text = own_words(text)
            yield from _weekdays(event, key, text)
            yield from _other_dates(event, key, text)


def _weekdays(event: Event, key: str, text: str) -> Notes:
    for relative, named in _WEEKDAY.findall(text):
        true = weekday(event.year, event.day)
        if not relative and named != true:
            yield Note(key, f"names a {named}, but {event.date_words} was a {true}")


def _other_dates(event: Event, key: str, text: str) -> Notes:
    """Dates of the same year, or of none, that are not the day of the entry."""
    for found in _DATE.finditer(text):
        if found["month"][0].islower() or found[0] == found["month"]:
            continue  # the verb "may", or a name such as May Day
        if (found["link"] or "").lower() in _RELATED:
            continue  # "until 9 December" says of itself that it is another day
        if found["year"] and int(found["year"]) != abs(event.year):
            continue
        if not _is_own(found, event.day) and (_number(found) or _leads(found, key, text)):
            words = found[0].removeprefix(found["link"] or "").strip(" -")
            yield warning(key, f"names {words}, but the entry is told on {event.day.words}")


def _leads(found: re.Match[str], key: str, text: str) -> bool:
    """True if a month alone dates the event itself: in a title, as a beginning, by a weekday.

    "She succeeds Levi Eshkol, who died in February" dates something else.
    """
    before = text[: found.start()].rstrip().rpartition(" ")[2]
    return key == "title" or (found["link"] or "").istitle() or before in WEEKDAYS


def _number(found: re.Match[str]) -> str:
    return found["day"] or found["after"] or ""


def _is_own(found: re.Match[str], day: MonthDay) -> bool:
    number = _number(found)
    return found["month"] == MONTHS[day.month - 1] and (not number or int(number) == day.day)


def possible(event: Event, today: date | None) -> Iterator[Note]:
    """Days that the calendar of the time hardly had, and dates that are still to come."""
    if (event.year, event.day.month) == (1582, 10) and event.day.day in SKIPPED:
        yield warning("day", "5 to 14 October 1582 were left out where the new calendar began")
    if today is not None and event.moment > (today.year, today.month, today.day):
        yield Note("year", f"{event.date_words} has not come yet")
    for number, line in enumerate(event.corrections, 1):
        if today is not None and line.on > today:
            yield Note(f"corrections[{number}].on", f"{line.on} has not come yet")
    if today is not None and event.retracted is not None and event.retracted.on > today:
        yield Note("retracted.on", f"{event.retracted.on} has not come yet")


def old_style(event: Event) -> Notes:
    """A day that the words call an old-style one, after October 1582, without the key for it.

    A sentence that gives both the old-style date and the entry's day is fine.
    """
    if event.julian or not OLD_STYLE_SINCE <= event.moment <= OLD_STYLE_UNTIL:
        return
    for sentence in re.split(r"(?<=[.;]) ", f"{event.text} {event.context}"):
        dates = [found for found in _DATE.finditer(sentence) if _number(found)]
        if _OLD_STYLE.search(sentence) and all(_is_own(found, event.day) for found in dates):
            sentence = 'the words call the day an old-style one: say calendar = "julian"'
            yield warning("calendar", sentence)
            return


def weekday(year: int, day: MonthDay) -> str:
    """The name of the weekday of a date of history, in the calendar that the dataset uses.

    By the day number of the Julian calendar (Meeus, Astronomical Algorithms, chapter 7) where
    the date is a Julian one; 29 February 1700 is one, too.
    """
    julian = (year, *day) < (1582, 10, 15) or (day == LEAP_DAY and not calendar.isleap(year))
    if not julian:
        return WEEKDAYS[date(year, *day).weekday()]
    astronomical = year + (year < 0)
    shift = (14 - day.month) // 12
    y, m = astronomical + 4800 - shift, day.month + 12 * shift - 3
    number = day.day + (153 * m + 2) // 5 + 365 * y + y // 4 - 32083
    return WEEKDAYS[number % 7]
