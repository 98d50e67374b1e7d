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


def near_mates(events: Iterable[Event]) -> dict[str, list[Event]]:
    """By id, the other entries of its story whose days lie near an entry's, over the year's end.

    One day more than ``APART`` is taken, for the years without a 29 February; entries without
    such mates are left out.
    """
    found: dict[str, list[Event]] = {}
    for story in _stories(list(events)):
        for event in story:
            if mates := [m for m in story if m is not event and _near(m.day, event.day)]:
                found[event.id] = mates
    return found


def _stories(events: list[Event]) -> list[list[Event]]:
    """The entries of each story. What is no longer told still ties those that follow it."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while (above := parent.setdefault(name, name)) != name:
            name = above
        return name

    for event in events:
        for earlier in event.follows:
            parent[root(event.id)] = root(earlier)
    stories: dict[str, list[Event]] = {}
    for event in events:
        if event.id in parent:
            stories.setdefault(root(event.id), []).append(event)
    return list(stories.values())


def _near(a: MonthDay, b: MonthDay) -> bool:
    """Whether two days lie within 30 days of one another, 29 February not counted."""
    apart = abs(_NUMBER[a] - _NUMBER[b])
    return min(apart, len(_NUMBER) - apart) <= APART + 1
