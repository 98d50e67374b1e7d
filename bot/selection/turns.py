"""The turns to lead a day: one year's candidates, best first, from the turns before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from bot.events import Event
from bot.selection.rules import HEAVIEST, HEAVY, Scope, is_round, may_lead

FIRST_YEAR = 2026  # turns are counted from it; any year would do, as long as it stays
LATE = {5: 2, 4: 3}  # years after which a heavy entry is due again
STARVED = 9  # years after which a 4 leads even where the 5s of the day want every turn
_UNKNOWN = STARVED - 1  # years that an entry which has never led is taken to have waited


class Claim(IntEnum):
    """The reason why an entry may lead this year; the first that any has decides."""

    STARVED = 0
    DUE = 1
    ROUND = 2
    TURN = 3
    WAITS = 4  # it will be round next year


@dataclass(frozen=True, slots=True)
class Turns:
    """The turns of a day's entries so far: from which year, and the last one of each by id."""

    first: int = FIRST_YEAR
    last: Mapping[str, int] = field(default_factory=dict)

    def waited(self, event: Event, year: int) -> int:
        """Years since an entry led."""
        return year - self.last.get(event.id, self.first - _UNKNOWN)

    def claim(self, event: Event, year: int) -> Claim:
        """The claim of an entry to lead this year."""
        if event.weight < HEAVY:
            return Claim.TURN
        waited = self.waited(event, year)
        if event.weight < HEAVIEST and waited >= STARVED:
            return Claim.STARVED
        if waited >= LATE[event.weight]:
            return Claim.DUE
        if is_round(event, year):
            return Claim.ROUND
        return Claim.WAITS if is_round(event, year + 1) else Claim.TURN

    def rests(self, event: Event, year: int) -> bool:
        """True if it led last year, and so gives way; a round heavy one does not."""
        heavy_and_round = event.weight >= HEAVY and is_round(event, year)
        return self.waited(event, year) < 2 and not heavy_and_round

    def candidates(self, told: Sequence[Event], year: int, *, scope: Scope) -> list[Event]:
        """Those of a day's entries that may lead in a year, the best first."""
        able = may_lead(told)
        awake = [event for event in able if not self.rests(event, year)] or able
        if len(awake) < 2:
            return awake
        claims = {event.id: self.claim(event, year) for event in awake}
        strongest = min(claims.values())
        return sorted(
            (event for event in awake if claims[event.id] == strongest),
            key=lambda e: (
                -scope.raised(e),
                not is_round(e, year),
                is_round(e, year + 1),
                self.last.get(e.id, 0),
                e.year,
                e.id,
            ),
        )

    def with_leads(self, leads: Iterable[Event | None], year: int) -> Turns:
        """These turns and a year more."""
        return Turns(self.first, {**self.last, **{lead.id: year for lead in leads if lead}})


def first_among(events: Sequence[Event], year: int) -> Event | None:
    """The lead of any list of entries, as a reader may ask for one; its neighbours do not count."""
    turns, scope, lead = Turns(), Scope(), None
    for turn in range(min(FIRST_YEAR, year), year + 1):
        happened = [event for event in events if event.year <= turn]
        found = turns.candidates(happened, turn, scope=scope)
        lead = found[0] if found else None
        turns = turns.with_leads(found[:1], turn)
    return lead
