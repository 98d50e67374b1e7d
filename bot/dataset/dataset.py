"""The loaded dataset: events by day and by id. It never changes; a new file is a new one."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from bot.calendars import SOLAR_RANGE, Calendar, HijriCalendar
from bot.dataset.names import Name
from bot.dataset.occasions import Occasions
from bot.dataset.own_days import OwnDays, days_in_solar_year
from bot.dataset.retired import Retired
from bot.dataset.translations import Texts, translated
from bot.dates import MonthDay, told_on
from bot.events import Event


class Dataset:
    """All events of one language, found by the day on which they are told and by their id, and
    the recurring days.

    ``texts`` are the other languages of the events, by code; ``edition`` is the dataset in one.
    ``names`` are spellings of people, places and organisations, by which entries are found.
    ``retired`` are the entries that are no longer told, by id.
    """

    def __init__(
        self,
        events: Sequence[Event],
        texts: Mapping[str, Texts] | None = None,
        *,
        language: str = "en",
        untold: Sequence[Event] = (),
        occasions: Occasions | None = None,
        names: Sequence[Name] = (),
        retired: Mapping[str, Retired] | None = None,
    ) -> None:
        self.occasions = occasions or Occasions()
        self.names = names
        self.language = language
        self.texts = texts or {}
        self.retired = retired or {}
        self._events = {event.id: event for event in events}
        self._by_id = {event.id: event for event in untold} | self._events
        self.memo: dict[Hashable, Any] = {}  # what others computed of it, for as long as it lives
        self._editions: dict[str, Dataset] = {}
        self._by_day: dict[MonthDay, list[Event]] = {}
        for event in events:
            self._by_day.setdefault(event.day, []).append(event)

    def __len__(self) -> int:
        return len(self._events)

    def __iter__(self) -> Iterator[Event]:
        return iter(self._events.values())

    def edition(self, language: str) -> Dataset:
        """The dataset in another language: it tells only entries whose text is fresh.

        An entry whose text is stale is not told, but ``get`` still gives it as it was last
        translated, so that a post on air can be corrected with the English note at once.
        """
        if language == self.language:
            return self
        if language not in self._editions:
            self._editions[language] = self._made(language)
        return self._editions[language]

    def _made(self, language: str) -> Dataset:
        fresh: list[Event] = []
        stale: list[Event] = []
        texts = self.texts.get(language, {})
        for event in self:
            if text := texts.get(event.id):
                told = translated(event, text, language)
                (stale if told.stale else fresh).append(told)
        return Dataset(
            fresh,
            language=language,
            untold=stale,
            occasions=self.occasions,
            retired=self.retired,
        )

    def told_in(self, event: Event, language: str) -> Event:
        """An entry in a language, as it is where that language has no fresh text of it."""
        return self.edition(language)._events.get(event.id, event)

    def get(self, event_id: str) -> Event | None:
        """The event of that id, if there is one."""
        return self._by_id.get(event_id)

    def on(self, day: MonthDay) -> list[Event]:
        """The events of a day of the year, retracted ones left out, as they happened."""
        found = [event for event in self._by_day.get(day, ()) if event.retracted is None]
        return sorted(found, key=lambda event: (event.year, event.id))

    def told_on(
        self,
        day: date,
        *,
        calendar: Calendar = Calendar.GREGORIAN,
        hijri: HijriCalendar = HijriCalendar.UMM_AL_QURA,
        latest: int | None = None,
    ) -> list[Event]:
        """The events that can be told on a date: those that had happened, as they happened.

        ``latest`` is the last year of events that are told, by default that of the date.

        With the Solar calendar, events that have a Solar day of their own are told on that and on
        no other; with the Hijri one, the events whose Hijri day it is are told, too.
        """
        if calendar is Calendar.SOLAR and not SOLAR_RANGE[0] <= day <= SOLAR_RANGE[1]:
            calendar = Calendar.GREGORIAN
        days = days_in_solar_year(day) if calendar is Calendar.SOLAR else told_on(day)
        found = [event for own in days for event in self.on(own)]
        if calendar is Calendar.SOLAR:
            found = [event for event in found if not self._own_days.has_solar(event)]
            found += self._own_days.of_solar(day)
        elif calendar is Calendar.HIJRI:
            found += [e for e in self._own_days.of_hijri(day, hijri) if e not in found]
        last = day.year if latest is None else latest
        told = [event for event in found if event.year <= last]
        return sorted(told, key=lambda event: (event.moment, event.id))

    @cached_property
    def _own_days(self) -> OwnDays:
        return OwnDays(self)

    def earlier(self, event: Event) -> list[Event]:
        """The events that this one follows, as they happened; retracted ones left out."""
        found = [self._events[name] for name in event.follows if name in self._events]
        return sorted((e for e in found if e.retracted is None), key=lambda e: e.moment)

    def nearest(self, day: date) -> date | None:
        """The first date from ``day`` on, within a year, that has an entry."""
        last = day.toordinal() + 366
        dates = (date.fromordinal(ordinal) for ordinal in range(day.toordinal(), last))
        return next((candidate for candidate in dates if self.told_on(candidate)), None)
