"""One language of the dataset as the site shows it: by day, country, topic, year and story."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple, TypeVar

from bot.calendars import Calendar, calendars_for, hijri, hijri_for, solar
from bot.calendars.solar import SOLAR_RANGE
from bot.dataset import Dataset
from bot.dates import MonthDay
from bot.events import Event
from bot.i18n.languages import language
from bot.site.choice import DayTold, told

T = TypeVar("T")
RIGHT_TO_LEFT = ("fa", "ur", "ar")


class Story(NamedTuple):
    """Entries tied by ``follows``, as they happened; the first one names it."""

    events: tuple[Event, ...]

    @property
    def id(self) -> str:
        """The id of the first entry."""
        return self.events[0].id

    @property
    def title(self) -> str:
        """The title of the entry that weighs most, the latest of them."""
        return max(self.events, key=lambda event: (event.weight, event.moment)).title


class Edition:
    """The entries of one language. ``today`` is the first date that its pages show."""

    def __init__(self, dataset: Dataset, *, today: date) -> None:
        self.dataset = dataset
        self.code = dataset.language
        self.words = language(self.code)
        self.direction = "rtl" if self.code in RIGHT_TO_LEFT else "ltr"
        self._today = today
        self._days: dict[MonthDay, DayTold] = {}
        self.by_id = {event.id: event for event in dataset}
        own = (event for event in dataset if event.retracted is None)
        self.events = sorted(own, key=lambda event: (event.moment, event.id))

    @cached_property
    def digests(self) -> dict[str, str]:
        """A key of the content of every entry, retracted ones too, by id."""
        return {event.id: _digest(event) for event in self.dataset}

    def digest(self, events: Iterable[Event]) -> str:
        """A key of the content of several entries."""
        return "".join(self.digests[event.id] for event in events)

    @cached_property
    def followers(self) -> dict[str, list[Event]]:
        """The entries that follow an entry directly, by its id."""
        found: dict[str, list[Event]] = {}
        for event in self.events:
            for name in event.follows:
                found.setdefault(name, []).append(event)
        return found

    @cached_property
    def by_country(self) -> dict[str, list[Event]]:
        """The entries of each country, as they happened."""
        return _grouped(self.events, lambda event: event.countries)

    @cached_property
    def by_topic(self) -> dict[str, list[Event]]:
        """The entries of each topic, as they happened."""
        return _grouped(self.events, lambda event: event.topics)

    @cached_property
    def by_year(self) -> dict[int, list[Event]]:
        """The entries of each year, as they happened."""
        return _grouped(self.events, lambda event: (event.year,))

    @cached_property
    def stories(self) -> list[Story]:
        """The groups of two or more entries tied by ``follows``, the latest story first."""
        groups = {root: tuple(events) for root, events in self._tied().items() if len(events) > 1}
        found = [Story(events) for events in groups.values()]
        return sorted(found, key=lambda s: (s.events[-1].moment, s.id), reverse=True)

    @cached_property
    def story_of(self) -> dict[str, Story]:
        """The story of each entry that has one, by the entry's id."""
        return {event.id: story for story in self.stories for event in story.events}

    def _tied(self) -> dict[str, list[Event]]:
        """The entries by the root of their group (union-find)."""
        above = {event.id: event.id for event in self.events}

        def root(name: str) -> str:
            while above[name] != name:
                above[name] = above[above[name]]
                name = above[name]
            return name

        for event in self.events:
            for name in event.follows:
                if name in above:
                    above[root(event.id)] = root(name)
        return _grouped(self.events, lambda event: (root(event.id),))

    def day(self, day: MonthDay) -> DayTold:
        """The content of a day's page."""
        if day not in self._days:
            on = day.next_from(self._today)
            self._days[day] = told(self.dataset, on, day=day)
        return self._days[day]

    def date_lines(self, on: date) -> list[str]:
        """A date in the calendars of this language's readers, their own first."""
        return list(filter(None, (self._date_in(kind, on) for kind in calendars_for(self.code))))

    def _date_in(self, kind: Calendar, on: date) -> str:
        if kind is Calendar.GREGORIAN:
            return self.words.date(on)
        if kind is Calendar.SOLAR:
            inside = SOLAR_RANGE[0] <= on <= SOLAR_RANGE[1]
            return self.words.day_of(solar(on)) if inside else ""
        found = hijri(on, hijri_for(self.code))
        if found is None:
            return ""
        shown = self.words.day_of(found)
        return shown if found.sure else self.words.plain("about", day=shown)


def _grouped(
    events: Sequence[Event], names: Callable[[Event], Iterable[T]]
) -> dict[T, list[Event]]:
    found: dict[T, list[Event]] = {}
    for event in events:
        for name in names(event):
            found.setdefault(name, []).append(event)
    return found


def _digest(event: Event) -> str:
    return blake2b(repr(event).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
