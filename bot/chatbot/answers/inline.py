"""Entries for an inline query: what a line in the chat would be answered with."""

from __future__ import annotations

from collections.abc import Callable

from bot.chatbot.answers.day_page import Group, day_pages
from bot.chatbot.answers.days import Days
from bot.chatbot.answers.inside_line import understood
from bot.chatbot.answers.lists import entries_of_year
from bot.chatbot.answers.one_box import view_of
from bot.chatbot.answers.questions import known_view
from bot.chatbot.callback_data import View
from bot.chatbot.requester import Requester
from bot.chatbot.search.index import Index
from bot.dataset import Dataset
from bot.events import Event


class InlineEntries:
    """Finds entries for inline queries in the dataset as it is now."""

    def __init__(
        self, dataset: Callable[[], Dataset], days: Days, *, index: Callable[[], Index]
    ) -> None:
        self._dataset = dataset
        self._days = days
        self._index = index

    def find(self, requester: Requester, query: str, *, most: int) -> list[tuple[Event, str]]:
        """At most so many entries, each as a message of its own."""
        found = {event.id: event for event in self._events(requester, query)}
        return [(event, _alone(requester, event)) for event in list(found.values())[:most]]

    def _events(self, requester: Requester, query: str) -> list[Event]:
        """The entries of the days, the year or the search that a query means; else of today."""
        meant = understood(query or "today", requester, self._dataset(), self._index)
        if meant.query:
            return meant.hits.events
        if meant.years:
            year, by = meant.years[0], requester.hijri
            return entries_of_year(self._dataset(), year, by=by, only=meant.only)
        today = requester.today
        views = [view_of(reading, today, only=meant.only) for reading in meant.readings]
        views += [known_view(day, today) for day in meant.known]
        if meant.chat:
            views = [View(today)]
        named = self._index().find(meant.also)[:1] if meant.also else []
        pages = (page for view in views for page in self._days.pages(requester, view))
        return [*named, *(event for page in pages for event in page.events)]


def _alone(requester: Requester, event: Event) -> str:
    """An entry on its day, as a message."""
    view = View(event.day.next_from(requester.today))
    return day_pages([Group("", [event])], view, requester=requester)[0].text
