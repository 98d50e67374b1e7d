"""The lead and the others of a date: the one place where the site asks the selection."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from bot.dataset import Dataset
from bot.dates import LEAP_DAY, MonthDay
from bot.events import Event
from bot.selection import chooser_of


class DayTold(NamedTuple):
    """The content of a day's page: its date, the lead, and all others as they happened."""

    on: date
    lead: Event | None
    others: tuple[Event, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """All entries, the lead first."""
        return (self.lead, *self.others) if self.lead else ()


def told(dataset: Dataset, on: date, *, day: MonthDay) -> DayTold:
    """The content of a day's page: the lead of a channel without a filter, then all others.

    The page of 29 February has the entries of that day alone, whatever the year.
    """
    events = dataset.on(day) if day == LEAP_DAY else dataset.told_on(on)
    if not events:
        return DayTold(on, None, ())
    lead = heaviest(events) if day == LEAP_DAY else lead_on(dataset, on)
    return DayTold(on, lead, tuple(event for event in events if event is not lead))


def lead_on(dataset: Dataset, on: date) -> Event:
    """The lead of a date that has an entry: that of a channel without a filter.

    Only the lead: the other entries of a post take twice as long to choose.
    """
    lead = chooser_of(dataset).leads.lead(on)
    assert lead is not None
    return lead


def heaviest(events: Sequence[Event]) -> Event:
    """The entry that weighs most, the earliest of several."""
    return min(events, key=lambda event: (-event.weight, event.moment, event.id))


def narrowed(
    events: Sequence[Event], *, countries: Collection[str], topic: str = ""
) -> list[Event]:
    """The entries of one of the countries, or of the topic; all where neither is given."""
    return [
        event
        for event in events
        if (not countries or not set(countries).isdisjoint(event.countries))
        and (not topic or topic in event.topics)
    ]
