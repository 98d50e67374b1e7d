"""The answers: what a person asked for, from the dataset. No Telegram objects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random

from bot.calendars import Calendar
from bot.chatbot.answers.message import Answer, Button, in_rows
from bot.chatbot.answers.pages import day_pages, entry_page, list_page, ordered, when
from bot.chatbot.answers.subject_filter import concerns, subject_of
from bot.chatbot.callback_data import (
    ENTRY,
    PICK_REPORT,
    PICK_SOURCES,
    QUESTION,
    RANDOM,
    REPORT,
    SEARCH,
    YEAR,
    Form,
    ListPage,
    View,
    fits,
)
from bot.chatbot.requester import Requester
from bot.chatbot.search.index import Index
from bot.chatbot.timezones import find_zone, zone_words
from bot.dataset import Dataset
from bot.date_parser import DateError, Reading, read_date
from bot.dates import MonthDay, told_on
from bot.events import Event
from bot.i18n.languages import CODES, Language, language
from bot.selection import chooser_of
from bot.text import folded

LISTED = 8  # entries on a page of search results
MOST_WORDS = 14  # of a question; no date with a subject has more
LONGEST_QUERY = 100
KEPT = 500  # days whose pages are kept
Pages = list[tuple[str, list[Event]]]


class Answers:
    """Answers questions from the dataset as it is now."""

    def __init__(self, dataset: Callable[[], Dataset], *, rng: Random | None = None) -> None:
        self._dataset = dataset
        self._rng = rng or Random()
        self._index: tuple[Dataset, Index] | None = None
        self._kept: tuple[Dataset | None, dict[tuple[View, str, int, str], Pages]] = (None, {})

    # -- days --

    def today(self, requester: Requester, subject: str = "", *, days: int = 0) -> Answer:
        """The events of the requester's today, or of so many days from it."""
        on = requester.today + timedelta(days=days)
        only = subject_of(subject) if subject.strip() else ""
        if only is None:
            return Answer(requester.language.text("no_subject", subject=_short(subject)))
        return self.view(requester, View(on, only=only), note=_zone_note(requester))

    def on_date(self, requester: Requester, text: str) -> Answer:
        """The events of the date that a person typed, or why it cannot be read, with buttons."""
        if not text.strip():
            return Answer(requester.language.text("which_date"))
        try:
            reading, only = asked(text, today=requester.today)
        except DateError as fault:
            return self._fault(requester, fault, text)
        counted = reading.on is not None and reading.asked is None
        note = _zone_note(requester) if counted else ""
        return self.view(requester, view_of(reading, requester.today, only=only), note=note)

    def reads(self, requester: Requester, text: str) -> bool:
        """Whether a text can be read as a date, one way or two, or names a subject."""
        try:
            asked(text, today=requester.today)
        except DateError as fault:
            return bool(fault.readings)
        return True

    def _fault(self, requester: Requester, fault: DateError, text: str) -> Answer:
        only = _subject_at_end(text)
        buttons = [
            Button(
                _day_words(reading, requester.language),
                view_of(reading, requester.today, only=only).data(),
            )
            for reading in fault.readings
        ]
        query = " ".join(text.split())
        data = SEARCH.data(0, query)
        if not buttons and fits(data) and self.index.find(query):
            buttons = [Button(requester.language.label("search_for", query=query), data)]
        return Answer(requester.language.fault(fault), in_rows(buttons, 2))

    def view(self, requester: Requester, view: View, *, note: str = "") -> Answer:
        """A page of a day, with the buttons that lead on from it."""
        pages = self._pages(requester, view, note=note)
        page = min(view.page, len(pages) - 1)
        text, events = pages[page]
        rows = [_neighbours(view._replace(page=0), requester.language)]
        if len(pages) > 1:
            rows.append(_more(view._replace(page=page), len(pages), language=requester.language))
        if events:
            rows.append(_about(view._replace(page=page), events, language=requester.language))
        return Answer(text, tuple(rows))

    def _pages(self, requester: Requester, view: View, *, note: str = "") -> Pages:
        """The pages of a day; kept for a while, since many ask for the same one."""
        dataset = self._dataset()
        if self._kept[0] is not dataset or len(self._kept[1]) >= KEPT:
            self._kept = (dataset, {})
        kept = self._kept[1]
        key = (view._replace(page=0), requester.language.code, requester.today.year, note)
        if key not in kept:
            kept[key] = self._made_pages(requester, view, note=note)
        return kept[key]

    def _made_pages(self, requester: Requester, view: View, *, note: str) -> Pages:
        year = requester.today.year
        latest = max(view.on.year, year)
        told = [e for day in told_on(view.on) for e in self._dataset().on(day) if e.year <= latest]
        turn = MonthDay.of(view.on).in_year(min(latest, year + 1))  # nobody knows later turns
        events = ordered(
            [event for event in told if concerns(event, view.only)],
            turn.year,
            lead=chooser_of(self._dataset()).leads.lead(turn),
        )
        return day_pages(events, view, language=requester.language, year=year, note=note)

    def pick(self, requester: Requester, view: View, *, form: Form[str]) -> Answer:
        """The page again, with a button for each entry: whose sources, or which to report?"""
        pages = self._pages(requester, view)
        text, events = pages[min(view.page, len(pages) - 1)]
        buttons = [
            Button(
                f"{when(event, view.on, requester.language)} · {event.title[:40]}",
                form.data(event.id),
            )
            for event in events
        ]
        back = Button(requester.language.label("back"), view.data())
        return Answer(text, (*in_rows(buttons, 1), (back,)))

    # -- entries --

    def entry(self, requester: Requester, event_id: str) -> Answer:
        """One entry with its context and sources."""
        event = self._dataset().get(event_id)
        if event is None:
            return Answer(requester.language.text("no_entry"))
        earlier = self._dataset().earlier(event)
        text = entry_page(
            event, language=requester.language, year=requester.today.year, earlier=earlier
        )
        day = View(event.day.next_from(requester.today)).data()
        return Answer(
            text,
            (
                (
                    Button(
                        requester.language.label(
                            "whole_day", day=requester.language.day(event.day)
                        ),
                        day,
                    ),
                    Button(requester.language.label("report"), REPORT.data(event.id)),
                ),
            ),
        )

    def has(self, event_id: str) -> bool:
        """Whether there is such an entry."""
        return self._dataset().get(event_id) is not None

    def title(self, event_id: str) -> str:
        """The entry's title, or its id where it is no longer in the dataset."""
        event = self._dataset().get(event_id)
        return event.title if event is not None else event_id

    def random(self, requester: Requester) -> Answer:
        """Any entry."""
        events = [event for event in self._dataset() if event.retracted is None]
        if not events:
            return Answer(requester.language.text("no_entry"))
        answer = self.entry(requester, self._rng.choice(events).id)
        return Answer(
            answer.text,
            (*answer.rows, (Button(requester.language.label("another"), RANDOM.data()),)),
        )

    def lead(self, requester: Requester, on: date) -> Answer:
        """The first entry of a day, with its sources; the day where there is none."""
        pages = self._pages(requester, View(on))
        events = pages[0][1]
        return self.entry(requester, events[0].id) if events else self.view(requester, View(on))

    # -- lists --

    def warm(self) -> None:
        """Make what takes long before it is asked for: words of a new dataset, languages."""
        for code in CODES:
            language(code).date(date.min)
        subject_of("")
        find_zone("")
        self.index.find("")

    @property
    def index(self) -> Index:
        """The words of the present dataset."""
        dataset = self._dataset()
        if self._index is None or self._index[0] is not dataset:
            self._index = (dataset, Index(dataset))
        return self._index[1]

    def search(self, requester: Requester, query: str, *, page: int = 0) -> Answer:
        """The entries that have the words, the best first."""
        query = " ".join(query.split())[:LONGEST_QUERY]
        if not query:
            return Answer(requester.language.text("search_usage"))
        found = self.index.find(query)
        if not found:
            return Answer(requester.language.text("not_found", query=query))
        head = requester.language.count("found", len(found), query=query)
        return self._list(requester, found, page=page, head=head, form=SEARCH, query=query)

    def year(self, requester: Requester, text: str, *, page: int = 0) -> Answer:
        """The entries of a year, in the order of its days."""
        year = _year(text)
        if year is None:
            return Answer(requester.language.text("year_usage"))
        found = sorted(
            (e for e in self._dataset() if e.year == year and e.retracted is None),
            key=lambda e: (e.moment, e.id),
        )
        shown = requester.language.year(year) if year else "0"
        if not found:
            return Answer(requester.language.text("no_year", year=shown))
        head = requester.language.count("of_year", len(found), year=shown)
        return self._list(requester, found, page=page, head=head, form=YEAR, query=str(year))

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
        shown = found[page * LISTED : (page + 1) * LISTED]
        opens = [
            Button(requester.language.digits(number), ENTRY.data(event.id))
            for number, event in enumerate(shown, 1)
        ]
        turns = [
            Button(requester.language.label(key), form.data(to, query))
            for key, to in (("page_before", page - 1), ("page_after", page + 1))
            if 0 <= to <= last and fits(form.data(to, query))
        ]
        text = list_page(head, shown, language=requester.language)
        return Answer(text, tuple(row for row in (*in_rows(opens, 8), tuple(turns)) if row))

    def inline(self, requester: Requester, query: str, *, most: int) -> list[tuple[Event, str]]:
        """The entries for ``@bot query``, each with the message that is sent when it is chosen."""
        return [
            (event, self._alone(requester, event))
            for event in self._inline_events(requester, query.strip())[:most]
        ]

    def _alone(self, requester: Requester, event: Event) -> str:
        """An entry on its day, as a message of its own."""
        view, year = View(event.day.next_from(requester.today)), requester.today.year
        return day_pages([event], view, language=requester.language, year=year)[0][0]

    def _inline_events(self, requester: Requester, query: str) -> list[Event]:
        try:
            reading, only = asked(query or "today", today=requester.today)
            views = [view_of(reading, requester.today, only=only)]
        except DateError as fault:
            views = [view_of(reading, requester.today) for reading in fault.readings]
        if not views:
            return self.index.find(query[:LONGEST_QUERY])
        return [
            event for view in views for _, told in self._pages(requester, view) for event in told
        ]

    # -- help --

    def help(self, requester: Requester) -> Answer:
        """The help text, with examples that can be tapped."""
        examples = [example.strip() for example in requester.language.word("examples").split(",")]
        buttons = [Button(example, QUESTION.data(example)) for example in examples]
        return Answer(requester.language.text("help"), in_rows(buttons, 2))


def asked(text: str, *, today: date) -> tuple[Reading, str]:
    """The date and the subject in a question such as ``20 May war``; DateError without a date.

    The subject is a country's code, a topic, or empty. A subject alone is asked of today.
    """
    words = text.split()[:MOST_WORDS]
    if subject := subject_of(text):
        return Reading(MonthDay.of(today), None, today), subject
    try:
        return read_date(text, today=today), ""
    except DateError as fault:
        whole = fault
    for count in range(len(words) - 1, 0, -1):
        subject = subject_of(" ".join(words[count:]))
        if subject is None:
            continue
        try:
            return read_date(" ".join(words[:count]), today=today), subject
        except DateError as fault:
            if fault.readings:
                raise
    raise whole


def view_of(reading: Reading, today: date, *, only: str = "") -> View:
    """The page of a date that was read; the year or the calendar asked for is remembered."""
    if reading.asked is not None:
        kind = "s" if reading.asked.calendar is Calendar.SOLAR else "h"
    else:
        kind = "" if reading.year is None else f"y{reading.year}"
    return View(reading.date_from(today), only=only, asked=kind)


def _zone_note(requester: Requester) -> str:
    """Whose today it is, for a person who has not said where they are."""
    if requester.own_zone:
        return ""
    return f"<i>{requester.language.text('zone_note', zone=zone_words(requester.zone))}</i>"


def _subject_at_end(text: str) -> str:
    return subject_of(text.split()[-1]) or "" if text.split() else ""


def _day_words(reading: Reading, language: Language) -> str:
    """The label of a reading's button; a day counted from today has its weekday."""
    if reading.on is not None and reading.asked is None:
        return language.date(reading.on)
    return language.reading(reading)


def _neighbours(view: View, language: Language) -> tuple[Button, ...]:
    """The buttons to the day before and the day after, where the calendar has them."""
    buttons = []
    for key, days, end in (("day_before", -1, date.min), ("day_after", 1, date.max)):
        if view.on != end:
            on = view.on + timedelta(days=days)
            words = language.label(key, day=language.day(MonthDay.of(on)))
            buttons.append(Button(words, View(on, only=view.only).data()))
    return tuple(buttons)


def _more(view: View, count: int, *, language: Language) -> tuple[Button, ...]:
    """The buttons to the page before and the page after."""
    return tuple(
        Button(
            language.label(key, page=language.digits(to + 1), pages=language.digits(count)),
            view._replace(page=to).data(),
        )
        for key, to in (("less", view.page - 1), ("more", view.page + 1))
        if 0 <= to < count
    )


def _about(view: View, events: Sequence[Event], *, language: Language) -> tuple[Button, ...]:
    """The buttons for sources and for a report: of the one entry, or of one to be picked."""
    one = len(events) == 1
    forms = (("sources_and_context", ENTRY, PICK_SOURCES), ("report", REPORT, PICK_REPORT))
    return tuple(
        Button(language.label(key), form.data(events[0].id) if one else view.data(pick))
        for key, form, pick in forms
    )


def _year(text: str) -> int | None:
    """A year such as ``1983``, ``44 BC`` or ``-44``, in any digits."""
    number, _, era = folded(text).replace("\N{MINUS SIGN}", "-").partition(" ")
    if number.startswith("-") and not era:
        number, era = number[1:], "bc"
    if not number.isdecimal() or len(number) > 4 or int(number) == 0:
        return None
    if era in ("bc", "bce", "b.c.", "ق.م"):
        return -int(number)
    return int(number) if era in ("", "ad", "ce", "م", "ء") else None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:40]}…"
