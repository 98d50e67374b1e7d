"""Lists of entries: of a search and of a year; and the topics that can be asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from bot.calendars import SOLAR_RANGE, Calendar, HijriCalendar, hijri, solar
from bot.chatbot.answers.entry_page import list_page
from bot.chatbot.answers.message import Answer, in_rows
from bot.chatbot.answers.subject_filter import concerns, subject_name
from bot.chatbot.callback_data import ENTRY, QUESTION, SEARCH, YEAR, Form, ListPage, fits
from bot.chatbot.requester import Requester
from bot.chatbot.search.index import Hits, Index
from bot.dataset import Dataset
from bot.dataset.schema import TOPICS
from bot.date_parser import Year
from bot.events import Event
from bot.post import Button

LISTED = 8  # entries on a page of a list


class Lists:
    """Answers with lists, from the dataset as it is now."""

    def __init__(self, dataset: Callable[[], Dataset]) -> None:
        self._dataset = dataset
        self._index: tuple[Dataset, Index] | None = None

    @property
    def index(self) -> Index:
        """The words of the present dataset."""
        dataset = self._dataset()
        if self._index is None or self._index[0] is not dataset:
            self._index = (dataset, Index(dataset))
        return self._index[1]

    def found(self, requester: Requester, hits: Hits, *, query: str, page: int) -> Answer:
        """The entries that a search found, the best first; the nearest, where none has it all."""
        words, found = requester.language, hits.events
        if hits.whole:
            head = words.count("found", len(found), query=query)
        else:
            head = words.text("nearest", query=query)
        return self._list(requester, found, page=page, head=head, form=SEARCH, query=query)

    def of_year(self, requester: Requester, year: Year, *, page: int, only: str = "") -> Answer:
        """The entries of one or more years of any calendar, or of a month; of a country or topic
        alone, if any.
        """
        words = requester.language
        shown = words.year_words(year) + (f" · {subject_name(only, words)}" if only else "")
        found = entries_of_year(self._dataset(), year, by=requester.hijri, only=only)
        if not found:
            whole = Button(words.year_words(year.whole), YEAR.data(0, year.whole.words))
            rows = ((whole,),) if only or (year.month and year.is_one) else ()
            return Answer(words.text("no_year", year=shown), rows)
        head = words.count("of_year", len(found), year=shown)
        query = year_query(year, only)
        return self._list(requester, found, page=page, head=head, form=YEAR, query=query)

    def _list(
        self,
        requester: Requester,
        found: Sequence[Event],
        *,
        page: int,
        head: str,
        form: Form[ListPage],
        query: str,
    ) -> Answer:
        """A page of a list; ``form`` and ``query`` make the buttons to the others, if they fit."""
        last = (len(found) - 1) // LISTED
        page = min(max(page, 0), last)
        words, code = requester.language, requester.language.code
        shown = [
            self._dataset().told_in(event, code)
            for event in found[page * LISTED : (page + 1) * LISTED]
        ]
        opens = [
            Button(words.digits(number), ENTRY.data(event.id))
            for number, event in enumerate(shown, 1)
        ]
        turns = [
            Button(words.label(key), form.data(to, query))
            for key, to in (("page_before", page - 1), ("page_after", page + 1))
            if 0 <= to <= last and fits(form.data(to, query))
        ]
        text = list_page(head, shown, language=words)
        return Answer(text, tuple(row for row in (*in_rows(opens, 8), tuple(turns)) if row))

    def topics(self, requester: Requester) -> Answer:
        """The topics, each as a button for today's entries; countries can be asked for alike."""
        words = requester.language
        buttons = [Button(words.word(topic), QUESTION.data(words.word(topic))) for topic in TOPICS]
        return Answer(words.text("topics"), in_rows(buttons, 3))


def year_query(year: Year, only: str) -> str:
    """The years of a list, and the country or topic that it is limited to, as one word of data."""
    return f"{year.words}|{only}" if only else year.words


def entries_of_year(
    dataset: Dataset, year: Year, *, by: HijriCalendar, only: str = ""
) -> list[Event]:
    """The entries of a year of any calendar, as they happened; of several years, and of a month of
    all years, the weightiest first. ``by`` is whose Hijri year it is, ``only`` a country or topic.
    """
    first, last = year.gregorian(by)
    told = (e for e in dataset if e.retracted is None and concerns(e, only))
    found = [e for e in told if first <= e.year <= last and _lies_in(e, year, by)]
    return sorted(found, key=lambda e: (0 if year.is_one else -e.weight, e.moment, e.id))


def _lies_in(event: Event, year: Year, by: HijriCalendar) -> bool:
    """True if an event's date is in the years of a calendar, or in the month; where that is
    unknown, it counts for the year.
    """
    if year.calendar is Calendar.GREGORIAN:
        return _has(year, event.year, event.day.month)
    on = date(event.year, *event.day) if event.year >= 1 else date.min
    if year.calendar is Calendar.HIJRI:
        found = hijri(on, HijriCalendar.ABOUT if by is HijriCalendar.NONE else by)
    else:
        found = solar(on) if SOLAR_RANGE[0] <= on <= SOLAR_RANGE[1] else None
    if found is None:
        return not year.month
    return _has(year, found.year, found.month)


def _has(year: Year, number: int, month: int) -> bool:
    of_years = not year.number or year.number <= number <= (year.last or year.number)
    return of_years and year.month in (0, month)
