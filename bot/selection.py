"""Which events of a day are told, and in what order. Pure: the same input gives the same choice.

The rotation of leads is played through from the year ``FIRST``, never read from a history, so
that any day of any year can be previewed and a restored database chooses as the lost one did.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from bot.dates import years_since
from bot.events import Event

FIRST = 2020  # the year from which the turns are counted
MOST = 4  # further events beside the lead


class Choice(NamedTuple):
    """The lead of a day's post, and up to four more as they happened."""

    lead: Event
    more: tuple[Event, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """All that is told, the lead first."""
        return (self.lead, *self.more)


class Wishes(NamedTuple):
    """What editors want otherwise on a date: ids of entries that shall not lead, or not be told."""

    not_leading: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()


def choose(
    events: Sequence[Event],
    on: date,
    *,
    countries: Collection[str] = (),
    topics: Collection[str] = (),
    wishes: Wishes | None = None,
) -> Choice | None:
    """What to tell on a date out of the events of that day; None if there is nothing.

    ``countries`` and ``topics``, where given, let only events through that have one of them.
    ``wishes`` change this date alone: the turns of other years are as if there were none. Where
    no entry is left that may lead, the best leads all the same.
    """
    asked = wishes or Wishes()
    told = [
        event
        for event in events
        if event.retracted is None
        and event.id not in asked.left_out
        and event.year <= on.year
        and (not countries or not set(countries).isdisjoint(event.countries))
        and (not topics or not set(topics).isdisjoint(event.topics))
    ]
    if not told:
        return None
    lead = _lead(told, on.year, passed_over=asked.not_leading)
    more = _mixed(lead, [event for event in told if event is not lead], on.year)
    return Choice(lead, tuple(sorted(more, key=lambda event: (event.moment, event.id))))


def lift(years: int) -> int:
    """The points that an anniversary adds: two for a multiple of 50, one for one of 25, or of 10
    below 100.
    """
    if years <= 0:
        return 0
    if years % 50 == 0:
        return 2
    return 1 if years % 25 == 0 or (years < 100 and years % 10 == 0) else 0


def score(event: Event, year: int) -> int:
    """How much an event asks to be told in a year: its weight and its anniversary."""
    return event.weight + lift(years_since(event.year, year))


def _lead(told: Sequence[Event], year: int, *, passed_over: Collection[str] = ()) -> Event:
    """The candidate whose last turn is longest ago; of those that had none, the best.

    Candidates are those within a point of the best, so with two or more of them the lead
    differs from the one of the year before. In the year itself none is ``passed_over``.
    """
    last_turn: dict[str, int] = {}
    lead = told[0]
    for turn in range(min(FIRST, year), year + 1):
        happened = [event for event in told if event.year <= turn]
        if not happened:
            continue
        if turn == year:
            happened = [e for e in happened if e.id not in passed_over] or happened
        scores = {event.id: score(event, turn) for event in happened}
        front = max(scores.values()) - 1
        candidates = [event for event in happened if scores[event.id] >= front]
        lead = min(candidates, key=lambda e: (last_turn.get(e.id, 0), -scores[e.id], e.year, e.id))
        last_turn[lead.id] = turn
    return lead


def _mixed(lead: Event, rest: list[Event], year: int) -> list[Event]:
    """Up to four more: each time the best, less a point for each thing that it repeats."""
    chosen = [lead]
    while rest and len(chosen) <= MOST:
        best = min(
            rest,
            key=lambda e: (sum(_likeness(e, c) for c in chosen) - score(e, year), e.year, e.id),
        )
        rest.remove(best)
        chosen.append(best)
    return chosen[1:]


def _likeness(a: Event, b: Event) -> int:
    """How much two events repeat one another: era, countries, topics, one point each."""
    return (
        (era(a.year) == era(b.year))
        + (not set(a.countries).isdisjoint(b.countries))
        + (not set(a.topics).isdisjoint(b.topics))
    )


def era(year: int) -> int:
    """The rough era of a year: 0 antiquity, 1 middle ages, 2 to 1799, 3 to 1899, 4 to 1945, 5."""
    return sum(year >= start for start in (500, 1500, 1800, 1900, 1945))
