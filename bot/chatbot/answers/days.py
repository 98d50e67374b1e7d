"""Pages of days: which entries a day has for a person, in what order, with which buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from bot.calendars import Calendar
from bot.chatbot.answers.day_page import Group, Page, day_pages, when
from bot.chatbot.answers.message import LONGEST_TITLE, Answer, in_rows
from bot.chatbot.answers.remembered import remembered
from bot.chatbot.answers.subject_filter import concerns, subject_name
from bot.chatbot.callback_data import (
    ENTRY,
    PICK_REPORT,
    PICK_SOURCES,
    REPORT,
    YEAR,
    Form,
    View,
)
from bot.chatbot.requester import Requester
from bot.chatbot.search.index import Index
from bot.dataset import Dataset
from bot.dates import LEAP_DAY, MonthDay
from bot.events import Event
from bot.i18n.languages import Language
from bot.post import Button
from bot.selection import chooser_of, first_among
from bot.text import shortened

KEPT = 500  # days whose pages are kept
FEW = 3  # a day with more entries begins with its lead
NAMED_DAYS = 3  # recurring days on a page
PRESENT = range(1900, 2200)  # years whose recurring days are told
_CALENDARS = {"s": Calendar.SOLAR, "h": Calendar.HIJRI}
"""The calendar that a view was asked for in, by the letter that it keeps."""
Key = tuple[View, str, date, str, str]


class Days:
    """Answers with pages of days, from the dataset as it is now."""

    def __init__(self, dataset: Callable[[], Dataset], *, index: Callable[[], Index]) -> None:
        self._dataset = dataset
        self._index = index
        self._kept: tuple[Dataset | None, dict[Key, list[Page]]] = (None, {})

    def view(self, requester: Requester, view: View, *, note: str = "") -> Answer:
        """A page of a day, with the buttons that lead on from it."""
        pages = self.pages(requester, view, note=note)
        page = min(view.page, len(pages) - 1)
        shown = pages[page]
        words = requester.language
        rows = [_neighbours(view._replace(page=0), words)]
        if len(pages) > 1:
            rows.append(_more(view._replace(page=page), len(pages), language=words))
        if shown.events:
            rows.append(_about(view._replace(page=page), shown.events, language=words))
        rows += self._ways_out(requester, view)
        return Answer(shown.text, tuple(row for row in rows if row))

    def pages(self, requester: Requester, view: View, *, note: str = "") -> list[Page]:
        """The pages of a day; kept for a while, since many ask for the same one."""
        dataset = self._dataset()
        if self._kept[0] is not dataset or len(self._kept[1]) >= KEPT:
            self._kept = (dataset, {})
        kept = self._kept[1]
        first = view._replace(page=0)
        key = (first, requester.language.code, requester.today, requester.hijri, note)
        if key not in kept:
            kept[key] = self._made(requester, first, note=note)
        return kept[key]

    def _made(self, requester: Requester, view: View, *, note: str) -> list[Page]:
        told_in, code = self._dataset().told_in, requester.language.code
        groups = [
            Group(heading, [told_in(event, code) for event in events])
            for heading, events in self._groups(requester, view)
        ]
        missing = "" if groups else self._nothing(requester, view)
        days = self._recurring(requester, view)
        return day_pages(groups, view, requester=requester, days=days, missing=missing, note=note)

    def _groups(self, requester: Requester, view: View) -> list[Group]:
        """The entries of a day under their headings: the year asked for, the lead, the others."""
        year = requester.today.year
        latest = max(view.on.year, year)
        told = [
            event
            for event in self._events(requester, view, latest=latest)
            if concerns(event, view.only)
        ]
        found = sorted(told, key=lambda event: (event.moment, event.id))
        words = requester.language
        if view.leap:
            own = [event for event in found if event.day == LEAP_DAY]
            rest = [event for event in found if event.day != LEAP_DAY]
            day = words.day(MonthDay.of(view.on))
            return _filled(Group("", own), Group(words.text("on_day", day=day), rest))
        if (asked := view.year) is not None:
            own = [event for event in found if event.year == asked]
            rest = [event for event in found if event.year != asked]
            return _filled(Group("", own), Group(words.text("other_years"), rest))
        if (known := self._remembered(view, found)) is not None:
            rest = [event for event in found if event is not known]
            return _filled(Group("", [known]), Group(words.text("other_years"), rest))
        if len(found) <= FEW:
            return _filled(Group("", found))
        turn = MonthDay.of(view.on).in_year(min(latest, year + 1))  # nobody knows later turns
        day_lead = chooser_of(self._dataset()).leads.lead(turn)
        is_here = day_lead is not None and day_lead in found
        lead = [day_lead] if day_lead and is_here else [first_among(found, turn.year)]
        rest = [event for event in found if event not in lead]
        first = [event for event in lead if event is not None]
        return _filled(Group(words.text("lead_first"), first), Group(words.text("by_year"), rest))

    def _remembered(self, view: View, events: Sequence[Event]) -> Event | None:
        """The entry of the recurring day that was asked for by its name."""
        occasion = self._dataset().occasions.marked(view.known)
        return remembered(occasion, events, index=self._index()) if occasion else None

    def _events(self, requester: Requester, view: View, *, latest: int) -> list[Event]:
        """The entries of a day; of one asked for in another calendar those of that day."""
        dataset = self._dataset()
        if view.leap:
            days = (LEAP_DAY, MonthDay(2, 28))
            return [e for day in days for e in dataset.on(day) if e.year <= latest]
        calendar = _CALENDARS.get(view.asked[:1].lower(), Calendar.GREGORIAN)
        return dataset.told_on(view.on, calendar=calendar, hijri=requester.hijri, latest=latest)

    def _nothing(self, requester: Requester, view: View) -> str:
        """The text of an empty page: no entry of the day, or none of the country or topic."""
        words, day = requester.language, requester.language.day(MonthDay.of(view.on))
        others = len(self._events(requester, view, latest=max(view.on.year, requester.today.year)))
        if not view.only:
            return words.text("nothing", day=day)
        subject = subject_name(view.only, words)
        if not others:
            return words.text("nothing_about_alone", day=day, subject=subject)
        return words.count("nothing_about", others, day=day, subject=subject)

    def _recurring(self, requester: Requester, view: View) -> list[str]:
        """The recurring days that fall on a date; first the one that was asked for, if any."""
        occasions, language = self._dataset().occasions, requester.language.code
        asked = occasions.marked(view.known)
        found = occasions.on(view.on, requester.audience) if view.on.year in PRESENT else []
        others = [occasion for occasion in found if occasion is not asked]
        shown = [*([asked] if asked else []), *others][:NAMED_DAYS]
        return [occasion.words(language) for occasion in shown]

    def _ways_out(self, requester: Requester, view: View) -> list[tuple[Button, ...]]:
        """Buttons from a page without the requested entries: the whole day, the whole year."""
        rows: list[tuple[Button, ...]] = []
        words = requester.language
        events = self._events(requester, view, latest=view.on.year + 1)
        if view.only and events and not any(concerns(event, view.only) for event in events):
            day = words.day(MonthDay.of(view.on))
            whole = view._replace(only="", page=0).data()
            rows.append((Button(words.label("whole_day", day=day), whole),))
        if (asked := view.year) is not None and not any(e.year == asked for e in events):
            label = words.label("whole_year", year=words.year(asked))
            rows.append((Button(label, YEAR.data(0, asked)),))
        return rows

    def pick(self, requester: Requester, view: View, *, form: Form[str]) -> Answer:
        """The page again, asking which entry: whose sources, or which to report?"""
        pages = self.pages(requester, view)
        shown = pages[min(view.page, len(pages) - 1)]
        words = requester.language
        buttons = [
            Button(
                words.led(
                    f"{when(event, view.on, words)} · {shortened(event.title, LONGEST_TITLE)}"
                ),
                form.data(event.id),
            )
            for event in shown.events
        ]
        back = Button(words.label("back"), view.data())
        text = f"{shown.text}\n\n<b>{words.text('which_entry')}</b>"
        return Answer(text, (*in_rows(buttons, 1), (back,)))


def _filled(*groups: Group) -> list[Group]:
    """The groups that have entries; a single one at the front needs no heading."""
    return [group for group in groups if group.events]


def _neighbours(view: View, language: Language) -> tuple[Button, ...]:
    """The buttons to the day before and the day after, where the calendar has them.

    Telegram lays a row out from the left in some clients, whatever the language: the later day is
    the left one in right-to-left languages.
    """
    buttons = []
    for key, days, end in (("day_before", -1, date.min), ("day_after", 1, date.max)):
        if view.on != end:
            on = view.on + timedelta(days=days)
            words = language.label(key, day=language.day(MonthDay.of(on)))
            buttons.append(Button(words, View(on, only=view.only).data()))
    return tuple(reversed(buttons) if language.is_right_to_left else buttons)


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
