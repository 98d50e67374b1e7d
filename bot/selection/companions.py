"""The companions of the lead: the heavy entries every year, the others by turns, well mixed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from bot.events import Event
from bot.selection.rules import HEAVY, MOST, Scope, is_round

ERAS = (500, 1500, 1800, 1900, 1945)
POINTS = 9  # a step of weight is worth nine years of waiting, or nine likenesses
OVERDUE = 4  # years out of the post after which an entry goes before better ones


def companions(
    lead: Event, told: Sequence[Event], year: int, *, scope: Scope, shown: Mapping[str, int]
) -> list[Event]:
    """Up to five more of a day's entries, in no order.

    One that the channel prefers, if the lead is none; then every 5, every 4; then the others.
    ``shown`` has the last year in which each was in the post, so that each comes in its turn.
    """
    rest = [event for event in told if event is not lead]
    if len(rest) <= MOST:
        return rest
    rest.sort(key=_rank, reverse=True)
    able = () if scope.prefers(lead) else rest
    preferred = next((event for event in able if scope.prefers(event)), None)
    rest.sort(key=lambda event: event is not preferred)
    sure = [e for e in rest if e is preferred or e.weight >= HEAVY][:MOST]
    return sure + _in_turn(rest[len(sure) :], [lead, *sure], year, shown=shown)


def _rank(event: Event) -> tuple[int, int, str]:
    return (event.weight, -event.year, event.id)


def _in_turn(
    rest: Sequence[Event], chosen: Sequence[Event], year: int, *, shown: Mapping[str, int]
) -> list[Event]:
    """The entries of the ``rest`` that fill the post after those ``chosen``: one after another the
    one that is worth most, less a point for each thing in which it repeats one before it.
    """
    worth = {event.id: _worth(event, year, shown) for event in rest}
    found: list[Event] = []
    fresh = chosen
    while len(chosen) + len(found) <= MOST:
        for event in rest:
            worth[event.id][1] -= sum([_likeness(event, other) for other in fresh])
        best = max(rest, key=lambda event: (worth[event.id], -event.year, event.id))
        rest = [event for event in rest if event is not best]
        found.append(best)
        fresh = [best]
    return found


def _worth(event: Event, year: int, shown: Mapping[str, int]) -> list[int]:
    """The sort key of an entry as a companion: first how long it is overdue, then its points, for
    weight, the years that it has waited and a round anniversary.
    """
    waited = year - shown.get(event.id, year - OVERDUE)
    points = POINTS * event.weight + waited + is_round(event, year)
    return [waited if waited >= OVERDUE else 0, points]


def _likeness(a: Event, b: Event) -> int:
    """The likeness of two entries: era, countries, topics, one point each."""
    return (
        (era(a.year) == era(b.year))
        + (not set(a.countries).isdisjoint(b.countries))
        + (not set(a.topics).isdisjoint(b.topics))
    )


def era(year: int) -> int:
    """The rough era of a year: 0 antiquity, 1 middle ages, 2 to 1799, 3 to 1899, 4 to 1945, 5."""
    return bisect_right(ERAS, year)
