"""Which entries tell one story: those that ``follows`` ties to one another, however indirectly."""

from __future__ import annotations

from collections.abc import Iterable

from bot.dates import MonthDay, every_day
from bot.events import Event

APART = 30  # days within which two entries of one story do not both lead
_NUMBER = {day: number for number, day in enumerate(every_day(), 1)}


def number_of(day: MonthDay) -> int:
    """The number of a day in the leap year, from 1 to 366."""
    return _NUMBER[day]


class Stories:
    """The stories of some entries. What is no longer told still ties those that follow it."""

    def __init__(self, events: Iterable[Event]) -> None:
        told = list(events)
        self._parent: dict[str, str] = {}
        for event in told:
            for earlier in event.follows:
                self._parent[self._root(event.id)] = self._root(earlier)
        self._stories: dict[str, list[Event]] = {}
        for event in told:
            if event.id in self._parent:
                self._stories.setdefault(self._root(event.id), []).append(event)
        self._near: dict[str, list[Event]] = {}

    def _root(self, name: str) -> str:
        while (above := self._parent.setdefault(name, name)) != name:
            name = above
        return name

    def near_mates(self, event: Event) -> list[Event]:
        """The other entries of its story whose days lie near an entry's, over the year's end.

        One day more than ``APART`` is taken, for the years without a 29 February.
        """
        if event.id not in self._parent:
            return []
        if event.id not in self._near:
            story = self._stories.get(self._root(event.id), ())
            self._near[event.id] = [m for m in story if m is not event and _near(m.day, event.day)]
        return self._near[event.id]


def _near(a: MonthDay, b: MonthDay) -> bool:
    """Whether two days lie within 30 days of one another, 29 February not counted."""
    apart = abs(_NUMBER[a] - _NUMBER[b])
    return min(apart, len(_NUMBER) - apart) <= APART + 1
