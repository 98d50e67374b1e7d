"""The loaded dataset: events by day and by id. It never changes; a new file is a new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.dates import MonthDay, told_on
from bot.events import Event


class Dataset:
    """All events, found by the day on which they are told and by their id."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._by_id = {event.id: event for event in events}
        self._by_day: dict[MonthDay, list[Event]] = {}
        for event in events:
            self._by_day.setdefault(event.day, []).append(event)

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Event]:
        return iter(self._by_id.values())

    def get(self, event_id: str) -> Event | None:
        """The event of that id, if there is one."""
        return self._by_id.get(event_id)

    def on(self, day: MonthDay) -> list[Event]:
        """The events of a day of the year, retracted ones left out, as they happened."""
        found = [event for event in self._by_day.get(day, ()) if event.retracted is None]
        return sorted(found, key=lambda event: (event.year, event.id))

    def told_on(self, day: date) -> list[Event]:
        """The events that can be told on a date: those that had happened, as they happened."""
        found = [event for own in told_on(day) for event in self.on(own) if event.year <= day.year]
        return sorted(found, key=lambda event: (event.moment, event.id))

    def earlier(self, event: Event) -> list[Event]:
        """The events that this one follows, as they happened; retracted ones left out."""
        found = [self._by_id[name] for name in event.follows if name in self._by_id]
        return sorted((e for e in found if e.retracted is None), key=lambda e: e.moment)

    def nearest(self, day: date) -> date | None:
        """The first date from ``day`` on, within a year, that has something to tell."""
        last = day.toordinal() + 366
        dates = (date.fromordinal(ordinal) for ordinal in range(day.toordinal(), last))
        return next((candidate for candidate in dates if self.told_on(candidate)), None)
