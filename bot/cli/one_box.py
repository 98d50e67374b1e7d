"""One box in the terminal: any line that is typed is read as in the chat, and answered in text."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

import click

from bot.calendars import Calendar, ReaderCalendars
from bot.chatbot.answers.inside_line import understood
from bot.chatbot.answers.lists import entries_of_year
from bot.chatbot.answers.one_box import Meaning, names_a_day
from bot.chatbot.answers.remembered import remembered
from bot.chatbot.answers.subject_filter import concerns, subject_name
from bot.chatbot.answers.typed_language import typed_language
from bot.chatbot.requester import Requester
from bot.chatbot.search.index import Index
from bot.dataset import Dataset
from bot.dataset.occasion import Occasion
from bot.dataset.occasions import KnownDay
from bot.date_parser import Reading, Year
from bot.dates import MonthDay, day_words
from bot.events import Event
from bot.formatting import terminal
from bot.i18n.languages import language

USAGE = (
    "Type a date, a known day, a year, a country, a topic or words to search for, such as: "
    "20 May, Nowruz, 1979, Iran, moon landing."
)
UNKNOWN = (
    'I have no entry about "{}". Do you know the date? Type it, such as 20 May or 20 May 1983; or '
    "another spelling, a year, a country or a topic."
)
UNKNOWN_DAY = (
    'I do not know on which date "{}" is. Do you? Type the date, such as 12 May, and I show what '
    "happened on it."
)
CHAT = {
    "thanks": "You are welcome! ",
    "goodbye": "Goodbye! ",
    "complaint": "I am sorry that I did not help. ",
    "bot": "I am a program that looks entries up, each with its sources. ",
    "beyond": "That I cannot do: I know only history. ",
    "again": "Each line is read by itself: name what you ask about. ",
    "privacy": "Nothing that you type here is kept. ",
}
MOST = 6  # readings that a question lists


class TypedDay(NamedTuple):
    """The date to show, the calendar it was given in, and what the person asked for beside it."""

    on: date
    calendar: Calendar = Calendar.GREGORIAN
    notes: tuple[str, ...] = ()
    year: int | None = None
    only: str = ""
    known: Occasion | None = None


class OneBox:
    """Answers lines in English from a dataset; a usage error says what cannot be answered."""

    def __init__(self, dataset: Dataset, requester: Requester, *, width: int) -> None:
        self._dataset = dataset
        self._requester = requester
        self._width = width

    def answer(self, text: str) -> str:
        """The page of a day, the entries of a year or of a search, or one entry."""
        code = typed_language(text, "en") or "en"
        requester = replace(self._requester, language=language(code))
        meant = self._meaning(text, requester)
        if meant.readings and meant.fault is None:
            return self._day(_shown(meant.readings[0], requester.today)._replace(only=meant.only))
        if len(meant.known) == 1:
            return self._day(_named(meant.known[0], requester.today))
        if len(meant.years) == 1:
            return self._year(meant.years[0], meant.only)
        if meant.query:
            return self._searched(text, meant)
        if meant.chat == "random":
            return self._entry(random.choice([e for e in self._dataset if e.retracted is None]))
        raise click.UsageError(self._question(text, meant))

    def _meaning(self, text: str, requester: Requester) -> Meaning:
        """As in the chat; ``05-06`` is 6 May here."""
        try:
            return Meaning((Reading(MonthDay.parse(text)),))
        except KeyError:
            return understood(text, requester, self._dataset, lambda: self._index)

    def _question(self, text: str, meant: Meaning) -> str:
        """The question which of several is meant; the usage for small talk."""
        if meant.fault is not None:
            event = next(iter(self._index.find(meant.also)), None) if meant.also else None
            named = f' Or "{event.title}": onthisday date {event.year}.' if event else ""
            return f"{meant.fault}{named}"
        if meant.known:
            return f'"{text}" can mean {_listed(meant.known)}: say which.'
        if meant.years:
            listed = " or ".join(year.words for year in meant.years)
            return f'"{text}" can mean {listed}: say which.'
        return CHAT.get(meant.chat, "") + USAGE

    def _day(self, asked: TypedDay) -> str:
        requester = self._requester
        told = self._dataset.told_on(asked.on, calendar=asked.calendar, hijri=requester.hijri)
        events = [event for event in told if concerns(event, asked.only)]
        first = self._first(asked, events)
        notes, nothing = list(asked.notes), terminal.NOTHING
        if asked.only:
            name = subject_name(asked.only, language("en"))
            notes.append(f"Only: {name}.")
            if told:
                nothing = f"Nothing about {name} on this day; other entries: {len(told)}."
        return terminal.day_page(
            [*first, *(event for event in events if event not in first)],
            asked.on,
            width=self._width,
            calendars=ReaderCalendars.of("en", hijri=requester.hijri),
            days=self._days(asked),
            notes=notes,
            nothing=nothing,
        )

    def _first(self, asked: TypedDay, events: Sequence[Event]) -> list[Event]:
        """The entries of the year asked for, or the one that a recurring day remembers."""
        if asked.year is not None:
            return [event for event in events if event.year == asked.year]
        found = remembered(asked.known, events, index=self._index) if asked.known else None
        return [found] if found else []

    def _days(self, asked: TypedDay) -> list[str]:
        found = self._dataset.occasions.on(asked.on, self._requester.audience)
        return [occasion.words("en") for occasion in found if occasion is not asked.known]

    def _year(self, year: Year, only: str) -> str:
        found = entries_of_year(self._dataset, year, by=self._requester.hijri, only=only)
        about = f" about {subject_name(only, language('en'))}" if only else ""
        if not found:
            raise click.UsageError(f"No entry{about} is of {year.words}.")
        head = f"{year.words}: {_count(found)}{about}"
        return terminal.list_page(head, found, width=self._width)

    def _searched(self, text: str, meant: Meaning) -> str:
        query, hits = meant.query, meant.hits
        if not hits.events:
            raise click.UsageError((UNKNOWN_DAY if names_a_day(text) else UNKNOWN).format(text))
        if hits.sole:
            return self._entry(hits.events[0])
        head = f'Nothing found for exactly "{query}". The nearest:'
        if hits.whole:
            head = f'{_count(hits.events)} for "{query}"'
        return terminal.list_page(head, hits.events, width=self._width)

    def _entry(self, event: Event) -> str:
        return terminal.entry_page(event, self._requester.today, width=self._width)

    @cached_property
    def _index(self) -> Index:
        return Index(self._dataset)


def _shown(reading: Reading, today: date) -> TypedDay:
    """A date; one before the common era is shown on its day of this year."""
    if reading.year is not None and reading.year < 1:
        on = reading.day.next_from(today)
        return TypedDay(on, notes=(f"{reading.words} is told on {reading.day.words}.",))
    on = reading.date_from(today)
    if reading.asked is None:
        return TypedDay(on, year=reading.year)
    about = "about " if reading.computed else ""
    fell = day_words(on) if reading.on is not None else f"{reading.day.words} {reading.year}"
    note = f"{reading.words} is {about}{fell}."
    return TypedDay(on, reading.asked.calendar, (note,), reading.year)


def _named(known: KnownDay, today: date) -> TypedDay:
    """A recurring day, and when it comes next where it has passed."""
    shown = _shown(known.reading, today)
    falls = shown.notes[0] if shown.notes else f"{known.reading.words}."
    notes = [f"{known.occasion.words('en')}: {falls}"]
    if known.next and known.next != shown.on:
        notes.append(f"Next on {day_words(known.next)}.")
    return shown._replace(notes=tuple(notes), known=known.occasion)


def _listed(known: Sequence[KnownDay]) -> str:
    """``Eid al-Fitr (1 Shawwal 1448) or Eid al-Adha (10 Dhu al-Hijjah 1448)``, at most six."""
    shown = [f"{day.occasion.names['en']} ({day.reading.words})" for day in known[:MOST]]
    more = [f"{len(known) - MOST} others"] if len(known) > MOST else []
    return " or ".join([*shown, *more])


def _count(events: Sequence[Event]) -> str:
    return "1 entry" if len(events) == 1 else f"{len(events)} entries"
