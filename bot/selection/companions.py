"""The companions of the lead: the heavy entries every year, the others by turns, well mixed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence

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
    chosen = [lead]
    _take(rest, chosen, 1 - scope.prefers(lead), worth=_weight, of=scope.prefers)
    _take(rest, chosen, MOST, worth=_weight, of=lambda event: event.weight >= HEAVY)
    _take(rest, chosen, MOST, worth=lambda event: _worth(event, chosen, year, shown))
    return chosen[1:]


def _take(
    rest: list[Event],
    chosen: list[Event],
    most: int,
    *,
    worth: Callable[[Event], tuple[int, ...]],
    of: Callable[[Event], bool] = lambda _: True,
) -> None:
    """Moves up to so many of the ``rest`` that are ``of`` a kind to those chosen, best first."""
    for _ in range(min(most, MOST + 1 - len(chosen))):
        able = [event for event in rest if of(event)]
        if not able:
            return
        best = max(able, key=lambda e: (worth(e), -e.year, e.id))
        rest.remove(best)
        chosen.append(best)


def _weight(event: Event) -> tuple[int]:
    return (event.weight,)


def _worth(
    event: Event, chosen: Sequence[Event], year: int, shown: Mapping[str, int]
) -> tuple[int, int]:
    """The sort key of an entry as a companion: first how long it is overdue, then weight, the years
    that it has waited and a round anniversary, less a point for each thing that it repeats.
    """
    waited = year - shown.get(event.id, year - OVERDUE)
    repeats = sum(_likeness(event, other) for other in chosen)
    points = POINTS * event.weight + waited + is_round(event, year) - repeats
    return (waited if waited >= OVERDUE else 0, points)


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
