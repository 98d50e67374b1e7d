"""The entries of one story: those that ``follows`` ties to one another, however indirectly."""

from __future__ import annotations

from collections.abc import Iterable

from bot.dataset import Dataset
from bot.dates import MonthDay, every_day
from bot.events import Event

APART = 30  # days within which two entries of one story do not both lead
_NUMBER = {day: number for number, day in enumerate(every_day(), 1)}


def number_of(day: MonthDay) -> int:
    """The number of a day in the leap year, from 1 to 366."""
    return _NUMBER[day]


class Stories:
    """The stories of some entries. A retired entry still ties those that follow it."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._events = {event.id: event for event in events}
        self._followers: dict[str, list[str]] = {}
        for event in self._events.values():
            for earlier in event.follows:
                self._followers.setdefault(earlier, []).append(event.id)
        self._near: dict[str, list[Event]] = {}
        self._whole: dict[str, set[str]] = {}

    def near_mates(self, event: Event) -> list[Event]:
        """The other entries of its story whose days lie near an entry's, over the year's end.

        One day more than ``APART`` is taken, for the years without a 29 February.
        """
        if event.id not in self._near:
            found = [
                self._events[name] for name in sorted(self._story(event.id) & self._events.keys())
            ]
            self._near[event.id] = [
                mate for mate in found if mate is not event and _near(mate.day, event.day)
            ]
        return self._near[event.id]

    def _story(self, name: str) -> set[str]:
        """The ids that are tied to one, itself among them."""
        if name in self._whole:
            return self._whole[name]
        story, todo = {name}, [name]
        while todo:
            one = todo.pop()
            follows = self._events[one].follows if one in self._events else ()
            fresh = {*follows, *self._followers.get(one, ())} - story
            story |= fresh
            todo += fresh
        self._whole |= dict.fromkeys(story, story)
        return story


def _near(a: MonthDay, b: MonthDay) -> bool:
    """True if two days lie within 30 days of one another, 29 February not counted."""
    apart = abs(_NUMBER[a] - _NUMBER[b])
    return min(apart, len(_NUMBER) - apart) <= APART + 1


def stories_of(dataset: Dataset) -> Stories:
    """The stories of a dataset's entries, kept as long as the dataset is."""
    if Stories not in dataset.memo:
        dataset.memo[Stories] = Stories(e for e in dataset if e.retracted is None)
    found: Stories = dataset.memo[Stories]
    return found
