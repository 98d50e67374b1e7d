"""Rules of the selection: possible leads, round anniversaries, and a channel's scope."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from bot.calendars import Calendar
from bot.dates import years_since
from bot.events import Event

MOST = 5  # further entries after the lead
HEAVIEST = 5
HEAVY = 4  # entries of this weight and more are in the post every year, and lead in turn
OLD = 1500  # before it only whole centuries are round
SENSITIVE = frozenset(("violence", "disaster"))


class Scope(NamedTuple):
    """The entries of a channel, by countries and topics; empty for all, and what it ``prefer``s.

    With the Solar calendar, events of Iran and Afghanistan are told on their own Solar day.
    """

    countries: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    prefer: frozenset[str] = frozenset()
    calendar: Calendar = Calendar.GREGORIAN

    @classmethod
    def of(
        cls,
        countries: Collection[str],
        topics: Collection[str],
        *,
        prefer: Collection[str] = (),
        calendar: Calendar = Calendar.GREGORIAN,
    ) -> Scope:
        """The scope of a channel's settings, in any order."""
        return cls(frozenset(countries), frozenset(topics), frozenset(prefer), calendar)

    def tells(self, event: Event) -> bool:
        """True if an entry has one of the countries and one of the topics, where any are given."""
        return (not self.countries or not self.countries.isdisjoint(event.countries)) and (
            not self.topics or not self.topics.isdisjoint(event.topics)
        )

    def prefers(self, event: Event) -> bool:
        """True if an entry is of a preferred country or topic."""
        return bool(self.prefer) and not self.prefer.isdisjoint((*event.countries, *event.topics))

    def raised(self, event: Event) -> int:
        """The weight by which those that may lead are ordered: a preferred one has a point more."""
        return event.weight + (event.weight < HEAVIEST and self.prefers(event))


def may_lead(events: Sequence[Event]) -> list[Event]:
    """Those within a point of the heaviest that take turns; others only before lighter ones."""
    least = max((event.weight for event in events), default=0) - 1
    best = max((event.weight for event in events if takes_turns(event)), default=0)
    found = [event for event in events if event.weight >= least]
    return [event for event in found if takes_turns(event) or event.weight > best]


def takes_turns(event: Event) -> bool:
    """True if an entry takes turns at leading: each heavy one, others as their ``lead`` says.

    Where it says nothing, an event does; a birth or a death leaves the lead to what weighs as much.
    """
    stated = event.kind == "event" if event.lead is None else event.lead
    return event.weight >= HEAVY or stated


def is_round(event: Event, year: int) -> bool:
    """True if it is 10, 25, 75 or a multiple of 50 years ago; centuries for what is before 1500."""
    years = years_since(event.year, year)
    if years <= 0:
        return False
    if event.year < OLD:
        return years % 100 == 0
    return years in (10, 25, 75) or years % 50 == 0


def is_sensitive(event: Event) -> bool:
    """True if an entry is about violence or a disaster."""
    return not SENSITIVE.isdisjoint(event.sensitivity)
