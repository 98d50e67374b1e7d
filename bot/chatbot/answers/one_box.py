"""The meaning of a line of text: a date, a known day, a year, a subject, or a search. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.calendars import Calendar
from bot.chatbot.answers.phrases import begins
from bot.chatbot.answers.small_talk import asks_of_before, small_talk
from bot.chatbot.answers.subject_filter import is_narrower, subject_of
from bot.chatbot.callback_data import View
from bot.chatbot.requester import Requester
from bot.chatbot.search.index import NO_HITS, Hits
from bot.chatbot.search.vocabulary import meant
from bot.chatbot.search.words import is_small, words_of
from bot.dataset.occasions import KnownDay, Occasions
from bot.date_parser import DateError, Reading, Year, read_date, read_year
from bot.date_parser.kinds import WEEKDAYS, Kind
from bot.date_parser.tokenizer import count_before, tokens_of
from bot.dates import LEAP_DAY, MonthDay
from bot.text import folded, folded_words

MOST_WORDS = 14  # of a question; no date with a subject has more
LONGEST_QUERY = 100
SIGNS = "?!.,؟،۔"  # that are typed after a word
_BEFORE, _AFTER = ("greetings_sure", "before"), ("after",)
_OF_DATES = {Kind.NUMBER, *WEEKDAYS, Kind.MONTH, Kind.NEAR_DAY, Kind.BEFORE_OR_AFTER}
_MOST_AROUND = 4  # phrases at either end of a question that say nothing of its subject
_ABOUT = re.compile(
    r"\b(?:about|regarding|darbare(?: ?ye?)?|dar morede?|rajebe|"
    r"درباره(?: ی)?|در مورد|راجع به|عن|حول)\s"
)
_ABOUT_URDU = re.compile(folded(r" (?:کے|k|ke|kay) (?:بارے|bare|baare) (?:میں|mein|me)\b"))
_LONGEST_NAME = 6  # words of the name of a day
_DAY_FIRST = folded_words("روز یوم يوم اليوم عيد عید جشن")
_DAY_LAST = folded_words("day divas diwas ڈے")
_THAT = folded_words("that when که وقتی جب جس اللي الي الذي لما")
_DAY_WORDS = frozenset(
    words_of(
        "international national world global intl day days divas diwas "
        "روز جهانی ملی بین‌المللی بین المللی عید جشن یوم ڈے دن عالمی قومی بین الاقوامی "
        "يوم اليوم العالمي الدولي الوطني عيد"
    )
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """The meaning of a line. Where more than one field of days is filled, the person is asked.

    ``fault`` says why a date cannot be or reads two ways; ``also`` is a search that the line may
    mean as well. A subject alone is today's, with its ``query`` for a day that has nothing of it.
    ``only`` is the country's code or topic that the days or years are limited to. ``hits`` is what
    the search for the ``query`` found.
    """

    readings: tuple[Reading, ...] = ()
    only: str = ""
    fault: DateError | None = None
    known: tuple[KnownDay, ...] = ()
    years: tuple[Year, ...] = ()
    query: str = ""
    also: str = ""
    chat: str = ""
    hits: Hits = NO_HITS


def meaning_of(text: str, requester: Requester, occasions: Occasions) -> Meaning:
    """The meaning of a line: a date first, then a known day, a year, a subject, a search."""
    text = " ".join(text[: 2 * LONGEST_QUERY].split())
    if word := small_talk(text):
        return Meaning(chat=word)
    try:
        reading, only = dated(text, requester)
    except DateError as fault:
        if _is_in_numbers(text) and not _meant_as_name(text) and not years_in(text, requester):
            return Meaning(fault.readings, fault=fault)
        if (fault.readings or not _unread(fault)) and not _of_month(text, requester):
            short = _meant_as_name(text)
            return Meaning(fault.readings, _subject_at_end(text), fault, also=short)
        return _undated(text, requester, occasions)
    return Meaning((reading,), only, also=_meant_as_name(text))


def _is_in_numbers(text: str) -> bool:
    """True for numbers with signs between them alone, such as ``1/1/1/1``."""
    return bool(re.fullmatch(r"\d+(?:[\s/.:-]+\d+)+", folded(text)))


def _unread(fault: DateError) -> bool:
    """True if a line is no date at all."""
    return fault.template.startswith("I cannot read")


def _of_month(text: str, requester: Requester) -> bool:
    """True if a line that is no day is a month of a year: ``Bahman 57``."""
    return any(year.month for year in years_in(text, requester))


def years_in(text: str, requester: Requester) -> tuple[Year, ...]:
    """The years that a line may mean."""
    language = requester.language.code
    return read_year(text, today=requester.today, language=language, hijri=requester.hijri)


def _undated(text: str, requester: Requester, occasions: Occasions) -> Meaning:
    today, language, asked = requester.today, requester.language.code, asked_about(text)
    if count_before(said := asked.split()) == len(said):
        return Meaning(chat="random")  # give me ten events
    for line in dict.fromkeys((text, asked, _without_small_words(asked))):
        known = occasions.find(line, today=today, language=language, audience=requester.audience)
        if known:
            return Meaning(known=tuple(known))
        if years := years_in(line, requester):
            return Meaning(years=years)
        if limited := _years_about(line, requester):
            return limited
        if line != text and (meant := day_in(line, requester)):
            return meant
        if is_narrower(line):
            return Meaning(query=line[:LONGEST_QUERY])
        if subject := subject_of(line):
            return replace(today_about(requester, subject), query=line[:LONGEST_QUERY])
    if asks_of_before(text) and not any(token.kind in _OF_DATES for token in tokens_of(text)):
        return Meaning(chat="again")
    return Meaning(query=asked[:LONGEST_QUERY])


def day_in(line: str, requester: Requester) -> Meaning | None:
    """The day that is asked for, where the words of the question hid it: ``ok and tomorrow?``, or
    the question which of two, as for Urdu's word for both tomorrow and yesterday.
    """
    try:
        reading, only = dated(line, requester)
    except DateError as fault:
        return Meaning(fault.readings, fault=fault) if fault.readings else None
    return Meaning((reading,), only)


def _years_about(text: str, requester: Requester) -> Meaning | None:
    """Years and a country, or several years and a topic: ``the 90s in Iran``."""
    for years_text, subject in _parted(text):
        years = years_in(years_text, requester)
        if years and (subject.isupper() or years[0].last):
            return Meaning(years=years, only=subject)
    return None


def today_about(requester: Requester, subject: str) -> Meaning:
    """Today, and of it only what concerns a country or topic, if any."""
    return Meaning((_today(requester.today),), subject)


def _today(today: date) -> Reading:
    return Reading(MonthDay.of(today), None, today)


def dated(text: str, requester: Requester) -> tuple[Reading, str]:
    """The date and the subject in a line such as ``20 May war``; DateError without a date.

    The subject is a country's code, a topic, or empty.
    """
    try:
        return read(text, requester), ""
    except DateError as fault:
        whole = fault
    for date_text, subject in _parted(text):
        try:
            return read(date_text, requester), subject
        except DateError as fault:
            if fault.readings:
                raise
    raise whole


def read(text: str, requester: Requester) -> Reading:
    """The date that a line is; DateError if it is none."""
    language = requester.language.code
    return read_date(text, today=requester.today, language=language, hijri=requester.hijri)


def _parted(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a line that may be a date, where the rest is a subject, at either end."""
    words = text.split()[:MOST_WORDS]
    for count in range(len(words) - 1, 0, -1):
        for before, after in ((words[:count], words[count:]), (words[-count:], words[:-count])):
            for rest in _without_one_small(after):  # "20 May in Iran", "Iran on 20 May"
                if subject := subject_of(" ".join(rest)):
                    yield " ".join(before), subject


def _without_one_small(words: list[str]) -> Iterator[list[str]]:
    """The words, and without one at either end that every line has."""
    yield words
    if is_small(folded(words[0])):
        yield words[1:]
    if is_small(folded(words[-1])):
        yield words[:-1]


def asked_about(text: str) -> str:
    """The line as it was typed, without the words of a question around what is asked about."""
    words = text.strip(" ?؟!.۔").split()
    for _ in range(_MOST_AROUND):
        said = [folded(word).strip(SIGNS) for word in words]
        first = begins(said, _BEFORE) or count_before(words)
        first = first if first < len(words) else 0
        last = begins(said[: first - 1 if first else None : -1], _AFTER, backwards=True)
        words = words[first : len(words) - last] or words[first:]
    return " ".join(words) or text


def told_about(text: str) -> str:
    """What follows the "about" of a line, or goes before the Urdu one; empty without one."""
    if found := _ABOUT_URDU.search(folded(text)):
        return folded(text)[: found.start()]
    found = _ABOUT.search(folded(text))
    return folded(text)[found.end() :] if found else ""


def _without_small_words(text: str) -> str:
    return " ".join(w for w in text.split() if not is_small(folded(w).strip(SIGNS))) or text


def _meant_as_name(text: str) -> str:
    """A line in numbers that is also the name of an event, such as ``9/11``."""
    line = asked_about(text)
    phrase = " ".join(words_of(line))
    return line if re.fullmatch(r"[\d/.-]+", line) and meant(phrase) else ""


def _subject_at_end(text: str) -> str:
    words = text.split()
    return (subject_of(words[-1]) or "") if words else ""


def view_of(reading: Reading, today: date, *, only: str = "") -> View:
    """The page of a date that was read; the year or the calendar asked for is remembered."""
    on = reading.date_from(today)
    if (asked := reading.asked) is not None:
        kind = "s" if asked.calendar is Calendar.SOLAR else "h"
        kind = kind.upper() if reading.year is not None else kind
        return View(on, only=only, asked=f"{kind}{asked.year}-{asked.month}-{asked.day}")
    if reading.year is not None:
        return View(on, only=only, asked=f"y{reading.year}")
    leap = reading.day == LEAP_DAY and (on.month, on.day) != LEAP_DAY
    return View(on, only=only, asked="l" if leap else "")


def names_a_day(text: str) -> bool:
    """True if a line is the name of a recurring day, known or not: ``nurses day``, ``روز پرستار``,
    ``یوم اطفال``, ``يوم الممرض العالمي``; not of a day on which something was.
    """
    words = [folded(word) for word in asked_about(text).strip(" ?؟!.۔").split()]
    while words and is_small(words[-1]) and words[-1] not in _DAY_LAST:
        words.pop()
    is_told = not _THAT.isdisjoint(words)
    if is_told or not 1 < len(words) <= _LONGEST_NAME or re.search(r"\d", folded(text)):
        return False
    is_ended = words[-1] in _DAY_LAST or " ".join(words[-2:]) == folded("کا دن")
    return is_ended or words[0] in _DAY_FIRST


def named_after(text: str) -> list[str]:
    """The words of a day's name that say what it is of: ``nurses`` of ``world nurses day``."""
    words = words_of(asked_about(text))
    return [word for word in words if not is_small(word) and word not in _DAY_WORDS]
