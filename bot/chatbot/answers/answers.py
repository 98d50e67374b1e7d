"""The answers: what a person asked for, from the dataset. No Telegram objects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from bot.chatbot.answers.days import Days
from bot.chatbot.answers.entry_page import entry_page
from bot.chatbot.answers.inline import InlineEntries
from bot.chatbot.answers.inside_line import understood
from bot.chatbot.answers.lists import Lists
from bot.chatbot.answers.message import Answer, in_rows
from bot.chatbot.answers.one_box import (
    LONGEST_QUERY,
    Meaning,
    asked_about,
    meaning_of,
    view_of,
)
from bot.chatbot.answers.questions import (
    LONGEST_QUOTE,
    examples,
    known_view,
    title_button,
    unknown,
    which_calendar,
    which_date,
    which_day,
    which_language,
    which_year,
)
from bot.chatbot.answers.subject_filter import concerns, subject_name, subject_of
from bot.chatbot.answers.talk_likeness import SURE, talk_like
from bot.chatbot.answers.typed_language import typed_language
from bot.chatbot.callback_data import (
    LANGUAGE,
    RANDOM,
    REPORT,
    Form,
    View,
)
from bot.chatbot.requester import Requester
from bot.chatbot.search.index import Hits, Index
from bot.chatbot.timezones import find_zone, zone_words
from bot.dataset import Dataset
from bot.date_parser import Year, read_year
from bot.events import Event
from bot.i18n.languages import CODES, language
from bot.post import Button
from bot.text import shortened

_CHAT = {
    "thanks": "welcome",
    "goodbye": "goodbye",
    "complaint": "complaint",
    "bot": "about_bot",
    "beyond": "only_history",
    "again": "say_again",
    "privacy": "privacy",
}
"""The text that answers each kind of small talk; the others have pages of their own."""
_ASKED_BACK = ("bot", "again")  # answered with examples of what may be typed
_CHEERFUL = {"science", "technology", "exploration", "arts", "sport", "health"}
_GRIM = {"war", "disaster", "politics"}
LONGEST_TEXT = 6 * LONGEST_QUERY  # letters of a message that are read: a few sentences


class Answers:
    """Answers questions from the dataset as it is now."""

    def __init__(self, dataset: Callable[[], Dataset], *, rng: Random | None = None) -> None:
        self._dataset = dataset
        self._rng = rng or Random()
        self._lists = Lists(dataset)
        self._days = Days(dataset, index=lambda: self._lists.index)
        self._inline = InlineEntries(dataset, self._days, index=lambda: self._lists.index)

    # -- days --

    def today(self, requester: Requester, subject: str = "", *, days: int = 0) -> Answer:
        """The events of the requester's today, or of so many days from it."""
        on = requester.today + timedelta(days=days)
        only = subject_of(subject) if subject.strip() else ""
        if only is None:
            return Answer(requester.language.text("no_subject", subject=_short(subject)))
        return self.view(requester, View(on, only=only), note=_zone_note(requester))

    def on_date(self, requester: Requester, text: str) -> Answer:
        """The events of the date that a person typed; any other line as ``answer`` has it."""
        if not text.strip():
            return Answer(requester.language.text("which_date"))
        return self.answer(requester, text)

    def view(self, requester: Requester, view: View, *, note: str = "") -> Answer:
        """A page of a day, with the buttons that lead on from it."""
        return self._days.view(requester, view, note=note)

    def pick(self, requester: Requester, view: View, *, form: Form[str]) -> Answer:
        """The page again, asking which entry: whose sources, or which to report?"""
        return self._days.pick(requester, view, form=form)

    def lead(self, requester: Requester, on: date) -> Answer:
        """The first entry of a day, with its sources; the day where there is none."""
        events = self._days.pages(requester, View(on))[0].events
        return self.entry(requester, events[0].id) if events else self.view(requester, View(on))

    # -- the one box --

    def reads(self, requester: Requester, text: str) -> bool:
        """True if a text names a date, one way or two, a known day, a year or a subject."""
        meant = meaning_of(text, requester, self._dataset().occasions)
        return bool(meant.readings or meant.known or meant.years)

    def answer(self, requester: Requester, text: str) -> Answer:
        """The answer to any line, in the language in which it was typed; see ``_answer``.

        A language that the person did not choose gives way, with a button to keep the typed one.
        """
        text = text[:LONGEST_TEXT]
        code = typed_language(text, requester.language.code)
        if requester.own_language or not code:
            return self._answer(requester, text)
        typed = language(code)
        answer = self._answer(replace(requester, language=typed), text)
        keep = Button(typed.label("keep_language"), LANGUAGE.data(code))
        return Answer(answer.text, (*answer.rows, (keep,)))

    def _answer(self, requester: Requester, text: str) -> Answer:
        """The answer to any line: of a date, a known day, a year, a subject, or a search."""
        meant = understood(text, requester, self._dataset(), lambda: self.index)
        if meant.chat:
            return self._chat(requester, meant.chat)
        if meant.fault is not None:
            return which_date(requester, meant, named=self._named(meant.also))
        if meant.readings:
            return self._dated(requester, meant)
        if meant.known:
            return self._known(requester, meant)
        if meant.years:
            return self._years(requester, meant.years, only=meant.only)
        return self._searched(requester, meant, text)

    def _chat(self, requester: Requester, kind: str) -> Answer:
        """The answer to small talk."""
        if key := _CHAT.get(kind):
            rows = examples(requester) if kind in _ASKED_BACK else ()
            return Answer(requester.language.text(key), rows)
        return {
            "random": self.random,
            "cheerful": self._cheerful,
            "language": which_language,
            "calendar": which_calendar,
        }.get(kind, self.help)(requester)

    def _dated(self, requester: Requester, meant: Meaning) -> Answer:
        """The page of a date, with a button to the event that has the date as its name."""
        reading = meant.readings[0]
        counted = reading.on is not None and reading.asked is None
        note = _zone_note(requester) if counted else ""
        view = view_of(reading, requester.today, only=meant.only)
        answer = self.view(requester, view, note=note)
        named = [title_button(event, requester) for event in self._named(meant.also)]
        return Answer(answer.text, (*answer.rows, *in_rows(named, 1)))

    def _named(self, query: str) -> list[Event]:
        """The event that a line in numbers may name, such as ``9/11``."""
        return self.index.find(query)[:1] if query else []

    def _known(self, requester: Requester, meant: Meaning) -> Answer:
        """The page of a known day; where several have the name, it is asked which."""
        today, words = requester.today, requester.language
        if len(meant.known) == 1:
            day = meant.known[0]
            view = known_view(day, today)
            note = ""
            if day.next is not None and day.next != view.on:
                name = day.occasion.words(words.code)
                note = f"<i>{words.text('next_time', name=name, on=words.date(day.next))}</i>"
            return self.view(requester, view, note=note)
        return which_day(requester, meant.known)

    def _years(self, requester: Requester, years: tuple[Year, ...], *, only: str = "") -> Answer:
        """The entries of a year; where it may be one of several calendars, it is asked which."""
        if len(years) == 1:
            return self._lists.of_year(requester, years[0], page=0, only=only)
        return which_year(requester, years, only=only)

    def _searched(self, requester: Requester, meant: Meaning, text: str) -> Answer:
        if meant.hits.events:
            return self._hits(requester, meant.hits, query=meant.query, page=0)
        return unknown(requester, text)

    # -- entries --

    def entry(self, requester: Requester, event_id: str) -> Answer:
        """One entry with its context and sources."""
        words = requester.language
        found = self._dataset().get(event_id)
        if found is None:
            return Answer(words.text("no_entry"))
        event = self._dataset().told_in(found, words.code)
        earlier = self._dataset().earlier(found)
        text = entry_page(event, requester=requester, earlier=earlier)
        day = View(event.day.next_from(requester.today)).data()
        whole = Button(words.label("whole_day", day=words.day(event.day)), day)
        return Answer(text, ((whole, Button(words.label("report"), REPORT.data(event.id))),))

    def has(self, event_id: str) -> bool:
        """True if there is such an entry."""
        return self._dataset().get(event_id) is not None

    def title(self, event_id: str) -> str:
        """The entry's title, or its id where it is no longer in the dataset."""
        event = self._dataset().get(event_id)
        return event.title if event is not None else event_id

    def _cheerful(self, requester: Requester) -> Answer:
        """Any entry of what people made, found or played, and no death."""
        return self._any_of(requester, [e for e in self._dataset() if _is_cheerful(e)])

    def random(self, requester: Requester, subject: str = "") -> Answer:
        """Any entry, or any of a country or topic."""
        words = requester.language
        only = subject_of(subject) if subject.strip() else ""
        if only is None:
            return Answer(words.text("no_subject", subject=_short(subject)))
        events = [e for e in self._dataset() if concerns(e, only)]
        return self._any_of(requester, events, only=only)

    def _any_of(self, requester: Requester, events: list[Event], *, only: str = "") -> Answer:
        words = requester.language
        told = [event for event in events if event.retracted is None]
        if not told:
            return Answer(words.text("none_about", subject=subject_name(only, words)))
        answer = self.entry(requester, self._rng.choice(told).id)
        again = RANDOM.data() + (f"|{only}" if only else "")
        return Answer(answer.text, (*answer.rows, (Button(words.label("another"), again),)))

    # -- lists --

    def warm(self) -> None:
        """Make what takes long before it is asked for: words of a new dataset, languages."""
        for code in CODES:
            language(code).date(date.min)
        subject_of("")
        find_zone("")
        asked_about("")
        talk_like("", lead=SURE)
        self.index.find("warm the index")

    @property
    def index(self) -> Index:
        """The words of the present dataset."""
        return self._lists.index

    def search(self, requester: Requester, query: str, *, page: int = 0) -> Answer:
        """The entries that have the words, the best first; a single one is opened."""
        query = " ".join(query.split())[:LONGEST_QUERY]
        if not query:
            return Answer(requester.language.text("search_usage"))
        hits = self.index.search(query)
        if not hits.events:
            return Answer(requester.language.text("not_found", query=query))
        return self._hits(requester, hits, query=query, page=page)

    def _hits(self, requester: Requester, hits: Hits, *, query: str, page: int) -> Answer:
        if hits.sole:
            return self.entry(requester, hits.events[0].id)
        return self._lists.found(requester, hits, query=query, page=page)

    def year(self, requester: Requester, text: str, *, page: int = 0) -> Answer:
        """The entries of a year, in the order of its days; asked back where it reads two ways."""
        typed, _, only = text.partition("|")  # a button's has a country or topic after the years
        only = subject_of(only) or "" if only else ""
        years = read_year(
            typed,
            today=requester.today,
            language=requester.language.code,
            hijri=requester.hijri,
        )
        if not years:
            return Answer(requester.language.text("year_usage"))
        if len(years) == 1 or page:
            return self._lists.of_year(requester, years[0], page=page, only=only)
        return self._years(requester, years, only=only)

    def topics(self, requester: Requester) -> Answer:
        """The topics that can be asked for."""
        return self._lists.topics(requester)

    def inline(self, requester: Requester, query: str, *, most: int) -> list[tuple[Event, str]]:
        """The entries for ``@bot query``, each with the message that is sent when it is chosen."""
        return self._inline.find(requester, query.strip(), most=most)

    # -- help --

    def help(self, requester: Requester) -> Answer:
        """The help text, with examples that can be tapped."""
        return Answer(requester.language.text("help"), examples(requester))


def _is_cheerful(event: Event) -> bool:
    topics = set(event.topics)
    is_grim = event.kind == "death" or event.sensitivity or topics & _GRIM
    return bool(topics & _CHEERFUL) and not is_grim


def _zone_note(requester: Requester) -> str:
    """A note whose "today" is meant, for a person who has not said where they are."""
    if requester.own_zone:
        return ""
    return f"<i>{requester.language.text('zone_note', zone=zone_words(requester.zone))}</i>"


def _short(text: str) -> str:
    return shortened(" ".join(text.split()), LONGEST_QUOTE)
